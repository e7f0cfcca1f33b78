"""Other forms of a published table say what its CSV says: JSON, CSV for Excel, SQLite, ZIP, XLSX.

The tables of all documents together also say what the tables of each document say.
"""

import csv
import io
import sqlite3
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import zip_longest
from typing import Any

from inlegvel.verify.built import Built
from inlegvel.verify.data import FIGURES, FOLDER, Data, Record
from inlegvel.verify.files import DESCRIPTION
from inlegvel.verify.found import Found
from inlegvel.verify.numbers import PLAIN, as_number, numbers_of_cell
from inlegvel.verify.plain import MOMENTS, texts_in
from inlegvel.verify.sheets import FORMULA, read_sheets

DATABASE = "data/inlegvel.sqlite"
NO_RELEASE = "data/versies/"
# Sheets beside those of the tables: about the package, and what its columns mean.
COVER, DICTIONARY = "Over", "Woordenboek"
VERSION = "Versie"
MOST = 32_767  # signs in a cell of a workbook; a longer text is cut, and says so
NOTE = 100  # signs at most that say so
EXTRA = {"toelichting"}  # with all documents together, a figure's note says more
REBUILD = "Bouw de website opnieuw met make site. Blijft dit staan, meld het dan bij de makers."

Rows = Sequence[Sequence[str]]


