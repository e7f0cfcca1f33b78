"""Charts in a real browser: text that can be read on a phone, marks that stand out."""

from typing import TYPE_CHECKING

import pytest
from tests.browser.served import PHONE

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.slow]

THEMES = ("leefbaarheid", "beschikbaarheid", "betaalbaarheid", "wonen-en-zorg", "duurzaamheid")
# Letters as they are shown, in pixels, and texts that leave the screen.
TEXTS = """() => [...document.querySelectorAll('.iv-g text')].map(text => {
  const box = text.getBoundingClientRect();
  const scale = text.getScreenCTM().a;
  return {
    text: text.textContent,
    size: parseFloat(getComputedStyle(text).fontSize) * scale,
    out: box.left < -0.5 || box.right > document.documentElement.clientWidth + 0.5,
  };
})"""
# Contrast of every mark that carries meaning, by fill or else by line, with the page behind it.
CONTRAST = """() => {
  const light = colour => {
    const parts = colour.match(/[\\d.]+/g).slice(0, 3).map(part => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
  };
  const page = light(getComputedStyle(document.body).backgroundColor);
  const contrast = colour => colour === 'none' ? 0
    : (Math.max(light(colour), page) + 0.05) / (Math.min(light(colour), page) + 0.05);
  const unseen = new Set();
  for (const mark of document.querySelectorAll('.iv-g :is(rect, circle, path, line)')) {
    if (mark.classList.contains('iv-g-spoor')) continue;  // only leads the eye
    const style = getComputedStyle(mark);
    if (Math.max(contrast(style.fill), contrast(style.stroke)) < 3)
      unseen.add(mark.getAttribute('class'));
  }
  return [...unseen];
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_charts_can_be_read_on_a_phone(browser: "Browser", url: str, scheme: str) -> None:
    context = browser.new_context(viewport=PHONE, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    seen = 0
    for theme in THEMES:
        page.goto(f"{url}groningen/inlegvel-2022/{theme}/")
        texts = page.evaluate(TEXTS)
        seen += len(texts)
        assert [text for text in texts if text["size"] < 12 or text["out"]] == []
        assert page.evaluate(CONTRAST) == []
    assert seen > 100
    context.close()


def test_a_chart_follows_light_and_dark(browser: "Browser", url: str) -> None:
    fills = []
    for scheme in ("light", "dark"):
        context = browser.new_context(color_scheme=scheme)  # type: ignore[arg-type]
        page = context.new_page()
        page.goto(f"{url}groningen/inlegvel-2022/leefbaarheid/")
        fills.append(page.eval_on_selector(".iv-g-vol", "mark => getComputedStyle(mark).fill"))
        context.close()
    assert fills[0] != fills[1]
