"""A table as the CSV that a Dutch Excel opens with a double click."""

import csv
import io

from inlegvel.export.tables import Table

BOM = "\ufeff"  # without it Excel reads UTF-8 as Windows-1252
# What Excel and LibreOffice take for the start of a formula; they see the wide forms alike.
FORMULA_STARTS = frozenset("=+-@\t\r\n＝＋－＠")  # noqa: RUF001  # the wide forms are meant


def excel_csv(table: Table) -> bytes:
    """Semicolons, decimal commas, a BOM and Windows line ends.

    A text that would run as a formula gets an apostrophe in front. Line breaks within a
    cell stay a single newline.
    """
    text = io.StringIO(newline="")
    text.write(BOM)
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(table.names)
    numbers = [i for i, field in enumerate(table.fields) if field["type"] == "number"]
    strings = [i for i, field in enumerate(table.fields) if field["type"] == "string"]
    for texts in table.texts:
        cells = list(texts)
        for i in numbers:
            cells[i] = cells[i].replace(".", ",")
        for i in strings:
            if cells[i][:1] in FORMULA_STARTS:
                cells[i] = f"'{cells[i]}"
        writer.writerow(cells)
    return text.getvalue().encode()
