"""Links on the pages that people write: what leads nowhere is a finding with page and line."""

from pathlib import Path

import pytest
from tests.site.website import MakeProject, run

from inlegvel.check.links import check_links
from inlegvel.load.proza import load_proza

KNOWN = {"index.md", "over/index.md", "opvallend/index.md", "assets/plaat.svg", "data/x.csv"}


def found(tmp_path: Path, text: str, name: str = "over/index.md") -> list[tuple[int | None, str]]:
    path = tmp_path / "docs" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return [(f.regelnummer, f.gevonden) for f in check_links(load_proza(tmp_path)[0], KNOWN)]


@pytest.mark.parametrize(
    "text",
    [
        "[ja](../index.md)",
        "[ja](../opvallend/index.md#som)",
        "[ja](#hier)",
        "[ja](../data/x.csv?v=1)",
        "![ja](../assets/plaat.svg)",
        "[ja]: ../index.md",
        "[ja](https://example.org/x) [en](mailto:x@example.org)",
        "`[nee](x.md)`",
        "```\n[nee](x.md)\n```",
        "<!-- [nee](x.md) -->",
        "{{ begrip('[nee](x.md)') }}",
    ],
)
def test_good_links(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, text) == []


def test_every_broken_link_is_named_with_its_line(tmp_path: Path) -> None:
    text = "# Kop\n\n[a](nee.md) en ![b](plaat.svg)\n\n```\n\n```\n\n[c]: ../weg/\n"
    assert found(tmp_path, text) == [(3, "nee.md"), (3, "plaat.svg"), (9, "../weg/")]


@pytest.mark.parametrize(
    ("link", "meant"),
    [
        ("../opvallend/", "../opvallend/index.md"),
        ("../opvallend", "../opvallend/index.md"),
        ("../opvalend/index.md", "../opvallend/index.md"),
        ("../opvallend.md", "../opvallend/index.md"),
    ],
)
def test_the_page_that_is_meant_is_named(tmp_path: Path, link: str, meant: str) -> None:
    found(tmp_path, f"[a]({link})")
    (finding,) = check_links(load_proza(tmp_path)[0], KNOWN)
    assert f"‘{meant}’" in finding.melding


def test_a_build_refuses_them_in_dutch(make_site_project: MakeProject) -> None:
    root = make_site_project(over="# Over\n\n[a](../opvalend/index.md) en [b](weg.png)\n")
    done = run(root, "bouw")
    assert done.returncode == 1
    assert done.stderr.count("docs/over/index.md, regel 3  [link-onbekend]") == 2
    assert "‘../opvallend/index.md’" in done.stderr
    assert "contains a link" not in done.stderr


def test_a_place_that_a_page_lacks(make_site_project: MakeProject) -> None:
    root = make_site_project(over="# Over\n\n[a](../methode/index.md#nergens)\n")
    done = run(root, "bouw")
    assert done.returncode == 1
    assert "docs/over/index.md, regel 3  [link-onbekend]" in done.stderr
    assert "contains a link" not in done.stderr
