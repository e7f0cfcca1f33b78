"""Figures as Dutch readers write them, open cells with their reason, totals with what they lack."""

import csv
import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.site.html_tree import Element, Html, Site

from inlegvel.dutch import getal
from inlegvel.pipeline import Published, examine, publish
from inlegvel.render.html import anchor

MakeProject = Callable[..., Path]
CIJFERS = "datapackages/testdorp/inlegvel-2032/cijfers.csv"
URL = "http://localhost:8000/"


def published(root: Path) -> Published:
    examined = examine(root)
    assert examined.ok, examined.findings
    return publish(examined, URL)


def page(site: Published, url: str) -> Html:
    """A generated page before MkDocs: its tables are HTML already."""
    return Html(next(page.body for page in site.pages if page.url == url))


def change(rij: str, old: str, new: str) -> dict[str, object]:
    """One figure of the basis, from `grens,waarde` to another."""
    key = rij.replace("/", ",")
    return {"bestand": CIJFERS, "vervang": {f"{key},{old},": f"{key},{new},"}}


@pytest.fixture(scope="module")
def site(make_project: MakeProject) -> Published:
    dakpan = "de-dakpan/geheel/2032/2032/basis/voornemen"
    root = make_project(
        change(f"nieuwbouw/{dakpan}", ",40", ",1234567"),
        change(f"huurverhoging-boven-inflatie/{dakpan}", ",0", ",-1.3"),
        change(f"sloop/{dakpan}", ",5", ",1234"),
    )
    return published(root)


def shown(site: Published, rij: str) -> str:
    """The value at the place where a figure is at home."""
    context = site.context
    home, _ = context.homes[("testdorp-inlegvel-2032", rij)]
    place = page(site, home).by_id[anchor(rij)]
    cell = place if place.tag == "td" else place.find("td", class_="iv-getal")[0]
    notes = "".join(note.raw_text for note in cell.find("sup"))
    return cell.raw_text.split(" let")[0].removesuffix(notes).strip()


@pytest.mark.parametrize(
    ("rij", "text"),
    [
        ("nieuwbouw/de-dakpan/geheel/2032/2032/basis/voornemen", "1.234.567"),
        ("sloop/de-dakpan/geheel/2032/2032/basis/voornemen", "1.234"),
        ("sloop/de-schoorsteen/geheel/2032/2032/basis/voornemen", "0"),
        ("netto-toevoeging/de-schoorsteen/geheel/2032/2032/basis/voornemen", "−4"),
        ("nieuwbouw/de-schoorsteen/geheel/2032/2036/basis/voornemen", "ongeveer 80"),
        (
            "huurverhoging-boven-inflatie/de-dakpan/geheel/2032/2032/basis/voornemen",
            "−1,3\N{NO-BREAK SPACE}procentpunt",
        ),
        (
            "huurverhoging-boven-inflatie/het-kozijn/geheel/2032/2032/basis/voornemen",
            "hoogstens 1\N{NO-BREAK SPACE}procentpunt",
        ),
        (
            "investering/de-dakpan/geheel/2032/2032/basis/voornemen",
            "€\N{NO-BREAK SPACE}8.000.000 gecorrigeerd",
        ),
        ("aandeel-passend-verhuurd/de-dakpan/geheel/2032/2032/basis/voornemen", "90%"),
        ("gemiddeld-energielabel/de-dakpan/geheel/2036/2036/basis/voornemen", "B"),
        ("flexwoningen/het-kozijn/geheel/2032/2032/basis/voornemen", "nader te bepalen"),
    ],
)
def test_values_are_written_for_dutch_readers(site: Published, rij: str, text: str) -> None:
    assert shown(site, rij) == text


@given(st.decimals(-(10**9), 10**9, places=2))
def test_numbers_can_be_read_back(number: object) -> None:
    text = getal(float(str(number)))
    assert "-" not in text  # the true minus sign is another one
    plain = text.replace(".", "").replace(",", ".").replace("\N{MINUS SIGN}", "-")
    assert float(plain) == float(str(number))
    whole = text.partition(",")[0].lstrip("\N{MINUS SIGN}")
    assert all(len(part) == 3 for part in whole.split(".")[1:])


# --- tables on all pages ---------------------------------------------------------------


def all_tables(site: Site) -> Iterator[tuple[str, Element]]:
    for address, found in site.pages():
        for table in found.root.find("table"):
            yield address, table


@pytest.fixture(params=["real_site", "basis_site"])
def built(request: pytest.FixtureRequest) -> Site:
    found: Site = request.getfixturevalue(request.param)
    return found


@pytest.mark.xdist_group("real-site")
def test_every_table_is_a_real_table(built: Site) -> None:
    """A caption, a scope on every head, rows of one length, one head per row."""
    wrong = []
    count = 0
    for address, table in all_tables(built):
        count += 1
        captions = table.find("caption")
        if len(captions) != 1 or not captions[0].text:
            wrong.append((address, "caption"))
        for head in table.find("th"):
            if head.attrs.get("scope") not in {"col", "row", "colgroup", "rowgroup"}:
                wrong.append((address, f"scope: {head.text}"))
            if not head.text:
                wrong.append((address, "empty head"))
        width = len(table.find("thead")[0].find("tr")[-1].find("th"))
        deep = len(table.find("thead")[0].find("tr"))
        for row in table.find("tbody")[0].find("tr"):
            cells = [child for child in row.children if isinstance(child, Element)]
            if len(cells) != width + (deep - 1) or cells[0].tag != "th":
                wrong.append((address, row.text[:60]))
    assert wrong == []
    assert count > 10


