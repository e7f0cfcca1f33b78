"""What people come to do: choose in the agenda, read a table on a phone, print a sheet."""

import csv
import io
from typing import TYPE_CHECKING

import pytest
from tests.browser.served import DESK, PHONE, until
from tests.site.html_tree import Site

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]

THEME = "groningen/inlegvel-2022/beschikbaarheid/"
LEAD = "gemeente-groningen"
SHOWN = """() => [...document.querySelectorAll('.iv-agenda tbody tr')]
  .filter(row => row.checkVisibility({contentVisibilityAuto: true})).map(row => row.dataset)"""


AGENDA, UNDATED = "agenda/", "agenda/zonder-datum/"


# What the municipality leads itself, and what it leads as one of a group of the same papers.
GROUPS = ("samen", "alle-partijen", "alle-gemeenten")
PARTY_TO = ("groningen-ambitiekader-2021-2025", "groningen-inlegvel-2022")


def leads(row: dict[str, str]) -> bool:
    names = set(row["trekkers"].split(";"))
    return LEAD in names or (row["document"] in PARTY_TO and bool(names & set(GROUPS)))


def rows(site: Site, table: str) -> list[dict[str, str]]:
    text = site.read(f"data/alle-cijfers/{table}.csv").decode()
    return list(csv.DictReader(io.StringIO(text, newline="")))


def agreements(site: Site, address: str) -> list[dict[str, str]]:
    """The published agreements that belong on one of the two pages of the agenda."""
    dated = {(row["document"], row["afspraak"]): row["uiterlijk"] for row in rows(site, "beloften")}
    return [
        row
        for row in rows(site, "afspraken")
        if bool(dated[row["document"], row["afspraak"]]) is (address == AGENDA)
    ]


def test_agenda_opens_at_what_is_to_come(desk: "Page", url: str, real_site: Site) -> None:
    desk.goto(url + "agenda/")
    today = real_site.page("agenda/").root.find("p", class_="iv-verlopen")
    assert today  # it says which papers no longer hold
    # Known or not, what has a day after the `peildatum` is to come; the data have some.
    coming = {row["document"] for row in rows(real_site, "beloften") if row["kennis"] == "komt-nog"}
    assert coming
    shown = desk.evaluate(SHOWN)
    assert coming <= {row["document"] for row in shown}
    assert not [row for row in shown if row["kennis"] in ("verstreken", "zonder-datum")]


@pytest.mark.parametrize("address", [AGENDA, UNDATED])
def test_agenda_filters_without_reload(
    desk: "Page", url: str, real_site: Site, address: str
) -> None:
    desk.goto(url + address)
    desk.evaluate("() => { window.same = true; }")
    desk.get_by_label("Wie").select_option(LEAD)
    expected = [row for row in agreements(real_site, address) if leads(row)]
    shown = desk.evaluate(SHOWN)
    assert len(shown) == len(expected) > 10
    assert all(LEAD in row["trekker"].split() for row in shown)
    assert desk.get_by_role("status").inner_text() == f"{len(expected)} afspraken"
    desk.get_by_label("Thema").select_option("wonen-en-zorg")
    both = [row for row in expected if row["thema"] == "wonen-en-zorg"]
    assert len(desk.evaluate(SHOWN)) == len(both) < len(expected)
    assert desk.evaluate("() => window.same") is True
    assert desk.url.endswith(f"?trekker={LEAD}&thema=wonen-en-zorg")
    # No heading stands above nothing.
    for box in desk.query_selector_all("details.iv-vak"):
        assert box.evaluate("box => box.hidden === box.previousElementSibling.hidden")
    # The choice goes along to the page with the other agreements.
    desk.locator(".iv-agenda-ook").click()
    desk.wait_for_url(lambda there: address + "?" not in there)
    assert desk.url.endswith(f"?trekker={LEAD}&thema=wonen-en-zorg")
    assert desk.get_by_label("Wie").input_value() == LEAD


def test_agenda_shares_a_choice_and_takes_it_back(desk: "Page", url: str) -> None:
    desk.goto(f"{url}agenda/?trekker={LEAD}")
    chosen = len(desk.evaluate(SHOWN))
    assert desk.get_by_label("Wie").input_value() == LEAD
    desk.get_by_role("button", name="Toon weer alles").click()
    until(desk, "() => location.search === ''")
    assert 0 < len(desk.evaluate(SHOWN)) < chosen  # folded again
    assert desk.locator("article h2:visible").count() == 2


