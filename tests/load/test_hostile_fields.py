"""Every kind of attack in every field: refused at its place, or taken as text.

What is taken is text on the site too: tests/render/test_hostile.py builds and reads it.
"""

import csv
import io
import json
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from tests.render.test_hostile import READ_BY_MACHINES, free_columns

from inlegvel import report
from inlegvel.findings import Finding
from inlegvel.pipeline import examine

PROBES = {
    "script": "<script>alert(1)</script>",
    "handler": "\" onmouseover=\"alert(1) ' x='><img src=x onerror=alert(1)>",
    "macro": "{{ 7777*3 }} {% include 'main.html' %} {# weg #}",
    "Markdown": "[x](javascript:alert(1)) **vet** {: onclick=alert(1) } | a | b |",
    "snippet": '--8<-- "mkdocs.yml"',
    "formula": '=HYPERLINK("https://kwaad.example")',
    "address": "javascript:alert(1)",
    "path": "../../../etc/passwd",
    "path of Windows": "..\\..\\con",
    "control sign": "a\x1b[31mb",
    "zero byte": "a\x00b",
    "turned text": "a\u202eb",
    "invisible sign": "a\u200bb",
    "line separator": "a\u2028b",
    "new line": "a\nb",
    "homoglyph": "g\u0435meente",
    "no sign": "a\ufffeb",
    "very long": "x" * 40_000,
}
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
        changed = [
            probe if head in chosen else cell for head, cell in zip(heads, first, strict=True)
        ]
        with path.open("w", encoding="utf-8", newline="") as written:
            csv.writer(written, lineterminator="\n").writerows([heads, changed, *rows])


def names_cell(spot: Spot, finding: Finding) -> bool:
    line, column = spot.keys
    at = column in finding.kolom.replace(",", " ").split()
    return finding.bestand == spot.file and (finding.regelnummer or 0) >= 2 and at


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
        assert not [c for c in shown if unicodedata.category(c) in ("Cc", "Cf") and c != "\n"]
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
    spots = list(cells(make_project()))
    refused, taken = sorted_out(
        make_project, spots, lambda root, left: probe_cells(root, left, PROBES[kind]), names_cell
    )
    root = make_project()
    print(
        kind,
        len(spots),
        len(refused),
        sorted(
            {
                (Path(s.file).stem, s.keys[1])
                for s in taken
                if s.keys[1] not in free_columns(root, Path(s.file).stem)
            }
        ),
    )
