"""Tables that repeat a file as it is: a paper's table, first rows, the columns of a table."""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

from inlegvel.verify.built import Built
from inlegvel.verify.data import Data, Record, anchor, read_records
from inlegvel.verify.figures import shows, wanted, with_sign
from inlegvel.verify.grid import Cell, Grid, Line
from inlegvel.verify.numbers import numbers_in, numbers_of_cell

Wrong = Callable[[Grid, Cell | None, str, str], None]

FIRST_ROWS = "iv-eerste"
CUT = "…"
NO_FIGURE = "–"
# Pages say in words what a text writes with a dash: 2021-2025.
YEARS = re.compile(r"(?<![\w/.-])(\d{4})[-–](\d{4})(?![\w/-])")
# How the standard writes a moment: a year, a half, a quarter, a day.
MOMENTS = ("2022", "2022-H1", "2022-Q1", "2022-02-16")


class Plain:
    """Holds such tables against their file; `wrong` keeps what differs."""

    def __init__(self, built: Built, data: Data, wrong: Wrong):
        self.built = built
        self.data = data
        self.wrong = wrong

    def verify(self, grid: Grid) -> int | None:
        """How many numbers are equal to those of the file; None where the table is no such one."""
        if FIRST_ROWS in grid.classes:
            return self._first_rows(grid)
        if csv := grid.link_below("/tabellen/"):
            return self._paper_table(grid, csv)
        if "iv-woordenboek" in grid.classes:
            return self._columns(grid)
        return None

    # --- the first rows of a file -----------------------------------------------------

    def _first_rows(self, grid: Grid) -> int:
        name = next((word for word in grid.caption.split() if word.endswith(".csv")), "")
        file = f"{_folder(grid)}{name}"
        if file not in self.built.files:
            self.wrong(grid, None, name or grid.caption, "een bestand dat er is")
            return 0
        rows = self.built.rows(file)
        if rows[0] != grid.heads:
            self.wrong(grid, None, ", ".join(grid.heads), f"de kolommen {', '.join(rows[0])}")
        exact = 0
        for number, (line, row) in enumerate(zip(grid.lines, rows[1:], strict=False), start=2):
            for cell, text in zip(line.cells, row, strict=False):
                if _is_same(cell.text, text):
                    exact += len(numbers_in(cell.text))
                else:
                    self.wrong(grid, cell, cell.text, f"‘{text}’ ({file}, regel {number})")
        return exact + len(grid.above)

    # --- a paper's table -----------------------------------------------------------------

    def _paper_table(self, grid: Grid, href: str) -> int:
        file = self.built.target(grid.page.file, href).path or ""
        if file not in self.built.files:
            self.wrong(grid, None, href, "een bestand dat er is")
            return 0
        rows = self.built.rows(file)
        exact = 0
        if len(rows) - 1 != len(grid.lines):
            self.wrong(grid, None, f"{len(grid.lines)} rijen", f"{len(rows) - 1} ({file})")
        for number, (line, row) in enumerate(zip(grid.lines, rows[1:], strict=False), start=2):
            exact += self._paper_row(grid, line, row, f"{file}, regel {number}")
        return exact + self._above(grid, rows, file)

    def _paper_row(self, grid: Grid, line: Line, row: list[str], place: str) -> int:
        exact = 0
        for cell, text in zip(line.cells, row, strict=False):
            shown = cell.figure.replace(NO_FIGURE, "").strip()
            record = self._record(grid, cell)
            numbers = numbers_in(with_sign(shown))
            if numbers != numbers_of_cell(text):
                self.wrong(grid, cell, shown or "niets", f"‘{text}’ ({place})")
            elif record is not None and not shows(shown, record):
                self.wrong(grid, cell, shown or "niets", f"{wanted(record)} ({record.place})")
            else:
                exact += len(numbers)
        return exact

    def _record(self, grid: Grid, cell: Cell) -> Record | None:
        """The figure whose name a cell carries."""
        name = cell.element.get("id", "")
        return next(iter(self.data.at(grid.page.address, name)), None) if name else None

    def _above(self, grid: Grid, rows: list[list[str]], file: str) -> int:
        """Heads and caption: what the heads of the file say, and the paper and its table."""
        document, tabel = file.split("/")[1], file.rpartition("/")[2].removesuffix(".csv")
        by_key = self.data.by_key
        told = [by_key["documenten"][(document,)], by_key["tabellen"][(document, tabel)]]
        known = {number for head in rows[0] for number in numbers_in(head)}
        known |= self.data.numbers(told)
        for number in grid.above:
            if number not in known:
                self.wrong(grid, None, number, f"een ander getal ({file}, regel 1)")
        return len([number for number in grid.above if number in known])

    # --- the columns of a table ------------------------------------------------------------

    def _columns(self, grid: Grid) -> int:
        """Columns as the description of the package or the schema of the standard has them."""
        exact = 0
        for line in grid.lines:
            fields, values = self._field(grid, line)
            known = {number for text in fields for number in numbers_of_cell(text)}
            for cell in line.cells:
                numbers = numbers_in(cell.text)
                example = cell.text.removesuffix(CUT)
                if set(numbers) <= known or any(v.startswith(example) for v in values):
                    exact += len(numbers)
                else:
                    self.wrong(grid, cell, cell.text, "iets anders (de beschrijving van de kolom)")
        return exact

    def _field(self, grid: Grid, line: Line) -> tuple[list[str], list[str]]:
        """What is said of a column: every text of its description, and its values."""
        _, *names = line.element.get("id", "").split(".")
        if len(names) == 2:
            file = f"{_folder(grid)}datapackage.json"
            tables = self.built.json(file)["resources"] if file in self.built.files else []
            table: dict[str, Any] = next((t for t in tables if anchor(t["name"]) == names[0]), {})
            schema, csv = table.get("schema", {}), f"{_folder(grid)}{table.get('path', '')}"
        else:
            file = f"{grid.page.address.rstrip('/')}.json"
            schema = self.built.json(file) if file in self.built.files else {}
            csv = ""  # the standard takes its examples from wherever the data have one
        fields = schema.get("fields", [])
        field: dict[str, Any] = next(
            (field for field in fields if anchor(field["name"]) == names[-1]), {}
        )
        name = field.get("name", "")
        values = self._values(csv, name) if csv else self._values_anywhere(name)
        moments = MOMENTS if field.get("vorm") == "moment" else ()
        return [*texts_in(field), *moments], values

    @lru_cache(maxsize=256)  # noqa: B019
    def _values(self, csv: str, column: str) -> list[str]:
        """What stands in a column of a file, each once."""
        return _once(record.cells.get(column, "") for record in read_records(self.built, csv, csv))

    @lru_cache(maxsize=256)  # noqa: B019  # a site lives as long as the command
    def _values_anywhere(self, column: str) -> list[str]:
        """What stands in the columns of this name, in all tables together."""
        tables = self.data.tables.values()
        return _once(record.cells.get(column, "") for rows in tables for record in rows)


def _folder(grid: Grid) -> str:
    """The folder with the files of a dataset, of which a page stands in it or deeper."""
    return "/".join(grid.page.address.split("/")[:2]) + "/"


def _once(texts: Iterable[str]) -> list[str]:
    """Texts as pages show them, each once; without the empty ones."""
    return list(dict.fromkeys(_as_shown(text) for text in texts if text))


def _as_shown(text: str) -> str:
    """A text with one space for any white space, and its years in words."""
    return YEARS.sub(r"\1 tot en met \2", " ".join(text.split()))


def _is_same(shown: str, text: str) -> bool:
    """Whether a page shows the text of a cell, be it cut."""
    whole = _as_shown(text)
    return shown == whole or (shown.endswith(CUT) and whole.startswith(shown.removesuffix(CUT)))


def texts_in(value: object) -> list[str]:
    """Every text and number within a value of JSON."""
    if isinstance(value, dict):
        return [text for part in value.values() for text in texts_in(part)]
    if isinstance(value, list):
        return [text for part in value for text in texts_in(part)]
    return [str(value)]
