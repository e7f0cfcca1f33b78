"""The data standard from `datapackages/standaard/`: the single definition of every table."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from inlegvel.dutch import opsomming
from inlegvel.findings import Finding
from inlegvel.load.files import read_json
from inlegvel.load.schemavorm import schema_fault
from inlegvel.model import Column, Schema, Standaard

# What must be there: the profiles, with what each asks of a package, and the tables.
PROFIELEN = {
    "profiel": ("name", "document", "resources"),
    "profiel-register": ("name", "peildatum", "uitgever", "resources"),
}
DOCUMENT = frozenset(
    ("soort", "gebied", "jaar_van", "jaar_tot", "datum", "datum_afgeleid", "stand", "kader")
) | {"voorbehoud"}
TABELLEN = (
    *("gebieden", "organisaties", "themas", "indicatoren", "begrippen", "adressen", "dekking"),
    *("vragen", "zinnen"),
    *("tabellen", "sleutels", "cijfers", "controlecijfers", "doelen", "afspraken", "voortgang"),
    *("partijen", "gebeurtenissen", "verwijzingen", "correcties", "toelichtingen"),
    *("alle-cijfers", "documenten", "bevindingen", "doelvoortgang", "afspraken_organisaties"),
)


def load_standaard(root: Path) -> tuple[Standaard, list[Finding]]:
    """All schemas and profiles below `root`, with a finding for each that is broken or gone."""
    findings: list[Finding] = []
    schemas: dict[str, Schema] = {}
    profiles: dict[str, Any] = {}
    folder = root / "datapackages" / "standaard"
    expected = {folder / f"{naam}.json" for naam in (*PROFIELEN, *TABELLEN)}
    for path in sorted({*folder.glob("*.json"), *expected}):
        content = read_json(path, path.relative_to(root).as_posix())
        if isinstance(content, Finding):
            findings.append(content)
        elif path.stem in PROFIELEN:
            profiles[path.stem] = content
            if not _is_profile(content, PROFIELEN[path.stem]):
                findings.append(_unusable(path, root, "profiel van een pakket"))
        elif places := schema_fault(content, path.stem):
            findings.append(_unusable(path, root, "schema van een tabel", *places))
        else:
            schemas[path.stem] = parse_schema(content)
    findings += _unknown_references(schemas, {path.stem for path in expected}, root)
    return Standaard(schemas, profiles), findings


def _unknown_references(
    schemas: dict[str, Schema], expected: set[str], root: Path
) -> Iterator[Finding]:
    """Columns that refer to a table that the standard does not have.

    A table whose schema is broken or gone, though `expected`, has a finding of its own.
    """
    for naam, schema in schemas.items():
        for number, kolom in enumerate(schema.kolommen):
            if kolom.verwijst and kolom.verwijst not in {*schemas, *expected}:
                path = root / "datapackages" / "standaard" / f"{naam}.json"
                yield _unusable(path, root, "schema van een tabel", f"fields.{number}.verwijst")


def _is_profile(content: dict[str, Any], needed: tuple[str, ...]) -> bool:
    """Whether this is a JSON schema that asks for what the code reads."""
    from jsonschema import Draft7Validator  # slow to import: only when packages are read
    from jsonschema.exceptions import SchemaError

    try:
        Draft7Validator.check_schema(content)
    except SchemaError:
        return False
    parts = content.get("properties", {})
    about = parts.get("document", {}).get("required", ()) if "document" in needed else DOCUMENT
    table = parts.get("resources", {}).get("items", {}).get("required", ())
    asked = {*content.get("required", ())}
    return (
        asked.issuperset(needed) and DOCUMENT.issubset(about) and {"name", "path"}.issubset(table)
    )


def _unusable(path: Path, root: Path, what: str, *places: str) -> Finding:
    where = opsomming([f"‘{place}’" for place in places if place])
    return Finding(
        regel="json-ongeldig",
        ernst="fout",
        bestand=path.relative_to(root).as_posix(),
        kolom=", ".join(places),
        melding=f"Dit is geen volledig {what}." + (f" Kijk bij {where}." if where else ""),
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
