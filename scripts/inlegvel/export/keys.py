"""Foreign keys between the tables of one package."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from inlegvel.dutch import cell_text
from inlegvel.export.tables import Table
from inlegvel.model import Column, Schema, Standaard

# Columns that name another document, which is in the package only where all documents are.
OTHER_DOCUMENTS = ("over_document", "package")


def with_foreign_keys(tables: list[Table], standaard: Standaard, *, joined: bool) -> list[Table]:
    """The tables with a foreign key for every single-valued reference between them.

    In a `joined` package (all documents together) a reference inside a document is
    the pair of document and name. A key whose parts can be half empty is left out:
    Table Schema has no meaning for it.
    """
    present = {table.naam: table for table in tables}
    return [
        replace(table, foreign_keys=tuple(_keys(table, present, standaard, joined)))
        for table in tables
    ]


def _keys(
    table: Table, present: Mapping[str, Table], standaard: Standaard, joined: bool
) -> list[dict[str, Any]]:
    keys = []
    for column in _columns(table, standaard):
        target = present.get(column.verwijst)
        if target is None or column.is_list:
            continue
        own = [column.naam]
        if joined and len(target.key) == 2 and target.key[0] == "document":
            own = ["document", column.naam]
        if len(own) == len(target.key) and not _half_empty(table, own):
            keys.append(_key(table, own, target))
    if joined:
        names = {field["name"] for field in table.fields}
        keys += [
            _key(table, [name], present["documenten"])
            for name in OTHER_DOCUMENTS
            if name in names and "documenten" in present
        ]
    if joined and "doel_document" in {field["name"] for field in table.fields}:
        own = ["doel_document", "doel"]
        if "doelen" in present and not _half_empty(table, own):
            keys.append(_key(table, own, present["doelen"]))
    return keys


def _columns(table: Table, standaard: Standaard) -> list[Column]:
    """The columns of the standard behind the fields of a published table."""
    known = {
        column.naam: column
        for name in ("alle-cijfers", table.naam)
        for column in _schema_columns(standaard.schemas.get(name))
    }
    return [known[field["name"]] for field in table.fields if field["name"] in known]


def _schema_columns(schema: Schema | None) -> tuple[Column, ...]:
    return schema.kolommen if schema else ()


def _half_empty(table: Table, names: list[str]) -> bool:
    if len(names) == 1:
        return False
    return any(
        0 < sum(cell_text(row[name]) == "" for name in names) < len(names) for row in table.rows
    )


def _key(table: Table, own: list[str], target: Table) -> dict[str, Any]:
    return {
        "fields": own,
        "reference": {
            "resource": "" if target.naam == table.naam else target.naam,
            "fields": list(target.key),
        },
    }
