"""What Pagefind reads of a page: its words, the everyday words of its terms, and no tables."""

import gzip
import json
import re
from pathlib import Path
from typing import Any

import pytest

from inlegvel import search
from inlegvel.export.kept import Kept
from inlegvel.findings import ProgramError
from inlegvel.search import Leaf, write_index
from inlegvel.search_terms import Term, Text

NAME = "Proefsite"
TERM = {
    "begrip": "dakje",
    "term": "rood dakje",
    "zoekwoorden": "pannen;<kap>",
    "uitleg": "Wat boven op een huis ligt & rood is.",
}
TEXT = "Alle rode dakjes zijn nieuw."
PAGE = """<!doctype html><html lang="nl"><head><title>{title} - Proefsite</title></head><body>
<header>Menu</header><article><h1 id="top">{title}</h1><p>{text}</p>
<table><tr><td>tabelwoord</td></tr></table><ul><li id="rij.1">{text}</li></ul></article>
</body></html>"""


def site(folder: Path, **pages: str) -> Path:
    """A site with a page for each name, which is also its title."""
    for name, text in pages.items():
        page = folder / name / "index.html"
        page.parent.mkdir(parents=True)
        page.write_text(PAGE.format(title=name.capitalize(), text=text), encoding="utf-8")
    return folder


def fragments(folder: Path) -> dict[str, dict[str, Any]]:
    """What the index holds per address."""
    found = {}
    for path in folder.glob("pagefind/fragment/*.pf_fragment"):
        text = gzip.decompress(path.read_bytes()).decode().removeprefix("pagefind_dcd")
        fragment = json.loads(text)
        found[fragment["meta"].get("adres") or fragment["url"]] = fragment
    return found


@pytest.mark.parametrize(
    ("words", "stands"),
    [
        (" het rood dakje ", True),
        (" rood dakjes ", True),
        (" rood dakjespan ", False),
        (" infrarood dakje ", False),
        ("", False),
    ],
)
def test_term_is_recognised_as_a_whole(words: str, stands: bool) -> None:
    assert Term(TERM).stands_in(Text(words)) == stands


def test_data_in_a_leaf_are_text() -> None:
    page = Leaf("a/", "<p>x</p>", {"title": '"><script>', "leeg": ""}).page()
    assert "<script>" not in page
    assert 'content="&#34;&gt;&lt;script&gt;"' in page
    assert "leeg" not in page


def test_index_holds_pages_and_terms(tmp_path: Path) -> None:
    folder = site(tmp_path, wonen=TEXT.replace("rode", "rood"), zoeken=TEXT, data=TEXT)
    write_index(folder, NAME, {"dakje": TERM}, {})
    found = fragments(folder)
    assert set(found) == {"/wonen/", "/data/", "begrippen/#dakje"}
    page = found["/wonen/"]
    assert page["meta"] == {"title": "Wonen", "zoekwoorden": "pannen, <kap>"}
    assert "tabelwoord" not in page["content"]
    assert "Menu" not in page["content"]
    assert "rij.1" not in json.dumps(page["anchors"])
    term = found["begrippen/#dakje"]
    assert term["meta"]["title"] == TERM["term"]
    assert term["meta"]["woord"] == "pannen, <kap>"
    assert "huis ligt" in term["content"]


def test_what_is_folded_is_found_but_no_list_of_links(tmp_path: Path) -> None:
    folds = "".join(
        f'<details class="{kind}"><summary>Meer</summary><p>{word}</p></details>'
        for kind, word in (("iv-vak", "dakgoot"), ("iv-meer", "schutting"))
    )
    ways = '<ul class="iv-keuzes"><li>kelder</li></ul><ul class="iv-links iv-kolommen"><li>zolder'
    folder = site(tmp_path, wonen=f"{folds}{ways}</li></ul>")
    write_index(folder, NAME, {}, {})
    content = fragments(folder)["/wonen/"]["content"]
    assert "dakgoot" in content
    for word in ("schutting", "kelder", "zolder"):
        assert word not in content


def test_title_tells_what_a_page_is_about(tmp_path: Path) -> None:
    folder = site(tmp_path, dakje="Over huizen.")
    write_index(folder, NAME, {"dakje": {**TERM, "term": "dakje"}}, {})
    assert fragments(folder)["/dakje/"]["meta"]["onderwerp"] == "pannen, <kap>"


