"""The whole site is kept by following plain links, without scripts: archived as WARC and read back.

What a crawler finds from the home page is every page and every download; what it does not find
is listed here, with the reason.
"""

import io
import re
import threading
from collections.abc import Iterator
from functools import partial
from http.client import HTTPConnection
from http.server import ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin

import pytest
from tests.browser.served import Handler
from tests.site.html_tree import Html, Site
from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

pytestmark = pytest.mark.xdist_group("real-site")

STYLE_URL = re.compile(r"url\(['\"]?([^)'\"]+)['\"]?\)")
# No link leads there, and why.
NOT_LINKED = {
    r"404\.html": "answers for every address that is not there",
    r"sitemap\.xml(\.gz)?": "search engines look for it at this place",
    r"pagefind/.*": "the search index, which a script fetches word by word",
    r"_headers": "settings for web servers that read it",
    r"assets/verwijzing\.css": "for addresses that moved, and none did yet",
}


def links_on(page: Html) -> Iterator[str]:
    """What a crawler without scripts follows or fetches."""
    for element in page.root.walk():
        for name in ("href", "src"):
            if element.attrs.get(name):
                yield element.attrs[name]
        for part in element.attrs.get("srcset", "").split(","):
            yield part.strip().split(" ")[0]
        if element.attrs.get("property") == "og:image":
            yield element.attrs["content"]


def crawl(site: Site, port: int) -> dict[str, bytes]:
    """Every answer of a crawl from the home page, by path below the site's root."""
    connection = HTTPConnection("127.0.0.1", port, timeout=20)
    found: dict[str, bytes] = {}
    waiting = [""]
    while waiting:
        path = waiting.pop()
        if path in found:
            continue
        connection.request("GET", f"/{path}")
        answer = connection.getresponse()
        found[path] = answer.read()
        assert answer.status == 200, f"/{path}: {answer.status}"
        kind = answer.headers.get_content_type()
        texts: list[str] = []
        if kind == "text/html":
            assert found[path] == site.read(file_of(path))
            texts = list(links_on(site.page(path)))
        elif kind == "text/css":
            texts = STYLE_URL.findall(found[path].decode())
        for text in texts:
            there = urldefrag(urljoin(f"{site.url}{path}", text)).url.partition("?")[0]
            if there.startswith(site.url):
                waiting.append(there.removeprefix(site.url))
    connection.close()
    return found


@pytest.fixture(scope="module")
def answers(real_site: Site) -> dict[str, bytes]:
    handle = partial(Handler, directory=str(real_site.folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handle) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        found = crawl(real_site, server.server_port)
        server.shutdown()
    return found


def file_of(path: str) -> str:
    """The file behind an address."""
    return unquote(f"{path}index.html" if path.endswith("/") or not path else path)


def test_every_file_is_found_by_plain_links(real_site: Site, answers: dict[str, bytes]) -> None:
    files = {
        path.relative_to(real_site.folder).as_posix()
        for path in real_site.folder.rglob("*")
        if path.is_file()
    }
    missed = files - {file_of(path) for path in answers}
    unexplained = {
        file for file in missed if not any(re.fullmatch(known, file) for known in NOT_LINKED)
    }
    assert unexplained == set()
    for known in NOT_LINKED:
        assert any(re.fullmatch(known, file) for file in missed), f"{known} needs no excuse"


def test_an_archive_reads_back_byte_for_byte(
    real_site: Site, answers: dict[str, bytes], tmp_path: Path
) -> None:
    archive = tmp_path / "site.warc.gz"
    with archive.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for path, content in answers.items():
            headers = StatusAndHeaders(
                "200 OK", [("Content-Length", str(len(content)))], protocol="HTTP/1.1"
            )
            writer.write_record(
                writer.create_warc_record(
                    f"{real_site.url}{path}",
                    "response",
                    payload=io.BytesIO(content),
                    http_headers=headers,
                )
            )
    read = set()
    with archive.open("rb") as file:
        for record in ArchiveIterator(file, check_digests="raise"):
            address = record.rec_headers.get_header("WARC-Target-URI")
            name = file_of(address.removeprefix(real_site.url))
            assert record.content_stream().read() == real_site.read(name), name
            read.add(name)
    assert read == {file_of(path) for path in answers}
    assert len(read) > 900
