"""One package: its descriptor and its tables, with every finding on the way."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from inlegvel.findings import Finding, nearest
from inlegvel.load.cells import INTEGER, NUMBER, check_cells
from inlegvel.load.files import Rows, read_csv, read_json
from inlegvel.load.structure import TablePlace, check_header, check_structure
from inlegvel.model import Column, Schema, Standaard, Tabellen

# Which tables of the standard belong in a package with this profile.
PLAATSEN = {"profiel": "document", "profiel-register": "register"}


@dataclass(frozen=True)
class Package:
    """What was read of a package; `kapot` names the resources that could not be read."""

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
    naam = "-".join(folder.relative_to(root / "datapackages").parts)
    if findings:
        return None, findings
    if descriptor["name"] != naam:
        findings.append(
            _descriptor_fout(
                "naam-wijkt-af",
                bestand,
                f"Het pakket heet ‘{descriptor['name']}’, maar staat in de map van ‘{naam}’.",
                f"Zet bij ‘name’ in datapackage.json: {naam}.",
                gevonden=descriptor["name"],
                verwacht=naam,
            )
        )
    frames: dict[str, pd.DataFrame] = {}
    files: dict[str, str] = {}
    broken: set[str] = set()
    for resource in descriptor["resources"]:
        schema = _schema_for(resource["name"], standaard, profiel)
        found = list(_check_resource(resource, schema, standaard, profiel, bestand))
        findings += found
        if schema is None or any(f.regel != "schema-wijkt-af" for f in found):
            broken.add(resource["name"])
            continue
        place = TablePlace(f"{base}/{resource['path']}", naam, schema.naam)
        frame, found = load_table(folder / resource["path"], schema, place, cache)
        findings += found
        files[schema.naam] = place.bestand
        if frame is None:
            broken.add(schema.naam)
        else:
            frames[schema.naam] = frame
    findings += _unlisted_files(folder, base, descriptor)
    return Package(
        naam, descriptor, Tabellen(standaard, frames, files), frozenset(broken)
    ), findings


def load_table(
    path: Path, schema: Schema, place: TablePlace, cache: Path | None
) -> tuple[pd.DataFrame | None, list[Finding]]:
    """One CSV as a typed frame, indexed by line number; None where the header is wrong."""
    rows = read_csv(path, place.bestand)
    if isinstance(rows, Finding):
        return None, [rows]
    findings = list(check_header(rows, schema, place))
    if findings:
        return None, findings
    findings = check_structure(rows, schema, place, cache)
    known = {(f.regelnummer or 0, f.kolom) for f in findings}
    findings += check_cells(rows, schema, place, known)
    return to_frame(rows, schema), findings


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


def check_profile(
    descriptor: Mapping[str, Any], profile: Mapping[str, Any], bestand: str
) -> Iterator[Finding]:
    """What datapackage.json lacks or has wrong, against the profile of the standard."""
    from jsonschema import Draft7Validator  # slow to import: only when packages are read

    for error in Draft7Validator(profile).iter_errors(descriptor):
        where = ".".join(str(part) for part in error.absolute_path) or "bovenaan"
        if error.validator == "required":
            gone = next(name for name in error.validator_value if name not in error.instance)
            yield _descriptor_fout(
                "beschrijving-onvolledig",
                bestand,
                f"‘{gone}’ ontbreekt ({where}).",
                f"Voeg ‘{gone}’ toe aan datapackage.json."
                + (" Draai daarna: inlegvel schema." if gone == "schema" else ""),
                kolom=gone,
                verwacht=gone,
            )
        else:
            yield _descriptor_fout(
                "beschrijving-onjuist",
                bestand,
                f"‘{where}’ is niet goed: {json.dumps(error.instance, ensure_ascii=False)[:80]}.",
                f"Verwacht: {error.validator} "
                f"{json.dumps(error.validator_value, ensure_ascii=False)[:200]}.",
                kolom=where,
                gevonden=json.dumps(error.instance, ensure_ascii=False)[:80],
            )


def _schema_for(naam: str, standaard: Standaard, profiel: str) -> Schema | None:
    """The schema of a table that belongs in this kind of package."""
    schema = standaard.schemas.get(naam)
    return schema if schema is not None and schema.plaats == PLAATSEN[profiel] else None


def _check_resource(
    resource: Mapping[str, Any],
    schema: Schema | None,
    standaard: Standaard,
    profiel: str,
    bestand: str,
) -> Iterator[Finding]:
    naam, path = resource["name"], resource["path"]
    if schema is None:
        place = PLAATSEN[profiel]
        known = [name for name, other in standaard.schemas.items() if other.plaats == place]
        yield _descriptor_fout(
            "tabel-onbekend",
            bestand,
            f"De tabel ‘{naam}’ hoort hier niet. {nearest(naam, known)}".strip(),
            f"Kies uit: {', '.join(known)}.",
            gevonden=naam,
        )
        return
    if path != f"{naam}.csv":
        outside = "/" in path or "\\" in path or path.startswith("~") or ":" in path
        yield _descriptor_fout(
            "pad-buiten-map" if outside else "pad-wijkt-af",
            bestand,
            f"Het pad ‘{path}’ van ‘{naam}’ wijst "
            + ("buiten de map van dit pakket." if outside else "naar een ander bestand."),
            f"Zet bij ‘path’: {naam}.csv.",
            kolom="path",
            gevonden=path,
            verwacht=f"{naam}.csv",
        )
    if resource.get("schema") != schema.descriptor:
        yield _descriptor_fout(
            "schema-wijkt-af",
            bestand,
            f"Het schema van ‘{naam}’ in datapackage.json is anders dan dat van de standaard.",
            "Draai: inlegvel schema. Dat zet de schema's van de standaard erin.",
            kolom="schema",
        )


def _unlisted_files(folder: Path, base: str, descriptor: Mapping[str, Any]) -> Iterator[Finding]:
    listed = {resource["path"] for resource in descriptor["resources"]} | {"datapackage.json"}
    for path in sorted(folder.iterdir()):
        if path.is_file() and path.name not in listed:
            yield _descriptor_fout(
                "bestand-niet-genoemd",
                f"{base}/{path.name}",
                "Dit bestand staat in de map, maar niet in datapackage.json. Het doet niet mee.",
                "Noem het bij ‘resources’ in datapackage.json, of haal het uit de map.",
            )


def _descriptor_fout(
    regel: str, bestand: str, melding: str, herstel: str, **place: Any
) -> Finding:
    return Finding(
        regel=regel, ernst="fout", bestand=bestand, melding=melding, herstel=herstel, **place
    )
