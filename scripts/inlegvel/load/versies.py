"""The content of a package at one time, from the bytes of its files."""

import csv
import io
import json
from collections.abc import Mapping
from typing import Any

from inlegvel.dutch import plain
from inlegvel.load.cells import NUMBER
from inlegvel.load.raw import MAX_ROWS
from inlegvel.uitgave import Tabel, Versie

DESCRIPTOR = "datapackage.json"


class UnreadableError(Exception):
    """These bytes are no package; the message is half a Dutch sentence for the editor."""


def read_versie(pakket: str, files: Mapping[str, bytes]) -> Versie:
    """The package in `files`: bytes by name, with ``datapackage.json`` and its CSV files.

    Raises:
        UnreadableError: a file is missing or cannot be read.
    """
    try:
        beschrijving = json.loads(files[DESCRIPTOR])
        tabellen = {
            resource["name"]: _read_tabel(files[resource["path"]], resource["schema"])
            for resource in beschrijving["resources"]
        }
    except KeyError as error:
        raise UnreadableError(f"‘{error.args[0]}’ ontbreekt") from error
    except (TypeError, ValueError, RecursionError, csv.Error) as error:
        raise UnreadableError("een bestand erin is geen geldige JSON of CSV") from error
    return Versie(pakket, beschrijving, tabellen)


def _read_tabel(raw: bytes, schema: Mapping[str, Any]) -> Tabel:
    text = raw.decode("utf-8").replace("\r\n", "\n")
    header, *rows = [row for row in csv.reader(io.StringIO(text, newline=""), strict=True) if row]
    velden = {field["name"]: field for field in schema["fields"] if field["name"] in header}
    numbers = [velden.get(naam, {}).get("type") == "number" for naam in header]
    sleutel = tuple(schema["primaryKey"])
    if len(rows) > MAX_ROWS:
        raise ValueError(f"more than {MAX_ROWS} rows")
    rijen = {}
    for row in rows:
        cells = dict(zip(header, map(_one_way, row, numbers), strict=True))
        rijen["/".join(cells[naam] for naam in sleutel)] = cells
    return Tabel(velden, sleutel, rijen)


def _one_way(cell: str, is_number: bool) -> str:
    """A cell as it is compared: a number in one way of writing."""
    return plain(float(cell)) if is_number and NUMBER.fullmatch(cell) else cell
