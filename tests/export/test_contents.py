"""What the downloads say: names and order of columns, groups written out, sums that hold."""

import csv
import io
import re

import pandas as pd
import pytest
from tests.site.html_tree import Site

from inlegvel.export.layouts import NOTES

pytestmark = pytest.mark.xdist_group("real-site")

# DATAMODEL.md, "What the site publishes": a public contract, so written out here.
CIJFERS = [
    "document",
    "gebied",
    "gebied_code",
    "rij",
    "rijsoort",
    "indicator",
    "organisatie",
    "onderdeel",
    "jaar_van",
    "jaar_tot",
    "variant",
    "aard",
    "grens",
    "waarde",
    "waarde_tekst",
    "status",
    "telt_mee",
    "reikwijdte",
    "periode_tekst",
    "tabel",
    "toelichting",
    "vindplaats",
    "indicator_naam",
    "organisatie_naam",
    "eenheid",
    "noemer",
    "ontbreekt",
    "permalink",
]
BEVINDINGEN = [
    "regel",
    "ernst",
    "document",
    "resource",
    "rij",
    "kolom",
    "indicator",
    "organisatie",
    "jaar_van",
    "jaar_tot",
    "variant",
    "gepubliceerd",
    "berekend",
    "verschil",
    "melding",
    "herstel",
    "toelichting",
]
AFSPRAKEN_ORGANISATIES = ["document", "afspraak", "organisatie", "rol"]
KEY = ["indicator", "organisatie", "onderdeel", "jaar_van", "jaar_tot", "variant", "aard"]
ALL = "data/alle-cijfers/"


@pytest.fixture(params=["real_site", "basis_site"])
def site(request: pytest.FixtureRequest) -> Site:
    found: Site = request.getfixturevalue(request.param)
    return found


def rows(site: Site, path: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(site.read(path).decode(), newline="")))


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("cijfers", CIJFERS),
        ("bevindingen", BEVINDINGEN),
        ("afspraken_organisaties", AFSPRAKEN_ORGANISATIES),
    ],
)
def test_columns_stand_in_their_order(site: Site, name: str, columns: list[str]) -> None:
    header = site.read(f"{ALL}{name}.csv").decode().splitlines()[0]
    assert header.split(",") == columns


def test_other_tables_have_document_in_front(site: Site) -> None:
    for path in (site.folder / "data").glob("*/doelen.csv"):
        header = path.read_text(encoding="utf-8").splitlines()[0]
        expected = "document,doel," if path.parent.name == "alle-cijfers" else "doel,"
        assert header.startswith(expected)


def test_row_identifier_is_the_key_and_unique(site: Site) -> None:
    seen = set()
    for row in rows(site, ALL + "cijfers.csv"):
        assert row["rij"] == "/".join(row[name] for name in KEY)
        assert row["rijsoort"] in {"bron", "afgeleid", "totaal"}
        seen.add((row["document"], row["rij"]))
    assert len(seen) == len(rows(site, ALL + "cijfers.csv"))


def test_every_typed_row_is_there_unchanged(site: Site) -> None:
    """What a package holds is the same, cell by cell, in the table of all documents."""
    everything = {
        (row["document"], row["rij"]): row
        for row in rows(site, ALL + "cijfers.csv")
        if row["rijsoort"] == "bron"
    }
    count = 0
    for document in rows(site, ALL + "documenten.csv"):
        path = f"data/{document['document']}/cijfers.csv"
        if not (site.folder / path).is_file():
            continue
        for row in rows(site, path):
            found = everything[(document["document"], "/".join(row[name] for name in KEY))]
            # Notes of ours may follow what was typed.
            assert found["toelichting"].startswith(row.pop("toelichting"))
            assert {name: found[name] for name in row} == row
            assert found["gebied"] == document["gebied"]
            assert found["gebied_code"] == document["gebied_code"]
            count += 1
    assert count == len(everything)


