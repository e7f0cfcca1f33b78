"""Text in the data is text on the page, whatever it looks like.

Two projects differ in their texts alone: in one every text is plain, in the other every text is
an attack. Their sites must have the same tags in the same order, and every attack must be
readable as it stands in the data.
"""

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.export.test_dcat import named
from tests.site.html_tree import Html, Site
from tests.site.website import MakeProject, build

from inlegvel.pipeline import examine, publish

pytestmark = pytest.mark.xdist_group("hostile-site")

ATTACK = (
    "<script>alert(1)</script><img src=x onerror=alert(1)> {{ 7777*3 }} {% raw %} {% endraw %} "
    "{# weg #} {: #x .y } **vet** __vet__ _schuin_ `code` ~~weg~~ [x](javascript:alert(1)) "
    "</title> ![p](//kwaad.example/p.png) <b>\"dubbel\"</b> 'enkel' &lt;niet&gt; &amp; &#42; "
    "https://kwaad.example/ <https://kwaad.example/> \\* | a | b | </td></table></a> --> ]]> "
    "\" onmouseover=\"alert(1) ' x='\n# kop\n\n## kop {: #x }\n- lijst\n    ingesprongen\n"
    "```\nhek\n```\n> citaat\n[x]: javascript:alert(1)\n*[HTML]: uitleg\n1. een\n---\n"
    '--8<-- "mkdocs.yml"\n!!! danger "let op"\n    tekst\n??? note\n[^1]: noot\n[TOC]\n'
    "{: onclick=alert(1) } {% include 'main.html' %} {{ config }} ${7777*3} <%= 7777*3 %>\n"
    "</script><!-- <svg/onload=alert(1)> &lt;script&gt; =HYPERLINK(1) @SUM(1) +1 -1\neinde"
)
PACKAGES = (
    "register",
    "testdorp/ambitiekader-2031-2035",
    "testdorp/inlegvel-2032",
)
# Text that a machine reads, so that it is not free.
READ_BY_MACHINES = {
    ("indicatoren", "formule"),
    ("indicatoren", "toegestaan"),
    ("organisaties", "code"),
    ("organisaties", "website"),
    ("gebieden", "code"),
    ("themas", "icoon"),
    ("begrippen", "zoekwoorden"),
    ("organisaties", "ook_bekend_als"),  # a list, cut at every semicolon
    ("vragen", "woorden"),
    ("vragen", "zoekwoorden"),
    ("toelichtingen", "sleutel"),
    ("verwijzingen", "url"),
    *(("correcties", column) for column in ("resource", "rij", "kolom", "nieuw")),
    *(("adressen", column) for column in ("adres", "naar", "reden")),
}
# Of these any text is taken. It is cut at semicolons, or only machines read it.
WORDS = {
    *(("gebieden", "code"), ("organisaties", "code"), ("organisaties", "ook_bekend_als")),
    *(("begrippen", "zoekwoorden"), ("vragen", "woorden"), ("vragen", "zoekwoorden")),
    *(("indicatoren", "toegestaan"), ("adressen", "reden")),
}
# Filled only where the basis has a text, because an empty cell means something.
WHERE_FILLED = {
    *(("cijfers", column) for column in ("waarde_tekst", "periode_tekst")),
    *(("zinnen", column) for column in ("zin_nul", "niets")),
}
# No page shows these yet; they are in the downloads.
IN_DOWNLOADS_ONLY = {
    ("cijfers", "periode_tekst"),
    ("controlecijfers", "vindplaats"),
    ("doelen", "basis_periode"),  # of goals without a percentage of change
    ("sleutels", "omschrijving"),
    ("voortgang", "vindplaats"),
    ("zinnen", "zin_nul"),  # of what is nowhere zero
    ("zinnen", "niets"),
    ("gebieden", "naam"),  # of areas without documents
}
PROSE = """# Proef

Een zin met {{ cijfer("testdorp-inlegvel-2032", "nieuwbouw", "de-dakpan", 2032) }} erin, en
{{ totaal("testdorp-inlegvel-2032", "nieuwbouw", 2032) }} en
{{ erbij("testdorp-inlegvel-2032", "netto-toevoeging", "samen", 2032) }} en
{{ cijfer("testdorp-inlegvel-2032", "gemiddeld-energielabel", "de-dakpan", 2036) }}.

{{ zin("testdorp-inlegvel-2032", "nieuwbouw", "de-dakpan", 2032) }}

- {{ bron("testdorp-inlegvel-2032") }}
- {{ bron("testdorp-inlegvel-2032", "nieuwbouw", "de-dakpan", 2032) }}
- {{ begrip("nieuwbouw") }}

| kop | kop |
|---|---|
| {{ begrip("nieuwbouw") }} | cel |

{{ tabel("testdorp-inlegvel-2032", "programma-2032") }}

{{ doelen("testdorp-ambitiekader-2031-2035") }}

{{ afspraken("testdorp-inlegvel-2032") }}

{{ downloads("testdorp-inlegvel-2032") }}
"""
EXPLAINED = "cijfers/gemiddeld-energielabel/de-dakpan/geheel/2036/2036/basis/voornemen"

