"""Figures of a whole catalogue, looked up by their key."""

from pathlib import Path

import pytest

from inlegvel.derive.facts import Facts
from inlegvel.model import SAMEN
from inlegvel.pipeline import examine

INLEGVEL = "testdorp-inlegvel-2032"
KEY = {
    "indicator": "nieuwbouw",
    "organisatie": SAMEN,
    "onderdeel": "geheel",
    "jaar_van": 2032,
    "jaar_tot": 2032,
    "variant": "basis",
    "aard": "voornemen",
}


@pytest.fixture(scope="module")
def facts(basis: Path) -> Facts:
    found = examine(basis).facts
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("indicator", "organisatie", "variant", "waarde"),
    [
        # Worked out by hand from fixtures/basis.
        ("nieuwbouw", "het-kozijn", "basis", 25),
        ("nieuwbouw", SAMEN, "basis", 65),
        ("nieuwbouw", SAMEN, "volgens-planning", 95),
        ("netto-toevoeging", "de-dakpan", "basis", 32),
        ("netto-toevoeging", "de-schoorsteen", "basis", -4),
        ("netto-toevoeging", "de-schoorsteen", "volgens-planning", 26),
        ("netto-toevoeging", SAMEN, "basis", 50),
        ("netto-toevoeging-met-flex", "de-dakpan", "basis", 44),
        ("netto-toevoeging-met-flex", SAMEN, "basis", 62),
        ("investering-per-woning", "de-dakpan", "basis", 200000),
        ("flexwoningen", SAMEN, "basis", 12),
        # The variant says nothing about these: what holds in `basis` holds.
        ("netto-toevoeging", "de-dakpan", "volgens-planning", 32),
        ("flexwoningen", SAMEN, "volgens-planning", 12),
    ],
)
def test_figures_that_follow(
    facts: Facts, indicator: str, organisatie: str, variant: str, waarde: float
) -> None:
    found = facts.find(
        INLEGVEL,
        KEY | {"indicator": indicator, "organisatie": organisatie, "variant": variant},
    )
    assert found is not None
    assert found["waarde"] == waarde


def test_a_total_lacks_who_is_still_open(facts: Facts) -> None:
    total = facts.find(INLEGVEL, KEY | {"indicator": "flexwoningen"})
    assert total is not None
    assert total["ontbreekt"] == "de-schoorsteen;het-kozijn"
    # What counts elsewhere only is no part of the total, and the total says so.
    total = facts.find(INLEGVEL, KEY | {"indicator": "investering"})
    assert total is not None
    assert (total["waarde"], total["ontbreekt"]) == (8000000, "het-kozijn")


def test_exact_does_not_fall_back(facts: Facts) -> None:
    key = KEY | {"organisatie": "de-dakpan", "variant": "volgens-planning"}
    assert facts.exact(INLEGVEL, key) is None
    assert facts.find(INLEGVEL, key) == facts.exact(INLEGVEL, key | {"variant": "basis"})


def test_what_is_not_there_is_none(facts: Facts) -> None:
    assert facts.find(INLEGVEL, KEY | {"jaar_van": 1999, "jaar_tot": 1999}) is None
    assert facts.find("testdorp-inlegvel-1999", KEY) is None


def test_every_row_is_found_by_its_own_key(facts: Facts) -> None:
    for document, rows in facts.rows.items():
        for row in rows:
            assert facts.exact(document, row) is row
