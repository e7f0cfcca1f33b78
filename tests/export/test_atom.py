"""The feeds of data changes: valid Atom, read by a library we did not write, with the data's days.

Atom's rules are those of RFC 4287, sections 4.1.1 and 4.1.2.
"""

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from typing import Any

import feedparser
import pytest

from inlegvel.pipeline import Published, examine, publish

ATOM = "{http://www.w3.org/2005/Atom}"
NAAM = "testdorp-inlegvel-2032"
FOLDER = "datapackages/testdorp/inlegvel-2032"
DESCRIPTOR = f"{FOLDER}/datapackage.json"
RIJ = "nieuwbouw/de-dakpan/geheel/2032/2036/basis/voornemen"
SITE = "https://voorbeeld.example/inlegvel/"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT00:00:00Z")

CHANGED: list[dict[str, Any]] = [
    {
        "bestand": "datapackages/testdorp/ambitiekader-2031-2035/datapackage.json",
        "uitgeven": "2032-01-15",
    },
    {"bestand": DESCRIPTOR, "uitgeven": "2032-02-01"},
    {
        "bestand": f"{FOLDER}/cijfers.csv",
        "vervang": {f"{RIJ.replace('/', ',')},,200,": f"{RIJ.replace('/', ',')},,210,"},
    },
    {
        "bestand": f"{FOLDER}/correcties.csv",
        "erbij": f'2,2032-03-01,cijfers,{RIJ},waarde,200,210,erratum,"Zie <b>blad 2</b> & 3."\n',
    },
    {
        "bestand": DESCRIPTOR,
        "vervang": {"Inlegvel 2032 Testdorp": "Inlegvel <2032> & Testdorp ‘nieuw’ 🏠"},
    },
    {"bestand": DESCRIPTOR, "uitgeven": "2032-03-01"},
]


def publish_at(root: Path) -> Published:
    examined = examine(root)
    assert examined.ok, examined.findings
    return publish(examined, SITE)


def feeds_of(published: Published) -> dict[str, bytes]:
    return {
        artifact.path: artifact.content
        for artifact in published.artifacts
        if artifact.path.startswith("wijzigingen") and artifact.path.endswith(".xml")
    }


@pytest.fixture(scope="module")
def feeds(make_project: Callable[..., Path]) -> dict[str, bytes]:
    return feeds_of(publish_at(make_project(*CHANGED)))


@pytest.fixture(scope="module")
def empty(basis: Path) -> dict[str, bytes]:
    """The feeds of a project without any release."""
    return feeds_of(publish_at(basis))


def test_a_feed_of_everything_and_one_per_organisation_and_theme(
    feeds: dict[str, bytes], empty: dict[str, bytes]
) -> None:
    assert set(feeds) == set(empty)
    assert {
        "wijzigingen.xml",
        "wijzigingen/de-dakpan.xml",
        "wijzigingen/samen.xml",
        "wijzigingen/beschikbaarheid.xml",
    } <= set(feeds)


def check_atom(raw: bytes, path: str) -> None:
    """What RFC 4287 asks of a feed and its entries."""
    root = ET.fromstring(raw)
    assert root.tag == f"{ATOM}feed"
    for about in (root, *root.findall(f"{ATOM}entry")):
        for once in ("id", "title", "updated"):
            assert len(about.findall(f"{ATOM}{once}")) == 1, (path, once)
        assert MOMENT.fullmatch(str(about.findtext(f"{ATOM}updated")))
        assert str(about.findtext(f"{ATOM}id")).startswith(SITE)
        links = about.findall(f"{ATOM}link")
        assert all(link.attrib["href"].startswith(SITE) for link in links)
        assert sum(link.attrib["rel"] == "alternate" for link in links) == 1
    assert root.findtext(f"{ATOM}author/{ATOM}name")
    ids = [entry.findtext(f"{ATOM}id") for entry in root.findall(f"{ATOM}entry")]
    assert len(set(ids)) == len(ids)
    days = [str(entry.findtext(f"{ATOM}updated")) for entry in root.findall(f"{ATOM}entry")]
    assert days == sorted(days, reverse=True)
    if days:
        assert root.findtext(f"{ATOM}updated") == days[0]
    here = [link for link in root.findall(f"{ATOM}link") if link.attrib["rel"] == "self"]
    assert [link.attrib["href"] for link in here] == [SITE + path]


