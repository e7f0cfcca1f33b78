"""Pages where the papers say little still say something, and promise nothing that is not there."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.site.html_tree import Html

from inlegvel.pipeline import examine, publish

MakeProject = Callable[..., Path]
FIGURES = "datapackages/testdorp/inlegvel-2032/cijfers.csv"
FIRST = "aandeel-passend-verhuurd,de-dakpan,geheel,2032,2032,basis,voornemen,"
OTHER = "aandeel-passend-verhuurd,het-kozijn,geheel,2032,2032,basis,voornemen,"
REST = "ja,gebied,,,,Betaalbaarheid > alinea 2"


def indicator(root: Path) -> Html:
    examined = examine(root)
    assert examined.ok, examined.findings
    site = publish(examined, "http://localhost:8000/")
    pages = {page.url: page.body for page in site.pages}
    return Html(pages["indicatoren/aandeel-passend-verhuurd/"])


def with_figures(make_project: MakeProject, first: str, other: str) -> Path:
    """The small project with two figures of an indicator that has one: value, text and status."""
    return make_project(
        {
            "bestand": FIGURES,
            "vervang": {f"{FIRST},90,,vast,": f"{FIRST},{first},"},
            "erbij": f"{OTHER},{other},{REST}\n",
        }
    )


def test_indicator_with_only_figures_to_come(make_project: MakeProject) -> None:
    """It says so for each organisation, and offers no bars and no shares."""
    page = indicator(
        with_figures(make_project, ",Nader te bepalen,nader-te-bepalen", ",,nader-te-bepalen")
    )
    (short,) = page.root.find("div", class_="iv-kort")
    assert short.text.count("zegt het papier: nader te bepalen.") == 2
    assert "De papieren noemen dit wel, maar nog zonder getal." in page.root.text
    values = [cell.text for cell in page.root.find("td", class_="iv-getal")]
    assert values == ["nader te bepalen", "nader te bepalen"]
    assert "staven" not in page.root.text
    assert page.root.find("svg") == []
    assert "Deel van het totaal" not in page.root.text
    links = [link.attrs["href"] for link in page.root.find("a")]
    assert "../../data/testdorp-inlegvel-2032/cijfers.csv" in links


@pytest.mark.parametrize(
    ("other", "bars"), [(",,nader-te-bepalen", False), ("80,,vast", True), ("0,,vast", True)]
)
def test_indicator_with_a_figure_says_what_there_is(
    make_project: MakeProject, other: str, *, bars: bool
) -> None:
    """One number is no comparison; a zero is a number."""
    page = indicator(with_figures(make_project, "90,,vast", other))
    assert "nog zonder getal" not in page.root.text
    assert ("met staven" in page.root.text) == bars


def test_row_to_come_says_so_once(make_project: MakeProject) -> None:
    root = with_figures(make_project, ",Nader te bepalen,nader-te-bepalen", ",,in-onderzoek")
    examined = examine(root)
    pages = {page.url: page.body for page in publish(examined, "http://localhost:8000/").pages}
    rows = {
        row.attrs["id"]: [cell.text for cell in row.find("td")][2:4]
        for row in Html(pages["testdorp/inlegvel-2032/betaalbaarheid/"]).root.find("tr")
        if row.attrs.get("id", "").startswith("aandeel-passend-verhuurd")
    }
    assert sorted(rows.values()) == [["plan", "in onderzoek"], ["plan", "nader te bepalen"]]
