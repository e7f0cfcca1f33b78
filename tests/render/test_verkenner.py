"""The Cijferverkenner as it stands without its script, and the links that lead to it."""

import csv
import io
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qsl, urljoin, urlsplit

import pytest
from tests.site.html_tree import Element, Html, Site

from inlegvel.pipeline import Published, examine, publish
from inlegvel.render.verkenner import in_order

MakeProject = Callable[..., Path]
PAGE = "cijferverkenner/"
URL = "http://localhost:8000/"


@pytest.fixture(scope="module")
def published(make_project: MakeProject) -> Published:
    examined = examine(make_project())
    assert examined.ok, examined.findings
    return publish(examined, URL)


@pytest.fixture(scope="module")
def page(published: Published) -> Html:
    return Html(next(page.body for page in published.pages if page.url == PAGE))


@pytest.fixture(scope="module")
def cijfers(published: Published) -> dict[str, dict[str, str]]:
    """The published rows by their identifier on the page."""
    content = next(a.content for a in published.artifacts if a.path.endswith("cijfers/cijfers.csv"))
    return by_id(content)


def by_id(content: bytes) -> dict[str, dict[str, str]]:
    rows = csv.DictReader(io.StringIO(content.decode(), newline=""))
    return {f"{row['document']}/{row['rij']}".replace("/", "."): row for row in rows}


def lines(page: Html) -> list[Element]:
    return [
        row
        for part in page.root.find("section", class_="iv-verkenner-deel")
        for row in part.find("tbody")[0].find("tr")
    ]


def test_every_figure_stands_once_in_the_table_of_its_kind(
    page: Html, cijfers: dict[str, dict[str, str]]
) -> None:
    assert Counter(row.attrs["id"] for row in lines(page)) == Counter(cijfers.keys())
    for row in lines(page):
        part = row.ancestor("section")
        assert part.attrs["data-aard"] == part.attrs["id"] == cijfers[row.attrs["id"]]["aard"]
    assert len(page.root.find("section", class_="iv-verkenner-deel")) > 1


def test_script_finds_in_each_row_what_is_published(
    page: Html, cijfers: dict[str, dict[str, str]]
) -> None:
    for row in lines(page):
        data, known = row.attrs, cijfers[row.attrs["id"]]
        for name in ("indicator", "organisatie", "document", "waarde", "grens"):
            assert data[f"data-{name}"] == known[name]
        assert data["data-soort"] == known["rijsoort"]
        years = dict.fromkeys((known["jaar_van"], known["jaar_tot"]))
        assert data["data-jaar"] == "-".join(years)
        assert ("iv-totaal" in row.classes) == (known["rijsoort"] == "totaal")
        if known["telt_mee"] == "nee" and known["waarde"]:
            assert "telt niet mee" in data["data-bij"]
    kinds = {row.attrs["data-soort"]: row for row in lines(page)}
    assert "door ons berekend" in kinds["afgeleid"].text
    assert "door ons opgeteld" in kinds["totaal"].text
    assert "uit het papier" in kinds["bron"].text


def test_open_figure_says_why(page: Html, cijfers: dict[str, dict[str, str]]) -> None:
    reasons = {"nader-te-bepalen", "in-onderzoek", "onbekend"}
    found = 0
    for row in lines(page):
        known = cijfers[row.attrs["id"]]
        if not known["waarde"] and known["status"] in reasons:
            assert known["status"].replace("-", " ") in row.find("td", class_="iv-getal")[0].text
            found += 1
    assert found > 0


def test_every_row_links_to_its_place_and_its_document(
    page: Html, published: Published, cijfers: dict[str, dict[str, str]]
) -> None:
    documents = {document.naam: document.url for document in published.context.documents}
    for row in lines(page):
        links = [urljoin(URL + PAGE, link.attrs["href"]) for link in row.find("a")]
        known = cijfers[row.attrs["id"]]
        assert known["permalink"] in links
        assert URL + documents[known["document"]] in links


def test_lists_offer_what_some_row_has(page: Html) -> None:
    for select in page.by_id["verkenner-keuzes"].find("select"):
        values = [option.attrs["value"] for option in select.find("option")]
        used = {row.attrs[f"data-{select.attrs['name']}"] for row in lines(page)}
        assert values[0] == ""
        assert sorted(values[1:]) == sorted(used)


def test_rows_of_a_period_stand_together_with_the_total_last(published: Published) -> None:
    rows = in_order(published.context)
    keys = [(r["indicator"], r["document"], r["jaar_van"], r["jaar_tot"]) for r in rows]
    runs = [key for number, key in enumerate(keys) if number == 0 or keys[number - 1] != key]
    assert len(runs) == len(set(runs))
    last = dict(zip(keys, rows, strict=True))
    totals = {key for key, row in zip(keys, rows, strict=True) if row["organisatie"] == "samen"}
    assert totals
    assert {last[key]["organisatie"] for key in totals} == {"samen"}


@pytest.mark.parametrize("which", ["real_site", "basis_site"])
def test_links_with_a_choice_show_something(which: str, request: pytest.FixtureRequest) -> None:
    """Pages of themes, indicators and organisations lead to figures, or have no such link."""
    site: Site = request.getfixturevalue(which)
    known = [
        {name: row.attrs[f"data-{name}"] for name in ("thema", "indicator", "organisatie", "jaar")}
        | {"aard": row.ancestor("section").attrs["id"], "document": row.attrs["data-document"]}
        for row in lines(site.page(PAGE))
    ]
    folders = Counter()
    for address, html in site.pages():
        for link in html.root.find("a"):
            there = urlsplit(urljoin(site.url + address, link.attrs.get("href", "")))
            if there.path.endswith("/" + PAGE) and there.query:
                asked = dict(parse_qsl(there.query, strict_parsing=True))
                assert any(asked.items() <= row.items() for row in known), (address, asked)
                folders[address.split("/")[0]] += 1
    assert set(folders) == {"themas", "indicatoren", "organisaties"}
    for folder, name in [("themas", "thema"), ("organisaties", "organisatie")]:
        assert folders[folder] == len({row[name] for row in known})


def test_script_is_a_file_of_its_own(real_site: Site) -> None:
    """No handlers and no scripts in the page, nothing evaluated, nothing from elsewhere."""
    article = real_site.page(PAGE).article
    assert [script.attrs for script in article.find("script")] == [
        {"src": "../assets/cijferverkenner.js"}
    ]
    for element in article.walk():
        assert not [name for name in element.attrs if name.startswith("on") or name == "style"]
    script = real_site.read("assets/cijferverkenner.js").decode()
    assert not re.search(r"\beval\b|new Function|innerHTML|https?://|document\.write", script)


def test_bars_lead_to_the_chart_that_was_drawn(page: Html, published: Published) -> None:
    """Where there is one: each as SVG and PNG, of the same document."""
    files = {artifact.path for artifact in published.artifacts}
    drawn = [row for row in lines(page) if row.attrs["data-grafiek"]]
    assert drawn
    for row in drawn:
        path = urlsplit(urljoin(URL + PAGE, row.attrs["data-grafiek"])).path[1:]
        assert path.startswith(f"grafieken/{row.attrs['data-document']}/")
        assert {f"{path}.svg", f"{path}.png"} <= files
