"""An attack in every text of the data, in a real browser and in every download: only text."""

import csv
import html
import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import feedparser
import icalendar
import openpyxl
import pytest
from rdflib import Graph
from tests.browser.served import Handler, serving
from tests.render.test_hostile import attack, spoilt_site
from tests.site.html_tree import Site
from tests.site.website import MakeProject

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Dialog, Page

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("hostile-site")]

MARK = "alert(1)"
# What stands in a page that an attack got into, however it is written there.
TRACE = re.compile("alert|kwaad|7777")
# What an attack would leave on a page.
INJECTED = """() => [...document.querySelectorAll('*')].filter(e =>
  [...e.attributes].some(a => a.name.startsWith('on') || /^\\s*javascript:/i.test(a.value)
    || (['src', 'href', 'action'].includes(a.name) && /kwaad/.test(a.value)))
  || (e.tagName === 'SCRIPT' && !e.src && e.type !== 'application/ld+json'
    && e.type !== 'application/json' && e.textContent.includes('alert(1)'))
).map(e => e.outerHTML.slice(0, 200))"""


@pytest.fixture(scope="module")
def hostile(make_site_project: MakeProject) -> Site:
    """A site with a publisher, and an attack in every text of its data."""
    return spoilt_site(make_site_project, attack)


@pytest.fixture(scope="module")
def url(hostile: Site) -> Iterator[str]:
    with serving(hostile, Handler) as address:
        yield address


@pytest.fixture
def done() -> list[str]:
    """What attacks did on `page`: dialogs, and requests to other hosts."""
    return []


@pytest.fixture
def page(browser: "Browser", url: str, done: list[str]) -> Iterator["Page"]:
    """A page that is watched."""
    context = browser.new_context()
    page = context.new_page()

    def told(dialog: "Dialog") -> None:
        done.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", told)
    page.on("request", lambda r: None if r.url.startswith((url, "data:")) else done.append(r.url))
    yield page
    context.close()


def has_trace(site: Site, address: str) -> bool:
    """Whether anything of an attack came into this page."""
    file = address if address.endswith(".html") else f"{address}index.html"
    return TRACE.search(html.unescape(site.read(file).decode())) is not None


def test_no_attack_runs_on_any_page(hostile: Site, url: str, page: "Page", done: list[str]) -> None:
    """No dialog, no element, no handler, no request to another host; the text is there to read."""
    wrong = {}
    shown = 0
    attacked = [address for address in hostile.addresses if has_trace(hostile, address)]
    for address in attacked:
        page.goto(url + address, wait_until="load")
        injected = page.evaluate(INJECTED)
        if done or injected:
            wrong[address] = [*done, *injected]
            done.clear()
        shown += MARK in page.inner_text("body")
    assert wrong == {}
    assert shown > len(attacked) * 0.9


def test_no_attack_runs_in_what_scripts_write(url: str, page: "Page", done: list[str]) -> None:
    """Results of a search and the explorer are written by scripts, from data."""
    for address in ("zoeken/?q=tekst", "zoeken/?q=%3Cimg%20src=x%20onerror=alert(1)%3E"):
        page.goto(url + address)
        page.wait_for_load_state("networkidle")
        assert page.evaluate(INJECTED) == []
    page.goto(url + "cijferverkenner/")
    page.wait_for_load_state("networkidle")
    assert MARK in page.inner_text("body")
    assert page.evaluate(INJECTED) == []
    assert done == []


def files(hostile: Site, pattern: str) -> list[Path]:
    """The files of a site of one kind; there must be some."""
    found = sorted(hostile.folder.glob(pattern))
    assert found, pattern
    return found


def test_attacks_in_scripts_of_pages_stay_within_their_texts(hostile: Site) -> None:
    """`</script>` in data ends no block of JSON."""
    blocks = 0
    for path in files(hostile, "**/*.html"):
        text = path.read_text(encoding="utf-8")
        for block in re.findall(
            r'<script[^>]*type="?application/(?:ld\+)?json"?[^>]*>(.*?)</script>', text, re.DOTALL
        ):
            json.loads(block)
            blocks += MARK in block
    assert blocks > 2


def test_no_workbook_holds_a_formula(hostile: Site) -> None:
    seen = 0
    for path in files(hostile, "data/*/*.xlsx"):
        book = openpyxl.load_workbook(path)
        for sheet in book:
            for row in sheet.iter_rows():
                assert not [cell.coordinate for cell in row if cell.data_type == "f"], path
                seen += sum(str(cell.value).startswith("=1+1 Tekst") for cell in row)
        with zipfile.ZipFile(path) as archive:
            assert not [name for name in archive.namelist() if "vba" in name.lower()]
    assert seen > 20


def test_tables_for_a_spreadsheet_hold_no_formula(hostile: Site) -> None:
    seen = 0
    for path in files(hostile, "data/*/*.nl.csv"):
        text = path.read_bytes().decode("utf-8-sig")
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=";"):
            for cell in row:
                number = re.fullmatch(r"-?[0-9]+(,[0-9]+)?", cell)
                assert number or not cell.startswith(("=", "+", "-", "@", "\t", "\r")), path
                seen += cell.startswith("'=1+1 Tekst")
    assert seen > 20


def test_data_for_machines_keep_attacks_as_text(hostile: Site) -> None:
    """Every kind can be read by its own reader, and holds the text sign by sign."""
    for pattern in ("data/*/*.json", "data/*.jsonld", "standaard/*/*.json"):
        for path in files(hostile, pattern):
            json.loads(path.read_bytes())
    graph = Graph().parse(files(hostile, "data/catalog.ttl")[0], format="turtle")
    assert any(attack("testdorp-inlegvel-2032.title") in str(value) for value in graph.objects())
    for path in files(hostile, "wijzigingen*.xml") + files(hostile, "wijzigingen/*.xml"):
        assert not feedparser.parse(path.read_bytes()).bozo, path
    (agenda,) = files(hostile, "agenda.ics")
    calendar = icalendar.Calendar.from_ical(agenda.read_bytes())
    assert any(MARK in str(event.get("summary")) for event in calendar.walk("VEVENT"))
    for path in files(hostile, "grafieken/**/*.svg"):
        for element in ElementTree.parse(path).iter():
            assert not element.tag.endswith("}script"), path
            assert not [name for name in element.attrib if name.startswith("on")], path
