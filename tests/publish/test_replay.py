"""The build job replayed: what it publishes, below a path as GitHub Pages does, and from a disk."""

import posixpath
import re
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest
from playwright.sync_api import expect
from tests.publish.conftest import CIJFERS, Replay
from tests.publish.workflow import Runner, jobs, run_steps
from tests.repository import git
from tests.site.html_tree import Html

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("replay")]
BELOW = "/inlegvel/"


class Pages(SimpleHTTPRequestHandler):
    """Serves a folder below a path as GitHub Pages does: folders by their index, else 404.html."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer with a file, the way to its folder, or the page that says it is not there."""
        path = unquote(urlsplit(self.path).path)
        inside = Path(self.directory) / path.removeprefix(BELOW)
        if path.startswith(BELOW) and inside.is_dir() and not path.endswith("/"):
            self.send_response(301)
            self.send_header("Location", f"{path}/")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        target = inside / "index.html" if path.endswith("/") else inside
        there = path.startswith(BELOW) and target.is_file()
        content = (target if there else Path(self.directory) / "404.html").read_bytes()
        self.send_response(200 if there else 404)
        self.send_header("Content-Type", self.guess_type(str(target)) if there else "text/html")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  # name of the parent
        """Say nothing: a request is no news."""


@pytest.fixture(scope="module")
def served(replay: Replay) -> Iterator[str]:
    """The address of the published site, below the path of the repository."""
    handle = partial(Pages, directory=str(replay.clone / "site"))
    with ThreadingHTTPServer(("127.0.0.1", 0), handle) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}{BELOW}"
        server.shutdown()


def addresses(text: str) -> Iterator[str]:
    """Every address on a page that a browser follows or fetches."""
    for element in Html(text).root.walk():
        for name in ("href", "src", "action"):
            if element.attrs.get(name):
                yield element.attrs[name]


def test_a_clone_has_nothing_that_was_not_committed(replay: Replay) -> None:
    """The commands change no file of the repository either."""
    assert git(replay.clone, "status", "--porcelain") == ""


def test_the_site_stands_where_the_repository_says(replay: Replay) -> None:
    home = Html((replay.clone / "site" / "index.html").read_text(encoding="utf-8"))
    (canonical,) = home.root.find("link", rel="canonical")
    assert canonical.attrs["href"] == "https://dorp.github.io/inlegvel/"
    links = [link.attrs["href"] for link in home.root.find("a") if "href" in link.attrs]
    assert "https://github.com/Dorp/inlegvel" in links
    assert "localhost" not in (replay.clone / "site" / "sitemap.xml").read_text(encoding="utf-8")


def test_every_link_works_below_the_path(served: str) -> None:
    """By asking a server, from the home page on, as a robot without JavaScript would."""
    waiting, seen, wrong, pages = [served], {served}, [], 0
    host = served.removesuffix(BELOW)
    while waiting:
        url = waiting.pop()
        try:
            with urllib.request.urlopen(url) as answer:
                kind, body = answer.headers.get_content_type(), answer.read()
        except urllib.error.HTTPError as error:
            wrong.append(f"{url}: {error.code}")
            continue
        if kind != "text/html":
            continue
        pages += 1
        for address in addresses(body.decode()):
            there = urldefrag(urljoin(url, address)).url.partition("?")[0]
            if there.startswith(host) and there not in seen:
                seen.add(there)
                waiting.append(there)
                if not there.startswith(served):
                    wrong.append(f"{url}: {address} leaves the site")
    assert wrong == []
    assert pages > 200
    assert len(seen) > 800


def test_an_unknown_address_gets_a_page_that_leads_back(served: str) -> None:
    with pytest.raises(urllib.error.HTTPError) as found:
        urllib.request.urlopen(f"{served}bestaat/niet/")
    assert found.value.code == 404
    page = found.value.read().decode()
    inside = [a for a in addresses(page) if not urlsplit(a).scheme and not a.startswith("#")]
    assert inside
    assert [a for a in inside if not a.startswith(BELOW)] == []


def test_the_summary_is_for_people(replay: Replay) -> None:
    """What was found, and what changes: the figure that the last commit mends."""
    text = replay.runner.summary.read_text(encoding="utf-8")
    assert text.startswith("# Wat is er gevonden?\n")
    found, _, changed = text.partition("# Wat verandert er in de gegevens?\n")
    assert "0 fouten" in found
    assert "Het cijfer verbeterd" not in changed
    assert "Een cijfer te veel" in changed
    assert re.search(
        r"\| Nieuwbouw, Nijestee, plan, 2022 \| 9\.?\d+ woningen \| \d+ woningen \|", changed
    )
    assert "Traceback" not in text
    assert "make: " not in text


