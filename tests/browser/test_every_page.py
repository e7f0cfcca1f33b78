"""Every page of the real site in a real browser: on a phone and a desk, in light and in dark."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import pytest

from tests.site.html_tree import Site

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 900}
THEME = "groningen/inlegvel-2022/beschikbaarheid/"
SCHEMES = {"light": "default", "dark": "slate"}

# What sticks out to the right of the window; empty where the page cannot scroll sideways.
STICKS_OUT = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const inBox = element => element.parentElement && element.parentElement.closest('.iv-tabel');
  return [...document.querySelectorAll('body *')]
    .filter(element => element.getBoundingClientRect().right > width + 1 && !inBox(element))
    .slice(0, 5)
    .map(element => element.tagName + '.' + element.className + ': '
      + element.textContent.trim().slice(0, 40));
}"""
# Tables whose box does not scroll by itself or cannot be reached by keyboard.
BOXES = """() => [...document.querySelectorAll('article table')].filter(table => {
  const box = table.parentElement;
  const style = getComputedStyle(box);
  return !['auto', 'scroll'].includes(style.overflowX) || box.tabIndex !== 0;
}).map(table => table.caption ? table.caption.textContent : table.textContent.slice(0, 40))"""
# Cells of figures that do not stand to the right.
NOT_RIGHT = """() => [...document.querySelectorAll('td.iv-getal')]
  .filter(cell => !['right', 'end'].includes(getComputedStyle(cell).textAlign))
  .map(cell => cell.textContent.trim())"""
SCHEME = "() => document.body.getAttribute('data-md-color-scheme')"


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  # name of the parent
        """Say nothing: every request is no news."""


@pytest.fixture(scope="module")
def url(real_site: Site) -> Iterator[str]:
    """The address where the real site is served."""
    handler = partial(_Quiet, directory=str(real_site.folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@dataclass
class Visit:
    """One tab of the browser that looks at page after page."""

    page: "Page"
    url: str
    errors: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("pageerror", lambda error: self.errors.append(f"{self.page.url}: {error}"))
        self.page.on(
            "console",
            lambda message: (
                self.errors.append(f"{self.page.url}: {message.text}")
                if message.type in {"error", "warning"}
                else None
            ),
        )
        self.page.on(
            "response",
            lambda response: (
                self.errors.append(f"{response.url}: {response.status}")
                if response.status >= 400
                else None
            ),
        )

    def go(self, address: str) -> "Page":
        self.page.goto(self.url + address, wait_until="load")
        return self.page


@pytest.fixture(params=["phone", "desk"])
def visit(request: pytest.FixtureRequest, browser: "Browser", url: str) -> Iterator[Visit]:
    size = PHONE if request.param == "phone" else DESK
    context = browser.new_context(viewport=size, reduced_motion="reduce")
    yield Visit(context.new_page(), url)
    context.close()


def look(visit: Visit, address: str) -> list[str]:
    """What is wrong with one page, in light and in dark."""
    wrong = []
    page = visit.go(address)
    for scheme, name in SCHEMES.items():
        page.emulate_media(color_scheme=scheme)
        page.wait_for_function(f"({SCHEME})() === '{name}'", timeout=10_000)
        wrong += [f"{address} ({scheme}) sticks out: {out}" for out in page.evaluate(STICKS_OUT)]
    wrong += [f"{address} box: {table}" for table in page.evaluate(BOXES)]
    wrong += [f"{address} not right: {cell}" for cell in page.evaluate(NOT_RIGHT)]
    return wrong


def test_nothing_is_broken_on_any_page(visit: Visit, real_site: Site) -> None:
    wrong = []
    for address in real_site.addresses:
        if address != "404.html":  # its links have the address of the site, not of this server
            wrong += look(visit, address)
    assert wrong == []
    assert visit.errors == []
    others = {request for request in visit.requests if not request.startswith((visit.url, "data:"))}
    assert others == set()
    assert len(visit.requests) > len(real_site.addresses)


def widest(page: "Page") -> Any:
    """The box of the widest table, wider than a phone."""
    box = page.evaluate_handle(
        """() => [...document.querySelectorAll('.iv-tabel')]
             .sort((a, b) => b.scrollWidth - a.scrollWidth)[0]"""
    ).as_element()
    assert box is not None
    assert box.evaluate("box => box.scrollWidth > box.clientWidth")
    return box


@pytest.fixture
def phone(browser: "Browser", url: str) -> Iterator["Page"]:
    context = browser.new_context(viewport=PHONE, reduced_motion="reduce")
    page = context.new_page()
    page.goto(url + THEME)
    yield page
    context.close()


def test_wide_table_scrolls_by_keyboard_in_its_own_box(phone: "Page") -> None:
    box = widest(phone)
    box.focus()
    phone.keyboard.press("ArrowRight")
    phone.wait_for_function("box => box.scrollLeft > 0", arg=box, timeout=5_000)
    assert phone.evaluate("window.scrollX") == 0


def test_box_is_reached_with_tab_and_seen(phone: "Page") -> None:
    """Whoever has no mouse gets there, and sees where they are."""
    box = widest(phone)
    before = box.evaluate_handle(
        """box => {
             const all = [...document.querySelectorAll('a[href], summary, button, .iv-tabel')]
               .filter(element => element.tabIndex >= 0 && element.getClientRects().length);
             return all[all.indexOf(box) - 1];
           }"""
    ).as_element()
    assert before is not None
    before.focus()
    phone.keyboard.press("Tab")
    assert box.evaluate("box => box === document.activeElement")
    assert box.evaluate("box => getComputedStyle(box).outlineStyle") != "none"


def test_first_column_stays_while_the_table_scrolls(phone: "Page") -> None:
    """A row of figures means nothing without its organisation."""
    box = widest(phone)
    place = "box => box.querySelector('tbody th').getBoundingClientRect().left"
    before = box.evaluate(place)
    box.evaluate("box => { box.scrollLeft = 200; }")
    assert abs(box.evaluate(place) - before) <= 2


def test_link_to_a_figure_shows_the_figure(browser: "Browser", url: str, real_site: Site) -> None:
    """A permanent link brings its figure into view, also on a phone and inside its box."""
    line = next(
        line
        for line in real_site.read("data/alle-cijfers/cijfers.csv").decode().splitlines()
        if THEME in line and ",totaal," in line
    )
    permalink = line.rsplit(",", 1)[-1].removeprefix(real_site.url)
    context = browser.new_context(viewport=PHONE, reduced_motion="reduce")
    page = context.new_page()
    page.goto(url + permalink)
    assert page.evaluate(
        """() => {
             const place = document.querySelector(':target').getBoundingClientRect();
             return place.top >= 0 && place.bottom <= innerHeight && place.left >= -1
               && place.right <= innerWidth + 1;
           }"""
    )
    context.close()


def test_page_works_without_scripts(browser: "Browser", url: str) -> None:
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(url + THEME)
    assert page.locator("article table").first.is_visible()
    assert page.locator("article h1").is_visible()
    context.close()