def test_published_tables_are_the_typed_tables(basis_site: Site) -> None:
    """Cell by cell: publishing adds rows of the register and changes nothing."""
    typed = basis_site.folder.parent / "datapackages" / "testdorp" / "inlegvel-2032"
    tables = sorted(typed.glob("*.csv"))
    assert len(tables) == 12
    for path in tables:
        with path.open(encoding="utf-8", newline="") as file:
            expected = list(csv.DictReader(file))
        assert rows(basis_site, f"data/testdorp-inlegvel-2032/{path.name}") == expected, path.name


# --- who promises what --------------------------------------------------------------


def test_groups_are_written_out(basis_site: Site) -> None:
    found = {
        (row["afspraak"], row["rol"], row["organisatie"])
        for row in rows(basis_site, ALL + "afspraken_organisaties.csv")
        if row["document"] == "testdorp-inlegvel-2032"
    }
    # De Schoorsteen has an appendix of its own, and is bound by that alone.
    corporaties = {"de-dakpan", "het-kozijn"}
    parties = corporaties | {"gemeente-testdorp", "huurdersraad-testdorp"}
    assert found == (
        {("gemeente-zoekt-grond", "trekker", "gemeente-testdorp")}
        | {
            ("gemeente-zoekt-grond", "samen_met", name)
            for name in corporaties | {"zorggroep-testdorp"}
        }
        | {("corporaties-isoleren", "trekker", name) for name in corporaties}
        | {("huurdersraad-denkt-mee", "trekker", "huurdersraad-testdorp")}
        | {("huurdersraad-denkt-mee", "samen_met", name) for name in parties}
    )


def test_every_agreement_has_a_lead(site: Site) -> None:
    agreements = {(row["document"], row["afspraak"]) for row in rows(site, ALL + "afspraken.csv")}
    led = {
        (row["document"], row["afspraak"])
        for row in rows(site, ALL + "afspraken_organisaties.csv")
        if row["rol"] == "trekker"
    }
    assert agreements == led


# --- as a journalist would use it ------------------------------------------------------


def chosen_by_the_rule(site: Site) -> pd.DataFrame:
    """The rows that the rule under "Zo telt u niets dubbel" chooses, as the page words it."""
    text = site.page(ALL).article.text
    choices = dict(re.findall(r"‘(\w+)’ alleen ‘(\w+)’", text))
    assert set(choices) == {"organisatie", "onderdeel", "variant", "telt_mee"}
    cijfers = pd.read_csv(site.folder / ALL / "cijfers.csv", keep_default_na=False)
    for column, value in choices.items():
        cijfers = cijfers[cijfers[column] == value]
    return cijfers


def test_the_rule_on_the_page_gives_the_totals_of_the_site(site: Site) -> None:
    """One row per figure, also of a formula; it says what the cell it links to says."""
    totals = chosen_by_the_rule(site)
    one = ["document", "indicator", "aard", "jaar_van", "jaar_tot"]
    assert not totals.duplicated(one).any()
    assert "netto-toevoeging" in set(totals["indicator"])
    for _, row in totals.iterrows():
        if not row["waarde"]:
            continue
        shown = site.at(row["permalink"].removeprefix(site.url)).text
        size = f"{abs(float(row['waarde'])):,.6f}".rstrip("0").rstrip(".")
        assert size.translate(str.maketrans(",.", ".,")) in shown, row["rij"]


def test_the_rule_on_the_page_counts_everyone_once(site: Site) -> None:
    """Where the paper gives no total: each organisation's whole, or else its parts."""
    everything = pd.read_csv(site.folder / ALL / "cijfers.csv", keep_default_na=False)
    typed = everything.query("rijsoort == 'bron' and variant == 'basis'")
    one = ["document", "indicator", "aard", "jaar_van", "jaar_tot"]
    compared = 0
    for _, total in chosen_by_the_rule(site).query("rijsoort == 'totaal'").iterrows():
        rows = typed[(typed[one] == total[one]).all(axis=1)]
        sums = 0.0
        for _, own in rows.groupby("organisatie"):
            whole = own[own["onderdeel"] == "geheel"]
            counted = (whole if len(whole) else own).query(
                "telt_mee == 'ja' and reikwijdte == 'gebied' and status in ('vast', 'indicatief')"
            )
            sums += counted["waarde"].astype(float).sum()
        if len(rows):  # not of a formula
            assert sums == pytest.approx(float(total["waarde"])), total["rij"]
            compared += 1
    assert compared >= 5


