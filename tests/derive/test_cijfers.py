"""Totals, derived figures and variants, held against a slower and simpler reckoning."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inlegvel.derive.cijfers import Peers, derive_cijfers
from inlegvel.model import ROW_KEY

Figure = dict[str, Any]
Key = tuple[Any, ...]

# One example takes pandas some 50 ms.
few = settings(max_examples=25)

INDICATOREN: Mapping[str, Figure] = {
    "bouw": {"optelbaar": True, "formule": "", "decimalen": 0},
    "sloop": {"optelbaar": True, "formule": "", "decimalen": 0},
    "netto": {"optelbaar": True, "formule": "bouw - sloop", "decimalen": 0},
    "dubbel": {"optelbaar": False, "formule": "2 * (netto + bouw)", "decimalen": 0},
    "per-stuk": {"optelbaar": False, "formule": "bouw / sloop", "decimalen": 2},
    "index": {"optelbaar": False, "formule": "", "decimalen": 1},
}
TYPED = ("bouw", "sloop", "index")
# Every column of `cijfers`, with what most rows have.
EMPTY: Figure = {
    "indicator": "bouw", "organisatie": "dak", "onderdeel": "geheel", "jaar_van": 2032,
    "jaar_tot": 2032, "variant": "basis", "aard": "voornemen", "grens": "", "waarde": math.nan,
    "waarde_tekst": "", "status": "vast", "telt_mee": True, "reikwijdte": "gebied",
    "periode_tekst": "", "tabel": "", "toelichting": "", "vindplaats": "hier",
    "document": "dorp-inlegvel-2032",
}  # fmt: skip

keys = st.fixed_dictionaries(
    {
        "indicator": st.sampled_from(TYPED),
        "organisatie": st.sampled_from(["dak", "kozijn", "schoorsteen"]),
        "onderdeel": st.sampled_from(["geheel", "geheel", "noord", "zuid"]),
        "jaar_tot": st.sampled_from([2032, 2036]),
    }
)
values = st.one_of(
    st.fixed_dictionaries(
        {
            "waarde": st.integers(0, 999).map(float),
            "status": st.sampled_from(["vast", "vast", "indicatief", "in-onderzoek"]),
            "telt_mee": st.sampled_from([True, True, False]),
            "tabel": st.sampled_from(["", "tabel-1"]),
            "grens": st.sampled_from(["", "", "<", "~"]),
        }
    ),
    st.fixed_dictionaries({"status": st.sampled_from(["onbekend", "nader-te-bepalen"])}),
)


def unique(rows: Iterable[Figure]) -> list[Figure]:
    """Whole rows, one for each key."""
    whole = [EMPTY | row for row in rows]
    return list({key_of(row): row for row in whole}.values())


figures = st.lists(st.builds(lambda key, rest: key | rest, keys, values), max_size=12).map(unique)
with_variants = st.lists(
    st.builds(
        lambda key, rest, variant: key | rest | {"variant": variant},
        keys,
        values,
        st.sampled_from(["basis", "basis", "hoog", "laag"]),
    ),
    max_size=12,
).map(unique)


def key_of(row: Mapping[str, Any]) -> Key:
    return tuple(row[name] for name in ROW_KEY)


def derive(
    rows: list[Figure],
    indicatoren: Mapping[str, Figure] = INDICATOREN,
    peers: Peers | None = None,
) -> list[Figure]:
    typed = pd.DataFrame(rows, columns=list(EMPTY)).astype(
        {"waarde": float, "telt_mee": bool, "jaar_van": int, "jaar_tot": int}
    )
    return derive_cijfers(typed, indicatoren, peers).to_dict("records")


def by_key(rows: Iterable[Figure]) -> dict[Key, Figure]:
    return {key_of(row): row for row in rows}


def counts(row: Figure) -> bool:
    is_open = row["status"] in ("in-onderzoek", "onbekend", "nader-te-bepalen")
    return not math.isnan(row["waarde"]) and row["telt_mee"] and not is_open


def reckoned(rows: list[Figure]) -> dict[tuple[str, int], tuple[float, set[str]]]:
    """Total and lacking organisations per summable indicator and year, in plain loops."""
    groups: dict[tuple[str, int], dict[str, list[Figure]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        if INDICATOREN[row["indicator"]]["optelbaar"]:
            groups[row["indicator"], row["jaar_tot"]][row["organisatie"]].append(row)
    found = {}
    for place, organisations in groups.items():
        total, counted, lacking = 0.0, 0, set()
        for naam, parts in organisations.items():
            whole = [row for row in parts if row["onderdeel"] == "geheel"]
            shown = whole or parts
            total += sum(row["waarde"] for row in shown if counts(row))
            counted += sum(counts(row) for row in shown)
            if not all(counts(row) for row in shown):
                lacking.add(naam)
        if len(organisations) > 1 and counted:
            found[place] = (total, lacking)
    return found


@few
@given(figures)
def test_totals_are_the_sums_of_what_counts_and_name_what_they_lack(rows: list[Figure]) -> None:
    found = {
        (row["indicator"], row["jaar_tot"]): (
            row["waarde"],
            set(row["ontbreekt"].split(";")) - {""},
        )
        for row in derive(rows)
        if row["organisatie"] == "samen" and row["indicator"] in TYPED
    }
    assert found == reckoned(rows)


@few
@given(with_variants)
def test_every_figure_once_and_what_was_typed_first_and_unchanged(rows: list[Figure]) -> None:
    found = derive(rows)
    for typed, row in zip(rows, found[: len(rows)], strict=True):
        assert row["rijsoort"] == "bron"
        assert {name: str(row[name]) for name in typed} == {
            name: str(value) for name, value in typed.items()
        }
    assert all(row["rijsoort"] in ("afgeleid", "totaal") for row in found[len(rows) :])
    assert len(by_key(found)) == len(found)
    assert all(part not in ("", None) for row in found for part in key_of(row))


@few
@given(st.data())
def test_row_order_never_matters(data: st.DataObject) -> None:
    rows = data.draw(with_variants)
    shuffled = data.draw(st.permutations(rows))

    def seen(found: list[Figure]) -> set[tuple[str, ...]]:
        return {tuple(f"{name}={row[name]}" for name in sorted(row)) for row in found}

    assert seen(derive(shuffled)) == seen(derive(rows))


@few
@given(with_variants)
def test_derived_figures_are_the_formula_over_their_own_place(rows: list[Figure]) -> None:
    """Of an organisation, a part or all together alike: a total follows from totals."""
    found = by_key(derive(rows))

    def shown(row: Figure, **other: str) -> Figure | None:
        key = {**row, **other}
        return found.get(key_of(key)) or found.get(key_of({**key, "variant": "basis"}))

    def value(row: Figure, indicator: str) -> float:
        part = shown(row, indicator=indicator)
        if part is None and row["organisatie"] == "samen":  # one organisation alone has it
            (part,) = (
                one
                for naam in ("dak", "kozijn", "schoorsteen")
                if (one := shown(row, indicator=indicator, organisatie=naam))
            )
            assert counts(part)
        assert part is not None, f"{key_of(row)} exists without {indicator}"
        return float(part["waarde"])

    for row in found.values():
        if row["indicator"] == "netto":
            expected = value(row, "bouw") - value(row, "sloop")
        elif row["indicator"] == "dubbel":
            expected = 2 * (value(row, "netto") + value(row, "bouw"))
        elif row["indicator"] == "per-stuk":
            parts = value(row, "bouw"), value(row, "sloop")
            expected = round(parts[0] / parts[1], 2) if parts[1] else math.nan
            if row["ontbreekt"] and row["toelichting"]:  # the totals lack different organisations
                expected = math.nan
        else:
            continue
        assert row["waarde"] == pytest.approx(expected, nan_ok=True)
        assert row["rijsoort"] == ("totaal" if row["organisatie"] == "samen" else "afgeleid")
        assert not math.isnan(row["waarde"]) or not row["telt_mee"]
        assert not math.isnan(row["waarde"]) or row["status"] not in ("vast", "indicatief")


@few
@given(with_variants)
def test_derived_figures_exist_wherever_their_operands_do(rows: list[Figure]) -> None:
    """And a total also where one organisation alone has one of the operands."""
    found = by_key(derive(rows))
    for key, row in found.items():
        if row["indicator"] == "bouw" and row["variant"] == "basis":
            sloop, netto = (key_of({**row, "indicator": naam}) for naam in ("sloop", "netto"))
            assert sloop not in found or netto in found, key
            assert row["organisatie"] == "samen" or (sloop in found) == (netto in found), key


@few
@given(with_variants)
def test_a_variant_overrides_only_the_rows_it_names(rows: list[Figure]) -> None:
    """As if the rows it names stood in `basis`; and no more rows than follow from those."""
    whole = derive(rows)
    for variant in {row["variant"] for row in rows} - {"basis"}:
        own = {
            key_of({**row, "variant": "basis"}): {**row, "variant": "basis"}
            for row in rows
            if row["variant"] == variant
        }
        base = {key_of(row): row for row in rows if row["variant"] == "basis"}
        alone = by_key(derive(list((base | own).values())))
        basis = by_key(row for row in whole if row["variant"] == "basis")
        of_variant = {
            key_of({**row, "variant": "basis"}): row for row in whole if row["variant"] == variant
        }
        for key, row in alone.items():
            if key in of_variant:
                seen = of_variant[key]
            else:  # says nothing of its own: falls back to basis
                assert row["rijsoort"] == "bron" or key in basis
                seen = basis.get(key, row)
            assert seen["waarde"] == pytest.approx(row["waarde"], nan_ok=True)
            assert seen["ontbreekt"] == row["ontbreekt"]
        # Derived rows of the variant follow from a row of its own in the same period.
        periods = {row["jaar_tot"] for row in own.values()}
        for row in of_variant.values():
            assert row["jaar_tot"] in periods


def test_derived_rows_of_a_variant_exist_only_where_an_input_differs() -> None:
    rows = unique(
        [
            {"organisatie": "dak", "waarde": 40.0},
            {"organisatie": "dak", "indicator": "sloop", "waarde": 5.0},
            {"organisatie": "kozijn", "waarde": 0.0},
            {"organisatie": "kozijn", "indicator": "sloop", "waarde": 1.0},
            {"organisatie": "kozijn", "waarde": 30.0, "variant": "gepland"},
        ]
    )
    found = by_key(derive(rows))
    gepland = {key[:2]: row["waarde"] for key, row in found.items() if "gepland" in key}
    assert gepland == {
        ("bouw", "kozijn"): 30,
        ("bouw", "samen"): 70,
        ("netto", "kozijn"): 29,
        ("netto", "samen"): 64,
        ("dubbel", "kozijn"): 118,
        ("dubbel", "samen"): 268,
        ("per-stuk", "kozijn"): 30,
        ("per-stuk", "samen"): pytest.approx(11.67),
    }


def test_a_total_says_who_has_only_some_of_its_operands() -> None:
    rows = unique(
        [
            {"organisatie": "dak", "waarde": 40.0},
            {"organisatie": "dak", "indicator": "sloop", "waarde": 5.0},
            {"organisatie": "kozijn", "waarde": 10.0},
            {"organisatie": "schoorsteen", "indicator": "sloop", "waarde": 2.0},
        ]
    )
    netto = by_key(derive(rows))["netto", "samen", "geheel", 2032, 2032, "basis", "voornemen"]
    assert netto["waarde"] == 40 + 10 - 5 - 2
    assert netto["ontbreekt"] == "kozijn;schoorsteen"


def test_a_total_lacks_the_parties_of_the_same_kind_without_a_row() -> None:
    corporations = frozenset({"dak", "kozijn", "schoorsteen"})
    document = EMPTY["document"]
    peers = {(document, naam): corporations for naam in corporations}
    rows = unique(
        [
            {"organisatie": "dak", "waarde": 40.0},
            {"organisatie": "kozijn", "waarde": 10.0},
            {"organisatie": "dak", "indicator": "sloop", "waarde": 5.0},
            {"organisatie": "kozijn", "indicator": "sloop", "waarde": 1.0},
            {"organisatie": "schoorsteen", "indicator": "sloop", "waarde": 2.0},
        ]
    )
    found = by_key(derive(rows, peers=peers))

    def total(indicator: str) -> tuple[float, str]:
        row = found[indicator, "samen", "geheel", 2032, 2032, "basis", "voornemen"]
        return row["waarde"], row["ontbreekt"]

    assert total("bouw") == (50, "schoorsteen")
    assert total("sloop") == (8, "")
    assert total("netto") == (42, "schoorsteen")
    alone = {(document, "gemeente"): frozenset({"gemeente", "provincie"})}
    assert all(not row["ontbreekt"] for row in derive(rows[2:], peers=alone))


def total_of(rows: list[Figure], indicator: str, **other: str) -> Figure:
    """The total of all organisations in 2032."""
    key = EMPTY | {"indicator": indicator, "organisatie": "samen"} | other
    return by_key(derive(unique(rows)))[key_of(key)]


def test_what_the_paper_gives_for_all_together_lacks_nobody() -> None:
    rows = [
        {"organisatie": "samen", "waarde": 50.0},
        {"organisatie": "dak", "indicator": "sloop", "waarde": 5.0},
        {"organisatie": "kozijn", "indicator": "sloop", "waarde": 2.0},
    ]
    assert (total_of(rows, "netto")["waarde"], total_of(rows, "netto")["ontbreekt"]) == (43, "")


def test_a_total_of_both_kinds_lacks_only_what_our_own_part_lacks() -> None:
    rows = [
        {"organisatie": "samen", "waarde": 50.0},
        {"organisatie": "dak", "waarde": 30.0},
        {"organisatie": "schoorsteen", "waarde": 20.0},
        {"organisatie": "dak", "indicator": "sloop", "waarde": 5.0},
        {"organisatie": "kozijn", "indicator": "sloop", "waarde": 2.0},
    ]
    netto = total_of(rows, "netto")
    assert (netto["waarde"], netto["ontbreekt"]) == (43, "schoorsteen")


def test_a_figure_of_one_organisation_still_takes_part_in_the_total() -> None:
    rows = [
        {"organisatie": "dak", "waarde": 40.0},
        {"organisatie": "kozijn", "waarde": 10.0},
        {"organisatie": "dak", "indicator": "sloop", "waarde": 5.0},
    ]
    netto = total_of(rows, "netto")
    assert (netto["waarde"], netto["ontbreekt"], netto["rijsoort"]) == (45, "kozijn", "totaal")
    found = derive(unique(rows))
    assert not [r for r in found if r["indicator"] == "sloop" and r["organisatie"] == "samen"]


def test_one_organisation_that_does_not_count_makes_no_total() -> None:
    rows = [
        {"organisatie": "dak", "waarde": 40.0},
        {"organisatie": "kozijn", "waarde": 10.0},
        {"organisatie": "dak", "indicator": "sloop", "waarde": 5.0, "telt_mee": False},
    ]
    found = derive(unique(rows))
    assert not [r for r in found if r["indicator"] == "netto" and r["organisatie"] == "samen"]


def test_a_typed_total_and_one_organisation_do_not_make_a_total() -> None:
    """Who is missing beside the one organisation is not known, so the total would mislead."""
    rows = [
        {"organisatie": "samen", "waarde": 50.0},
        {"organisatie": "dak", "indicator": "sloop", "waarde": 5.0},
    ]
    found = derive(unique(rows))
    assert not [r for r in found if r["indicator"] == "netto"]


@pytest.mark.parametrize(
    ("sloop", "expected"),
    [
        ({"dak": 4.0, "kozijn": 6.0}, 5.0),
        ({"dak": 4.0}, math.nan),  # the upper total holds kozijn, the lower one does not
        ({"dak": 4.0, "kozijn": 6.0, "schoorsteen": 1.0}, math.nan),
    ],
)
def test_a_ratio_of_totals_that_lack_others_is_empty(
    sloop: Mapping[str, float], expected: float
) -> None:
    rows: list[Figure] = [
        {"organisatie": "dak", "waarde": 20.0},
        {"organisatie": "kozijn", "waarde": 30.0},
    ]
    rows += [
        {"organisatie": naam, "indicator": "sloop", "waarde": value}
        for naam, value in sloop.items()
    ]
    total = total_of(rows, "per-stuk")
    assert total["waarde"] == pytest.approx(expected, nan_ok=True)
    empty = math.isnan(expected)
    assert total["telt_mee"] is not empty
    assert total["status"] == ("onbekend" if empty else "vast")
    assert ("andere organisaties" in total["toelichting"]) == empty
    assert bool(total["ontbreekt"]) == empty


def test_a_ratio_of_totals_that_lack_the_same_is_a_ratio_of_the_rest() -> None:
    rows: list[Figure] = [
        {"organisatie": naam, "indicator": indicator, "waarde": value, "telt_mee": naam != "gevel"}
        for naam, value in (("dak", 20.0), ("kozijn", 30.0), ("gevel", 7.0))
        for indicator in ("bouw", "sloop")
    ]
    total = total_of(rows, "per-stuk")
    assert (total["waarde"], total["ontbreekt"]) == (1.0, "gevel")


def test_what_follows_from_a_figure_in_research_does_not_count() -> None:
    rows: list[Figure] = [
        {"waarde": 20.0, "status": "in-onderzoek"},
        {"indicator": "sloop", "waarde": 5.0},
    ]
    netto = total_of(rows, "netto", organisatie="dak")
    assert (netto["waarde"], netto["status"], netto["telt_mee"]) == (15, "in-onderzoek", False)


def test_an_organisation_with_only_open_parts_is_lacking() -> None:
    rows = unique(
        [
            {"organisatie": "dak", "waarde": 40.0},
            {"organisatie": "kozijn", "onderdeel": "noord", "status": "onbekend"},
            {"organisatie": "kozijn", "onderdeel": "zuid", "status": "onbekend"},
        ]
    )
    total = by_key(derive(rows))["bouw", "samen", "geheel", 2032, 2032, "basis", "voornemen"]
    assert (total["waarde"], total["ontbreekt"]) == (40, "kozijn")


def test_a_figure_that_the_paper_gives_for_all_is_not_added_up_again() -> None:
    rows = unique(
        [
            {"organisatie": "samen", "waarde": 99.0},
            {"organisatie": "dak", "waarde": 40.0},
            {"organisatie": "kozijn", "waarde": 10.0},
        ]
    )
    assert [row["waarde"] for row in derive(rows) if row["organisatie"] == "samen"] == [99]


def test_one_organisation_alone_makes_no_total() -> None:
    found = derive(unique([{"organisatie": "dak", "waarde": 40.0}]))
    assert [row["organisatie"] for row in found] == ["dak"]


def test_what_may_not_be_added_up_has_no_total() -> None:
    rows = unique([{"organisatie": naam, "indicator": "index", "waarde": 1.2} for naam in "ab"])
    assert {row["organisatie"] for row in derive(rows)} == {"a", "b"}


def test_plans_and_results_are_never_added_up() -> None:
    rows = unique(
        [
            {"organisatie": "dak", "waarde": 40.0},
            {"organisatie": "kozijn", "waarde": 10.0, "aard": "realisatie"},
        ]
    )
    assert not [row for row in derive(rows) if row["organisatie"] == "samen"]


def test_documents_do_not_mix() -> None:
    rows = unique([{"organisatie": "dak", "waarde": 40.0}])
    rows.append(EMPTY | {"organisatie": "kozijn", "waarde": 10.0, "document": "ander"})
    assert not [row for row in derive(rows) if row["organisatie"] == "samen"]


def test_limits_and_firmness_pass_on_to_what_follows() -> None:
    rows = unique(
        [
            {"organisatie": "dak", "waarde": 40.0, "grens": "<", "tabel": "tabel-1"},
            {"organisatie": "kozijn", "waarde": 10.0, "status": "indicatief", "tabel": "tabel-1"},
        ]
    )
    total = derive(rows)[-1]
    assert (total["grens"], total["status"], total["tabel"]) == ("<=", "indicatief", "tabel-1")


def test_limits_of_both_kinds_make_a_sum_that_is_about_right() -> None:
    rows = unique(
        [
            {"organisatie": "dak", "waarde": 40.0, "grens": "<"},
            {"organisatie": "kozijn", "waarde": 10.0, "grens": ">="},
        ]
    )
    assert derive(rows)[-1]["grens"] == "~"


def test_a_group_is_never_added_to_its_members() -> None:
    rows = unique(
        [
            {"organisatie": "dak", "waarde": 10.0},
            {"organisatie": "kozijn", "waarde": 20.0},
            {"organisatie": "alle-corporaties", "waarde": 30.0},
        ]
    )
    assert [row["waarde"] for row in derive(rows) if row["organisatie"] == "samen"] == [30.0]


def test_what_covers_another_area_never_counts() -> None:
    rows = unique(
        [
            {"organisatie": "dak", "waarde": 10.0},
            {"organisatie": "kozijn", "waarde": 20.0, "reikwijdte": "werkgebied"},
            {"organisatie": "gevel", "waarde": 5.0},
        ]
    )
    (total,) = (row for row in derive(rows) if row["organisatie"] == "samen")
    assert (total["waarde"], total["ontbreekt"]) == (15.0, "kozijn")


def test_division_by_zero_is_empty() -> None:
    rows = unique([{"organisatie": "dak", "waarde": 4.0}, {"indicator": "sloop", "waarde": 0.0}])
    found = by_key(derive(rows))
    per_stuk = found["per-stuk", "dak", "geheel", 2032, 2032, "basis", "voornemen"]
    assert math.isnan(per_stuk["waarde"])
    assert (per_stuk["status"], per_stuk["telt_mee"]) == ("onbekend", False)
    assert per_stuk["toelichting"].endswith("is nul.")


def test_a_typed_figure_of_a_derived_indicator_does_not_disturb() -> None:
    rows = unique(
        [
            {"waarde": 40.0},
            {"indicator": "sloop", "waarde": 5.0},
            {"indicator": "netto", "waarde": 36.0},
        ]
    )
    dubbel = [row["waarde"] for row in derive(rows) if row["indicator"] == "dubbel"]
    assert dubbel == [2 * (35 + 40)]


def test_computed_values_are_rounded_and_typed_ones_are_not() -> None:
    indicatoren = {"index": {"optelbaar": True, "formule": "", "decimalen": 1}}
    rows = unique([{"organisatie": naam, "indicator": "index", "waarde": 0.1} for naam in "abc"])
    rows[0]["waarde"] = 0.123
    found = derive(rows, indicatoren)
    assert [row["waarde"] for row in found] == [0.123, 0.1, 0.1, 0.3]


def test_no_figures_at_all() -> None:
    assert derive([]) == []
