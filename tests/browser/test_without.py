"""What is missing where a browser has no scripts, or is asked to keep still: nothing to read."""

from typing import TYPE_CHECKING

import pytest
from tests.browser.served import DESK

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]

# One page of each kind that has no script of its own.
PLAIN = (
    "",
    "begrippen/",
    "data/",
    "data/groningen-inlegvel-2022/",
    "gebieden/",
    "groningen/inlegvel-2022/",
    "groningen/inlegvel-2022/beschikbaarheid/",
    "groningen/inlegvel-2022/is-het-gebeurd/",
    "indicatoren/nieuwbouw/",
    "is-het-gebeurd/",
    "opvallend/",
    "organisaties/lefier/",
    "over/",
    "overleg/nijestee/",
    "themas/duurzaamheid/",
    "tijdlijn/",
    "uw-vraag/sloop-en-verkoop/",
    "voortgang/",
)
# Pages that scripts shorten to what a reader chose.
CHOOSING = ("agenda/", "cijferverkenner/")
UNFOLD = "() => { for (const box of document.querySelectorAll('details')) box.open = true; }"
ROWS = """() => [...document.querySelectorAll('article tbody tr')]
  .filter(row => row.checkVisibility()).map(row => row.innerText)"""
ADDED = "Kopieer"  # a button that only scripts can make


def opened(page: "Page", address: str) -> "Page":
    page.goto(address)
    page.evaluate(UNFOLD)
    return page


def lines(page: "Page") -> list[str]:
    """What can be read in the text of a page, line by line."""
    text = page.locator("article").inner_text().split("\n")
    return [line.strip() for line in text if line.strip() not in ("", ADDED)]


def test_text_and_tables_are_the_same_without_scripts(browser: "Browser", url: str) -> None:
    with_scripts = browser.new_context(viewport=DESK).new_page()
    without = browser.new_context(viewport=DESK, java_script_enabled=False).new_page()
    for address in PLAIN:
        read = lines(opened(without, url + address))
        assert len(read) > 5, address
        assert lines(opened(with_scripts, url + address)) == read, address
    for address in CHOOSING:
        every = opened(without, url + address).evaluate(ROWS)
        some = opened(with_scripts, url + address).evaluate(ROWS)
        assert some, address
        assert set(some) <= set(every), address
        # What asks for a choice is not there where nothing would answer.
        assert without.locator("article form:visible").count() == 0, address
    for page in (with_scripts, without):
        page.context.close()


def test_search_page_offers_lists_without_scripts(browser: "Browser", url: str) -> None:
    context = browser.new_context(viewport=DESK, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{url}zoeken/?q=sloop")
    for way in ("organisaties/", "themas/", "begrippen/"):
        assert page.locator(f'article a[href="../{way}"]:visible').count() > 0, way
    context.close()


@pytest.mark.parametrize("wanted", ["reduce", "no-preference"])
def test_nothing_moves_where_that_is_asked(wanted: str, browser: "Browser", url: str) -> None:
    """The hint that a table scrolls is tied to scrolling: it stands still by itself.

    Where nothing is asked there is movement: this would see it.
    """
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.emulate_media(reduced_motion=wanted)
    page.goto(url + "groningen/inlegvel-2022/beschikbaarheid/")
    moving = page.evaluate(
        """() => {
             document.querySelector('.md-skip').focus();
             return document.getAnimations()
               .filter(animation => animation.timeline instanceof DocumentTimeline).length;
           }"""
    )
    assert (moving > 0) == (wanted == "no-preference")
    context.close()
