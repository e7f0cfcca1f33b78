"""All tables of a package as one SQLite file, with real keys between them."""

import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from typing import Any

from inlegvel.export.about import Package, cover_lines
from inlegvel.export.dictionary import HEADER, dictionary
from inlegvel.export.tables import Table
from inlegvel.findings import InlegvelError

# NUMERIC keeps a whole number whole. Yes and no stay ja and nee, as in the CSV, so that the
# same recipe for counting holds in every file.
TYPES = {"integer": "INTEGER", "number": "NUMERIC"}
# Datasette shows the column with this name wherever another table refers to the row.
LABEL = "title"
LABELLED = ("naam", "titel")


def database_bytes(package: Package) -> bytes:
    """The database: the tables, the dictionary as `woordenboek`, the cover as `over`."""
    with closing(sqlite3.connect(":memory:")) as database:
        for table in package.tables:
            _add(database, table)
        _add_plain(database, "woordenboek", HEADER, dictionary(package.tables))
        _add_plain(database, "over", ("onderwerp", "tekst"), cover_lines(package))
        database.commit()
        broken = database.execute("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise InlegvelError(f"references to rows that are not there: {broken[:5]}")
        return database.serialize()


def _add(database: sqlite3.Connection, table: Table) -> None:
    columns = [_column(field, table.key) for field in table.fields]
    label = next((name for name in LABELLED if name in table.names), None)
    if label and LABEL not in table.names:
        columns.append(f'"{LABEL}" TEXT GENERATED ALWAYS AS ("{label}") VIRTUAL')
    if table.key:
        columns.append(f"PRIMARY KEY ({_names(table.key)})")
    columns += [_reference(key, table) for key in table.foreign_keys]
    database.execute(f'CREATE TABLE "{table.naam}" ({", ".join(columns)})')
    marks = ", ".join("?" * len(table.names))
    database.executemany(
        f'INSERT INTO "{table.naam}" ({_names(table.names)}) VALUES ({marks})',
        ([_stored(value) for value in row] for row in table.values()),
    )
    for key in table.foreign_keys:
        name = "_".join([table.naam, *key["fields"]])
        database.execute(f'CREATE INDEX "{name}" ON "{table.naam}" ({_names(key["fields"])})')


def _column(field: Mapping[str, Any], key: Iterable[str]) -> str:
    required = field.get("constraints", {}).get("required") or field["name"] in key
    kind = TYPES.get(field["type"], "TEXT")
    return f'"{field["name"]}" {kind}{" NOT NULL" if required else ""}'


def _reference(key: Mapping[str, Any], table: Table) -> str:
    target = key["reference"]
    other = target["resource"] or table.naam
    there = f'"{other}" ({_names(target["fields"])})'
    return f"FOREIGN KEY ({_names(key['fields'])}) REFERENCES {there}"


def _names(names: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _stored(value: Any) -> Any:
    if isinstance(value, bool):
        return "ja" if value else "nee"
    return value


def _add_plain(
    database: sqlite3.Connection, naam: str, header: Iterable[str], rows: Iterable[tuple[str, ...]]
) -> None:
    """A table of texts alone."""
    names = list(header)
    columns = ", ".join(f'"{name}" TEXT' for name in names)
    database.execute(f'CREATE TABLE "{naam}" ({columns})')
    marks = ", ".join("?" * len(names))
    database.executemany(f'INSERT INTO "{naam}" VALUES ({marks})', rows)
