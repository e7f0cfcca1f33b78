"""The content outlives its generator: what `inlegvel exporteer` writes, built by others.

The export of the real data is built by MkDocs and by Zensical. Every page of both is held, element
by element, against the other and against the page of our own site: words, tables, links,
places to link to, charts. Every file is held byte by byte.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
import yaml
from tests.site.html_tree import Element, Html, Site
from tests.site.test_links import addresses, problem
from tests.site.website import ROOT_URL, read_config, run

from inlegvel.exporteer.settings import LEFT_OUT
from inlegvel.render.jaren import in_woorden

pytestmark = pytest.mark.xdist_group("real-site")

# What our own site puts around the words of a page.
FURNITURE = {"iv-druk", "iv-kruimels", "iv-inhoud", "iv-uitleg"}
# What our template asks for beside a page, for keyboards: other generators bring their own.
OF_TEMPLATE = {f"{ROOT_URL}assets/{name}.js" for name in ("tabellen", "kopieer")}
# Where a term is explained: in the export a link to the glossary, on our site a button besides.
TERM = "iv-begrip"


@pytest.fixture(scope="module")
def export(real_site: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The export of the real data."""
    folder = tmp_path_factory.mktemp("export") / "inlegvel"
    done = run(real_site.folder.parent, "exporteer", str(folder))
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def build(export: Path, program: str, *arguments: str) -> None:
    """Build the export with a generator, in its strict way."""
    done = subprocess.run(
        [sys.executable, "-m", program, "build", "--strict", *arguments],
        cwd=export,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "WARNING" not in done.stderr


@pytest.fixture(scope="module")
def by_mkdocs(export: Path) -> Site:
    folder = export.parent / "by-mkdocs"
    build(export, "mkdocs", "--site-dir", str(folder))
    return Site(folder, ROOT_URL)


@pytest.fixture(scope="module")
def by_zensical(export: Path) -> Site:
    build(export, "zensical")
    return Site(export / "site", ROOT_URL)


def in_words(site: Site, address: str) -> Html:
    """A page with its years in words, as our own site writes them at the end of a build."""
    return Html(in_woorden(site.read(f"{address}index.html").decode()))


def content(element: Element) -> Iterator[Element | str]:
    """What a page says, in order: elements with their words between them, furniture aside."""
    for child in element.children:
        if isinstance(child, str) or child.tag == "pre":
            yield child
        elif "highlight" in child.classes:
            yield from content(child)
        elif not is_furniture(child):
            yield child
            yield from content(child)


def is_furniture(element: Element) -> bool:
    """Whether it says nothing of the page itself."""
    if "iv-verborgen" in element.classes:  # a site may tell who listens that a link leaves it
        return element.parent is not None and leaves(element.parent)
    return bool(FURNITURE & set(element.classes)) or element.attrs.get("id") == "__skip"


def leaves(element: Element) -> bool:
    """Whether it is a link to another website."""
    address = element.attrs.get("href", "")
    return bool(urlsplit(address).netloc) and not address.startswith(ROOT_URL)


def told(page: Html, address: str) -> list[tuple[str, ...] | str]:
    """The content of a page in a form that can be compared: words, and elements with attributes.

    Addresses are whole, as seen from the page; space between elements says nothing.
    """
    found: list[tuple[str, ...] | str] = []
    for part in content(page.article):
        if isinstance(part, str):
            if words := " ".join(part.split()):
                found.append(words)
        elif part.tag == "pre":  # Zensical colours code, in elements of its own
            found.append(("pre", part.raw_text))
        elif leaves(part):  # the rest is what a site tells browsers of others
            found.append((part.tag, part.attrs["href"]))
        elif TERM in part.classes:
            found.append((TERM, explained(part, page, address)))
        else:
            attrs = {
                name: urljoin(ROOT_URL + address, value) if name in {"href", "src"} else value
                for name, value in part.attrs.items()
            }
            found.append((part.tag, *(f"{name}={attrs[name]}" for name in sorted(attrs))))
    return found


def explained(term: Element, page: Html, address: str) -> str:
    """The place in the glossary to which a term leads, at once or by its explanation."""
    if term.tag == "button":
        (link,) = page.by_id[term.attrs["popovertarget"]].find("a")
        return urljoin(ROOT_URL + address, link.attrs["href"])
    return urljoin(ROOT_URL + address, term.attrs["href"])


def first_difference(one: list[tuple[str, ...] | str], other: list[tuple[str, ...] | str]) -> str:
    pairs = zip(one, other, strict=False)
    where = next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
    return f"{one[where : where + 2]} or {other[where : where + 2]}"


def test_both_generators_and_our_site_say_the_same_on_every_page(
    real_site: Site, by_mkdocs: Site, by_zensical: Site
) -> None:
    assert by_mkdocs.addresses == by_zensical.addresses == real_site.addresses
    wrong, parts = [], 0
    for address in real_site.addresses:
        if address == "404.html":  # each generator has its own
            continue
        ours = told(real_site.page(address), address)
        parts += len(ours)
        for name, site in (("mkdocs", by_mkdocs), ("zensical", by_zensical)):
            theirs = told(in_words(site, address), address)
            if theirs != ours:
                wrong.append(f"{name}, {address}: {first_difference(theirs, ours)}")
    assert wrong == []
    assert parts > 100_000  # a comparison of nothing would pass as well


PAGE = """<article><p class="iv-druk">Adres</p><nav class="iv-kruimels"><a href="/">Home</a></nav>
<h1 id="top">Kop</h1>
<p>Een <button class="iv-begrip" popovertarget="uitleg-sloop">sloop</button></p>
<table><tr><td>1.234</td></tr></table><a href="../data/">Data</a>
<a href="https://example.org/a">Elders</a><pre><code>a = 1</code></pre>
<div class="iv-uitleg" id="uitleg-sloop"><a href="../begrippen/#sloop">Alle</a></div></article>"""


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ("1.234", "1.235", False),
        ("<td>", "<th>", False),
        ("../data/", "../datas/", False),
        ("../data/", "/data/", True),  # the same place, written otherwise
        ('id="top"', 'id="kop"', False),
        ("#sloop", "#slopen", False),
        ("a = 1", "a = 2", False),
        ("<code>a = 1", '<code class="c">a <span>=</span> 1', True),
        ("Adres", "Ander adres", True),
        ("Home", "Thuis", True),
        ("https://example.org/a", "https://example.org/b", False),
        ('<a href="https:', '<a rel="external" href="https:', True),
    ],
)
def test_the_comparison_sees_what_differs(old: str, new: str, same: bool) -> None:
    changed = told(Html(PAGE.replace(old, new)), "over/")
    assert (changed == told(Html(PAGE), "over/")) == same


