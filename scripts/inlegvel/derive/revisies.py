"""Two states of the whole project held against each other: figures, promises, totals, findings.

A *toestand* is what the project held at one time. Rows are paired by their keys, as in
`derive.versies`; here everything that follows from them is compared as well.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from inlegvel.derive.facts import Facts
from inlegvel.derive.verschil import FIGURE_COLUMNS, Soort, differs, newest
from inlegvel.derive.versies import Cel, Versieverschil, sinds_uitgave, vergelijk_versies
from inlegvel.findings import Finding
from inlegvel.model import Row
from inlegvel.uitgave import EERSTE, REGISTER, Stap, Versie, volgende

BELOFTEN = ("doelen", "afspraken")


@dataclass(frozen=True)
class Toestand:
    """The project at one time; `facts` is None where its data could not be read.

    `namen` are its packages, `versies` those whose files can be read, and `heel` the documents
    without errors: of these all that follows from their figures is known.
    """

    facts: Facts | None
    findings: tuple[Finding, ...]
    namen: frozenset[str]
    versies: Mapping[str, Versie]
    heel: frozenset[str]

    def versie(self, naam: str) -> Versie | None:
        """The package then: an empty one where it is not there, None where it cannot be read."""
        return self.versies.get(naam) if naam in self.namen else Versie(naam, {}, {})


@dataclass(frozen=True)
class Pakket:
    """One package that differs: its versions, and the version that follows from the change.

    `oud` or `nu` is empty where the package was or is not there; `verschil` is None then.
    """

    naam: str
    oud: str
    nu: str
    voorstel: str
    verschil: Versieverschil | None

    @property
    def stap(self) -> Stap:
        """How far this change goes; a package that is gone breaks whatever reads it."""
        if self.verschil is None:
            return "minor" if self.nu else "major"
        return self.verschil.stap


@dataclass(frozen=True)
class Cijfer:
    """One figure that came, went or changed; rows are those of `Facts.rows`."""

    document: str
    soort: Soort
    oud: Row | None
    nieuw: Row | None

    @property
    def row(self) -> Row:
        """The newer row, or the dropped one."""
        return newest(self.oud, self.nieuw)

    @property
    def berekend(self) -> bool:
        """Whether we computed the figure: it follows from others, or is a total."""
        return bool(self.row["rijsoort"] != "bron")


@dataclass(frozen=True)
class Regel:
    """One row as it stands in a file that came, went or changed; `cellen` are texts."""

    document: str
    tabel: str
    soort: Soort
    rij: str
    cellen: Mapping[str, str]
    veranderd: tuple[Cel, ...] = ()


@dataclass(frozen=True)
class Bevinding:
    """A finding that came, went or says something else now."""

    soort: Soort
    finding: Finding


@dataclass(frozen=True)
class Revisieverschil:
    """Everything that differs.

    `niet_vergeleken` are documents with errors, so that nothing follows from their figures; those
    stand among `regels`, beside the goals and agreements of all documents.
    """

    pakketten: tuple[Pakket, ...]
    cijfers: tuple[Cijfer, ...]
    regels: tuple[Regel, ...]
    bevindingen: tuple[Bevinding, ...]
    niet_vergeleken: tuple[str, ...]


def vergelijk_toestanden(oud: Toestand, nieuw: Toestand) -> Revisieverschil:
    """What differs between two states of the project."""
    unsure = ((oud.namen - oud.heel) | (nieuw.namen - nieuw.heel)) - {REGISTER}
    return Revisieverschil(
        tuple(_packages(oud, nieuw)),
        tuple(_figures(oud.facts, nieuw.facts, unsure)),
        tuple(_lines(oud, nieuw, unsure)),
        tuple(_findings(oud, nieuw, unsure)),
        tuple(sorted(unsure)),
    )


def _packages(oud: Toestand, nieuw: Toestand) -> Iterator[Pakket]:
    for naam in sorted(oud.namen | nieuw.namen):
        before, after = oud.versie(naam), nieuw.versie(naam)
        if before is None or after is None:
            continue
        if naam not in oud.namen:
            yield Pakket(naam, "", after.nummer, EERSTE, None)
        elif naam not in nieuw.namen:
            yield Pakket(naam, before.nummer, "", "", None)
        else:
            verschil = vergelijk_versies(before, after)
            if verschil.stap or before.nummer != after.nummer:
                voorstel = _suggested(nieuw, before.nummer, naam, verschil.stap)
                yield Pakket(naam, before.nummer, after.nummer, voorstel, verschil)


def _suggested(nieuw: Toestand, before: str, naam: str, stap: Stap) -> str:
    """The version that follows from all changes since the newest release.

    Without a release the first one is still to come. Where the data cannot be read, what follows
    from this change alone.
    """
    if nieuw.facts is None:
        return volgende(before, stap)
    uitgaven = nieuw.facts.catalogue.uitgaven.get(naam)
    if uitgaven is None:
        return EERSTE
    return volgende(uitgaven.nieuwste.nummer, sinds_uitgave(uitgaven).stap)


def _figures(oud: Facts | None, nieuw: Facts | None, unsure: frozenset[str]) -> Iterator[Cijfer]:
    if oud is None or nieuw is None:
        return
    columns = (*FIGURE_COLUMNS, "ontbreekt")
    names = [*nieuw.rows, *(naam for naam in oud.rows if naam not in nieuw.rows)]
    for naam in names:
        if naam in unsure:
            continue
        before = {row["rij"]: row for row in oud.rows.get(naam, ())}
        after = {row["rij"]: row for row in nieuw.rows.get(naam, ())}
        for rij, row in after.items():
            earlier = before.get(rij)
            if earlier is None:
                yield Cijfer(naam, "nieuw", None, row)
            elif differs(earlier, row, columns):
                yield Cijfer(naam, "veranderd", earlier, row)
        for rij, row in before.items():
            if rij not in after:
                yield Cijfer(naam, "vervallen", row, None)


def _lines(oud: Toestand, nieuw: Toestand, unsure: frozenset[str]) -> Iterator[Regel]:
    """Goals and agreements; those of a package that came or went are all new or dropped."""
    for naam in sorted(oud.namen | nieuw.namen):
        before, after = oud.versie(naam), nieuw.versie(naam)
        if before is None or after is None:
            continue
        tables = (*BELOFTEN, "cijfers") if naam in unsure else BELOFTEN
        verschil = vergelijk_versies(before, after)
        for rij in verschil.rijen_erbij:
            if rij.tabel in tables:
                yield Regel(naam, rij.tabel, "nieuw", rij.rij, rij.cellen)
        cells: dict[tuple[str, str], list[Cel]] = {}
        for cel in verschil.cellen:
            if cel.tabel in tables:
                cells.setdefault((cel.tabel, cel.rij), []).append(cel)
        for (tabel, key), changed in cells.items():
            now = after.tabellen[tabel].rijen[key]
            yield Regel(naam, tabel, "veranderd", key, now, tuple(changed))
        for rij in verschil.rijen_weg:
            if rij.tabel in tables:
                yield Regel(naam, rij.tabel, "vervallen", rij.rij, rij.cellen)


def _findings(oud: Toestand, nieuw: Toestand, unsure: frozenset[str]) -> Iterator[Bevinding]:
    """Findings by what they say; one that says something else of the same place has changed.

    Where the earlier data could not be read nobody knows what was found in them. What is not
    found any more in a document with errors may still be so.
    """
    if oud.facts is None:
        return
    before, after = Counter(map(_says, oud.findings)), Counter(map(_says, nieuw.findings))
    gone = [finding for finding in oud.findings if before[_says(finding)] > after[_says(finding)]]
    come = [finding for finding in nieuw.findings if after[_says(finding)] > before[_says(finding)]]
    places_gone, places_come = {_place(f) for f in gone}, {_place(f) for f in come}
    for finding in come:
        yield Bevinding("veranderd" if _place(finding) in places_gone else "nieuw", finding)
    for finding in gone:
        certain = nieuw.facts is not None and finding.document not in unsure - _mended(oud, nieuw)
        if certain and _place(finding) not in places_come:
            yield Bevinding("vervallen", finding)


def _mended(oud: Toestand, nieuw: Toestand) -> frozenset[str]:
    return nieuw.heel - oud.heel


def _place(finding: Finding) -> tuple[str, ...]:
    return (finding.regel, finding.document, finding.sleutel, finding.kolom)


def _says(finding: Finding) -> tuple[str, ...]:
    said = (finding.melding, finding.gepubliceerd, finding.berekend, finding.toelichting)
    return (*_place(finding), finding.ernst, *said)
