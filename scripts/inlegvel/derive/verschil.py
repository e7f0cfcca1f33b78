"""Year on year: what is new, changed, dropped or kept against the paper of the year before."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, Literal

from inlegvel.derive.facts import Facts
from inlegvel.model import Catalogue, Document, Row

Soort = Literal["nieuw", "veranderd", "vervallen", "gelijk"]

# What counts as a change. The place in the paper always differs between two papers.
FIGURE_COLUMNS = ("waarde", "waarde_tekst", "grens", "status", "telt_mee", "reikwijdte")
DOEL_COLUMNS = (
    "omschrijving",
    "organisaties",
    "gebieden",
    "soort",
    "indicator",
    "maat",
    "ondergrens",
    "bovengrens",
    "voorwaarde",
)
AFSPRAAK_COLUMNS = (
    "omschrijving",
    "trekkers",
    "samen_met",
    "gebieden",
    "hardheid",
    "herhaling",
    "voorwaarde",
)


def newest(oud: Row | None, nieuw: Row | None) -> Row:
    """The newer of two rows, or the dropped one; one of them is always there."""
    found = nieuw if nieuw is not None else oud
    assert found is not None
    return found


@dataclass(frozen=True)
class Verandering:
    """One row in both papers, or in one of them; `resource` is cijfers, doelen or afspraken."""

    soort: Soort
    resource: str
    oud: Row | None
    nieuw: Row | None

    @property
    def row(self) -> Row:
        """The newer row, or the dropped one."""
        return newest(self.oud, self.nieuw)


def vorige(catalogue: Catalogue, document: Document) -> Document | None:
    """The paper of the same kind and area that came before; None for the first."""
    earlier = [
        other
        for other in catalogue.documenten
        if other.soort == document.soort
        and other.gebied == document.gebied
        and other.jaar_van < document.jaar_van
    ]
    return max(earlier, key=lambda other: (other.jaar_van, other.naam), default=None)


def vergelijk(facts: Facts, document: Document, oud: Document) -> list[Verandering]:
    """Every figure, goal and agreement of both papers, paired where they are the same.

    Goals and agreements are the same where their identifier is. Figures are the same
    where all is equal but the years, and those lie equally far from the paper's own:
    the plan for 2023 in the paper of 2023 stands beside that for 2022 in that of 2022.
    Results, and plans that are left over, pair by their own years.
    """
    figures = _figures(facts, document, oud)
    promises = [
        change
        for resource, key, columns in (
            ("doelen", itemgetter("doel"), DOEL_COLUMNS),
            ("afspraken", itemgetter("afspraak"), AFSPRAAK_COLUMNS),
        )
        for change in _compare(
            resource,
            columns,
            _keyed(oud.tabellen.rows(resource), key),
            _keyed(document.tabellen.rows(resource), key),
        )
    ]
    return figures + promises


def _figures(facts: Facts, document: Document, oud: Document) -> list[Verandering]:
    """Plans pair by the distance of their years; what is left, by the years themselves.

    A result is a fact of its own years, whichever paper tells it.
    """
    before = {row["rij"]: row for row in facts.rows[oud.naam]}
    after = {row["rij"]: row for row in facts.rows[document.naam]}
    shifted = {_figure_key(oud)(row): rij for rij, row in before.items() if _is_plan(row)}
    partner = {
        rij: shifted[key]
        for rij, row in after.items()
        if _is_plan(row) and (key := _figure_key(document)(row)) in shifted
    }
    taken = set(partner.values())
    partner |= {
        rij: rij for rij in after if rij not in partner and rij in before and rij not in taken
    }
    old = {partner_of: before[partner_of] for partner_of in partner.values()}
    names = {rij: partner.get(rij, f"nieuw/{rij}") for rij in after}
    rest = {f"oud/{rij}": row for rij, row in before.items() if rij not in old}
    return _compare(
        "cijfers", FIGURE_COLUMNS, old | rest, {names[rij]: row for rij, row in after.items()}
    )


def _is_plan(row: Row) -> bool:
    return bool(row["aard"] != "realisatie")


def _keyed(rows: list[Row], key: Callable[[Row], Any]) -> dict[Any, Row]:
    return {key(row): row for row in rows}


def _figure_key(document: Document) -> Callable[[Row], Any]:
    names = ("indicator", "organisatie", "onderdeel", "variant", "aard")

    def key(row: Row) -> Any:
        years = (row["jaar_van"] - document.jaar_van, row["jaar_tot"] - document.jaar_van)
        return (*(row[name] for name in names), *years)

    return key


def _compare(
    resource: str,
    columns: tuple[str, ...],
    before: Mapping[Any, Row],
    after: Mapping[Any, Row],
) -> list[Verandering]:
    changes = []
    for key, row in after.items():
        old = before.get(key)
        if old is None:
            changes.append(Verandering("nieuw", resource, None, row))
        elif differs(old, row, columns):
            changes.append(Verandering("veranderd", resource, old, row))
        else:
            changes.append(Verandering("gelijk", resource, old, row))
    dropped = [row for key, row in before.items() if key not in after]
    return changes + [Verandering("vervallen", resource, row, None) for row in dropped]


def differs(old: Row, new: Row, columns: tuple[str, ...]) -> bool:
    """Whether one of these columns holds something else; two empty numbers are the same."""
    return any(old[name] != new[name] and not _both_empty(old, new, name) for name in columns)


def _both_empty(old: Row, new: Row, name: str) -> bool:
    """Empty numbers are NaN, and NaN never equals itself."""
    return bool(old[name] != old[name] and new[name] != new[name])