def test_a_question_is_led_to_by_its_everyday_words_and_those_of_its_own(tmp_path: Path) -> None:
    """Not by short words, nor by those that several questions have."""
    vragen = {
        "lek": {"naam": "Is mijn dak lek?", "kort": "Lekkage", "zoekwoorden": "druppels;emmer;"},
        "tocht": {"naam": "Waarom tocht het bij mijn raam?", "kort": "Tocht", "zoekwoorden": ""},
    }
    folder = tmp_path
    for naam in vragen:
        site(folder / "uw-vraag", **{naam: TEXT})
    site(folder, lek="Een pagina die zo heet, en geen vraag is.")
    write_index(folder, NAME, {}, vragen)
    led = {url: fragment["meta"].get("vraag") for url, fragment in fragments(folder).items()}
    assert led == {
        "/uw-vraag/lek/": "druppels, emmer, lekkage",
        "/uw-vraag/tocht/": "raam, tocht, waarom",
        "/lek/": None,
    }


def test_same_site_gives_the_same_bytes(tmp_path: Path) -> None:
    made = []
    for name, order in (("een", ("b", "a")), ("twee", ("a", "b"))):
        folder = site(tmp_path / name, **{page: f"{TEXT} {page}" for page in order})
        write_index(folder, NAME, {"dakje": TERM}, {})
        made.append({p.name: p.read_bytes() for p in folder.rglob("pagefind/**/*") if p.is_file()})
    assert made[0] == made[1]
    assert len(made[0]) >= 7


def test_same_text_needs_no_new_index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def index(name: str, text: str) -> dict[str, bytes]:
        folder = site(tmp_path / name, wonen=text)
        write_index(folder, NAME, {"dakje": TERM}, {}, Kept(tmp_path / "bewaard"))
        return {p.name: p.read_bytes() for p in folder.rglob("pagefind/**/*") if p.is_file()}

    first, other = index("een", TEXT), index("twee", f"{TEXT} Ook dit.")
    assert first != other
    again = index("drie", TEXT)
    assert again == first
    monkeypatch.setattr(search, "_run_pagefind", lambda *given: pytest.fail("read again"))
    assert index("vier", TEXT) == first


def test_failure_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = [{"type": "NewIndex", "index_id": 0}, {"type": "Error", "message": "te veel"}]
    monkeypatch.setattr(search, "_ask_pagefind", lambda requests: iter(answers))
    with pytest.raises(ProgramError, match=r"^Pagefind heeft geen zoekindex gemaakt\..* te veel$"):
        write_index(site(tmp_path, wonen=TEXT), NAME, {}, {})
    assert not (tmp_path / "pagefind").exists()


# What may stand in the place of Pagefind, and what is said of it.
BROKEN = {
    "nothing for this machine": (None, "is er niet voor deze computer"),
    "not there": ("#weg", "No such file"),
    "no program": ("wat tekst", "Exec format error"),
    "stops at once": ("#!/bin/sh\nexit 3\n", "zonder iets te zeggen"),
    "fails aloud": ("#!/bin/sh\necho wat dan ook >&2\necho paniek >&2\nexit 1\n", "paniek"),
    "answers nonsense": ("#!/bin/sh\necho klaar,\n", "iets anders: b'klaar'"),
    "is killed": ("#!/bin/sh\nkill -9 $$\n", "zonder iets te zeggen"),
}


@pytest.mark.parametrize("how", BROKEN)
def test_a_program_that_fails_is_told(
    how: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content, said = BROKEN[how]
    program = tmp_path / "pagefind"
    if content and not content.startswith("#weg"):
        program.write_text(content, encoding="utf-8")
        program.chmod(0o755)
    monkeypatch.setattr(search, "get_executable", lambda: content and program)
    with pytest.raises(ProgramError, match=re.escape(said)):
        write_index(site(tmp_path / "site", wonen=TEXT), NAME, {}, {})
    assert not (tmp_path / "site" / "pagefind").exists()


def test_pages_are_read_in_one_order_on_every_disk(tmp_path: Path) -> None:
    def index(name: str, *words: str) -> dict[str, bytes]:
        folder = tmp_path / name
        for word in words:  # what a disk lists first depends on what was made first
            site(folder, **{word: f"<p>Over {word}.</p>"})
        write_index(folder, NAME, {"dakje": TERM}, {})
        return {p.name: p.read_bytes() for p in folder.rglob("pagefind/**/*") if p.is_file()}

    words = ("wonen", "slopen", "bouwen", "huren")
    assert index("een", *words) == index("twee", *reversed(words))
