"""What is told about a dataset follows from its rows, and is true of them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.conftest import ROOT

from inlegvel.derive.facts import Facts
from inlegvel.derive.gegevenssets import ALLES, ALLES_TITEL, Gegevensset, gegevenssets
from inlegvel.pipeline import examine

INLEGVEL = "testdorp-inlegvel-2032"


def facts(root: Path) -> Facts:
    examined = examine(root)
    assert examined.ok, examined.findings
    assert examined.facts is not None
    return examined.facts


def sets(root: Path) -> dict[str, Gegevensset]:
    return {dataset.naam: dataset for dataset in gegevenssets(facts(root))}


@pytest.fixture(scope="module")
def small(basis: Path) -> dict[str, Gegevensset]:
    return sets(basis)


def texts(dataset: Gegevensset) -> dict[str, str]:
    return {lacune.kop: lacune.tekst for lacune in dataset.lacunes}


def test_all_documents_together_come_first(small: dict[str, Gegevensset]) -> None:
    first, *others = small.values()
    assert first.naam == ALLES
    assert {dataset.documenten[0].naam for dataset in others} == set(small) - {ALLES}
    assert len(first.documenten) == len(others)


def test_sentences_count_the_rows(small: dict[str, Gegevensset]) -> None:
    assert small[INLEGVEL].zinnen[0] == (
        "Dit zijn de gegevens uit het inlegvel 2032 voor de gemeente Testdorp: 33 cijfers, 1 doel, "
        "3 afspraken en 2 berichten over de voortgang."
    )
    assert "2 documenten" in small[ALLES].zinnen[0]


@pytest.mark.parametrize("which", ["small", "real"])
def test_example_has_figures_to_show(which: str, basis: Path) -> None:
    """Of all documents together, totals: rows that the rule for counting leaves over."""
    found = facts(basis if which == "small" else ROOT)
    for dataset in gegevenssets(found):
        names = [document.naam for document in dataset.documenten]
        rows = [row for naam in names for row in found.rows[naam]]
        mine = [row for row in rows if row["indicator"] == dataset.voorbeeld]
        assert bool(mine) == bool(rows)
        if dataset.naam == ALLES:
            totals = [
                row
                for row in mine
                if row["organisatie"] == "samen" and row["telt_mee"] and row["variant"] == "basis"
            ]
            assert totals
            assert found.catalogue.register.indicatoren[dataset.voorbeeld]["optelbaar"]


def test_what_lacks_is_told_with_its_reason(small: dict[str, Gegevensset]) -> None:
    told = texts(small[INLEGVEL])
    assert told["Inlegvel 2033, Gemeente Testdorp"] == "Nog niet verschenen."
    assert told["Voorbehoud in het papier"] == "Als er genoeg geld is."
    assert "Voorbehoud in het papier" not in texts(small[ALLES])
    assert "Soorten rijen" not in told


def test_note_on_a_paper_that_is_here_is_told_after_its_name(
    make_project: Callable[..., Path],
) -> None:
    change = {
        "bestand": "datapackages/register/dekking.csv",
        "vervang": {
            "testdorp,inlegvel,2032,opgenomen,": (
                "testdorp,inlegvel,2032,opgenomen,Inlegvel 2032. De bijlage ontbreekt."
            )
        },
    }
    told = texts(sets(make_project(change))[INLEGVEL])
    assert told["Inlegvel 2032, Gemeente Testdorp"] == "De bijlage ontbreekt."


def test_citation_file_says_what_the_data_say() -> None:
    """CITATION.cff is for whoever comes by way of the repository."""
    text = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    found: dict[str, Any] = yaml.safe_load(text)
    together = sets(ROOT)[ALLES]
    assert found["cff-version"] == "1.2.0"
    assert found["type"] == "dataset"
    assert found["message"]
    assert found["title"] == together.titel == ALLES_TITEL
    assert [author["name"] for author in found["authors"]] == list(together.makers)
    assert [found["license"]] == [licence["name"] for licence in together.licenties]
    assert set(found["keywords"]) <= set(together.trefwoorden)
