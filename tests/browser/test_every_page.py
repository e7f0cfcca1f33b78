"""Every page of the real site in a real browser: on a phone and a desk, in light and in dark."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest
from pypdf import PdfReader
from tests.browser.served import DESK, PHONE, until
from tests.site.html_tree import Site

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, ViewportSize

pytestmark = [pytest.mark.browser, pytest.mark.slow]

THEME = "groningen/inlegvel-2022/beschikbaarheid/"
# A desk of 1280 made four times as large (WCAG 1.4.10).
ENLARGED: "ViewportSize" = {"width": 320, "height": 256}
# What a page left on the device: names of all that browsers can keep for it.
KEPT = """async () => [
  ...document.cookie.split(';').filter(Boolean),
  ...Object.keys(localStorage), ...Object.keys(sessionStorage), ...await caches.keys(),
  ...(await indexedDB.databases()).map(database => database.name),
  ...(await navigator.serviceWorker.getRegistrations()).map(worker => worker.scope),
]"""

# What is wrong with the page as it is now; `dark` says which colours it should have.
LOOK = """async dark => {
  await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
  const wrong = [];
  if (document.body.getAttribute('data-md-color-scheme') !== (dark ? 'slate' : 'default'))
    wrong.push('other colours');
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth > width)
    for (const element of document.querySelectorAll('body *'))
      if (element.getBoundingClientRect().right > width + 1 && !element.closest('.iv-tabel *'))
        wrong.push(`sticks out: ${element.tagName}.${element.className}`);
  return wrong.slice(0, 5);
}"""
# Tables whose box does not scroll by itself or cannot be reached by keyboard, and figures that do
# not stand to the right; where a phone shows the cells of a row below each other, none is in a
# column.
TABLES = """() => {
  const wrong = [];
  for (const table of document.querySelectorAll('article table')) {
    const box = table.parentElement;
    if (!['auto', 'scroll'].includes(getComputedStyle(box).overflowX) || box.tabIndex !== 0)
      wrong.push(`no box: ${table.textContent.trim().slice(0, 40)}`);
  }
  for (const cell of document.querySelectorAll('td.iv-getal')) {
    const style = getComputedStyle(cell);
    if (style.display === 'table-cell' && !['right', 'end'].includes(style.textAlign))
      wrong.push(`not to the right: ${cell.textContent}`);
  }
  return wrong.slice(0, 5);
}"""


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


@pytest.fixture
def visit(browser: "Browser", url: str) -> Iterator[Visit]:
    context = browser.new_context(viewport=PHONE, reduced_motion="reduce")
    yield Visit(context.new_page(), url)
    context.close()


def look(page: "Page", sizes: "tuple[ViewportSize, ViewportSize]") -> list[str]:
    """What is wrong with an open page of the first size, in light; then in all other ways."""
    wrong = [f"light, {sizes[0]}: {what}" for what in page.evaluate(LOOK, False)]
    page.emulate_media(color_scheme="dark")
    wrong += [f"dark, {sizes[0]}: {what}" for what in page.evaluate(LOOK, True)]
    page.set_viewport_size(sizes[1])
    wrong += [f"dark, {sizes[1]}: {what}" for what in page.evaluate(LOOK, True)]
    page.emulate_media(color_scheme="light")
    wrong += [f"light, {sizes[1]}: {what}" for what in page.evaluate(LOOK, False)]
    page.set_viewport_size(ENLARGED)
    wrong += [f"enlarged: {what}" for what in page.evaluate(LOOK, False)]
    page.set_viewport_size(sizes[1])
    return wrong + page.evaluate(TABLES)


# Two halves, for two cores.
@pytest.mark.parametrize("half", [0, 1])
def test_nothing_is_broken_on_any_page(half: int, visit: Visit, real_site: Site) -> None:
    """Each page is opened once: one on a phone, the next on a desk, and then made to the other.

    Then it is enlarged, which must not make the page itself scroll sideways. None asks another
    host for anything, or leaves anything on the device but its colours.
    """
    # The links of 404.html have the address of the site, not of this server.
    addresses = [address for address in real_site.addresses if address != "404.html"][half::2]
    assert len(addresses) > 20
    sizes = (PHONE, DESK)
    wrong = []
    for address in addresses:
        visit.page.goto(visit.url + address, wait_until="load")
        wrong += [f"{address}: {what}" for what in look(visit.page, sizes)]
        sizes = (sizes[1], sizes[0])
    assert wrong == []
    assert visit.errors == []
    others = {request for request in visit.requests if not request.startswith((visit.url, "data:"))}
    assert others == set()
    assert len(visit.requests) > len(addresses)
    assert visit.page.context.cookies() == []
    # The theme keeps which colours were last on the screen; the page on privacy says so.
    kept = visit.page.evaluate(KEPT)
    assert [name for name in kept if not name.endswith(".__palette")] == []


def test_dark_is_dark(visit: Visit) -> None:
    """Colours follow the device: on the page, and in the box of a table."""
    shades = {}
    for scheme in ("light", "dark"):
        visit.page.emulate_media(color_scheme=scheme)
        visit.page.goto(visit.url + THEME)
        assert visit.page.evaluate(LOOK, scheme == "dark") == []
        for place in ("body", "article tbody th", "article thead th"):
            colour = visit.page.evaluate(
                "place => getComputedStyle(document.querySelector(place)).backgroundColor", place
            )
            parts = [float(part) for part in re.findall(r"[\d.]+", colour)]
            assert len(parts) == 3, (place, colour)  # not transparent
            shades[place, scheme] = sum(parts) / 3
    for place in ("body", "article tbody th", "article thead th"):
        assert shades[place, "light"] > 180, place
        assert shades[place, "dark"] < 90, place


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
    until(phone, "box => box.scrollLeft > 0", arg=box)
    assert phone.evaluate("window.scrollX") == 0


def test_box_is_reached_with_tab_and_seen(phone: "Page") -> None:
    """Whoever has no mouse gets there, and sees where they are."""
    box = widest(phone)
    before = box.evaluate_handle(
        """box => {
             const all = [...document.querySelectorAll('a[href], summary, button, .iv-tabel')]
               .filter(element => element.tabIndex >= 0 && element.checkVisibility());
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


def test_link_to_a_folded_promise_opens_its_box(
    browser: "Browser", url: str, real_site: Site
) -> None:
    """From another page, and from the same one; closed it tells how many there are."""
    context = browser.new_context(viewport=PHONE, reduced_motion="reduce")
    page = context.new_page()
    (box, *_) = real_site.page(THEME).article.find("details", class_="iv-vak")
    rows = [row.attrs["id"] for row in box.find("li") if "id" in row.attrs]
    summary = box.find("summary")[0]
    assert summary.text.startswith(f"{len(rows)} ")
    in_sight = """id => {
      const box = document.getElementById(id).getBoundingClientRect();
      return box.height > 0 && box.bottom > 0 && box.top < innerHeight;
    }"""
    page.goto(url + THEME)
    assert not page.locator(f"[id='{rows[-1]}']").is_visible()
    page.goto(f"{url}{THEME}#{rows[-1]}")
    until(page, in_sight, arg=rows[-1])
    page.goto("about:blank")
    page.goto(f"{url}{THEME}#{rows[0]}")
    until(page, in_sight, arg=rows[0])
    context.close()


def test_folded_promises_are_printed(desk: "Page", url: str, real_site: Site) -> None:
    """What a screen folds stands on paper in full."""
    desk.goto(url + THEME)
    printed = PdfReader(io.BytesIO(desk.pdf(format="A4", prefer_css_page_size=True)))
    text = "".join("".join(page.extract_text() for page in printed.pages).split())
    promises = real_site.page(THEME).article.find("p", class_="iv-belofte")
    # Up to the first number: a span of years is printed with a dash.
    begun = ["".join(re.split(r"\d", promise.text)[0].split()) for promise in promises]
    assert len({begin for begin in begun if len(begin) > 20}) > 12
    assert [begin for begin in begun if begin not in text] == []


def test_page_works_without_scripts(browser: "Browser", url: str) -> None:
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(url + THEME)
    assert page.locator("article table").first.is_visible()
    assert page.locator("article h1").is_visible()
    context.close()
