"""The verifier finds nothing wrong with a site as it was built, and names whatever is damaged.

All damage is done to one copy of the real site, so that one look at it tells of everything.
"""

import gzip
import json
import re
import shutil
import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.site.html_tree import Site
from tests.site.website import ROOT

from inlegvel.cli import main
from inlegvel.findings import Finding
from inlegvel.verify import Found, NoSiteError, read_hosts, verify

pytestmark = pytest.mark.xdist_group("real-site")

HOSTS = read_hosts(ROOT / "datapackages" / "hosts.txt")
PAPER = "groningen/inlegvel-2022/"
FIGURES = "data/alle-cijfers/cijfers.csv"
BOOK = "data/groningen-inlegvel-2022/groningen-inlegvel-2022.xlsx"
CHART = "grafieken/groningen-inlegvel-2022/netto-toevoeging.2022.2022.voornemen"
SLOOP = "sloop.nijestee.geheel.2022.2022.basis.voornemen"

Damage = Callable[[Path], None]


def told(found: Found) -> list[str]:
    return [f"{finding.plaats} [{finding.regel}] {finding.melding}" for finding in found.findings]


# --- a site as it was built -----------------------------------------------------------


@pytest.fixture(scope="module")
def found(real_site: Site) -> Found:
    return verify(real_site.folder, HOSTS)


def test_nothing_is_wrong_with_the_real_site(found: Found) -> None:
    assert told(found) == []


@pytest.mark.parametrize("which", ["basis_site", "basis_site_below"])
def test_nothing_is_wrong_with_the_small_site(which: str, request: pytest.FixtureRequest) -> None:
    """At the root of a host, and below a path."""
    hosts = {"voorbeeld.nl", "example.org", "www.voorbeeld.nl", "creativecommons.org"}
    found = verify(request.getfixturevalue(which).folder, HOSTS | hosts)
    assert [text for text in told(found) if "[host-onbekend]" not in text] == []


def test_every_table_is_looked_at(real_site: Site, found: Found) -> None:
    tables = sum(len(page.article.find("table")) for _, page in real_site.pages())
    assert found.counts["tabellen"] == tables
    assert found.counts["getallen"] > 8000
    assert found.counts["precies"] > 4000
    assert found.counts["paginas"] == len(real_site.addresses)
    assert found.counts["grafieken"] > 2000
    assert all(found.counts[name] for name in ("zinnen", "totalen", "vormen", "feiten", "adressen"))


def test_every_total_is_computed_once_more(real_site: Site, found: Found) -> None:
    rows = real_site.read(FIGURES).decode().splitlines()
    own = [row for row in rows if ",totaal," in row or ",afgeleid," in row]
    assert found.counts["totalen"] == len(own) > 40


# --- damage ---------------------------------------------------------------------------


def change(file: str, old: str, new: str, count: int = 1) -> Damage:
    """Replace a text that stands in a file; the first time only, unless more are meant."""

    def damage(site: Path) -> None:
        text = (site / file).read_text(encoding="utf-8")
        assert old in text, f"{file} has no {old!r}"
        (site / file).write_text(text.replace(old, new, count), encoding="utf-8")

    return damage


def cell(file: str, name: str, new: str) -> Damage:
    """Replace the number in the cell of a table that carries a name."""

    def damage(site: Path) -> None:
        text = (site / file).read_text(encoding="utf-8")
        changed, count = re.subn(rf'(id="{re.escape(name)}"[^>]*>)[^<]+', rf"\g<1>{new}", text)
        assert count == 1
        (site / file).write_text(changed, encoding="utf-8")

    return damage


def remove(file: str) -> Damage:
    return lambda site: (site / file).unlink()


def add(file: str, content: str) -> Damage:
    def damage(site: Path) -> None:
        (site / file).write_text(content, encoding="utf-8")

    return damage


def as_above(site: Path) -> None:
    """Nothing: the damage before this one does it."""


def in_database(site: Path) -> None:
    with sqlite3.connect(site / "data" / "inlegvel.sqlite") as database:
        database.execute(
            "UPDATE cijfers SET waarde = 443 WHERE indicator = 'verkoop' AND rowid > 0"
        )


