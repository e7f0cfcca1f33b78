"""The lines on the dataset pages work: those for Python and DuckDB are run as they stand.

The files are served from memory, at the address that the lines name.
"""

import csv
import io
import re
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest
from tests.conftest import ROOT
from tests.site.html_tree import Html

from inlegvel.pipeline import Published, examine, publish

DOCUMENT = ("organisatie", "onderdeel", "aard", "jaar_van", "jaar_tot", "waarde")
ALLES = ("document", "aard", "jaar_van", "jaar_tot", "waarde", "ontbreekt")
TALEN = ("Python", "R", "DuckDB", "Excel")


class Server(ThreadingHTTPServer):
    """Serves bytes by path, whole or in parts, and remembers what was asked for."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.files: dict[str, bytes] = {}
        self.asked: list[str] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/"


class _Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"

    def do_HEAD(self) -> None:
        self._answer(with_body=False)

    def do_GET(self) -> None:
        self._answer(with_body=True)

    def _answer(self, *, with_body: bool) -> None:
        path = self.path.lstrip("/")
        self.server.asked.append(path)
        content = self.server.files.get(path)
        part = re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers.get("Range", ""))
        if content is None:
            self.send_response(404)
            content = b""
        elif part:
            first, last = int(part[1]), min(int(part[2] or len(content)), len(content) - 1)
            self.send_response(206)
            self.send_header("Content-Range", f"bytes {first}-{last}/{len(content)}")
            content = content[first : last + 1]
        else:
            self.send_response(200)
        self.send_header("Accept-Ranges", "bytes")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if with_body:
            self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  # name of the parent
        """Say nothing: a request is no news."""


@dataclass(frozen=True)
class Served:
    """A published project whose files can be fetched."""

    site: Published
    server: Server

    def lines(self, naam: str) -> dict[str, str]:
        """The code on the page of a dataset, by language."""
        body = next(page.body for page in self.site.pages if page.url == f"data/{naam}/")
        found = {}
        for taal in TALEN:
            _, _, rest = body.partition(f"### {taal} {{: #code-{taal.lower()} }}")
            found[taal] = Html(rest).root.find("pre")[0].raw_text
        return found

    def asked_in_vain(self) -> list[str]:
        """What was asked for and is not there; something must have been asked."""
        assert self.server.asked
        return [path for path in self.server.asked if path not in self.server.files]

    @property
    def names(self) -> list[str]:
        return [
            path.split("/")[1]
            for path in self.server.files
            if path.startswith("data/") and path.endswith("/datapackage.json")
        ]

    def figures(self, naam: str, indicator: str) -> list[tuple[str, ...]]:
        """The rows that the lines for an indicator should give, read by the standard library."""
        content = self.server.files[f"data/{naam}/cijfers.csv"].decode()
        rows = [
            row
            for row in csv.DictReader(io.StringIO(content, newline=""))
            if row["indicator"] == indicator and row["variant"] == "basis"
        ]
        if naam == "alle-cijfers":
            rows = [row for row in rows if row["organisatie"] == "samen"]
            rows = [row for row in rows if row["onderdeel"] == "geheel" and row["telt_mee"] == "ja"]
            assert {row["rijsoort"] for row in rows} & {"totaal", "bron"}
        columns = ALLES if naam == "alle-cijfers" else DOCUMENT
        return sorted(tuple(row[column] for column in columns) for row in rows)


def plain(row: Iterable[Any]) -> tuple[str, ...]:
    """A row of another library as it stands in the CSV."""
    texts = []
    for value in row:
        empty = pd.isna(value)
        number = isinstance(value, float) and not empty and value.is_integer()
        texts.append("" if empty else str(int(value)) if number else str(value))
    return tuple(texts)


@pytest.fixture(scope="module", params=["small", "real"])
def served(request: pytest.FixtureRequest, make_project: Callable[..., Path]) -> Iterator[Served]:
    root = ROOT if request.param == "real" else make_project()
    with Server() as server:
        site = publish(examine(root), server.url)
        server.files = {
            artifact.path: artifact.content
            for artifact in site.artifacts
            if artifact.path.endswith((".csv", "/datapackage.json"))
        }
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield Served(site, server)
        server.shutdown()


def indicator_in(code: str) -> str:
    found = re.search(r"indicator ==? '([a-z0-9-]+)'", code)
    return found[1] if found else ""


def rows_per(served: Served, code: str) -> dict[str, int]:
    """The number of rows per value, counted here, for lines that count rows."""
    address = re.search(r"https?://[^\"']+", code)
    column = re.search(r"(?:groupby\(\"|GROUP BY )(\w+)", code)
    assert address is not None
    assert column is not None
    counts = pd.read_csv(address[0])[column[1]].value_counts()
    return {str(value): int(count) for value, count in counts.items()}


def test_there_are_five_lines_for_each(served: Served) -> None:
    assert len(served.names) >= 3
    for naam in served.names:
        for taal, code in served.lines(naam).items():
            assert len(code.split("\n")) == 5, (naam, taal)
            assert f"{served.server.url}data/{naam}/" in code


def test_python_lines_give_the_rows_of_the_file(
    served: Served, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = 0
    for naam in served.names:
        code = served.lines(naam)["Python"]
        space: dict[str, Any] = {}
        exec(code, space)
        assert capsys.readouterr().out.strip()
        indicator = indicator_in(code)
        if not indicator:
            counted = {str(key): int(count) for key, count in space["aantal"].items()}
            assert counted == rows_per(served, code)
            continue
        found = sorted(plain(row) for row in space["tabel"].itertuples(index=False))
        assert found == served.figures(naam, indicator)
        shown += len(found)
    assert shown >= 3
    assert served.asked_in_vain() == []


def test_duckdb_lines_give_the_rows_of_the_file(served: Served, tmp_path: Path) -> None:
    from duckdb_extensions import import_extension

    shown = 0
    with duckdb.connect(config={"extension_directory": str(tmp_path)}) as connection:
        import_extension("httpfs", con=connection)
        for naam in served.names:
            code = served.lines(naam)["DuckDB"]
            found = connection.execute(code).fetchall()
            assert found
            indicator = indicator_in(code)
            if not indicator:
                assert {str(key): count for key, count in found} == rows_per(served, code)
                continue
            assert sorted(map(plain, found)) == served.figures(naam, indicator)
            shown += len(found)
    assert shown >= 3
    assert served.asked_in_vain() == []


def test_all_languages_ask_for_the_same(served: Served) -> None:
    """R and Excel cannot be run here: they name the same file, filters and columns."""
    for naam in served.names:
        lines = served.lines(naam)
        addresses = {
            taal: set(re.findall(r"https?://[^\"']+", code)) for taal, code in lines.items()
        }
        assert len({frozenset(found) for found in addresses.values()}) == 1, naam
        if indicator_in(lines["Python"]):
            for taal in TALEN:
                assert indicator_in(lines["Python"]) in lines[taal]
                for column in ("variant", "aard", "jaar_van", "jaar_tot", "waarde"):
                    assert column in lines[taal], (naam, taal, column)
