"""Every release of every package as a change that readers can follow, and whom it concerns."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from inlegvel.derive.versies import Cel, Versieverschil, geschiedenis
from inlegvel.derive.versiezinnen import EERSTE_TEKST, samenvatting
from inlegvel.model import Catalogue, split_list
from inlegvel.uitgave import REGISTER, Uitgave, Versie

NIET_VERTELD = ("adressen", "correcties")


@dataclass(frozen=True)
class Regel:
    """One line of a change: a row that came or went, or a cell that changed.

    `cellen` are the cells of the row, for its name; `rij` is its key; `reden` is what a
    correction says of it. A description has no table.
    """

    soort: str
    tabel: str
    rij: str
    cellen: Mapping[str, str]
    kolom: str = ""
    oud: str = ""
    nieuw: str = ""
    reden: str = ""


@dataclass(frozen=True)
class Wijziging:
    """One release: what it changed since the one before; the first changed nothing."""

    uitgave: Uitgave
    verschil: Versieverschil
    eerste: bool
    titel: str

    @property
    def url(self) -> str:
        """The address of this release among the changes of its package, below the site's root."""
        return f"data/{self.uitgave.pakket}/wijzigingen/#{anker(self.uitgave.nummer)}"

    @property
    def samenvatting(self) -> str:
        """What this release changed, in one sentence."""
        return EERSTE_TEKST if self.eerste else samenvatting(self.verschil)

    @property
    def verteld(self) -> tuple[Regel, ...]:
        """The lines for readers: a correction is told with its cell, addresses are only counted."""
        return tuple(regel for regel in self.regels if regel.tabel not in NIET_VERTELD)

    @cached_property
    def regels(self) -> tuple[Regel, ...]:
        """Every row and cell that this release changed; none for the first release."""
        return tuple(regels(self.verschil, self.uitgave.versie))


def anker(nummer: str) -> str:
    """The fragment of a release on the page with the changes of its package."""
    return f"versie-{nummer}"


def regels(verschil: Versieverschil, na: Versie | None) -> Iterator[Regel]:
    """The lines of a difference; `na` is the later version, for the names of rows."""
    for cel in verschil.beschrijving:
        yield Regel("veranderd", "", "", {}, cel.kolom, cel.oud, cel.nieuw)
    reasons = _reasons(na)
    for cel in verschil.cellen:
        yield Regel(
            "veranderd",
            cel.tabel,
            cel.rij,
            _cells_of(cel, na),
            cel.kolom,
            cel.oud,
            cel.nieuw,
            reasons.get((cel.tabel, cel.rij, cel.kolom), ""),
        )
    for soort, rijen in (("nieuw", verschil.rijen_erbij), ("vervallen", verschil.rijen_weg)):
        for rij in rijen:
            yield Regel(soort, rij.tabel, rij.rij, rij.cellen)


def _reasons(na: Versie | None) -> dict[tuple[str, str, str], str]:
    """What the latest correction of each cell says, by table, row and column."""
    tabel = na.tabellen.get("correcties") if na is not None else None
    rows = sorted(tabel.rijen.values(), key=lambda row: int(row["nummer"])) if tabel else []
    return {(row["resource"], row["rij"], row["kolom"]): row["toelichting"] for row in rows}


def _cells_of(cel: Cel, na: Versie | None) -> Mapping[str, str]:
    if na is None:
        return {}
    return na.tabellen[cel.tabel].rijen.get(cel.rij, {})


def wijzigingen(catalogue: Catalogue) -> list[Wijziging]:
    """All releases of all packages, newest first; those of one day in the order of their names."""
    found = [
        Wijziging(uitgave, verschil, uitgave is uitgaven.reeks[0], _titel(catalogue, naam))
        for naam, uitgaven in catalogue.uitgaven.items()
        for uitgave, verschil in zip(uitgaven.reeks, geschiedenis(uitgaven), strict=True)
    ]
    found.reverse()
    found.sort(key=lambda w: w.uitgave.pakket)
    return sorted(found, key=lambda w: w.uitgave.datum, reverse=True)


def _titel(catalogue: Catalogue, naam: str) -> str:
    document = catalogue.by_name.get(naam)
    if document is not None:
        return document.titel
    return str(catalogue.uitgaven[naam].nieuwste.versie.beschrijving.get("title", naam))


# --- whom a change concerns --------------------------------------------------------

Aandeel = tuple[Wijziging, tuple[Regel, ...]]


def per_onderwerp(catalogue: Catalogue, alle: list[Wijziging]) -> dict[str, list[Aandeel]]:
    """Per organisation and theme the releases that concern it, with the lines that do.

    A first release has no lines: it concerns all that its rows name. Who belongs to a group is
    concerned by what the group does.
    """
    found: dict[str, list[Aandeel]] = defaultdict(list)
    for wijziging in alle:
        lines: dict[str, list[Regel]] = defaultdict(list)
        if wijziging.eerste:
            for naam, tabel in wijziging.uitgave.versie.tabellen.items():
                for cellen in tabel.rijen.values():
                    for name in _concerned(catalogue, wijziging.uitgave.pakket, naam, cellen):
                        lines[name] = []
        for regel in wijziging.verteld:
            for name in _concerned(catalogue, wijziging.uitgave.pakket, regel.tabel, regel.cellen):
                lines[name].append(regel)
        for name, own in lines.items():
            found[name].append((wijziging, tuple(own)))
    return found


def _concerned(
    catalogue: Catalogue, pakket: str, tabel: str, cellen: Mapping[str, str]
) -> set[str]:
    """The organisations and themes that one row is about."""
    if pakket == REGISTER:
        names = {cellen.get("organisatie", "")} if tabel == "organisaties" else set()
        return names | ({cellen.get("thema", "")} if tabel in ("themas", "indicatoren") else set())
    schema = catalogue.standaard.schemas.get(tabel)
    document = catalogue.by_name.get(pakket)
    found: set[str] = set()
    for kolom in schema.kolommen if schema is not None else ():
        for name in split_list(cellen.get(kolom.naam, "")):
            if kolom.verwijst == "organisaties":
                found |= {name, *(catalogue.members(document, name) if document else ())}
            elif kolom.verwijst == "themas":
                found.add(name)
            elif kolom.verwijst == "indicatoren":
                found.add(str(catalogue.register.indicatoren.get(name, {}).get("thema", "")))
    return found - {""}
