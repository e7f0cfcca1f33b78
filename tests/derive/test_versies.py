"""Two versions of a package: every row and cell that differs, and the version that follows."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inlegvel.derive.versies import Cel, Versieverschil, vergelijk_versies
from inlegvel.derive.versiezinnen import samenvatting
from inlegvel.uitgave import Tabel, Versie, as_numbers, follows, volgende

COLUMNS = ("naam", "aantal", "uitleg")
Rows = dict[str, dict[str, str]]


def tabel(rows: Rows, columns: tuple[str, ...] = COLUMNS, key: str = "naam") -> Tabel:
    fields: dict[str, dict[str, Any]] = {name: {"name": name, "type": "string"} for name in columns}
    return Tabel(fields, (key,), {k: {c: row[c] for c in columns} for k, row in rows.items()})


def versie(about: dict[str, Any] | None = None, **tabellen: Tabel) -> Versie:
    return Versie("proef", {"name": "proef", "version": "1.0.0", **(about or {})}, tabellen)


def row(naam: str, aantal: str = "1", uitleg: str = "") -> dict[str, str]:
    return {"naam": naam, "aantal": aantal, "uitleg": uitleg}


A = versie(cijfers=tabel({"a": row("a"), "b": row("b")}))


@pytest.mark.parametrize(
    ("after", "stap", "words"),
    [
        (A, "", "Er veranderde niets."),
        (
            versie(cijfers=tabel({"b": row("b"), "a": row("a")})),
            "",
            "Er veranderde niets.",
        ),
        (
            versie({"version": "3.0.0", "created": "2032-01-01T00:00:00Z"}, **A.tabellen),
            "",
            "Er veranderde niets.",
        ),
        (
            versie(cijfers=tabel({"a": row("a", "2"), "b": row("b")})),
            "patch",
            "1 waarde of tekst veranderde.",
        ),
        (
            versie({"title": "Anders"}, **A.tabellen),
            "patch",
            "De beschrijving van het pakket veranderde.",
        ),
        (
            versie({"document": {"stand": "vastgesteld"}}, **A.tabellen),
            "patch",
            "De beschrijving van het pakket veranderde.",
        ),
        (
            versie(cijfers=tabel({"a": row("a"), "b": row("b"), "c": row("c")})),
            "minor",
            "1 rij kwam erbij.",
        ),
        (
            versie(**A.tabellen, doelen=tabel({"d": row("d"), "e": row("e")})),
            "minor",
            "2 rijen kwamen erbij.",
        ),
        (
            versie(cijfers=tabel({"a": row("a")})),
            "major",
            "1 rij verviel.",
        ),
        (
            versie(cijfers=tabel({"a": row("a"), "c": row("c")})),
            "major",
            "1 rij verviel en 1 rij kwam erbij.",
        ),
        (
            versie(cijfers=tabel({"a": row("a"), "b": row("b")}, ("naam", "aantal"))),
            "major",
            "1 kolom verviel.",
        ),
        (versie(), "major", "2 rijen vervielen."),
        (
            versie(**A.tabellen, correcties=tabel({"1": row("1")})),
            "patch",
            "1 correctie is uitgelegd.",
        ),
        (
            versie(**A.tabellen, toelichtingen=tabel({"t": row("t")})),
            "patch",
            "De uitleg bij de gegevens veranderde.",
        ),
    ],
)
def test_what_a_change_asks_for(after: Versie, stap: str, words: str) -> None:
    verschil = vergelijk_versies(A, after)
    assert verschil.stap == stap
    assert samenvatting(verschil) == words


def test_an_explanation_that_is_gone_breaks_nothing() -> None:
    """Its finding is gone too, mended by a correction."""
    before = versie(**A.tabellen, toelichtingen=tabel({"t": row("t")}))
    assert vergelijk_versies(before, A).stap == "patch"


def test_a_column_with_another_type_breaks_a_script() -> None:
    before = A.tabellen["cijfers"]
    fields = {**before.velden, "aantal": {"name": "aantal", "type": "number"}}
    after = versie(cijfers=replace(before, velden=fields))
    verschil = vergelijk_versies(A, after)
    assert verschil.kolommen_anders == ("cijfers.aantal",)
    assert verschil.stap == "major"


def test_a_column_that_is_explained_anew_is_a_patch() -> None:
    before = A.tabellen["cijfers"]
    fields = {**before.velden, "aantal": {**before.velden["aantal"], "title": "Hoeveel"}}
    verschil = vergelijk_versies(A, versie(cijfers=replace(before, velden=fields)))
    assert verschil == Versieverschil(uitleg=("cijfers",))
    assert verschil.stap == "patch"


def test_a_cell_is_told_with_what_it_was_and_is() -> None:
    after = versie(cijfers=tabel({"a": row("a", "2", "Nieuw."), "b": row("b")}))
    assert vergelijk_versies(A, after).cellen == (
        Cel("cijfers", "a", "aantal", "1", "2"),
        Cel("cijfers", "a", "uitleg", "", "Nieuw."),
    )


def test_a_field_of_the_document_is_told_by_its_name() -> None:
    before = versie({"document": {"stand": "concept", "kader": None}})
    after = versie({"document": {"stand": "vastgesteld", "kader": None}})
    assert vergelijk_versies(before, after).beschrijving == (
        Cel("", "", "document.stand", "concept", "vastgesteld"),
    )


words = st.text("abc", min_size=1, max_size=3)
contents = st.dictionaries(
    words, st.fixed_dictionaries({"naam": words, "aantal": words, "uitleg": words}), max_size=6
)


@given(contents, contents, st.randoms())
def test_the_difference_leads_from_one_version_to_the_other(
    before: Rows, after: Rows, random: Any
) -> None:
    """Applied to the old rows it gives the new ones; the order of rows never matters."""
    mixed = list(after.items())
    random.shuffle(mixed)
    old, new = versie(cijfers=tabel(before)), versie(cijfers=tabel(dict(mixed)))
    verschil = vergelijk_versies(old, new)
    rows = {key: dict(cells) for key, cells in before.items()}
    for gone in verschil.rijen_weg:
        del rows[gone.rij]
    for cel in verschil.cellen:
        assert rows[cel.rij][cel.kolom] == cel.oud
        rows[cel.rij][cel.kolom] = cel.nieuw
    rows |= {one.rij: dict(one.cellen) for one in verschil.rijen_erbij}
    assert rows == after
    back = vergelijk_versies(new, old)
    assert {r.rij for r in back.rijen_weg} == {r.rij for r in verschil.rijen_erbij}
    assert (verschil.stap == "") == (before == after)


versions = st.tuples(*[st.integers(0, 30)] * 3).map(lambda parts: ".".join(map(str, parts)))


@given(versions, st.sampled_from(["patch", "minor", "major"]))
def test_a_step_is_higher_and_may_follow(nummer: str, stap: Any) -> None:
    after = volgende(nummer, stap)
    assert as_numbers(after) > as_numbers(nummer)
    assert follows(nummer, after)
    assert not follows(after, nummer)
    assert not follows(after, after)


def test_the_first_version() -> None:
    assert follows(None, "1.0.0")
    assert not follows(None, "0.1.0")
    assert not follows(None, "2.0.0")
    assert volgende("1.2.3", "") == "1.2.3"
