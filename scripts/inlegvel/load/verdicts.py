"""What frictionless finds in tables: structure, types and keys, as its own errors.

frictionless is imported only when a table is new or changed: its verdict on a table is
kept in the cache by the content of the table and its schema. To set up a validation
costs it several times what the rows of one of our tables cost, so tables of one schema
are validated together, each under a number of its own that joins the key.
"""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from inlegvel.load.files import Rows
from inlegvel.load.kept import keep, recall
from inlegvel.model import Schema

VERSION = 4  # raise when what is kept changes, so that old verdicts are dropped
KIND = "structuur"
NUMBER = "#"  # no column of the standard can have this name
LIMIT = 1000
KEPT = ("type", "note", "rowNumber", "fieldName", "cell")  # of what frictionless says

Errors = list[dict[str, Any]]
"""Each with `type`, `note`, `rowNumber` (2 is the first below the header), `fieldName` and `cell`;
of a double key also `eerder`, the row that has it already."""


def verdicts(tables: Sequence[tuple[Rows, Schema]], cache: Path | None) -> list[Errors]:
    """The errors of each table; every header must be right already."""
    found: dict[int, Errors] = {}
    unknown: dict[str, list[int]] = defaultdict(list)
    contents = [_content(rows, schema) for rows, schema in tables]
    for i, (_, schema) in enumerate(tables):
        known = recall(cache, KIND, contents[i])
        if known is None:
            unknown[schema.naam].append(i)
        else:
            found[i] = known
    for numbers in unknown.values():
        schema = tables[numbers[0]][1]
        together = validate([tables[i][0] for i in numbers], schema)
        for i, errors in zip(numbers, together, strict=True):
            keep(cache, KIND, contents[i], errors)
            found[i] = errors
    return [found[i] for i in range(len(tables))]


def _content(rows: Rows, schema: Schema) -> bytes:
    return json.dumps([VERSION, dict(schema.descriptor), rows.header, rows.rows]).encode()


def validate(tables: Sequence[Rows], schema: Schema) -> list[Errors]:
    """The errors of tables of one schema, validated as one."""
    places: list[tuple[int, int]] = []  # of each row below the header: its table and row
    data = []
    found: list[Errors] = [[] for _ in tables]
    for number, rows in enumerate(tables):
        for i, row in enumerate(rows.rows, 2):
            if any(row):
                places.append((number, i))
                data.append([number, *row])
            else:
                found[number].append(_error("blank-row", i))
    errors = _errors(data, schema) if data else []
    if len(errors) >= LIMIT and len(tables) > 1:
        # One table full of faults may have used up what frictionless says at most.
        return [validate([rows], schema)[0] for rows in tables]
    for error in errors:
        number, i = places[error["rowNumber"] - 2]
        if error["type"] == "primary-key":
            if _is_empty_key(tables[number], i, schema):
                continue  # that the key is empty has its own error
            earlier = int(error["note"].rsplit(" ", 1)[-1])
            error |= {"note": "", "eerder": places[earlier - 2][1]}
        found[number].append({**error, "rowNumber": i})
    return [sorted(errors, key=lambda error: int(error["rowNumber"])) for errors in found]


def _error(kind: str, number: int) -> dict[str, Any]:
    return dict.fromkeys(KEPT, "") | {"type": kind, "rowNumber": number}


def _is_empty_key(rows: Rows, number: int, schema: Schema) -> bool:
    row = dict(zip(rows.header, rows.rows[number - 2], strict=False))
    return not any(row.get(naam) for naam in schema.sleutel)


def _errors(data: list[list[Any]], schema: Schema) -> list[dict[str, Any]]:
    from frictionless import Checklist, Dialect, Resource  # slow to import: only when needed
    from frictionless import Schema as TableSchema

    resource = Resource(
        data=[[NUMBER, *schema.namen], *data],
        schema=TableSchema.from_descriptor(_numbered(schema.descriptor)),
        # Else it guesses whether there is a header from how long the rows are.
        dialect=Dialect(header_rows=[1]),
    )
    report = resource.validate(Checklist(), limit_errors=LIMIT)
    errors = [error.to_descriptor() for task in report.tasks for error in task.errors]
    return [{name: error.get(name, "") for name in KEPT} for error in errors]


def _numbered(descriptor: Mapping[str, Any]) -> dict[str, Any]:
    """The schema with the table's number in front, as a column and in the key."""
    number = {"name": NUMBER, "type": "integer"}
    return {
        **descriptor,
        "fields": [number, *descriptor["fields"]],
        "primaryKey": [NUMBER, *descriptor["primaryKey"]],
    }
