"""Dataset pages: what they say follows from the packages, and search engines can read it."""

import csv
import hashlib
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import bibtexparser
import pytest
from tests.conftest import ROOT
from tests.site.html_tree import Html

from inlegvel.pipeline import Published, examine, publish
from inlegvel.render.gegevens.files import omvang
from inlegvel.render.gegevens.jsonld import script
from inlegvel.render.html import anchor

URL = "https://proef.example/wonen/"
INLEGVEL = "data/testdorp-inlegvel-2032/"
DESCRIPTION = "datapackages/testdorp/inlegvel-2032/datapackage.json"
REGISTER = "datapackages/register/datapackage.json"


def published(root: Path) -> Published:
    examined = examine(root)
    assert examined.ok, examined.findings
    return publish(examined, URL, measured=True)


@pytest.fixture(scope="module")
def small(basis: Path) -> Published:
    return published(basis)


@pytest.fixture(scope="module")
def real() -> Published:
    return published(ROOT)


@pytest.fixture(params=["small", "real"])
def site(request: pytest.FixtureRequest) -> Published:
    found: Published = request.getfixturevalue(request.param)
    return found


def page(site: Published, url: str) -> Html:
    return Html(next(page.body for page in site.pages if page.url == url))


def files(site: Published) -> dict[str, bytes]:
    return {artifact.path: artifact.content for artifact in site.artifacts}


def dataset_urls(site: Published) -> list[str]:
    return sorted(
        path.removesuffix("datapackage.json") for path in files(site) if "/datapackage.json" in path
    )


def jsonld(html: Html) -> dict[str, Any]:
    (element,) = html.root.find("script", type="application/ld+json")
    found: dict[str, Any] = json.loads("".join(str(child) for child in element.children))
    return found


# --- what is on the page ---------------------------------------------------------------


def test_there_is_a_page_per_package_and_one_of_all(site: Published) -> None:
    pages = {page.url for page in site.pages}
    assert len(dataset_urls(site)) >= 3
    assert set(dataset_urls(site)) <= pages


def test_two_sentences_say_what_it_is(site: Published) -> None:
    for url in dataset_urls(site):
        (intro,) = page(site, url).root.find("p", class_="iv-intro")
        assert len(re.findall(r"[.](?= |$)", intro.text)) == 2, intro.text
        rows = csv.reader(io.StringIO(files(site).get(f"{url}doelen.csv", b"\n").decode()))
        goals = sum(1 for _ in rows) - 1
        if goals > 1:
            assert f"{goals} doelen" in intro.text


def test_every_file_is_listed_with_its_size_and_checksum(site: Published) -> None:
    for url in dataset_urls(site):
        html = page(site, url)
        for path, content in files(site).items():
            if not path.startswith(url):
                continue
            row = html.by_id[f"bestand-{path.removeprefix(url)}"]
            assert hashlib.sha256(content).hexdigest() in row.text
            assert omvang(len(content)) in row.raw_text
            (link,) = row.find("a")
            assert link.attrs["href"] == f"../../{path}"


def test_files_that_nobody_asked_for_have_no_size_yet(basis: Path) -> None:
    """As in `inlegvel serveer`, where a download is made when somebody wants it."""
    site = publish(examine(basis), URL)
    html = page(site, INLEGVEL)
    row = html.by_id["bestand-testdorp-inlegvel-2032.zip"]
    assert [cell.text for cell in row.find("td")][1:] == ["", ""]
    assert row.find("a", href="../../data/testdorp-inlegvel-2032/testdorp-inlegvel-2032.zip")
    assert not any("contentSize" in part for part in jsonld(html)["distribution"])


def test_every_column_is_explained_and_every_table_counted(site: Published) -> None:
    for url in dataset_urls(site):
        html = page(site, url)
        dictionary = next(p.body for p in site.pages if p.url == f"{url}woordenboek/")
        columns = Html(dictionary)
        package = json.loads(files(site)[f"{url}datapackage.json"])
        for resource in package["resources"]:
            heading = anchor(f"tabel/{resource['name']}")
            assert f"{{: #{heading} }}" in dictionary
            content = files(site)[f"{url}{resource['path']}"].decode()
            count = sum(1 for _ in csv.reader(io.StringIO(content, newline=""))) - 1
            link = html.root.find("a", href=f"../../{url}woordenboek/#{heading}")[0]
            cell = link.ancestor("tr").find("td", class_="iv-getal")[0]
            assert cell.text == f"{count:,}".replace(",", ".")
            for field in resource["schema"]["fields"]:
                row = columns.by_id[anchor(f"kolom/{resource['name']}/{field['name']}")]
                assert field["title"] in row.text
                assert field["description"] in row.text
                for choice in field.get("constraints", {}).get("enum", ()):
                    assert str(choice) in row.text


