"""What part of a total each organisation takes."""

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inlegvel.derive.shares import aandelen


def row(organisatie: str, waarde: float, **rest: Any) -> dict[str, Any]:
    usual = {"onderdeel": "geheel", "telt_mee": True, "status": "vast"}
    return usual | {"organisatie": organisatie, "waarde": waarde} | rest


@given(
    st.dictionaries(
        st.sampled_from("abcdef"), st.integers(0, 10**9) | st.floats(0, 1e6), min_size=1
    )
)
def test_shares_make_a_hundred_and_keep_their_proportions(values: dict[str, float]) -> None:
    found = aandelen([row(naam, value) for naam, value in values.items()])
    total = sum(values.values())
    if total == 0:
        assert found == {}
        return
    assert sum(found.values()) == pytest.approx(100)
    assert found == pytest.approx({naam: 100 * value / total for naam, value in values.items()})
    assert all(0 <= share <= 100 + 1e-9 for share in found.values())


def test_only_whole_organisations_that_count_take_part() -> None:
    rows = [
        row("a", 30),
        row("b", 10),
        row("samen", 40),
        row("b", 4, onderdeel="noord"),
        row("c", 60, telt_mee=False),
        row("d", 60, status="in-onderzoek"),
        row("e", math.nan, status="onbekend"),
    ]
    assert aandelen(rows) == {"a": 75, "b": 25}


def test_no_shares_of_a_sum_with_negative_parts() -> None:
    assert aandelen([row("a", 30), row("b", -10)]) == {}


def test_no_shares_of_nothing() -> None:
    assert aandelen([]) == {}