def test_every_feed_is_valid(feeds: dict[str, bytes], empty: dict[str, bytes]) -> None:
    for path, raw in [*feeds.items(), *empty.items()]:
        check_atom(raw, path)
        read = feedparser.parse(raw)
        assert not read.bozo, (path, read.get("bozo_exception"))
        assert read.version == "atom10"


def test_a_reader_sees_each_release_with_what_changed(feeds: dict[str, bytes]) -> None:
    read = feedparser.parse(feeds["wijzigingen.xml"])
    assert [(entry.title, entry.updated) for entry in read.entries] == [
        ("Inlegvel <2032> & Testdorp ‘nieuw’ 🏠: versie 1.0.1", "2032-03-01T00:00:00Z"),
        ("Inlegvel <2032> & Testdorp ‘nieuw’ 🏠: versie 1.0.0", "2032-02-01T00:00:00Z"),
        ("Ambitiekader 2031-2035 Testdorp: versie 1.0.0", "2032-01-15T00:00:00Z"),
    ]
    newest = read.entries[0]
    assert newest.link == f"{SITE}data/{NAAM}/wijzigingen/#versie-1.0.1"
    assert newest.enclosures[0].href == f"{SITE}data/versies/{NAAM}/1.0.1.zip"
    text = ET.fromstring(feeds["wijzigingen.xml"]).findtext(f"{ATOM}entry/{ATOM}content")
    assert text is not None
    assert "Nieuwbouw, De Dakpan, plan, 2032 tot en met 2036: waarde was 200, is 210." in text
    assert "Zie <b>blad 2</b> & 3." in text


def test_a_feed_holds_only_what_concerns_its_subject(feeds: dict[str, bytes]) -> None:
    """A first release concerns all that it names; a change only those of its row."""

    def versions(path: str) -> list[str]:
        return [entry.link.partition("data/")[2] for entry in feedparser.parse(feeds[path]).entries]

    changed = f"{NAAM}/wijzigingen/#versie-1.0.1"
    assert changed in versions("wijzigingen/de-dakpan.xml")
    assert changed in versions("wijzigingen/beschikbaarheid.xml")
    assert changed not in versions("wijzigingen/het-kozijn.xml")
    assert changed not in versions("wijzigingen/duurzaamheid.xml")
    assert f"{NAAM}/wijzigingen/#versie-1.0.0" in versions("wijzigingen/het-kozijn.xml")
    content = ET.fromstring(feeds["wijzigingen/de-dakpan.xml"]).findtext(
        f"{ATOM}entry/{ATOM}content"
    )
    assert content is not None
    assert "Beschrijving" not in content  # of the whole package: not about this organisation


def test_without_a_release_a_feed_says_so_with_the_day_of_the_register(
    empty: dict[str, bytes],
) -> None:
    for raw in empty.values():
        read = feedparser.parse(raw)
        assert read.entries == []
        assert read.feed.updated == "2032-06-01T00:00:00Z"


def test_two_builds_give_the_same_bytes(
    make_project: Callable[..., Path], feeds: dict[str, bytes]
) -> None:
    assert feeds_of(publish_at(make_project(*CHANGED))) == feeds


def test_the_publisher_is_the_author(make_project: Callable[..., Path]) -> None:
    named = '{"naam": "Gemeente Testdorp", "email": "open@testdorp.example"}'
    root = make_project(
        {
            "bestand": "datapackages/register/datapackage.json",
            "vervang": {'"uitgever": null': f'"uitgever": {named}'},
        }
    )
    read = feedparser.parse(feeds_of(publish_at(root))["wijzigingen.xml"])
    assert read.feed.author == "Gemeente Testdorp"
