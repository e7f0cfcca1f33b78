"""One package: its descriptor and its tables, with every finding on the way."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from inlegvel.findings import Finding
from inlegvel.load.cells import INTEGER, NUMBER, check_cells
from inlegvel.load.files import Rows
from inlegvel.load.opened import OpenPackage, OpenTable, open_package
from inlegvel.load.structure import check_structure
from inlegvel.load.verdicts import Errors, verdicts
from inlegvel.model import Column, Schema, Standaard, Tabellen

TOGETHER = 50


@dataclass(frozen=True)
class Package:
    """What was read of a package.

    `kapot` names the resources that could not be read, or not all of their keys.
    """

    naam: str
    descriptor: Mapping[str, Any]
    tabellen: Tabellen
    kapot: frozenset[str]


def load_packages(
    folders: Sequence[Path], root: Path, standaard: Standaard, profiel: str, cache: Path | None
) -> Iterator[tuple[Path, Package | None, list[Finding]]]:
    """Each package in its folder, with its findings; None where its descriptor is unusable.

    Some are read at a time, so that their tables are judged together and yet not all rows
    stand in memory as text.
    """
    for start in range(0, len(folders), TOGETHER):
        some = folders[start : start + TOGETHER]
        opened = [open_package(folder, root, standaard, profiel) for folder in some]
        tables = [table for package in opened for table in package.tables]
        judged = [(table.rows, table.schema) for table in tables if table.rows is not None]
        errors = iter(verdicts(judged, cache))
        for folder, package in zip(some, opened, strict=True):
            found, findings = _close(package, standaard, errors)
            yield folder, found, findings


def _close(
    package: OpenPackage, standaard: Standaard, errors: Iterator[Errors]
) -> tuple[Package | None, list[Finding]]:
    """The package with its tables typed; `errors` gives those of each readable table in turn."""
    findings = list(package.findings)
    tables = _Tables(broken=set(package.broken))
    for table in package.tables:
        findings += tables.add(table, next(errors) if table.rows is not None else [])
    if not package.usable:
        return None, findings
    tabellen = tables.as_tabellen(standaard)
    broken = frozenset(tables.broken)
    return Package(package.naam, package.descriptor, tabellen, broken), findings


@dataclass(frozen=True)
class _Tables:
    """What is gathered while the tables of a package are typed.

    `written` has the texts of numbers that end in needless zeros: a figure typed as
    ``1.000`` is the number 1 in the frame.
    """

    broken: set[str]
    frames: dict[str, pd.DataFrame] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    wrong: set[tuple[str, int, str]] = field(default_factory=set)
    written: dict[tuple[str, int, str], str] = field(default_factory=dict)

    def add(self, table: OpenTable, errors: Errors) -> list[Finding]:
        """Type the cells of a table, and say what is wrong with them."""
        rows, schema, place = table.rows, table.schema, table.place
        self.files[schema.naam] = place.bestand
        if rows is None:
            self.broken.add(schema.naam)
            return table.findings
        findings = list(check_structure(rows, schema, place, errors))
        known = {(f.regelnummer or 0, f.kolom) for f in findings}
        findings += check_cells(rows, schema, place, known)
        self.frames[schema.naam] = to_frame(rows, schema)
        for (line, kolom), text in _needless_zeros(rows, schema).items():
            self.written[schema.naam, line, kolom] = text
        for finding in findings:
            self.wrong.add((schema.naam, finding.regelnummer or 0, finding.kolom))
            # Who refers to a key that could not be read is not to blame.
            if finding.kolom in ("", *schema.sleutel) and finding.regel != "sleutel-dubbel":
                self.broken.add(schema.naam)
        return table.findings + findings

    def as_tabellen(self, standaard: Standaard) -> Tabellen:
        """The tables as the model has them."""
        return Tabellen(standaard, self.frames, self.files, frozenset(self.wrong), self.written)


def _needless_zeros(rows: Rows, schema: Schema) -> dict[tuple[int, str], str]:
    return {
        (line, column.naam): cell
        for row, line in zip(rows.rows, rows.lines, strict=True)
        for column, cell in zip(schema.kolommen, row, strict=False)
        if column.type == "number" and "." in cell and cell.endswith("0")
    }


def to_frame(rows: Rows, schema: Schema) -> pd.DataFrame:
    """Typed columns; a cell that cannot be read becomes the column's empty value."""
    width = len(schema.kolommen)
    cells = [(row + [""] * width)[:width] for row in rows.rows]
    columns = list(zip(*cells, strict=True)) if cells else [()] * width
    data = {
        column.naam: _typed(column, values)
        for column, values in zip(schema.kolommen, columns, strict=True)
    }
    return pd.DataFrame(data, index=pd.Index(rows.lines, dtype="int64", name="regelnummer"))


def _typed(column: Column, cells: tuple[str, ...]) -> Any:
    if column.type == "number":
        return [float(cell) if NUMBER.fullmatch(cell) else float("nan") for cell in cells]
    if column.type == "integer":
        numbers = [int(cell) if INTEGER.fullmatch(cell) else None for cell in cells]
        if column.verplicht:
            return pd.array([number or 0 for number in numbers], dtype="int64")
        return pd.array(numbers, dtype=object)
    if column.type == "boolean":
        answers = {"ja": True, "nee": False}
        if column.verplicht:
            return pd.array([answers.get(cell, False) for cell in cells], dtype="bool")
        return pd.array([answers.get(cell) for cell in cells], dtype=object)
    return pd.array(cells, dtype="str")
