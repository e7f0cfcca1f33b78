"""A table as JSON: a list with one object per row."""

import json

from inlegvel.export.tables import Table

# One for all rows: to make an encoder costs more than to use it.
ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def json_rows(table: Table) -> bytes:
    """One object per line, with numbers as numbers, ja and nee as true and false.

    An empty cell is null. A list of identifiers stays one text with semicolons, as in
    the CSV, so that a column means the same in every file.
    """
    names = table.names
    lines = [ENCODER.encode(dict(zip(names, row, strict=True))) for row in table.values()]
    return ("[\n" + ",\n".join(lines) + "\n]\n").encode()
