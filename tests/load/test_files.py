"""Files as they come: any text survives, and what cannot be read says why."""

import csv
import io
import math
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from inlegvel.findings import Finding
from inlegvel.load.files import Rows, read_csv, read_json, read_text
from inlegvel.load.package import to_frame
from inlegvel.load.standaard import parse_schema

# Whatever people paste: quotation marks, separators, line breaks, emoji, other scripts.
cells = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\r")
    | st.sampled_from("\";,\n'\t🏠é٣\ufeff"),
    max_size=12,
)
tables = st.integers(2, 4).flatmap(
    lambda width: st.lists(st.lists(cells, min_size=width, max_size=width), min_size=1, max_size=5)
)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("files") / "tabel.csv"


def saved(path: Path, rows: list[list[str]], line_end: str = "\n", **how: Any) -> bytes:
    """Write a table as CSV, as the standard library does."""
    text = io.StringIO()
    csv.writer(text, lineterminator=line_end, **how).writerows(rows)
    raw = text.getvalue().encode()
    path.write_bytes(raw)
    return raw


@given(tables, st.booleans())
def test_any_text_survives(place: Path, rows: list[list[str]], quoted: bool) -> None:
    raw = saved(place, rows, quoting=csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL)
    assume(not raw.startswith(b"\xef\xbb\xbf"))
    assume(any(cell.strip() for row in rows for cell in row))
    found = read_csv(place, "tabel.csv")
    assert isinstance(found, Rows), found
    assert [found.header, *found.rows] == rows


@given(tables)
def test_line_ends_of_windows_make_no_difference(place: Path, rows: list[list[str]]) -> None:
    saved(place, rows)
    assume(any(cell.strip() for row in rows for cell in row))
    with_unix = read_csv(place, "tabel.csv")
    place.write_bytes(place.read_bytes().replace(b"\n", b"\r\n"))
    assert read_csv(place, "tabel.csv") == with_unix


@given(st.lists(st.lists(cells, min_size=2, max_size=2), min_size=1, max_size=6))
def test_rows_know_the_line_on_which_they_end(place: Path, rows: list[list[str]]) -> None:
    saved(place, [["a", "b"], *rows], quoting=csv.QUOTE_ALL)
    found = read_csv(place, "tabel.csv")
    assert isinstance(found, Rows)
    ends = []
    line = 1
    for row in rows:
        line += 1 + sum(cell.count("\n") for cell in row)
        ends.append(line)
    assert found.lines == ends


SCHEMA = parse_schema(
    {
        "name": "proef",
        "title": "Proef",
        "description": "Eén kolom van elke soort.",
        "plaats": "document",
        "fields": [
            {"name": naam, "type": soort, "title": naam, "description": naam, **rest}
            for naam, soort, rest in [
                ("tekst", "string", {}),
                ("getal", "number", {}),
                ("jaar", "integer", {"constraints": {"required": True}}),
                ("jaar_leeg", "integer", {}),
                ("ja", "boolean", {"constraints": {"required": True}}),
                ("ja_leeg", "boolean", {}),
            ]
        ],
        "primaryKey": ["tekst"],
    }
)


def frame(*rows: list[str]) -> list[dict[str, Any]]:
    lines = list(range(2, len(rows) + 2))
    return to_frame(Rows(SCHEMA.namen, list(rows), lines), SCHEMA).to_dict("records")


@given(cells, st.decimals(-(10**9), 10**9, places=4), st.integers(-9999, 9999))
def test_frames_hold_what_was_typed(tekst: str, getal: Any, jaar: int) -> None:
    (row,) = frame([tekst, str(getal), str(jaar), str(jaar), "ja", "nee"])
    assert row["tekst"] == tekst
    assert row["getal"] == float(getal)
    assert (row["jaar"], row["jaar_leeg"]) == (jaar, jaar)
    assert (row["ja"], row["ja_leeg"]) == (True, False)


@given(st.lists(cells, max_size=8))
def test_no_row_is_too_odd_for_a_frame(row: list[str]) -> None:
    (found,) = frame(row)
    assert list(found) == SCHEMA.namen
    assert isinstance(found["getal"], float)
    assert not math.isinf(found["getal"])


def test_empty_cells_have_the_empty_value_of_their_column() -> None:
    (row,) = frame(["", "", "2022", "", "nee", ""])
    assert row["tekst"] == ""
    assert math.isnan(row["getal"])
    assert row["jaar_leeg"] is None
    assert row["ja_leeg"] is None


def test_a_table_without_rows_has_its_columns() -> None:
    found = to_frame(Rows(SCHEMA.namen, [], []), SCHEMA)
    assert list(found.columns) == SCHEMA.namen
    assert len(found) == 0


@given(st.binary(max_size=200))
def test_no_bytes_crash_the_readers(place: Path, raw: bytes) -> None:
    place.write_bytes(raw)
    for reader in (read_text, read_csv, read_json):
        found = reader(place, "tabel.csv")
        if isinstance(found, Finding):
            assert found.ernst == "fout"
            assert found.bestand == "tabel.csv"
