"""The agenda "in vijf thema's" of Oost-Groningen, held against our own rows.

The chapters' lists stand in the agenda again, with a lead and sometimes a moment. This is a
transcription of the agenda from the paper, in its order: per row the point of the chapter that
it repeats, who leads, and the last moment that it names.
"""

import re
from collections import Counter, defaultdict

import pytest
from tests.test_papers import ROOT

from inlegvel.model import Row
from inlegvel.pipeline import examine

PAPER = "oost-groningen-ambitiekader-2022-2025"
AGENDA = "Onze agenda in vijf thema’s > "
FIVE = "gemeente-oldambt;gemeente-pekela;gemeente-veendam;gemeente-stadskanaal;gemeente-westerwolde"
ROWS: dict[str, list[tuple[int, str, str]]] = {
    "Beschikbaarheid": [
        (1, "gemeente-veendam", "2022-Q1"),
        (2, "gemeente-oldambt", "2022-Q2"),
        (3, "groninger-huis", "2022-Q2"),
        (4, "gemeente-westerwolde", "2022-Q2"),
    ],
    "Betaalbaarheid": [
        (1, "gemeente-oldambt", ""),
        (2, "acantus", ""),
        (3, "gemeente-pekela", ""),
        (3, "gemeente-pekela", ""),  # printed twice
        (4, "gemeente-pekela", ""),
        (5, "alle-corporaties", ""),
    ],
    "Leefbaarheid": [
        (1, "gemeente-veendam", ""),
        (2, "gemeente-pekela", ""),
        (3, "gemeente-veendam", ""),
        (4, "gemeente-pekela", ""),
        (5, "gemeente-pekela", ""),
        (6, "gemeente-pekela", ""),
    ],
    "Wonen en zorg": [
        (1, FIVE, "2022-Q2"),
        (2, "alle-gemeenten", ""),
        (3, "alle-gemeenten", ""),
        (4, "gemeente-westerwolde", ""),
    ],
    "Duurzaamheid": [
        (1, "gemeente-oldambt", ""),
        (2, "alle-gemeenten", ""),
        (3, "alle-gemeenten", ""),
        (4, "alle-gemeenten", ""),
    ],
}
CASES = [
    pytest.param(thema, number, *row, id=f"{thema}-{number}")
    for thema, rows in ROWS.items()
    for number, row in enumerate(rows, 1)
]


@pytest.fixture(scope="module")
def places() -> dict[str, list[Row]]:
    """Our agreements by each place in the paper that they name."""
    examined = examine(ROOT)
    assert examined.facts is not None
    found: dict[str, list[Row]] = defaultdict(list)
    for row in examined.facts.catalogue.by_name[PAPER].tabellen.rows("afspraken"):
        for place in row["vindplaats"].split("; "):
            found[place].append(row)
    return found


@pytest.mark.parametrize(("thema", "number", "punt", "lead", "moment"), CASES)
def test_every_row_of_the_agenda_has_both_places_its_lead_and_its_moment(
    places: dict[str, list[Row]], thema: str, number: int, punt: int, lead: str, moment: str
) -> None:
    rows = places[f"{AGENDA}{thema} > rij {number}"]
    chapter = places[f"{thema} > Hoe gaan we daar aan werken? > punt {punt}"]
    assert rows
    assert chapter
    # What only the agenda has, is the moment that it adds.
    assert all(row in chapter or row["eind"] == moment for row in rows)
    assert all(row in rows for row in chapter)
    assert {row["trekkers"] for row in rows} == {lead}
    moments = {row["eind"] for row in rows} - {""}
    assert moments == ({moment} if moment else set())


def test_our_rows_name_no_other_row_of_the_agenda(places: dict[str, list[Row]]) -> None:
    named = Counter(place.split(" > ")[1] for place in places if place.startswith(AGENDA))
    assert named == {thema: len(rows) for thema, rows in ROWS.items()}


def test_the_row_that_is_printed_twice_is_one_agreement(places: dict[str, list[Row]]) -> None:
    once, again = (places[f"{AGENDA}Betaalbaarheid > rij {number}"] for number in (3, 4))
    assert once == again
    assert len({row["afspraak"] for row in once}) == len(once)


def test_every_point_of_the_chapters_is_in_the_agenda(places: dict[str, list[Row]]) -> None:
    pattern = re.compile(r"(.+) > Hoe gaan we daar aan werken\? > punt (\d+)")
    points = {(found[1], int(found[2])) for place in places if (found := pattern.fullmatch(place))}
    assert points == {(thema, row[0]) for thema, rows in ROWS.items() for row in rows}
