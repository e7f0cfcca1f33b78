"""`inlegvel herstel`: what Excel saved comes back as it was, and nothing else is touched."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.conftest import ROOT, as_excel

from inlegvel.cli import main
from inlegvel.editor.herstel import mend
from inlegvel.pipeline import examine

CIJFERS = "datapackages/testdorp/inlegvel-2032/cijfers.csv"
# How Dutch Excel saves as ‘CSV UTF-8’ and as ‘CSV’.
ENCODINGS = ["utf-8-sig", "cp1252"]


def save_with_excel(path: Path, encoding: str) -> None:
    text = as_excel(path.read_text(encoding="utf-8")).replace("\n", "\r\n")
    path.write_bytes(text.encode(encoding))


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_real_table_comes_back_byte_for_byte(tmp_path: Path, encoding: str) -> None:
    shutil.copytree(ROOT / "datapackages", tmp_path / "datapackages")
    standaard = tmp_path / "datapackages" / "standaard"
    tables = [p for p in (tmp_path / "datapackages").rglob("*.csv") if standaard not in p.parents]
    before = {path: path.read_bytes() for path in tables}
    saved = []
    for path, raw in before.items():
        try:
            raw.decode().encode(encoding)
        except UnicodeEncodeError:
            continue  # Excel would have put question marks there
        save_with_excel(path, encoding)
        saved.append(path)
    assert len(saved) > len(tables) / 2
    done = mend(tmp_path)
    assert done.findings == []
    assert {tmp_path / name for name in done.gedaan} == set(saved)
    assert [path for path in tables if path.read_bytes() != before[path]] == []


def test_what_is_well_is_not_touched(
    make_project: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    root = make_project()
    before = (root / CIJFERS).stat()
    assert main(["--map", str(root), "herstel"]) == 0
    assert "niets veranderd" in capsys.readouterr().out
    after = (root / CIJFERS).stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_only_the_table_that_is_named(
    make_project: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    root = make_project()
    other = root / "datapackages/register/organisaties.csv"
    for path in (root / CIJFERS, other):
        save_with_excel(path, "utf-8-sig")
    assert len(examine(root).findings) == 2
    assert main(["--map", str(root), "herstel", CIJFERS]) == 0
    out = capsys.readouterr().out
    assert f"Hersteld: {CIJFERS} (een BOM, puntkomma's en regeleinden van Windows)" in out
    assert [finding.bestand for finding in examine(root).findings] == [
        "datapackages/register/organisaties.csv"
    ]


def test_what_could_mean_two_things_stays(make_project: Callable[..., Path]) -> None:
    typed = "nieuwbouw,de-dakpan,geheel,2032,2032,basis,voornemen,,40,"
    root = make_project(
        {"bestand": CIJFERS, "vervang": {typed: typed.replace("40", "1 663")}, "excel": True}
    )
    mend(root)
    (finding,) = examine(root).findings
    assert (finding.regel, finding.gevonden) == ("waarde-ongeldig", "1 663")


def test_empty_rows_at_the_end_go(make_project: Callable[..., Path]) -> None:
    root = make_project({"bestand": CIJFERS, "erbij": "," * 16 + "\n" + "," * 16 + "\n"})
    assert {finding.regel for finding in examine(root).findings} == {"rij-leeg"}
    assert mend(root).gedaan == {CIJFERS: ["2 lege rijen"]}
    assert examine(root).findings == ()


@pytest.mark.parametrize("name", ["bestaatniet.csv", "mkdocs.yml", "datapackages/standaard"])
def test_only_tables_of_packages(
    make_project: Callable[..., Path], capsys: pytest.CaptureFixture[str], name: str
) -> None:
    assert main(["--map", str(make_project()), "herstel", name]) == 1
    err = capsys.readouterr().err
    assert f"‘{name}’ is geen tabel van een pakket." in err


def test_a_table_that_cannot_be_read_stays_and_says_so(
    golden_project: Callable[[str], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    root = golden_project("codering-fout/gemengd")
    path = root / "datapackages/testdorp/inlegvel-2032/tabellen.csv"
    before = path.read_bytes()
    assert main(["--map", str(root), "herstel"]) == 1
    assert "[codering-fout]" in capsys.readouterr().err
    assert path.read_bytes() == before