class Forms:
    """Holds every form of every table against its CSV, and keeps what differs in `found`."""

    def __init__(self, built: Built, data: Data, found: Found):
        self.built = built
        self.data = data
        self.found = found

    def verify(self) -> None:
        """All forms of all tables."""
        for file in sorted(self.built.files):
            if file.endswith(".csv") and not file.endswith(".nl.csv") and file.startswith("data/"):
                self._of_table(file)
            elif file.endswith(".zip") and not file.startswith(NO_RELEASE):
                self._archive(file)
            elif file.endswith(".xlsx"):
                self._workbook(file)
        self._database()
        self._together()

    def _of_table(self, file: str) -> None:
        start = file.removesuffix(".csv")
        if f"{start}.nl.csv" in self.built.files:
            self._same(f"{start}.nl.csv", self._excel(f"{start}.nl.csv"), self.built.rows(file))
        if f"{start}.json" in self.built.files:
            self._same(f"{start}.json", self._json(f"{start}.json"), self.built.rows(file))

    def _excel(self, file: str) -> Rows:
        text = self.built.read(file).decode("utf-8-sig")
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=";")
        return [[_from_excel(cell) for cell in row] for row in rows]

    def _json(self, file: str) -> Rows:
        rows = self.built.json(file)
        if not rows:
            return []
        return [list(rows[0]), *([_plain(value) for value in row.values()] for row in rows)]

    def _same(self, file: str, rows: Rows, wanted: Rows, part: str = "") -> None:
        """Say where a form differs from its CSV; an empty form has no heads.

        `part` is the table, for a file with more than one.
        """
        if not rows and len(wanted) == 1:
            return
        if len(rows) != len(wanted):
            self._wrong(file, 1, part, f"{len(rows)} rijen", f"{len(wanted)} rijen")
        for number, (row, right) in enumerate(zip(rows, wanted, strict=False), start=1):
            self.found.counts["vormen"] += len(right)
            for head, cell, text in zip_longest(wanted[0], row, right, fillvalue=""):
                if _one_way(cell) != _one_way(text) and not _is_cut(cell, text):
                    self._wrong(file, number, f"{part}.{head}" if part else head, cell, text)

    # --- one file with everything ----------------------------------------------------------

    def _workbook(self, file: str) -> None:
        """A sheet per table of its package; what else it says, the package says as well."""
        folder = file.rpartition("/")[0]
        described = self.built.json(f"{folder}/{DESCRIPTION}")
        sheets = read_sheets(self.built.folder / file)
        for table in described["resources"]:
            wanted = self.built.rows(f"{folder}/{table['path']}")
            rows = sheets.pop(table["name"], [[]])
            while rows and not any(rows[-1]):  # a table of a workbook has a row, if need be empty
                rows.pop()
            width = len(wanted[0])
            filled = [[*row, *[""] * (width - len(row))] for row in rows]
            self._same(file, filled, wanted, table["name"])
        self._cover(file, sheets.get(COVER, []), described)
        self._dictionary(file, sheets.get(DICTIONARY, []), described)

    def _cover(self, file: str, rows: Rows, described: Mapping[str, Any]) -> None:
        """The title and the version of the package; the rest are explanations."""
        title, version = described["title"], described.get("version", "")
        said = {row[0]: row[1:] for row in rows if row}
        if title not in said:
            self._wrong(file, 1, COVER, next(iter(said), ""), title)
        if said.get(VERSION, [version]) != [version]:
            self._wrong(file, 0, COVER, ", ".join(said[VERSION]), version)
        self._no_formula(file, COVER, rows)

    def _dictionary(self, file: str, rows: Rows, described: Mapping[str, Any]) -> None:
        """Numbers in what is said of columns are those of their description."""
        known = {n for text in [*texts_in(described), *MOMENTS] for n in numbers_of_cell(text)}
        for line, cells in enumerate(rows, start=1):
            self.found.counts["vormen"] += len(cells)
            for cell in cells:
                if not known.issuperset(numbers_of_cell(cell)):
                    self._wrong(file, line, DICTIONARY, cell, f"wat {DESCRIPTION} zegt")
        self._no_formula(file, DICTIONARY, rows)

    def _no_formula(self, file: str, sheet: str, rows: Rows) -> None:
        for line, cells in enumerate(rows, start=1):
            for cell in cells:
                if cell.startswith(FORMULA):
                    self._wrong(file, line, sheet, cell, "een tekst of een getal")

    def _archive(self, file: str) -> None:
        folder = file.rpartition("/")[0]
        with zipfile.ZipFile(self.built.folder / file) as archive:
            for name in archive.namelist():
                if f"{folder}/{name}" in self.built.files:
                    self.found.counts["vormen"] += 1
                    if archive.read(name) != self.built.read(f"{folder}/{name}"):
                        self._wrong(file, 0, "", name, f"hetzelfde als {folder}/{name}")

    def _database(self) -> None:
        if DATABASE not in self.built.files:
            return
        address = f"file:{(self.built.folder / DATABASE).absolute()}?mode=ro&immutable=1"
        with sqlite3.connect(address, uri=True) as database:
            for table in self.built.json(f"{FOLDER}/{DESCRIPTION}")["resources"]:
                wanted = self.built.rows(f"{FOLDER}/{table['path']}")
                columns = ", ".join(f'"{name}"' for name in wanted[0])
                rows = database.execute(f'SELECT {columns} FROM "{table["name"]}"')
                found = _sorted([_plain(value) for value in row] for row in rows)
                own = [wanted[0], *_sorted(wanted[1:])]
                self._same(DATABASE, [wanted[0], *found], own, table["name"])

    # --- all documents together --------------------------------------------------------------

    def _together(self) -> None:
        """Each row of a document stands among those of all documents, with the same cells."""
        described = self.built.json(f"{FOLDER}/{DESCRIPTION}")["resources"]
        for name in (table["name"] for table in described):
            rows: dict[str, list[Record]] = defaultdict(list)
            for record in self.data.tables[name]:
                if record.cells.get("rijsoort", "bron") == "bron":
                    rows[record.cells.get("document", "")].append(record)
            for document in self.data.papers.values():
                file = f"data/{document}/{name}.csv"
                if file in self.built.files and "document" in (self.data.keys[name] or ()):
                    self._of_document(file, rows[document], EXTRA if name == FIGURES else set())

    def _of_document(self, file: str, records: list[Record], extra: set[str]) -> None:
        heads, *rows = self.built.rows(file)
        columns = [name for name in heads if name not in extra]
        places = [heads.index(name) for name in columns]
        own = _sorted([row[place] for place in places] for row in rows)
        all_together = _sorted([record.cells[name] for name in columns] for record in records)
        self._same(file, [columns, *own], [columns, *all_together])

    def _wrong(self, file: str, line: int, head: str, cell: str, expected: str) -> None:
        self.found.add(
            "vorm-wijkt-af",
            file,
            f"Hier staat ‘{cell}’. In de tabel zelf (CSV) staat ‘{expected}’.",
            REBUILD,
            regelnummer=line or None,
            kolom=head,
            gevonden=cell,
            verwacht=expected,
        )


def _from_excel(cell: str) -> str:
    """A cell of the CSV for Excel as the other CSV has it."""
    number = cell.replace(",", ".")
    return number if PLAIN.fullmatch(number) else cell.removeprefix("'")


def _one_way(text: str) -> str:
    """A number in one way of writing; another text as it is, without an apostrophe in front."""
    return as_number(text) if PLAIN.fullmatch(text) else text.removeprefix("'")


def _is_cut(cell: str, text: str) -> bool:
    """Whether a cell of a workbook has all of a text that fits, before a note on the rest."""
    return len(text) > MOST and text.startswith(cell[: MOST - NOTE]) and len(cell) == MOST


def _plain(value: object) -> str:
    """A value of JSON or SQLite as the CSV has it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    return str(value)


def _sorted(rows: Iterable[Sequence[str]]) -> list[list[str]]:
    """Rows in an order that does not depend on how a number is written."""
    return sorted((list(row) for row in rows), key=lambda row: [_one_way(cell) for cell in row])
