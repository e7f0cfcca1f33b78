"""The sheets of a workbook as rows of texts, read without the library that wrote it."""

import re
import zipfile
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

from lxml import etree

from inlegvel.verify.built import Element

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
# How a workbook writes a sign that XML or a line of it cannot hold.
ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
# Not `=`: that may begin a text as well.
FORMULA = "formule ="

Rows = list[list[str]]


def read_sheets(path: Path) -> dict[str, Rows]:
    """Every sheet by its name; a cell with a formula is that formula, and says so.

    Empty cells are empty texts; rows are as long as what stands in them.
    """
    with zipfile.ZipFile(path) as archive:
        texts = _shared(archive)
        places = {
            part.get("Id"): part.get("Target")
            for part in _xml(archive, "xl/_rels/workbook.xml.rels")
        }
        return {
            sheet.get("name"): _rows(_xml(archive, f"xl/{places[sheet.get(RELATION)]}"), texts)
            for sheet in _xml(archive, "xl/workbook.xml").iter(f"{MAIN}sheet")
        }


def _xml(archive: zipfile.ZipFile, name: str) -> Element:
    """A part of the workbook; it may refer to nothing outside itself."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    return etree.fromstring(archive.read(name), parser)


def _shared(archive: zipfile.ZipFile) -> list[str]:
    """The texts that cells refer to by number."""
    name = "xl/sharedStrings.xml"
    if name not in archive.namelist():
        return []
    return [_text(item) for item in _xml(archive, name).iter(f"{MAIN}si")]


def _text(element: Element) -> str:
    whole = "".join(part.text or "" for part in element.iter(f"{MAIN}t"))
    return ESCAPED.sub(lambda match: chr(int(match[1], 16)), whole)


def _rows(sheet: Element, texts: list[str]) -> Rows:
    rows: Rows = []
    for row in sheet.iter(f"{MAIN}row"):
        cells = {_column(cell.get("r")): _cell(cell, texts) for cell in row.iter(f"{MAIN}c")}
        while len(rows) < int(row.get("r")) - 1:
            rows.append([])
        rows.append(_filled(cells))
    return rows


def _filled(cells: Mapping[int, str]) -> list[str]:
    return [cells.get(place, "") for place in range(max(cells, default=-1) + 1)]


def _column(name: str) -> int:
    """The place of a column, from the name of a cell: `AB7` is 27."""
    place = 0
    for letter in name.rstrip("0123456789"):
        place = place * 26 + ord(letter) - ord("A") + 1
    return place - 1


def _cell(cell: Element, texts: list[str]) -> str:
    formula = cell.find(f"{MAIN}f")
    if formula is not None:
        return f"{FORMULA}{formula.text or ''}"
    if cell.get("t") == "inlineStr":
        return _text(cell)
    value: str = cell.findtext(f"{MAIN}v") or ""
    if cell.get("t") == "s":
        return texts[int(value)]
    # A computer keeps 15 digits exactly; the files hold one or two more.
    return (
        f"{Decimal(f'{float(value):.15g}'):f}" if value and cell.get("t") in (None, "n") else value
    )
