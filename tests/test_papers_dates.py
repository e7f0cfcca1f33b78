"""Every moment that a paper prints is a moment of our rows, found by reading the paper itself."""

import re
from collections.abc import Iterator

import pytest
from tests.test_papers import PAPERS, ROOT, paper

from inlegvel.dutch import MAANDEN
from inlegvel.model import Catalogue, Document
from inlegvel.pipeline import examine

MONTH = re.compile(rf"(?:(\d{{1,2}}) )?({'|'.join(MAANDEN)}) (20\d\d)", re.IGNORECASE)
YEAR = re.compile(r"(?<![\d.])20[1-6]\d(?!\d)")
# Where a period begins; its figure keeps it in `periode_tekst`, as printed.
PERIODS = {"groningen-inlegvel-2022": {"2020-07": "juli 2020-juli 2021"}}


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    facts = examine(ROOT).facts
    assert facts is not None
    return facts.catalogue


@pytest.fixture(params=PAPERS)
def document(catalogue: Catalogue, request: pytest.FixtureRequest) -> Document:
    return catalogue.by_name[request.param]


def cells(document: Document) -> Iterator[str]:
    """Every cell of every table of a document, and what its descriptor says."""
    yield str(document.descriptor)
    for table in document.tabellen.frames:
        for row in document.tabellen.rows(table):
            yield from (str(cell) for cell in row.values())


def printed(text: str) -> Iterator[str]:
    """The dates and months of a text, as moments."""
    for day, month, year in MONTH.findall(text):
        number = MAANDEN.index(month.lower()) + 1
        yield f"{year}-{number:02}" + (f"-{int(day):02}" if day else "")


def test_every_date_and_month_is_a_moment_of_a_row(document: Document) -> None:
    known = set(cells(document)) | {document.datum}
    periods = PERIODS.get(document.naam, {})
    assert set(periods.values()) <= known
    found = set(printed(paper(document.naam)))
    assert found - known == set(periods)


def test_every_year_stands_in_some_row(document: Document) -> None:
    known = set(YEAR.findall(" ".join(cells(document))))
    assert set(YEAR.findall(paper(document.naam))) - known == set()
