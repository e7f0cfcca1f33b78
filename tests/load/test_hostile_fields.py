"""Every kind of attack in every field: refused at its place, or taken as text.

What is taken is text on the site too: tests/render/test_hostile.py builds and reads it.
"""

import csv
import io
import json
import os
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from tests.render.test_hostile import WORDS, free_columns

from inlegvel import report
from inlegvel.findings import Finding
from inlegvel.pipeline import examine

PROBES = {
    "markup": "<script>alert(1)</script>\" onmouseover=\"alert(1) ' x='>"
    "<img src=x onerror=alert(1)>",
    "templates": "{{ 7777*3 }} {% include 'main.html' %} {# weg #} --8<-- \"mkdocs.yml\" "
    "[x](javascript:alert(1)) **vet** {: onclick=alert(1) } | a | b |",
    "formula": '=HYPERLINK("https://kwaad.example")',
    "address": "javascript:alert(1)",
    "path": "../../../etc/passwd",
    "path of Windows": "..\\..\\con\\x",
    "control sign": "a\x1b[31mb",
    "zero byte": "a\x00b",
    "turned text": "a\u202eb",
    "invisible sign": "a\u200bb",
    "line separator": "a\u2028b",
    "new line": "a\nb",
    "last new line": "\n",
    "homoglyph": "g\u0435meente",
    "no sign": "a\ufffeb",
    "very long": "x" * 40_000,
}
BEHIND = "last new line"  # behind what is right: a pattern may not see it
# Refused in any text: nobody sees what they do.
UNSEEN = {
    *("control sign", "zero byte", "turned text", "invisible sign", "line separator", "no sign"),
    "very long",
}


@dataclass(frozen=True)
class Spot:
    """A field: a cell by its column and line, or a text of a description by its keys."""

    file: str
    keys: tuple[str | int, ...]

    @property
    def name(self) -> str:
        return ".".join(map(str, self.keys))


def with_probe(text: str, probe: str) -> str:
    """The probe in the place of a text, or behind it."""
    return text + probe if probe == PROBES[BEHIND] else probe


def cells(root: Path) -> Iterator[Spot]:
    """A cell of every column of every table that has rows."""
    for path in sorted((root / "datapackages").glob("[!s]*/**/*.csv")):
        heads, *rows = csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline=""))
        if rows:
            yield from (Spot(path.relative_to(root).as_posix(), (2, head)) for head in heads)


def probe_cells(root: Path, spots: list[Spot], probe: str) -> None:
    for file in {spot.file for spot in spots}:
        path = root / file
        heads, first, *rows = csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline=""))
        chosen = {spot.keys[1] for spot in spots if spot.file == file}
        pairs = zip(heads, first, strict=True)
        changed = [with_probe(cell, probe) if head in chosen else cell for head, cell in pairs]
        with path.open("w", encoding="utf-8", newline="") as written:
            csv.writer(written, lineterminator="\n").writerows([heads, changed, *rows])


def names_cell(spot: Spot, finding: Finding) -> bool:
    at = spot.keys[1] in finding.kolom.replace(",", " ").split()
    # A probe may have lines of its own.
    return finding.bestand == spot.file and (finding.regelnummer or 0) >= 2 and at


def unseen(text: str) -> list[str]:
    """The signs that act on a terminal, or that nobody sees."""
    return [c for c in text if unicodedata.category(c) in ("Cc", "Cf") and c != "\n"]


def sorted_out(
    make_project: Callable[..., Path],
    spots: list[Spot],
    put: Callable[[Path, list[Spot]], None],
    names: Callable[[Spot, Finding], bool],
) -> tuple[dict[Spot, str], list[Spot]]:
    """What is refused, with the rule, and what is taken.

    All fields are tried at once; what is refused is left out, until nothing is wrong any more.
    """
    refused: dict[Spot, str] = {}
    left = list(spots)
    for _ in range(12):
        root = make_project()
        put(root, left)
        findings = examine(root).findings
        shown = report.as_text(findings)
        assert unseen(shown) == []
        errors = [finding for finding in findings if finding.ernst == "fout"]
        if not errors:
            return refused, left
        now = {spot: f.regel for spot in left for f in errors if names(spot, f)}
        assert now, report.as_text(errors)
        refused |= now
        left = [spot for spot in left if spot not in now]
    raise AssertionError(f"never all right: {left}")