def test_first_rows_are_those_of_the_file(site: Published) -> None:
    for url in dataset_urls(site):
        table = page(site, url).root.find("table", class_="iv-eerste")[0]
        named = re.search(r"(\w+)\.csv", table.find("caption")[0].text)
        assert named is not None
        content = files(site)[f"{url}{named[1]}.csv"].decode()
        wanted = list(csv.reader(io.StringIO(content, newline="")))[:6]
        shown = [[cell.text for cell in row.find("th", "td")] for row in table.find("tr")]
        assert len(shown) == len(wanted)
        for got, row in zip(shown, wanted, strict=True):
            for cell, text in zip(got, row, strict=True):
                plain = " ".join(text.split())
                assert cell == plain or (cell.endswith("…") and plain.startswith(cell[:-1]))


def test_last_change_is_the_last_correction(small: Published) -> None:
    """The small inlegvel has one correction; the other paper has none."""
    assert "1 maart 2032" in page(small, INLEGVEL).root.text
    other = page(small, "data/testdorp-ambitiekader-2031-2035/").root.text
    assert "nog geen vaste versie" in other
    data = jsonld(page(small, INLEGVEL))
    assert data["dateModified"] == "2032-03-01"


def test_page_says_what_is_not_there(small: Published) -> None:
    text = page(small, INLEGVEL).root.text
    assert "Als er genoeg geld is." in text  # voorbehoud
    assert "Inlegvel 2033, Gemeente Testdorp" in text  # dekking
    assert "Nog niet verschenen." in text
    assert re.search(r"Van \d+ van de 33 cijfers is er geen getal", text)
    other = page(small, "data/testdorp-ambitiekader-2031-2035/").root.text
    assert "Er staan geen berichten over de voortgang in." in other


def test_open_figures_are_counted_from_the_rows(small: Published) -> None:
    rows = csv.DictReader(io.StringIO(files(small)[f"{INLEGVEL}cijfers.csv"].decode(), newline=""))
    open_ = [
        row["status"]
        for row in rows
        if not row["waarde"] and row["status"] not in ("vast", "indicatief")
    ]
    assert open_
    assert f"Van {len(open_)} van de 33" in page(small, INLEGVEL).root.text


def test_findings_of_the_dataset_are_on_its_page(real: Published) -> None:
    name = "groningen-inlegvel-2022"
    mine = [finding for finding in real.context.findings if finding.document == name]
    html = page(real, f"data/{name}/")
    assert f"Er zijn {len(mine)} bevindingen" in html.root.text
    assert html.root.find("a", href="../../" + real.context.finding_url(mine[0]))


# --- citations -------------------------------------------------------------------------


def blocks(html: Html) -> list[str]:
    """The text of every block to copy."""
    return [pre.raw_text for pre in html.root.find("pre")]


def test_citation_names_maker_title_version_and_address(small: Published) -> None:
    url = URL + INLEGVEL
    citation = next(text for text in blocks(page(small, INLEGVEL)) if "[gegevensset]" in text)
    assert citation == (
        f"De tests (2032). Inlegvel 2032 Testdorp (versie 1.0.0) [gegevensset]. CC0 1.0. {url}"
    )


def test_bibtex_is_read_back(site: Published) -> None:
    for url in dataset_urls(site):
        text = next(text for text in blocks(page(site, url)) if text.startswith("@misc"))
        (entry,) = bibtexparser.loads(text).entries
        data = jsonld(page(site, url))
        assert entry["ENTRYTYPE"] == "misc"
        assert entry["url"] == URL + url
        assert re.sub(r"[{}\\]", "", entry["title"]) == data["name"]
        assert re.fullmatch(r"\d{4}", entry["year"])


