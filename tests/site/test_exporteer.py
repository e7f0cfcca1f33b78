"""`inlegvel exporteer`: what it writes, what it replaces, and what it refuses.

What other generators make of it is held by test_generators.py.
"""

import hashlib
from pathlib import Path

import pytest
from tests.site.website import MakeProject

from inlegvel.cli import main

Capture = pytest.CaptureFixture[str]


def run(project: Path, folder: Path, capsys: Capture) -> tuple[int, str, str]:
    """Export a project: exit code, output and error output."""
    code = main(["--map", str(project), "exporteer", str(folder)])
    out, err = capsys.readouterr()
    return code, out, err


@pytest.fixture(scope="module")
def project(make_site_project: MakeProject) -> Path:
    return make_site_project()


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_the_same_data_give_the_same_bytes_and_replace_an_earlier_export(
    project: Path, tmp_path: Path, capsys: Capture
) -> None:
    one, other = tmp_path / "one", tmp_path / "new" / "other"
    one.mkdir()  # an empty folder may be there
    for folder in (one, other):
        code, out, err = run(project, folder, capsys)
        assert (code, err) == (0, "")
        assert out.startswith(f"Geëxporteerd naar {folder}: ")
    first = tree(one)
    assert first == tree(other)
    (one / "site").mkdir()
    (one / "site" / "index.html").write_text("built", encoding="utf-8")
    (one / "docs" / "index.md").unlink()
    assert run(project, one, capsys)[0] == 0
    assert tree(one) == first
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_an_export_explains_itself(project: Path, tmp_path: Path, capsys: Capture) -> None:
    """What it holds and how it is built; its checksums are for a common tool."""
    folder = tmp_path / "export"
    _, out, _ = run(project, folder, capsys)
    files = tree(folder)
    lines = files.pop(".inlegvel-export").decode().splitlines()
    listed = {name: found for found, name in (line.split("  ", 1) for line in lines)}
    assert listed == {name: hashlib.sha256(raw).hexdigest() for name, raw in files.items()}
    readme = files["LEESMIJ.md"].decode()
    pages = len([name for name in files if name.startswith("docs/") and name.endswith(".md")])
    assert f"{pages} pagina's en " in readme
    assert f"{pages} pagina’s en " in out
    assert "`zensical build`" in readme
    assert "`mkdocs build`" in readme
    for name in ("docs/data/SHA256SUMS", "docs/pagefind/pagefind.js", "mkdocs.yml"):
        assert name in files
        assert f"`{name.removesuffix('pagefind.js')}`" in readme


def test_no_work_of_others_is_lost(project: Path, tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "brief.txt").write_text("van mij", encoding="utf-8")
    code, out, err = run(project, tmp_path / "mine", capsys)
    assert (code, out) == (1, "")
    assert "is niet leeg, en geen eerdere export. Kies een lege map." in err
    folder = tmp_path / "export"
    assert run(project, folder, capsys)[0] == 0
    page = folder / "docs" / "index.md"
    page.write_text(page.read_text(encoding="utf-8") + "Erbij.\n", encoding="utf-8")
    (folder / "docs" / "nieuw.md").write_text("# Nieuw\n", encoding="utf-8")
    before = tree(folder)
    code, _, err = run(project, folder, capsys)
    assert code == 1
    assert "veranderd: docs/index.md en docs/nieuw.md. Dat zou verloren gaan." in err
    assert tree(folder) == before


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("docs/export", "hoort bij het project zelf"),
        ("", "is niet leeg, en geen eerdere export"),
        ("mkdocs.yml", "is een bestand en geen map"),
    ],
)
def test_the_project_itself_is_no_place(
    project: Path, name: str, said: str, capsys: Capture
) -> None:
    before = tree(project / "docs")
    code, _, err = run(project, project / name, capsys)
    assert code == 1
    assert said in err
    assert tree(project / "docs") == before


@pytest.mark.parametrize(
    ("pages", "said"),
    [
        ({"over": "# Over\n\n{{ bestaatniet() }}\n"}, "‘bestaatniet’ bestaat niet"),
        ({"over": "# Over\n\n{{ page.title }}\n"}, "Op docs/over/index.md staat iets dat alleen"),
        ({"over": "# Over\n\n[x](../nergens/index.md)\n"}, "‘../nergens/index.md’ wijst naar"),
        ({"over": "# Over\n\n[x](../index.md#nergens)\n"}, "een plek die er op die pagina niet is"),
    ],
)
def test_nothing_wrong_is_exported(
    make_site_project: MakeProject,
    tmp_path: Path,
    capsys: Capture,
    pages: dict[str, str],
    said: str,
) -> None:
    code, out, err = run(make_site_project(**pages), tmp_path / "export", capsys)
    assert (code, out) == (1, "")
    assert said in err
    assert list(tmp_path.iterdir()) == []


def test_data_with_an_error_are_not_exported(
    make_site_project: MakeProject, tmp_path: Path, capsys: Capture
) -> None:
    figures = "datapackages/testdorp/inlegvel-2032/cijfers.csv"
    root = make_site_project({"bestand": figures, "erbij": "te,kort\n"})
    code, _, err = run(root, tmp_path / "export", capsys)
    assert code == 1
    assert "Er is niets geëxporteerd." in err
    assert list(tmp_path.iterdir()) == []