@pytest.mark.parametrize("kind", PROBES)
def test_every_cell_refuses_it_or_takes_it_as_text(
    kind: str, make_project: Callable[..., Path]
) -> None:
    root = make_project()
    spots = list(cells(root))
    refused, taken = sorted_out(
        make_project, spots, lambda root, left: probe_cells(root, left, PROBES[kind]), names_cell
    )
    assert len(spots) > 200
    assert {*refused, *taken} == {*spots}
    columns = {(Path(spot.file).stem, str(spot.keys[1])) for spot in taken}
    if kind in {*UNSEEN, BEHIND}:
        assert columns == set()
    else:
        assert len(columns) > 50
        free = {(table, column) for table, _ in columns for column in free_columns(root, table)}
        assert columns <= free | WORDS


# --- descriptions ---------------------------------------------------------------------------------

# Where any text is taken; the site that test_hostile.py builds has an attack in each.
TEXTS = {
    *("$schema", "title", "description", "keywords.0", "contributors.0.title"),
    *("licenses.0.name", "licenses.0.title", "sources.0.title", "sources.0.date"),
    "document.voorbehoud",
}


def texts(root: Path) -> Iterator[Spot]:
    """Every text of every description of a package, of tables their name and file alone."""
    for path in sorted((root / "datapackages").glob("[!s]*/**/datapackage.json")):
        file = path.relative_to(root).as_posix()
        for keys in _texts(json.loads(path.read_text(encoding="utf-8"))):
            if "schema" not in keys:  # as a whole the same as in the standard
                yield Spot(file, keys)


def _texts(value: Any, keys: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    if isinstance(value, str):
        yield keys
    parts: Iterable[tuple[str | int, Any]] = ()
    if isinstance(value, dict | list):
        parts = value.items() if isinstance(value, dict) else enumerate(value)
    for name, below in parts:
        yield from _texts(below, (*keys, name))


def probe_texts(root: Path, spots: list[Spot], probe: str) -> None:
    for spot in spots:
        path = root / spot.file
        about = place = json.loads(path.read_text(encoding="utf-8"))
        for name in spot.keys[:-1]:
            place = place[name]
        place[spot.keys[-1]] = with_probe(place[spot.keys[-1]], probe)
        path.write_text(json.dumps(about), encoding="utf-8")


def names_text(spot: Spot, finding: Finding) -> bool:
    """An error at the file and the text; of a table at its name, its file or the whole."""
    if finding.bestand != spot.file:
        return False
    if spot.keys[0] == "resources":
        return "resources" in finding.kolom or "tabel" in finding.melding
    return finding.kolom == spot.name


@pytest.mark.parametrize("kind", PROBES)
def test_every_text_of_a_description_refuses_it_or_takes_it(
    kind: str, make_project: Callable[..., Path]
) -> None:
    spots = list(texts(make_project()))
    assert len(spots) > 80
    if kind in UNSEEN:  # of a file one is told at a time: each kind has some texts
        turn = sorted(UNSEEN).index(kind)
        spots = spots[turn :: len(UNSEEN)]
    refused, taken = sorted_out(
        make_project, spots, lambda root, left: probe_texts(root, left, PROBES[kind]), names_text
    )
    assert {*refused, *taken} == {*spots}
    assert {spot.name for spot in taken} == (set() if kind in UNSEEN else TEXTS)


# --- names of files and folders -----------------------------------------------------------------

NAMES = [
    "<img src=x onerror=alert(1)>",
    "{{ 7777*3 }}",
    "=1+1",
    "a\nb",
    "a\x1b[31mb",
    "a\u202ecsv",
    "g\u0435meente",
    "con",
    "CIJFERS",
    "x" * 200,
    os.fsdecode(b"\xff\xfe"),
]
# A table in a package, a package, and an area.
PLACES = {
    "table": "testdorp/inlegvel-2032/{}.csv",
    "package": "testdorp/{}/datapackage.json",
    "area": "{}/inlegvel-2032/datapackage.json",
}


@pytest.mark.parametrize("place", PLACES)
def test_no_name_of_a_file_does_anything_but_be_told(
    place: str, make_project: Callable[..., Path]
) -> None:
    for name in NAMES:
        root = make_project()
        path = root / "datapackages" / PLACES[place].format(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("{}" if path.suffix == ".json" else "a\n", encoding="utf-8")
        findings = examine(root).findings
        shown = report.as_text(findings).encode("utf-8", "backslashreplace").decode()
        assert not [c for c in shown if unicodedata.category(c) in ("Cc", "Cf") and c != "\n"], name
        told = [
            f for f in findings if f.ernst == "fout" and path.name in f"{f.bestand} {f.melding}"
        ]
        assert told, (name, report.as_text(findings))
