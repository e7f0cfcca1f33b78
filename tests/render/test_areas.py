"""The page of an area leads on to those who take part, and says from when each promise is."""

import pytest
from tests.site.html_tree import Element, Html
from tests.site.website import MakeProject

from inlegvel.pipeline import Published, examine, publish

REGISTER = "datapackages/register"
OTHER_PLACE = {
    "bestand": f"{REGISTER}/gebieden.csv",
    "erbij": "zuiderdorp,Zuiderdorp,dorp,,nederland\n",
}


def published(make_project: MakeProject, *changes: dict[str, object]) -> Published:
    examined = examine(make_project(*changes))
    assert examined.ok, examined.findings
    return publish(examined, "http://localhost:8000/")


def works_in(naam: str, soort: str, where: str) -> dict[str, object]:
    """A change of the register: an organisation of Testdorp that works elsewhere."""
    row = f"{naam},{soort},"
    return {
        "bestand": f"{REGISTER}/organisaties.csv",
        "vervang": {f"{row}testdorp,": f"{row}{where},"},
    }


def page(site: Published, url: str) -> Element:
    return Html(next(page.body for page in site.pages if page.url == url)).root


def taking_part(site: Published, url: str) -> dict[str, list[str]]:
    """Per kind the pages that the area's page links to."""
    entries = [
        entry
        for entry in page(site, url).find("li")
        if entry.find("strong") and entry.find("strong")[0].text.endswith(":")
    ]
    return {
        entry.find("strong")[0].text.removesuffix(":"): [
            link.attrs["href"].removeprefix("../organisaties/").rstrip("/")
            for link in entry.find("a")
        ]
        for entry in entries
    }


EVERYBODY = {
    "Verhuurders": ["de-dakpan", "het-kozijn", "de-schoorsteen"],
    "Huurdersorganisaties": ["huurdersraad-testdorp"],
    "Gemeente": ["gemeente-testdorp"],
}


@pytest.mark.parametrize(("url", "wider"), [("testdorp/", False), ("noorderwijk/", True)])
def test_an_area_leads_to_its_parties(make_project: MakeProject, url: str, *, wider: bool) -> None:
    """Of its own papers, or of those above; who is no party is not among them."""
    site = published(make_project)
    assert taking_part(site, url) == EVERYBODY
    text = page(site, url).text
    assert "Deze verhuurders en huurdersorganisaties zijn partij bij " in text
    assert ("Een papier over een groter gebied zegt niet wie hier woningen heeft." in text) == wider


@pytest.mark.parametrize(
    ("where", "areas"),
    [
        ("zuiderdorp", set()),
        ("noorderwijk", {"testdorp/", "noorderwijk/"}),
        ("", {"testdorp/", "noorderwijk/"}),
    ],
)
def test_who_works_elsewhere_is_not_among_them(
    make_project: MakeProject, where: str, areas: set[str]
) -> None:
    """Who works in a part of an area is; and who works where nobody says."""
    change = works_in("het-kozijn,Het Kozijn", "woningcorporatie", where)
    site = published(make_project, OTHER_PLACE, change)
    pages = ("testdorp/", "noorderwijk/")
    assert {url for url in pages if "het-kozijn" in taking_part(site, url)["Verhuurders"]} == areas


def test_an_area_without_papers_names_nobody(make_project: MakeProject) -> None:
    """Nor of an area above it; those who are parties elsewhere have no part in it."""
    coverage = "zuiderdorp,inlegvel,2032,onbekend,Niet bekend.\n"
    dekking = {"bestand": f"{REGISTER}/dekking.csv", "erbij": coverage}
    site = published(make_project, OTHER_PLACE, dekking)
    assert taking_part(site, "zuiderdorp/") == {}
    assert "Wie doen hier mee?" not in page(site, "zuiderdorp/").text


def test_promises_stand_under_the_paper_they_are_from(make_project: MakeProject) -> None:
    late = {"bestand": f"{REGISTER}/datapackage.json", "vervang": {"2032-06-01": "2033-01-01"}}
    area = page(published(make_project, late), "noorderwijk/")
    (short,) = area.find("div", class_="iv-kort")
    assert "Ambitiekader 2031 tot en met 2035 (Gemeente Testdorp) en Inlegvel 2032" in short.text
    text = area.text
    order = [
        text.index(part)
        for part in (
            "Doelen die dit gebied noemen",
            "Ambitiekader 2031 tot en met 2035, Gemeente Testdorp {: #doelen",
            "Het gasgebruik gaat",
            "Afspraken die dit gebied noemen",
            "Inlegvel 2032, Gemeente Testdorp {: #afspraken",
            "Verlopen: dit document gold tot en met 2032.",
            "De gemeente zoekt grond",
        )
    ]
    assert order == sorted(order)


def test_papers_about_a_wider_area_stand_below(make_project: MakeProject) -> None:
    """With their themes, on the page of a part of it, and not on the page of the area itself."""
    site = published(make_project)
    part = page(site, "noorderwijk/")
    assert "Noorderwijk ligt in het gebied van deze papieren:" in part.text
    hrefs = [link.attrs["href"] for link in part.find("a")]
    for document in site.context.documents:
        for thema in site.context.themas_of(document):
            assert f"../{site.context.thema_url(document, thema)}" in hrefs
    assert "groter gebied {: #groter }" not in page(site, "testdorp/").text


def test_who_works_nowhere_by_the_register_stands_where_it_is_a_party(
    make_project: MakeProject,
) -> None:
    where = {}
    for gebied in ("testdorp", ""):
        change = works_in("het-kozijn,Het Kozijn", "woningcorporatie", gebied)
        index = page(published(make_project, change), "organisaties/")
        (entry,) = [e for e in index.find("li") if e.find("a")[0].text == "Het Kozijn"]
        where[gebied] = entry.text
    assert where[""] == where["testdorp"] != "Het Kozijn"
