"""A table as the CSV that a Dutch Excel opens with a double click."""

import csv
import io

from inlegvel.export.tables import Table

BOM = "\ufeff"  # without it Excel reads UTF-8 as Windows-1252
# What Excel and LibreOffice take for the start of a formula; they see the wide forms alike.
FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")  # noqa: RUF001  # the wide forms are meant


def excel_csv(table: Table) -> bytes:
    """Semicolons, decimal commas, a BOM and Windows line ends.

    A text that would run as a formula gets an apostrophe in front. Line breaks within a
    cell stay a single newline.
    """
    text = io.StringIO(newline="")
    text.write(BOM)
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(table.names)
    kinds = [field["type"] for field in table.fields]
    for cells in table.texts:
        writer.writerow(_cell(kind, cell) for kind, cell in zip(kinds, cells, strict=True))
    return text.getvalue().encode()


def _cell(kind: str, text: str) -> str:
    if kind == "number":
        return text.replace(".", ",")
    if kind == "string" and text.startswith(FORMULA_STARTS):
        return f"'{text}"
    return text
