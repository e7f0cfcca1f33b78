"""`inlegvel serveer`: what is saved is shown, a mistake too, and the server lives on."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.site.html_tree import Html
from tests.site.website import CODE, MakeProject

from inlegvel.pipeline import examine

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("serve")]

PATIENCE = 60  # seconds; a slow machine is no error, a server that hangs is
CIJFERS = "datapackages/testdorp/inlegvel-2032/cijfers.csv"
TYPED = "nieuwbouw,de-dakpan,geheel,2032,2032,basis,voornemen,,40,"
OVER = "docs/over/index.md"
THEME = "testdorp/inlegvel-2032/beschikbaarheid/"
ALERT = 'role="alert"'


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Server:
    """A running `serveer`; what it says is in a file."""

    def __init__(self, root: Path, log: Path):
        self.root = root
        self.log = log
        port = free_port()
        self.url = f"http://127.0.0.1:{port}/"
        env = {k: v for k, v in os.environ.items() if k not in {"SOURCE_DATE_EPOCH", "SITE_URL"}}
        with log.open("wb") as output:
            self.process = subprocess.Popen(
                [
                    *(sys.executable, "-m", "inlegvel", "--map", str(root)),
                    *("serveer", "--adres", f"127.0.0.1:{port}"),
                ],
                env={**env, "PYTHONPATH": str(CODE), "PYTHONUNBUFFERED": "1"},
                stdout=output,
                stderr=subprocess.STDOUT,
            )

    def get(self, path: str) -> str:
        """The page at this address; empty while there is none."""
        try:
            with urllib.request.urlopen(self.url + path, timeout=10) as answer:
                text: str = answer.read().decode()
                return text
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return ""

    def wait_for(self, path: str, holds: Callable[[str], bool], what: str) -> str:
        """The page, as soon as it is as it should be."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            assert self.process.poll() is None, f"the server died:\n{self.said()}"
            text = self.get(path)
            if text and holds(text):
                return text
            time.sleep(0.1)
        raise AssertionError(f"{what} never came:\n{self.said()}")

    def said(self) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace")

    def change(self, name: str, old: str, new: str) -> None:
        """Save a file anew, as an editor does."""
        path = self.root / name
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1
        path.write_text(text.replace(old, new), encoding="utf-8")

    def stop(self) -> int:
        self.process.send_signal(signal.SIGINT)
        try:
            return self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            return self.process.wait()


