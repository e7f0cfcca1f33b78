"""The same site on a host that can do more than GitHub Pages: headers, and a file for finders."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from email.message import Message
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
from tests.browser.served import Handler, serving
from tests.site.html_tree import Site
from tests.site.website import MakeProject, build

from inlegvel.delivery.hosting import Publisher, headers_text, security_text, write_hosting

HOST = "https://wonen.example/"
REGISTER = "datapackages/register/datapackage.json"
UITGEVER = {"naam": "Gemeente Testdorp", "email": "wonen@testdorp.example"}
PEILDATUM = date(2032, 6, 1)


class WithHeaders(Handler):
    """Reads `_headers` as Netlify and Cloudflare Pages do: a star is the rest of an address."""

    def end_headers(self) -> None:
        """Add what the file says of this address."""
        path = self.path.partition("?")[0]
        for line in (Path(self.directory) / "_headers").read_text().splitlines():
            if not line.startswith(" "):
                applies = re.fullmatch(re.escape(line).replace(r"\*", ".*"), path) is not None
            elif applies:
                self.send_header(*line.strip().split(": ", 1))
        super().end_headers()


@pytest.fixture(scope="module")
def site(make_site_project: MakeProject) -> Site:
    """The small project, published by someone at the root of a host."""
    named = {
        "bestand": REGISTER,
        "vervang": {'"uitgever": null': f'"uitgever": {json.dumps(UITGEVER)}'},
    }
    return build(make_site_project(named), HOST)


@pytest.fixture(scope="module")
def host(site: Site) -> Iterator[str]:
    """The address where that site is served with its headers."""
    with serving(site, WithHeaders) as address:
        yield address


def head(address: str) -> Message:
    with urlopen(Request(address, method="HEAD")) as answer:
        headers: Message = answer.headers
    return headers


@pytest.mark.parametrize("address", ["", "data/alle-cijfers/cijfers.csv", "404.html"])
def test_every_answer_has_what_a_page_cannot_say(host: str, address: str) -> None:
    headers = head(host + address)
    assert headers["Content-Security-Policy"] == "frame-ancestors 'none'"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Strict-Transport-Security"].startswith("max-age=")
    assert "camera=()" in headers["Permissions-Policy"]
    assert "Set-Cookie" not in headers


def test_downloads_are_open_to_other_websites(host: str) -> None:
    assert head(f"{host}data/alle-cijfers/cijfers.csv")["Access-Control-Allow-Origin"] == "*"
    assert head(host)["Access-Control-Allow-Origin"] is None


def test_only_names_of_their_content_are_kept_for_ever(host: str, site: Site) -> None:
    kept = [
        path.relative_to(site.folder).as_posix()
        for path in site.folder.rglob("*")
        if path.is_file()
        and "immutable"
        in (head(host + path.relative_to(site.folder).as_posix())["Cache-Control"] or "")
    ]
    assert len(kept) == 4  # three of the theme, one of ours
    assert all(re.search(r"\.[0-9a-f]{8}\.(min\.)?(js|css)$", path) for path in kept), kept


def test_finders_of_a_weakness_know_where_to_go(host: str) -> None:
    """RFC 9116: once each, not expired on the day of the data, and no longer than a year."""
    with urlopen(f"{host}.well-known/security.txt") as answer:
        assert answer.headers["Content-Type"].startswith("text/plain")
        lines = answer.read().decode().splitlines()
    fields = dict(line.split(": ", 1) for line in lines)
    assert len(fields) == len(lines)
    assert fields["Contact"] == f"mailto:{UITGEVER['email']}"
    assert fields["Canonical"] == f"{HOST}.well-known/security.txt"
    expires = datetime.fromisoformat(fields["Expires"])
    day = datetime.combine(PEILDATUM, datetime.min.time(), tzinfo=UTC)
    assert day < expires <= day + timedelta(days=366)


def test_page_is_shown_in_no_frame(host: str, request: pytest.FixtureRequest) -> None:
    page = request.getfixturevalue("browser").new_page()
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    page.set_content(f'<iframe src="{host}"></iframe>', wait_until="networkidle")
    page.close()
    assert [text for text in refused if "frame-ancestors 'none'" in text]


@pytest.mark.parametrize(
    ("uitgever", "url"), [(None, HOST), (UITGEVER, f"{HOST}inlegvel/")], ids=["nobody", "below"]
)
def test_no_contact_is_invented_and_none_stands_where_nobody_looks(
    tmp_path: Path, uitgever: dict[str, str] | None, url: str
) -> None:
    write_hosting(tmp_path, url, Publisher(uitgever, PEILDATUM))
    assert [path.name for path in tmp_path.iterdir()] == ["_headers"]
    assert (tmp_path / "_headers").read_text() == headers_text()


def test_leap_day_has_a_next_year() -> None:
    text = security_text("http://localhost/", "a@b.example", date(2032, 2, 29))
    assert "Expires: 2033-02-28T00:00:00Z" in text
    assert "Canonical" not in text  # only a secure address may be named
