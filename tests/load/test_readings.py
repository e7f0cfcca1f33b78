"""What an editor most likely meant: Dutch numbers, dates and names are read back."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inlegvel.dutch import datum, getal
from inlegvel.load.cells import NUMBER
from inlegvel.load.readings import as_day, as_list, as_moment, as_numbers, as_slug, number_remedy

COLUMNS = ["grens", "waarde", "status"]


@given(st.integers(-(10**9), 10**9), st.integers(0, 3))
def test_a_number_as_dutch_readers_write_it(digits: int, decimals: int) -> None:
    value = digits / 10**decimals
    assert f"{value:.{decimals}f}" in as_numbers(getal(value, decimals))


@given(st.text(max_size=20))
def test_a_reading_of_a_number_is_one_that_may_be_typed(text: str) -> None:
    for number in as_numbers(text):
        assert NUMBER.fullmatch(number)
    assert number_remedy(text, COLUMNS).endswith(".")


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_a_day_as_people_and_excel_write_it(day: date) -> None:
    assert as_day(datum(day)) == day.isoformat()
    assert as_day(f"{day.day}-{day.month}-{day.year}") == day.isoformat()


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("mrt-22", "2022-03"),
        ("maart 2022", "2022-03"),
        ("Q1 2022", "2022-Q1"),
        ("2022 k3", "2022-Q3"),
        ("h2 2022", "2022-H2"),
        ("h3 2022", ""),
        ("31-2-2022", ""),
        ("2022", ""),
        ("binnenkort", ""),
    ],
)
def test_moments(text: str, moment: str) -> None:
    assert as_moment(text) == moment


@given(st.text(max_size=20))
def test_a_slug_is_a_name_or_nothing(text: str) -> None:
    assert re.fullmatch(r"([a-z0-9]+(-[a-z0-9]+)*)?", as_slug(text))
    assert as_slug(as_slug(text)) == as_slug(text)
    assert as_list(as_list(text)) == as_list(text)


def test_names() -> None:
    assert as_slug("Wierden en Borgen") == "wierden-en-borgen"
    assert as_list("Nijestee, Coöperatie Zuid") == "nijestee;cooperatie-zuid"


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("1,23", "Typ hier: 1.23."),
        ("42%", "Typ hier: 42. Laat ‘%’ weg: de eenheid staat bij de indicator."),
        ("€ 5", "Typ hier: 5. Laat ‘€’ weg: de eenheid staat bij de indicator."),
        ("n.v.t.", "Laat de cel leeg en zeg in ‘status’ waarom het getal er niet is."),
        ("1.234,5", "Typ hier: 1234.5."),
        ("1,234", "Typ wat het papier bedoelt: 1.234 of 1234."),
        ("<1,4", "Typ hier: 1.4. Zet < in de kolom ‘grens’."),
        ("max. 3", "Typ hier: 3. Zet <= in de kolom ‘grens’."),
    ],
)
def test_remedies(text: str, remedy: str) -> None:
    assert number_remedy(text, COLUMNS) == remedy


def test_no_column_is_named_that_the_table_lacks() -> None:
    assert number_remedy("n.v.t.", ["waarde"]) == "Laat de cel leeg."
    assert number_remedy("ca. 40", ["waarde"]) == "Typ hier: 40."
