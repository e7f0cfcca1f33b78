"""Any text goes through a CSV file unharmed."""

import csv
import io
import math

from hypothesis import given
from hypothesis import strategies as st

from inlegvel.export.tables import cell_text, csv_bytes

# What load lets in: any character but the invisible ones; a new line within a cell is fine.
TEXT = st.text(st.characters(exclude_categories=["Cc", "Cs"], include_characters="\n"))
NASTY = st.text(st.sampled_from("a,\";\n' =+-@{}<>|\\€é"))


@given(st.lists(st.lists(TEXT | NASTY, min_size=2, max_size=4), max_size=5))
def test_texts_come_back(rows: list[list[str]]) -> None:
    content = csv_bytes(["een", "twee"], rows)
    text = content.decode("utf-8")
    assert text.startswith("een,twee\n")
    assert list(csv.reader(io.StringIO(text, newline="")))[1:] == rows


@given(st.lists(st.lists(TEXT | NASTY, min_size=2, max_size=2), max_size=5))
def test_pandas_reads_the_same(rows: list[list[str]]) -> None:
    import pandas as pd

    keyed = [["sleutel", *row] for row in rows]
    content = csv_bytes(["sleutel", "een", "twee"], keyed)
    frame = pd.read_csv(io.BytesIO(content), dtype=str, keep_default_na=False)
    assert frame.to_numpy().tolist() == keyed


@given(st.integers(-(10**12), 10**12) | st.decimals(-1000, 1000, places=4).map(float))
def test_numbers_come_back(number: float) -> None:
    text = cell_text(float(number))
    assert float(text) == float(number)
    assert "e" not in text.lower()
    assert not text.endswith((".", ".0"))


def test_what_is_not_there_is_empty() -> None:
    assert cell_text(None) == cell_text(math.nan) == cell_text("") == ""


def test_yes_and_no_are_dutch() -> None:
    assert (cell_text(True), cell_text(False)) == ("ja", "nee")
