"""A paper's table as readers see it: no figure lost, every total in its place."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from inlegvel.derive.facts import Facts
from inlegvel.derive.tables import Layout, layout
from inlegvel.figures import periode
from inlegvel.model import Document
from inlegvel.pipeline import examine

INLEGVEL = "testdorp-inlegvel-2032"
CIJFERS = "datapackages/testdorp/inlegvel-2032/cijfers.csv"
TABELLEN = "datapackages/testdorp/inlegvel-2032/tabellen.csv"


def read(root: Path) -> tuple[Facts, Document]:
    examined = examine(root)
    assert examined.facts is not None
    assert examined.findings == ()
    return examined.facts, examined.facts.catalogue.by_name[INLEGVEL]


def table(root: Path, naam: str) -> Layout:
    facts, document = read(root)
    return layout(facts, document, document.cijfers_tabellen[naam])


def texts(found: Layout) -> dict[str, list[str]]:
    """Per row its label and the values in its cells."""
    return {
        head.label: ["" if cell is None else f"{cell['waarde']:g}" for cell in cells]
        for head, cells in zip(found.rows, found.cells, strict=True)
    }


def test_rows_of_organisations_parts_totals_and_variants(basis: Path) -> None:
    found = table(basis, "programma-2032")
    assert found.corner == "Organisatie"
    assert [head.label for head in found.columns] == [
        "Nieuwbouw", "Sloop", "Verkoop", "Netto-toevoeging", "Flexwoningen",
    ]  # fmt: skip
    assert texts(found) == {
        "De Dakpan": ["40", "5", "3", "32", "12"],
        "Het Kozijn – gezinnen": ["10", "2", "1", "7", ""],
        "Het Kozijn – studenten": ["15", "0", "0", "15", ""],
        "De Schoorsteen": ["0", "0", "4", "-4", "20"],
        "Het Kozijn": ["25", "2", "1", "22", "nan"],
        "De Schoorsteen, zoals eerst gepland": ["30", "0", "4", "26", "20"],
        "Totaal": ["65", "7", "8", "50", "12"],
        "Totaal, zoals eerst gepland": ["95", "7", "8", "80", "12"],
    }
    totals = [head.label for head in found.rows if head.is_totaal]
    assert totals == ["Totaal", "Totaal, zoals eerst gepland"]


def test_levels_say_when_they_hold(basis: Path) -> None:
    assert periode({"jaar_van": 2036, "jaar_tot": 2036}, "stand") == "eind 2036"
    assert periode({"jaar_van": 2036, "jaar_tot": 2036}, "stroom") == "2036"
    assert periode({"jaar_van": 2032, "jaar_tot": 2036}, "stroom") == "2032 tot en met 2036"


ONE = (
    "sloop,de-dakpan,{deel},{jaar},{jaar},{variant},{aard},,{waarde},,vast,ja,gebied,,eigen,,noot\n"
)


def own_table(*rows: dict[str, Any]) -> tuple[dict[str, str], dict[str, str]]:
    """A table about one organisation, as changes of the basis."""
    usual = {"deel": "geheel", "jaar": 2040, "variant": "basis", "aard": "voornemen"}
    return (
        {"bestand": TABELLEN, "erbij": "eigen,Eigen tabel,beschikbaarheid,9,,noot\n"},
        {"bestand": CIJFERS, "erbij": "".join(ONE.format(**(usual | row)) for row in rows)},
    )


def test_a_table_of_one_organisation_is_turned(make_project: Callable[..., Path]) -> None:
    found = table(make_project(*own_table({"waarde": 1}, {"jaar": 2041, "waarde": 2})), "eigen")
    assert found.corner == "Wat"
    assert [head.label for head in found.columns] == ["2040", "2041"]
    assert texts(found) == {"Sloop": ["1", "2"]}


def test_a_turned_table_shows_variants(make_project: Callable[..., Path]) -> None:
    changes = own_table({"waarde": 1}, {"waarde": 3, "variant": "volgens-planning"})
    found = table(make_project(*changes), "eigen")
    assert texts(found) == {"Sloop": ["1"], "Sloop, zoals eerst gepland": ["3"]}


def test_parts_of_one_organisation_are_rows(make_project: Callable[..., Path]) -> None:
    changes = own_table({"deel": "gezinnen", "waarde": 1}, {"deel": "studenten", "waarde": 2})
    found = table(make_project(*changes), "eigen")
    assert texts(found) == {
        "De Dakpan – gezinnen": ["1"],
        "De Dakpan – studenten": ["2"],
        "De Dakpan (alle onderdelen)": ["3"],
    }


def test_plan_and_result_in_one_table_are_told_apart(make_project: Callable[..., Path]) -> None:
    changes = own_table({"waarde": 1}, {"waarde": 3, "aard": "realisatie"})
    found = table(make_project(*changes), "eigen")
    assert [head.label for head in found.columns] == ["2040 (realisatie)", "2040 (voornemen)"]


@pytest.mark.parametrize(
    "rows",
    [
        [{"waarde": 1}],
        [{"waarde": 1}, {"jaar": 2041, "waarde": 2}, {"aard": "realisatie", "waarde": 3}],
        [{"deel": "gezinnen", "waarde": 1}, {"deel": "studenten", "waarde": 2}],
        [{"waarde": 1}, {"waarde": 3, "variant": "volgens-planning"}],
    ],
)
def test_no_typed_figure_is_lost(
    rows: list[dict[str, Any]], make_project: Callable[..., Path]
) -> None:
    facts, document = read(make_project(*own_table(*rows)))
    for naam, tabel in document.cijfers_tabellen.items():
        found = layout(facts, document, tabel)
        cells = [cell for row in found.cells for cell in row if cell is not None]
        shown = {cell["rij"] for cell in cells}
        typed = {
            row["rij"]
            for row in facts.rows[document.naam]
            if row["rijsoort"] == "bron" and row["tabel"] == naam
        }
        assert typed <= shown
        assert len({head.label for head in found.rows}) == len(found.rows)
