"""What axe-core finds: on every page in light and dark, on a phone and a desk; and in use.

Every page is opened once, and all that folds is opened. Then axe runs:

- on a phone in light, and on a desk in dark: all its rules for WCAG 2.2 A and AA and for good
  practice, also those that it calls experimental;
- with INLEGVEL_AXE=alles also on a phone in dark, and on a desk in light: its rules about
  colours. The other rules look at the page and its places; those are the same as in the run of
  that width.

Of a table or list whose rows repeat one form axe reads the first, or with INLEGVEL_AXE=alles all
of them. That takes half an hour, so that it is for who changes the look.

No rule is left out. What axe cannot judge by itself (letters over a picture) is no finding.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import axe_playwright_python
import pytest
from tests.browser.served import PHONE
from tests.site.html_tree import Site

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, ViewportSize

pytestmark = [pytest.mark.deep, pytest.mark.browser, pytest.mark.slow]

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
WIDE: "ViewportSize" = {"width": 1440, "height": 900}
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice", "experimental")
COLOURS = ("color-contrast", "link-in-text-block")
# axe leaves its rule for the size of targets off until asked.
ALL = {"runOnly": TAGS, "rules": {"target-size": {"enabled": True}}}
ONLY_COLOURS = {"runOnly": {"type": "rule", "values": COLOURS}}
WAYS = ((PHONE, "light", ALL), (WIDE, "dark", ALL))
OTHER_WAYS = ((PHONE, "dark", ONLY_COLOURS), (WIDE, "light", ONLY_COLOURS))
WHOLE = os.environ.get("INLEGVEL_AXE") == "alles"
# What repeats the form of what stands before it.
FIRST = 8
PARTS = ("tbody > tr", "ul > li", "ol > li", "article details", "dl > div")
REPEATED = [] if WHOLE else [[f"{part}:nth-child(n+{FIRST + 1})"] for part in PARTS]
# Gives each fault in a line, and the rules that found nothing wrong.
RUN = """async ({ repeated, ...options }) => {
  await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
  const { violations, passes } = await axe.run(
    { exclude: repeated }, { ...options, resultTypes: ['violations'] });
  const faults = violations.flatMap(({ id, nodes }) =>
    nodes.map(node => `${id}: ${node.target.flat().join(' ')} ${node.failureSummary}`));
  return { faults, rules: passes.map(rule => rule.id) };
}"""
UNFOLD = "() => { for (const box of document.querySelectorAll('details')) box.open = true; }"


@pytest.fixture
def page(browser: "Browser") -> Iterator["Page"]:
    context = browser.new_context(viewport=PHONE, reduced_motion="reduce")
    yield context.new_page()
    context.close()


def run(page: "Page", options: dict[str, Any], seen: set[str] | None = None) -> list[str]:
    """The faults of an open page as it is now; the rules that ran are added to `seen`."""
    found = page.evaluate(RUN, {**options, "repeated": REPEATED})
    if seen is not None:
        seen.update(found["rules"])
    return list(found["faults"])


def look(page: "Page", seen: set[str] | None = None) -> list[str]:
    """The faults of an open page, small and large, in light and dark; it ends as it began."""
    page.evaluate(AXE)
    faults = []
    for size, scheme, options in (*WAYS, *(OTHER_WAYS if WHOLE else ())):
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=scheme)
        faults += [f"{scheme}, {size['width']}: {fault}" for fault in run(page, options, seen)]
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
