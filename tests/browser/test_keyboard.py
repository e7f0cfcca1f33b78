"""The keyboard alone: it reaches and operates everything, in the order of the page, and is seen."""

from collections.abc import Iterator
from itertools import cycle
from typing import TYPE_CHECKING

import pytest
from tests.browser.served import DESK, PHONE
from tests.site.html_tree import Site

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, ViewportSize

pytestmark = [pytest.mark.browser, pytest.mark.slow]

# One page of each kind.
KINDS = (
    "",
    "404.html",
    "agenda/",
    "begrippen/",
    "cijferverkenner/",
    "cijferverkenner/?indicator=nieuwbouw",
    "data/groningen-inlegvel-2022/",
    "groningen/ambitiekader-2021-2025/voortgang/",
    "groningen/inlegvel-2022/",
    "groningen/inlegvel-2022/beschikbaarheid/",
    "indicatoren/nieuwbouw/",
    "organisaties/lefier/",
    "organisaties/lefier/vragen/",
    "tijdlijn/",
    "uw-vraag/",
    "zoeken/?q=sloop",
)
# Numbers all that a keyboard should reach, in the order of the page, and forgets where it was.
# Of radio buttons with one name a keyboard reaches one; the arrows go to the others.
NUMBER = """() => {
  document.activeElement.blur();
  window.scrollTo(0, 0);
  const operable = 'a[href], button, input, select, textarea, summary, [tabindex]';
  const groups = new Set();
  let number = 0;
  for (const element of document.querySelectorAll(operable)) {
    if (element.tabIndex < 0 || element.disabled || !element.checkVisibility({
      contentVisibilityAuto: true, visibilityProperty: true })) continue;
    if (element.type === 'radio') {
      const group = [...document.getElementsByName(element.name)];
      const entry = group.find(radio => radio.checked) || element;
      if (entry !== element || groups.has(element.name)) continue;
      groups.add(element.name);
    }
    element.dataset.nummer = number++;
  }
  return number;
}"""
LAST = "() => [...document.querySelectorAll('[data-nummer]')].at(-1).focus()"
# At the end of each press of Tab the page writes down where the keyboard is, as its number and what
# is wrong with it: `null` once it left the page. So a press is one message to the browser.
WATCH = """() => {
  const here = () => {
    const element = document.activeElement;
    if (!element || element === document.body) return null;
    // The switch of the colours has no size; its label shows where it is.
    const shown = element.matches('.md-option') ? element.nextElementSibling : element;
    const style = getComputedStyle(shown);
    const wrong = [];
    if (style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 2)
      wrong.push('no outline');
    // In steps over all its boxes: some part of it lies open to the eye.
    const seen = [...shown.getClientRects()].some(box => {
      for (let x = box.left + 1; x < box.right; x += Math.max(4, box.width / 12))
        for (let y = box.top + 1; y < box.bottom; y += Math.max(4, box.height / 60))
          if (shown.contains(document.elementFromPoint(x, y))) return true;
      return false;
    });
    if (!seen) wrong.push('hidden');
    const name = element.textContent.trim() || element.getAttribute('aria-label') || element.name;
    return [Number(element.dataset.nummer ?? -1), `${element.tagName} ${name.slice(0, 40)}`, wrong];
  };
  window.stops = [];
  addEventListener('keyup', event => { if (event.key === 'Tab') window.stops.push(here()); });
}"""
STOPS = "() => window.stops.splice(0)"


@pytest.fixture
def page(browser: "Browser", request: pytest.FixtureRequest) -> Iterator["Page"]:
    size: ViewportSize = getattr(request, "param", PHONE)
    context = browser.new_context(viewport=size, reduced_motion="reduce")
    yield context.new_page()
    context.close()


def walk(page: "Page", steps: int) -> tuple[list[int | None], list[str]]:
    """The number of what Tab reaches at each step, `None` outside the page; and what is wrong."""
    for _ in range(steps):
        page.keyboard.press("Tab")
    stops: list[tuple[int, str, list[str]] | None] = page.evaluate(STOPS)
    assert len(stops) == steps
    faults = [f"{stop[0]} {stop[1]}: {what}" for stop in stops if stop for what in stop[2]]
    return [stop and stop[0] for stop in stops], faults


