"""The downloads of a whole site, opened by programs that we did not write."""

import asyncio
import csv
import hashlib
import io
import json
import re
import shutil
import sqlite3
import subprocess
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pandas as pd
import pytest
from csvw import CSVW
from datasette.app import Datasette
from frictionless import Package
from tests.export.office import SEMICOLON, Office
from tests.site.html_tree import Site

from inlegvel.dutch import getal
from inlegvel.figures import telregel

pytestmark = pytest.mark.xdist_group("real-site")

ALL = "alle-cijfers"
FORMS = (".csv", ".nl.csv", ".json", ".csv-metadata.json")
# The rule under "Zo telt u niets dubbel", read from its words: what to keep in which column.
RULE = " ".join(telregel(samen=True))
KEEP = dict(re.findall(r"‘(\w+)’ alleen ‘(\w+)’", RULE))
CHOOSE = ["document", "indicator", "aard", "jaar_van", "jaar_tot"]
Row = dict[str, str]


@pytest.fixture(params=["real_site", "basis_site"])
def site(request: pytest.FixtureRequest) -> Site:
    found: Site = request.getfixturevalue(request.param)
    return found


@cache
def packages(folder: Path) -> dict[str, dict[str, Any]]:
    """The published descriptors, by name."""
    return {
        path.parent.name: json.loads(path.read_text(encoding="utf-8"))
        for path in sorted((folder / "data").glob("*/datapackage.json"))
    }