def test_csl_has_what_a_reference_manager_needs(site: Published) -> None:
    for url in dataset_urls(site):
        text = next(text for text in blocks(page(site, url)) if text.startswith("["))
        (item,) = json.loads(text)
        assert item["type"] == "dataset"
        assert item["URL"] == URL + url
        assert item["author"][0]["literal"]
        assert isinstance(item["issued"]["date-parts"][0][0], int)


def test_publisher_is_cited(make_project: Callable[..., Path]) -> None:
    named = {"naam": "Gemeente Proefdorp", "email": "wonen@proefdorp.example"}
    site = published(
        make_project(
            {
                "bestand": REGISTER,
                "vervang": {'"uitgever": null': f'"uitgever": {json.dumps(named)}'},
            }
        )
    )
    texts = blocks(page(site, INLEGVEL))
    assert sum("Gemeente Proefdorp" in text for text in texts) == 3
    assert jsonld(page(site, INLEGVEL))["publisher"]["name"] == "Gemeente Proefdorp"


# --- search engines ----------------------------------------------------------------------


def test_dataset_has_what_google_dataset_search_reads(site: Published) -> None:
    for url in dataset_urls(site):
        data = jsonld(page(site, url))
        assert data["@context"] == "https://schema.org"
        assert data["@type"] == "Dataset"
        assert data["name"]
        assert 50 <= len(data["description"]) <= 5000
        assert data["creator"]
        assert data["license"].startswith("https://creativecommons.org/")
        assert data["isAccessibleForFree"] is True
        assert re.fullmatch(r"\d{4}/\d{4}", data["temporalCoverage"])
        assert data["spatialCoverage"][0]["name"]
        assert data["includedInDataCatalog"]["@id"] == f"{URL}data/#catalogus"
        paths = {part["contentUrl"].removeprefix(URL) for part in data["distribution"]}
        assert paths <= set(files(site))
        left_out = {path for path in files(site) if path.startswith(url)} - paths
        assert all(path.endswith((".nl.csv", ".csv-metadata.json")) for path in left_out)
        assert {f"{url}datapackage.json", f"{url}{url.split('/')[1]}.zip"} <= paths


def test_measured_variables_are_the_indicators(real: Published) -> None:
    data = jsonld(page(real, "data/groningen-inlegvel-2022/"))
    measured = {part["name"]: part for part in data["variableMeasured"]}
    assert measured["Nieuwbouw"]["unitText"] == "woningen"
    names = {row["indicator"] for row in real.context.facts.rows["groningen-inlegvel-2022"]}
    assert len(measured) == len(names)


def test_catalogue_names_every_dataset(site: Published) -> None:
    data = jsonld(page(site, "data/"))
    assert data["@type"] == "DataCatalog"
    assert {part["url"] for part in data["dataset"]} == {URL + url for url in dataset_urls(site)}


EVIL = "</script><script>alert(1)</script><!-- & \u2028 {{ 7*6 }}"


def test_json_in_a_page_cannot_end_its_element() -> None:
    text = script({"name": EVIL})
    inside = text.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert not set(inside) & set("<>&\u2028\u2029\n")
    assert json.loads(inside) == {"name": EVIL}


def test_title_with_markup_harms_no_page(make_project: Callable[..., Path]) -> None:
    evil = EVIL.replace("\u2028", "")  # a sign that nobody sees is refused
    old = '"title": "Inlegvel 2032 Testdorp"'
    change = {"bestand": DESCRIPTION, "vervang": {old: f'"title": {json.dumps(evil)}'}}
    site = published(make_project(change))
    for url in (INLEGVEL, "data/"):
        html = page(site, url)
        assert [element.attrs.get("type") for element in html.root.find("script")] == [
            "application/ld+json"
        ]
    assert jsonld(page(site, INLEGVEL))["name"] == evil
    citations = [text for text in blocks(page(site, INLEGVEL)) if "[gegevensset]" in text]
    assert [" ".join(evil.split()) in text for text in citations] == [True]


# --- small things --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("size", "text"),
    [
        (None, ""),
        (0, "0\u00a0bytes"),
        (999, "999\u00a0bytes"),
        (1000, "1\u00a0kB"),
        (12_400, "12\u00a0kB"),
        (999_999, "1.000\u00a0kB"),
        (1_000_000, "1\u00a0MB"),
        (1_440_000, "1,4\u00a0MB"),
    ],
)
def test_sizes_are_round(size: int | None, text: str) -> None:
    assert omvang(size) == text
