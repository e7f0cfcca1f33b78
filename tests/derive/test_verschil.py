"""Year on year, proven with a synthetic second inlegvel."""

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from inlegvel.derive.facts import Facts, derive_facts
from inlegvel.derive.verschil import Verandering, vergelijk, vorige
from inlegvel.load import load_catalogue
from inlegvel.pipeline import examine, publish

OLD = "datapackages/testdorp/inlegvel-2032"
NEW = "datapackages/testdorp/inlegvel-2033"


@pytest.fixture(scope="session")
def two_years(make_project: Callable[..., Path]) -> Path:
    """The basis with an inlegvel of 2033: the same shifted a year, with a few differences."""
    root = make_project()
    for path in (root / OLD).iterdir():
        if path.name in ("toelichtingen.csv", "voortgang.csv", "correcties.csv"):
            continue  # they speak of the year before
        (root / NEW).mkdir(exist_ok=True)
        shifted = "ambitiekader-2031-2035".join(
            re.sub(r"\b20\d\d\b", lambda year: str(int(year[0]) + 1), part)
            for part in path.read_text(encoding="utf-8").split("ambitiekader-2031-2035")
        )
        (root / NEW / path.name).write_text(shifted, encoding="utf-8")
    descriptor = root / NEW / "datapackage.json"
    listed = [
        resource
        for resource in _json(descriptor)["resources"]
        if (root / NEW / resource["path"]).exists()
    ]
    _write(descriptor, {**_json(descriptor), "resources": listed})
    afspraken = root / NEW / "afspraken.csv"
    text = afspraken.read_text(encoding="utf-8")
    text = text.replace("zoekt grond voor nieuwe huizen", "koopt grond voor nieuwe huizen")
    text = text.replace("huurdersraad-denkt-mee,", "huurdersraad-beslist-mee,")
    afspraken.write_text(text, encoding="utf-8")
    return root


def _json(path: Path) -> dict[str, Any]:
    return json.loads(path.read_text(encoding="utf-8"))


def _write(path: Path, value: dict[str, Any]) -> None:
    path.write_text(json.dumps(value), encoding="utf-8")


@pytest.fixture(scope="session")
def facts(two_years: Path) -> Facts:
    catalogue, findings = load_catalogue(two_years)
    assert catalogue is not None
    assert [f.melding for f in findings] == []
    return derive_facts(catalogue)


@pytest.fixture(scope="session")
def changes(facts: Facts) -> list[Verandering]:
    papers = facts.catalogue.by_name
    return vergelijk(facts, papers["testdorp-inlegvel-2033"], papers["testdorp-inlegvel-2032"])


def test_the_paper_before_is_of_the_same_kind_and_area(facts: Facts) -> None:
    papers = facts.catalogue.by_name
    found = vorige(facts.catalogue, papers["testdorp-inlegvel-2033"])
    assert found is papers["testdorp-inlegvel-2032"]
    assert vorige(facts.catalogue, found) is None


def test_plans_pair_by_the_distance_of_their_years(changes: list[Verandering]) -> None:
    plans = [c for c in changes if c.resource == "cijfers" and c.row["aard"] != "realisatie"]
    assert {change.soort for change in plans} == {"gelijk"}
    for change in plans:
        assert change.oud is not None
        assert change.nieuw is not None
        assert change.nieuw["jaar_tot"] == change.oud["jaar_tot"] + 1


def test_results_pair_by_their_own_years(changes: list[Verandering]) -> None:
    results = [c for c in changes if c.resource == "cijfers" and c.row["aard"] == "realisatie"]
    assert results
    for change in results:
        if change.oud is not None and change.nieuw is not None:
            assert change.nieuw["jaar_tot"] == change.oud["jaar_tot"]


def test_agreements_are_kept_changed_new_or_dropped(changes: list[Verandering]) -> None:
    found = {
        change.row["afspraak"]: change.soort for change in changes if change.resource == "afspraken"
    }
    assert found == {
        "gemeente-zoekt-grond": "veranderd",
        "corporaties-isoleren": "gelijk",
        "huurdersraad-beslist-mee": "nieuw",
        "huurdersraad-denkt-mee": "vervallen",
    }


def test_every_row_of_both_papers_is_told_once(facts: Facts, changes: list[Verandering]) -> None:
    told = Counter((change.resource, change.soort) for change in changes)
    for resource in ("doelen", "afspraken"):
        for name, dropped in (("2033", "vervallen"), ("2032", "nieuw")):
            rows = facts.catalogue.by_name[f"testdorp-inlegvel-{name}"].tabellen.rows(resource)
            known = sum(n for (kind, soort), n in told.items() if kind == resource)
            assert len(rows) == known - told[resource, dropped]


def test_a_changed_value_shows_on_the_page(two_years: Path, facts: Facts) -> None:
    published = publish(examine(two_years), "http://localhost/")
    pages = {page.url: page.body for page in published.pages}
    page = pages["testdorp/inlegvel-2033/verschil/"]
    assert "koopt grond voor nieuwe huizen" in page
    assert "Eerder: De gemeente zoekt grond voor nieuwe huizen." in page
    assert "testdorp/inlegvel-2032/verschil/" not in pages


def test_the_comparison_can_be_downloaded(two_years: Path, changes: list[Verandering]) -> None:
    published = publish(examine(two_years), "http://localhost/")
    files = {artifact.path: artifact for artifact in published.artifacts}
    assert "data/testdorp-inlegvel-2032/verschil.csv" not in files
    text = files["data/testdorp-inlegvel-2033/verschil.csv"].content.decode()
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    told = Counter((change.resource, change.soort) for change in changes)
    assert Counter((row["tabel"], row["verandering"]) for row in rows) == told
    found = {row["rij"]: row for row in rows if row["tabel"] == "afspraken"}
    assert found["gemeente-zoekt-grond"]["eerder"] == "De gemeente zoekt grond voor nieuwe huizen."
    assert "koopt grond" in found["gemeente-zoekt-grond"]["nu"]
    assert found["huurdersraad-beslist-mee"]["eerder"] == ""
    kept = [row for row in rows if row["tabel"] == "cijfers" and row["verandering"] == "gelijk"]
    assert {row["verschil"] for row in kept if row["verschil"]} == {"0"}
