"""Every link, anchor, picture and download of a site leads somewhere.

The real site is looked at three ways: at the root of a host, below a path, and as files that
someone copied to a disk. The small site has what the real data do not have yet.
"""

import posixpath
from collections import Counter
from collections.abc import Iterator
from urllib.parse import unquote, urldefrag, urljoin, urlsplit
from xml.etree import ElementTree as ET

import pytest
from tests.site.html_tree import Element, Html, Site

pytestmark = pytest.mark.xdist_group("real-site")

# Attributes that hold an address, and whether a browser fetches it by itself.
FETCHED = {("img", "src"), ("script", "src"), ("iframe", "src"), ("source", "src")}
FETCHED_LINKS = {"stylesheet", "icon", "preload", "modulepreload"}


def addresses(page: Html) -> Iterator[tuple[Element, str, bool]]:
    """Every address on a page: its element, the address, and whether it is fetched."""
    for element in page.root.walk():
        for name in ("href", "src", "data", "action", "poster"):
            if name in element.attrs and element.attrs[name] != "":
                fetched = (element.tag, name) in FETCHED or bool(
                    element.tag == "link" and FETCHED_LINKS & set(element.attrs["rel"].split())
                )
                yield element, element.attrs[name], fetched


@pytest.fixture(params=["real_site", "basis_site_below", "basis_site"])
def site(request: pytest.FixtureRequest) -> Site:
    found: Site = request.getfixturevalue(request.param)
    return found


def problem(site: Site, page: str, address: str) -> str:
    """What is wrong with an address on a page; empty where it leads somewhere."""
    there, fragment = urldefrag(urljoin(site.url + page, address))
    there = there.partition("?")[0]  # choices that a script reads
    if not there.startswith(site.url):
        own = urlsplit(there).netloc == urlsplit(site.url).netloc
        return "leaves the site" if own else ""
    path = unquote(there.removeprefix(site.url))
    if path.endswith("/") or not path:
        if not (site.folder / path / "index.html").is_file():
            return "no such page"
    elif not (site.folder / path).is_file():
        return "no such file"
    is_page = path.endswith((".html", "/")) or not path
    if fragment and is_page and unquote(fragment) not in site.page(path).by_id:
        return "no such place on that page"
    return ""


def test_every_link_leads_somewhere(site: Site) -> None:
    wrong = [
        f"{page}: {address}: {what}"
        for page, html in site.pages()
        for element, address, _ in addresses(html)
        if not address.startswith(("mailto:", "data:")) and (what := problem(site, page, address))
    ]
    assert wrong == []


def test_links_are_plain_addresses(real_site: Site) -> None:
    """No script, no unknown scheme: only the web, mail, and this site."""
    schemes = {
        urlsplit(address).scheme
        for _, html in real_site.pages()
        for _, address, _ in addresses(html)
    }
    assert schemes <= {"", "http", "https", "mailto", "data"}


def test_nothing_is_fetched_from_another_host(site: Site) -> None:
    wrong = [
        f"{page}: {address}"
        for page, html in site.pages()
        for _, address, fetched in addresses(html)
        if fetched and not urljoin(site.url + page, address).startswith((site.url, "data:"))
    ]
    assert wrong == []


def test_links_work_from_a_disk(real_site: Site) -> None:
    """Relative links never leave the folder; 404.html is for servers alone."""
    wrong = []
    for page, html in real_site.pages():
        if page == "404.html":
            continue
        for element, address, _ in addresses(html):
            if urlsplit(address).scheme:
                absolute_is_meant = element.tag == "link" and element.attrs["rel"] == "canonical"
                if address.startswith(real_site.url) and not absolute_is_meant:
                    wrong.append(f"{page}: {address} is absolute")
                continue
            path = posixpath.normpath(posixpath.join(page, unquote(urlsplit(address).path)))
            if path.startswith(("..", "/")) or not (real_site.folder / path).exists():
                wrong.append(f"{page}: {address}")
    assert wrong == []


def test_no_id_stands_twice(site: Site) -> None:
    wrong = {
        page: twice
        for page, html in site.pages()
        if (twice := [name for name, count in Counter(html.ids).items() if count > 1])
    }
    assert wrong == {}


def test_labels_name_what_is_there(real_site: Site) -> None:
    """What aria and labels refer to is on the same page."""
    wrong = [
        f"{page}: {name}={target}"
        for page, html in real_site.pages()
        for element in html.root.walk()
        for name in ("aria-labelledby", "aria-describedby", "aria-controls", "headers")
        for target in element.attrs.get(name, "").split()
        if target not in html.by_id
    ]
    assert wrong == []


def test_sitemap_names_every_page(site: Site) -> None:
    tree = ET.fromstring(site.read("sitemap.xml"))
    listed = [element.text or "" for element in tree.iter() if element.tag.endswith("}loc")]
    assert sorted(listed) == [
        site.url + address for address in site.addresses if address != "404.html"
    ]


def reached(site: Site) -> set[str]:
    """Every page and file that can be reached by links from the home page."""
    found: set[str] = set()
    waiting = [""]
    while waiting:
        page = waiting.pop()
        if page in found:
            continue
        found.add(page)
        if not (site.folder / page / "index.html").is_file():
            continue  # another test says so
        for element, address, _ in addresses(site.page(page)):
            there = urldefrag(urljoin(site.url + page, address)).url
            if element.tag == "a" and there.startswith(site.url):
                waiting.append(there.removeprefix(site.url).partition("?")[0])
    return found


def test_every_page_is_reached_from_home(real_site: Site) -> None:
    assert set(real_site.addresses) - {"404.html"} - reached(real_site) == set()


def test_every_download_is_reached_from_home(real_site: Site) -> None:
    files = {
        path.relative_to(real_site.folder).as_posix()
        for path in (real_site.folder / "data").rglob("*")
        if path.is_file() and path.name != "index.html"
    }
    assert len(files) > 30
    assert files - reached(real_site) == set()


@pytest.mark.parametrize("which", ["real_site", "basis_site"])
def test_page_with_a_table_offers_it_as_csv(which: str, request: pytest.FixtureRequest) -> None:
    """Whoever wants to calculate has the rows at hand, on every page that shows some."""
    site: Site = request.getfixturevalue(which)
    found = 0
    for address, page in site.pages():
        if address.startswith("standaard/"):
            continue  # about columns, not rows: those pages offer their schemas as JSON
        if page.article.find("table", class_="iv-t"):
            files = [
                link.attrs["href"]
                for link in page.article.find("a")
                if "download" in link.attrs and link.attrs["href"].endswith(".csv")
            ]
            assert files, address
            found += 1
    assert found > 10
