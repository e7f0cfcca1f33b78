"""One figure walks from its CSV row to every page and download that shows it."""

import csv
import io

import pytest
from tests.site.html_tree import Element, Site
from tests.site.website import MakeProject, build

from inlegvel.render.jaren import SAID, YEARS

pytestmark = pytest.mark.xdist_group("walk-site")

DOCUMENT = "testdorp-inlegvel-2032"
FOLDER = f"data/{DOCUMENT}/"
THEME = "testdorp/inlegvel-2032/beschikbaarheid/"
KEY = "de-dakpan/geheel/2032/2032/basis/voornemen"
TYPED = f"nieuwbouw/{KEY}"
# What follows from De Dakpan's 40 new homes, before and after it becomes 1234 (1194 more).
FOLLOWS = {
    TYPED: ("40", "1234"),
    f"netto-toevoeging/{KEY}": ("32", "1226"),
    f"netto-toevoeging-met-flex/{KEY}": ("44", "1238"),
    f"investering-per-woning/{KEY}": ("200000", "6483"),
    "nieuwbouw/samen/geheel/2032/2032/basis/voornemen": ("65", "1259"),
    "netto-toevoeging/samen/geheel/2032/2032/basis/voornemen": ("50", "1244"),
    "netto-toevoeging-met-flex/samen/geheel/2032/2032/basis/voornemen": ("62", "1256"),
    "nieuwbouw/samen/geheel/2032/2032/volgens-planning/voornemen": ("95", "1289"),
    "netto-toevoeging/samen/geheel/2032/2032/volgens-planning/voornemen": ("80", "1274"),
    "netto-toevoeging-met-flex/samen/geheel/2032/2032/volgens-planning/voornemen": ("92", "1286"),
}
PROSE = f"""# Proef

<p id="een">{{{{ cijfer("{DOCUMENT}", "nieuwbouw", "de-dakpan", 2032) }}}}</p>

<p id="som">{{{{ totaal("{DOCUMENT}", "nieuwbouw", 2032) }}}}</p>
"""


@pytest.fixture(scope="module")
def before(make_site_project: MakeProject) -> Site:
    return build(make_site_project(proef=PROSE))


@pytest.fixture(scope="module")
def after(make_site_project: MakeProject) -> Site:
    """The same project with one other figure, and nothing else."""
    changed = {
        "bestand": "datapackages/testdorp/inlegvel-2032/cijfers.csv",
        "vervang": {f"{TYPED.replace('/', ',')},,40,": f"{TYPED.replace('/', ',')},,1234,"},
    }
    return build(make_site_project(changed, proef=PROSE))


def table(site: Site, path: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(site.read(path).decode(), newline="")))


def figures(site: Site) -> dict[str, dict[str, str]]:
    return {
        row["rij"]: row
        for row in table(site, "data/alle-cijfers/cijfers.csv")
        if row["document"] == DOCUMENT
    }


def value_at(site: Site, permalink: str) -> str:
    """The value that stands where a permanent link leads: a cell, or a row with a cell."""
    place = site.at(permalink)
    cell = place if place.tag == "td" else place.find("td", class_="iv-getal")[0]
    return cell.text.split()[0]


def row_about(site: Site, page: str, row: dict[str, str]) -> Element:
    """The table row on another page that links to where this figure is at home."""
    home = row["permalink"].removeprefix(site.url)
    link = "../" * page.count("/") + home
    found = [element.ancestor("tr") for element in site.page(page).article.find("a", href=link)]
    assert len(found) == 1, f"{page} links {len(found)} times to {home}"
    return found[0]


def test_all_figures_change_with_it_and_no_others(before: Site, after: Site) -> None:
    old, new = figures(before), figures(after)
    assert list(old) == list(new)
    changed = {rij: (old[rij]["waarde"], new[rij]["waarde"]) for rij in old if old[rij] != new[rij]}
    assert changed == FOLLOWS


def test_published_package_has_the_row(before: Site, after: Site) -> None:
    keys = ("indicator", "organisatie", "onderdeel", "jaar_van", "jaar_tot", "variant", "aard")
    for site, value in ((before, "40"), (after, "1234")):
        rows = {
            "/".join(row[key] for key in keys): row for row in table(site, FOLDER + "cijfers.csv")
        }
        assert rows[TYPED]["waarde"] == value


