"""Any table comes back equal from every form, read by a program that we did not write."""

import io
import itertools
import json
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.export.office import COMMA, SEMICOLON, Office

from inlegvel.export.about import Package
from inlegvel.export.archive import archive_bytes
from inlegvel.export.artifact import Artifact
from inlegvel.export.database import database_bytes
from inlegvel.export.excel_csv import FORMULA_STARTS, excel_csv
from inlegvel.export.json_rows import json_rows
from inlegvel.export.tables import Table, Value
from inlegvel.export.workbook import MAX_CELL, workbook_bytes

# What load lets in: any character but the invisible ones; a new line within a cell is fine.
# U+FFFE and U+FFFF are no characters: XML cannot hold them.
ANY = st.text(
    st.characters(
        exclude_categories=["Cc", "Cs"], include_characters="\n", exclude_characters="\ufffe\uffff"
    ),
    min_size=1,
)
NASTY = st.text(st.sampled_from("a,\";\n\r'=+-@{}<>&|\\€é😀\u200f\u202e _x0041"), min_size=1).map(
    lambda text: text.replace("\r", "")
)
TEXT = ANY | NASTY | st.just("")
NUMBER = st.none() | st.integers(-(10**12), 10**12) | st.decimals(-1000, 1000, places=4).map(float)
ROW = st.tuples(TEXT, TEXT, NUMBER, st.none() | st.integers(1900, 2200), st.none() | st.booleans())
ROWS = st.lists(ROW, min_size=1, max_size=6)

NAMES = ["nummer", "een", "twee", "waarde", "jaar", "telt"]
TYPES = ["string", "string", "string", "number", "integer", "boolean"]
FIELDS = tuple(
    {
        "name": name,
        "type": kind,
        "title": name.capitalize(),
        "description": "Uitleg.",
        "trueValues": ["ja"],
        "falseValues": ["nee"],
    }
    for name, kind in zip(NAMES, TYPES, strict=True)
)

# Texts that are something else to a spreadsheet, a database or a markup.
HOSTILE = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    '=HYPERLINK("http://example.org","klik")',
    "＝1+1",  # noqa: RUF001  # a wide form
    "'t Hof",
    "007",
    "1e5",
    "2022-02",
    "1,5",
    "WAAR",
    "_x0041_",
    'zegt "ja"; of "nee"',
    "twee\nregels",
    "😀 hoera",
    "\u200fvan rechts\u202e om",
    "<b>&amp;</b>",
    "a" * MAX_CELL,
    "é;\n" * (MAX_CELL // 3),
]

# No formula; yet a spreadsheet takes such a text from any CSV for a number.
LIKE_A_NUMBER = {"007", "1e5", "1,5", "WAAR"}


def table(rows: list[tuple[Any, ...]]) -> Table:
    """A table with a number in front, so that no row is empty and each can be named."""
    numbered = [(f"r{number}", *row) for number, row in enumerate(rows)]
    found = tuple(dict(zip(NAMES, row, strict=True)) for row in numbered)
    return Table("tabel", "Tabel", "Een tabel.", FIELDS, ("nummer",), found)


def package(*tables: Table) -> Package:
    about = {
        "title": "Proef",
        "description": "Een proef.",
        "licenses": [{"title": "CC0", "path": "https://example.org/cc0"}],
    }
    return Package("proef", about, tables, date(2031, 5, 6), "https://example.org/", "Proef.")


def expected(rows: list[tuple[Any, ...]]) -> list[list[Value]]:
    """The values that must come back; an empty text is an empty cell."""
    return [
        [f"r{number}", *(None if value == "" else value for value in row)]
        for number, row in enumerate(rows)
    ]


def ja_nee(rows: list[list[Value]]) -> list[list[Value]]:
    return [[("ja" if v else "nee") if isinstance(v, bool) else v for v in row] for row in rows]


def as_texts(rows: list[list[Value]]) -> list[list[str]]:
    """The values as they stand in a CSV with decimal points."""
    return [
        ["" if v is None else str(int(v)) if isinstance(v, float) and v.is_integer() else str(v)
         for v in row]
        for row in ja_nee(rows)
    ]  # fmt: skip