@pytest.fixture(scope="module")
def running(
    make_site_project: MakeProject, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """One server for all tests here."""
    root = make_site_project(over="# Over\n\nTekst.\n")
    found = Server(root, tmp_path_factory.mktemp("serve") / "log.txt")
    try:
        found.wait_for("", lambda text: "<h1" in text, "the home page")
        yield found
    finally:
        found.stop()


@pytest.fixture
def server(running: Server) -> Iterator[Server]:
    """The server; what a test leaves broken is put back, so that it spoils no other test."""
    before = {name: (running.root / name).read_bytes() for name in (CIJFERS, OVER)}
    yield running
    changed = False
    for name, content in before.items():
        path = running.root / name
        if not path.exists() or path.read_bytes() != content:
            path.write_bytes(content)
            changed = True
    if changed:
        running.wait_for(THEME, figure("40"), "the page as it was")
        for page in ("over/", ""):  # pages of one build appear one by one
            running.wait_for(page, whole_page, "the page as it was")
        running.wait_for("over/", lambda text: "Tekst." in text, "the page as it was")


def figure(value: str) -> Callable[[str], bool]:
    """Whether the theme page shows this value for De Dakpan, and no finding."""
    place = 'id="nieuwbouw.de-dakpan.geheel.2032.2032.basis.voornemen"'
    pattern = re.compile(rf"{re.escape(place)}[^>]*>{re.escape(value)}\b")
    return lambda text: bool(pattern.search(text)) and ALERT not in text


def broken_page(text: str) -> bool:
    """Whether the page shows a finding."""
    return ALERT in text


def whole_page(text: str) -> bool:
    """Whether the page shows none."""
    return ALERT not in text and "</html>" in text


def test_page_is_served(server: Server) -> None:
    server.wait_for(THEME, figure("40"), "the theme page")
    assert "cijfer" in server.get("data/testdorp-inlegvel-2032/")
    assert server.get("data/testdorp-inlegvel-2032/cijfers.csv").startswith("indicator,")


def test_saving_a_table_changes_the_page(server: Server) -> None:
    server.change(CIJFERS, TYPED, TYPED.replace("40", "1234"))
    server.wait_for(THEME, figure("1.234"), "the new figure")
    server.wait_for(
        "data/alle-cijfers/cijfers.csv", lambda text: ",1234," in text, "the new download"
    )


def test_downloads_are_made_when_asked_for(server: Server) -> None:
    """Any of them, though none was made before; and anew after a change."""
    assert "xlsx" not in server.said()
    for path, start in {
        "data/alle-cijfers/alle-cijfers.xlsx": b"PK",
        "data/alle-cijfers/alle-cijfers.zip": b"PK",
        "data/inlegvel.sqlite": b"SQLite format 3",
        "data/testdorp-inlegvel-2032/cijfers.nl.csv": b"\xef\xbb\xbfindicator;",
    }.items():
        with urllib.request.urlopen(server.url + path, timeout=PATIENCE) as answer:
            assert answer.read().startswith(start), path
    sums = server.get("data/SHA256SUMS")
    server.change(CIJFERS, TYPED, TYPED.replace("40", "43"))
    server.wait_for("data/SHA256SUMS", lambda text: text != sums, "the new checksums")


def test_mistake_in_a_table_shows_and_mending_it_brings_the_page_back(server: Server) -> None:
    broken = TYPED.replace("40", "veertig")
    server.change(CIJFERS, TYPED, broken)
    (finding,) = examine(server.root).findings
    text = server.wait_for(THEME, broken_page, "the finding")
    for said in (finding.plaats, finding.melding, finding.herstel):
        assert said in Html(text).root.text
    assert 'id="nieuwbouw.de-dakpan' in text  # the last good data stay
    server.wait_for("", broken_page, "the finding on another page")
    server.change(CIJFERS, broken, TYPED.replace("40", "41"))
    server.wait_for(THEME, figure("41"), "the mended page")
    server.wait_for("", whole_page, "the other page")


def test_mistake_in_a_macro_shows_and_mending_it_brings_the_page_back(server: Server) -> None:
    server.change(OVER, "Tekst.", 'Een {{ begrip("nieuwbau") }}.')
    text = server.wait_for("over/", broken_page, "the finding")
    assert "docs/over/index.md, regel 3" in text
    assert "nieuwbouw" in text
    assert "Traceback" not in text
    assert "Tekst." in text  # the last good text stays
    server.change(OVER, "nieuwbau", "nieuwbouw")
    text = server.wait_for("over/", whole_page, "the mended page")
    assert 'class="iv-begrip"' in text


def test_link_that_leads_nowhere_shows_and_mending_it_brings_the_page_back(server: Server) -> None:
    server.change(OVER, "Tekst.", "Een [link](../methde/index.md).")
    text = server.wait_for("over/", broken_page, "the finding")
    assert "docs/over/index.md, regel 3" in text
    assert "../methode/index.md" in text
    assert "contains a link" not in server.said()
    server.change(OVER, "methde", "methode")
    server.wait_for("over/", whole_page, "the mended page")


def test_data_are_shown_while_a_page_has_a_mistake(server: Server) -> None:
    server.change(OVER, "Tekst.", 'Een {{ begrip("nieuwbau") }}.')
    server.wait_for("over/", broken_page, "the finding")
    server.change(CIJFERS, TYPED, TYPED.replace("40", "1234"))
    server.wait_for(THEME, lambda text: ">1.234" in text, "the new figure")


def test_typed_figure_shows_and_mending_it_brings_the_page_back(server: Server) -> None:
    server.change(OVER, "Tekst.", "Er zijn 12 huizen.")
    assert "‘12’" in server.wait_for("over/", broken_page, "the finding")
    server.change(OVER, "Er zijn 12 huizen.", "Tekst en uitleg.")
    text = server.wait_for("over/", whole_page, "the mended page")
    assert "Tekst en uitleg." in text


def test_table_that_is_gone_shows_and_comes_back(server: Server) -> None:
    path = server.root / CIJFERS
    aside = server.root / "aside.csv"
    shutil.move(path, aside)
    assert "cijfers.csv" in server.wait_for(THEME, broken_page, "the finding")
    shutil.move(aside, path)
    server.wait_for(THEME, figure("40"), "the page")


def test_attack_in_a_mistake_is_text(server: Server) -> None:
    """What is found stands in the finding, so it must be escaped there too."""
    server.change(CIJFERS, TYPED, TYPED.replace("40", "<script>alert(1)</script>"))
    text = server.wait_for(THEME, broken_page, "the finding")
    assert "<script>alert(1)" not in text
    assert "&lt;script&gt;alert(1)" in text


def test_mistakes_are_told_in_the_terminal_without_traceback(server: Server) -> None:
    server.change(CIJFERS, TYPED, TYPED.replace("40", "heel veel"))
    server.wait_for(THEME, broken_page, "the finding of the table")
    server.change(CIJFERS, TYPED.replace("40", "heel veel"), TYPED)
    server.change(OVER, "Tekst.", 'Een {{ begrip("onzin") }}.')
    server.wait_for("over/", lambda text: "‘onzin’" in text, "the finding of the macro")
    said = server.said()
    assert "heel veel" in said
    assert "onzin" in said
    assert "Traceback" not in said


def test_server_starts_with_a_mistake(make_site_project: MakeProject, tmp_path: Path) -> None:
    """A newcomer's first start may meet a broken table: a page with the finding, not a crash."""
    broken = TYPED.replace("40", "veertig")
    root = make_site_project({"bestand": CIJFERS, "vervang": {TYPED: broken}})
    server = Server(root, tmp_path / "log.txt")
    try:
        assert "veertig" in server.wait_for("", broken_page, "the finding")
        server.change(CIJFERS, broken, TYPED)
        server.wait_for(THEME, figure("40"), "the page")
        server.wait_for("", whole_page, "the home page")
    finally:
        server.stop()


def test_taken_address_is_told_in_dutch(server: Server) -> None:
    done = subprocess.run(
        [
            *(sys.executable, "-m", "inlegvel", "--map", str(server.root)),
            *("serveer", "--adres", server.url.removeprefix("http://").rstrip("/")),
        ],
        env={**os.environ, "PYTHONPATH": str(CODE)},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=PATIENCE,
    )
    assert done.returncode == 1
    assert "kan de website niet draaien" in done.stderr
    assert "Traceback" not in done.stderr
