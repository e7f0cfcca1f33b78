"""What axe-core finds: on every page in light and dark, on a phone and a desk; and in use.

Every page is opened once, and all that folds is opened. It is then seen in four ways, without
being opened again: light on a phone, dark on a phone, dark on a desk, light on a desk.

- The rules that read a page (names, order, roles, tables, sizes, places: all for WCAG 2.2 A and
  AA and for good practice, also those that axe calls experimental) run over the whole page, once
  on each size. Colours change nothing for them.
- The rules about colours run in each of the four ways. What they find follows from the colours
  and letters of some words and of all that stands around them. Words of which all these are the
  same have one form; axe judges the first words of each form on a page: tens, not thousands.

With INLEGVEL_AXE=alles all rules run over the whole page in all four ways. That takes most of an
hour, so that it is for who changes the look.

No rule is left out. What axe cannot judge by itself (letters over a picture) is no finding.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import axe_playwright_python
import pytest
from tests.browser.served import PHONE
from tests.site.html_tree import Site

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, ViewportSize

pytestmark = [pytest.mark.browser, pytest.mark.slow]

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
WIDE: "ViewportSize" = {"width": 1440, "height": 900}
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice", "experimental")
COLOURS = ("color-contrast", "link-in-text-block")
# axe leaves its rule for the size of targets off until asked.
SIZES = {"target-size": {"enabled": True}}
ALL = {"runOnly": TAGS, "rules": SIZES}
READING = {"runOnly": TAGS, "rules": SIZES | {rule: {"enabled": False} for rule in COLOURS}}
ONLY_COLOURS = {"runOnly": {"type": "rule", "values": COLOURS}}
# The first time that a page has a size, all rules run.
WAYS = (
    (PHONE, "light", True),
    (PHONE, "dark", False),
    (WIDE, "dark", True),
    (WIDE, "light", False),
)
WHOLE = os.environ.get("INLEGVEL_AXE") == "alles"
# Gives each fault in a line, and the rules that found nothing wrong.
RUN = """async ({ options, parts }) => {
  const { violations, passes } = await axe.run(
    parts ? { include: parts } : document, { ...options, resultTypes: ['violations'] });
  const faults = violations.flatMap(({ id, nodes }) =>
    nodes.map(node => `${id}: ${node.target.flat().join(' ')} ${node.failureSummary}`));
  return { faults, rules: passes.map(rule => rule.id) };
}"""
# The first element of each form that has words of its own, or takes those of the reader.
FORMS = """() => {
  const numbers = new Map();
  const known = new Map([[null, 0]]);
  const form = element => {
    if (known.has(element)) return known.get(element);
    const style = getComputedStyle(element);
    const look = [
      form(element.parentElement), element.tagName, element.getAttribute('class'), style.color,
      style.backgroundColor, style.backgroundImage, style.fontSize, style.fontWeight,
      style.opacity, style.visibility, style.display, style.position, style.textDecorationLine,
    ].join('|');
    if (!numbers.has(look)) numbers.set(look, numbers.size + 1);
    known.set(element, numbers.get(look));
    return numbers.get(look);
  };
  const words = element => element.matches('input, select, textarea') ||
    [...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim());
  const first = new Map();
  for (const element of document.body.querySelectorAll('*'))
    if (words(element) && !first.has(form(element))) first.set(form(element), element);
  return [...first.values()];
}"""
DRAWN = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
UNFOLD = "() => { for (const box of document.querySelectorAll('details')) box.open = true; }"


@pytest.fixture
def page(browser: "Browser") -> Iterator["Page"]:
    context = browser.new_context(viewport=PHONE, reduced_motion="reduce")
    yield context.new_page()
    context.close()


def run(page: "Page", *, anew: bool, seen: set[str]) -> list[str]:
    """The faults of an open page as it is now; the rules that ran are added to `seen`."""
    if WHOLE:
        runs = [{"options": ALL}]
    else:
        forms = page.evaluate_handle(FORMS)
        runs = [{"options": ONLY_COLOURS, "parts": forms}]
        runs += [{"options": READING}] if anew else []
    found = [page.evaluate(RUN, {"parts": None, **each}) for each in runs]
    seen.update(rule for each in found for rule in each["rules"])
    return [fault for each in found for fault in each["faults"]]


def look(page: "Page", seen: set[str] | None = None) -> list[str]:
    """The faults of an open page, small and large, in light and dark; it ends as it began."""
    page.evaluate(AXE)
    faults = []
    for size, scheme, anew in WAYS:
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=scheme)
        page.evaluate(DRAWN)
        found = run(page, anew=anew, seen=set() if seen is None else seen)
        faults += [f"{scheme}, {size['width']}: {fault}" for fault in found]
    page.set_viewport_size(PHONE)
    page.emulate_media(color_scheme="light")
    return faults


# Four parts, so that two cores end at the same time.
@pytest.mark.parametrize("part", range(4))
def test_nothing_is_found_on_any_page(part: int, page: "Page", url: str, real_site: Site) -> None:
    addresses = real_site.addresses[part::4]
    assert len(addresses) > 10
    faults: list[str] = []
    seen: set[str] = set()
    for address in addresses:
        page.goto(url + address)
        page.evaluate(UNFOLD)
        faults += [f"{address}: {fault}" for fault in look(page, seen)]
    assert faults == []
    assert {*COLOURS, "target-size", "scrollable-region-focusable", "td-headers-attr"} <= seen


def test_nothing_is_found_in_use(page: "Page", url: str) -> None:
    """With the menu open, a term explained, results on the screen, a choice that finds nothing."""
    faults = {}
    page.goto(url)
    page.get_by_role("button", name="Menu", exact=True).click()
    faults["menu"] = look(page)

    page.goto(url + "methode/")
    page.locator("button.iv-begrip").first.click()
    assert page.locator("[popover]:popover-open").is_visible()
    faults["term"] = look(page)

    page.goto(url + "zoeken/?q=sloop")
    page.locator("#zoek-resultaten li").first.wait_for()
    faults["results"] = look(page)

    page.goto(url + "cijferverkenner/?indicator=nieuwbouw")
    page.locator("figure.iv-staven").first.wait_for()
    faults["bars"] = look(page)

    page.goto(url + "cijferverkenner/?indicator=bestaat-niet")
    page.locator("#verkenner-leeg").wait_for()
    faults["nothing"] = look(page)

    page.goto(url + "agenda/?trekker=gemeente-groningen")
    page.locator("details.iv-vak[open]").first.wait_for()
    faults["agenda"] = look(page)
    assert {name: found for name, found in faults.items() if found} == {}


def test_faults_are_found(page: "Page", url: str) -> None:
    """Each of these is seen in a page of ours.

    Letters too faint in the dark alone, a small target, a lost head, a picture without words.
    """
    page.goto(url + "themas/")
    page.evaluate(
        """() => {
             const style = new CSSStyleSheet();
             style.replaceSync('[data-md-color-scheme="slate"] #vaag { color: #444 }');
             document.adoptedStyleSheets = [style];
             document.querySelector('article').insertAdjacentHTML('beforeend',
               '<p id="vaag">vaag</p><img src="data:,"><button id="klein">.</button>'
               + '<button>,</button><table><td headers="geen">1</td></table>');
             for (const button of document.querySelectorAll('article > button'))
               button.style.cssText = 'width: 9px; height: 9px; padding: 0; border: 0; margin: 0';
           }"""
    )
    faults = look(page)
    assert [fault for fault in faults if "light" in fault and "color-contrast" in fault] == []
    for rule in ("color-contrast", "image-alt", "target-size", "td-headers-attr"):
        assert [fault for fault in faults if "dark" in fault and rule in fault], rule
