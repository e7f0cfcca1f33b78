"""`inlegvel controleer --streng` and `--publiceren`: what may be looked at and not be published."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from inlegvel.address import addresses, is_public
from inlegvel.cli import main

ABOUT = "datapackages/testdorp/inlegvel-2032/datapackage.json"
DRAFT = {"bestand": ABOUT, "vervang": {'"stand": "vastgesteld"': '"stand": "concept"'}}
Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def on_github(monkeypatch: pytest.MonkeyPatch) -> None:
    """A place on the web, as the jobs have."""
    monkeypatch.delenv("SITE_URL", raising=False)
    monkeypatch.setenv("GITHUB_REPOSITORY", "dorp/inlegvel")
    monkeypatch.delenv("GITHUB_SERVER_URL", raising=False)


def check(root: Path, capsys: Capture, *arguments: str) -> tuple[int, str]:
    code = main(["--map", str(root), "controleer", *arguments])
    return code, capsys.readouterr().out


def test_what_is_good_may_be_published(basis: Path, capsys: Capture) -> None:
    assert check(basis, capsys, "--streng")[0] == 0
    code, said = check(basis, capsys, "--publiceren")
    assert (code, said.splitlines()[0]) == (0, "Alles klopt: geen fouten en geen waarschuwingen.")


def test_a_draft_is_looked_at_and_not_published(
    make_project: Callable[..., Path], capsys: Capture
) -> None:
    root = make_project(DRAFT)
    assert check(root, capsys)[0] == 0
    assert check(root, capsys, "--streng")[0] == 0
    code, said = check(root, capsys, "--publiceren", "--json")
    (found,) = json.loads(said)
    assert code == 1
    assert (found["regel"], found["ernst"]) == ("concept-niet-openbaar", "fout")
    assert (found["bestand"], found["kolom"]) == (ABOUT, "document.stand")
    assert "Inlegvel 2032 Testdorp" in found["melding"]
    assert found["herstel"]


def test_a_warning_needs_an_explanation(
    golden_project: Callable[[str], Path], capsys: Capture
) -> None:
    bare = golden_project("herhaling-wijkt-af/waarde")
    assert check(bare, capsys)[0] == 0
    for how in ("--streng", "--publiceren"):
        code, said = check(bare, capsys, how)
        assert code == 1
        assert "Met een waarschuwing zonder toelichting wordt er niets gepubliceerd." in said
    explained = golden_project("tekst-tegenstrijdig/met-de-hand")
    assert check(explained, capsys, "--publiceren")[0] == 0


def test_an_error_is_never_published(
    golden_project: Callable[[str], Path], capsys: Capture
) -> None:
    """Also where the data cannot be read at all."""
    for case in ("bom/cijfers", "json-ongeldig/komma"):
        for how in ("--streng", "--publiceren"):
            assert check(golden_project(case), capsys, how)[0] == 1


def test_the_summary_puts_work_first_and_folds_the_rest(
    golden_project: Callable[[str], Path], capsys: Capture
) -> None:
    code, said = check(golden_project("herhaling-wijkt-af/waarde"), capsys, "--markdown")
    assert code == 0
    assert said.startswith("# Wat is er gevonden?\n\n**0 fouten en 1 waarschuwing, waarvan 1 ")
    assert "## Waarschuwingen zonder toelichting\n\n- datapackages/" in said
    assert "**Herstel:** " in said
    assert "<details>" not in said
    code, said = check(golden_project("tekst-tegenstrijdig/met-de-hand"), capsys, "--markdown")
    assert "<details><summary>Waarschuwingen met toelichting</summary>" in said
    code, said = check(golden_project("bom/cijfers"), capsys, "--markdown")
    assert code == 1
    assert "## Fouten\n\n- datapackages/" in said


# --- the address ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("env", "expected"),
    [
        ({}, {}),
        ({"SITE_URL": ""}, {"site_url": "http://localhost:8000/"}),
        (
            {"GITHUB_REPOSITORY": "Dorp/Inlegvel", "SITE_URL": ""},
            {
                "site_url": "https://dorp.github.io/Inlegvel/",
                "repo_url": "https://github.com/Dorp/Inlegvel",
            },
        ),
        (
            {"GITHUB_REPOSITORY": "Dorp/dorp.github.io"},
            {
                "site_url": "https://dorp.github.io/",
                "repo_url": "https://github.com/Dorp/dorp.github.io",
            },
        ),
        (
            {"GITHUB_REPOSITORY": "dorp/site", "SITE_URL": "https://wonen.example/"},
            {"site_url": "https://wonen.example/", "repo_url": "https://github.com/dorp/site"},
        ),
        # A server of one's own: where its pages stand nobody can tell.
        (
            {"GITHUB_REPOSITORY": "dorp/site", "GITHUB_SERVER_URL": "https://git.example"},
            {"repo_url": "https://git.example/dorp/site"},
        ),
        ({"REPO_URL": "https://code.example/x"}, {"repo_url": "https://code.example/x"}),
    ],
)
def test_the_address_follows_from_the_repository(
    env: Mapping[str, str], expected: dict[str, str]
) -> None:
    assert addresses(env) == expected


def test_what_readers_can_open() -> None:
    assert is_public("https://dorp.github.io/inlegvel/")
    for url in ("http://localhost:8000/", "https://127.0.0.1/", "http://dorp.example/", "/", ""):
        assert not is_public(url)


@pytest.mark.parametrize("site_url", ["http://wonen.example/", "wonen.example", "https://"])
def test_an_address_that_readers_cannot_open_safely(
    site_url: str, basis: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SITE_URL", site_url)
    code, said = check(basis, capsys, "--publiceren", "--json")
    (found,) = json.loads(said)
    assert code == 1
    assert found["regel"] == "adres-onbekend"
    assert found["gevonden"] == site_url
    assert "SITE_URL" in found["herstel"]