# --- the readers, each a library of others --------------------------------------------


def by_pandas(made: Table, tmp: Path) -> Iterator[list[list[str]]]:
    options: dict[str, Any] = {"dtype": str, "keep_default_na": False}
    yield pd.read_csv(io.BytesIO(made.csv()), **options).to_numpy().tolist()
    frame = pd.read_csv(
        io.BytesIO(excel_csv(made)), sep=";", encoding="utf-8-sig", lineterminator=None, **options
    )
    frame["waarde"] = frame["waarde"].str.replace(",", ".")
    for name in ("een", "twee"):
        frame[name] = frame[name].map(without_apostrophe)
    yield frame.to_numpy().tolist()


def without_apostrophe(text: str) -> str:
    return text[1:] if text.startswith("'") and text[1:2] in FORMULA_STARTS else text


def by_duckdb(made: Table, tmp: Path) -> list[list[str]]:
    path = tmp / "tabel.csv"
    path.write_bytes(made.csv())
    # The options a careful user gives: without them DuckDB guesses from the first rows.
    relation = duckdb.sql(
        f"""select * from read_csv('{path}', all_varchar=true, header=true, delim=',', quote='"',
        escape='"', new_line='\\n', nullstr='', max_line_size=400000)"""
    )
    return [[value or "" for value in row] for row in relation.fetchall()]


def by_json(made: Table) -> list[list[Value]]:
    frame = pd.read_json(io.BytesIO(json_rows(made)), dtype=False)
    assert list(frame.columns) == NAMES
    plain = json.loads(json_rows(made))
    assert frame["een"].isna().tolist() == [row["een"] is None for row in plain]
    return [list(row.values()) for row in plain]


def by_openpyxl(content: bytes) -> list[list[Value]]:
    sheet = openpyxl.load_workbook(io.BytesIO(content))["tabel"]
    header, *rows = sheet.iter_rows()
    assert [cell.value for cell in header] == NAMES
    assert {cell.data_type for row in rows for cell in row} <= {"s", "n"}
    return [[cell.value for cell in row] for row in rows]


def by_sqlite(content: bytes) -> list[list[Value]]:
    database = sqlite3.connect(":memory:")
    database.deserialize(content)
    return [list(row) for row in database.execute("select * from tabel order by rowid")]


def check_all(rows: list[tuple[Any, ...]], tmp: Path) -> None:
    made = table(rows)
    right = expected(rows)
    for found in by_pandas(made, tmp):
        assert found == as_texts(right)
    assert by_duckdb(made, tmp) == as_texts(right)
    assert by_json(made) == right
    assert by_openpyxl(workbook_bytes(package(made))) == ja_nee(right)
    assert by_sqlite(database_bytes(package(made))) == ja_nee(right)


@settings(max_examples=40)
@given(ROWS)
def test_every_table_comes_back_from_every_form(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[Any, ...]]
) -> None:
    check_all(rows, tmp_path_factory.mktemp("table"))


@pytest.fixture(scope="module")
def hostile() -> list[tuple[Any, ...]]:
    values = itertools.cycle([(1234.5, 2022, True), (-0.25, 2030, False), (None, None, None)])
    return [(text, "x", *row) for text, row in zip(HOSTILE, values, strict=False)]


def test_hostile_texts_come_back_from_every_form(
    hostile: list[tuple[Any, ...]], tmp_path: Path
) -> None:
    check_all(hostile, tmp_path)


@pytest.mark.slow
def test_a_hundred_thousand_rows_come_back(tmp_path: Path) -> None:
    texts = itertools.cycle([text for text in HOSTILE if len(text) < 100])
    rows = [
        (next(texts), f"rij {number}", number / 8, 1900 + number % 300, number % 3 == 0)
        for number in range(100_000)
    ]
    check_all(rows, tmp_path)


