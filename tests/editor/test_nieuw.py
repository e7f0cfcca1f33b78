"""`inlegvel nieuw`: a package that is valid at once, or a refusal that leaves no trace."""

import csv
import json
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
from tests.site.html_tree import Site
from tests.site.website import (
    ROOT,
    MakeProject,
    build,
    make_site_project,  # noqa: F401  # fixture
    real_project,
    run,
)

from inlegvel.cli import main
from inlegvel.editor.nieuw import make_package
from inlegvel.editor.paper import LATER, NieuwError
from inlegvel.editor.schema import write_schemas
from inlegvel.model import Document
from inlegvel.pipeline import CACHE, examine
from inlegvel.render.papers import SOORT_TEKST

KADER = "testdorp-ambitiekader-2031-2035"
KADER_MAP = "datapackages/testdorp/ambitiekader-2031-2035"
REGISTER = "datapackages/register"
DOCUMENT_TABLES = {
    path.stem
    for path in (ROOT / "datapackages" / "standaard").glob("*.json")
    if json.loads(path.read_text(encoding="utf-8")).get("plaats") == "document"
}


def snapshot(root: Path) -> dict[str, bytes | None]:
    """Everything below a project but for the cache: folders, and files with their bytes."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes() if path.is_file() else None
        for path in root.rglob("*")
        if CACHE not in path.relative_to(root).parts
    }


def read(root: Path, naam: str) -> Document:
    """The document with this name, of a project in which nothing at all is found."""
    examined = examine(root)
    assert examined.findings == ()
    assert examined.facts is not None
    return examined.facts.catalogue.by_name[naam]


def rows(root: Path, table: str) -> list[dict[str, str]]:
    with (root / "datapackages" / table).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def second_framework(root: Path, **about: Any) -> None:
    """A framework for 2035-2039 beside that for 2031-2035, otherwise empty."""
    made = make_package(root, "ambitiekader", "testdorp", "2035", "2039")
    path = root / "datapackages" / made.paper.pad / "datapackage.json"
    descriptor = json.loads(path.read_text(encoding="utf-8"))
    descriptor["document"] |= about
    path.write_text(json.dumps(descriptor), encoding="utf-8")


# --- what is made ----------------------------------------------------------------


def test_every_kind_of_the_profile_is_tried() -> None:
    profile = json.loads((ROOT / "datapackages" / "standaard" / "profiel.json").read_bytes())
    kinds = profile["properties"]["document"]["properties"]["soort"]["enum"]
    assert set(SOORT_TEKST) == set(kinds)


@pytest.mark.parametrize("soort", SOORT_TEKST)
def test_valid_at_once(soort: str, make_project: MakeProject) -> None:
    root = make_project()
    before = snapshot(root)
    made = make_package(root, soort, "testdorp", "2033")
    naam = f"testdorp-{soort}-2033"

    document = read(root, naam)
    assert (document.soort, document.gebied, document.stand) == (soort, "testdorp", "concept")
    assert (document.jaar_van, document.jaar_tot, document.datum) == (2033, 2033, None)
    assert document.kader == (None if soort == "ambitiekader" else KADER)
    assert (document.versie, document.voorbehoud) == ("0.1.0", None)
    assert document.descriptor["licenses"][0]["name"] == "CC0-1.0"
    assert document.descriptor["sources"] == [{"title": "Nog in te vullen: titel van het papier"}]
    assert set(document.tabellen.frames) == DOCUMENT_TABLES - set(LATER)
    assert write_schemas(root) == ([], [])

    after = snapshot(root)
    assert before.items() <= after.items()
    new = {name for name in after.keys() - before.keys() if after[name] is not None}
    assert new == set(made.bestanden)
    for name in new:
        content = after[name] or b""
        assert content.endswith(b"\n")
        assert b"\r" not in content
    assert any(name.startswith("docs/") for name in new) == (soort == "lokale-afspraken")


@pytest.mark.parametrize(
    ("tot", "folder"),
    [(None, "monitor-2033"), ("2033", "monitor-2033"), ("2035", "monitor-2033-2035")],
)
def test_years_in_the_name(tot: str | None, folder: str, make_project: MakeProject) -> None:
    root = make_project()
    make_package(root, "monitor", "testdorp", "2033", tot)
    document = read(root, f"testdorp-{folder}")
    assert document.jaar_tot == int(tot or "2033")


@pytest.mark.parametrize(
    ("gebied", "jaar", "kader"),
    [
        ("testdorp", "2031", KADER),
        ("noorderwijk", "2035", KADER),  # it lies in testdorp
        ("nederland", "2033", None),  # testdorp lies in it, and does not speak for it
        ("testdorp", "2036", None),
    ],
)
def test_finds_the_framework(
    gebied: str, jaar: str, kader: str | None, make_project: MakeProject
) -> None:
    root = make_project()
    make_package(root, "inlegvel", gebied, jaar)
    naam = f"{gebied}-inlegvel-{jaar}"
    assert read(root, naam).kader == kader
    references = rows(root, f"{gebied}/inlegvel-{jaar}/verwijzingen.csv")
    assert [row["package"] for row in references] == ([kader] if kader else [])


def test_named_framework_goes_first(make_project: MakeProject) -> None:
    root = make_project()
    second_framework(root)
    make_package(root, "inlegvel", "testdorp", "2035", kader=KADER)
    assert read(root, "testdorp-inlegvel-2035").kader == KADER


def test_framework_that_was_replaced_does_not_count(make_project: MakeProject) -> None:
    root = make_project()
    second_framework(root, stand="vervangen")
    make_package(root, "inlegvel", "testdorp", "2035")
    assert read(root, "testdorp-inlegvel-2035").kader == KADER


def test_parties_of_the_framework_that_work_here(make_project: MakeProject) -> None:
    root = make_project(
        {"bestand": f"{REGISTER}/gebieden.csv", "erbij": "elders,Elders,gemeente,,nederland\n"},
        {
            "bestand": f"{REGISTER}/organisaties.csv",
            "erbij": "ver,Ver,woningcorporatie,elders,,,,,,\n"
            "wijkraad,Wijkraad,huurdersorganisatie,noorderwijk,,,,,,\n",
        },
        {
            "bestand": f"{KADER_MAP}/partijen.csv",
            "erbij": "ver,partij,,\nwijkraad,partij,ja,zelf\nalle-corporaties,partij,,\n"
            "zorggroep-testdorp,betrokken,,\n",
        },
    )
    made = make_package(root, "inlegvel", "testdorp", "2033")
    names = [
        "gemeente-testdorp",
        "de-dakpan",
        "het-kozijn",
        "de-schoorsteen",
        "huurdersraad-testdorp",
        "wijkraad",
    ]
    assert rows(root, "testdorp/inlegvel-2033/partijen.csv") == [
        {"organisatie": naam, "rol": "partij", "ondertekend": "", "tekenwijze": ""}
        for naam in names
    ]
    assert made.groepen == ("Alle corporaties",)


def test_goals_are_shown_and_not_copied(make_project: MakeProject) -> None:
    root = make_project()
    made = make_package(root, "lokale-afspraken", "testdorp", "2033", "2035")
    assert rows(root, f"{made.paper.pad}/doelen.csv") == []
    page = (root / "docs" / made.paper.pad / "inleiding" / "index.md").read_text(encoding="utf-8")
    themas = {row["thema"] for row in rows(root, "testdorp/ambitiekader-2031-2035/doelen.csv")}
    for thema in themas:
        assert f'\n{{{{ doelen("{KADER}", "{thema}") }}}}\n' in page


def test_says_what_was_made_and_what_is_next(
    make_project: MakeProject, capsys: pytest.CaptureFixture[str]
) -> None:
    root = make_project()
    command = ["--map", str(root), "nieuw", "lokale-afspraken", "testdorp", "2033", "--tot", "2037"]
    assert main(command) == 0
    out, err = capsys.readouterr()
    assert err == ""
    named = [line.strip() for line in out.splitlines() if line.startswith(("  datap", "  docs"))]
    assert len(named) == len(DOCUMENT_TABLES - set(LATER)) + 2
    assert all((root / name).is_file() for name in named)
    assert f"Kader: {KADER}\n  Let op: dit kader loopt tot en met 2035.\n" in out
    assert "register/dekking.csv (testdorp, lokale-afspraken, 2033)" in out


# --- what is refused -------------------------------------------------------------

REFUSED = {
    "unknown kind": (["inlegvle", "testdorp", "2033"], "Bedoelde u ‘inlegvel’?"),
    "kind as a path": (["../inlegvel", "testdorp", "2033"], "Dit soort papier bestaat niet"),
    "unknown area": (["inlegvel", "tesdorp", "2033"], "Bedoelde u ‘testdorp’?"),
    "nothing like it": (["inlegvel", "zzz", "2033"], "Wel bestaan: nederland, testdorp"),
    "area as a path": (["inlegvel", "../testdorp", "2033"], "Dit gebied bestaat niet"),
    "absolute area": (["inlegvel", "/tmp", "2033"], "Dit gebied bestaat niet"),
    "area in another": (["inlegvel", "testdorp/noorderwijk", "2033"], "Dit gebied bestaat niet"),
    "no area": (["inlegvel", "", "2033"], "Dit gebied bestaat niet"),
    "broken bytes": (["inlegvel", "test\udcffdorp", "2033"], "Dit gebied bestaat niet"),
    "too early": (["inlegvel", "testdorp", "1899"], "geen jaar van 1900 tot en met 2200"),
    "too late": (["inlegvel", "testdorp", "2201"], "geen jaar van 1900 tot en met 2200"),
    "year as a path": (["inlegvel", "testdorp", "../2033"], "geen jaar van"),
    "other digits": (["inlegvel", "testdorp", "٢٠٣٣"], "geen jaar van"),
    "newline after": (["inlegvel", "testdorp", "2033\n"], "geen jaar van"),
    "no last year": (["inlegvel", "testdorp", "2033", "--tot", ""], "geen jaar van"),
    "last year first": (["inlegvel", "testdorp", "2033", "--tot", "2032"], "ligt voor het eerste"),
    "last year as a path": (["inlegvel", "testdorp", "2033", "--tot", "../2034"], "geen jaar van"),
    "unknown framework": (
        ["inlegvel", "testdorp", "2033", "--kader", "testdorp-ambitiekader-2031"],
        f"Bedoelde u ‘{KADER}’?",
    ),
    "framework as a path": (
        ["inlegvel", "testdorp", "2033", "--kader", f"../{KADER}"],
        "Dit kader bestaat niet",
    ),
    "no framework at all": (
        ["inlegvel", "testdorp", "2033", "--kader", "testdorp-inlegvel-2032"],
        "is geen ambitiekader",
    ),
    "there already": (["inlegvel", "testdorp", "2032"], "bestaat al"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_refused(case: str, basis: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments, message = REFUSED[case]
    before = snapshot(basis)
    assert main(["--map", str(basis), "nieuw", *arguments]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert message in err
    assert snapshot(basis) == before


@pytest.mark.parametrize("gebied", ["register", "uitgaven", "organisaties"])
def test_area_named_like_a_fixed_folder(gebied: str, make_project: MakeProject) -> None:
    root = make_project(
        {"bestand": f"{REGISTER}/gebieden.csv", "erbij": f"{gebied},Gek,gemeente,,nederland\n"}
    )
    before = snapshot(root)
    with pytest.raises(NieuwError, match="vaste map"):
        make_package(root, "inlegvel", gebied, "2033")
    assert snapshot(root) == before


def test_two_frameworks_are_a_question(make_project: MakeProject) -> None:
    root = make_project()
    second_framework(root)
    before = snapshot(root)
    with pytest.raises(NieuwError, match="Kies er een met --kader"):
        make_package(root, "inlegvel", "testdorp", "2035")
    assert snapshot(root) == before


def test_framework_that_cannot_be_read(make_project: MakeProject) -> None:
    root = make_project({"bestand": f"{KADER_MAP}/datapackage.json", "inhoud": "{"})
    with pytest.raises(NieuwError, match="heeft fouten"):
        make_package(root, "inlegvel", "testdorp", "2033", kader=KADER)
    with pytest.raises(NieuwError, match="bestaat al"):
        make_package(root, "ambitiekader", "testdorp", "2031", "2035")
    assert make_package(root, "inlegvel", "testdorp", "2033").kapot == (KADER,)


def test_register_that_cannot_be_read(
    make_project: MakeProject, capsys: pytest.CaptureFixture[str]
) -> None:
    root = make_project({"bestand": f"{REGISTER}/gebieden.csv", "inhoud": "gebied\n"})
    assert main(["--map", str(root), "nieuw", "inlegvel", "testdorp", "2033"]) == 1
    assert "kopregel-onjuist" in capsys.readouterr().err


@pytest.mark.parametrize(
    "there",
    [
        "datapackages/testdorp/lokale-afspraken-2033",
        "docs/testdorp/lokale-afspraken-2033/inleiding",
    ],
)
@pytest.mark.parametrize("what", ["folder", "file", "broken link", "full folder"])
def test_never_overwrites(there: str, what: str, make_project: MakeProject) -> None:
    root = make_project()
    path = root / there
    path.parent.mkdir(parents=True, exist_ok=True)
    if what == "file":
        path.write_text("van iemand anders", encoding="utf-8")
    elif what == "broken link":
        path.symlink_to("nergens")
    else:
        path.mkdir()
    if what == "full folder":
        (path / "index.md").write_text("van iemand anders", encoding="utf-8")
    before = snapshot(root)
    with pytest.raises(NieuwError, match="bestaat al"):
        make_package(root, "lokale-afspraken", "testdorp", "2033")
    assert snapshot(root) == before


def test_all_or_nothing(make_project: MakeProject) -> None:
    """Where the page cannot be placed, the package that was placed goes as well."""
    root = make_project()
    (root / "docs").write_text("een bestand, geen map", encoding="utf-8")
    before = snapshot(root)
    with pytest.raises(NieuwError, match="niet te schrijven"):
        make_package(root, "lokale-afspraken", "noorderwijk", "2033")
    assert snapshot(root) == before


# --- the website -----------------------------------------------------------------


@pytest.mark.slow
def test_real_data_build_at_once(tmp_path: Path) -> None:
    """Every kind, for areas with and without a framework, in one strict build."""
    root = real_project(tmp_path)
    done = run(root, "nieuw", "lokale-afspraken", "oldambt", "2023", "--tot", "2026")
    assert done.returncode == 0, done.stderr
    for soort, gebied in zip(SOORT_TEKST, cycle(["oost-groningen", "beijum", "het-hogeland"])):
        make_package(root, soort, gebied, "2030" if soort == "ambitiekader" else "2025")
    site = build(root)

    folder = "oldambt/lokale-afspraken-2023-2026"
    assert {f"{folder}/", f"{folder}/partijen/", f"{folder}/inleiding/"} <= set(site.addresses)
    parties = {row["organisatie"] for row in rows(root, f"{folder}/partijen.csv")}
    assert {"gemeente-oldambt", "acantus", "hos"} <= parties  # hos: of a village in it
    assert not {"gemeente-pekela", "hip", "rijk"} & parties

    article = site.page(f"{folder}/inleiding/").article
    themas = ["leefbaarheid", "beschikbaarheid", "betaalbaarheid", "wonen-en-zorg", "duurzaamheid"]
    parts = ["regionale-ambitie", "lokale-afspraken", "activiteiten"]
    ids = [element.attrs["id"] for element in article.find("h3")]
    assert ids[4:-3] == [f"{thema}-{part}" for thema in themas for part in parts]
    kader = rows(root, "oost-groningen/ambitiekader-2022-2025/doelen.csv")
    for row in kader:
        assert (row["omschrijving"] in article.text) == (row["thema"] in themas)
    assert "{#" not in article.text
    assert "Vertel" not in article.text


@pytest.mark.slow
def test_odd_names_build(make_site_project: MakeProject) -> None:  # noqa: F811
    """Names and titles that look like macros, markup or mistakes are only text."""
    odd = "{{ 7*6 }} {# x <b> ‘:’"
    root = make_site_project(
        {
            "bestand": f"{REGISTER}/gebieden.csv",
            "erbij": "raar,{{ 7*6 }} {% raw %} <b>: x,gemeente,,testdorp\n",
        },
        {
            "bestand": f"{KADER_MAP}/datapackage.json",
            "vervang": {'"title": "Ambitiekader 2031-2035 T': f'"title": "{odd} T'},
        },
        {
            "bestand": f"{REGISTER}/themas.csv",
            "vervang": {",Betaalbaarheid,": ",Betaal {{ 7*6 }} 3D #,"},
        },
    )
    make_package(root, "lokale-afspraken", "raar", "2033")
    make_package(root, "lokale-afspraken", "raar", "2140", "2150")  # no framework
    assert [finding for finding in examine(root).findings if finding.ernst == "fout"] == []
    site: Site = build(root)
    for folder in ("raar/lokale-afspraken-2033/", "raar/lokale-afspraken-2140-2150/"):
        page = site.page(f"{folder}inleiding/")
        assert "Betaal {{ 7*6 }} 3D #" in page.article.text
        assert "42" not in page.article.text + page.title
