"""Every published package is complete, valid and honest about its bytes."""

import csv
import hashlib
import io
import json
import re
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from frictionless import Package
from tests.site.html_tree import Site

pytestmark = pytest.mark.xdist_group("real-site")

WHICH = ("real_site", "basis_site")
Row = dict[str, str]


@pytest.fixture(params=WHICH)
def site(request: pytest.FixtureRequest) -> Site:
    found: Site = request.getfixturevalue(request.param)
    return found


@cache
def descriptors(folder: Path) -> dict[str, dict[str, Any]]:
    """Every published descriptor below a site, by the name of its folder."""
    return {
        path.parent.name: json.loads(path.read_text(encoding="utf-8"))
        for path in sorted((folder / "data").glob("*/datapackage.json"))
    }


def resources(site: Site) -> Iterator[tuple[str, dict[str, Any], bytes]]:
    """Every published table: the package, its descriptor, its bytes."""
    for name, package in descriptors(site.folder).items():
        for resource in package["resources"]:
            yield name, resource, site.read(f"data/{name}/{resource['path']}")


def rows(content: bytes) -> list[Row]:
    return list(csv.DictReader(io.StringIO(content.decode(), newline="")))


def test_there_is_a_package_per_document_and_one_of_all(site: Site) -> None:
    documents = rows(site.read("data/alle-cijfers/documenten.csv"))
    assert len(documents) >= 2
    names = {row["document"] for row in documents}
    assert set(descriptors(site.folder)) == names | {"alle-cijfers"}
    for name, package in descriptors(site.folder).items():
        assert package["name"] == name


def test_every_package_passes_frictionless(site: Site) -> None:
    for name in descriptors(site.folder):
        report = Package(str(site.folder / "data" / name / "datapackage.json")).validate()
        assert report.valid, (name, report.flatten(["type", "message"])[:5])


