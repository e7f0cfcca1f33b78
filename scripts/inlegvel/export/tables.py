"""A table to publish: its schema and its rows, and both as CSV and descriptor."""

import csv
import hashlib
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from inlegvel.dutch import cell_text
from inlegvel.export.artifact import Artifact, json_bytes
from inlegvel.model import Row, Schema


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

    def csv(self) -> bytes:
        """UTF-8 without BOM, comma, decimal point, newline; ja and nee."""
        names = [field["name"] for field in self.fields]
        return csv_bytes(names, ([row[name] for name in names] for row in self.rows))

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
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([cell_text(value) for value in row] for row in rows)
    return text.getvalue().encode()


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


def package_artifacts(folder: str, about: Mapping[str, Any], tables: list[Table]) -> list[Artifact]:
    """A complete Data Package in `folder`: one CSV per table and its datapackage.json."""
    files = []
    resources = []
    for table in tables:
        content = table.csv()
        files.append(Artifact(f"{folder}{table.naam}.csv", content))
        resources.append(
            {
                "name": table.naam,
                "path": f"{table.naam}.csv",
                "type": "table",
                "title": table.titel,
                "description": table.omschrijving,
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "bytes": len(content),
                "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
                "schema": table.schema(),
            }
        )
    descriptor = {**about, "resources": resources}
    return [Artifact(f"{folder}datapackage.json", json_bytes(descriptor)), *files]
