"""The chain of ambition, agreement, figure and progress, walked both ways by links alone."""

import csv
import io
from urllib.parse import urljoin

import pytest
from tests.site.html_tree import Element, Site

pytestmark = pytest.mark.xdist_group("real-site")

Row = dict[str, str]


def rows(site: Site, table: str) -> list[Row]:
    """A table of all documents together, as it is published."""
    text = site.read(f"data/alle-cijfers/{table}.csv").decode()
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.fixture(scope="module")
def folders(real_site: Site) -> dict[str, str]:
    """The address of each document."""
    return {
        row["document"]: row["permalink"].removeprefix(real_site.url)
        for row in rows(real_site, "documenten")
    }


def links(element: Element, address: str) -> set[str]:
    """Where the links within an element of the page `address` lead, below the root."""
    return {
        urljoin(f"/{address}", link.attrs["href"]).removeprefix("/")
        for link in element.find("a")
        if "href" in link.attrs
    }


def links_at(site: Site, place: str) -> set[str]:
    """The links in the row, goal or agreement that an address with a fragment points to."""
    return links(site.at(place), place.partition("#")[0])


def links_on(site: Site, address: str) -> set[str]:
    """The links on a page."""
    return links(site.page(address).article, address)


def place_of(folders: dict[str, str], resource: str, row: Row) -> str:
    """Where a goal or agreement is at home."""
    name = row["doel" if resource == "doelen" else "afspraak"]
    return f"{folders[row['document']]}{row['thema']}/#{resource}.{name}"


def test_goal_and_indicator(real_site: Site, folders: dict[str, str]) -> None:
    measured = [row for row in rows(real_site, "doelen") if row["indicator"]]
    assert len(measured) > 10
    for row in measured:
        goal = place_of(folders, "doelen", row)
        indicator = f"indicatoren/{row['indicator']}/"
        assert indicator in links_at(real_site, goal), goal
        assert "cijfers" in real_site.page(indicator).by_id, indicator
        assert goal in links_on(real_site, indicator), goal


def test_figure_and_goal(real_site: Site, folders: dict[str, str]) -> None:
    """From a figure to every goal it measures: in its table, or by way of its indicator."""
    goals: dict[str, set[str]] = {}
    for row in rows(real_site, "doelen"):
        if row["indicator"]:
            goals.setdefault(row["indicator"], set()).add(place_of(folders, "doelen", row))
    walked = 0
    for row in rows(real_site, "cijfers"):
        address, _, _ = row["permalink"].removeprefix(real_site.url).partition("#")
        figure = real_site.at(row["permalink"])
        indicator = f"indicatoren/{row['indicator']}/"
        assert indicator in links_on(real_site, address), row["rij"]
        assert row["permalink"].removeprefix(real_site.url) in links_on(real_site, indicator)
        if figure.tag == "td":
            found = links_on(real_site, address)
            assert goals.get(row["indicator"], set()) <= found, row["rij"]
            walked += row["indicator"] in goals
    assert walked > 20


def test_goal_and_its_agreements(real_site: Site, folders: dict[str, str]) -> None:
    goals = {(row["document"], row["doel"]): row for row in rows(real_site, "doelen")}
    walked = 0
    for row in rows(real_site, "afspraken"):
        if row["doel"]:
            agreement = place_of(folders, "afspraken", row)
            goal = place_of(folders, "doelen", goals[row["doel_document"], row["doel"]])
            assert goal in links_at(real_site, agreement), agreement
            assert agreement in links_at(real_site, goal), goal
            walked += 1
    assert walked > 20


def test_agreement_and_its_leads(real_site: Site, folders: dict[str, str]) -> None:
    for row in rows(real_site, "afspraken"):
        agreement = place_of(folders, "afspraken", row)
        found = links_at(real_site, agreement)
        for lead in [*row["trekkers"].split(";"), *filter(None, row["samen_met"].split(";"))]:
            assert f"organisaties/{lead}/" in found, agreement
            assert agreement in links_on(real_site, f"organisaties/{lead}/"), (lead, agreement)


def test_agreement_says_how_firm_it_is_and_when(real_site: Site, folders: dict[str, str]) -> None:
    for row in rows(real_site, "afspraken"):
        agreement = place_of(folders, "afspraken", row)
        element = real_site.at(agreement)
        label = element.find("a", class_="iv-label")[0]
        assert label.text == row["hardheid"]
        assert f"begrippen/#{row['hardheid']}" in links_at(real_site, agreement)
        real_site.at(f"begrippen/#{row['hardheid']}")
        said = [name.text for name in element.find("dt")]
        assert "Stand" in said, agreement
        if row["eind"]:
            assert "Wanneer" in said, agreement


def test_agreement_and_its_standing(real_site: Site, folders: dict[str, str]) -> None:
    for row in rows(real_site, "afspraken"):
        agreement = place_of(folders, "afspraken", row)
        name = f"{row['document']}.afspraken.{row['afspraak']}"
        standing = f"{folders[row['document']]}is-het-gebeurd/#{name}"
        assert standing in links_at(real_site, agreement), agreement
        assert agreement in links_at(real_site, standing), standing


def test_goal_and_its_progress(real_site: Site, folders: dict[str, str]) -> None:
    for row in rows(real_site, "doelen"):
        goal = place_of(folders, "doelen", row)
        progress = f"{folders[row['document']]}voortgang/#doelen.{row['doel']}"
        assert progress in links_at(real_site, goal), goal
        assert goal in links_at(real_site, progress), progress


def test_standing_and_its_source(real_site: Site, folders: dict[str, str]) -> None:
    """Where a later paper says how a promise stands, and back; with the place in that paper."""
    resources = {"doel": "doelen", "afspraak": "afspraken"}
    themes = {
        (row["document"], resource, row[soort]): row["thema"]
        for soort, resource in resources.items()
        for row in rows(real_site, resource)
    }
    found = rows(real_site, "voortgang")
    assert found
    for row in found:
        resource = resources[row["over_soort"]]
        theme = themes[row["over_document"], resource, row["over"]]
        promise = f"{folders[row['over_document']]}{theme}/#{resource}.{row['over']}"
        key = (row["over_document"], row["over_soort"], row["over"], row["peilmoment"].lower())
        source = f"{folders[row['document']]}#voortgang.{'.'.join(key)}"
        assert source in links_at(real_site, promise), promise
        assert promise in links_at(real_site, source), source
        assert row["vindplaats"] in real_site.at(promise).text
        assert row["vindplaats"] in real_site.at(source).text