Spoil = Callable[[str], str]


def calm_text(place: str) -> str:
    """Two sentences, as the attack has."""
    return f"=1+1 Tekst {place}. Meer."


def attack(place: str) -> str:
    """As a text of its own, and a formula to a spreadsheet."""
    return f"=1+1 Tekst {place}.{ATTACK}"


def free_columns(root: Path, resource: str) -> list[str]:
    """The columns of a table that hold any text, by the standard."""
    path = root / "datapackages" / "standaard" / f"{resource}.json"
    fields = json.loads(path.read_text(encoding="utf-8"))["fields"]
    return [
        field["name"]
        for field in fields
        if field["type"] == "string"
        and not {"vorm", "verwijst"} & set(field)
        and not {"enum", "pattern"} & set(field.get("constraints", {}))
        and (resource, field["name"]) not in READ_BY_MACHINES
    ]


def spoil_tables(root: Path, spoil: Spoil) -> None:
    """Replace every free text of every table."""
    for package in PACKAGES:
        for path in sorted((root / "datapackages" / package).glob("*.csv")):
            free = free_columns(root, path.stem)
            table = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))
            for number, row in enumerate(table, 1):
                for column in free:
                    if row[column] or (path.stem, column) not in WHERE_FILLED:
                        row[column] = spoil(f"{path.stem}.{column}.{number}")
            if path.stem == "adressen":  # one that went: a page tells why
                table.insert(
                    0, dict.fromkeys(table[0], "") | {"adres": "weg/", "sinds": "2032-01-01"}
                )
            for resource, column in WORDS:
                if table and resource == path.stem:
                    table[0][column] = spoil(f"{resource}.{column}.1").replace(";", ",")
            if table:
                with path.open("w", encoding="utf-8", newline="") as file:
                    writer = csv.DictWriter(file, list(table[0]), lineterminator="\n")
                    writer.writeheader()
                    writer.writerows(table)


def spoil_descriptors(root: Path, spoil: Spoil) -> None:
    """Replace the texts of the descriptors."""
    for path in (root / "datapackages").glob("[!s]*/**/datapackage.json"):
        about: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        name = about["name"]
        about["title"] = spoil(f"{name}.title")
        about["description"] = spoil(f"{name}.description")
        about["$schema"] = spoil(f"{name}.schema")
        about["keywords"] = [spoil(f"{name}.keyword")]
        for source in about.get("sources", ()):
            source["title"] = spoil(f"{name}.source")
            source["date"] = spoil(f"{name}.date")
        for part in ("name", "title"):
            about["licenses"][0][part] = spoil(f"{name}.licence")
        for part in about.get("contributors", ()):
            part["title"] = spoil(f"{name}.contributor")
        if about.get("uitgever"):
            about["uitgever"]["naam"] = spoil(f"{name}.uitgever")
        if "document" in about:
            about["document"]["voorbehoud"] = spoil(f"{name}.voorbehoud")
        path.write_text(json.dumps(about), encoding="utf-8")


# One of each for all tests, here and in a browser.
_made: dict[Spoil, Site] = {}


def spoilt_site(make_site_project: MakeProject, spoil: Spoil) -> Site:
    """A site with a publisher, and with `spoil` in every text of its data."""
    if spoil not in _made:
        explained = {
            "bestand": "datapackages/testdorp/inlegvel-2032/toelichtingen.csv",
            "erbij": f"tekst-niet-toegestaan,{EXPLAINED},uitleg\n",
        }
        root = make_site_project(explained, named(), proef=PROSE)
        spoil_tables(root, spoil)
        spoil_descriptors(root, spoil)
        _made[spoil] = build(root)
    return _made[spoil]


@pytest.fixture(scope="module")
def calm(make_site_project: MakeProject) -> Site:
    return spoilt_site(make_site_project, calm_text)


@pytest.fixture(scope="module")
def hostile(make_site_project: MakeProject) -> Site:
    return spoilt_site(make_site_project, attack)


def shape(page: Html) -> list[str]:
    """The tags of a page with the names of their attributes.

    Line breaks do not count, and neither do the lines of a text in a drawing.
    """
    return [
        " ".join([element.tag, *sorted(element.attrs)])
        for element in page.root.walk()
        if element.tag not in ("br", "text")
    ]


def test_attacks_change_no_tag_on_any_page(calm: Site, hostile: Site) -> None:
    assert calm.addresses == hostile.addresses
    wrong = []
    for address in calm.addresses:
        expected, found = shape(calm.page(address)), shape(hostile.page(address))
        if expected != found:
            extra = [tag for tag in set(found) if found.count(tag) != expected.count(tag)]
            wrong.append((address, sorted(extra)[:6]))
    assert wrong == []


