"""Numbers, moments and lists as Dutch readers write them."""

import math
import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inlegvel.dutch import (
    MINUS,
    datum,
    first_day,
    getal,
    hoofdletter,
    in_zin,
    jaren,
    last_day,
    met_eenheid,
    moment,
    opsomming,
    plain,
    plural,
)

decimals = st.decimals(-(10**9), 10**9, places=3).map(float)
years = st.integers(1900, 2200)
moments = st.one_of(
    years.map(str),
    st.builds("{}-H{}".format, years, st.integers(1, 2)),
    st.builds("{}-Q{}".format, years, st.integers(1, 4)),
    st.builds("{}-{:02}".format, years, st.integers(1, 12)),
    st.dates(date(1900, 1, 1), date(2200, 12, 31)).map(date.isoformat),
)


def read(text: str) -> float:
    """A Dutch number, read back."""
    assert re.fullmatch(rf"{MINUS}?\d{{1,3}}(\.\d{{3}})*(,\d+)?", text), text
    return float(text.replace(".", "").replace(",", ".").replace(MINUS, "-"))


@given(decimals)
def test_numbers_read_back(value: float) -> None:
    assert read(getal(value)) == pytest.approx(value, abs=1e-9)


@given(decimals, st.integers(0, 3))
def test_decimals_are_as_many_as_asked_for(value: float, count: int) -> None:
    text = getal(value, count)
    assert len(text.partition(",")[2]) == count
    assert read(text) == pytest.approx(value, abs=0.5 * 10.0**-count + 1e-9)


@given(st.floats(allow_infinity=False, min_value=-1e15, max_value=1e15))
def test_plain_numbers_are_as_the_standard_writes_them(value: float) -> None:
    text = plain(value)
    if math.isnan(value):
        assert text == ""
    else:
        assert re.fullmatch(r"-?\d+(\.\d*[1-9])?", text)
        assert float(text) == pytest.approx(value, abs=1e-10)


@pytest.mark.parametrize(
    ("value", "count", "text"),
    [
        (1234567, None, "1.234.567"),
        (-56, None, f"{MINUS}56"),
        (1.3, None, "1,3"),
        (1.3, 2, "1,30"),
        (0, None, "0"),
        (-0.0, None, "0"),
        (-0.4, 0, "0"),
        (math.nan, None, ""),
        (math.nan, 1, ""),
    ],
)
def test_numbers(value: float, count: int | None, text: str) -> None:
    assert getal(value, count) == text


@pytest.mark.parametrize(
    ("value", "eenheid", "text"),
    [
        (42, "procent", "42%"),
        (1300, "euro", "€\u00a01.300"),
        (-5, "euro", f"{MINUS}€\u00a05"),
        (38, "woningen", "38\u00a0woningen"),
        (1, "woningen", "1\u00a0woning"),
        (-1, "plannen", f"{MINUS}1\u00a0plan"),
        (1.5, "jaar", "1,5\u00a0jaar"),
    ],
)
def test_numbers_with_their_unit(value: float, eenheid: str, text: str) -> None:
    assert met_eenheid(value, eenheid) == text


@given(moments)
def test_a_moment_covers_its_days(text: str) -> None:
    first, last = date.fromisoformat(first_day(text)), date.fromisoformat(last_day(text))
    assert first <= last
    if "H" in text:
        expected = 6
    elif "Q" in text:
        expected = 3
    else:
        expected = {4: 12, 7: 1, 10: 0}[len(text)]
    covered = (last.year - first.year) * 12 + last.month - first.month + 1
    assert covered == expected or (expected == 0 and first == last)
    # Whole months: from a first day to the day before another first day.
    if expected:
        assert first.day == 1
        assert (last + timedelta(days=1)).day == 1


@given(moments, moments)
def test_moments_sort_by_their_last_day(one: str, other: str) -> None:
    assert (last_day(one) < last_day(other)) == (
        date.fromisoformat(last_day(one)) < date.fromisoformat(last_day(other))
    )


def test_begin_halfway_and_end_of_a_year_sort_as_said() -> None:
    order = ["2021", "2022-01", "2022-02-16", "2022-Q1", "2022-H1", "2022-Q3", "2022-11", "2022"]
    assert sorted(order, key=last_day) == order


@given(st.dates(date(1900, 1, 1), date(2200, 12, 31)))
def test_dates_read_back(day: date) -> None:
    number, month, year = datum(day).split()
    assert (int(number), int(year)) == (day.day, day.year)
    assert month.isalpha()
    assert month.islower()
    assert moment(day.isoformat()) == datum(day)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2022", "2022"),
        ("2022-H1", "eerste helft van 2022"),
        ("2022-Q4", "vierde kwartaal van 2022"),
        ("2022-03", "maart 2022"),
        ("2021-12-09", "9 december 2021"),
    ],
)
def test_moments_in_words(text: str, words: str) -> None:
    assert moment(text) == words


def test_words_around_numbers() -> None:
    assert jaren(2022, 2022) == "2022"
    assert jaren(2022, 2026) == "2022 tot en met 2026"
    assert plural(1, "fout", "fouten") == "1 fout"
    assert plural(0, "fout", "fouten") == "0 fouten"
    assert opsomming([]) == ""
    assert opsomming(["a"]) == "a"
    assert opsomming(["a", "b"]) == "a en b"
    assert opsomming(["a", "b", "c"]) == "a, b en c"
    assert hoofdletter("ijsbaan") == "Ijsbaan"
    assert hoofdletter("") == ""


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Netto-toevoeging niet-DAEB", "netto-toevoeging niet-DAEB"),
        ("DAEB", "DAEB"),
        ("CO₂-uitstoot van de woningen", "CO₂-uitstoot van de woningen"),
        ("VoorzieningenWijzer", "VoorzieningenWijzer"),
        ("Aandeel", "aandeel"),
        ("", ""),
    ],
)
def test_a_name_in_mid_sentence_keeps_its_abbreviations(name: str, expected: str) -> None:
    assert in_zin(name) == expected
