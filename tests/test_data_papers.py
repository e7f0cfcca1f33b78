"""The real data against an independent reading of the papers.

Only figures are read here, with patterns of their own, straight from the text of the paper.
The papers are not in the repository: without them these tests are skipped.
"""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from inlegvel.derive.facts import Facts
from inlegvel.findings import Finding
from inlegvel.model import BASIS, GEHEEL, SAMEN, Row
from inlegvel.pipeline import Examined, examine

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
INLEGVEL, KADER = "groningen-inlegvel-2022", "groningen-ambitiekader-2021-2025"
NAMES = {
    "Patrimonium": "patrimonium",
    "De Huismeesters": "de-huismeesters",
    "Huismeesters": "de-huismeesters",
    "Woonborg": "woonborg",
    "Nijestee": "nijestee",
    "Wierden en Borgen": "wierden-en-borgen",
    "Wierden en borgen": "wierden-en-borgen",
    "Lefier": "lefier",
    "Totaal": SAMEN,
    "Totalen": SAMEN,
}
# The order of columns in the tables of the building programme.
PROGRAMME = (
    "patrimonium",
    "de-huismeesters",
    "woonborg",
    "nijestee",
    "wierden-en-borgen",
    "lefier",
)


@pytest.fixture(scope="module")
def examined() -> Examined:
    return examine(ROOT)


@pytest.fixture(scope="module")
def facts(examined: Examined) -> Facts:
    assert examined.facts is not None
    return examined.facts


def paper(pattern: str) -> str:
    """The text of one paper, with runs of blanks as one space and no empty lines."""
    found = sorted(SHARED.glob(f"seeds/{pattern}"))
    if not found:
        pytest.skip("the papers are not here (../shared/seeds)")
    lines = found[0].read_text(encoding="utf-8").splitlines()
    return "\n".join(" ".join(line.split()) for line in lines if line.strip())


@pytest.fixture(scope="module")
def inlegvel() -> str:
    return paper("001_*.txt")


@pytest.fixture(scope="module")
def kader() -> str:
    return paper("000_*.txt")


def number(text: str) -> float:
    return float(text.replace(".", "").replace(",", "."))


def figure(facts: Facts, indicator: str, organisatie: str, jaren: tuple[int, int]) -> Row | None:
    return facts.find(
        INLEGVEL,
        {
            "indicator": indicator,
            "organisatie": organisatie,
            "onderdeel": GEHEEL,
            "jaar_van": jaren[0],
            "jaar_tot": jaren[1],
            "variant": BASIS,
            "aard": "voornemen",
        },
    )


def agrees(examined: Examined, facts: Facts, printed: float, row: Row | None) -> None:
    """What is printed is our figure, or a finding says that it is not."""
    assert row is not None, printed
    if row["waarde"] != printed:
        found = [f for f in found_at(examined, row) if f.gepubliceerd == f"{printed:g}"]
        assert found, f"{row['rij']}: {printed} printed, {row['waarde']} here, and no finding"


def found_at(examined: Examined, row: Row) -> Iterator[Finding]:
    for finding in examined.findings:
        if finding.document == row["document"] and finding.rij.startswith(row["rij"]):
            yield finding


def test_the_data_have_no_errors(examined: Examined) -> None:
    assert [finding for finding in examined.findings if finding.ernst == "fout"] == []
    assert examined.ok


def test_every_programme_cell_and_total(examined: Examined, facts: Facts, inlegvel: str) -> None:
    pattern = r"^(Nieuwbouw|Sloop|Verkoop)((?: \d+(?: \(\d+\))?){7})$"
    rows = re.findall(pattern, inlegvel, re.MULTILINE)
    programme = [row for row in rows if "150" not in row[1].split()]  # not the one of flex homes
    assert len(programme) == 6, "three rows in each of two tables"
    for place, (name, cells) in enumerate(programme):
        jaren = (2022, 2022) if place < 3 else (2022, 2026)
        values = re.findall(r"\d+(?: \(\d+\))?", cells)
        for organisatie, cell in zip((*PROGRAMME, SAMEN), values, strict=True):
            row = figure(facts, name.lower(), organisatie, jaren)
            agrees(examined, facts, number(cell.split()[0]), row)