def test_attacks_add_no_id_class_or_address(calm: Site, hostile: Site) -> None:
    """Values that a browser acts on hold nothing of the texts."""
    wrong = []
    for address, page in hostile.pages():
        for element in page.root.walk():
            for name in ("id", "class", "style", "href", "src", "action"):
                value = element.attrs.get(name, "")
                if re.search(r"javascript:|kwaad|alert|[<>{]", value):
                    wrong.append(f"{address}: {element.tag} {name}={value[:60]}")
            wrong += [f"{address}: {name}" for name in element.attrs if name.startswith("on")]
    assert wrong == []


def test_no_macro_in_data_is_run(hostile: Site) -> None:
    """`{{ 7777*3 }}` stays what it is, on every page and in every download."""
    seen = 0
    for path in hostile.folder.rglob("*"):
        if path.suffix in {".html", ".json", ".csv", ".xml"}:
            text = path.read_text(encoding="utf-8")
            assert "23331" not in text, path
            seen += "7777*3" in text
    assert seen > 20


def test_headings_are_those_of_calm_texts(calm: Site, hostile: Site) -> None:
    """As many headings, each with its whole text, and no heading named `kop`."""
    for address, page in hostile.pages():
        headings = page.root.find("h1", "h2", "h3", "h4", "h5", "h6")
        assert len(headings) == len(
            calm.page(address).root.find("h1", "h2", "h3", "h4", "h5", "h6")
        )
        assert "kop" not in {heading.text.rstrip("¶").strip() for heading in headings}


@pytest.fixture(scope="module")
def all_text(hostile: Site) -> str:
    """All that can be read on all pages, in lower case because names follow in sentences."""
    return "\n".join(page.article.text for _, page in hostile.pages()).lower()


def as_read(place: str) -> str:
    return " ".join(attack(place).split()).lower()


def test_attacks_can_be_read_as_they_stand(hostile: Site, all_text: str) -> None:
    """Every text that a page shows is there in full, sign by sign, at least once."""
    root = hostile.folder.parent
    shown = set()
    columns = set()
    for package in PACKAGES:
        for path in (root / "datapackages" / package).glob("*.csv"):
            table = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))
            for number, row in enumerate(table, 1):
                for column in free_columns(root, path.stem):
                    if row[column]:
                        columns.add((path.stem, column))
                        if as_read(f"{path.stem}.{column}.{number}") in all_text:
                            shown.add((path.stem, column))
    assert len(columns) > 30
    assert columns - shown <= IN_DOWNLOADS_ONLY


def test_texts_of_descriptors_can_be_read_as_they_stand(all_text: str) -> None:
    for name in ("testdorp-inlegvel-2032", "testdorp-ambitiekader-2031-2035"):
        for part in ("title", "description", "source", "licence", "voorbehoud"):
            assert as_read(f"{name}.{part}") in all_text, (name, part)


def test_titles_in_the_browser_can_be_read(hostile: Site) -> None:
    """The title of the tab is text as well, without tags and in full."""
    title = hostile.page("testdorp/inlegvel-2032/").title
    assert title.lower().startswith(as_read("testdorp-inlegvel-2032.title"))
    described = hostile.page("organisaties/de-dakpan/").root.find("meta", name="description")
    assert "<script>" in described[0].attrs["content"]


def test_downloads_keep_texts_unchanged(hostile: Site) -> None:
    root = hostile.folder.parent
    typed = root / "datapackages" / "testdorp" / "inlegvel-2032"
    count = 0
    for path in typed.glob("*.csv"):
        published = hostile.folder / "data" / "testdorp-inlegvel-2032" / path.name
        assert published.read_bytes() == path.read_bytes(), path.name
        count += ATTACK.split("\n", maxsplit=1)[0].replace('"', '""') in path.read_text(
            encoding="utf-8"
        )
    assert count >= 8


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "//kwaad.nl", "x"])
@pytest.mark.parametrize(
    ("bestand", "oud"),
    [
        ("testdorp/inlegvel-2032/verwijzingen.csv", "https://testdorp.example/woonvisie"),
        (
            "testdorp/inlegvel-2032/datapackage.json",
            "https://creativecommons.org/publicdomain/zero/1.0/",
        ),
    ],
)
def test_addresses_in_data_are_of_the_web(
    bestand: str, oud: str, address: str, make_site_project: MakeProject
) -> None:
    """An address that is not of the web is a finding, or at least never a link."""
    root = make_site_project({"bestand": f"datapackages/{bestand}", "vervang": {oud: address}})
    examined = examine(root)
    if examined.ok:
        pages = publish(examined, "http://localhost:8000/").pages
        assert [page.url for page in pages if f'href="{address}"' in page.body] == []
