"""A package as it was read: its descriptor and the text of its tables, not judged yet."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from inlegvel.findings import Finding
from inlegvel.load.descriptor import (
    are_right,
    check_folder,
    check_profile,
    check_resource,
    schema_for,
)
from inlegvel.load.files import Rows, read_csv, read_json
from inlegvel.load.form import DECIMAL_COMMA, check_form
from inlegvel.load.place import TablePlace
from inlegvel.load.structure import check_header
from inlegvel.model import Schema, Standaard


@dataclass(frozen=True)
class OpenTable:
    """The text of a table; without `rows` the findings say why its cells cannot be judged."""

    place: TablePlace
    schema: Schema
    rows: Rows | None
    findings: list[Finding]


@dataclass(frozen=True)
class OpenPackage:
    """A package before its tables are judged.

    `broken` names the resources that are not as the standard has them; `usable` is whether
    the descriptor says what the rest goes by.
    """

    naam: str
    descriptor: Mapping[str, Any]
    findings: list[Finding]
    tables: list[OpenTable] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)
    usable: bool = False


def open_package(folder: Path, root: Path, standaard: Standaard, profiel: str) -> OpenPackage:
    """The package in `folder`, as far as its descriptor can be read."""
    base = folder.relative_to(root).as_posix()
    naam = "-".join(folder.relative_to(root / "datapackages").parts)
    bestand = f"{base}/datapackage.json"
    descriptor = read_json(folder / "datapackage.json", bestand)
    if isinstance(descriptor, Finding):
        return OpenPackage(naam, {}, [descriptor])
    findings = list(check_profile(descriptor, standaard.profiel[profiel], bestand))
    usable = are_right(findings, "document", "peildatum", "uitgever")
    if not are_right(findings, "resources"):
        return OpenPackage(naam, descriptor, findings)
    findings += check_folder(folder, naam, base, descriptor)
    package = OpenPackage(naam, descriptor, findings, usable=usable)
    known = set()
    for resource in descriptor["resources"]:
        if resource["name"] in known:
            continue  # named twice, and said so
        schema = schema_for(resource["name"], standaard, profiel)
        found = list(check_resource(resource, schema, standaard, profiel, bestand))
        findings += found
        if schema is None or any(f.regel != "schema-wijkt-af" for f in found):
            package.broken.add(resource["name"])
            continue
        known.add(resource["name"])
        place = TablePlace(f"{base}/{resource['path']}", naam, schema.naam)
        package.tables.append(_open_table(folder / resource["path"], schema, place))
    return package


def _open_table(path: Path, schema: Schema, place: TablePlace) -> OpenTable:
    rows = read_csv(path, place.bestand)
    if isinstance(rows, Finding):
        return OpenTable(place, schema, None, [rows])
    rows = with_points(rows, schema)
    findings = list(check_form(rows.form, place))
    faults = check_header(rows, schema, place)
    return OpenTable(place, schema, None if faults else rows, [*findings, *faults])


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
