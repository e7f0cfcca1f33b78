"""What a reader on a phone pays for the first view of a page, of every page.

Counted is what a browser fetches before anything is touched: the page, its style sheets,
scripts, pictures and fonts, each compressed with gzip as GitHub Pages does; pictures that are
compressed already count as they are.
"""

import gzip
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

import pytest
from tests.browser.served import PHONE, transferred
from tests.site.html_tree import Html, Site

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("real-site")]

MOST, MOST_OF_OURS = 100_000, 35_000
# The theme is what Material for MkDocs brings: its two style sheets and its one script. All
# else is ours, also the part of a page that follows the theme's templates.
THEME = ("assets/stylesheets/main.", "assets/stylesheets/palette.", "assets/javascripts/bundle.")
TEXT = {".html", ".css", ".js", ".svg", ".json"}
# A page of every kind.
KINDS = (
    *("", "agenda/", "agenda/zonder-datum/", "begrippen/", "cijferverkenner/", "zoeken/"),
    *("data/alle-cijfers/", "data/alle-cijfers/woordenboek/", "indicatoren/sloop/", "tijdlijn/"),
    *("groningen/inlegvel-2022/beschikbaarheid/", "organisaties/samen/", "organisaties/lefier/"),
)


@lru_cache
def weight(path: Path) -> int:
    """Bytes of a file on its way to a browser."""
    content = path.read_bytes()
    return len(gzip.compress(content, 6)) if path.suffix in TEXT else len(content)


def fetched(page: Html, address: str) -> set[str]:
    """What the first view of a page fetches besides the page, by address below the site."""
    links = page.root.find("link", rel="stylesheet") + page.root.find("link", rel="icon")
    names = [link.attrs["href"] for link in links]
    names += [script.attrs["src"] for script in page.root.find("script") if "src" in script.attrs]
    names += [image.attrs["src"] for image in page.root.find("img")]
    site = "https://site.example/"
    found = {urljoin(site + address, name) for name in names}
    assert all(name.startswith(site) for name in found), found
    return {urlsplit(name).path.removeprefix("/") for name in found}


def file_of(site: Site, address: str) -> Path:
    """The file at an address below the site."""
    path = site.folder / address
    return path / "index.html" if path.is_dir() else path


def test_first_view_of_every_page_is_light(real_site: Site) -> None:
    heavy = {}
    for address, page in real_site.pages():
        names = {address, *fetched(page, address)}
        weights = {name: weight(file_of(real_site, name)) for name in names}
        ours = sum(size for name, size in weights.items() if not name.startswith(THEME))
        total = sum(weights.values())
        if total > MOST or ours > MOST_OF_OURS:
            heavy[address] = {"total": total, "ours": ours}
    assert heavy == {}, "split the page, or leave out what stands elsewhere"


def test_theme_is_counted_as_such(real_site: Site) -> None:
    """Each of its three files is fetched, by every page."""
    for address, page in real_site.pages():
        names = fetched(page, address)
        assert all(any(name.startswith(start) for name in names) for start in THEME), address


@pytest.mark.parametrize("address", KINDS)
def test_a_browser_fetches_what_was_counted(
    browser: "Browser", compressing: str, real_site: Site, address: str
) -> None:
    """The same files, for as many bytes and the headers; also after everything has run."""
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    got = transferred(page)
    page.goto(compressing + address, wait_until="networkidle")
    names = {address, *fetched(real_site.page(address), address)}
    # A browser without a window asks for no pictogram; those in a style sheet came with it.
    asked = {"assets/favicon.svg"}
    for _ in range(100):  # a busy browser tells later what it fetched
        asked |= {url.removeprefix(compressing) for url, _ in got if not url.startswith("data:")}
        if asked >= names:
            break
        page.wait_for_timeout(50)
    context.close()
    assert asked == names
    counted = sum(weight(file_of(real_site, name)) for name in names)
    assert sum(size for _, size in got) == pytest.approx(counted, abs=2_500)
    assert sum(size for _, size in got) <= MOST