def test_agenda_by_keyboard_alone(desk: "Page", url: str) -> None:
    desk.goto(url + "agenda/")
    before = len(desk.evaluate(SHOWN))
    desk.get_by_label("Document").focus()
    desk.keyboard.press("Tab")
    assert desk.evaluate("() => document.activeElement.name") == "trekker"
    assert desk.evaluate("() => getComputedStyle(document.activeElement).outlineStyle") != "none"
    desk.keyboard.press("ArrowDown")
    until(desk, "() => location.search.includes('trekker=')")
    desk.keyboard.press("Home")
    until(desk, "() => location.search === ''")
    fold = desk.locator("details.iv-vak:not([open]) > summary").first
    fold.focus()
    desk.keyboard.press("Enter")
    assert len(desk.evaluate(SHOWN)) > before


@pytest.mark.parametrize("address", [AGENDA, UNDATED])
def test_agenda_is_complete_without_scripts(
    browser: "Browser", url: str, real_site: Site, address: str
) -> None:
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(url + address)
    assert not page.locator("#agenda-filters").is_visible()
    shown = page.locator(".iv-agenda tbody tr").count()
    assert shown == len(agreements(real_site, address)) > 10
    page.locator("details.iv-vak:not([open]) > summary").first.click()
    assert page.locator("details.iv-vak[open] tbody tr").count() > 1
    context.close()


def test_wide_table_says_that_it_scrolls(phone: "Page", url: str) -> None:
    """A table that does not fit says so; a list that became cards fits, and says nothing."""
    hint = "box => parseFloat(getComputedStyle(box, '::before').maxHeight) > 0"
    found = {True: 0, False: 0}
    for address in (THEME, "groningen/inlegvel-2022/partijen/"):
        phone.goto(url + address)
        phone.wait_for_timeout(200)  # a scroll timeline starts with the next frame
        for box in phone.query_selector_all(".iv-tabel"):
            scrolls = box.evaluate("box => box.scrollWidth > box.clientWidth")
            assert box.evaluate(hint) == scrolls
            assert box.get_attribute("aria-label") or box.get_attribute("aria-labelledby")
            found[scrolls] += 1
    assert found[True] > 0
    assert found[False] > 0


def test_long_page_lists_its_headings_on_a_phone(phone: "Page", url: str) -> None:
    phone.goto(url + "opvallend/")
    contents = phone.get_by_role("navigation", name="Op deze pagina")
    contents.get_by_text("Op deze pagina").click()
    link = contents.get_by_role("link").last
    target = str(link.get_attribute("href"))
    link.click()
    assert phone.url.endswith(target)
    phone.set_viewport_size(DESK)
    assert not contents.is_visible()  # the column at the side has them


def test_timeline_can_be_read_on_a_phone(phone: "Page", url: str) -> None:
    phone.goto(url + "tijdlijn/")
    smallest = phone.evaluate(
        """() => Math.min(...[...document.querySelectorAll('.iv-tijdlijn text')]
             .map(text => text.getBoundingClientRect().height))"""
    )
    assert smallest >= 11
    figure = phone.locator("figure.iv-figuur")
    figure.focus()
    phone.keyboard.press("ArrowRight")
    until(phone, "() => document.querySelector('figure.iv-figuur').scrollLeft > 0")


def test_sheet_prints_without_the_site_around_it(desk: "Page", url: str) -> None:
    desk.goto(url + "overleg/nijestee/")
    assert desk.locator(".md-header").is_visible()
    desk.emulate_media(media="print")
    for place in (".md-header", ".md-tabs", ".md-footer", ".iv-kruimels", ".iv-scherm"):
        for found in desk.query_selector_all(place):
            assert not found.is_visible(), place
    assert desk.get_by_role("heading", name="Voor het overleg: Nijestee").is_visible()
    for text in ("Dit is een proef", "Het ondertekende papier gaat"):
        assert desk.get_by_text(text).first.is_visible(), text
    assert desk.locator("article table").first.is_visible()
    # A row stays on one page, and every page repeats the heads.
    style = "([place, name]) => getComputedStyle(document.querySelector(place))[name]"
    assert desk.evaluate(style, ["article tbody tr", "breakInside"]) == "avoid"
    assert desk.evaluate(style, ["article thead", "display"]) == "table-header-group"
    assert desk.pdf(format="A4").startswith(b"%PDF")