def tables(site: Site) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Every published table: its path without ending, and its descriptor."""
    for name, package in packages(site.folder).items():
        for resource in package["resources"]:
            yield site.folder / "data" / name / resource["name"], resource


def with_ending(path: Path, ending: str) -> Path:
    return path.with_name(path.name + ending)


def rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def value(kind: str, text: str) -> str | float | None:
    """The value of a cell of the CSV; yes and no stay what they are."""
    if not text:
        return None
    return float(text) if kind in ("number", "integer") else text


# --- what there is ---------------------------------------------------------------------


def test_every_table_is_there_in_every_form(site: Site) -> None:
    for path, _ in tables(site):
        for ending in FORMS:
            assert with_ending(path, ending).is_file(), (path, ending)
    for name in packages(site.folder):
        for ending in (".xlsx", ".zip"):
            assert (site.folder / "data" / name / (name + ending)).is_file()
    assert (site.folder / "data" / "inlegvel.sqlite").is_file()


def test_checksums_are_of_every_download_and_right(site: Site) -> None:
    folder = site.folder / "data"
    told = dict(
        reversed(line.split("  ", 1)) for line in site.read("data/SHA256SUMS").decode().splitlines()
    )
    assert list(told) == sorted(told)
    for name, told_sum in told.items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == told_sum, name
    files = {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and path.suffix != ".html" and path.name != "SHA256SUMS"
    }
    assert files == {name for name in told if not name.startswith("../")}
    if shutil.which("sha256sum"):
        done = subprocess.run(
            ["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"],
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr


# --- one line of pandas, DuckDB, frictionless, csvw --------------------------------------


def test_pandas_reads_every_form_in_one_line(site: Site) -> None:
    for path, resource in tables(site):
        plain = pd.read_csv(with_ending(path, ".csv"))
        dutch = pd.read_csv(
            with_ending(path, ".nl.csv"), sep=";", decimal=",", encoding="utf-8-sig"
        )
        numbers = [
            field["name"]
            for field in resource["schema"]["fields"]
            if field["type"] in ("number", "integer")
        ]
        pd.testing.assert_frame_equal(plain[numbers], dutch[numbers], check_dtype=False)
        whole = pd.read_json(with_ending(path, ".json"), dtype=False)
        assert len(plain) == len(dutch) == len(whole)
        if len(whole):
            assert list(whole.columns) == list(plain.columns) == list(dutch.columns)


def test_dutch_csv_and_json_say_what_the_csv_says(site: Site) -> None:
    for path, resource in tables(site):
        kinds = {field["name"]: field["type"] for field in resource["schema"]["fields"]}
        expected = rows(with_ending(path, ".csv"))
        objects = json.loads(with_ending(path, ".json").read_text(encoding="utf-8"))
        truth = {"ja": True, "nee": False}
        assert objects == [
            {
                name: truth[text] if kinds[name] == "boolean" and text else value(kinds[name], text)
                for name, text in row.items()
            }
            for row in expected
        ]
        text = with_ending(path, ".nl.csv").read_bytes().decode("utf-8")
        assert text.startswith("\ufeff")
        found = list(csv.DictReader(io.StringIO(text[1:], newline=""), delimiter=";"))
        for row, right in zip(found, expected, strict=True):
            for name, kind in kinds.items():
                cell = row[name].removeprefix("'") if kind == "string" else row[name]
                cell = cell.replace(",", ".") if kind == "number" else cell
                assert cell == right[name].removeprefix("'"), (path, name)


def test_duckdb_reads_csv_and_json_in_one_line(site: Site) -> None:
    path = site.folder / "data" / ALL / "cijfers"
    counted = "select rijsoort, count(*), sum(waarde) from '{}' group by all order by all"
    from_csv = duckdb.sql(counted.format(f"{path}.csv")).fetchall()
    from_json = duckdb.sql(counted.format(f"{path}.json")).fetchall()
    frame = pd.read_csv(f"{path}.csv").groupby("rijsoort")["waarde"]
    for kind, count, total in from_csv:
        assert count == frame.size()[kind]
        assert total == pytest.approx(frame.sum()[kind])
    assert [row[:2] for row in from_json] == [row[:2] for row in from_csv]
    assert len(from_csv) == 3


def test_csvw_accepts_every_metadata(site: Site) -> None:
    count = 0
    for path, resource in tables(site):
        described = CSVW(str(with_ending(path, ".csv-metadata.json")), validate=True)
        assert described.is_valid, (path, described.warnings)
        (table,) = described.tables
        names = [field["name"] for field in resource["schema"]["fields"]]
        assert [column.name for column in table.tableSchema.columns] == names
        assert sum(1 for _ in table) == len(rows(with_ending(path, ".csv")))
        count += 1
    assert count > 20


def test_csvw_metadata_finds_what_does_not_fit(basis_site: Site, tmp_path: Path) -> None:
    """The metadata says enough to refuse a wrong table."""
    source = basis_site.folder / "data" / ALL
    for name in ("cijfers.csv", "cijfers.csv-metadata.json"):
        shutil.copy(source / name, tmp_path)
    text = (tmp_path / "cijfers.csv").read_text(encoding="utf-8")
    assert ",voornemen," in text
    wrong = text.replace(",voornemen,", ",onzin,", 1)
    (tmp_path / "cijfers.csv").write_text(wrong, encoding="utf-8")
    assert not CSVW(str(tmp_path / "cijfers.csv-metadata.json"), validate=True).is_valid


# --- everything in one file -----------------------------------------------------------------


def test_archive_is_a_valid_package_of_the_same_files(site: Site, tmp_path: Path) -> None:
    for name in packages(site.folder):
        folder = site.folder / "data" / name
        with zipfile.ZipFile(folder / f"{name}.zip") as archive:
            assert archive.testzip() is None
            inside = {entry: archive.read(entry) for entry in archive.namelist()}
        outside = {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in folder.rglob("*")
            if path.is_file() and path.suffix not in (".html", ".zip")
        }
        # What changed between versions is no part of this one.
        outside.pop("wijzigingen/wijzigingen.csv", None)
        own = {entry: inside.pop(entry) for entry in ("README.txt", "SHA256SUMS")}
        assert inside == outside
        for line in own["SHA256SUMS"].decode().splitlines():
            told_sum, entry = line.split("  ", 1)
            content = own.get(entry) or inside[entry]
            assert hashlib.sha256(content).hexdigest() == told_sum
        assert len(own["SHA256SUMS"].splitlines()) == len(inside) + 1
        with zipfile.ZipFile(folder / f"{name}.zip") as archive:
            archive.extractall(tmp_path / name)
        report = Package(str(tmp_path / name / "datapackage.json")).validate()
        assert report.valid, (name, report.flatten(["type", "message"])[:5])


def test_readme_opens_with_how_to_count_and_explains_every_column(site: Site) -> None:
    for name, package in packages(site.folder).items():
        with zipfile.ZipFile(site.folder / "data" / name / f"{name}.zip") as archive:
            text = archive.read("README.txt").decode()
        words = " ".join(text.split())
        names = {resource["name"] for resource in package["resources"]}
        if "cijfers" in names:
            heading = text.splitlines()[3]
            assert heading == "Zo telt u niets dubbel"
            assert " ".join(telregel(samen=name == ALL)) in words
        assert package["title"] in text
        assert f"{site.url}data/{name}/" in text
        for resource in package["resources"]:
            for field in resource["schema"]["fields"]:
                assert re.search(rf"^- {field['name']} \(", text, re.MULTILINE), field["name"]
                assert " ".join(field["description"].split()) in words


def test_database_holds_the_same_tables_with_real_keys(site: Site) -> None:
    database = sqlite3.connect(f"file:{site.folder / 'data' / 'inlegvel.sqlite'}?mode=ro", uri=True)
    assert database.execute("pragma integrity_check").fetchone() == ("ok",)
    assert database.execute("pragma foreign_key_check").fetchall() == []
    keys = 0
    for resource in packages(site.folder)[ALL]["resources"]:
        name, schema = resource["name"], resource["schema"]
        columns = [field["name"] for field in schema["fields"]]
        listed = ", ".join(f'"{column}"' for column in columns)
        found = database.execute(f"select {listed} from {name} order by rowid").fetchall()
        kinds = [field["type"] for field in schema["fields"]]
        expected = [
            tuple(value(kind, row[column]) for kind, column in zip(kinds, columns, strict=True))
            for row in rows(site.folder / "data" / ALL / f"{name}.csv")
        ]
        assert found == expected, name
        real = {
            (row[2], row[3], row[4]) for row in database.execute(f"pragma foreign_key_list({name})")
        }
        for key in schema.get("foreignKeys", []):
            target = key["reference"]
            for own, other in zip(key["fields"], target["fields"], strict=True):
                assert (target["resource"] or name, own, other) in real
                keys += 1
    assert keys > 15
    explained = set(database.execute("select tabel, kolom from woordenboek"))
    assert explained == {
        (resource["name"], field["name"])
        for resource in packages(site.folder)[ALL]["resources"]
        for field in resource["schema"]["fields"]
    }


def test_datasette_shows_names_where_a_row_refers_to_another(site: Site) -> None:
    """In JSON and on its page, without settings beside the one file."""
    cijfers = {row["rij"]: row for row in rows(site.folder / "data" / ALL / "cijfers.csv")}
    titles = {
        row["document"]: row["titel"] for row in rows(site.folder / "data" / ALL / "documenten.csv")
    }

    async def look() -> tuple[dict[str, Any], str]:
        # A busy machine may take longer than the second that it grants a query.
        patient = {"sql_time_limit_ms": 60_000}
        database = str(site.folder / "data" / "inlegvel.sqlite")
        datasette = Datasette([database], settings=patient)
        asked = "/inlegvel/cijfers.json?_labels=on&_size=1&_shape=objects&rijsoort=bron"
        answer = await datasette.client.get(asked)
        page = await datasette.client.get("/inlegvel/cijfers?_size=1&rijsoort=bron")
        assert page.status_code == 200
        return answer.json()["rows"][0], page.text

    # In a thread of its own: the browser tests leave an event loop running in this one.
    with ThreadPoolExecutor(1) as thread:
        row, page = thread.submit(lambda: asyncio.run(look())).result()
    right = cijfers[row["rij"]]
    names = {"indicator": right["indicator_naam"], "document": titles[row["document"]["value"]]}
    for column, label in names.items():
        assert row[column] == {"value": right[column], "label": label}
        assert f">{label}</a>" in page
    assert row["organisatie"]["label"]


# --- the workbook -----------------------------------------------------------------------------


def workbooks(site: Site) -> Iterator[tuple[str, Path]]:
    for name in packages(site.folder):
        yield name, site.folder / "data" / name / f"{name}.xlsx"


def test_workbook_has_a_cover_a_real_table_per_sheet_and_a_dictionary(site: Site) -> None:
    for name, path in workbooks(site):
        package = packages(site.folder)[name]
        book = openpyxl.load_workbook(path)
        assert book.sheetnames == [
            "Over",
            *(resource["name"] for resource in package["resources"]),
            "Woordenboek",
        ]
        for resource in package["resources"]:
            sheet = book[resource["name"]]
            right = rows(path.parent / resource["path"])
            header, *found = sheet.iter_rows()
            names = [field["name"] for field in resource["schema"]["fields"]]
            assert [cell.value for cell in header] == names
            ((table, place),) = sheet.tables.items()
            assert table == resource["name"]
            last = openpyxl.utils.get_column_letter(len(names))
            assert place == f"A1:{last}{max(len(right), 1) + 1}"
            assert sheet.freeze_panes == "A2"
            assert not sheet.merged_cells.ranges
            kinds = [field["type"] for field in resource["schema"]["fields"]]
            for cells, row in zip(found, right, strict=len(right) > 0):
                assert [cell.value for cell in cells] == [
                    value(kind, text) for kind, text in zip(kinds, row.values(), strict=True)
                ]
        dictionary = {(row[0], row[1]) for row in book["Woordenboek"].values}
        assert dictionary >= {
            (resource["name"], field["name"])
            for resource in package["resources"]
            for field in resource["schema"]["fields"]
        }


def test_cover_says_what_where_from_and_how_to_cite(site: Site) -> None:
    for name, path in workbooks(site):
        package = packages(site.folder)[name]
        sheet = openpyxl.load_workbook(path)["Over"]
        told: dict[str, list[str]] = {}
        for label, text in sheet.iter_rows(max_col=2, values_only=True):
            told.setdefault(label, []).append(text)
        assert sheet["A1"].value == package["title"]
        assert told["Wat dit is"] == [package["description"]]
        assert len(told["Bron"]) == len(package["sources"])
        assert package["sources"][0]["title"] in told["Bron"][0]
        assert told["Licentie"][0].startswith(package["licenses"][0]["title"])
        assert told.get("Versie", [None]) == [package.get("version")]
        assert f"{site.url}data/{name}/" in told["Zo verwijst u hiernaar"][0]
        assert any("lege cel" in text for text in told["Goed om te weten"])
        if any(resource["name"] == "cijfers" for resource in package["resources"]):
            assert told["Zo telt u niets dubbel"] == [" ".join(telregel(samen=name == ALL))]


def test_text_is_text_and_numbers_show_the_decimals_of_their_indicator(site: Site) -> None:
    seen = set()
    for name, path in workbooks(site):
        book = openpyxl.load_workbook(path)
        most = {row["indicator"]: int(row["decimalen"])
                for row in rows(path.parent / "indicatoren.csv")}  # fmt: skip
        for resource in packages(site.folder)[name]["resources"]:
            kinds = [field["type"] for field in resource["schema"]["fields"]]
            names = [field["name"] for field in resource["schema"]["fields"]]
            for cells in book[resource["name"]].iter_rows(min_row=2):
                indicator = cells[names.index("indicator")].value if "indicator" in names else None
                for kind, cell in zip(kinds, cells, strict=True):
                    if cell.value is None:
                        continue
                    if kind == "integer":
                        assert (cell.data_type, cell.number_format) == ("n", "0")
                    elif kind == "number":
                        shown = len(cell.number_format.removeprefix("#,##0").lstrip("."))
                        assert cell.number_format == "#,##0" + ("." + "0" * shown) * bool(shown)
                        if indicator:
                            assert shown <= most[indicator]
                        if shown < most.get(indicator, 0):
                            assert round(cell.value, most[indicator]) == round(cell.value, shown)
                        seen.add(shown)
                    else:
                        assert (cell.data_type, cell.number_format) == ("s", "@")
    assert {0, 1} <= seen


def test_no_file_names_who_or_what_made_it(site: Site) -> None:
    for _, path in workbooks(site):
        properties = openpyxl.load_workbook(path).properties
        assert properties.creator in (None, "")
        assert properties.lastModifiedBy in (None, "")
        assert properties.created == properties.modified
        with zipfile.ZipFile(path) as book:
            assert b"<Company></Company>" in book.read("docProps/app.xml")
            everything = b"".join(book.read(entry) for entry in book.namelist())
        assert str(site.folder.parent).encode() not in everything
    for path in (site.folder / "data").rglob("*"):
        if path.is_file() and path.suffix != ".html":
            assert str(site.folder.parent).encode() not in path.read_bytes(), path


# --- in LibreOffice with Dutch settings -------------------------------------------------------

# What the paper prints may look like a number or a month; a spreadsheet then takes it for one.
AS_PRINTED = ("waarde_tekst", "periode_tekst")


def test_dutch_libreoffice_opens_the_dutch_csv(basis_site: Site, office: Office) -> None:
    """Every number of the figures is a number there, every text the same text."""
    folder = basis_site.folder / "data" / ALL
    saved = openpyxl.load_workbook(office.convert(folder / "cijfers.nl.csv", "xlsx", SEMICOLON))
    header, *found = saved.worksheets[0].iter_rows()
    right = rows(folder / "cijfers.csv")
    for cells, row in zip(found, right, strict=True):
        for head, cell in zip(header, cells, strict=True):
            assert cell.data_type != "f"
            if head.value in ("waarde", "jaar_van", "jaar_tot"):
                assert cell.value == value("number", row[head.value])
            elif head.value not in AS_PRINTED:
                assert (cell.value or "") == row[head.value]


def test_sum_by_the_rule_is_our_total_in_pandas_and_libreoffice(
    site: Site, office: Office, tmp_path: Path
) -> None:
    """As a formula over the table of the workbook, and in one line of pandas.

    What comes out is what the cell on the site says that the total links to.
    """
    folder = site.folder / "data" / ALL
    cijfers = pd.read_csv(folder / "cijfers.csv")
    for column, kept in KEEP.items():
        cijfers = cijfers[cijfers[column] == kept]
    sums = cijfers.groupby(CHOOSE)["waarde"].sum(min_count=1).dropna()
    totals = {
        tuple(row[name] for name in CHOOSE): row["permalink"].removeprefix(site.url)
        for row in rows(folder / "cijfers.csv")
        if (row["rijsoort"], row["variant"], row["telt_mee"]) == ("totaal", "basis", "ja")
        and (row["organisatie"], row["onderdeel"]) == ("samen", "geheel")
        and row["waarde"]
    }
    book = openpyxl.load_workbook(folder / f"{ALL}.xlsx")
    sheet = book.create_sheet("som", 0)
    for chosen in totals:
        wanted = KEEP | dict(zip(CHOOSE, chosen, strict=True))
        conditions = ",".join(f'cijfers[{name}],"{text}"' for name, text in wanted.items())
        sheet.append([f"=SUMIFS(cijfers[waarde],{conditions})"])
    path = tmp_path / "som.xlsx"
    book.save(path)
    computed = openpyxl.load_workbook(office.convert(path, "xlsx"), data_only=True)["som"]
    for (chosen, place), (total,) in zip(
        totals.items(), computed.iter_rows(values_only=True), strict=True
    ):
        by_hand = sums[(*chosen[:3], int(chosen[3]), int(chosen[4]))]
        assert total == pytest.approx(by_hand), chosen
        assert getal(round(total, 6)) in site.at(place).text, chosen
    assert len(totals) >= 5


def test_the_rule_names_all_that_it_takes_and_stands_on_the_page(site: Site) -> None:
    with (site.folder / "data" / ALL / "cijfers.csv").open(encoding="utf-8") as file:
        header = next(csv.reader(file))
    named = set(re.findall("‘([^’]+)’", RULE))
    assert len(KEEP) >= 3
    assert named >= {*KEEP, *KEEP.values(), *CHOOSE}
    assert {*KEEP, *CHOOSE} <= set(header)
    assert RULE in site.page(f"data/{ALL}/").root.text