def test_its_cell_and_its_totals_on_the_theme_page(before: Site, after: Site) -> None:
    shown = {rij: values for rij, values in FOLLOWS.items() if not rij.startswith("investering")}
    for rij, (old, new) in shown.items():
        assert value_at(before, figures(before)[rij]["permalink"]) == old
        printed = f"{new[:-3]}.{new[-3:]}"
        assert value_at(after, figures(after)[rij]["permalink"]) == printed
        assert figures(after)[rij]["permalink"].startswith(after.url + THEME)


def test_the_page_of_the_organisation(before: Site, after: Site) -> None:
    for site, shown in ((before, "40 woningen"), (after, "1.234 woningen")):
        row = row_about(site, "organisaties/de-dakpan/", figures(site)[TYPED])
        assert row.find("td", class_="iv-getal")[0].text == shown


def test_the_page_of_the_indicator(before: Site, after: Site) -> None:
    for site, shown in ((before, "40"), (after, "1.234")):
        row = row_about(site, "indicatoren/nieuwbouw/", figures(site)[TYPED])
        assert row.find("th")[0].text == "De Dakpan"
        assert row.find("td", class_="iv-getal")[0].text == shown


def test_the_table_to_download(before: Site, after: Site) -> None:
    for site, one, total in ((before, "40", "65"), (after, "1234", "1259")):
        lines = table(site, FOLDER + "tabellen/programma-2032.csv")
        column = next(name for name in lines[0] if name.startswith("Nieuwbouw"))
        rows = {line["Organisatie"]: line[column] for line in lines}
        assert rows["De Dakpan"] == one
        assert rows["Totaal"] == total
        assert rows["Het Kozijn – gezinnen"] == "10"


def test_prose_that_names_it(before: Site, after: Site) -> None:
    for site, one, total in ((before, "40", "65"), (after, "1.234", "1.259")):
        page = site.page("proef/")
        assert page.by_id["een"].text == f"{one} woningen"
        assert page.by_id["som"].text == f"{total} woningen"
        link = page.by_id["een"].find("a")[0].attrs["href"]
        assert site.at(link.removeprefix("../")).text.split()[0] == one


def test_the_paper_now_contradicts_it(before: Site, after: Site) -> None:
    """The paper's own sum and repetition are held against the figure, and published."""
    assert table(before, "data/alle-cijfers/bevindingen.csv") == []
    found = {
        row["regel"]: (row["gepubliceerd"], row["berekend"], row["verschil"])
        for row in table(after, "data/alle-cijfers/bevindingen.csv")
        if row["rij"].startswith("nieuwbouw/") and row["variant"] == "basis"
    }
    assert found["controlecijfer-wijkt-af"] == ("65", "1259", "-1194")
    assert found["herhaling-wijkt-af"][:2] == ("40", "1234")
    page = after.page("opvallend/").article.text
    assert "1.259" in page
    assert "65" in page
    cell = after.at(figures(after)["nieuwbouw/samen/geheel/2032/2032/basis/voornemen"]["permalink"])
    link = cell.find("a")[0].attrs["href"]
    assert "1.259" in after.at(link.removeprefix("../../../")).text


@pytest.mark.parametrize("which", ["real_site", "basis_site"])
def test_every_permalink_leads_to_its_figure(which: str, request: pytest.FixtureRequest) -> None:
    """Also those of derived figures and totals: the place shows the value itself."""
    from inlegvel.dutch import getal

    site: Site = request.getfixturevalue(which)
    rows = table(site, "data/alle-cijfers/cijfers.csv")
    assert len(rows) > 30
    seen = set()
    wrong = []
    for row in rows:
        text = site.at(row["permalink"]).text
        seen.add(row["permalink"])
        if row["waarde"] and getal(float(row["waarde"])) not in text:
            wrong.append(f"{row['permalink']}: {text}, expected {row['waarde']}")
    assert wrong == []
    assert len(seen) == len(rows)  # every figure its own place


@pytest.mark.parametrize("which", ["real_site", "basis_site"])
def test_every_document_permalink_leads_to_it(which: str, request: pytest.FixtureRequest) -> None:
    site: Site = request.getfixturevalue(which)
    rows = table(site, "data/alle-cijfers/documenten.csv")
    for row in rows:
        page = site.page(row["permalink"].removeprefix(site.url))
        assert page.article.find("h1")[0].text.startswith(YEARS.sub(SAID, row["titel"]))