def test_totals_name_what_they_lack(site: Site) -> None:
    """A total lacks an organisation exactly where that has a row that does not count."""
    everything = rows(site, ALL + "cijfers.csv")
    formulas = {row["indicator"] for row in rows(site, ALL + "indicatoren.csv") if row["formule"]}
    totals = [
        row
        for row in everything
        if row["rijsoort"] == "totaal"
        and row["organisatie"] == "samen"
        and row["variant"] == "basis"
        and row["indicator"] not in formulas
    ]
    period = ("document", "indicator", "aard", "jaar_van", "jaar_tot", "variant")
    for total in totals:
        parts = [
            row
            for row in everything
            if row["rijsoort"] == "bron" and all(row[name] == total[name] for name in period)
        ]
        lacking = {
            row["organisatie"] for row in parts if row["telt_mee"] == "nee" or not row["waarde"]
        }
        assert lacking <= set(filter(None, total["ontbreekt"].split(";"))), total["rij"]
    assert any(total["ontbreekt"] for total in totals)


# --- tables as the page shows them ---------------------------------------------------


def test_table_to_download_is_the_table_on_the_page(site: Site) -> None:
    """The same heads, the same rows, the same figures; only the notation differs."""
    count = 0
    for path in sorted((site.folder / "data").glob("*/tabellen/*.csv")):
        document = path.parent.parent.name
        table = next(
            row for row in rows(site, f"data/{document}/tabellen.csv") if row["tabel"] == path.stem
        )
        folder = next(
            row["permalink"].removeprefix(site.url)
            for row in rows(site, ALL + "documenten.csv")
            if row["document"] == document
        )
        shown = site.page(f"{folder}{table['thema']}/").by_id[f"tabellen.{path.stem}"]
        with path.open(encoding="utf-8", newline="") as file:
            header, *lines = list(csv.reader(file))
        body = shown.find("tbody")[0].find("tr")
        # A label of its own says more, such as the unit, because the page is not there.
        for line, row in zip(lines, body, strict=True):
            assert line[0].startswith(row.find("th")[0].text)
        assert header[0] == shown.find("th")[0].text
        assert len(lines) > 0
        for line, row in zip(lines, body, strict=True):
            cells = row.find("td")
            values = line[1:] if header[-1] != NOTES else line[1:-1]
            assert len(cells) == len(values)
            for value, cell in zip(values, cells, strict=True):
                if re.fullmatch(r"-?\d+(\.\d+)?", value):
                    number = re.search(r"[−\d.,]*\d", cell.text)
                    assert number, (path, line[0], value, cell.text)
                    plain = number[0].replace(".", "").replace(",", ".").replace("−", "-")
                    assert float(plain) == float(value), (path, line[0])
                    count += 1
    assert count > 10


def test_what_the_page_says_of_a_figure_stands_in_its_row(basis_site: Site) -> None:
    """A figure that does not count in the total says so, and the total whom it lacks."""
    said = {
        row["Organisatie"]: row[NOTES]
        for row in rows(basis_site, "data/testdorp-inlegvel-2032/tabellen/programma-2032.csv")
    }
    assert "Dit aantal is nog in onderzoek." in said["De Schoorsteen"]
    assert "telt niet mee in het totaal" in said["De Schoorsteen"]
    assert "Flexwoningen, 2032, plan (woningen): Zonder De Schoorsteen" in said["Totaal"]
