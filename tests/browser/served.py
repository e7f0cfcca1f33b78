"""The real site served to a browser, and the sizes of the screens it is looked at on."""

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.site.html_tree import Site

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, ViewportSize

PHONE: "ViewportSize" = {"width": 360, "height": 740}
DESK: "ViewportSize" = {"width": 1280, "height": 900}


class Handler(SimpleHTTPRequestHandler):
    """Gives the files of a site to a browser, without a word."""

    protocol_version = "HTTP/1.1"

    def end_headers(self) -> None:
        """Looks and scripts are read once, not once per page."""
        if "/assets/" in self.path:
            self.send_header("Cache-Control", "max-age=3600")
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  # name of the parent
        """Say nothing: a request is no news."""


class Compressing(Handler):
    """A server that compresses text, as web servers do."""

    def do_GET(self) -> None:  # name of the parent
        """A file, compressed where that is usual."""
        path = Path(self.translate_path(self.path.partition("?")[0]))
        path = path / "index.html" if path.is_dir() else path
        if path.suffix not in {".html", ".js", ".css", ".svg", ".json"}:
            super().do_GET()
            return
        body = gzip.compress(path.read_bytes(), mtime=0)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture(scope="module")
def url(real_site: Site) -> Iterator[str]:
    """The address where the real site is served."""
    with serving(real_site, Handler) as address:
        yield address


@pytest.fixture(scope="module")
def compressing(real_site: Site) -> Iterator[str]:
    """The address where the real site is served compressed."""
    with serving(real_site, Compressing) as address:
        yield address


@contextmanager
def serving(site: Site, handler: type[Handler]) -> Iterator[str]:
    """The address where a site is served for as long as the context lasts."""
    handle = partial(handler, directory=str(site.folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handle) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture
def desk(browser: "Browser") -> Iterator["Page"]:
    """An empty page on a desktop."""
    context = browser.new_context(viewport=DESK, reduced_motion="reduce")
    yield context.new_page()
    context.close()


@pytest.fixture
def phone(browser: "Browser") -> Iterator["Page"]:
    """An empty page on a phone."""
    context = browser.new_context(viewport=PHONE, reduced_motion="reduce")
    yield context.new_page()
    context.close()


def transferred(page: "Page") -> list[tuple[str, int]]:
    """Every address that the page fetches from now on, and its bytes with those of the headers."""
    fetched: list[tuple[str, int]] = []
    addresses: dict[str, str] = {}
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.on(
        "Network.responseReceived",
        lambda event: addresses.update({event["requestId"]: event["response"]["url"]}),
    )
    session.on(
        "Network.loadingFinished",
        lambda event: fetched.append(
            (addresses[event["requestId"]], int(event["encodedDataLength"]))
        ),
    )
    return fetched


def until(page: "Page", holds: str, *, arg: Any = None) -> None:
    """Wait at most half a minute until an expression holds on the page.

    Playwright's own way makes script of text, which the policy of the site refuses.
    """
    for _ in range(600):
        if page.evaluate(holds, arg):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"never came true: {holds}")
