"""What only a browser shows of the dataset pages: copying, and links into closed parts."""

from typing import TYPE_CHECKING

import pytest
from tests.site.html_tree import Site

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PAGE = "data/groningen-inlegvel-2022/"


def test_button_copies_the_lines_as_they_stand(
    browser: "Browser",
    url: str,
    real_site: Site,
) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(url + PAGE)
    written = [pre.raw_text for pre in real_site.page(PAGE).article.find("pre")]
    assert len(written) == 7  # four programs, three citations
    buttons = page.locator("article button.iv-kopieer")
    assert buttons.count() == len(written)
    for number in (0, 3):
        assert buttons.nth(number).inner_text() == "Kopieer"
        buttons.nth(number).press("Enter")
        page.get_by_role("status").get_by_text("Gekopieerd").wait_for()
        assert page.evaluate("navigator.clipboard.readText()") == written[number]
    context.close()


def test_lines_can_be_read_without_scripts(browser: "Browser", url: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(url + PAGE)
    assert page.locator("article pre").first.is_visible()
    assert page.locator("article button").count() == 0
    context.close()


def test_link_to_a_column_opens_its_table(browser: "Browser", url: str) -> None:
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{url}{PAGE}woordenboek/#kolom.doelen.indicator")
    assert page.locator(":target").is_visible()
    context.close()
