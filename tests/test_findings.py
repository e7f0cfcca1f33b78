"""Findings: their order, their place and the words around them."""

import json
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from inlegvel.findings import (
    BEVINDING_COLUMNS,
    Finding,
    has_errors,
    nearest,
    sort_findings,
)
from inlegvel.report import as_json, as_text, summary

findings = st.builds(
    Finding,
    regel=st.sampled_from(["bom", "som"]),
    ernst=st.sampled_from(["fout", "waarschuwing"]),
    melding=st.sampled_from(["Dit.", "Dat."]),
    herstel=st.just("Doe iets."),
    bestand=st.sampled_from(["", "a.csv", "b.csv"]),
    regelnummer=st.none() | st.integers(1, 3),
    kolom=st.sampled_from(["", "waarde"]),
    rij=st.sampled_from(["", "x/y"]),
    toelichting=st.sampled_from(["", "Zo zit het."]),
)


@given(st.lists(findings), st.randoms(use_true_random=False))
def test_the_order_does_not_depend_on_who_found_them(found: list[Finding], chance: Random) -> None:
    shuffled = list(found)
    chance.shuffle(shuffled)
    assert [f.plaats for f in sort_findings(shuffled)] == [f.plaats for f in sort_findings(found)]
    grades = [finding.ernst for finding in sort_findings(found)]
    assert grades == sorted(grades)  # fout before waarschuwing


@given(st.lists(findings))
def test_reports_hold_every_finding(found: list[Finding]) -> None:
    assert len(json.loads(as_json(found))) == len(found)
    text = as_text(found)
    assert text.count("FOUT") == sum(finding.ernst == "fout" for finding in found)
    assert text.count("LET OP") == sum(finding.ernst == "waarschuwing" for finding in found)
    assert ("er niets gepubliceerd" in summary(found)) == has_errors(found)


def test_a_place_names_file_line_and_column() -> None:
    usual = {"regel": "bom", "ernst": "fout", "melding": "", "herstel": ""}
    assert Finding(**usual, bestand="a.csv", regelnummer=3, kolom="waarde").plaats == (
        "a.csv, regel 3, kolom waarde"
    )
    assert Finding(**usual, document="dorp-inlegvel-2032").plaats == "dorp-inlegvel-2032"


def test_the_key_by_which_explanations_name_a_finding() -> None:
    usual = {"regel": "bom", "ernst": "fout", "melding": "", "herstel": ""}
    assert Finding(**usual, resource="cijfers", rij="a/b").sleutel == "cijfers/a/b"
    assert Finding(**usual, resource="cijfers").sleutel == "cijfers"


def test_published_columns_are_fields() -> None:
    finding = Finding(regel="bom", ernst="fout", melding="", herstel="")
    assert set(BEVINDING_COLUMNS) <= set(finding.as_dict())


def test_nearest_names() -> None:
    names = ["nijestee", "lefier", "woonborg"]
    assert nearest("nijeste", names) == "Bedoelde u ‘nijestee’?"
    assert nearest("xyz", names) == ""
    assert nearest("xyz", []) == ""
