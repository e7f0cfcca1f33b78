"""A table as the page shows it, as a CSV that explains itself."""

from collections.abc import Mapping, Sequence
from typing import Any

from inlegvel.derive.tables import Head, Layout
from inlegvel.dutch import hoofdletter
from inlegvel.export.tables import csv_bytes
from inlegvel.figures import AARD_TEKST, figure_notes, is_empty, lacks, period_text, value_text
from inlegvel.model import Register, Row

NOTES = "Opmerkingen"


def layout_csv(table: Layout, register: Register) -> bytes:
    """A table as the page shows it: full heads, numbers plain, limits and open cells in words.

    What the page says below the table of a figure stands in a last column, in its own row.
    """
    indicatoren = register.indicatoren
    header = [table.corner, *(_full_head(table, n, indicatoren) for n in range(len(table.columns)))]
    rows = [
        [_row_label(head, indicatoren), *(_shown(cell, indicatoren) for cell in cells)]
        for head, cells in zip(table.rows, table.cells, strict=True)
    ]
    notes = [_notes(cells, header[1:], register) for cells in table.cells]
    if any(notes):
        header.append(NOTES)
        rows = [[*row, said] for row, said in zip(rows, notes, strict=True)]
    return csv_bytes(header, rows)


def _notes(cells: Sequence[Row | None], heads: Sequence[str], register: Register) -> str:
    """What a reader must know of the figures in one row, each by the head of its column."""
    found = []
    for cell, head in zip(cells, heads, strict=True):
        if cell is None:
            continue
        lacking = lacks(cell, register.indicatoren[cell["indicator"]], register.organisaties)
        said = [*figure_notes(cell), *([f"{hoofdletter(lacking)}."] if lacking else [])]
        found += [f"{head}: {' '.join(said)}"] if said else []
    return " | ".join(found)


def _full_head(table: Layout, column: int, indicatoren: Mapping[str, Row]) -> str:
    """What a column holds, without the rest of the page: indicator, period, kind, unit."""
    shown = (cells[column] for cells in table.cells)
    rows = [row for row in shown if row is not None]
    names = {row["indicator"] for row in rows}
    when = " en ".join(
        dict.fromkeys(
            f"{period_text(row, indicatoren[row['indicator']])}, {AARD_TEKST[row['aard']]}"
            for row in rows
        )
    )
    if len(names) != 1:
        return when
    indicator = indicatoren[names.pop()]
    return f"{indicator['naam']}, {when} ({indicator['eenheid']})"


def _row_label(head: Head, indicatoren: Mapping[str, Row]) -> str:
    """The row's label; a row that is an indicator says its unit."""
    indicator = indicatoren.get(dict(head.key).get("indicator", ""))
    return f"{head.label} ({indicator['eenheid']})" if indicator else head.label


def _shown(cell: Row | None, indicatoren: Mapping[str, Row]) -> Any:
    """The number; in words where a limit holds or where there is none."""
    if cell is None:
        return ""
    if is_empty(cell) or cell["grens"]:
        return value_text(cell, indicatoren[cell["indicator"]])
    return cell["waarde"]
