"""Corrections: which cells they are about, and which changes need one."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from inlegvel.dutch import cell_text, plain
from inlegvel.model import Column, Document, Row, Schema

NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")

# Tables that hold what the papers say. The others describe, arrange or refer.
WAARDEN = (
    "cijfers",
    "controlecijfers",
    "doelen",
    "afspraken",
    "voortgang",
    "partijen",
    "gebeurtenissen",
)
# Where a row is shown, not what it says.
INDELING = ("thema", "tabel")
# A figure as printed is a value, though it is text.
GEDRUKT = ("waarde_tekst",)


@dataclass(frozen=True)
class Plek:
    """One cell: its table, the key of its row, and its column."""

    resource: str
    rij: str
    kolom: str


def is_waarde(schema: Schema, column: Column) -> bool:
    """Whether a change in this column changes what was published, and not just our words for it.

    Numbers, days, moments, choices and names are values; free text is ours to improve.
    """
    if schema.naam not in WAARDEN or column.naam in INDELING:
        return False
    return (
        column.type != "string"
        or bool(column.keuzes or column.vorm or column.verwijst)
        or column.naam in GEDRUKT
    )


def correcties_per_plek(document: Document) -> dict[Plek, list[Row]]:
    """The corrections of each cell, in the order of their numbers."""
    found: dict[Plek, list[Row]] = defaultdict(list)
    rows = document.tabellen.readable_rows("correcties")
    for row in sorted(rows, key=lambda row: row["nummer"]):
        found[Plek(row["resource"], row["rij"], row["kolom"])].append(row)
    return found


def huidige_tekst(document: Document, plek: Plek) -> str | None:
    """What a cell holds now, as text; None where its row is not there."""
    row = document.tabellen.by_key(plek.resource).get(plek.rij)
    return None if row is None else cell_text(row[plek.kolom])


def in_one_way(text: str, column: Column) -> str:
    """The text of a cell as it is compared: a number in one way of writing."""
    if column.type == "number" and NUMBER.fullmatch(text):
        return plain(float(text))
    return text


def columns_of(schemas: Mapping[str, Schema], resource: str) -> dict[str, Column]:
    """The columns of a table by name; none where the standard has no such table."""
    schema = schemas.get(resource)
    return {column.naam: column for column in schema.kolommen} if schema else {}