def test_a_text_too_long_for_a_workbook_says_where_the_rest_is(tmp_path: Path) -> None:
    """No typed cell is that long, but notes of ours may follow one; other forms have it all."""
    made = table([("a" * (MAX_CELL + 1), "b", None, None, None)])
    ((_, cut, *_rest),) = by_openpyxl(workbook_bytes(package(made)))
    assert len(str(cut)) == MAX_CELL
    assert str(cut).startswith("aaa")
    assert "CSV" in str(cut)
    assert by_duckdb(made, tmp_path)[0][1] == "a" * (MAX_CELL + 1)


@pytest.mark.parametrize("empty", [[], [("", "", None, None, None)]])
def test_a_table_without_rows_or_values_is_a_table_in_every_form(
    empty: list[tuple[Any, ...]], tmp_path: Path
) -> None:
    made = table(empty)
    assert json.loads(json_rows(made)) == [
        dict(zip(NAMES, row, strict=True)) for row in expected(empty)
    ]
    assert by_sqlite(database_bytes(package(made))) == expected(empty)
    found = by_openpyxl(workbook_bytes(package(made)))
    assert found == expected(empty)


# --- as LibreOffice with Dutch settings opens it --------------------------------------------


def by_office(path: Path, office: Office, separator: int | None) -> list[list[Any]]:
    """The cells as they are in LibreOffice: values of their type, and `=…` for a formula."""
    saved = office.convert(path, "xlsx", separator)
    book = openpyxl.load_workbook(saved)
    sheet = book["tabel"] if "tabel" in book.sheetnames else book.worksheets[0]
    return [list(row) for row in sheet.iter_rows(min_row=2, values_only=True)]


def test_dutch_libreoffice_reads_the_same(
    hostile: list[tuple[Any, ...]], office: Office, tmp_path: Path
) -> None:
    """Numbers with a comma are numbers, no text is a formula, the sheets are as they were."""
    made = table(hostile)
    right = ja_nee(expected(hostile))
    csv = tmp_path / "tabel.nl.csv"
    csv.write_bytes(excel_csv(made))
    for found, row in zip(by_office(csv, office, SEMICOLON), right, strict=True):
        assert [found[0], *found[2:]] == [row[0], *row[2:]]
        if row[1] not in LIKE_A_NUMBER:
            assert isinstance(found[1], str)
            assert without_apostrophe(found[1]) == row[1]
    book = tmp_path / "tabel.xlsx"
    book.write_bytes(workbook_bytes(package(made)))
    assert by_office(book, office, None) == right


def test_plain_csv_would_have_run_as_a_formula(office: Office, tmp_path: Path) -> None:
    """Without the apostrophe LibreOffice does run it, so that the test above can fail."""
    csv = tmp_path / "tabel.csv"
    csv.write_bytes(table([("=1+1", "x", None, None, None)]).csv())
    saved = openpyxl.load_workbook(office.convert(csv, "xlsx", COMMA))
    assert saved.worksheets[0]["B2"].data_type == "f"


# --- the same bytes -----------------------------------------------------------------------


def archived(made: Package) -> bytes:
    return archive_bytes(made, [Artifact("data/proef/tabel.csv", made.tables[0].csv())])


@pytest.mark.parametrize("make", [workbook_bytes, database_bytes, archived])
def test_same_table_gives_the_same_bytes(
    make: Callable[[Package], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    import time

    rows = [("=1+1", "😀", 1.5, 2022, True)]
    first = make(package(table(rows)))
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    time.tzset()
    try:
        assert make(package(table(rows))) == first
    finally:
        monkeypatch.undo()
        time.tzset()


def test_archive_names_what_is_in_it() -> None:
    made = package(table([("a", "b", None, None, None)]))
    with zipfile.ZipFile(io.BytesIO(archived(made))) as archive:
        assert archive.namelist() == ["README.txt", "tabel.csv", "SHA256SUMS"]
        assert archive.read("tabel.csv") == made.tables[0].csv()
        assert {entry.date_time for entry in archive.infolist()} == {(2031, 5, 6, 0, 0, 0)}
