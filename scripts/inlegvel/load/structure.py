"""Structure, types and keys of a table, as frictionless sees them, said in Dutch."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from difflib import get_close_matches
from typing import Any

from inlegvel.dutch import plural
from inlegvel.findings import Finding, nearest
from inlegvel.load.files import Rows
from inlegvel.load.place import TablePlace
from inlegvel.load.readings import (
    as_address,
    as_day,
    as_list,
    as_moment,
    as_numbers,
    as_slug,
    number_remedy,
)
from inlegvel.load.verdicts import Errors
from inlegvel.model import Column, Schema

TYPE_NAMES = {
    "integer": "een heel getal, zoals 2022",
    "number": "een getal, zoals 12 of 1.5",
    "boolean": "‘ja’ of ‘nee’",
    "date": "een datum, zoals 2022-02-16",
    "string": "tekst",
}
PATTERN_RULES = {
    "moment": (
        "moment-ongeldig",
        "een moment, zoals 2022, 2022-H1, 2022-Q1, 2022-03 of 2022-02-16",
    ),
    "lijst": ("lijst-ongeldig", "namen met ; ertussen en zonder spaties, zoals nijestee;lefier"),
    "webadres": ("webadres-ongeldig", "een webadres dat begint met https://"),
    "": (
        "naam-ongeldig",
        "een naam met kleine letters, cijfers en streepjes, zoals de-huismeesters",
    ),
}
# What is read from a cell of that form which is not written well.
READINGS = {"moment": as_moment, "lijst": as_list, "webadres": as_address, "": as_slug}

MAX_COLUMNS = 100
SHAPELESS = ("blank-row", "extra-cell", "missing-cell")


def check_header(rows: Rows, schema: Schema, place: TablePlace) -> list[Finding]:
    """What is wrong with the names of the columns: one finding, however many are wrong."""
    # Of thousands of columns it makes no sense to look up what each was meant to be.
    short = replace(rows, header=[name[:80] for name in rows.header[:MAX_COLUMNS]])
    found = list(_header_faults(short, schema, place))
    if len(found) < 2:
        return found
    names = ", ".join(f"‘{finding.kolom}’" for finding in found[:5])
    return [
        place.fout(
            "kopregel-onjuist",
            f"Op de eerste regel kloppen {len(found)} kolommen niet: {names}"
            + (" en andere." if len(found) > 5 else "."),
            f"Zet op de eerste regel: {','.join(schema.namen)}.",
            regelnummer=1,
            gevonden=",".join(short.header)[:300],
            verwacht=",".join(schema.namen),
        )
    ]


def _header_faults(rows: Rows, schema: Schema, place: TablePlace) -> Iterator[Finding]:
    """Missing, unknown, double or misplaced columns."""
    expected, found = schema.namen, rows.header
    missing = [naam for naam in expected if naam not in found]
    unknown = [naam[:80] for naam in found if naam not in expected]
    misspelt = {match for naam in unknown for match in get_close_matches(naam, missing, n=1)}
    missing = [naam for naam in missing if naam not in misspelt]
    for naam in missing:
        yield place.fout(
            "kolom-ontbreekt",
            f"De kolom ‘{naam}’ ontbreekt.",
            f"Voeg de kolom ‘{naam}’ toe op de eerste regel. "
            f"De volgorde is: {', '.join(expected)}.",
            regelnummer=1,
            kolom=naam,
            verwacht=naam,
        )
    for naam in unknown:
        yield place.fout(
            "kolom-onbekend",
            f"De kolom ‘{naam}’ hoort niet in deze tabel. {nearest(naam, misspelt)}".strip(),
            "Verwijder de kolom of verbeter de naam op de eerste regel.",
            regelnummer=1,
            kolom=naam,
            gevonden=naam,
        )
    if not missing and not unknown and found != expected:
        yield place.fout(
            "kolom-volgorde",
            "De kolommen staan in een andere volgorde, of een kolom staat er dubbel.",
            f"Zet de kolommen in deze volgorde: {', '.join(expected)}.",
            regelnummer=1,
            gevonden=",".join(found),
            verwacht=",".join(expected),
        )


def check_structure(
    rows: Rows, schema: Schema, place: TablePlace, errors: Errors
) -> Iterator[Finding]:
    """What frictionless found in the rows."""
    # Where a row is empty or has the wrong length, whatever else is wrong follows from that.
    shapeless: dict[int, dict[str, Any]] = {}
    for error in errors:
        if error["type"] in SHAPELESS:
            shapeless.setdefault(error["rowNumber"], error)
    for error in errors:
        if shapeless.get(error["rowNumber"], error) is not error:
            continue
        line = rows.lines[error["rowNumber"] - 2]
        yield _translate(error, schema, place, line, rows)


def _translate(
    error: Mapping[str, Any], schema: Schema, place: TablePlace, line: int, rows: Rows
) -> Finding:
    kind, cell, naam = error["type"], str(error["cell"] or "")[:80], error["fieldName"]
    where: dict[str, Any] = {"regelnummer": line, "kolom": naam, "gevonden": cell}
    if kind == "blank-row":
        return place.fout("rij-leeg", "Deze rij is leeg.", "Verwijder de rij.", regelnummer=line)
    if kind in ("extra-cell", "missing-cell"):
        more = kind == "extra-cell"
        return place.fout(
            "rij-te-lang" if more else "rij-te-kort",
            f"Deze rij heeft te {'veel' if more else 'weinig'} cellen.",
            "Zet tekst met een komma tussen dubbele aanhalingstekens."
            if more
            else f"Vul de rij aan tot {len(schema.kolommen)} cellen; een cel mag leeg zijn.",
            regelnummer=line,
            gevonden=plural(len(rows.rows[error["rowNumber"] - 2]), "cel", "cellen"),
            verwacht=f"{len(schema.kolommen)} cellen",
        )
    if kind == "primary-key":
        return _double_key(error, schema, place, line, rows)
    column = next(kolom for kolom in schema.kolommen if kolom.naam == naam)
    if kind == "type-error":
        expected = TYPE_NAMES[column.type]
        return place.fout(
            "waarde-ongeldig",
            f"‘{cell}’ past niet in de kolom ‘{naam}’.",
            value_remedy(str(error["cell"]), column, schema),
            **where,
            verwacht=expected,
        )
    return _broken_constraint(error, column, place, where, schema)


def value_remedy(cell: str, column: Column, schema: Schema) -> str:
    """How to mend a cell of another type than its column."""
    meant = ""
    if column.type == "number":
        return number_remedy(cell, schema.namen)
    if column.type == "integer":
        meant = next((number for number in as_numbers(cell) if "." not in number), "")
    if column.type == "date":
        meant = as_day(cell)
    return f"Typ hier: {meant}." if meant else fill_in(TYPE_NAMES[column.type])


def fill_in(expected: str) -> str:
    """A request for what is expected: ``Vul hier een getal in, zoals 12.``."""
    what, sign, example = expected.partition(", zoals")
    return f"Vul hier {what} in{sign}{example}."


def _double_key(
    error: Mapping[str, Any], schema: Schema, place: TablePlace, line: int, rows: Rows
) -> Finding:
    row = rows.rows[error["rowNumber"] - 2]
    key = "/".join(row[rows.header.index(naam)] for naam in schema.sleutel)
    also = f" Dezelfde sleutel staat op regel {rows.lines[error['eerder'] - 2]}."
    return place.fout(
        "sleutel-dubbel",
        f"De sleutel ‘{key}’ komt twee keer voor.{also}",
        f"Maak {' + '.join(schema.sleutel)} uniek, of verwijder een van de twee rijen.",
        rij=key,
        regelnummer=line,
        kolom=", ".join(schema.sleutel),
        gevonden=key,
    )


def _broken_constraint(
    error: Mapping[str, Any],
    column: Column,
    place: TablePlace,
    where: dict[str, Any],
    schema: Schema,
) -> Finding:
    constraint = error["note"].split('"')[1]
    naam, cell = column.naam, where["gevonden"]
    if constraint == "required":
        is_key = naam in schema.sleutel
        return place.fout(
            "sleutel-leeg" if is_key else "verplicht-leeg",
            f"De kolom ‘{naam}’ is leeg, maar hoort gevuld te zijn.",
            f"Vul de cel. {column.omschrijving}",
            **where,
        )
    if constraint == "enum":
        expected = ", ".join(column.keuzes)
        return place.fout(
            "keuze-onbekend",
            f"‘{cell}’ is geen keuze in de kolom ‘{naam}’. {nearest(cell, column.keuzes)}".strip(),
            f"Kies uit: {expected}.",
            **where,
            verwacht=expected,
        )
    if constraint == "pattern":
        return _broken_pattern(error, column, place, where)
    limit = error["note"].rsplit('"', 2)[-2]
    return place.fout(
        "buiten-bereik",
        f"‘{cell}’ valt buiten wat de kolom ‘{naam}’ toestaat.",
        f"Vul een waarde in met {constraint} {limit}.",
        **where,
        verwacht=f"{constraint} {limit}",
    )


def _broken_pattern(
    error: Mapping[str, Any], column: Column, place: TablePlace, where: dict[str, Any]
) -> Finding:
    pattern, cell = error["note"].split('"')[3], str(error["cell"])
    form = "webadres" if pattern.startswith("http") else column.vorm
    regel, expected = PATTERN_RULES.get(form, PATTERN_RULES[""])
    meant = READINGS.get(form, as_slug)(cell)
    known = meant and re.fullmatch(pattern, meant)
    return place.fout(
        regel,
        f"‘{where['gevonden']}’ is hier niet goed.",
        f"Typ hier: {meant}. De vorm is: {expected}." if known else fill_in(expected),
        **where,
        verwacht=expected,
    )
