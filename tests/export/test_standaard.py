"""The standard as files: every schema at its versioned path, valid, and the one that is used."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator
from tests.conftest import ROOT

from inlegvel.pipeline import Published, examine, publish

URL = "https://proef.example/wonen/"
STANDAARD = ROOT / "datapackages" / "standaard"
PROFILES = ROOT.parent / "shared" / "standards" / "datapackage-2.0"
VERSION = "standaard/1.0/"


@pytest.fixture(scope="module")
def site(basis: Path) -> Published:
    return publish(examine(basis), URL)


@pytest.fixture(scope="module")
def schemas(site: Published) -> dict[str, dict[str, Any]]:
    """The published JSON of the standard by its path."""
    return {
        artifact.path: json.loads(artifact.content)
        for artifact in site.artifacts
        if artifact.path.startswith("standaard/")
    }


def profile(name: str) -> Draft7Validator:
    path = PROFILES / f"{name}.json"
    if not path.is_file():
        pytest.skip("the profiles of Data Package 2.0 are not beside this checkout")
    return Draft7Validator(json.loads(path.read_text(encoding="utf-8")))


def test_every_file_of_the_standard_is_published(schemas: dict[str, Any]) -> None:
    assert set(schemas) == {f"{VERSION}{path.name}" for path in STANDAARD.glob("*.json")}
    assert len(schemas) > 20


def test_published_schema_is_the_one_that_is_used(schemas: dict[str, Any]) -> None:
    for path, schema in schemas.items():
        used = json.loads((STANDAARD / Path(path).name).read_text(encoding="utf-8"))
        assert {name: value for name, value in schema.items() if name != "$id"} == used


def test_schemas_are_valid_table_schemas(schemas: dict[str, Any]) -> None:
    validator = profile("tableschema")
    tables = {path: schema for path, schema in schemas.items() if "fields" in schema}
    assert len(tables) > 15
    for path, schema in tables.items():
        assert list(validator.iter_errors(schema)) == [], path


def test_profile_of_data_package_can_refuse() -> None:
    """The check above can fail."""
    assert list(profile("tableschema").iter_errors({"fields": [{"type": "string"}]}))


def test_profiles_are_valid_and_know_their_address(schemas: dict[str, Any]) -> None:
    for name in ("profiel", "profiel-register"):
        schema = schemas[f"{VERSION}{name}.json"]
        Draft7Validator.check_schema(schema)
        assert schema["$id"] == f"{URL}{VERSION}{name}.json"


def test_published_packages_are_valid_data_packages(site: Published) -> None:
    validator = profile("datapackage")
    found = [file for file in site.artifacts if file.path.endswith("/datapackage.json")]
    assert len(found) >= 3
    for file in found:
        assert list(validator.iter_errors(json.loads(file.content))) == [], file.path