def test_every_page_keeps_its_scripts(real_site: Site, by_zensical: Site) -> None:
    """Also where a template of ours, which is no part of the export, would ask for them."""
    own = re.compile(re.escape(f"{ROOT_URL}assets/") + r"[\w.-]+\.js")

    def asked(site: Site, address: str) -> set[str]:
        links = [link for _, link, fetched in addresses(site.page(address)) if fetched]
        return {link for name in links if own.fullmatch(link := urljoin(ROOT_URL + address, name))}

    ours = {address: asked(real_site, address) - OF_TEMPLATE for address in real_site.addresses}
    assert any(ours.values())
    assert {address: asked(by_zensical, address) for address in by_zensical.addresses} == ours


def test_every_page_has_our_styles(by_zensical: Site, export: Path) -> None:
    sheets = yaml.safe_load((export / "mkdocs.yml").read_text(encoding="utf-8"))["extra_css"]
    assert sheets
    for address, page in by_zensical.pages():
        found = {
            urljoin(ROOT_URL + address, link) for _, link, fetched in addresses(page) if fetched
        }
        assert found >= {ROOT_URL + sheet for sheet in sheets}, address


def test_every_page_keeps_its_title_and_description(
    real_site: Site, by_mkdocs: Site, by_zensical: Site
) -> None:
    def head(page: Html) -> tuple[str, list[str]]:
        found = page.root.find("meta", name="description")
        return page.title, [element.attrs["content"] for element in found]

    for address in real_site.addresses:
        if address != "404.html":
            ours = head(real_site.page(address))
            assert head(in_words(by_mkdocs, address)) == ours, address
            assert head(in_words(by_zensical, address)) == ours, address


