"""A table to publish: its schema and its rows, and both as CSV and descriptor."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from inlegvel.dutch import cell_text
from inlegvel.model import Row, Schema

Value = str | int | float | bool | None


@dataclass(frozen=True)
class Table:
    """Rows with the fields that describe them; `foreign_keys` as in Table Schema."""

    naam: str
    titel: str
    omschrijving: str
    fields: tuple[Mapping[str, Any], ...]
    key: tuple[str, ...]
    rows: tuple[Row, ...]
    foreign_keys: tuple[Mapping[str, Any], ...] = ()

    @property
    def names(self) -> list[str]:
        """The columns in their order."""
        return [field["name"] for field in self.fields]

    @cached_property
    def texts(self) -> list[list[str]]:
        """Every cell as it stands in the CSV; all other forms of the table follow from it."""
        names = self.names
        return [[cell_text(row[name]) for name in names] for row in self.rows]

    def values(self) -> Iterator[list[Value]]:
        """Every cell as a value of its own type; None where it is empty."""
        types = [field["type"] for field in self.fields]
        for texts in self.texts:
            yield [value(kind, text) for kind, text in zip(types, texts, strict=True)]

    def csv(self) -> bytes:
        """UTF-8 without BOM, comma, decimal point, newline; ja and nee."""
        return _written(self.names, self.texts)

    def schema(self) -> dict[str, Any]:
        """The Table Schema of this table, with its real keys."""
        schema: dict[str, Any] = {
            "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
            "title": self.titel,
            "description": self.omschrijving,
            "fields": list(self.fields),
            "missingValues": [""],
        }
        if self.key:
            schema["primaryKey"] = list(self.key)
        if self.foreign_keys:
            schema["foreignKeys"] = list(self.foreign_keys)
        return schema


def csv_bytes(header: list[str], rows: Iterable[Iterable[Any]]) -> bytes:
    """A CSV file as the data standard wants it."""
    return _written(header, ([cell_text(value) for value in row] for row in rows))


def _written(header: list[str], texts: Iterable[list[str]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(texts)
    return text.getvalue().encode()


def value(kind: str, text: str) -> Value:
    """The value that a cell's text stands for in a column of this type."""
    if not text:
        return None
    if kind == "boolean":
        return text == "ja"
    if kind == "integer" or (kind == "number" and "." not in text):
        return int(text)
    return float(text) if kind == "number" else text


def from_schema(schema: Schema, rows: Iterable[Row]) -> Table:
    """A table of the standard as it is."""
    return Table(
        schema.naam,
        schema.titel,
        schema.omschrijving,
        tuple(schema.descriptor["fields"]),
        schema.sleutel,
        tuple(rows),
    )