def test_the_alternative_of_lefier(facts: Facts, inlegvel: str) -> None:
    assert "0 (321) 435" in inlegvel
    alternative = re.findall(r"\((\d{3})\)", inlegvel)
    for organisatie, indicator, value in [
        ("lefier", "nieuwbouw", 321),
        ("lefier", "netto-toevoeging", 276),
        (SAMEN, "netto-toevoeging", 265),
        (SAMEN, "netto-toevoeging-met-flex", 415),
    ]:
        assert str(value) in alternative
        rows = [
            row
            for row in facts.rows[INLEGVEL]
            if (row["indicator"], row["organisatie"]) == (indicator, organisatie)
            and row["variant"] != BASIS
        ]
        assert [row["waarde"] for row in rows] == [value]


@pytest.mark.parametrize(
    ("words", "indicator"),
    [
        ("aardgasvrij", "woningen-aardgasvrij"),
        ("aangesloten op warmtenet", "woningen-op-warmtenet"),
    ],
)
def test_gas_and_heat(
    words: str, indicator: str, examined: Examined, facts: Facts, inlegvel: str
) -> None:
    lines = re.findall(rf"Aantal woningen {words} (\d+) (\d+)$", inlegvel, re.MULTILINE)
    order = re.findall(r"^(.+?) Aantal woningen aardgasvrij", inlegvel, re.MULTILINE)
    assert len(lines) == len(order) == 7
    for name, (one_year, five_years) in zip(order, lines, strict=True):
        for jaren, cell in [((2022, 2022), one_year), ((2022, 2026), five_years)]:
            row = figure(facts, indicator, NAMES[name], jaren)
            agrees(examined, facts, number(cell), row)


def test_the_totals_that_the_paper_got_wrong_are_found(
    examined: Examined, facts: Facts, inlegvel: str
) -> None:
    """The sums of the rows, made here, against the printed totals."""
    wrong = set()
    for words, indicator in [
        ("aardgasvrij", "woningen-aardgasvrij"),
        ("aangesloten op warmtenet", "woningen-op-warmtenet"),
    ]:
        lines = re.findall(rf"Aantal woningen {words} (\d+) (\d+)$", inlegvel, re.MULTILINE)
        for column, jaren in enumerate([(2022, 2022), (2022, 2026)]):
            *parts, total = (number(line[column]) for line in lines)
            if sum(parts) != total:
                wrong.add((indicator, *map(str, jaren), f"{total:g}", f"{sum(parts):g}"))
    assert len(wrong) == 2
    assert wrong == {
        (f.indicator, f.jaar_van, f.jaar_tot, f.gepubliceerd, f.berekend)
        for f in examined.findings
        if f.regel == "controlecijfer-wijkt-af"
    }


def test_step_free_homes(examined: Examined, facts: Facts, inlegvel: str) -> None:
    start = inlegvel.index("nultredenwoningen", inlegvel.index("5. Wonen en zorg"))
    block = inlegvel[start:]
    block = block[: re.search(r"^Totaal .*$", block, re.MULTILINE).end()]  # type: ignore[union-attr]
    found = re.findall(r"^(?:(.+) )?(\d+) ([\d.]+)$", block, re.MULTILINE)
    named = [(NAMES[name], *cells) for name, *cells in found if name in NAMES]
    assert {"nijestee", "patrimonium", "lefier", SAMEN} <= {name for name, *_ in named}
    for organisatie, one_year, five_years in named:
        for jaren, cell in [((2022, 2022), one_year), ((2022, 2026), five_years)]:
            row = figure(facts, "nultredenwoningen", organisatie, jaren)
            agrees(examined, facts, number(cell), row)


def test_shares_of_energy_labels(facts: Facts, inlegvel: str) -> None:
    lines = re.findall(r"\((?:basiskwaliteit|label B|nog verduurzamen)\) (\d+)% (\d+)%", inlegvel)
    indicators = ("aandeel-basiskwaliteit", "aandeel-label-b", "aandeel-label-c-of-slechter")
    for indicator, cells in zip(indicators, lines, strict=True):
        for jaar, cell in zip((2022, 2026), cells, strict=True):
            row = figure(facts, indicator, SAMEN, (jaar, jaar))
            assert row is not None
            assert row["waarde"] == number(cell)


