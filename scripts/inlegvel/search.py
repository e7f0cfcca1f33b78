"""The search index of a built site, made by Pagefind from what its pages say.

Of every page Pagefind reads a leaf: a small file with the page's title, its text without
tables, and the everyday words of the terms in it (`zoekwoorden` of the register). Every
term is a leaf of its own. The page of a question also has `vraag`: words by which the
search page puts it first. Readers fetch only the parts of the index that a query needs.
"""

import base64
import html
import json
import os
import re
import subprocess
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from fnmatch import fnmatchcase
from importlib.metadata import version
from io import BufferedReader, BytesIO
from itertools import islice
from pathlib import Path
from tempfile import TemporaryFile
from threading import Event
from typing import IO, Any, cast
from zipfile import ZipFile

from markupsafe import escape
from pagefind.service import get_executable

from inlegvel.export.artifact import Artifact
from inlegvel.export.kept import Kept
from inlegvel.findings import ProgramError
from inlegvel.model import Row
from inlegvel.search_terms import Term, Text, words_of

Rows = Mapping[str, Row]

FOLDER = "pagefind"
PAGE = "zoeken/"
GLOSSARY = "begrippen/"
QUESTIONS = "uw-vraag/"

# What is no text of the page, or stands on every page.
LEFT_OUT = (
    *("h1", "nav", "form", "details.iv-meer", "details.iv-letter", "svg", "code"),
    *(".headerlink", ".iv-verborgen", ".iv-voorrang", ".iv-verlopen", ".iv-keuzes", ".iv-kolommen"),
    *(".iv-bron", ".iv-feiten", ".iv-begrippen"),
)
# A query reads one part of the index per word; small parts cost the reader less. Pagefind calls
# this setting unstable: pyproject.toml holds its version, a test holds what a query weighs.
PARTS = {"PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE": "2000"}
# What is for those who work with the data, or keep them, comes below what is for all readers.
FOR_FEW, LESS = ("data/", "standaard/", "bijwerken/"), "0.2"
# Of what Pagefind writes, the site uses its core; not its own looks, nor other languages.
USED = (
    *("pagefind.js", "pagefind-entry.json", "wasm.nl.pagefind"),
    *("*.pf_meta", "index/*.pf_index", "fragment/*.pf_fragment"),
)

TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
ARTICLE = re.compile(r"<article\b.*</article>", re.DOTALL)
TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL)
TAG = re.compile(r"<[^>]*>")
# Headings keep their identifier: Pagefind would keep those of all rows as well.
ROW_ID = re.compile(r'(<(?!h[1-6]\b)[a-z][^>]*?) id="[^"]*"')
SHORT = 3  # letters of words such as ‘van’ and ‘het’


class SearchError(ProgramError):
    """Pagefind made no index."""

    def __init__(self, said: str) -> None:
        super().__init__("Pagefind heeft geen zoekindex gemaakt.", said)


@dataclass(frozen=True)
class Leaf:
    """What Pagefind reads of one address: `inhoud` is HTML, `kenmerken` is found and shown."""

    url: str
    inhoud: str
    kenmerken: Mapping[str, str]
    weight: str = "1"

    def page(self) -> str:
        """The leaf as a page."""
        kenmerken = "".join(
            f'<meta data-pagefind-meta="{naam}[content]" content="{escape(text)}">'
            for naam, text in self.kenmerken.items()
            if text
        )
        return (
            '<!doctype html><html lang="nl"><body>'
            f'<main data-pagefind-body data-pagefind-weight="{self.weight}">'
            f"{kenmerken}{self.inhoud}</main></body></html>"
        )


def write_index(
    site: Path, site_name: str, begrippen: Rows, vragen: Rows, kept: Kept | None = None
) -> None:
    """Add the search index to the built `site`; the same site gives the same bytes.

    What `kept` has of the same leaves is used again.
    """
    kept = kept or Kept()
    terms = [Term(row) for row in begrippen.values()]
    leaves = [
        Artifact(leaf.url.replace("#", ""), leaf.page().encode())
        for leaf in (*_pages(site, site_name, terms, _asked(vragen)), *_glossary(terms))
    ]
    settings = [version("pagefind"), PARTS, LEFT_OUT, USED]
    index = kept.once(lambda: _index(leaves), "zoeken", leaves, settings)()
    with ZipFile(BytesIO(index)) as files:
        files.extractall(site / FOLDER)
    kept.forget_the_rest()


def _index(leaves: Iterable[Artifact]) -> bytes:
    """What the site uses of the index of these leaves, as one ZIP."""
    packed = BytesIO()
    with ZipFile(packed, "w") as files:
        for path, content in sorted(_run_pagefind(leaves).items()):
            if any(fnmatchcase(path, pattern) for pattern in USED):
                files.writestr(path, content)
    return packed.getvalue()


def _run_pagefind(leaves: Iterable[Artifact]) -> dict[str, bytes]:
    """The files of Pagefind's index of these leaves, which it reads in their order.

    Of a folder it would take them in the order of the disk, which differs between machines, and
    number them so. It is spoken to as its own Python package does, which waits a tenth of a
    second for each answer: JSON in base64, with a comma after each message.
    """
    requests: list[dict[str, Any]] = [
        {"type": "NewIndex", "config": {"exclude_selectors": LEFT_OUT}},
        *(
            {
                "type": "AddFile",
                "index_id": 0,
                "file_path": f"{leaf.path.rstrip('/')}/index.html".lstrip("/"),
                "file_contents": leaf.content.decode(),
            }
            for leaf in leaves
        ),
        {"type": "GetFiles", "index_id": 0},
    ]
    *others, last = _ask_pagefind(requests)
    if said := [answer["message"] for answer in (*others, last) if answer["type"] == "Error"]:
        raise SearchError(said[0])
    return {file["path"]: base64.b64decode(file["content"]) for file in last["files"]}


