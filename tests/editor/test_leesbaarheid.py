"""How easily a page reads: which text counts, and in which order pages are listed."""

from pathlib import Path

import pytest

from inlegvel.cli import main
from inlegvel.editor.leesbaarheid import running_text

EASY = "De kat zit op de mat. De hond ligt in het gras en slaapt. " * 4
HARD = (
    "Huurdersvertegenwoordigingsorganisaties ondersteunen gemeenschappelijke "
    "volkshuisvestingsdoelstellingen betreffende woningverduurzaming. "
) * 8


def make_site(root: Path, **pages: str) -> None:
    (root / "datapackages").mkdir()
    for name, text in pages.items():
        folder = root / "site" / name
        folder.mkdir(parents=True)
        html = f"<html><body><article><p>{text}</p></article></body></html>"
        (folder / "index.html").write_text(html, encoding="utf-8")


def test_only_running_text_counts() -> None:
    html = (
        "<body><p>Kop van de site.</p><article><h1>Titel</h1><p>Eén zin</p>"
        "<nav><p>Kruimel.</p></nav><table><tr><td><p>12</p></td></tr></table>"
        '<ul><li><a href="x">Alleen een link</a></li><li>Zie <a href="y">dit</a>.</li></ul>'
        '<div popover id="u"><p>Uitleg.</p></div></article></body>'
    )
    assert running_text(html) == "Eén zin. Zie dit."


def test_hardest_page_comes_first(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make_site(tmp_path, makkelijk=EASY, moeilijk=HARD, kort="Te kort.")
    assert main(["--map", str(tmp_path), "leesbaarheid"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[-1] for line in lines[1:3]] == ["/moeilijk/", "/makkelijk/"]
    assert float(lines[1].split()[0]) < 0
    assert float(lines[2].split()[0]) > 90
    assert lines[4].startswith("2 pagina’s met genoeg tekst.")


def test_number_of_pages_is_a_choice(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make_site(tmp_path, makkelijk=EASY, moeilijk=HARD)
    main(["--map", str(tmp_path), "leesbaarheid", "--aantal", "1"])
    out = capsys.readouterr().out
    assert "/moeilijk/" in out
    assert "/makkelijk/" not in out


def test_without_a_site_it_says_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "datapackages").mkdir()
    assert main(["--map", str(tmp_path), "leesbaarheid"]) == 1
    assert "inlegvel bouw" in capsys.readouterr().err
