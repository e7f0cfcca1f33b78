"""Corrections: no published value changes in silence, and no correction is about nothing."""

from collections.abc import Iterator

from inlegvel.check.rule import at_row, rule, sound
from inlegvel.derive.correcties import (
    WAARDEN,
    Plek,
    columns_of,
    correcties_per_plek,
    huidige_tekst,
    in_one_way,
    is_waarde,
)
from inlegvel.derive.facts import Facts
from inlegvel.derive.versies import Versieverschil
from inlegvel.findings import Finding, nearest
from inlegvel.model import Document, Row
from inlegvel.uitgave import Uitgave

CORRECTIES = "correcties"
ZONDER_WIJZIGING = "correctie-zonder-wijziging"
ZONDER_CORRECTIE = "waarde-zonder-correctie"
GEWIJZIGD = "correctie-gewijzigd"


def _released(facts: Facts) -> Iterator[tuple[Document, Versieverschil, Uitgave]]:
    """Sound documents that were released, with what changed since."""
    for document in sound(facts):
        uitgaven = facts.catalogue.uitgaven.get(document.naam)
        if uitgaven is not None:
            yield document, facts.versieverschillen[document.naam], uitgaven.nieuwste


def _old_numbers(uitgave: Uitgave) -> frozenset[str]:
    """The numbers of the corrections that were released already."""
    tabel = uitgave.versie.tabellen.get(CORRECTIES)
    return frozenset(tabel.rijen) if tabel is not None else frozenset()


@rule(ZONDER_CORRECTIE, "fout", "Bij elke gepubliceerde waarde die verandert, staat waarom.")
def changed_in_silence(facts: Facts) -> Iterator[Finding]:
    """A value that differs from the newest release, or a row that is gone, without a correction."""
    for document, verschil, uitgave in _released(facts):
        if not verschil.cellen and not verschil.rijen_weg:
            continue
        old = _old_numbers(uitgave)
        told = {
            plek
            for plek, rows in correcties_per_plek(document).items()
            if any(str(row["nummer"]) not in old for row in rows)
        }
        schemas = facts.catalogue.standaard.schemas
        for cel in verschil.cellen:
            column = columns_of(schemas, cel.tabel).get(cel.kolom)
            if column is None or not is_waarde(schemas[cel.tabel], column):
                continue
            if Plek(cel.tabel, cel.rij, cel.kolom) not in told:
                yield _silent(
                    document, uitgave, cel.tabel, cel.rij, (cel.kolom, cel.oud, cel.nieuw)
                )
        rows_told = {(plek.resource, plek.rij) for plek in told}
        for rij in verschil.rijen_weg:
            if rij.tabel in WAARDEN and (rij.tabel, rij.rij) not in rows_told:
                yield _silently_gone(document, uitgave, rij.tabel, rij.rij)


def _silent(
    document: Document, uitgave: Uitgave, resource: str, rij: str, change: tuple[str, str, str]
) -> Finding:
    kolom, oud, nieuw = change
    return at_row(
        ZONDER_CORRECTIE,
        document,
        resource,
        document.tabellen.by_key(resource)[rij],
        f"In uitgave {uitgave.nummer} staat {_quoted(oud)}, nu staat er {_quoted(nieuw)}. "
        "Nergens staat waarom.",
        f"Zet in correcties.csv een rij met resource ‘{resource}’, rij ‘{rij}’, kolom ‘{kolom}’, "
        f"oud {_quoted(oud)} en nieuw {_quoted(nieuw)}. Was het een vergissing? Zet dan de oude "
        "waarde terug.",
        kolom=kolom,
        gevonden=nieuw,
        verwacht=oud,
    )


def _silently_gone(document: Document, uitgave: Uitgave, resource: str, rij: str) -> Finding:
    folder = f"datapackages/{document.pad}"
    return Finding(
        regel=ZONDER_CORRECTIE,
        ernst="fout",
        document=document.naam,
        resource=resource,
        bestand=document.tabellen.bestanden.get(resource, f"{folder}/{resource}.csv"),
        melding=f"De rij ‘{rij}’ staat in uitgave {uitgave.nummer}, maar is weg. Nergens staat "
        "waarom.",
        herstel=f"Zet in correcties.csv een rij met resource ‘{resource}’ en deze rij, met in "
        "‘oud’ een waarde van die rij en een lege cel bij ‘nieuw’. Of zet de rij terug.",
        gevonden="",
        verwacht=rij,
    )


def _quoted(text: str) -> str:
    return f"‘{text}’" if text else "niets"


@rule(GEWIJZIGD, "fout", "Een gepubliceerde correctie blijft staan.")
def history_changed(facts: Facts) -> Iterator[Finding]:
    """A correction in the newest release that is gone, or that says something else now."""
    for document, verschil, uitgave in _released(facts):
        for rij in verschil.rijen_weg:
            if rij.tabel == CORRECTIES:
                yield Finding(
                    regel=GEWIJZIGD,
                    ernst="fout",
                    document=document.naam,
                    resource=CORRECTIES,
                    bestand=f"datapackages/{document.pad}/correcties.csv",
                    melding=f"Correctie {rij.rij} van uitgave {uitgave.nummer} is weg.",
                    herstel="Zet de rij terug. Klopte de correctie niet? Voeg dan een nieuwe toe.",
                    verwacht=f"correctie {rij.rij}",
                )
        for cel in verschil.cellen:
            if cel.tabel == CORRECTIES and cel.kolom != "toelichting":
                yield at_row(
                    GEWIJZIGD,
                    document,
                    CORRECTIES,
                    document.tabellen.by_key(CORRECTIES)[cel.rij],
                    f"In correctie {cel.rij} van uitgave {uitgave.nummer} staat "
                    f"{_quoted(cel.oud)}, nu staat er {_quoted(cel.nieuw)}.",
                    f"Zet in deze cel weer {_quoted(cel.oud)}. Klopte de correctie niet? Voeg dan "
                    "een nieuwe toe.",
                    kolom=cel.kolom,
                    gevonden=cel.nieuw,
                    verwacht=cel.oud,
                )


