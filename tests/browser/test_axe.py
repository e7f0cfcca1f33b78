"""What axe-core finds: on every page in light and dark, on a phone and a desk; and in use.

Every page is opened once, and all that folds is opened. It is then seen in four ways, without
being opened again: light and dark on a phone, dark and light on a desk.

- The rules that read a page (names, order, roles, tables, sizes, places: all for WCAG 2.2 A and
  AA and for good practice, also those that axe calls experimental) run over the whole page, once
  on each size. Colours change nothing for them.
- The rules about colours run in each of the four ways. What they find follows from the colours,
  letters and place of some words and of all that they stand in. Words of which all these are the
  same have one form. Light on a phone and dark on a desk axe judges the first words of each form
  on the page: tens, not thousands. In the two other ways it judges the forms that no page had
  before.

With INLEGVEL_AXE=alles all rules run over the whole page in all four ways. That takes half an
hour, so that it is for who changes the look.

No rule is left out. What axe cannot judge by itself (letters over a picture) is no finding.
"""

import os
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

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
# Size, colours, and whether this is the way on this size in which all rules run.
WAYS = (
    (PHONE, "light", True),
    (PHONE, "dark", False),
    (WIDE, "dark", True),
    (WIDE, "light", False),
)
WHOLE = os.environ.get("INLEGVEL_AXE") == "alles"
# Gives each fault in a line, and the rules that found nothing wrong.
RUN = """async ({ options, whole }) => {
  const { violations, passes } = await axe.run(
    whole ? document : { include: window.formParts }, { ...options, resultTypes: ['violations'] });
  const faults = violations.flatMap(({ id, nodes }) =>
    nodes.map(node => `${id}: ${node.target.flat().join(' ')} ${node.failureSummary}`));
  return { faults, rules: passes.map(rule => rule.id) };
}"""
# The first element of each form that has words of its own, or takes those of the reader, but for
# the forms in `known`; and their forms, each as a number that is the same on every page.
FORMS = """known => {
  const number = text => {  // two sums as one number, which two forms hardly ever share
    let [one, other] = [5381, 52711];
    for (let place = 0; place < text.length; place++) {
      one = Math.imul(one, 33) ^ text.charCodeAt(place);
      other = Math.imul(other, 65599) + text.charCodeAt(place) | 0;
    }
    return (one >>> 0) * 2 ** 20 + (other >>> 12);
  };
  const forms = new Map([[null, 0]]);
  const form = element => {
    if (forms.has(element)) return forms.get(element);
    const style = getComputedStyle(element);
    const look = [
      form(element.parentElement), element.tagName, element.getAttribute('class'), style.color,
      style.backgroundColor, style.backgroundImage, style.fontSize, style.fontWeight,
      style.opacity, style.visibility, style.display, style.position, style.textDecorationLine,
    ].join('|');
    forms.set(element, number(look));
    return forms.get(element);
  };
  const words = element => element.matches('input, select, textarea') ||
    [...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim());
  const before = new Set(known);
  const first = new Map();
  for (const element of document.body.querySelectorAll('*'))
    if (words(element) && !before.has(form(element)) && !first.has(form(element)))
      first.set(form(element), element);
  window.formParts = [...first.values()];
  return [...first.keys()];
}"""
DRAWN = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
# Opens all that folds, and gives the rows that stay hidden; in the explorer those of a kind that is
# not chosen do not count.
UNFOLD = """() => {
  for (const box of document.querySelectorAll('details')) box.open = true;
  const more = document.querySelector('#verkenner-meer');
  if (more && !more.hidden) more.click();
  return [...document.querySelectorAll('article tr')]
    .filter(row => !row.checkVisibility() && !row.closest('.iv-verkenner-deel[hidden]'))
    .map(row => row.id || row.textContent.trim());
}"""


@pytest.fixture
def page(browser: "Browser") -> Iterator["Page"]:
    context = browser.new_context(viewport=PHONE, reduced_motion="reduce")
    yield context.new_page()
    context.close()