def _ask_pagefind(requests: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """What Pagefind answers to each request; an error with its last words where it stops."""
    program = get_executable()
    if program is None:
        raise SearchError("Pagefind is er niet voor deze computer")
    messages = (
        base64.b64encode(json.dumps({"message_id": number, "payload": request}).encode()) + b","
        for number, request in enumerate(requests, start=1)
    )
    with (
        TemporaryFile() as words,
        _started(Path(program), words) as running,
        # It answers while it is still being asked, and neither side may have to wait.
        ThreadPoolExecutor(1) as writer,
    ):
        asked, answers = cast(IO[bytes], running.stdin), cast(BufferedReader, running.stdout)
        heard = Event()
        writer.submit(_write_all, asked, messages, heard)
        count = 0
        try:
            for answer in islice(_parts(answers), len(requests)):
                count += 1
                yield _understood(answer)
        finally:
            heard.set()
        if count < len(requests):
            words.seek(0)
            yield {"type": "Error", "message": words.read().decode(errors="replace")}


def _started(program: Path, words: IO[bytes]) -> subprocess.Popen[bytes]:
    """Pagefind, waiting for requests; what it has to say goes to `words`."""
    try:
        return subprocess.Popen(
            [program, "--service"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=words,
            env=os.environ | PARTS,
        )
    except OSError as error:  # it is not there, or is no program of this machine
        raise SearchError(f"{program.name}: {error.strerror}") from error


def _understood(answer: bytes) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads(base64.b64decode(answer, validate=True))["payload"]
    except (ValueError, KeyError, TypeError) as error:
        raise SearchError(f"Pagefind antwoordde iets anders: {answer[:60]!r}") from error
    return found


def _write_all(to: IO[bytes], messages: Iterable[bytes], heard: Event) -> None:
    """Write messages; the stream stays open until all is `heard`, for Pagefind ends with it."""
    with suppress(OSError), to:  # it stopped: what it did not answer tells
        to.writelines(messages)
        to.flush()
        heard.wait()


def _parts(stream: BufferedReader) -> Iterator[bytes]:
    """What stands before each comma, as soon as it is there."""
    rest = b""
    while read := stream.read1():
        *whole, rest = (rest + read).split(b",")
        yield from whole


def _asked(vragen: Rows) -> dict[str, str]:
    """Per address of a question's page the words that lead to it before all other pages.

    They are its everyday words, and the words of its own in the question and its short name: no
    short ones, and none that another question has too, for ‘mijn’ says nothing of what is asked.
    """
    asked = {naam: set(words_of(f"{row['naam']} {row['kort']}")) for naam, row in vragen.items()}
    counted = Counter(word for words in asked.values() for word in words)
    own = {word for word, count in counted.items() if count == 1 and len(word) > SHORT}
    return {
        f"{QUESTIONS}{naam}/": _listed([*row["zoekwoorden"].split(";"), *sorted(asked[naam] & own)])
        for naam, row in vragen.items()
    }


def _pages(site: Path, site_name: str, terms: list[Term], asked: dict[str, str]) -> Iterator[Leaf]:
    """A leaf per page, of which `asked` are questions; the page to search on is none."""
    for path in sorted(site.rglob("index.html")):
        url = path.parent.relative_to(site).as_posix().removeprefix(".")
        url = f"{url}/" if url else ""
        page = path.read_text(encoding="utf-8")
        title, article = TITLE.search(page), ARTICLE.search(page)
        if url == PAGE or title is None or article is None:
            continue
        name = html.unescape(title[1]).removesuffix(f" - {site_name}")
        content = TABLE.sub("", article[0]).replace("><", "> <")  # no word sticks to the next
        on_top = Text(name)
        about = [term for term in terms if term.stands_in(on_top)]
        named = []
        if url != GLOSSARY:  # its terms have leaves of their own
            words = Text(html.unescape(TAG.sub(" ", content)))
            found = [term for term in terms if term.stands_in(words)]
            named = [term for term in found if term not in about]
        yield Leaf(
            url,
            ROW_ID.sub(r"\1", content),
            {
                "title": name,
                "vraag": asked.get(url, ""),
                "onderwerp": _zoekwoorden(about),
                "zoekwoorden": _zoekwoorden(named),
            },
            LESS if url.startswith(FOR_FEW) else "1",
        )


def _glossary(terms: list[Term]) -> Iterator[Leaf]:
    """A leaf per term, found by its everyday words."""
    for term in terms:
        url = f"{GLOSSARY}#{term.begrip['begrip']}"
        kenmerken = {
            "title": term.begrip["term"],
            "woord": _zoekwoorden([term]),
            "soort": "begrip",
            "adres": url,
        }
        yield Leaf(url, f"<p>{escape(term.begrip['uitleg'])}</p>", kenmerken)


def _zoekwoorden(terms: list[Term]) -> str:
    return _listed(word for term in terms for word in term.begrip["zoekwoorden"].split(";"))


def _listed(words: Iterable[str]) -> str:
    """Words with a comma between, each once."""
    return ", ".join(dict.fromkeys(filter(None, words)))
