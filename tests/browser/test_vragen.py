"""A resident with a phone and one question: found in three taps, without a script too."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from tests.browser.served import PHONE
from tests.site.html_tree import Site

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LANDLORD = "lefier"


@pytest.fixture(params=[True, False], ids=["script", "no-script"])
def reader(browser: "Browser", request: pytest.FixtureRequest) -> Iterator["Page"]:
    context = browser.new_context(viewport=PHONE, java_script_enabled=request.param)
    yield context.new_page()
    context.close()


def test_question_then_landlord(reader: "Page", url: str) -> None:
    """From the front page: the question, then the landlord; the answer is in sight."""
    reader.goto(url)
    reader.locator(".iv-vragen a").first.click()
    reader.locator(f".iv-keuzes a[href='#{LANDLORD}']").click()
    assert reader.url.endswith(f"#{LANDLORD}")
    answer = reader.locator(f"#{LANDLORD} + ul, #{LANDLORD} + p")
    box = answer.bounding_box()
    assert box is not None
    assert 0 <= box["y"] < PHONE["height"]
    assert "geen sloop gepland" in answer.inner_text()
    assert "Dit zegt niets over één woning." in answer.inner_text()


def test_landlord_then_question(reader: "Page", url: str, real_site: Site) -> None:
    """From the front page: the landlord, then the question."""
    reader.goto(url)
    reader.locator(f".iv-keuzes a[href='organisaties/{LANDLORD}/vragen/']").click()
    choices = reader.locator(".iv-keuzes a[href^='#']")
    questions = real_site.page("uw-vraag/").root.find("ul", class_="iv-vragen")[0].find("a")
    assert choices.count() == len(questions)
    choices.nth(1).click()
    assert "#" in reader.url


def test_front_page_answers_in_one_screen(phone: "Page", url: str, real_site: Site) -> None:
    """What this is, search, every way in and the figures: all above the fold of a phone."""
    phone.goto(url)
    search = (".iv-zoekvak-voor",) if "zoeken/" in real_site.addresses else ()
    for part in ("h1", *search, ".iv-wegen", ".iv-kort"):
        box = phone.locator(f"article {part}").first.bounding_box()
        assert box is not None, part
        assert box["y"] + box["height"] <= PHONE["height"], part


def test_term_is_explained_in_place_by_keyboard(phone: "Page", url: str) -> None:
    phone.goto(url + "uw-vraag/isolatie/")
    term = phone.locator("button.iv-begrip").first
    term.focus()
    phone.keyboard.press("Enter")
    explained = phone.locator("[popover]:popover-open")
    assert explained.count() == 1
    assert term.inner_text().lower() in explained.inner_text().lower()
    box = explained.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= PHONE["width"]
    phone.keyboard.press("Escape")
    assert explained.count() == 0
    assert phone.evaluate("() => document.activeElement.classList.contains('iv-begrip')")


def test_no_answer_is_wider_than_a_phone(phone: "Page", url: str, real_site: Site) -> None:
    pages = [address for address, _ in real_site.pages() if "uw-vraag/" in address]
    assert len(pages) > 5
    for address in [*pages, f"organisaties/{LANDLORD}/vragen/"]:
        phone.goto(url + address)
        assert phone.evaluate("() => document.documentElement.scrollWidth") == 360, address