@pytest.mark.xdist_group("real-site")
def test_every_table_is_in_a_box_that_keyboards_reach(built: Site) -> None:
    wrong = []
    for address, table in all_tables(built):
        box = table.parent
        assert box is not None
        labelled = box.attrs.get("aria-label") or box.attrs.get("aria-labelledby")
        if box.attrs.get("tabindex") != "0" or box.attrs.get("role") != "region" or not labelled:
            wrong.append((address, table.find("caption")[0].text[:60]))
    assert wrong == []


NO_NUMBER = r"\d{4}|\d{1,2}(\.\d{1,2}){2}"


@pytest.mark.xdist_group("real-site")
def test_numbers_and_their_heads_stand_to_the_right(built: Site) -> None:
    """The class does that. A year is no number (1234 would be written 1.234), nor is a version."""
    wrong = []
    seen = 0
    for address, table in all_tables(built):
        if set(table.classes) & {"iv-eerste", "iv-woordenboek", "iv-wasis"}:
            continue  # cells of any column, texts among them
        heads = table.find("thead")[0].find("tr")[-1].find("th")
        for row in table.find("tbody")[0].find("tr"):
            cells = row.find("td")
            for cell, head in zip(cells, heads[-len(cells) :], strict=True):
                plain = cell.text.replace(".", "").replace(",", "").lstrip("−")
                if plain.isdigit() and not re.fullmatch(NO_NUMBER, cell.text):
                    seen += 1
                    if "iv-getal" not in cell.classes or "iv-getal" not in head.classes:
                        wrong.append((address, cell.text))
    assert wrong == []
    assert seen > 50


@pytest.mark.xdist_group("real-site")
def test_no_page_shows_nan_or_none(built: Site) -> None:
    for address, found in built.pages():
        words = (
            set(found.article.text.replace(".", " ").split())
            if found.root.find("article")
            else set()
        )
        assert not words & {"nan", "NaN", "None", "True", "False", "inf"}, address


# --- open cells and totals ---------------------------------------------------------------

REASONS = {
    "nader-te-bepalen": "nader te bepalen",
    "in-onderzoek": "in onderzoek",
    "onbekend": "onbekend",
}


def cijfers(built: Site) -> list[dict[str, str]]:
    text = built.read("data/alle-cijfers/cijfers.csv").decode()
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_table_without_figures_says_so(make_project: MakeProject) -> None:
    root = make_project(
        {
            "bestand": "datapackages/testdorp/inlegvel-2032/tabellen.csv",
            "erbij": "leeg,Nog leeg,beschikbaarheid,4,,Beschikbaarheid > tabel 3\n",
        }
    )
    built = page(published(root), "testdorp/inlegvel-2032/beschikbaarheid/")
    caption = built.by_id["tabellen.leeg"].find("caption")[0].text
    assert "Deze tabel heeft nog geen cijfers." in caption
    assert " voor , " not in caption


@pytest.mark.xdist_group("real-site")
def test_every_open_figure_says_why(built: Site) -> None:
    """Never an empty cell or a nought: where the figure is at home stands its reason."""
    count = 0
    for row in cijfers(built):
        if row["rijsoort"] == "bron" and not row["waarde"]:
            text = built.at(row["permalink"]).text
            assert REASONS.get(row["status"], row["waarde_tekst"]) in text, row["permalink"]
            assert REASONS.get(row["status"], row["waarde_tekst"])
            count += 1
    assert count >= 2


@pytest.mark.xdist_group("real-site")
def test_every_total_in_a_table_names_who_is_missing(built: Site) -> None:
    """On the page where the total stands, by name."""
    text = built.read("data/alle-cijfers/organisaties.csv").decode()
    names = {row["organisatie"]: row["naam"] for row in csv.DictReader(io.StringIO(text))}
    count = 0
    for row in cijfers(built):
        place = built.at(row["permalink"])
        if row["rijsoort"] == "totaal" and row["ontbreekt"] and place.tag == "td":
            below = place.ancestor("div").parent
            assert below is not None
            sentences = [
                found.text
                for found in below.find("p")
                if "ontbre" in found.text and row["indicator_naam"] in found.text
            ]
            for name in row["ontbreekt"].split(";"):
                assert any(names[name] in sentence for sentence in sentences), row["rij"]
            count += 1
    assert count >= 1


@pytest.mark.xdist_group("real-site")
def test_every_table_names_its_place_and_download(built: Site) -> None:
    """Below every table of a paper: its place in the paper, its CSV, and a link to itself."""
    count = 0
    for address, found in built.pages():
        for below in found.root.find("div", class_="iv-onder-tabel"):
            assert "Plaats in het papier: " in below.text, address
            links = [link.attrs["href"] for link in below.find("a")]
            assert any("/tabellen/" in link and link.endswith(".csv") for link in links), address
            count += 1
    assert count >= 3


@pytest.mark.xdist_group("real-site")
def test_every_table_of_figures_says_plan_or_result_and_years(built: Site) -> None:
    """Who, which year, and plan or result stand with the figure, not in a footnote."""
    count = 0
    for address, table in all_tables(built):
        if table.attrs.get("id", "").startswith("tabellen."):
            what = table.find("span", class_="iv-tabel-wat")[0].text
            assert any(kind in what.lower() for kind in ("plan", "resultaat", "verwachting")), (
                address
            )
            assert "20" in what, address
            assert "Bron: " in what, address
            count += 1
    assert count >= 3
