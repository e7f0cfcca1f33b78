"""A package as a workbook: a cover, a sheet per table, a dictionary.

As the guidance on spreadsheets for statistics asks (Analysis Function of the UK
government, "Releasing statistics in spreadsheets"): one table per sheet, one header row,
no merged cells, empty cells explained on the cover, nothing said by colour alone.
"""

import io
import math
import textwrap
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import xlsxwriter

from inlegvel.export.about import Package, cover_lines
from inlegvel.export.dictionary import HEADER, dictionary
from inlegvel.export.tables import Table, Value

COVER, DICTIONARY = "Over", "Woordenboek"
MAX_CELL = 32_767  # the workbook's own limit; xlsxwriter leaves a longer text out unasked
# No typed cell is longer, but notes of ours may follow a typed text.
REST = " … (De rest van deze tekst staat in het CSV-bestand.)"
NARROWEST, WIDEST = 6, 60  # in characters
LABELS, TEXTS = 28, 100  # the columns of the cover
LINE = 15  # the height of a line, in points
ARROW = 3  # the button that filters covers the end of a head
STYLE = "Table Style Light 1"


def workbook_bytes(package: Package) -> bytes:
    """The workbook; its only date is the package's own, so that two builds are equal."""
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    created = datetime.combine(package.datum, datetime.min.time())
    book.set_properties({"title": package.about["title"], "created": created})
    formats = _Formats(book)
    _cover(book, package, formats)
    decimals = _decimals(package.tables)
    for table in package.tables:
        _table(book.add_worksheet(table.naam), table, decimals, formats)
    _dictionary(book.add_worksheet(DICTIONARY), package.tables, formats)
    book.close()
    return content.getvalue()


class _Formats:
    """The cell formats of one workbook."""

    def __init__(self, book: Any) -> None:
        self.book = book
        # Text that starts like a formula stays text, also after somebody edits the cell.
        self.text = book.add_format({"num_format": "@", "valign": "top"})
        self.wrapped = book.add_format({"num_format": "@", "valign": "top", "text_wrap": True})
        self.title = book.add_format({"bold": True, "font_size": 16, "num_format": "@"})
        self.label = book.add_format({"bold": True, "valign": "top", "num_format": "@"})
        self.link = book.add_format({"underline": 1, "font_color": "#0563C1", "valign": "top"})
        self.year = book.add_format({"num_format": "0", "valign": "top"})
        self._numbers: dict[int, Any] = {}

    def number(self, decimals: int) -> Any:
        """Grouped by thousands, with this many decimals."""
        if decimals not in self._numbers:
            form = "#,##0" + ("." + "0" * decimals if decimals else "")
            self._numbers[decimals] = self.book.add_format({"num_format": form, "valign": "top"})
        return self._numbers[decimals]


# --- a sheet per table ------------------------------------------------------------


def _table(sheet: Any, table: Table, decimals: dict[str, int], formats: _Formats) -> None:
    names = table.names
    place = names.index("indicator") if "indicator" in names else None
    kinds = [field["type"] for field in table.fields]
    for number, row in enumerate(table.values(), start=1):
        most = decimals.get(str(row[place]), 10) if place is not None else 10
        for column, (kind, value) in enumerate(zip(kinds, row, strict=True)):
            if value is not None:
                _write(sheet, (number, column), value, _form(kind, value, most, formats))
    _as_table(sheet, table.naam, names, len(table.rows), formats)
    for column, name in enumerate(names):
        sheet.set_column(column, column, _width(name, (cells[column] for cells in table.texts)))


def _form(kind: str, value: Value, most: int, formats: _Formats) -> Any:
    if kind == "integer":
        return formats.year  # counts of these tables are small; a year has no separator
    if kind == "number":
        return formats.number(_shown_decimals(value, most))
    return formats.text


def _shown_decimals(value: Value, most: int) -> int:
    """As many decimals as the number has, at most those of its indicator: as on the site."""
    if not isinstance(value, float):
        return 0
    return len(f"{value:.{most}f}".rstrip("0").partition(".")[2])


def _decimals(tables: Iterable[Table]) -> dict[str, int]:
    """The number of decimals of each indicator in the package."""
    return {
        str(row["indicator"]): int(row["decimalen"])
        for table in tables
        if table.naam == "indicatoren"
        for row in table.rows
    }


def _write(sheet: Any, place: tuple[int, int], value: Value, form: Any) -> None:
    if isinstance(value, bool):
        value = "ja" if value else "nee"
    if isinstance(value, str):
        if len(value) > MAX_CELL:
            value = value[: MAX_CELL - len(REST)] + REST
        sheet.write_string(*place, value, form)
    elif value is not None and math.isfinite(value):
        sheet.write_number(*place, value, form)


def _as_table(sheet: Any, name: str, header: Sequence[str], rows: int, formats: _Formats) -> None:
    """A real table with frozen heads; a workbook's table has at least one row, if need be empty."""
    # LibreOffice shows no table styles, so that the heads are bold by themselves.
    columns = [{"header": head, "header_format": formats.label} for head in header]
    options = {"name": name, "style": STYLE, "columns": columns}
    sheet.add_table(0, 0, max(rows, 1), len(header) - 1, options)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.set_landscape()


def _width(head: str, texts: Iterable[str]) -> int:
    longest = max((len(text) for text in texts), default=0)
    return min(max(longest + 1, len(head) + ARROW, NARROWEST), WIDEST)


# --- cover and dictionary -----------------------------------------------------------


def _cover(book: Any, package: Package, formats: _Formats) -> None:
    sheet = book.add_worksheet(COVER)
    sheet.set_column(0, 0, LABELS)
    sheet.set_column(1, 1, TEXTS)
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    _write(sheet, (0, 0), package.about["title"], formats.title)
    sheet.set_row(0, 2 * LINE)
    told = cover_lines(package)
    for row, (label, text) in enumerate(told, start=1):
        _write(sheet, (row, 0), label, formats.label)
        _write(sheet, (row, 1), text, formats.wrapped)
        _fit(sheet, row, [(text, TEXTS)])
    sheets = [(table.naam, f"{table.titel}. {table.omschrijving}") for table in package.tables]
    sheets.append((DICTIONARY, "Wat elke kolom betekent."))
    for row, (name, text) in enumerate(sheets, start=1 + len(told)):
        sheet.write_url(row, 0, f"internal:'{name}'!A1", formats.link, f"Blad {name}")
        _write(sheet, (row, 1), text, formats.wrapped)
        _fit(sheet, row, [(text, TEXTS)])


def _fit(sheet: Any, row: int, cells: Iterable[tuple[str, int]]) -> None:
    """Make a row high enough for its wrapped texts: LibreOffice does not do so by itself."""
    lines = max(len(textwrap.wrap(text, max(width - 2, 1))) for text, width in cells)
    if lines > 1:
        sheet.set_row(row, lines * LINE)


def _dictionary(sheet: Any, tables: Sequence[Table], formats: _Formats) -> None:
    rows = dictionary(tables)
    widths = [
        _width(head, cells) for head, cells in zip(HEADER, zip(*rows, strict=True), strict=True)
    ]
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    for number, cells in enumerate(rows, start=1):
        for column, text in enumerate(cells):
            if text:
                _write(sheet, (number, column), text, formats.wrapped)
        _fit(sheet, number, zip(cells, widths, strict=True))
    _as_table(sheet, DICTIONARY, HEADER, len(rows), formats)
