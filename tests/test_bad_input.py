"""Whatever stands in the data: findings, never a traceback."""

import csv
import io
import json
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inlegvel.editor.schema import write_schemas
from inlegvel.pipeline import examine
from inlegvel.report import as_json, as_text, summary

# One example examines a whole project, some 250 ms.
few = settings(max_examples=20)

# What people, Excel and pandas leave in cells, and what makes formulas and moments stumble.
ODD = st.sampled_from(
    [
        "", " ", "NaN", "INF", "-INF", "1e5", "1_000", "٣", "1.000", "-0", "0", "9" * 5000, "1,5",
        "ja", "2032", "2032-Q", "2032-H", "2032-", "2032-13", "2032-02-30", "99999-01", "basis",
        "samen", "a;b", ";", "/", "a / 0", "nieuwbouw / 0", "nieuwbouw +", "(" * 200, "a +- b",
        "netto-toevoeging", "alle-corporaties", "=1+1", "<script>", "{{ 7*6 }}", "\ufeff", "\u202e",
        "x" * 40_000,
    ]
)  # fmt: skip
texts = ODD | st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | ODD,
    lambda part: (
        st.lists(part, max_size=2) | st.dictionaries(st.text(max_size=3), part, max_size=2)
    ),
    max_leaves=4,
)


@pytest.fixture(scope="module")
def project(make_project: Callable[..., Path]) -> Path:
    return make_project()


@contextmanager
def replaced(path: Path, text: str) -> Iterator[None]:
    """The file with another content, for a while."""
    before = path.read_bytes()
    path.write_text(text, encoding="utf-8", newline="")
    try:
        yield
    finally:
        path.write_bytes(before)


def check(root: Path) -> None:
    """Everything `inlegvel controleer` does; what it finds must be fit to read."""
    examined = examine(root)
    for finding in examined.findings:
        assert finding.melding
        assert finding.herstel
        assert finding.bestand
    as_text(examined.findings)
    summary(examined.findings)
    json.loads(as_json(examined.findings))


def tables(root: Path) -> list[Path]:
    return sorted((root / "datapackages").rglob("*.csv"))


def rows_of(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"))))


def csv_text(rows: list[list[str]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


@few
@given(st.data(), texts)
def test_any_text_in_any_cell(project: Path, data: st.DataObject, text: str) -> None:
    path = data.draw(st.sampled_from(tables(project)))
    rows = rows_of(path)
    line = data.draw(st.integers(0, len(rows) - 1))
    column = data.draw(st.integers(0, len(rows[line]) - 1))
    rows[line][column] = text
    with replaced(path, csv_text(rows)):
        check(project)


@few
@given(st.data())
def test_any_row_left_out_cut_off_or_doubled(project: Path, data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(tables(project)))
    rows = rows_of(path)
    line = data.draw(st.integers(0, len(rows) - 1))
    size = data.draw(st.integers(0, len(rows[line]) + 2))
    shape = (rows[line] + ["x", "y"])[:size]
    rows[line : line + 1] = data.draw(st.sampled_from([[], [shape], [rows[line], rows[line]]]))
    with replaced(path, csv_text(rows)):
        check(project)


@few
@given(st.randoms(use_true_random=False), values)
def test_any_value_anywhere_in_a_description(
    project: Path, chance: random.Random, value: Any
) -> None:
    path = chance.choice(sorted((project / "datapackages").rglob("datapackage.json")))
    before = path.read_bytes()
    descriptor = json.loads(before)
    place: Any = descriptor
    # Down to a random depth; schemas are long, and all wrong in the same way.
    while True:
        name = chance.choice(list(place) if isinstance(place, dict) else range(len(place)))
        below = place[name]
        if not isinstance(below, dict | list) or not below or chance.random() < 0.4:
            break
        place = below
    if chance.random() < 0.2:
        del place[name]
    else:
        place[name] = value
    with replaced(path, json.dumps(descriptor)):
        check(project)
        write_schemas(project)
