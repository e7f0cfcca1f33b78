"""The data standard from `datapackages/standaard/`: the single definition of every table."""

from pathlib import Path
from typing import Any

from inlegvel.findings import Finding
from inlegvel.load.files import read_json
from inlegvel.model import Column, Schema, Standaard

PROFIELEN = ("profiel", "profiel-register")


def load_standaard(root: Path) -> tuple[Standaard, list[Finding]]:
    """All schemas and profiles below `root`, with a finding for each that is broken or gone."""
    findings: list[Finding] = []
    schemas: dict[str, Schema] = {}
    profiles: dict[str, Any] = {}
    folder = root / "datapackages" / "standaard"
    for path in sorted({*folder.glob("*.json"), *(folder / f"{naam}.json" for naam in PROFIELEN)}):
        content = read_json(path, path.relative_to(root).as_posix())
        if isinstance(content, Finding):
            findings.append(content)
        elif path.stem in PROFIELEN:
            profiles[path.stem] = content
        else:
            try:
                schemas[path.stem] = parse_schema(content)
            except (KeyError, TypeError):
                findings.append(_no_schema(path.relative_to(root).as_posix()))
    return Standaard(schemas, profiles), findings


def _no_schema(bestand: str) -> Finding:
    return Finding(
        regel="json-ongeldig",
        ernst="fout",
        bestand=bestand,
        melding="Dit is geen volledig schema van een tabel.",
        herstel="Zet het bestand terug zoals het in de standaard hoort.",
    )


def parse_schema(descriptor: dict[str, Any]) -> Schema:
    """A Table Schema descriptor as a `Schema`."""
    return Schema(
        naam=descriptor["name"],
        titel=descriptor["title"],
        omschrijving=descriptor["description"],
        kolommen=tuple(_parse_field(field) for field in descriptor["fields"]),
        sleutel=tuple(descriptor.get("primaryKey", ())),
        plaats=descriptor["plaats"],
        descriptor=descriptor,
    )


def _parse_field(field: dict[str, Any]) -> Column:
    constraints = field.get("constraints", {})
    return Column(
        naam=field["name"],
        titel=field["title"],
        omschrijving=field["description"],
        type=field["type"],
        vorm=field.get("vorm", ""),
        verwijst=field.get("verwijst", ""),
        verplicht=constraints.get("required", False),
        keuzes=tuple(constraints.get("enum", ())),
    )
