"""Prose holds no figure typed by hand: what is refused, what may stand, what must be excused."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.site.website import ROOT, MakeProject, run

from inlegvel.check.prose import check_prose
from inlegvel.findings import Finding
from inlegvel.load.proza import load_proza

REFUSED = [
    "Er komen 12 huizen bij.",
    "Er komen 1.234 huizen bij.",
    "De huur stijgt met 1,3 procent.",
    "De huur stijgt met 3%.",
    "Dat kost € 5 miljoen.",
    "| kop | 12 |",
    "- 12 huizen",
    "# 12 huizen",
    "**12** huizen",
    "Tabel 3 zegt meer.",
    "Er zijn 2022 huizen en 15 andere.",
    "Het nummer 20221 is geen jaar.",
    "[12 huizen](../data/index.md)",
    "<p>12 huizen</p>",
    "Een label A2.",
    "Het zijn ٣ huizen.",
    "Het zijn ½ huizen 7½.",
    "Dat kost 2000 euro.",
    "Dat kost € 2000.",
    "Dat kost €2000 per jaar.",
    "Er komen 1950 woningen bij.",
    "Meer dan 1950 huizen en 2050 plaatsen.",
    "Het gaat om 2000%.",
    "Tussen <12 en 45> ligt het.",
]
ALLOWED = [
    "Zij willen in 2022 woningen bouwen.",
    "Eind 2022 woningen, sinds 2021 huurders.",
    "In 2022 en in 2021–2025.",
    "Van 2021-2025 en 2021 tot en met 2025.",
    "Op 9 december 2021.",
    "Op 31 januari.",
    "Op 2021-12-09 en in 2021-12.",
    "Met `make site ARGS=12` in code.",
    "```\n12 huizen\n```",
    "~~~python\nx = 12\n~~~",
    "[huizen](../inlegvel-2022/12.md)",
    "[huizen]: https://example.org/12",
    "![plaatje](../12.png)",
    '<a href="../12/">huizen</a>',
    "<https://example.org/12>",
    "<!-- 12 -->",
    '{{ cijfer("groningen-inlegvel-2022", "nieuwbouw", "samen", 2022) }}',
    '{{ cijfer("a", "b",\n  "c", 12) }}',
    "{% set x = 12 %}",
    "1. Eerst dit.\n2. Dan dat.\n10. En dit.",
    "## Kop {: #kop-12 }",
    "Norm ISO 9001 {# getal: naam van een norm #}",
]


def prose_findings(root: Path) -> list[Finding]:
    """What is found in the pages below `root`."""
    pages, findings = load_proza(root)
    return findings + check_prose(pages)


def found(tmp_path: Path, text: str, name: str = "index.md") -> list[tuple[str, int | None]]:
    path = tmp_path / "docs" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return [(finding.bestand, finding.regelnummer) for finding in prose_findings(tmp_path)]


@pytest.mark.parametrize("text", REFUSED)
def test_digits_are_refused(text: str, tmp_path: Path) -> None:
    assert set(found(tmp_path, f"# Kop\n\n{text}\n")) == {("docs/index.md", 3)}


@pytest.mark.parametrize("text", ALLOWED)
def test_digits_that_are_no_figures_may_stand(text: str, tmp_path: Path) -> None:
    assert found(tmp_path, f"# Kop\n\n{text}\n") == []


def test_front_matter_may_hold_digits(tmp_path: Path) -> None:
    front = "---\ntitle: Pagina 12\norder: 3\n---\n\n# Kop\n\n"
    assert found(tmp_path, front + "Geen cijfer.\n") == []
    assert found(tmp_path, front + "Wel 12.\n") == [("docs/index.md", 8)]


def test_a_later_rule_is_no_front_matter(tmp_path: Path) -> None:
    assert found(tmp_path, "# Kop\n\n---\n12\n---\n") == [("docs/index.md", 4)]


@pytest.mark.parametrize("reason", ["{# getal: #}", "{# getal:   #}", "{# getal #}", "{# 12 #}"])
def test_an_excuse_needs_its_reason(reason: str, tmp_path: Path) -> None:
    assert found(tmp_path, f"Norm ISO 9001 {reason}\n") == [("docs/index.md", 1)]


def test_an_excuse_holds_for_its_own_line(tmp_path: Path) -> None:
    text = "Norm ISO 9001 {# getal: naam van een norm #}\n12 huizen\n"
    assert found(tmp_path, text) == [("docs/index.md", 2)]


def test_every_page_and_line_is_named(tmp_path: Path) -> None:
    found(tmp_path, "Geen.\n\n12\n\n13 en 14\n", "a/index.md")
    everything = found(tmp_path, "```\n1\n2\n```\n\n15\n", "b/c/index.md")
    assert everything == [
        ("docs/a/index.md", 3),
        ("docs/a/index.md", 5),
        ("docs/a/index.md", 5),
        ("docs/b/c/index.md", 6),
    ]


def test_finding_names_what_is_there_and_how_to_mend_it(tmp_path: Path) -> None:
    found(tmp_path, "Er komen 1.234 huizen.\n")
    (finding,) = prose_findings(tmp_path)
    assert finding.ernst == "fout"
    assert finding.gevonden == "1.234"
    assert "cijfer(" in finding.herstel
    assert "getal: reden" in finding.herstel


@given(st.integers(0, 10**6).filter(lambda number: not 1900 <= number <= 2099))
def test_no_number_in_a_sentence_is_missed(number: int) -> None:
    from inlegvel.check.prose import _check_page

    assert [f.gevonden for f in _check_page(f"Er zijn {number} huizen.", "x.md")] == [str(number)]


def test_windows_line_ends_are_read(tmp_path: Path) -> None:
    path = tmp_path / "docs" / "index.md"
    path.parent.mkdir()
    path.write_bytes(b"---\r\ntitle: Pagina 12\r\n---\r\n\r\n```\r\n3\r\n```\r\n\r\nWel 12.\r\n")
    assert [finding.regelnummer for finding in prose_findings(tmp_path)] == [9]


def test_the_real_pages_hold_no_figure() -> None:
    assert prose_findings(ROOT) == []


def test_command_refuses_it(make_site_project: MakeProject) -> None:
    root = make_site_project(over="# Over\n\nEr komen 12 huizen.\n")
    done = run(root, "controleer")
    assert done.returncode == 1
    assert "docs/over/index.md, regel 3" in done.stdout
    assert "‘12’" in done.stdout