# One kind on a phone, the next on a desk: the templates that they share are seen on both.
@pytest.mark.parametrize(
    ("address", "page"), list(zip(KINDS, cycle((PHONE, DESK)), strict=False)), indirect=["page"]
)
def test_tab_reaches_everything_in_order_and_shows_where_it_is(
    address: str, page: "Page", url: str
) -> None:
    """Forth and back: all of it, once, in the order of the page, with an outline, not covered."""
    page.goto(url + address)
    if "?" in address:  # with what a script adds
        page.locator("figure.iv-staven, #zoek-resultaten li").first.wait_for()
    count = page.evaluate(NUMBER)
    assert count > 10
    page.evaluate(WATCH)
    forth, faults = walk(page, count + 1)
    assert faults == []
    assert forth[:-1] == list(range(count))
    assert forth[-1] in {None, 0}  # out of the page, or at its start again: no trap
    page.evaluate(LAST)
    page.keyboard.down("Shift")
    back, faults = walk(page, count - 1)
    page.keyboard.up("Shift")
    assert faults == []
    assert back == list(range(count - 1))[::-1]


def test_what_is_wrong_is_found(page: "Page", url: str) -> None:
    """A stop without an outline, one below another thing, and one out of the order of the page."""
    page.goto(url + "themas/")
    page.evaluate(
        """() => document.querySelector('article').insertAdjacentHTML('afterbegin',
             '<button id="kaal">kaal</button><button id="onder">onder</button>'
             + '<button tabindex="3">eerder</button><div id="erop"></div>')"""
    )
    page.evaluate(
        """() => {
             const box = document.getElementById('onder').getBoundingClientRect();
             document.getElementById('kaal').style.outline = 'none';
             document.getElementById('erop').style.cssText = `position: absolute; z-index: 9;
               top: ${box.top + scrollY}px; left: ${box.left}px;
               width: ${box.width}px; height: ${box.height}px`;
           }"""
    )
    count = page.evaluate(NUMBER)
    page.evaluate(WATCH)
    order, faults = walk(page, count)
    assert [fault.split(" ", 1)[1] for fault in faults] == [
        "BUTTON kaal: no outline",
        "BUTTON onder: hidden",
    ]
    assert sorted(stop for stop in order if stop is not None) == list(range(count))
    assert order != list(range(count))


def test_first_stop_skips_to_the_text(page: "Page", url: str, real_site: Site) -> None:
    """On every page the skip link leads to what is there; in one, it is followed."""
    for address, tree in real_site.pages():
        (skip,) = tree.root.find("a", class_="md-skip")
        assert skip.attrs["href"].removeprefix("#") in tree.by_id, address
    page.goto(url + "themas/")
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.className").startswith("md-skip")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.closest('article') !== null")


def test_menu_opens_leads_and_closes(browser: "Browser", url: str) -> None:
    """Also without scripts. Escape closes it and leaves the reader where she was."""
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(url + "themas/")
    button = page.get_by_role("button", name="Menu", exact=True)
    menu = page.get_by_role("navigation", name="Menu")
    assert not menu.is_visible()
    button.focus()
    page.keyboard.press("Enter")
    assert menu.is_visible()
    page.keyboard.press("Escape")
    assert not menu.is_visible()
    page.keyboard.press("Space")  # the focus is on the button again
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # the second entry
    page.wait_for_url(url + "uw-vraag/")
    context.close()


def test_colours_change_with_the_arrows(page: "Page", url: str) -> None:
    """The choice is kept on the device, and is the only thing that is."""
    page.goto(url)
    scheme = "() => document.body.getAttribute('data-md-color-scheme')"
    assert page.evaluate(scheme) == "default"
    page.get_by_role("radio").first.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert page.evaluate(scheme) == "slate"
    page.goto(url + "themas/")
    assert page.evaluate(scheme) == "slate"
    kept = page.evaluate("() => Object.keys(localStorage)")
    assert [name.rsplit(".", 1)[-1] for name in kept] == ["__palette"]
