"""The editor's commands `controleer` and `schema`: exit codes, output, help.

What `controleer` says of broken data is held by test_golden.py.
"""

import runpy
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from inlegvel.cli import main


def run(capsys: pytest.CaptureFixture[str], root: Path, *arguments: str) -> tuple[int, str, str]:
    """Run a command on a project: its exit code, output and error output."""
    code = main(["--map", str(root), *arguments])
    out, err = capsys.readouterr()
    return code, out, err


def test_all_is_well(basis: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, basis, "controleer") == (
        0,
        "Alles klopt: geen fouten en geen waarschuwingen.\n",
        "",
    )
    assert run(capsys, basis, "controleer", "--json") == (0, "[]\n", "")


def test_warnings_do_not_stop_and_lack_explanations_aloud(
    golden_project: Callable[[str], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = run(capsys, golden_project("herhaling-wijkt-af/waarde"), "controleer")
    assert code == 0
    assert "Deze waarschuwing heeft nog geen toelichting." in out
    assert out.endswith("0 fouten en 1 waarschuwing, waarvan 1 zonder toelichting.\n")
    code, out, _ = run(capsys, golden_project("tekst-tegenstrijdig/met-de-hand"), "controleer")
    assert code == 0
    assert out.endswith("0 fouten en 1 waarschuwing.\n")


def test_schema_mends_what_differs_and_is_then_content(
    golden_project: Callable[[str], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    root = golden_project("schema-wijkt-af/titel")
    name = "datapackages/testdorp/inlegvel-2032/datapackage.json"
    assert run(capsys, root, "schema") == (0, f"Bijgewerkt: {name}\n", "")
    before = (root / name).read_bytes()
    assert b"\r" not in before
    code, out, _ = run(capsys, root, "schema")
    assert code == 0
    assert "al gelijk" in out
    assert (root / name).read_bytes() == before
    assert run(capsys, root, "controleer")[0] == 0


def test_schema_says_what_it_cannot_read(
    golden_project: Callable[[str], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    code, _, err = run(capsys, golden_project("json-ongeldig/komma"), "schema")
    assert code == 1
    assert "[json-ongeldig]" in err


def test_the_project_is_found_from_any_folder_inside(
    basis: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(basis / "datapackages" / "testdorp")
    assert main(["controleer"]) == 0
    assert "Alles klopt" in capsys.readouterr().out


def test_a_folder_without_data_says_where_to_go(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = run(capsys, tmp_path, "controleer")
    assert (code, out) == (1, "")
    assert "datapackages" in err


@pytest.mark.parametrize("command", ["", "controleer", "schema", "bouw", "serveer"])
def test_help_is_dutch(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main([*command.split(), "--help"])
    assert left.value.code == 0
    text = capsys.readouterr().out
    assert text.startswith("gebruik: inlegvel")
    for english in ("usage", "options", "optional", "positional", "arguments", "show this", "exit"):
        assert english not in text


@pytest.mark.parametrize("arguments", [[], ["bestaatniet"], ["controleer", "--bestaatniet"]])
def test_a_command_that_does_not_exist(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 2
    text = capsys.readouterr().err
    assert text.startswith("Deze opdracht is niet te lezen.")
    assert "controleer de gegevens" in text
    assert "error" not in text


def test_python_m_inlegvel_is_the_same_command(
    basis: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["inlegvel", "--map", str(basis), "controleer"])
    with pytest.raises(SystemExit) as left:
        runpy.run_module("inlegvel", run_name="__main__")
    assert left.value.code == 0
    assert "Alles klopt" in capsys.readouterr().out
