"""Changes and corrections on the pages: each with what was, what is and why."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.site.html_tree import Html

from inlegvel.pipeline import Published, examine, publish
from inlegvel.render.html import anchor

NAAM = "testdorp-inlegvel-2032"
FOLDER = "datapackages/testdorp/inlegvel-2032"
DESCRIPTOR = f"{FOLDER}/datapackage.json"
RIJ = "nieuwbouw/de-dakpan/geheel/2032/2036/basis/voornemen"
CELL = RIJ.replace("/", ",") + ",,"
CHANGES = f"data/{NAAM}/wijzigingen/"
REASON = "Op bladzijde 3 staat een ander getal."
MakeProject = Callable[..., Path]

RELEASED: list[dict[str, Any]] = [
    {"bestand": DESCRIPTOR, "uitgeven": "2032-02-01"},
    {"bestand": f"{FOLDER}/cijfers.csv", "vervang": {f"{CELL}200,": f"{CELL}1210,"}},
    {
        "bestand": f"{FOLDER}/correcties.csv",
        "erbij": f"2,2032-02-20,cijfers,{RIJ},waarde,200,1210,overnamefout,{REASON}\n",
    },
    {"bestand": DESCRIPTOR, "uitgeven": "2032-03-01"},
]


def published(root: Path) -> Published:
    examined = examine(root)
    assert examined.ok, examined.findings
    return publish(examined, "http://localhost/")


def page(site: Published, url: str) -> Html:
    return Html(next(page.body for page in site.pages if page.url == url))


def text_of(site: Published, url: str) -> str:
    return next(page.body for page in site.pages if page.url == url)


@pytest.fixture(scope="module")
def site(make_project: MakeProject) -> Published:
    return published(make_project(*RELEASED))


def test_the_changes_name_cell_old_new_and_reason(site: Published) -> None:
    html = page(site, CHANGES)
    lines = [
        [cell.raw_text for cell in (*row.find("th"), *row.find("td"))]
        for row in html.root.find("tr")
    ]
    (line,) = [line for line in lines if "Nieuwbouw, De Dakpan, plan, 2032 tot en met 2036" in line]
    assert line[1] == "Cijfers"
    assert REASON in line[2]
    assert line[3:] == ["Waarde", "200", "1.210"]


def test_the_same_changes_as_rows(site: Published) -> None:
    raw = next(a.content for a in site.artifacts if a.path == f"{CHANGES}wijzigingen.csv")
    rows = list(csv.DictReader(io.StringIO(raw.decode())))
    assert rows[0] == {
        "versie": "1.0.1",
        "datum": "2032-03-01",
        "soort": "veranderd",
        "tabel": "cijfers",
        "rij": RIJ,
        "kolom": "waarde",
        "oud": "200",
        "nieuw": "1210",
    }
    assert [(row["soort"], row["tabel"], row["rij"]) for row in rows[1:]] == [
        ("nieuw", "correcties", "2")
    ]


def test_an_archive_is_published_byte_for_byte(make_project: MakeProject) -> None:
    root = make_project(*RELEASED)
    site = published(root)
    found = {a.path: a.content for a in site.artifacts if a.path.startswith("data/versies/")}
    base = root / "datapackages" / "uitgaven"
    assert found == {
        f"data/versies/{path.relative_to(base).as_posix()}": path.read_bytes()
        for path in base.rglob("*.zip")
    }
    assert set(found) == {f"data/versies/{NAAM}/{nummer}.zip" for nummer in ("1.0.0", "1.0.1")}


def test_a_corrected_figure_is_marked_wherever_it_stands(site: Published) -> None:
    mark = f"correcties/#{anchor(f'{NAAM}/2')}"
    marked = {
        page.url
        for page in site.pages
        if f'href="{"../" * page.url.count("/")}{mark}">gecorrigeerd</a>' in page.body
    }
    assert marked >= {
        "testdorp/inlegvel-2032/beschikbaarheid/",
        "indicatoren/nieuwbouw/",
        "organisaties/de-dakpan/",
    }
    assert "organisaties/het-kozijn/" not in marked
    target = page(site, "correcties/").by_id[anchor(f"{NAAM}/2")]
    assert REASON in target.raw_text


def test_no_figure_is_marked_without_a_correction(make_project: MakeProject) -> None:
    root = make_project({"bestand": f"{FOLDER}/correcties.csv", "wordt": "weg"})
    path = root / DESCRIPTOR
    about = json.loads(path.read_text(encoding="utf-8"))
    about["resources"] = [one for one in about["resources"] if one["name"] != "correcties"]
    path.write_text(json.dumps(about), encoding="utf-8")
    site = published(root)
    assert not any("gecorrigeerd</a>" in page.body for page in site.pages)
    assert "Er zijn tot en met 1 juni 2032 geen correcties." in text_of(site, "correcties/")


def test_corrections_lead_to_the_figure(site: Published) -> None:
    row = page(site, "correcties/").by_id[anchor(f"{NAAM}/2")]
    link = row.find("a")[0].attrs["href"]
    assert link == f"../testdorp/inlegvel-2032/beschikbaarheid/#{anchor(RIJ)}"


def test_a_row_that_is_gone_keeps_its_correction(make_project: MakeProject) -> None:
    gone = "woningen-op-warmtenet,de-dakpan,geheel,2032,2032,basis,voornemen,"
    line = f"{gone},60,,indicatief,ja,gebied,,,,Duurzaamheid > alinea 3\n"
    key = gone.rstrip(",").replace(",", "/")
    site = published(
        make_project(
            {"bestand": DESCRIPTOR, "uitgeven": "2032-02-01"},
            {"bestand": f"{FOLDER}/cijfers.csv", "vervang": {line: ""}},
            {
                "bestand": f"{FOLDER}/correcties.csv",
                "erbij": f"2,2032-02-20,cijfers,{key},waarde,60,,overnamefout,Staat er niet.\n",
            },
            {"bestand": DESCRIPTOR, "uitgeven": "2032-03-01"},
        )
    )
    assert "Versie 2" in text_of(site, CHANGES)
    row = page(site, "correcties/").by_id[anchor(f"{NAAM}/2")]
    assert "Staat er niet." in row.raw_text
    assert row.find("a")[0].attrs["href"] == "../testdorp/inlegvel-2032/"


def test_a_dataset_says_whether_its_version_is_fixed(
    site: Published, make_project: MakeProject, basis: Path
) -> None:
    dataset = f"data/{NAAM}/"
    assert f"data/versies/{NAAM}/1.0.1.zip" in text_of(site, dataset)
    assert "nog veranderen" not in text_of(site, dataset)
    assert "Er is nog geen vaste versie." in text_of(published(basis), dataset)
    changed = make_project(
        RELEASED[0],
        {"bestand": DESCRIPTOR, "vervang": {'"1.0.0"': '"1.0.1"', "één jaar": "een jaar"}},
    )
    after = published(changed)
    assert "nieuwer dan de laatste vaste versie" in text_of(after, dataset)
    assert "Nog niet uitgegeven" in text_of(after, CHANGES)


def test_every_release_and_feed_is_reached_by_plain_links(site: Published) -> None:
    html = page(site, "wijzigingen/")
    links = {a.attrs["href"] for a in html.root.find("a")}
    feeds = {a.path for a in site.artifacts if a.path.endswith(".xml")}
    for path in feeds:
        assert (path.removeprefix("wijzigingen/") in links) or f"../{path}" in links
    for artifact in site.artifacts:
        if artifact.path.startswith("data/versies/"):
            assert f"../{artifact.path}" in links