@rule(ZONDER_WIJZIGING, "fout", "Een correctie noemt een cel die zo veranderde.")
def nothing_changed(facts: Facts) -> Iterator[Finding]:
    """A correction whose table, column, row, old or new value match nothing."""
    for document in sound(facts):
        plekken = correcties_per_plek(document)
        uitgaven = facts.catalogue.uitgaven.get(document.naam)
        uitgave = uitgaven.nieuwste if uitgaven else None
        emptied = {
            (plek.resource, plek.rij) for plek, rows in plekken.items() if not rows[-1]["nieuw"]
        }
        for plek, rows in plekken.items():
            wrong = _unknown_place(facts, document, plek, rows[-1])
            if wrong is not None:
                yield wrong
            elif not document.kapot & {plek.resource}:
                gone = (plek.resource, plek.rij) in emptied
                yield from _broken_chain(facts, document, plek, rows)
                yield from _not_as_now(facts, document, plek, rows[-1], gone)
                if uitgave is not None:
                    yield from _not_as_released(facts, document, plek, rows, uitgave)


def _unknown_place(facts: Facts, document: Document, plek: Plek, row: Row) -> Finding | None:
    schemas = facts.catalogue.standaard.schemas
    known = [naam for naam, schema in schemas.items() if schema.plaats == "document"]
    if plek.resource not in known:
        hint = nearest(plek.resource, known)
        return _at(document, row, "resource", f"De tabel ‘{plek.resource}’ bestaat niet. {hint}")
    columns = columns_of(schemas, plek.resource)
    if plek.kolom not in columns:
        hint = nearest(plek.kolom, columns)
        return _at(
            document,
            row,
            "kolom",
            f"De tabel ‘{plek.resource}’ heeft geen kolom ‘{plek.kolom}’. {hint}",
        )
    return None


def _broken_chain(
    facts: Facts, document: Document, plek: Plek, rows: list[Row]
) -> Iterator[Finding]:
    """Corrections of one cell follow on each other, and each changes something."""
    column = columns_of(facts.catalogue.standaard.schemas, plek.resource)[plek.kolom]
    before: str | None = None
    for row in rows:
        oud, nieuw = in_one_way(row["oud"], column), in_one_way(row["nieuw"], column)
        if oud == nieuw:
            yield _at(document, row, "nieuw", "Oud en nieuw zijn gelijk.")
        elif before is not None and oud != before:
            yield _at(
                document,
                row,
                "oud",
                f"De vorige correctie van deze cel eindigt met {_quoted(before)}, deze begint met "
                f"{_quoted(oud)}.",
            )
        before = nieuw


def _not_as_now(
    facts: Facts, document: Document, plek: Plek, row: Row, gone: bool
) -> Iterator[Finding]:
    """The last correction of a cell ends with what stands there now."""
    column = columns_of(facts.catalogue.standaard.schemas, plek.resource)[plek.kolom]
    now = huidige_tekst(document, plek)
    if now is None:
        if not gone or not _ever_there(facts, document, plek):
            yield _at(
                document, row, "rij", f"De rij ‘{plek.rij}’ staat niet in {plek.resource}.csv."
            )
    elif in_one_way(row["nieuw"], column) != now:
        yield _at(
            document, row, "nieuw", f"In de cel staat {_quoted(now)}, niet {_quoted(row['nieuw'])}."
        )


def _ever_there(facts: Facts, document: Document, plek: Plek) -> bool:
    """Whether some release had the row."""
    uitgaven = facts.catalogue.uitgaven.get(document.naam)
    tables = [u.versie.tabellen.get(plek.resource) for u in uitgaven.reeks] if uitgaven else []
    return any(tabel is not None and plek.rij in tabel.rijen for tabel in tables)


def _not_as_released(
    facts: Facts, document: Document, plek: Plek, rows: list[Row], uitgave: Uitgave
) -> Iterator[Finding]:
    """The first new correction of a cell begins with what the newest release holds."""
    old = _old_numbers(uitgave)
    row = next((row for row in rows if str(row["nummer"]) not in old), None)
    tabel = uitgave.versie.tabellen.get(plek.resource)
    if row is None:
        return
    column = columns_of(facts.catalogue.standaard.schemas, plek.resource)[plek.kolom]
    released = tabel.rijen.get(plek.rij, {}).get(plek.kolom) if tabel is not None else None
    if released is None:
        melding = f"Uitgave {uitgave.nummer} heeft deze cel niet, dus er is niets gecorrigeerd."
        yield _at(document, row, "rij", melding)
    elif in_one_way(row["oud"], column) != released:
        yield _at(
            document,
            row,
            "oud",
            f"In uitgave {uitgave.nummer} staat {_quoted(released)}, niet {_quoted(row['oud'])}.",
        )


def _at(document: Document, row: Row, kolom: str, melding: str) -> Finding:
    return at_row(
        ZONDER_WIJZIGING,
        document,
        CORRECTIES,
        row,
        melding.strip(),
        "Verbeter deze rij, of haal hem weg als hij nog niet is uitgegeven.",
        kolom=kolom,
        gevonden=str(row[kolom])[:80],
    )
