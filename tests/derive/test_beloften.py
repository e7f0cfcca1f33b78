"""What is known about a promise, and by when it should have been kept."""

from collections.abc import Callable
from pathlib import Path

import pytest

from inlegvel.derive.beloften import beloften, newest_progress, quarter
from inlegvel.load import load_catalogue
from inlegvel.model import Catalogue

AFSPRAKEN = "datapackages/testdorp/inlegvel-2032/afspraken.csv"
VOORTGANG = "datapackages/testdorp/inlegvel-2032/voortgang.csv"
REGISTER = "datapackages/register/datapackage.json"


def catalogue(root: Path) -> Catalogue:
    found, findings = load_catalogue(root)
    assert found is not None
    assert findings == []
    return found


def kennis(root: Path) -> dict[str, tuple[str, str]]:
    return {
        promise.afspraak["afspraak"]: (promise.kennis, promise.deadline)
        for promise in beloften(catalogue(root))
    }


@pytest.fixture
def at(make_project: Callable[..., Path]) -> Callable[[str], Path]:
    """A project seen on a given day."""

    def project(peildatum: str) -> Path:
        text = (make_project() / REGISTER).read_text(encoding="utf-8")
        today = text.split('"peildatum": "')[1][:10]
        return make_project({"bestand": REGISTER, "vervang": {today: peildatum}})

    return project


def test_a_deadline_lies_ahead_until_its_last_day_has_passed(at: Callable[[str], Path]) -> None:
    assert kennis(at("2032-06-30"))["gemeente-zoekt-grond"] == ("komt-nog", "2032-06-30")
    assert kennis(at("2032-07-01"))["gemeente-zoekt-grond"] == ("verstreken", "2032-06-30")


def test_a_promise_that_runs_on_has_no_deadline(at: Callable[[str], Path]) -> None:
    assert kennis(at("2040-01-01"))["corporaties-isoleren"] == ("doorlopend", "")


def test_the_newest_paper_speaks(make_project: Callable[..., Path]) -> None:
    row = "testdorp-inlegvel-2032,afspraak,gemeente-zoekt-grond,{},{},Zo staat het.,Slot\n"
    root = make_project(
        {
            "bestand": VOORTGANG,
            "erbij": row.format("2032-Q4", "gereed") + row.format("2032-06", "loopt"),
        }
    )
    document, newest = newest_progress(catalogue(root), "afspraak")[
        "testdorp-inlegvel-2032", "gemeente-zoekt-grond"
    ]
    assert document.naam == "testdorp-inlegvel-2032"
    assert newest["stand"] == "gereed"
    assert kennis(root)["gemeente-zoekt-grond"][0] == "bekend"


def test_progress_of_a_goal_says_nothing_about_an_agreement(
    make_project: Callable[..., Path],
) -> None:
    known = newest_progress(catalogue(make_project()), "doel")
    assert all(
        (name, row) not in newest_progress(catalogue(make_project()), "afspraak")
        for name, row in known
    )


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2022-01-01", "2022-Q1"), ("2022-03-31", "2022-Q1"), ("2022-12-31", "2022-Q4")],
)
def test_quarter(day: str, expected: str) -> None:
    assert quarter(day) == expected