@dataclass
class Look:
    """Looks at page after page, and knows which forms it has seen in each way."""

    page: "Page"
    ways: list[tuple["ViewportSize", str, bool]] = field(default_factory=lambda: [*WAYS[::-1]])
    rules: set[str] = field(default_factory=set)  # those that ran
    forms: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))

    def faults(self) -> list[str]:
        """The faults of the open page, small and large, in light and dark.

        The way in which it is seen last is that in which the next page is seen first.
        """
        self.page.evaluate(AXE)
        self.ways.reverse()
        found = []
        for size, scheme, first in self.ways:
            self.page.set_viewport_size(size)
            self.page.emulate_media(color_scheme=scheme)
            self.page.evaluate(DRAWN)
            way = f"{scheme}, {size['width']}"
            if WHOLE:
                faults = self._run(ALL)
            else:
                faults = self._colours(self.forms[way], anew=first)
                faults += self._run(READING) if first else []
            found += [f"{way}: {fault}" for fault in faults]
        return found

    def _colours(self, known: set[int], *, anew: bool) -> list[str]:
        """What the rules about colours find, in the forms of this page or only in new ones."""
        forms = self.page.evaluate(FORMS, [] if anew else list(known))
        known.update(forms)
        return self._run(ONLY_COLOURS, whole=False) if forms else []

    def _run(self, options: dict[str, Any], *, whole: bool = True) -> list[str]:
        found = self.page.evaluate(RUN, {"options": options, "whole": whole})
        self.rules.update(found["rules"])
        return list(found["faults"])


# Four parts, so that two cores end at the same time.
@pytest.mark.parametrize("part", range(4))
def test_nothing_is_found_on_any_page(part: int, page: "Page", url: str, real_site: Site) -> None:
    addresses = real_site.addresses[part::4]
    assert len(addresses) > 10
    faults: list[str] = []
    look = Look(page)
    for address in addresses:
        page.goto(url + address)
        assert page.evaluate(UNFOLD) == [], address
        faults += [f"{address}: {fault}" for fault in look.faults()]
    assert faults == []
    assert {*COLOURS, "target-size", "scrollable-region-focusable", "td-headers-attr"} <= look.rules
    # Each way met the forms of all pages.
    assert WHOLE or min(len(forms) for forms in look.forms.values()) > 100


def test_nothing_is_found_in_use(page: "Page", url: str) -> None:
    """With the menu open, a term explained, results on the screen, a choice that finds nothing.

    Each is opened on a phone. A look ends on a desk.
    """
    faults = {}

    def visit(address: str) -> None:
        page.set_viewport_size(PHONE)
        page.goto(url + address)

    visit("")
    page.get_by_role("button", name="Menu", exact=True).click()
    faults["menu"] = Look(page).faults()

    visit("methode/")
    page.locator("button.iv-begrip").first.click()
    assert page.locator("[popover]:popover-open").is_visible()
    faults["term"] = Look(page).faults()

    visit("zoeken/?q=sloop")
    page.locator("#zoek-resultaten li").first.wait_for()
    faults["results"] = Look(page).faults()

    visit("cijferverkenner/?indicator=nieuwbouw")
    page.locator("figure.iv-staven").first.wait_for()
    faults["bars"] = Look(page).faults()

    visit("cijferverkenner/?indicator=bestaat-niet")
    page.locator("#verkenner-leeg").wait_for()
    faults["nothing"] = Look(page).faults()

    visit("agenda/?trekker=gemeente-groningen")
    page.locator("details.iv-vak[open]").first.wait_for()
    faults["agenda"] = Look(page).faults()
    assert {name: found for name, found in faults.items() if found} == {}


def test_nothing_is_found_in_the_other_tables_of_the_explorer(
    page: "Page", url: str, real_site: Site
) -> None:
    """All rows of each kind of figure; the first kind stands on the page as it opens."""
    kinds = real_site.page("cijferverkenner/").article.find("section", class_="iv-verkenner-deel")
    assert len(kinds) > 1
    faults = {}
    for kind in [section.attrs["data-aard"] for section in kinds[1:]]:
        page.set_viewport_size(PHONE)
        page.goto(f"{url}cijferverkenner/?aard={kind}")
        assert page.evaluate(UNFOLD) == []
        assert page.locator(f"#{kind} tbody tr").last.is_visible()
        faults[kind] = Look(page).faults()
    assert {name: found for name, found in faults.items() if found} == {}


def test_faults_are_found(page: "Page", url: str) -> None:
    """Each of these is seen in a page of ours.

    Letters too faint in the dark alone, a small target, a lost head, a picture without words. Also
    where all other forms on the page were seen before.
    """
    page.goto(url + "themas/")
    look = Look(page)
    assert look.faults() == []
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
    faults = look.faults()
    faint = [fault for fault in faults if "color-contrast" in fault]
    assert sorted(fault.split(": ")[0] for fault in faint) == ["dark, 1440", "dark, 360"]
    for way in ("light, 360", "dark, 1440"):
        for rule in ("image-alt", "target-size", "td-headers-attr"):
            assert [fault for fault in faults if fault.startswith(f"{way}: {rule}")], (way, rule)