def test_every_package_says_who_made_it_and_what_it_is(site: Site) -> None:
    for name, package in descriptors(site.folder).items():
        assert package["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
        assert package["title"]
        assert package["description"]
        assert [licence["name"] for licence in package["licenses"]] == ["CC0-1.0"]
        if name != "alle-cijfers":
            assert re.fullmatch(r"\d+\.\d+\.\d+", package["version"])
            assert package["sources"][0]["title"]
            assert package["document"]["gebied"]


def test_bytes_and_hash_are_those_of_the_file(site: Site) -> None:
    for name, resource, content in resources(site):
        assert resource["bytes"] == len(content), (name, resource["path"])
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"


def test_every_csv_of_a_package_is_in_its_descriptor(site: Site) -> None:
    for name, package in descriptors(site.folder).items():
        files = {
            path.name
            for path in (site.folder / "data" / name).glob("*.csv")
            if not path.name.endswith(".nl.csv")
        }
        assert files == {resource["path"] for resource in package["resources"]}


def test_schemas_are_inline(site: Site) -> None:
    """One file explains itself: no path to another schema, certainly none outside."""
    for _, resource, _ in resources(site):
        assert isinstance(resource["schema"]["fields"], list)
        assert "/" not in resource["path"]
        for field in resource["schema"]["fields"]:
            assert field["title"]
            assert field["description"]


def test_csv_is_written_as_the_standard_says(site: Site) -> None:
    files = (site.folder / "data").rglob("*.csv")
    paths = sorted(path for path in files if not path.name.endswith(".nl.csv"))
    assert len(paths) > 10
    for path in paths:
        content = path.read_bytes()
        text = content.decode("utf-8")
        assert not text.startswith("\ufeff"), path
        assert "\r" not in text, path
        assert text.endswith("\n"), path
        assert not text.endswith("\n\n"), path
        header, *lines = csv.reader(io.StringIO(text, newline=""), strict=True)
        assert len(set(header)) == len(header), path
        assert {len(line) for line in lines} <= {len(header)}, path


def test_cells_are_written_as_the_standard_says(site: Site) -> None:
    """Yes and no in Dutch, numbers with a point and no exponent, never `nan` or `None`."""
    kinds = {
        "boolean": re.compile(r"ja|nee|"),
        "number": re.compile(r"(-?\d+(\.\d*[1-9])?)?"),
        "integer": re.compile(r"(-?\d+)?"),
    }
    seen = set()
    for name, resource, content in resources(site):
        for row in rows(content):
            for field in resource["schema"]["fields"]:
                cell = row[field["name"]]
                place = f"{name}/{resource['name']}.{field['name']}: {cell}"
                assert cell not in {"nan", "NaN", "None", "True", "False"}, place
                kind = kinds.get(field["type"])
                if kind:
                    seen.add((field["type"], cell))
                    assert kind.fullmatch(cell), place
    assert {("boolean", "ja"), ("boolean", "nee")} <= seen


def test_no_key_is_partly_empty(site: Site) -> None:
    """Pandas drops empty keys and SQLite lets them stand twice."""
    for name, resource, content in resources(site):
        key = resource["schema"].get("primaryKey", [])
        assert key or resource["name"] == "bevindingen", resource["name"]
        for row in rows(content):
            assert all(row[column] for column in key), (name, resource["name"], row)


# --- foreign keys ----------------------------------------------------------------


def foreign_keys(package: dict[str, Any]) -> set[tuple[str, str, str]]:
    """Every foreign key of a package: table, columns, table it refers to."""
    return {
        (resource["name"], "+".join(key["fields"]), key["reference"]["resource"] or "(zelf)")
        for resource in package["resources"]
        for key in resource["schema"].get("foreignKeys", [])
    }


def test_document_has_its_foreign_keys(basis_site: Site) -> None:
    assert foreign_keys(descriptors(basis_site.folder)["testdorp-inlegvel-2032"]) >= {
        ("afspraken", "thema", "themas"),
        ("cijfers", "indicator", "indicatoren"),
        ("cijfers", "organisatie", "organisaties"),
        ("cijfers", "tabel", "tabellen"),
        ("controlecijfers", "indicator", "indicatoren"),
        ("controlecijfers", "organisatie", "organisaties"),
        ("controlecijfers", "tabel", "tabellen"),
        ("doelen", "hoofddoel", "(zelf)"),
        ("doelen", "indicator", "indicatoren"),
        ("doelen", "thema", "themas"),
        ("gebeurtenissen", "thema", "themas"),
        ("gebieden", "ligt_in", "(zelf)"),
        ("indicatoren", "thema", "themas"),
        ("indicatoren", "deel_van", "(zelf)"),
        ("organisaties", "hoort_bij", "(zelf)"),
        ("partijen", "organisatie", "organisaties"),
        ("tabellen", "thema", "themas"),
    }


def test_all_documents_have_their_foreign_keys(basis_site: Site) -> None:
    assert foreign_keys(descriptors(basis_site.folder)["alle-cijfers"]) >= {
        ("afspraken", "document", "documenten"),
        ("afspraken", "thema", "themas"),
        ("afspraken_organisaties", "document+afspraak", "afspraken"),
        ("afspraken_organisaties", "organisatie", "organisaties"),
        ("bevindingen", "document", "documenten"),
        ("cijfers", "document", "documenten"),
        ("cijfers", "gebied", "gebieden"),
        ("cijfers", "indicator", "indicatoren"),
        ("cijfers", "organisatie", "organisaties"),
        ("documenten", "gebied", "gebieden"),
        ("documenten", "kader", "(zelf)"),
        ("doelen", "document", "documenten"),
        ("doelen", "indicator", "indicatoren"),
        ("verwijzingen", "package", "documenten"),
        ("voortgang", "over_document", "documenten"),
        ("partijen", "document", "documenten"),
        ("partijen", "organisatie", "organisaties"),
    }


def broken_copy(source: Path, folder: Path, resource: dict[str, Any], column: str) -> Package:
    """A package with one reference to what does not exist, in the first row that has one."""
    target = folder / f"{resource['name']}-{column}"
    shutil.copytree(source, target)
    path = target / resource["path"]
    lines = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))
    place = lines[0].index(column)
    row = next(line for line in lines[1:] if line[place])
    row[place] = "bestaat-niet"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(lines)
    # Only the references are in question, not the hash.
    descriptor = json.loads((target / "datapackage.json").read_text(encoding="utf-8"))
    for entry in descriptor["resources"]:
        entry.pop("bytes")
        entry.pop("hash")
    (target / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    return Package(str(target / "datapackage.json"))


@pytest.mark.parametrize("name", ["testdorp-inlegvel-2032", "alle-cijfers"])
def test_broken_references_are_found(basis_site: Site, name: str, tmp_path: Path) -> None:
    """Foreign keys are real: each one finds a value that is not there."""
    package = descriptors(basis_site.folder)[name]
    tried = 0
    for resource in package["resources"]:
        table = rows(basis_site.read(f"data/{name}/{resource['path']}"))
        for key in resource["schema"].get("foreignKeys", []):
            column = key["fields"][-1]
            if not any(row[column] for row in table):
                continue
            source = basis_site.folder / "data" / name
            broken = broken_copy(source, tmp_path, resource, column)
            report = broken.get_resource(resource["name"]).validate()
            assert "foreign-key" in {row[0] for row in report.flatten(["type"])}, (
                resource["name"],
                column,
            )
            tried += 1
            shutil.rmtree(tmp_path / f"{resource['name']}-{column}")
    assert tried >= 15


# --- the register rows that travel along ---------------------------------------------

# Which columns name rows of the register; written out here, apart from the code.
NAMES = {
    "organisatie": "organisaties",
    "organisaties": "organisaties",
    "trekkers": "organisaties",
    "samen_met": "organisaties",
    "vertegenwoordigt": "organisaties",
    "hoort_bij": "organisaties",
    "gebied": "gebieden",
    "gebieden": "gebieden",
    "ligt_in": "gebieden",
    "thema": "themas",
    "indicator": "indicatoren",
    "deel_van": "indicatoren",
    "formule": "indicatoren",
}
KEYS = {
    "organisaties": "organisatie",
    "gebieden": "gebied",
    "themas": "thema",
    "indicatoren": "indicator",
}


def named(tables: dict[str, list[Row]], area: str) -> dict[str, set[str]]:
    """All names of the register that the tables use, by following every reference."""
    used: dict[str, set[str]] = {naam: set() for naam in KEYS}
    waiting: list[Row] = [{"gebied": area}]
    waiting += [row for naam, table in tables.items() if naam not in KEYS for row in table]
    while waiting:
        row = waiting.pop()
        for column, target in NAMES.items():
            names = re.findall(r"[a-z0-9][a-z0-9-]*", row.get(column) or "")
            for name in set(names) - used[target]:
                used[target].add(name)
                waiting += [found for found in tables[target] if found[KEYS[target]] == name]
    return used


def test_package_holds_exactly_the_register_rows_it_uses(site: Site) -> None:
    for name, package in descriptors(site.folder).items():
        if name == "alle-cijfers":
            continue
        tables = {
            resource["name"]: rows(site.read(f"data/{name}/{resource['path']}"))
            for resource in package["resources"]
        }
        used = named(tables, package["document"]["gebied"])
        for naam, key in KEYS.items():
            assert {row[key] for row in tables[naam]} == used[naam], (name, naam)


def test_unused_register_rows_stay_out(basis_site: Site) -> None:
    """The small project has rows that its framework does not use, so that this can fail."""
    folder = "data/testdorp-ambitiekader-2031-2035/"
    kept = {row["organisatie"] for row in rows(basis_site.read(folder + "organisaties.csv"))}
    assert "wijkteam-testdorp" not in kept
    assert "gemeente-testdorp" in kept
    everything = rows(basis_site.read("data/alle-cijfers/organisaties.csv"))
    assert "wijkteam-testdorp" in {row["organisatie"] for row in everything}
