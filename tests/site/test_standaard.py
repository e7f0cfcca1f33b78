"""The standard as pages: every table and column, and an example of your own that is right."""

import json
import re
from pathlib import Path
from urllib.parse import urljoin

import pytest
from frictionless import Package
from jsonschema import Draft7Validator
from tests.conftest import ROOT
from tests.site.html_tree import Site

pytestmark = pytest.mark.xdist_group("real-site")

SCHEMAS = {
    path.stem: json.loads(path.read_text(encoding="utf-8"))
    for path in (ROOT / "datapackages" / "standaard").glob("*.json")
}
TABLES = {name: schema for name, schema in SCHEMAS.items() if "fields" in schema}
HOW_TO = ROOT / "docs" / "standaard" / "eigen-pakket" / "index.md"


def links(site: Site, address: str) -> set[str]:
    """Where the links in the article of a page lead, below the root of the site."""
    return {
        urljoin(site.url + address, link.attrs["href"]).removeprefix(site.url)
        for link in site.page(address).article.find("a")
    }


def blocks(kind: str) -> list[str]:
    """The fenced code of one kind in the how-to, as people write it."""
    text = HOW_TO.read_text(encoding="utf-8")
    return re.findall(rf"^```{kind}\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)


def test_every_table_has_a_page_with_every_column(real_site: Site) -> None:
    for name, schema in TABLES.items():
        page = real_site.page(f"standaard/1.0/{name}/")
        assert page.article.find("h1")[0].text.startswith(schema["title"])
        assert f"standaard/1.0/{name}.json" in links(real_site, f"standaard/1.0/{name}/")
        for field in schema["fields"]:
            row = page.by_id[f"kolom.{field['name']}".replace("_", "-")]
            assert field["description"] in row.text
            required = field.get("constraints", {}).get("required", False)
            assert ("nooit leeg" if required else "mag leeg zijn") in row.text
            key = [label.text for label in row.find("span", class_="iv-label")]
            assert key == ["sleutel"] * (field["name"] in schema.get("primaryKey", ()))


def test_columns_have_examples_from_the_data(real_site: Site) -> None:
    page = real_site.page("standaard/1.0/cijfers/")
    example = page.by_id["kolom.indicator"].find("span", class_="iv-voorbeeld")[0].text
    indicators = real_site.read("data/alle-cijfers/indicatoren.csv").decode()
    assert f"\n{example}," in indicators


@pytest.mark.parametrize("address", ["standaard/", "standaard/1.0/"])
def test_overviews_name_every_table(real_site: Site, address: str) -> None:
    found = links(real_site, address)
    for name in TABLES:
        assert {f"standaard/1.0/{name}/", f"standaard/1.0/{name}.json"} <= found


def test_profiles_and_the_how_to_are_reached_from_data(real_site: Site) -> None:
    assert "standaard/" in links(real_site, "data/")
    found = links(real_site, "standaard/")
    profiles = {f"standaard/1.0/{name}.json" for name in SCHEMAS if name not in TABLES}
    assert profiles | {"standaard/eigen-pakket/"} <= found
    assert len(profiles) == 2


# --- a package of your own ----------------------------------------------------------------


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """The package of the how-to, as a reader would save it."""
    (descriptor,) = blocks("json")
    (table,) = blocks("csv")
    (tmp_path / "datapackage.json").write_text(descriptor, encoding="utf-8")
    (tmp_path / "partijen.csv").write_text(table, encoding="utf-8")
    return tmp_path / "datapackage.json"


def test_example_of_the_how_to_is_a_valid_package(example: Path) -> None:
    report = Package(str(example)).validate()
    assert report.valid, report.flatten(["message"])


def test_example_fits_the_profile_of_the_standard(example: Path) -> None:
    descriptor = json.loads(example.read_text(encoding="utf-8"))
    assert list(Draft7Validator(SCHEMAS["profiel"]).iter_errors(descriptor)) == []


def test_example_has_the_columns_of_the_standard(example: Path) -> None:
    descriptor = json.loads(example.read_text(encoding="utf-8"))
    for resource in descriptor["resources"]:
        schema = TABLES[resource["name"]]
        names = [field["name"] for field in resource["schema"]["fields"]]
        assert names == [field["name"] for field in schema["fields"]]
        assert resource["schema"]["primaryKey"] == schema["primaryKey"]
        for row in (example.parent / resource["path"]).read_text(encoding="utf-8").splitlines()[1:]:
            for value, field in zip(row.split(","), schema["fields"], strict=True):
                choices = field.get("constraints", {}).get("enum", [value])
                assert value in choices


def test_commands_of_the_how_to_exist() -> None:
    from inlegvel.cli import build_parser

    commands = [
        line.split()[1:]
        for block in blocks("shell")
        for line in block.splitlines()
        if line.startswith("inlegvel ")
    ]
    assert len(commands) >= 3
    for command in commands:
        build_parser().parse_args(command)
