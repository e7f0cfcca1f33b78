"""Tables that are validated together are judged as each alone."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inlegvel.load import verdicts
from inlegvel.load.files import Rows
from inlegvel.load.standaard import load_standaard
from inlegvel.model import Schema

SCHEMA = load_standaard(Path(__file__).parents[2])[0].schemas["partijen"]
GOOD = ["a", "partij", "ja", "zelf"]
CELLS = st.sampled_from(["", "a", "b", "ja", "zelf", "partij", "Fout", " "])
TABLES = st.lists(st.lists(st.lists(CELLS, max_size=6), max_size=6), min_size=1, max_size=4)


def table(*lines: list[str]) -> Rows:
    return Rows(list(SCHEMA.namen), list(lines), list(range(2, len(lines) + 2)))


def alone(tables: list[Rows], schema: Schema = SCHEMA) -> list[verdicts.Errors]:
    return [verdicts.validate([rows], schema)[0] for rows in tables]


def kinds(errors: verdicts.Errors) -> list[tuple[str, int]]:
    return [(error["type"], error["rowNumber"]) for error in errors]


def test_a_key_is_double_within_its_own_table_only() -> None:
    tables = [table(GOOD), table(["b", *GOOD[1:]], GOOD, GOOD), table(GOOD)]
    first, second, third = verdicts.validate(tables, SCHEMA)
    assert first == third == []
    assert kinds(second) == [("primary-key", 4)]
    assert second[0]["eerder"] == 3


def test_every_fault_is_at_its_own_row() -> None:
    tables = [table(["", "", "", ""], GOOD), table(GOOD[:2], ["", *GOOD[1:]]), table([*GOOD, "x"])]
    first, second, third = verdicts.validate(tables, SCHEMA)
    assert kinds(first) == [("blank-row", 2)]
    assert ("missing-cell", 2) in kinds(second)
    assert ("constraint-error", 3) in kinds(second)
    assert kinds(third) == [("extra-cell", 2)]


@given(TABLES)
def test_together_is_as_alone(lines: list[list[list[str]]]) -> None:
    tables = [table(*rows) for rows in lines]
    assert verdicts.validate(tables, SCHEMA) == alone(tables)


def test_one_table_full_of_faults_hides_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verdicts, "LIMIT", 5)
    tables = [table(*[[f"a{i}", "fout", "ja", "zelf"] for i in range(9)]), table(GOOD, GOOD)]
    full, other = verdicts.validate(tables, SCHEMA)
    assert len(full) == 5
    assert kinds(other) == [("primary-key", 3)]