# --- from a disk --------------------------------------------------------------------------------


def test_the_copy_has_every_page_and_download(replay: Replay) -> None:
    site, copy = replay.clone / "site", replay.clone / "schijf"
    without = {"404.html", "sitemap.xml", "sitemap.xml.gz"}
    names = {
        path.relative_to(site).as_posix()
        for path in site.rglob("*")
        if path.is_file() and path.relative_to(site).parts[0] != "pagefind"
    }
    copied = {path.relative_to(copy).as_posix() for path in copy.rglob("*") if path.is_file()}
    assert copied == names - without
    for name in copied:
        if not name.endswith(".html"):
            assert (copy / name).read_bytes() == (site / name).read_bytes()


def test_every_link_from_a_disk_names_a_file(replay: Replay) -> None:
    copy = replay.clone / "schijf"
    wrong, checked = [], 0
    for path in sorted(copy.rglob("*.html")):
        page = path.relative_to(copy).as_posix()
        for address in addresses(path.read_text(encoding="utf-8")):
            parts = urlsplit(address)
            if parts.scheme or not parts.path:
                continue
            checked += 1
            target = posixpath.normpath(
                posixpath.join(posixpath.dirname(page), unquote(parts.path))
            )
            if target.startswith("..") or not (copy / target).is_file():
                wrong.append(f"{page}: {address}")
    assert wrong == []
    assert checked > 20_000


@pytest.mark.browser
def test_a_reviewer_walks_from_page_to_page(disk: "Page") -> None:
    """A double click opens it: no server, and every entry on top leads to a page with a title."""
    seen = set()
    entries = disk.locator(".md-tabs__link").count()
    assert entries > 8
    for number in range(entries):
        disk.locator(".md-tabs__link").nth(number).click()
        disk.wait_for_load_state()
        assert disk.url.startswith("file://")
        assert disk.url.endswith("/index.html")
        seen.add(disk.locator("h1").first.text_content())
    assert len(seen) == entries
    disk.locator("article a[href$='index.html']").first.click()
    disk.wait_for_load_state()
    assert disk.locator("h1").count() == 1
    styled = "getComputedStyle(document.querySelector('.md-header')).position"
    assert disk.evaluate(styled) == "sticky"


@pytest.mark.browser
def test_search_from_a_disk_says_where_it_works(disk: "Page") -> None:
    disk.locator("#iv-zoekvak-kop").fill("sloop")
    disk.locator("#iv-zoekvak-kop").press("Enter")
    expect(disk.locator("#zoek-stand")).to_contain_text(
        "Dit is een kopie op een schijf. Zoeken werkt alleen op de website zelf."
    )
    disk.locator("article li a").first.click()
    disk.wait_for_load_state()
    assert disk.locator("h1").count() == 1


@pytest.mark.browser
def test_the_explorer_works_from_a_disk(disk: "Page", replay: Replay) -> None:
    disk.goto((replay.clone / "schijf" / "cijferverkenner" / "index.html").as_uri())
    before = disk.locator("#verkenner-aantal").text_content()
    assert before
    select = disk.locator("#verkenner-keuzes select").first
    values = select.locator("option").evaluate_all("options => options.map(o => o.value)")
    select.select_option(values[-1])
    expect(disk.locator("#verkenner-aantal")).not_to_have_text(before)


# --- what stops a publication -------------------------------------------------------------------


def checked(replay: Replay, **how: Any) -> tuple[int, str]:
    """The check of the build job, run once more: its exit code and what it says."""
    job = jobs()["build"]
    (step,) = [step for step in run_steps(job) if step["run"].startswith("make check")]
    done = Runner(replay.clone, **how).run(job, step)
    return done.returncode, done.stdout


def test_without_an_address_nothing_is_published(replay: Replay) -> None:
    """The address of this computer is that; a pull request may do without."""
    assert checked(replay, ref="refs/pull/1/merge", repository="")[0] == 0
    code, said = checked(replay, repository="")
    assert code != 0
    assert "http://localhost:8000/" in said
    assert "SITE_URL" in said


def test_with_an_error_nothing_is_published(replay: Replay) -> None:
    """Nor does a pull request pass."""
    figures = replay.clone / CIJFERS
    before = figures.read_text(encoding="utf-8")
    try:
        figures.write_text(before.replace(",nijestee,", ",nijste,"), encoding="utf-8")
        code, said = checked(replay, ref="refs/pull/1/merge")
    finally:
        figures.write_text(before, encoding="utf-8")
    assert code != 0
    assert "nijste" in said