def in_json(site: Path) -> None:
    path = site / "data" / "groningen-inlegvel-2022" / "doelen.json"
    rows = json.loads(path.read_bytes())
    rows[0]["jaar_tot"] = 2027
    path.write_text(json.dumps(rows), encoding="utf-8")


def in_workbook(file: str, part: str, old: str, new: str) -> Damage:
    """Replace a piece of XML within a workbook; the first time only."""

    def damage(site: Path) -> None:
        with zipfile.ZipFile(site / file) as archive:
            parts = {name: archive.read(name).decode() for name in archive.namelist()}
        changed, count = re.subn(old, new, parts[part], count=1)
        assert count, f"{part} has no {old!r}"
        with zipfile.ZipFile(site / file, "w") as archive:
            for name, text in {**parts, part: changed}.items():
                archive.writestr(name, text)

    return damage


def packed_sitemap(site: Path) -> None:
    (site / "sitemap.xml.gz").write_bytes(gzip.compress(b"<urlset/>"))


def other_case(site: Path) -> None:
    path = site / "assets" / "favicon.svg"
    path.rename(path.with_name("Favicon.svg"))


# What is damaged; the rule, the file and the words that must name it.
DAMAGES: dict[str, tuple[Damage, str, str, str]] = {
    "a figure on a page alone": (
        cell(f"{PAPER}beschikbaarheid/index.html", SLOOP, "155"),
        "getal-wijkt-af", f"{PAPER}beschikbaarheid/index.html", "‘155’",
    ),
    "a limit that is gone": (
        change("indicatoren/huurverhoging-boven-inflatie/index.html", "hoogstens 1</td>", "1</td>"),
        "getal-wijkt-af", "indicatoren/huurverhoging-boven-inflatie/index.html", "hoogstens 1",
    ),
    "the wrong limit": (
        change("indicatoren/aandeel-huishoudens-tot-middeninkomen/index.html", ">ongeveer 75%<",
               ">minstens 75%<"),
        "getal-wijkt-af", "indicatoren/aandeel-huishoudens-tot-middeninkomen/", "ongeveer 75",
    ),
    "a figure in the CSV alone": (
        change(FIGURES, "nultredenwoningen/nijestee/geheel/2022/2022/basis/voornemen,bron,"
               "nultredenwoningen,nijestee,geheel,2022,2022,basis,voornemen,,87,",
               "nultredenwoningen/nijestee/geheel/2022/2022/basis/voornemen,bron,"
               "nultredenwoningen,nijestee,geheel,2022,2022,basis,voornemen,,78,"),
        "getal-wijkt-af", f"{PAPER}wonen-en-zorg/index.html", "78",
    ),
    "a total that is no longer its sum": (
        as_above,
        "totaal-wijkt-af", FIGURES, "nultredenwoningen/samen/geheel/2022/2022",
    ),
    "a derived figure": (
        change(FIGURES, "basis,voornemen,,606,", "basis,voornemen,,607,"),
        "totaal-wijkt-af", FIGURES, "netto-toevoeging/nijestee/geheel/2022/2026",
    ),
    "a total that keeps silent on who is missing": (
        change(FIGURES, ",lefier;patrimonium,", ",lefier,"),
        "totaal-onvolledig", FIGURES, "patrimonium",
    ),
    "a paper's table in its CSV": (
        change("data/groningen-inlegvel-2022/tabellen/leefbaarheidsbudgetten.csv", "553000",
               "535000"),
        "getal-wijkt-af", f"{PAPER}leefbaarheid/index.html", "535000",
    ),
    "a year in a list of promises": (
        change("agenda/index.html", "uiterlijk 2029", "uiterlijk 2038"),
        "getal-wijkt-af", "agenda/index.html", "‘2038’",
    ),
    "a share of a total": (
        change("indicatoren/flexwoningen/index.html", "100,0%", "99,0%"),
        "getal-wijkt-af", "indicatoren/flexwoningen/index.html", "99,0%",
    ),
    "a count of rows": (
        change("is-het-gebeurd/index.html", ">121</td>", ">112</td>"),
        "getal-wijkt-af", "is-het-gebeurd/index.html", "121",
    ),
    "how many rows a table has": (
        change("data/alle-cijfers/index.html", 'data-kop="Rijen">200<', 'data-kop="Rijen">201<'),
        "getal-wijkt-af", "data/alle-cijfers/index.html", "200 in data/alle-cijfers/cijfers.csv",
    ),
    "a first row": (
        change("data/groningen-inlegvel-2022/index.html", ">782000<", ">728000<"),
        "getal-wijkt-af", "data/groningen-inlegvel-2022/index.html", "728000",
    ),
    "a number for the bars of a script": (
        change("cijferverkenner/index.html", 'data-waarde="782000"', 'data-waarde="7820"'),
        "getal-wijkt-af", "cijferverkenner/index.html", "782000",
    ),
    "a table that stands for nothing": (
        change("methode/index.html", "</article>",
               "<table><tbody><tr><td>98765</td></tr></tbody></table></article>"),
        "getal-zonder-rij", "methode/index.html", "98765",
    ),
    "a figure in a sentence": (
        change("organisaties/de-huismeesters/index.html", ">136\u00a0woningen</a>",
               ">163\u00a0woningen</a>"),
        "getal-wijkt-af", "organisaties/de-huismeesters/index.html", "163",
    ),
    "a number in a chart on a page": (
        change(f"{PAPER}beschikbaarheid/index.html", "sloop\u00a0154, verkoop",
               "sloop\u00a0145, verkoop"),
        "getal-wijkt-af", f"{PAPER}beschikbaarheid/index.html", "Het getal 145",
    ),
    "a number in the picture of a chart": (
        change(f"{CHART}.svg", ">148\u00a0", ">184\u00a0"),
        "getal-wijkt-af", f"{CHART}.svg", "Het getal 184",
    ),
    "a number of another organisation in a chart": (
        change(f"{CHART}.svg", ">9\u00a0", ">119\u00a0"),
        "getal-wijkt-af", f"{CHART}.svg", "Het getal 119",
    ),
    "a number in words about a chart": (
        change(f"{CHART}.svg", "sloop 348", "sloop 384"),
        "getal-wijkt-af", f"{CHART}.svg", "Het getal 384",
    ),
    "a number in the table of a chart": (
        change(f"{CHART}.csv", "Lefier,0,0,45", "Lefier,0,0,54"),
        "getal-wijkt-af", f"{CHART}.csv", "Het getal 54",
    ),
    "a link to what is not there": (
        change("methode/index.html", "</article>", '<a href="../nergens/">x</a></article>'),
        "link-nergens", "methode/index.html", "../nergens/",
    ),
    "an anchor that is gone": (
        change("begrippen/index.html", 'id="sloop"', 'id="slopen"'),
        "anker-nergens", "index.html", "#sloop op begrippen/index.html",
    ),
    "the wrong case in a path": (other_case, "link-nergens", ".html", "let op hoofdletters"),
    "a link that works only at the root of a host": (
        change("over/index.html", "</article>", '<a href="/data/">x</a></article>'),
        "link-buiten-site", "over/index.html", "/data/",
    ),
    "a link that climbs out of the site": (
        change("over/index.html", "</article>", '<a href="../../data/">x</a></article>'),
        "link-buiten-site", "over/index.html", "../../data/",
    ),
    "a website that is not on the list": (
        change("over/index.html", "</article>", '<a href="https://elders.example/">x</a></article>'),
        "host-onbekend", "over/index.html", "elders.example",
    ),
    "a script in a link": (
        change("over/index.html", "</article>", '<a href="javascript:alert()">x</a></article>'),
        "link-onveilig", "over/index.html", "javascript:",
    ),
    "a picture from elsewhere": (
        change("over/index.html", "</article>", '<img src="https://datapackage.org/x.png"></article>'),
        "haalt-van-elders", "over/index.html", "datapackage.org/x.png",
    ),
    "a candidate of a picture": (
        change("over/index.html", "</article>", '<img srcset="a.png 1x, b.png 2x"></article>'),
        "link-nergens", "over/index.html", "b.png",
    ),
    "a picture in a style": (
        add("assets/vragen.css", "a { background: url(../weg.png) }"),
        "link-nergens", "assets/vragen.css", "weg.png",
    ),
    "the picture that others show": (
        remove("delen/website.png"), "link-nergens", ".html", "delen/website.png",
    ),
    "an address in a feed": (
        change("wijzigingen.xml", "data/register/wijzigingen/#", "data/register/weg/#", 9),
        "link-nergens", "wijzigingen.xml", "data/register/weg/",
    ),
    "a permanent link in a download": (
        change("data/alle-cijfers/documenten.json", 'groningen/inlegvel-2022/"',
               'groningen/inlegvel-2020/"'),
        "link-nergens", "data/alle-cijfers/documenten.json", "groningen/inlegvel-2020/",
    ),
    "a page without its own address": (
        change("themas/leefbaarheid/index.html", 'rel="canonical" href="http://localhost:8000/',
               'rel="canonical" href="http://localhost:8000/x/'),
        "adres-wijkt-af", "themas/leefbaarheid/index.html", "x/themas/leefbaarheid/",
    ),
    "a page that the sitemap lacks": (
        change("sitemap.xml", "<loc>http://localhost:8000/tijdlijn/</loc>",
               "<loc>http://localhost:8000/</loc>"),
        "sitemap-wijkt-af", "sitemap.xml", "tijdlijn/",
    ),
    "a packed sitemap of another site": (
        packed_sitemap, "sitemap-wijkt-af", "sitemap.xml.gz", "hetzelfde als sitemap.xml",
    ),
    "a download that changed": (
        change("data/groningen-inlegvel-2022/partijen.csv", "nijestee", "lefier"),
        "controlegetal-wijkt-af", "data/SHA256SUMS", "groningen-inlegvel-2022/partijen.csv",
    ),
    "a size in a description": (
        change("data/groningen-ambitiekader-2021-2025/datapackage.json", '"bytes": ',
               '"bytes": 1'),
        "controlegetal-wijkt-af", "groningen-ambitiekader-2021-2025/datapackage.json", "Grootte",
    ),
    "a download that nobody listed": (
        add("data/groningen-inlegvel-2022/geheim.txt", "x"),
        "controlegetal-ontbreekt", "data/groningen-inlegvel-2022/geheim.txt", "SHA256SUMS",
    ),
    "a cell in JSON": (
        in_json, "vorm-wijkt-af", "data/groningen-inlegvel-2022/doelen.json", "2027",
    ),
    "a cell for Excel": (
        change("data/alle-cijfers/cijfers.nl.csv", ";1,34;", ";1,43;"),
        "vorm-wijkt-af", "data/alle-cijfers/cijfers.nl.csv", "1.34",
    ),
    "a number in a workbook": (
        in_workbook(BOOK, "xl/worksheets/sheet4.xml", r'(s="\d+")><v>154</v>', r"\1><v>145</v>"),
        "vorm-wijkt-af", BOOK, "‘145’. In de tabel zelf (CSV) staat ‘154’",
    ),
    "a text in a workbook": (
        in_workbook(BOOK, "xl/sharedStrings.xml", r"<t>Sloop", "<t>Sloop en meer"),
        "vorm-wijkt-af", BOOK, "Sloop en meer",
    ),
    "a formula in a workbook": (
        in_workbook(BOOK, "xl/worksheets/sheet4.xml", r'(s="\d+")><v>20</v>',
                    r"\1><f>10+10</f><v>20</v>"),
        "vorm-wijkt-af", BOOK, "formule =10+10",
    ),
    "a row that a workbook lacks": (
        in_workbook(BOOK, "xl/worksheets/sheet6.xml", r'<row r="3".*?</row>', ""),
        "vorm-wijkt-af", BOOK, "‘’. In de tabel zelf (CSV) staat",
    ),
    "the version on the cover of a workbook": (
        in_workbook(BOOK, "xl/sharedStrings.xml", r"<t>1\.0\.0<", "<t>1.7.0<"),
        "vorm-wijkt-af", BOOK, "1.7.0",
    ),
    "a number in what columns mean": (
        in_workbook("data/alle-cijfers/alle-cijfers.xlsx", "xl/sharedStrings.xml",
                    r"moment \(2022,", "moment (2017,"),
        "vorm-wijkt-af", "alle-cijfers.xlsx", "2017",
    ),
    "a cell in the database": (in_database, "vorm-wijkt-af", "data/inlegvel.sqlite", "443"),
    "a row of a document": (
        change("data/groningen-ambitiekader-2021-2025/cijfers.csv", ",2021,2025,basis",
               ",2021,2026,basis"),
        "vorm-wijkt-af", "data/groningen-ambitiekader-2021-2025/cijfers.csv", "2026",
    ),
    "a fact for search engines": (
        change("data/groningen-inlegvel-2022/index.html", '"description":"Dit zijn ',
               '"description":"Dit zijn 9'),
        "jsonld-wijkt-af", "data/groningen-inlegvel-2022/index.html", "description",
    ),
    "an address that is gone": (
        remove("overleg/lefier/index.html"),
        "adres-weg", "data/alle-cijfers/adressen.csv", "overleg/lefier/",
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def damaged(real_site: Site, tmp_path_factory: pytest.TempPathFactory) -> list[Finding]:
    site = tmp_path_factory.mktemp("damaged") / "site"
    shutil.copytree(real_site.folder, site)
    for damage, *_ in DAMAGES.values():
        damage(site)
    return verify(site, HOSTS).findings


@pytest.mark.parametrize("name", DAMAGES)
def test_damage_is_named(damaged: list[Finding], name: str) -> None:
    _, regel, file, words = DAMAGES[name]
    named = [f for f in damaged if f.regel == regel and file in f.bestand]
    assert named, f"no {regel} in {file}"
    assert any(words in f"{f.melding} {f.verwacht}" for f in named), [f.melding for f in named]
    assert all(finding.herstel for finding in named)


# --- any number, anywhere ---------------------------------------------------------------

NUMBER = re.compile(r">([^<>]*?[0-9][^<>]*)<")
FIGURE_CELL = re.compile(r'<td[^>]*class="iv-getal[^>]*>$')


def misread(text: str) -> str:
    """The text with its last digit one higher, as if it were read wrong."""
    at = max(i for i, sign in enumerate(text) if sign in "0123456789")
    return f"{text[:at]}{(int(text[at]) + 1) % 10}{text[at + 1 :]}"


@pytest.fixture(scope="module")
def misread_site(
    real_site: Site, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, dict[tuple[str, int], bool]]:
    """A copy in which one number in every third row of every table is wrong.

    With the places: by file and line, whether the number is a figure.
    """
    site = tmp_path_factory.mktemp("misread") / "site"
    shutil.copytree(real_site.folder, site)
    places: dict[tuple[str, int], bool] = {}
    for address in real_site.addresses:
        path = site / address / "index.html" if address != "404.html" else site / address
        lines = path.read_text(encoding="utf-8").split("\n")
        rows = [i for i, line in enumerate(lines) if line.startswith("<tr") and "<td" in line]
        for turn, i in enumerate(rows[::3]):
            texts = [
                m for m in NUMBER.finditer(lines[i]) if "SHA-256" not in m[1] and "&#" not in m[1]
            ]
            if texts:
                match = texts[turn % len(texts)]
                before = lines[i][: match.start(1)]
                lines[i] = before + misread(match[1]) + lines[i][match.end(1) :]
                file = path.relative_to(site).as_posix()
                places[f"site/{file}", i + 1] = bool(FIGURE_CELL.search(before))
        path.write_text("\n".join(lines), encoding="utf-8")
    return site, places


def test_a_number_that_is_one_off_is_found(
    misread_site: tuple[Path, dict[tuple[str, int], bool]],
) -> None:
    """Every figure, and nearly every other number: a year may still stand elsewhere in its row."""
    site, places = misread_site
    assert len(places) > 600
    found = {(f.bestand, f.regelnummer) for f in verify(site, HOSTS).findings}
    figures = [place for place, is_figure in places.items() if is_figure]
    assert len(figures) > 150
    assert [place for place in figures if place not in found] == []
    missed = [place for place in places if place not in found]
    assert len(missed) / len(places) < 0.05, missed


# --- the command --------------------------------------------------------------------------


def test_without_a_site_it_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NoSiteError, match="make site"):
        verify(tmp_path, HOSTS)


def test_the_command_counts_and_exits(basis_site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    root = basis_site.folder.parent
    code = main(["--map", str(root), "verifieer", "--json"])
    told = json.loads(capsys.readouterr().out)
    assert told["aantallen"]["getallen"] > 100
    assert code == (1 if told["bevindingen"] else 0)
    assert main(["--map", str(root), "verifieer", str(root / "docs")]) == 1
    assert "geen gebouwde website" in capsys.readouterr().err
