"""Pages can be found: by search, by what their titles say, and by the way back."""

import gzip
import json
from collections import Counter
from urllib.parse import urljoin
from xml.etree import ElementTree as ET

import pytest
from tests.site.html_tree import Site
from tests.site.website import ROOT

pytestmark = pytest.mark.xdist_group("real-site")

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LONGEST = 160  # more of a description is cut off in lists of results
SEARCH = "zoeken/"


def described(site: Site) -> dict[str, str]:
    """The description of every page."""
    return {
        address: page.root.find("meta", name="description")[0].attrs["content"]
        for address, page in site.pages()
    }


def test_titles_tell_pages_apart(real_site: Site) -> None:
    titles = Counter(page.title for _, page in real_site.pages())
    assert [title for title, count in titles.items() if count > 1] == []
    assert all(title for title in titles)


def test_descriptions_tell_pages_apart(real_site: Site) -> None:
    texts = described(real_site)
    del texts["404.html"]  # has that of the website
    counted = Counter(texts.values())
    assert [text for text, count in counted.items() if count > 1] == []
    assert [address for address, text in texts.items() if not 20 <= len(text) <= LONGEST] == []


def test_every_page_has_a_way_back(real_site: Site) -> None:
    for address, page in real_site.pages():
        if address in ("", "404.html"):
            continue
        trails = page.article.find("nav", class_="iv-kruimels")
        assert len(trails) == 1, address
        first = trails[0].find("a")[0]
        assert first.text == "Home", address
        assert urljoin(real_site.url + address, first.attrs["href"]) == real_site.url, address
        here = trails[0].find("li")[-1].find("span")[0]
        assert here.attrs.get("aria-current") == "page", address


def test_sitemap_lists_every_page_with_the_day_of_the_data(real_site: Site) -> None:
    listed = {
        entry.findtext(f"{SITEMAP}loc", ""): entry.findtext(f"{SITEMAP}lastmod", "")
        for entry in ET.fromstring(real_site.read("sitemap.xml"))
    }
    pages = {real_site.url + address for address in real_site.addresses} - {
        f"{real_site.url}404.html"
    }
    assert set(listed) == pages
    register = ROOT / "datapackages" / "register" / "datapackage.json"
    assert set(listed.values()) == {json.loads(register.read_text(encoding="utf-8"))["peildatum"]}


def test_every_page_leads_to_search(real_site: Site) -> None:
    for address, page in real_site.pages():
        forms = page.root.find("form", role="search")
        assert forms, address
        names = {form.attrs.get("aria-label", "") for form in forms}
        assert len(names) == len(forms), address  # told apart by those who cannot see them
        for form in forms:
            assert form.find("input", name="q", type="search"), address
            labelled = {label.attrs.get("for") for label in form.find("label")}
            assert form.find("input")[0].attrs["id"] in labelled, address
            assert address == SEARCH or form.attrs["action"].endswith(SEARCH), address
        if address != SEARCH:
            assert page.root.find("a", class_="iv-zoekknop"), address


def test_index_is_there_and_no_page_reads_it(real_site: Site) -> None:
    for name in ("pagefind.js", "pagefind-entry.json", "wasm.nl.pagefind"):
        assert real_site.read(f"pagefind/{name}")
    entry = json.loads(real_site.read("pagefind/pagefind-entry.json"))
    assert set(entry["languages"]) == {"nl"}
    assert not (real_site.folder / "search").exists()  # that of the theme, read by every page
    for address, page in real_site.pages():
        sources = [script.attrs.get("src", "") for script in page.root.find("script")]
        assert not any("pagefind" in source for source in sources), address
        assert any(source.endswith("zoeken.js") for source in sources) == (address == SEARCH)


def test_index_says_what_expired(real_site: Site) -> None:
    fragments = [
        json.loads(gzip.decompress(path.read_bytes()).decode().removeprefix("pagefind_dcd"))
        for path in real_site.folder.glob("pagefind/fragment/*.pf_fragment")
    ]
    said = {fragment["url"]: fragment["meta"].get("verlopen", "") for fragment in fragments}
    expired = [
        address
        for address, page in real_site.pages()
        if page.root.find("p", **{"data-pagefind-meta": "verlopen"})
    ]
    assert expired
    assert all(said[f"/{address}"] for address in expired)
    assert sum(map(bool, said.values())) == len(expired)
