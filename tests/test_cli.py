"""The editor's commands `controleer` and `schema`: exit codes, output, help.

What `controleer` says of broken data is held by test_golden.py.
"""

import errno
import runpy
import socket
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from inlegvel.cli import COMMANDS, main
from inlegvel.serve import busy


def run(capsys: pytest.CaptureFixture[str], root: Path, *arguments: str) -> tuple[int, str, str]:
    """Run a command on a project: its exit code, output and error output."""
    code = main(["--map", str(root), *arguments])
    out, err = capsys.readouterr()
    return code, out, err


def test_all_is_well(basis: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, basis, "controleer") == (
        0,
        "Alles klopt: geen fouten en geen waarschuwingen.\n"
        "Nu: bekijk de website met inlegvel serveer, of bouw haar met inlegvel bouw.\n",
        "",
    )
    assert run(capsys, basis, "controleer", "--json") == (0, "[]\n", "")


def test_warnings_do_not_stop_and_lack_explanations_aloud(
    golden_project: Callable[[str], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = run(capsys, golden_project("herhaling-wijkt-af/waarde"), "controleer")
    assert code == 0
    assert "Deze waarschuwing heeft nog geen toelichting." in out
    assert "0 fouten en 1 waarschuwing, waarvan 1 zonder toelichting.\nNu: kijk in het" in out
    code, out, _ = run(capsys, golden_project("tekst-tegenstrijdig/met-de-hand"), "controleer")
    assert code == 0
    assert "0 fouten en 1 waarschuwing.\nNu: bekijk de website" in out


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


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_is_dutch(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main([*command.split(), "--help"])
    assert left.value.code == 0
    text = capsys.readouterr().out
    assert text.startswith("gebruik: inlegvel")
    for english in ("usage", "options", "optional", "positional", "arguments", "show this", "exit"):
        assert english not in text


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("", "Kies een opdracht."),
        ("controler", "De opdracht ‘controler’ bestaat niet. Bedoelde u ‘controleer’?"),
        ("bestaatniet", "De opdracht ‘bestaatniet’ bestaat niet."),
        ("controleer --bestaatniet", "‘--bestaatniet’ hoort niet bij deze opdracht."),
        ("nieuw inlegvel", "Er ontbreekt iets: gebied, jaar."),
        ("serveer --adres", "Achter --adres ontbreekt iets."),
    ],
)
def test_arguments_that_are_wrong(
    arguments: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main(arguments.split())
    assert left.value.code == 2
    text = capsys.readouterr().err
    assert text.splitlines()[0] == said
    assert "gebruik: inlegvel" in text
    assert "error" not in text


@pytest.mark.parametrize("command", ["bouw", "serveer"])
def test_a_project_without_settings_of_a_site(
    basis: Path, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = run(capsys, basis, command)
    assert (code, out) == (1, "")
    assert "ontbreekt mkdocs.yml" in err


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (KeyboardInterrupt(), 130, "Gestopt."),
        (OSError(errno.ENOSPC, "No space left on device"), 1, "De schijf is vol."),
        (OSError(errno.EACCES, "Permission denied", "site/x"), 1, "‘site/x’ is niet te schrijven"),
        (OSError(errno.ENOTDIR, "Not a directory", "site/x"), 1, "‘site/x’ is niet te lezen"),
    ],
)
def test_what_happens_to_a_machine_is_told_without_traceback(
    basis: Path,
    error: BaseException,
    code: int,
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def fail(root: Path) -> None:
        raise error

    monkeypatch.setattr("inlegvel.pipeline.examine", fail)
    found, out, err = run(capsys, basis, "controleer")
    assert (found, out) == (code, "")
    assert said in err


@pytest.mark.parametrize("address", ["onzin", "8000", "127.0.0.1:99999", "127.0.0.1:x"])
def test_an_address_that_is_none(address: str) -> None:
    assert f"‘{address}’ is geen adres met een poort." in busy(address)


def test_a_port_that_is_taken() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        host, port = taken.getsockname()
        said = busy(f"{host}:{port}")
        assert "kan de website niet draaien: deze poort is al in gebruik" in said
        assert f"inlegvel serveer --adres 127.0.0.1:{port + 1}" in said
    assert busy(f"{host}:{port}") == ""


def test_python_m_inlegvel_is_the_same_command(
    basis: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["inlegvel", "--map", str(basis), "controleer"])
    with pytest.raises(SystemExit) as left:
        runpy.run_module("inlegvel", run_name="__main__")
    assert left.value.code == 0
    assert "Alles klopt" in capsys.readouterr().out
