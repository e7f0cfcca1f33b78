"""What must not be on a public website: names of people, secrets, places on a machine.

The five papers print the names of 22 people: who signed, who wrote, who answers for a memo. The
site names organisations only. `persons.txt` holds those names as salted hashes, so that this test
publishes none of them: per line the hash of the last word of a name, and of the name with what
stands before it ("van der"). Double names have a line for each half.
"""

import gzip
import io
import re
import sqlite3
import zipfile
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from html import unescape
from pathlib import Path

import pytest
from tests.site.html_tree import Site

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("real-site")]

SALT = "prestatieafspraken"
PERSONS = dict(
    line.split() for line in (Path(__file__).parent / "persons.txt").read_text().splitlines()
)
WORD = re.compile(r"[^\W\d_]+")
BEFORE = 2  # words such as "van der"
NO_TEXT = {".png", ".pagefind", ".ttf"}
ZIPPED, PACKED = {".zip", ".xlsx"}, {".gz", ".pf_fragment", ".pf_index", ".pf_meta"}
SECRET = re.compile(
    r"-----BEGIN [A-Z ]*PRIVATE KEY|\bgh[pousr]_\w{20,}|\bAKIA[A-Z0-9]{16}\b|\bxox[abp]-\w+"
    r"|(?:[Pp]assword|[Ww]achtwoord|[Aa]pi[_-]?[Kk]ey|[Ss]ecret)\s*[:=]\s*[\"']?[\w-]{6,}"
)
MACHINE = re.compile(
    r"(?<![\w.:/-])/(?:home|root|tmp|Users|var|opt|usr|work)/\w|\b[A-Z]:\\\\?Users"
)


@cache
def hashed(text: str) -> str:
    return sha256(f"{SALT}:{text}".encode()).hexdigest()


def persons_in(text: str, persons: dict[str, str]) -> int:
    """How many names of people the text holds."""
    words = WORD.findall(unescape(text).casefold())
    last = {word for word in set(words) if hashed(word) in persons}
    if not last:
        return 0
    wholes = set(persons.values())
    return sum(
        any(
            hashed(" ".join(words[begin : place + 1])) in wholes
            for begin in range(first, place + 1)
        )
        for place, word in enumerate(words)
        if word in last
        for first in [max(0, place - BEFORE)]
    )


def texts(name: str, content: bytes) -> Iterator[tuple[str, str]]:
    """Every text in a file, also of what it packs, with where it is."""
    suffix = Path(name).suffix
    if suffix in NO_TEXT:
        return
    if suffix in ZIPPED:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for member in archive.namelist():
                yield from texts(f"{name}/{member}", archive.read(member))
    elif suffix in PACKED:
        yield name, gzip.decompress(content).decode(errors="replace")
    elif suffix == ".sqlite":
        database = sqlite3.connect(":memory:")
        database.deserialize(content)
        yield name, "\n".join(database.iterdump())
    else:
        yield name, content.decode()


@pytest.fixture(scope="module")
def everything(real_site: Site) -> dict[str, str]:
    """Each different text of the site and its downloads, by where it was met first."""
    found: dict[str, str] = {}
    for path in sorted(real_site.folder.rglob("*")):
        if path.is_file():
            name = path.relative_to(real_site.folder).as_posix()
            for place, text in texts(name, path.read_bytes()):
                found.setdefault(text, place)
    return {place: text for text, place in found.items()}


def test_names_of_people_stand_nowhere(everything: dict[str, str]) -> None:
    met = {ending for name in everything for ending in re.findall(r"\.(\w+)(?=/|$)", name)}
    assert met >= {"html", "csv", "json", "xlsx", "zip", "sqlite", "svg", "ics", "pf_fragment"}
    assert len(PERSONS) == 24
    found = {place: persons_in(text, PERSONS) for place, text in everything.items()}
    assert {place: count for place, count in found.items() if count} == {}


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Ondertekend door J. van der Zandstra.", 1),
        ("<td>VAN&nbsp;DER\n Zandstra</td>", 1),
        ("Het huis Zandstra staat in Ten Zandstra.", 0),  # a place of that name is no person
        ("Uilenbroek-Tamminga en Tamminga", 3),
        ("Er staat niemand.", 0),
    ],
)
def test_a_name_would_be_found(text: str, count: int) -> None:
    names = {"zandstra": "van der zandstra", "uilenbroek": "uilenbroek", "tamminga": "tamminga"}
    made_up = {hashed(last): hashed(whole) for last, whole in names.items()}
    assert persons_in(text, made_up) == count


def test_no_secret_and_no_place_on_a_machine(everything: dict[str, str]) -> None:
    found = {
        place: match[0]
        for place, text in everything.items()
        for pattern in (SECRET, MACHINE)
        if (match := pattern.search(text))
    }
    assert found == {}


@pytest.mark.parametrize(
    "text",
    [
        "-----BEGIN RSA PRIVATE KEY-----",
        "wachtwoord: geheim123",
        f"in /{'home'}/iemand/inlegvel",
        f'"/{"tmp"}/x',
    ],
)
def test_a_secret_would_be_found(text: str) -> None:
    assert SECRET.search(text) or MACHINE.search(text)