def test_energy_index(facts: Facts, inlegvel: str) -> None:
    start = inlegvel.index("Gemiddelde energie-index*")
    block = inlegvel[start : inlegvel.index("* Er is een nieuwe", start)]
    lines = re.findall(r"^(.+?) ([<\d,]+) ([<\d,]+)$", block, re.MULTILINE)
    lines = [line for line in lines if line[0] in NAMES]
    assert len(lines) == 5, "the sixth has labels"
    for name, *cells in lines:
        for jaar, cell in zip((2022, 2026), cells, strict=True):
            row = figure(facts, "gemiddelde-energie-index", NAMES[name], (jaar, jaar))
            assert row is not None
            assert row["waarde"] == number(cell.lstrip("<"))
            assert row["grens"] == ("<" if cell.startswith("<") else "")


def test_budgets_for_the_neighbourhood(facts: Facts, inlegvel: str) -> None:
    start = inlegvel.index("Besteedbaar")
    block = inlegvel[start : inlegvel.index("Beschikbaarheid", start)]
    amounts = [number(text) for text in re.findall(r"\b\d{2,3}\.000\b", block)]
    typed = [
        row["waarde"]
        for row in facts.rows[INLEGVEL]
        if row["indicator"] == "leefbaarheidsbudget" and row["rijsoort"] == "bron"
    ]
    assert sorted(typed) == sorted(amounts)
    total = figure(facts, "leefbaarheidsbudget", SAMEN, (2022, 2022))
    assert total is not None
    assert total["waarde"] == sum(amounts) - 120_000  # one is for a whole working area
    assert total["ontbreekt"] == "woonborg"
    millions = re.findall(r"(\d)\.5 miljoen", block)
    typed = [
        row["waarde"]
        for row in facts.rows[INLEGVEL]
        if row["indicator"] == "programmabudget-gemeente" and row["rijsoort"] == "bron"
    ]
    assert typed == [float(text) * 1e6 + 5e5 for text in millions]


def test_goals_of_the_framework(facts: Facts, kader: str) -> None:
    goals = facts.catalogue.by_name[KADER].doelen.values()

    def bounds(indicator: str, jaar: int) -> set[float]:
        rows = [row for row in goals if (row["indicator"], row["jaar_tot"]) == (indicator, jaar)]
        values = {row[name] for row in rows for name in ("ondergrens", "bovengrens")}
        return {value for value in values if value == value}  # noqa: PLR0124 - not NaN

    homes = re.search(r"(\d+)-(\d+) woningen toe", kader)
    assert homes
    assert bounds("netto-toevoeging", 2025) == {number(homes[1]), number(homes[2])}
    shares = re.search(
        r"(\d+)% van de woningen op basiskwaliteit is, (\d+)%[\w ]+?(\d+)%",
        kader.replace("\n", " "),
    )
    assert shares
    indicators = ("aandeel-basiskwaliteit", "aandeel-label-b", "aandeel-label-c-of-slechter")
    for indicator, text in zip(indicators, shares.groups(), strict=True):
        assert bounds(indicator, 2025) == {number(text)}
    index = re.search(r"gemiddeld (\d,\d+) \(label A\) in (\d{4})", kader)
    assert index
    assert bounds("gemiddelde-energie-index", int(index[2])) == {number(index[1])}
    step = re.search(r"voor (\d{4}) gemiddeld (\d,\d+)", kader)
    assert step
    assert bounds("gemiddelde-energie-index", int(step[1])) == {number(step[2])}


def test_no_sentence_of_a_paper_stands_in_the_project() -> None:
    tool = SHARED / "tools" / "verbatim.py"
    if not tool.exists() or not (ROOT / ".git").exists():
        pytest.skip("needs ../shared/tools/verbatim.py, and git to list the files")
    done = subprocess.run([sys.executable, tool, ROOT], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