def test_the_way_back_is_kept(real_site: Site, by_zensical: Site) -> None:
    """Our site puts it above the title and begins it at the front page."""
    seen = 0
    for address, page in by_zensical.pages():
        trails = page.root.find("nav", class_="iv-kruimels")
        for trail in trails:
            (ours,) = real_site.page(address).article.find("nav", class_="iv-kruimels")
            links = [link.attrs["href"] for link in ours.find("a")]
            assert [link.attrs["href"] for link in trail.find("a")] == links[1:], address
            seen += 1
    assert seen > 100


def test_every_download_picture_and_script_is_there(
    real_site: Site, export: Path, by_mkdocs: Site, by_zensical: Site
) -> None:
    """All below data/, all to which the words of a page lead, and all that the export has."""
    wanted = {path.removeprefix("/") for address, page in real_site.pages()
              if address != "404.html" for path in files_of(page, address)}  # fmt: skip
    wanted |= files_below(real_site.folder, "data/")
    assert len(wanted) > 400
    given = files_below(export / "docs", "")
    for site in (by_mkdocs, by_zensical):
        assert [name for name in wanted if site.read(name) != real_site.read(name)] == []
        different = [n for n in given if site.read(n) != (export / "docs" / n).read_bytes()]
        assert different == []


def files_below(folder: Path, start: str) -> set[str]:
    """The files that are no pages, by their path below `folder`."""
    paths = [path for path in (folder / start).rglob("*") if path.is_file()]
    return {
        path.relative_to(folder).as_posix() for path in paths if path.suffix not in {".html", ".md"}
    }


def files_of(page: Html, address: str) -> Iterator[str]:
    """The paths of files of the site to which the words of a page lead."""
    for element in page.article.walk():
        for name in ("href", "src"):
            there = urlsplit(urljoin(ROOT_URL + address, element.attrs.get(name, "")))
            if there.netloc == urlsplit(ROOT_URL).netloc and not there.path.endswith(
                ("/", ".html")
            ):
                yield there.path


def test_every_link_of_zensical_leads_somewhere(by_zensical: Site) -> None:
    """Also those in the head, the menu and the foot that the generator made itself."""
    wrong = [
        f"{page}: {address}: {what}"
        for page, html in by_zensical.pages()
        for _, address, _ in addresses(html)
        if not address.startswith(("mailto:", "data:"))
        and (what := problem(by_zensical, page, address))
    ]
    assert wrong == []


def test_nothing_is_fetched_from_another_host(by_zensical: Site) -> None:
    hosts = {
        urlsplit(urljoin(ROOT_URL, address)).netloc
        for _, html in by_zensical.pages()
        for _, address, fetched in addresses(html)
        if fetched
    }
    assert hosts == {urlsplit(ROOT_URL).netloc}


def test_the_trial_and_the_day_stand_below_every_page(by_zensical: Site) -> None:
    for _, page in by_zensical.pages():
        (foot,) = page.root.find("footer", class_="md-footer")
        assert "Peildatum van deze website: " in foot.text
        assert "Dit is een proef, geen officiële website." in foot.text


def test_the_settings_are_plain(export: Path, real_site: Site) -> None:
    settings = yaml.safe_load((export / "mkdocs.yml").read_text(encoding="utf-8"))
    ours = read_config(real_site.folder.parent)
    assert set(settings) == {key for key in ours if key != "repo_url"} - set(LEFT_OUT) | {
        "copyright",
        "plugins",
    }
    assert settings["plugins"] == [{"search": {"enabled": False}}]
    assert "custom_dir" not in settings["theme"]
    assert settings["nav"] == [*ours["nav"], {"Zoeken": "zoeken/index.md"}]


def test_no_page_holds_a_macro(export: Path) -> None:
    """Save where the guide shows one, as code."""
    macro = re.compile(r"\{\{|\{%|\{#(?! *[\w-]+ *\})")
    for path in sorted((export / "docs").rglob("*.md")):
        text = re.sub(r"`[^`\n]*`", "", path.read_text(encoding="utf-8"))
        assert not macro.search(text), path
        assert "render_macros" not in text, path
