"""One package: its descriptor and its tables, with every finding on the way."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pandas as pd

from inlegvel.findings import Finding
from inlegvel.load.cells import INTEGER, NUMBER, check_cells
from inlegvel.load.descriptor import (
    are_right,
    check_folder,
    check_profile,
    check_resource,
    schema_for,
)
from inlegvel.load.files import Rows, read_csv, read_json
from inlegvel.load.form import DECIMAL_COMMA, FORM_RULES, check_form
from inlegvel.load.place import TablePlace
from inlegvel.load.structure import check_header, check_structure
from inlegvel.model import Column, Schema, Standaard, Tabellen


@dataclass(frozen=True)
class Package:
    """What was read of a package.

    `kapot` names the resources that could not be read, or not all of their keys.
    """

    naam: str
    descriptor: Mapping[str, Any]
    tabellen: Tabellen
    kapot: frozenset[str]


def load_package(
    folder: Path, root: Path, standaard: Standaard, profiel: str, cache: Path | None
) -> tuple[Package | None, list[Finding]]:
    """The package in `folder`; None where its descriptor is unusable."""
    base = folder.relative_to(root).as_posix()
    bestand = f"{base}/datapackage.json"
    descriptor = read_json(folder / "datapackage.json", bestand)
    if isinstance(descriptor, Finding):
        return None, [descriptor]
    findings = list(check_profile(descriptor, standaard.profiel[profiel], bestand))
    usable = are_right(findings, "document", "peildatum", "uitgever")
    if not are_right(findings, "resources"):
        return None, findings
    naam = "-".join(folder.relative_to(root / "datapackages").parts)
    findings += check_folder(folder, naam, base, descriptor)
    tables = _Tables()
    for resource in descriptor["resources"]:
        if resource["name"] in tables.files:
            continue  # named twice, and said so
        schema = schema_for(resource["name"], standaard, profiel)
        found = list(check_resource(resource, schema, standaard, profiel, bestand))
        findings += found
        if schema is None or any(f.regel != "schema-wijkt-af" for f in found):
            tables.broken.add(resource["name"])
        else:
            place = TablePlace(f"{base}/{resource['path']}", naam, schema.naam)
            findings += tables.add(folder / resource["path"], schema, place, cache)
    if not usable:
        return None, findings
    return Package(
        naam, descriptor, tables.as_tabellen(standaard), frozenset(tables.broken)
    ), findings


@dataclass(frozen=True)
class _Tables:
    """What is gathered while the tables of a package are read."""

    frames: dict[str, pd.DataFrame] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)
    wrong: set[tuple[str, int, str]] = field(default_factory=set)
    written: dict[tuple[str, int, str], str] = field(default_factory=dict)

    def add(
        self, path: Path, schema: Schema, place: TablePlace, cache: Path | None
    ) -> list[Finding]:
        frame, findings, written = load_table(path, schema, place, cache)
        self.files[schema.naam] = place.bestand
        if frame is None:
            self.broken.add(schema.naam)
            return findings
        self.frames[schema.naam] = frame
        self.written.update({(schema.naam, *where): text for where, text in written.items()})
        for finding in findings:
            if finding.regel in FORM_RULES:
                continue  # every cell could be read all the same
            self.wrong.add((schema.naam, finding.regelnummer or 0, finding.kolom))
            # Who refers to a key that could not be read is not to blame.
            if finding.kolom in ("", *schema.sleutel) and finding.regel != "sleutel-dubbel":
                self.broken.add(schema.naam)
        return findings

    def as_tabellen(self, standaard: Standaard) -> Tabellen:
        return Tabellen(standaard, self.frames, self.files, frozenset(self.wrong), self.written)


def load_table(
    path: Path, schema: Schema, place: TablePlace, cache: Path | None
) -> tuple[pd.DataFrame | None, list[Finding], dict[tuple[int, str], str]]:
    """One CSV as a typed frame, indexed by line number; None where the header is wrong.

    Third come the texts of numbers that end in needless zeros, by line and column: a
    figure typed as ``1.000`` is the number 1 in the frame.
    """
    rows = read_csv(path, place.bestand)
    if isinstance(rows, Finding):
        return None, [rows], {}
    rows = with_points(rows, schema)
    form = list(check_form(rows.form, place))
    findings = check_header(rows, schema, place)
    if findings:
        return None, form + findings, {}
    findings = check_structure(rows, schema, place, cache)
    known = {(f.regelnummer or 0, f.kolom) for f in findings}
    findings += check_cells(rows, schema, place, known)
    return to_frame(rows, schema), form + findings, _needless_zeros(rows, schema)


def with_points(rows: Rows, schema: Schema) -> Rows:
    """The rows with decimal points, where a program that writes no commas put decimal commas."""
    if rows.form.scheiding == ",":
        return rows
    numbers = {column.naam for column in schema.kolommen if column.type == "number"}
    places = [i for i, naam in enumerate(rows.header) if naam in numbers]
    changed = [list(row) for row in rows.rows]
    for row in changed:
        for i in places:
            if i < len(row) and DECIMAL_COMMA.fullmatch(row[i]):
                row[i] = row[i].replace(",", ".")
    form = replace(rows.form, decimaalkomma=changed != rows.rows)
    return replace(rows, rows=changed, form=form)


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
