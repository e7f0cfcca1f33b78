"""What frictionless lets pass in a cell: our own, stricter reading.

frictionless accepts ``NaN``, ``1e5``, `` 7``, ``٣`` and ``1_000`` as numbers; a
figure on this site must be written in one way only.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date
from itertools import islice

from inlegvel.findings import Finding
from inlegvel.load.files import HIDDEN, MAX_CELL, Rows
from inlegvel.load.place import TablePlace
from inlegvel.load.structure import TYPE_NAMES, value_remedy
from inlegvel.load.verdicts import LIMIT
from inlegvel.model import Column, Schema

# A computer keeps 15 digits exactly, and zero has no sign.
NUMBER = re.compile(r"(?!-[0.]+$)-?(?=(\.?[0-9]){1,15}$)[0-9]+(\.[0-9]+)?")
INTEGER = re.compile(r"(?!-0+$)-?[0-9]{1,15}")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
MAX_NAME = 100  # names become files and folders, several in one path
# Windows knows no files with these names.
DEVICES = frozenset(
    ("con", "prn", "aux", "nul", *(f"{d}{n}" for d in ("com", "lpt") for n in range(10)))
)
FIRST_YEAR, LAST_YEAR = 1900, 2200  # as for the columns with years

SHAPES = {"number": NUMBER, "integer": INTEGER, "date": DAY}


def check_cells(
    rows: Rows, schema: Schema, place: TablePlace, known: set[tuple[int, str]]
) -> Iterator[Finding]:
    """Strict reading of every cell not in `known`, the (line, column) already found wrong.

    A line without column in `known` is a row that is wrong as a whole. Of thousands of faults
    only the first are said.
    """
    return islice(_check_cells(rows, schema, place, known), LIMIT)


def _check_cells(
    rows: Rows, schema: Schema, place: TablePlace, known: set[tuple[int, str]]
) -> Iterator[Finding]:
    for row, line in zip(rows.rows, rows.lines, strict=True):
        if (line, "") in known:
            continue
        for column, cell in zip(schema.kolommen, row, strict=False):
            if cell and (line, column.naam) not in known:
                yield from _check_cell(cell, column, schema, place, line)


def _check_cell(
    cell: str, column: Column, schema: Schema, place: TablePlace, line: int
) -> Iterator[Finding]:
    def fout(regel: str, melding: str, herstel: str, verwacht: str = "") -> Finding:
        return place.fout(
            regel,
            melding,
            herstel,
            kolom=column.naam,
            regelnummer=line,
            gevonden=cell[:80],
            verwacht=verwacht,
        )

    shape = SHAPES.get(column.type)
    if shape is not None:
        if not shape.fullmatch(cell):
            yield fout(
                "datum-ongeldig" if column.type == "date" else "getal-ongeldig",
                f"‘{cell[:80]}’ is geen gewone schrijfwijze in de kolom ‘{column.naam}’.",
                value_remedy(cell, column, schema),
                TYPE_NAMES[column.type],
            )
        return
    yield from _check_text(cell, fout)
    if column.vorm == "moment" and not is_real_moment(cell):
        yield fout(
            "moment-ongeldig",
            f"‘{cell}’ staat niet op de kalender.",
            "Vul een bestaande dag in, met gewone cijfers.",
            "een bestaande dag",
        )
    if column.vorm == "sleutel" and (why := _no_folder(cell)):
        yield fout(
            "naam-ongeldig",
            why,
            f"Kies een andere naam, van hooguit {MAX_NAME} tekens.",
            f"hooguit {MAX_NAME} tekens",
        )
    if column.is_list:
        names = cell.split(";")
        if len(set(names)) < len(names):
            yield fout(
                "lijst-ongeldig",
                f"In ‘{cell}’ staat een naam twee keer.",
                "Noem elke naam één keer.",
            )


def _check_text(cell: str, fout: Callable[..., Finding]) -> Iterator[Finding]:
    """What no text may hold, whatever its column."""
    if len(cell) > MAX_CELL:
        yield fout(
            "tekst-te-lang",
            f"Deze tekst heeft {len(cell)} tekens.",
            f"Maak de tekst korter dan {MAX_CELL} tekens.",
        )
    if hidden := HIDDEN.search(cell):
        yield fout(
            "onzichtbaar-teken",
            f"In deze cel staat een onzichtbaar teken (U+{ord(hidden.group()):04X}).",
            "Typ de tekst opnieuw in deze cel.",
        )
    if cell != cell.strip():
        yield fout(
            "spatie-aan-rand",
            f"‘{cell[:80]}’ begint of eindigt met een spatie of een nieuwe regel.",
            "Haal de spatie weg.",
        )


def _no_folder(naam: str) -> str:
    """Why no folder can have this name, or nothing."""
    if len(naam) > MAX_NAME:
        return f"Deze naam heeft {len(naam)} tekens."
    return f"‘{naam}’ kan op Windows geen naam van een map zijn." if naam in DEVICES else ""


def is_real_moment(moment: str) -> bool:
    """Whether a moment of the right shape is written in plain digits and on the calendar."""
    if not moment.isascii() or not FIRST_YEAR <= int(moment[:4]) <= LAST_YEAR:
        return False
    if not DAY.fullmatch(moment):
        return True
    try:
        date.fromisoformat(moment)
    except ValueError:
        return False
    return True
