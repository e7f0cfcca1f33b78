"""What a public body shows of its software: licences, contacts, owners, versions."""

import json
import re
import tomllib
from typing import Any

import pytest
import yaml
from tests.conftest import ROOT
from tests.repository import git

REGISTER = json.loads((ROOT / "datapackages/register/datapackage.json").read_text(encoding="utf-8"))
NAMED = REGISTER["uitgever"] is not None
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

# Of the standard publiccode.yml, core 0.4: what is mandatory, and the words it knows.
MANDATORY = {
    "publiccodeYmlVersion", "name", "platforms", "categories", "developmentStatus", "softwareType",
    "description", "legal", "maintenance", "localisation",
}  # fmt: skip
STATUSES = {"concept", "development", "beta", "stable", "obsolete"}
TYPES = {
    "standalone/mobile", "standalone/iot", "standalone/desktop", "standalone/web",
    "standalone/backend", "standalone/other", "addon", "library", "configurationFiles",
}  # fmt: skip
CATEGORIES = {
    "data-analytics", "data-collection", "data-visualization", "digital-citizenship",
    "knowledge-management", "website-builder",
}  # fmt: skip
MAINTENANCE = {"internal", "contract", "community", "none"}


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def publiccode() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(text("publiccode.yml"))
    return found


def test_publiccode_says_what_the_standard_asks(publiccode: dict[str, Any]) -> None:
    assert set(publiccode) >= MANDATORY
    assert publiccode["developmentStatus"] in STATUSES
    assert publiccode["softwareType"] in TYPES
    assert set(publiccode["categories"]) <= CATEGORIES
    assert publiccode["legal"]["license"] == PROJECT["project"]["license"]
    assert publiccode["localisation"]["availableLanguages"] == ["nl"]
    assert isinstance(publiccode["localisation"]["localisationReady"], bool)
    for described in publiccode["description"].values():
        assert len(described["shortDescription"]) <= 150
        assert "\n" not in described["shortDescription"]
        assert 150 <= len(described["longDescription"]) <= 10_000
        assert 5 <= len(described["features"]) <= 20


def test_contacts_are_written_once_somebody_publishes(publiccode: dict[str, Any]) -> None:
    """And are not made up before that."""
    maintenance = publiccode["maintenance"]
    assert maintenance["type"] in MAINTENANCE
    if NAMED:
        assert publiccode["url"].startswith("https://")
        assert maintenance["type"] != "none"
        assert maintenance.get("contacts") or maintenance.get("contractors")
        assert "Nobody is named yet" not in text("SECURITY.md")
    else:
        assert maintenance == {"type": "none"}
        assert "url" not in publiccode
        assert not re.search(r"[\w.]+@[\w.]+\.\w+", text("SECURITY.md") + text("CONTRIBUTING.md"))


def test_licences_have_their_text_and_their_name() -> None:
    assert PROJECT["project"]["license"] == "EUPL-1.2"
    assert text("LICENSE").startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2\n")
    assert "SPDX-License-Identifier: CC0-1.0" in text("LICENSE-DATA")
    assert yaml.safe_load(text("CITATION.cff"))["license"] == "CC0-1.0"
    for path in (ROOT / "datapackages").glob("*/**/datapackage.json"):
        names = [one["name"] for one in json.loads(path.read_text(encoding="utf-8"))["licenses"]]
        assert names == ["CC0-1.0"], path


def test_owners_name_folders_that_are_there_and_nobody_that_is_not() -> None:
    """As long as nobody publishes all rules are a template."""
    rules = re.findall(r"^(# )?(/\S+) +(@.+)$", text(".github/CODEOWNERS"), re.MULTILINE)
    assert {path for _, path, _ in rules} >= {"/datapackages/", "/scripts/", "/.github/"}
    for comment, path, owners in rules:
        assert (ROOT / path.strip("/")).exists(), path
        assert bool(comment) != NAMED, path
        if not comment:
            assert "@organisatie/" not in owners


def test_every_change_of_the_code_has_a_place_in_the_changelog() -> None:
    versions = re.findall(r"^## \[(.+?)\]", text("CHANGELOG.md"), re.MULTILINE)
    assert versions[0] == "Unreleased"
    assert PROJECT["project"]["version"] in versions


def test_a_tag_once_made_stays() -> None:
    ruleset = json.loads(text(".github/rulesets/labels.json"))
    assert (ruleset["target"], ruleset["enforcement"]) == ("tag", "active")
    assert ruleset["conditions"]["ref_name"]["include"] == ["~ALL"]
    assert {rule["type"] for rule in ruleset["rules"]} == {"deletion", "update", "non_fast_forward"}


def test_dependencies_have_an_upper_bound() -> None:
    """A new major may break us: it comes in by a change of pyproject.toml, never by itself."""
    groups = [PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"].values()]
    wanted = [*PROJECT["build-system"]["requires"], *(one for group in groups for one in group)]
    assert len(wanted) > 30
    assert [one for one in wanted if not re.search(r"<\d|==", one)] == []


def test_files_that_people_look_for_are_in_the_repository() -> None:
    names = set(git(ROOT, "ls-files", "-co", "--exclude-standard").splitlines())
    assert names >= {
        "CHANGELOG.md", "CITATION.cff", "CONTRIBUTING.md", "LICENSE", "LICENSE-DATA", "README.md",
        "SECURITY.md", "publiccode.yml", ".github/CODEOWNERS",
    }  # fmt: skip
