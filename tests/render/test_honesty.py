"""Honest about time and authority: expired, trial, and the signed paper prevails."""

import json
import re
from pathlib import Path

import pytest
from tests.site.html_tree import Html, Site
from tests.site.website import MakeProject, build

from inlegvel.pipeline import Published, examine, publish

URL = "http://localhost:8000/"
REGISTER = "datapackages/register/datapackage.json"
UITGEVER = {"naam": "Gemeente Proefdorp", "email": "wonen@proefdorp.example"}
PREVAILS = re.compile(r"weergave in onze eigen woorden\. Het [^.]*papier[^.]* gaat voor\.")
EXPIRED = "dit document gold tot en met 2032"
TRIAL = "Dit is een proef, geen officiële website"


def published(root: Path) -> Published:
    examined = examine(root)
    assert examined.ok, examined.findings
    return publish(examined, URL)


def on_day(make_project: MakeProject, peildatum: str) -> Published:
    """The small project, seen on another day; its papers are of 2031–2035 and 2032."""
    return published(make_project({"bestand": REGISTER, "vervang": {"2032-06-01": peildatum}}))


def saying(site: Published, text: str) -> set[str]:
    return {page.url for page in site.pages if text in Html(page.body).root.text}


# --- expired -------------------------------------------------------------------------


@pytest.mark.parametrize("peildatum", ["2032-06-01", "2032-12-31"])
def test_paper_holds_until_the_end_of_its_last_year(
    make_project: MakeProject, peildatum: str
) -> None:
    """All of this lies ahead of the clock: only the register's peildatum counts."""
    assert saying(on_day(make_project, peildatum), "dit document gold tot en met") == set()


def test_expired_paper_says_so_wherever_it_is_shown(make_project: MakeProject) -> None:
    site = on_day(make_project, "2033-01-01")
    own = {page.url for page in site.pages if page.url.startswith("testdorp/inlegvel-2032/")}
    also = {
        "data/testdorp-inlegvel-2032/",
        "indicatoren/nieuwbouw/",
        "organisaties/de-dakpan/",
        "testdorp/",
        "themas/beschikbaarheid/",
    }
    assert len(own) > 5
    assert own | also <= saying(site, EXPIRED)
    assert saying(site, "dit document gold tot en met 2035") == set()
    assert own | also <= saying(site, "1 januari 2033")  # the day it was seen on


def test_notice_stands_above_what_it_is_about(make_project: MakeProject) -> None:
    """Before the first table, goal or figure of the page."""
    site = on_day(make_project, "2033-01-01")
    for page in site.pages:
        if page.url.startswith("testdorp/inlegvel-2032/"):
            first = min(
                (page.body.find(sign) for sign in ("<table", "<ul", "<dl") if sign in page.body),
                default=len(page.body),
            )
            assert 0 < page.body.find("iv-verlopen") < first, page.url


# --- the paper prevails ----------------------------------------------------------------


@pytest.mark.xdist_group("real-site")
@pytest.mark.parametrize("which", ["real_site", "basis_site"])
def test_every_document_page_says_what_prevails_and_how_to_report(
    which: str, request: pytest.FixtureRequest
) -> None:
    site: Site = request.getfixturevalue(which)
    documents = [
        line.rsplit(",", 1)[-1].removeprefix(site.url)
        for line in site.read("data/alle-cijfers/documenten.csv").decode().splitlines()[1:]
    ]
    pages = [
        address
        for address in site.addresses
        if address.startswith((*documents, "organisaties/")) and address != "organisaties/"
    ]
    assert len(pages) > 10
    for address in pages:
        article = site.page(address).article
        assert PREVAILS.search(article.text), address
        report = "../" * address.count("/") + "fout-melden/"
        assert article.find("a", href=report), address


# --- a trial, until someone publishes ------------------------------------------------------


@pytest.mark.xdist_group("real-site")
@pytest.mark.parametrize("which", ["real_site", "basis_site"])
def test_every_page_says_that_it_is_a_trial(which: str, request: pytest.FixtureRequest) -> None:
    site: Site = request.getfixturevalue(which)
    for address, page in site.pages():
        assert TRIAL in page.root.text, address
        robots = page.root.find("meta", name="robots")
        assert [tag.attrs["content"] for tag in robots] == ["noindex"], address


@pytest.fixture(scope="module")
def official(make_site_project: MakeProject) -> Site:
    """The small project, published by someone."""
    named = {
        "bestand": REGISTER,
        "vervang": {'"uitgever": null': f'"uitgever": {json.dumps(UITGEVER)}'},
    }
    return build(make_site_project(named))


@pytest.mark.xdist_group("official-site")
def test_no_page_is_a_trial_once_someone_publishes(official: Site) -> None:
    for address, page in official.pages():
        assert TRIAL not in page.root.text, address
        assert "geen officiële website" not in page.root.text, address
        assert page.root.find("meta", name="robots") == [], address


@pytest.mark.xdist_group("official-site")
def test_publisher_can_be_reached(official: Site) -> None:
    page = official.page("fout-melden/")
    assert UITGEVER["naam"] in page.article.text
    links = [link.attrs["href"] for link in page.article.find("a")]
    assert f"mailto:{UITGEVER['email']}" in links


@pytest.mark.xdist_group("official-site")
def test_signed_paper_still_prevails(official: Site) -> None:
    text = official.page("testdorp/inlegvel-2032/").article.text
    assert "Het ondertekende papier gaat voor." in text


@pytest.mark.xdist_group("official-site")
def test_every_page_prints_the_peildatum(official: Site) -> None:
    for address, page in official.pages():
        assert "1 juni 2032" in page.root.text, address
