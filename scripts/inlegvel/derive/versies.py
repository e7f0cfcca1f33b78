"""Two versions of one package held against each other, down to the cell.

For two papers of different years see `derive.verschil`: there rows are paired by what they are
about. Here the same row has the same key, and whatever else differs is a change.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from inlegvel.uitgave import Stap, Tabel, Uitgaven, Versie

# Tables about the data: a new row there tells of a correction or an address, it adds no data.
OVER_DE_DATA = ("adressen", "correcties", "toelichtingen")

# What changes with every release, or with every day, and is no content.
GEEN_INHOUD = ("$schema", "name", "version", "created", "peildatum", "resources")

# What a script that reads the table depends on.
VORM = ("type", "format")


@dataclass(frozen=True)
class Cel:
    """One cell with another text; in the descriptor `tabel` and `rij` are empty."""

    tabel: str
    rij: str
    kolom: str
    oud: str
    nieuw: str


@dataclass(frozen=True)
class Rij:
    """A row that came or went, with its cells."""

    tabel: str
    rij: str
    cellen: Mapping[str, str]


@dataclass(frozen=True)
class Versieverschil:
    """Everything that differs between two versions of a package.

    Columns are ``table.column``. `kolommen_anders` hold values of another type now, or the key
    of their table is made of other columns. `uitleg` names the tables of which only the
    description changed.
    """

    tabellen_weg: tuple[str, ...] = ()
    tabellen_erbij: tuple[str, ...] = ()
    kolommen_weg: tuple[str, ...] = ()
    kolommen_erbij: tuple[str, ...] = ()
    kolommen_anders: tuple[str, ...] = ()
    rijen_weg: tuple[Rij, ...] = ()
    rijen_erbij: tuple[Rij, ...] = ()
    cellen: tuple[Cel, ...] = ()
    beschrijving: tuple[Cel, ...] = ()
    uitleg: tuple[str, ...] = ()

    @property
    def stap(self) -> Stap:
        """Which part of the version goes up; empty where nothing differs.

        Breaking is a column or row key gone; minor is something added; the rest is a patch.
        """
        if (
            self.kolommen_weg
            or self.kolommen_anders
            or _real(self.tabellen_weg)
            or any(rij.tabel not in OVER_DE_DATA for rij in self.rijen_weg)
        ):
            return "major"
        if (
            self.kolommen_erbij
            or _real(self.tabellen_erbij)
            or any(rij.tabel not in OVER_DE_DATA for rij in self.rijen_erbij)
        ):
            return "minor"
        return "patch" if self != Versieverschil() else ""


def _real(tables: tuple[str, ...]) -> bool:
    return any(naam not in OVER_DE_DATA for naam in tables)


def vergelijk_versies(oud: Versie, nieuw: Versie) -> Versieverschil:
    """What differs between two versions; the order of rows and columns does not matter.

    The rows of a table that came or went count as rows that came or went.
    """
    pairs = {
        naam: (oud.tabellen.get(naam), nieuw.tabellen.get(naam))
        for naam in (*oud.tabellen, *(n for n in nieuw.tabellen if n not in oud.tabellen))
    }
    both = {naam: (a, b) for naam, (a, b) in pairs.items() if a is not None and b is not None}
    return Versieverschil(
        tabellen_weg=tuple(naam for naam, (_, after) in pairs.items() if after is None),
        tabellen_erbij=tuple(naam for naam, (before, _) in pairs.items() if before is None),
        kolommen_weg=_columns(both, lambda a, b: [k for k in a.velden if k not in b.velden]),
        kolommen_erbij=_columns(both, lambda a, b: [k for k in b.velden if k not in a.velden]),
        kolommen_anders=_columns(both, _reshaped),
        rijen_weg=tuple(r for naam, (a, b) in pairs.items() for r in _rows_only(naam, a, b)),
        rijen_erbij=tuple(r for naam, (a, b) in pairs.items() for r in _rows_only(naam, b, a)),
        cellen=tuple(cel for naam, (a, b) in both.items() for cel in _cells(naam, a, b)),
        beschrijving=tuple(_descriptions(oud.beschrijving, nieuw.beschrijving)),
        uitleg=tuple(naam for naam, (a, b) in both.items() if _explained_anew(a, b)),
    )


def _columns(
    both: Mapping[str, tuple[Tabel, Tabel]], pick: Callable[[Tabel, Tabel], Iterable[str]]
) -> tuple[str, ...]:
    return tuple(f"{naam}.{kolom}" for naam, (a, b) in both.items() for kolom in pick(a, b))


def _reshaped(before: Tabel, after: Tabel) -> list[str]:
    """Columns in both whose values, or whose part in the key, are others."""
    return [
        kolom
        for kolom in before.velden
        if kolom in after.velden
        and (
            any(before.velden[kolom].get(v) != after.velden[kolom].get(v) for v in VORM)
            or (kolom in before.sleutel) != (kolom in after.sleutel)
        )
    ]


def _explained_anew(before: Tabel, after: Tabel) -> bool:
    """Whether what is said of a column that stayed differs: its title, meaning or choices."""
    return any(before.velden.get(kolom, field) != field for kolom, field in after.velden.items())


def _rows_only(naam: str, here: Tabel | None, there: Tabel | None) -> Iterator[Rij]:
    """The rows of a table that the other version does not have."""
    elsewhere = there.rijen if there is not None else {}
    if here is not None:
        for rij, cellen in here.rijen.items():
            if rij not in elsewhere:
                yield Rij(naam, rij, cellen)


def _cells(naam: str, before: Tabel, after: Tabel) -> Iterator[Cel]:
    for rij, cellen in after.rijen.items():
        earlier = before.rijen.get(rij)
        if earlier is None or earlier == cellen:
            continue
        for kolom, text in cellen.items():
            if kolom in earlier and earlier[kolom] != text:
                yield Cel(naam, rij, kolom, earlier[kolom], text)


def _descriptions(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Cel]:
    """Fields of the descriptor that differ; those of `document` one by one."""
    old, new = _flat(before), _flat(after)
    for naam in (*old, *(naam for naam in new if naam not in old)):
        if old.get(naam, "") != new.get(naam, ""):
            yield Cel("", "", naam, old.get(naam, ""), new.get(naam, ""))


def _flat(beschrijving: Mapping[str, Any]) -> dict[str, str]:
    found = {}
    for naam, value in beschrijving.items():
        if naam not in GEEN_INHOUD:
            inside = value.items() if isinstance(value, dict) else ((None, value),)
            for key, part in inside:
                found[f"{naam}.{key}" if key else naam] = _text(part)
    return found


def _text(value: Any) -> str:
    """A value of the descriptor for readers."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, list):
        return "; ".join(_text(part) for part in value)
    if isinstance(value, dict):
        return ", ".join(_text(part) for part in value.values())
    return str(value)


def sinds_uitgave(uitgaven: Uitgaven) -> Versieverschil:
    """What changed since the newest release; nothing where the bytes are the same."""
    if uitgaven.huidig is None:
        return Versieverschil()
    return vergelijk_versies(uitgaven.nieuwste.versie, uitgaven.huidig)


def geschiedenis(uitgaven: Uitgaven) -> list[Versieverschil]:
    """Per release what changed in it; the first release changed nothing."""
    versies = [uitgave.versie for uitgave in uitgaven.reeks]
    return [
        Versieverschil(),
        *(vergelijk_versies(a, b) for a, b in pairwise(versies)),
    ]
