"""Which charts a document gets, what each shows, and what it says in words."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inlegvel.derive.doelvoortgang import doelvoortgang
from inlegvel.derive.facts import Facts
from inlegvel.derive.grafieken import Grafiek, grafieken, per_tabel
from inlegvel.derive.grafieken.grafiek import MEEST, Waarde, uitersten
from inlegvel.derive.grafieken.voortgang import voortgang
from inlegvel.derive.tables import layout
from inlegvel.model import Document
from inlegvel.pipeline import examine

VEL = "testdorp-inlegvel-2032"
CIJFERS = "datapackages/testdorp/inlegvel-2032/cijfers.csv"
KADER = "datapackages/testdorp/ambitiekader-2031-2035/"
ROW = "{0},{1},geheel,{2},{3},basis,{4},{5},{6},,{7},{8},gebied,,,,noot\n"

MakeProject = Callable[..., Path]


def figure(
    indicator: str,
    organisatie: str,
    years: tuple[int, int],
    waarde: float | str,
    *,
    aard: str = "voornemen",
    grens: str = "",
    status: str = "vast",
    telt: str = "ja",
) -> str:
    return ROW.format(indicator, organisatie, *years, aard, grens, waarde, status, telt)


def read(root: Path) -> tuple[Facts, Document]:
    examined = examine(root)
    assert examined.facts is not None
    assert [finding for finding in examined.findings if finding.ernst == "fout"] == []
    return examined.facts, examined.facts.catalogue.by_name[VEL]


def charts(root: Path) -> dict[str, Grafiek]:
    return {chart.naam: chart for chart in grafieken(*read(root))}


def with_rows(make_project: MakeProject, *rows: str) -> dict[str, Grafiek]:
    return charts(make_project({"bestand": CIJFERS, "erbij": "".join(rows)}))


def said(chart: Grafiek) -> str:
    """The summary with plain spaces."""
    return chart.samenvatting.replace("\u00a0", " ")


def values(chart: Grafiek) -> dict[str, list[float | None]]:
    return {line.label: [value.waarde for value in line.waarden] for line in chart.regels}


def test_the_data_decide_which_charts_there_are(basis: Path) -> None:
    assert {naam: chart.soort for naam, chart in charts(basis).items()} == {
        "nieuwbouw.2032.2032.voornemen": "staven",
        "nieuwbouw.2032.2036.voornemen": "staven",
        "verkoop.2032.2032.voornemen": "staven",
        "sloop.2032.2032.voornemen": "staven",
        "netto-toevoeging.2032.2032.voornemen": "weerszijden",
        "netto-toevoeging-met-flex.2032.2032.voornemen": "weerszijden",
        "flexwoningen.2032.2032.voornemen": "staven",
        "sociale-huurwoningen.2036.2036.voornemen": "staven",
        "huurverhoging-boven-inflatie.2032.2032.voornemen": "staven",
        "geheel.energielabels.voornemen": "verdeling",
    }


def test_bars_have_the_largest_first_and_say_what_is_open(basis: Path) -> None:
    chart = charts(basis)["flexwoningen.2032.2032.voornemen"]
    assert values(chart) == {"De Schoorsteen": [20], "De Dakpan": [12], "Het Kozijn": [None]}
    assert chart.wat == "Plan voor 2032, in woningen."
    assert chart.regels[0].waarden[0].twijfel == "nog in onderzoek"
    assert chart.noten == (
        "Nog in onderzoek: De Schoorsteen (20).",
        "Geen getal: Het Kozijn (nader te bepalen).",
    )
    assert "Samen is dat 12 woningen (zonder De Schoorsteen en Het Kozijn)." in said(chart)


def test_what_covers_another_area_or_an_appendix_is_named_and_not_drawn(
    make_project: MakeProject,
) -> None:
    chart = with_rows(
        make_project,
        figure("investering", "gemeente-testdorp", (2032, 2032), 2000000),
        figure("investering", "de-schoorsteen", (2032, 2032), 3000000),
    )["investering.2032.2032.voornemen"]
    assert list(values(chart)) == ["De Dakpan", "Gemeente Testdorp"]
    assert [note.replace("\u00a0", " ") for note in chart.noten] == [
        "Niet getekend: Het Kozijn (€ 5.000.000; geldt voor het hele werkgebied) en "
        "De Schoorsteen (€ 3.000.000; staat in een eigen bijlage)."
    ]


def test_both_sides_of_zero_add_up_to_the_net(basis: Path) -> None:
    chart = charts(basis)["netto-toevoeging.2032.2032.voornemen"]
    assert [(series.naam, series.teken) for series in chart.reeksen] == [
        ("Nieuwbouw", 1), ("Sloop", -1), ("Verkoop", -1),
    ]  # fmt: skip
    assert values(chart)["Het Kozijn"] == [25, 2, 1]
    for line in chart.regels:
        signed = (
            series.teken * (value.waarde or 0)
            for series, value in zip(chart.reeksen, line.waarden, strict=True)
        )
        assert line.saldo is not None
        assert sum(signed) == line.saldo.waarde
    assert "Het laagst is De Schoorsteen: 4 woningen minder." in said(chart)
    assert "Per saldo is dat samen 50 woningen erbij." in said(chart)
    assert "−" not in said(chart)


def test_a_formula_of_a_formula_is_shown_by_what_was_typed(make_project: MakeProject) -> None:
    chart = with_rows(make_project)["netto-toevoeging-met-flex.2032.2032.voornemen"]
    assert [series.naam for series in chart.reeksen] == [
        "Nieuwbouw", "Flexwoningen", "Sloop", "Verkoop",
    ]  # fmt: skip
    assert list(values(chart)) == ["De Dakpan", "De Schoorsteen"]
    assert "Niet getekend, want niet alle getallen zijn er: Het Kozijn." in chart.noten


def test_a_ratio_has_no_sides(make_project: MakeProject) -> None:
    found = with_rows(make_project, figure("investering", "de-schoorsteen", (2032, 2032), 90))
    assert not any(naam.startswith("investering-per-woning") for naam in found)


def test_a_part_stands_within_its_whole(make_project: MakeProject) -> None:
    found = with_rows(
        make_project,
        figure("woningen-aardgasvrij", "het-kozijn", (2032, 2032), 50, status="indicatief"),
        figure("woningen-op-warmtenet", "het-kozijn", (2032, 2032), 0, status="indicatief"),
    )
    chart = found["woningen-op-warmtenet.2032.2032.voornemen"]
    assert chart.soort == "deel"
    assert values(chart) == {"De Dakpan": [100, 60], "Het Kozijn": [50, 0]}
    assert set(chart.indicatoren) == {"woningen-aardgasvrij", "woningen-op-warmtenet"}
    assert "woningen-aardgasvrij.2032.2032.voornemen" not in found


def test_a_part_with_a_limit_does_not_fit_for_sure(make_project: MakeProject) -> None:
    found = with_rows(
        make_project,
        figure("woningen-aardgasvrij", "het-kozijn", (2032, 2032), 50),
        figure("woningen-op-warmtenet", "het-kozijn", (2032, 2032), 40, grens="<"),
    )
    assert found["woningen-op-warmtenet.2032.2032.voornemen"].soort == "staven"
    assert found["woningen-aardgasvrij.2032.2032.voornemen"].soort == "staven"


def test_shares_are_stacked_with_the_target_of_the_framework(basis: Path) -> None:
    chart = charts(basis)["geheel.energielabels.voornemen"]
    assert values(chart) == {"Eind 2036": [50, 30, 20]}
    assert [(line.waarde, line.kort) for line in chart.doellijnen] == [(45, "doel 45%")]
    assert "Doel eind 2035: aandeel label A 45%" in said(chart)


def test_a_target_for_the_last_share_is_counted_from_the_other_end(
    make_project: MakeProject,
) -> None:
    goal = (
        "label-c-2035,duurzaamheid,Isoleren,Weinig huizen zijn niet zuinig.,samen,testdorp,"
        "maximaal,aandeel-label-c,niveau,,15,,2035,,,,,Duurzaamheid > alinea 1\n"
    )
    root = make_project({"bestand": f"{KADER}doelen.csv", "erbij": goal})
    lines = charts(root)["geheel.energielabels.voornemen"].doellijnen
    assert [(line.waarde, line.kort) for line in lines] == [(45, "doel 45%"), (85, "doel 15%")]


def test_shares_of_two_moments_say_how_they_move(make_project: MakeProject) -> None:
    chart = with_rows(
        make_project,
        figure("aandeel-label-a", "samen", (2032, 2032), 40),
        figure("aandeel-label-b", "samen", (2032, 2032), 35),
        figure("aandeel-label-c", "samen", (2032, 2032), 25),
    )["geheel.energielabels.voornemen"]
    assert values(chart) == {"Eind 2036": [50, 30, 20], "Eind 2032": [40, 35, 25]}
    assert "Aandeel label A: dat daalt van 50% naar 40%." in said(chart)


def test_a_level_at_two_moments_is_a_change(make_project: MakeProject) -> None:
    found = with_rows(
        make_project,
        figure("sociale-huurwoningen", "de-dakpan", (2032, 2032), 1400),
        figure("sociale-huurwoningen", "het-kozijn", (2032, 2032), 720),
    )
    chart = found["sociale-huurwoningen.voornemen"]
    assert chart.soort == "verloop"
    assert [series.naam for series in chart.reeksen] == ["Eind 2032", "Eind 2036"]
    assert values(chart) == {"Het Kozijn": [720, 700], "De Dakpan": [1400, 1500]}
    assert "De grootste verandering is bij De Dakpan: van 1.400" in said(chart)
    assert chart.noten == ("Eind 2036. Alleen een grens: Het Kozijn (minder dan 700).",)
    assert "sociale-huurwoningen.2036.2036.voornemen" not in found


def test_a_plan_never_stands_beside_a_result(make_project: MakeProject) -> None:
    found = with_rows(
        make_project,
        *(
            figure("nieuwbouw", naam, (2032, 2032), 7, aard="realisatie")
            for naam in ("de-dakpan", "het-kozijn")
        ),
    )
    assert found["nieuwbouw.2032.2032.realisatie"].wat.startswith("Resultaat voor 2032")
    facts, document = read(make_project())
    kinds = {row["rij"]: row["aard"] for row in facts.rows[document.naam]}
    for chart in grafieken(facts, document):
        assert len({kinds[rij] for rij in chart.rijen}) == 1


@pytest.mark.parametrize("waarde", [0, ""])
def test_nothing_to_compare_is_no_chart(make_project: MakeProject, waarde: float | str) -> None:
    status = "vast" if waarde == 0 else "onbekend"
    rows = [
        figure("sloop", naam, (2034, 2034), waarde, status=status)
        for naam in ("de-dakpan", "het-kozijn")
    ]
    assert "sloop.2034.2034.voornemen" not in with_rows(make_project, *rows)


def test_a_chart_belongs_to_the_smallest_table_that_has_all_of_it(basis: Path) -> None:
    facts, document = read(basis)
    tables = {
        naam: layout(facts, document, row).rijen for naam, row in document.cijfers_tabellen.items()
    }
    found = per_tabel(grafieken(facts, document), tables)
    assert {tabel: [chart.naam for chart in chosen] for tabel, chosen in found.items()} == {
        "programma-2032": [
            "netto-toevoeging.2032.2032.voornemen",
            "flexwoningen.2032.2032.voornemen",
        ],
        "programma-2032-2036": ["nieuwbouw.2032.2036.voornemen"],
        "labels": ["geheel.energielabels.voornemen"],
    }


def test_how_far_goals_are_stands_against_the_time(make_project: MakeProject) -> None:
    measured = figure("aandeel-label-a", "samen", (2032, 2032), 36, aard="realisatie")
    root = make_project({"bestand": CIJFERS, "erbij": measured})
    facts, _ = read(root)
    document = facts.catalogue.by_name["testdorp-ambitiekader-2031-2035"]
    goals = [p for (naam, _), p in doelvoortgang(facts).items() if naam == document.naam]
    chart = voortgang(document, goals)
    assert chart is not None
    (goal,) = [goal for goal in goals if goal.aandeel_afstand is not None]
    assert goal.aandeel_tijd_meting is not None
    assert values(chart) == {
        document.doelen[goal.doel]["omschrijving"]: [
            round(goal.aandeel_afstand), round(goal.aandeel_tijd_meting),
        ]
    }  # fmt: skip
    assert voortgang(document, []) is None


def test_the_table_of_a_chart_has_numbers_and_words_for_limits(basis: Path) -> None:
    found = charts(basis)
    assert found["sociale-huurwoningen.2036.2036.voornemen"].tabel() == [
        ["Organisatie", "Sociale huurwoningen (woningen)"],
        ["De Dakpan", 1500.0],
        ["Het Kozijn", "minder dan 700"],
    ]
    net = found["netto-toevoeging.2032.2032.voornemen"].tabel()
    assert net[0][-1] == "Netto-toevoeging (woningen)"
    assert net[-1] == ["De Schoorsteen", 0.0, 0.0, 4.0, -4.0]


@given(st.lists(st.integers(-9999, 9999), min_size=2, max_size=MEEST))
def test_the_extremes_in_words_are_the_extremes(numbers: list[int]) -> None:
    lines = [(f"N{place}", Waarde(float(n), str(n))) for place, n in enumerate(numbers)]
    found = uitersten(lines, "plannen")
    for word, value in (("hoogst", max(numbers)), ("laagst", min(numbers))):
        if len(set(numbers)) > 1:
            (sentence,) = [s for s in found if word in s]
            assert f"{abs(value):,}".replace(",", ".") in sentence
            assert ("minder" in sentence) == (value < 0)
            named = [f"N{place}" for place, n in enumerate(numbers) if n == value]
            assert (
                all(name in sentence for name in named) or f"{len(named)} organisaties" in sentence
            )
        else:
            assert found[0].startswith("Overal hetzelfde")
