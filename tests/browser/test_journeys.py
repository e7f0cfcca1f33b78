"""Three people and what they come for, from the front page to what they take away."""

import csv
import io
import re
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader
from tests.site.html_tree import Site

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LANDLORD = "De Huismeesters"
LANDLORD_PAGE = "organisaties/de-huismeesters/"
PAPER = "groningen/inlegvel-2022/"
SHEET = "overleg/woonzorg-nederland/"
TENANTS = "Landelijk Huurders Platform"


def test_resident_finds_the_plans_of_her_landlord(phone: "Page", url: str) -> None:
    """By touch: her landlord, what was planned for her home, and the paper that says so."""
    phone.goto(url)
    phone.get_by_role("navigation", name="Waar wilt u heen?").get_by_text("Uw verhuurder").click()
    phone.get_by_role("link", name=LANDLORD, exact=True).click()
    answer = phone.locator("article li", has_text="slopen").first
    text = answer.inner_text().replace("\xa0", " ")
    assert text.startswith(f"In 2022 wilde {LANDLORD} 136 woningen slopen")
    assert "plan van december 2021" in text
    assert "Verlopen op de peildatum" in phone.locator(".iv-verlopen").inner_text()
    phone.get_by_role("link", name=f"Alle afspraken en cijfers van {LANDLORD}").click()
    assert phone.url == url + LANDLORD_PAGE
    phone.locator(".iv-kort").get_by_role("link", name="136 woningen").click()
    assert phone.url.startswith(url + PAPER)
    cell = phone.locator(":target")
    assert "136" in cell.inner_text()
    box = cell.bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 740


def test_journalist_takes_the_figures_of_a_chart(desk: "Page", url: str) -> None:
    """A table that reads as CSV and says what the chart beside it says."""
    desk.goto(url)
    desk.get_by_role("link", name="Inlegvel 2022").click()
    desk.get_by_role("link", name="Duurzaamheid").first.click()
    chart = desk.locator("figure.iv-grafiek", has_text="Woningen aardgasvrij").first
    said = chart.inner_text()
    with desk.expect_download() as started:
        chart.get_by_role("link", name="CSV").click()
    text = started.value.path().read_text(encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    total = re.search(r"Samen is dat\s([\d.]+)\swoningen", said)
    assert total
    column = "Woningen aardgasvrij (woningen)"
    named = {row["Organisatie"]: int(row[column]) for row in rows}
    assert len(named) == 6
    assert sum(named.values()) == int(total[1].replace(".", ""))
    highest = max(named, key=lambda naam: named[naam])
    assert f"Het hoogst is {highest}: {named[highest]}" in said.replace("\xa0", " ")


def test_tenants_print_their_sheet(desk: "Page", url: str, real_site: Site) -> None:
    """Every promise of the landlord on paper, with where it is from, and nothing to click."""
    desk.goto(url + "organisaties/")
    desk.get_by_role("link", name=TENANTS).click()
    desk.get_by_role("link", name="Blad voor het overleg met Woonzorg Nederland").click()
    desk.wait_for_url(url + SHEET)  # all of it: what has not come yet is not printed either
    printed = PdfReader(io.BytesIO(desk.pdf(format="A4", prefer_css_page_size=True)))
    pages = [" ".join(page.extract_text().split()) for page in printed.pages]
    text = " ".join(pages)
    promises = [
        head.find("a")[0].text
        for head in real_site.page(SHEET).article.find("th")
        if head.attrs.get("scope") == "row" and head.find("a")
    ]
    assert len(promises) > 40
    assert [promise for promise in promises if promise not in text] == []
    assert "Voor het overleg: Woonzorg Nederland" in pages[0]
    assert f"{SHEET} · peildatum" in pages[0]  # where it is from, and of which day
    assert "Dit is een proef" in pages[0]
    for number, page in enumerate(pages, 1):
        assert f"{number} van {len(pages)}" in page
    # A table that goes on repeats its heads on the next page.
    assert (
        sum("Wat is bekend, of waar kunt u het vragen" in page for page in pages) >= len(pages) - 1
    )
    for place in ("Op deze pagina", "Kruimelpad", "Download", "Zoeken", "Print dit blad"):
        assert place not in text, place
    assert len(pages) < 12


def test_agenda_prints_what_is_open(desk: "Page", url: str, real_site: Site) -> None:
    """A choice is on paper; 371 agreements that nobody opened are not."""
    desk.goto(url + "agenda/")
    folded = PdfReader(io.BytesIO(desk.pdf(format="A4")))
    closed = real_site.page("agenda/").article.find("details", class_="iv-dicht")
    hidden = closed[0].find("a")[0].text
    assert len(folded.pages) <= 4
    assert hidden not in " ".join(" ".join(p.extract_text().split()) for p in folded.pages)
    desk.locator("details.iv-dicht > summary").first.click()
    opened = PdfReader(io.BytesIO(desk.pdf(format="A4")))
    assert hidden in " ".join(" ".join(p.extract_text().split()) for p in opened.pages)
