"""A site that is there already is not built again, and only then."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from inlegvel import address, unchanged
from inlegvel.unchanged import RECEIPT, content, keep_receipt, sources, still_told

ENV = {"SITE_URL": "https://dorp.example/"}
TOLD = "Gebouwd in site/."
FILES = {
    "mkdocs.yml": "extra:\n  naam: !ENV [NAAM_VAN_DE_SITE, x]\n",
    "docs/index.md": "# Welkom",
    "docs/.well-known/security.txt": "Contact: x",
    "datapackages/dorp/papier/cijfers.csv": "rij,waarde\na,1\n",
    "overrides/base.html": "<html>",
    "site/index.html": "<h1>Welkom",
    "site/data/cijfers.csv": "rij,waarde\na,1\n",
    ".git/HEAD": "ref: main",
    "tests/test_x.py": "pass",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project of a few files, of which the site was built."""
    for name, text in FILES.items():
        write(tmp_path / name, text)
    receipt(tmp_path)
    return tmp_path


def write(path: Path, text: str = "anders") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def receipt(root: Path) -> None:
    """What a build of the files that are there leaves."""
    keep_receipt(root, sources(root, ENV), content(root / "site"), TOLD)


def linked(path: Path) -> None:
    """A folder that is a link: what stands in it may change without a sign."""
    path.symlink_to(path.parent.parent, target_is_directory=True)


CHANGES: dict[str, Callable[[Path], object]] = {
    "figure": lambda root: write(root / "datapackages/dorp/papier/cijfers.csv"),
    "page": lambda root: write(root / "docs/index.md"),
    "hidden file below": lambda root: write(root / "docs/.well-known/security.txt"),
    "template": lambda root: write(root / "overrides/base.html"),
    "settings": lambda root: write(root / "mkdocs.yml"),
    "new file": lambda root: write(root / "datapackages/dorp/papier/nieuw.csv"),
    "new file at the top": lambda root: write(root / "CITATION.cff"),
    "file gone": lambda root: (root / "docs/index.md").unlink(),
    "other name": lambda root: (root / "docs/index.md").rename(root / "docs/ander.md"),
    "page of the site": lambda root: write(root / "site/index.html"),
    "download of the site": lambda root: write(root / "site/data/cijfers.csv"),
    "more in the site": lambda root: write(root / "site/oud.html"),
    "less in the site": lambda root: (root / "site/index.html").unlink(),
    "no site": lambda root: shutil.rmtree(root / "site"),
    "receipt damaged": lambda root: write(root / RECEIPT),
    "receipt gone": lambda root: (root / RECEIPT).unlink(),
    "link to a folder": lambda root: linked(root / "docs/link"),
    "pipe": lambda root: os.mkfifo(root / "docs/pijp"),
}


def test_nothing_changed(root: Path) -> None:
    assert still_told(root, ENV) == TOLD


@pytest.mark.parametrize("change", CHANGES)
def test_something_changed(change: str, root: Path) -> None:
    CHANGES[change](root)
    assert still_told(root, ENV) == ""


@pytest.mark.parametrize("change", ["saved again", "git", "tests", "compiled", "other cache"])
def test_what_a_build_does_not_read(change: str, root: Path) -> None:
    """Nor does the day of a file count, which a fresh copy does not have."""
    if change == "saved again":
        os.utime(root / "docs/index.md", (0, 0))
    else:
        names = {
            "git": ".git/HEAD",
            "tests": "tests/test_x.py",
            "compiled": "overrides/__pycache__/x.pyc",
            "other cache": ".cache/x",
        }
        write(root / names[change])
    assert still_told(root, ENV) == TOLD


@pytest.mark.parametrize("name", [*address.VARIABLES, "SOURCE_DATE_EPOCH", "NAAM_VAN_DE_SITE"])
def test_other_variables(name: str, root: Path) -> None:
    """Those that the code asks for, and the one that only the settings name."""
    assert still_told(root, ENV | {name: "anders"}) == ""


def test_every_variable_of_an_address_is_known() -> None:
    """What `addresses` reads is what counts as changed."""
    asked = set()

    class Noting(dict[str, str]):
        def get(self, name: str, default: str | None = None) -> str | None:  # type: ignore[override]
            asked.add(name)
            return default

        def __contains__(self, name: object) -> bool:
            asked.add(str(name))
            return False

    address.addresses(Noting())
    assert asked == set(address.VARIABLES)


def test_variables_that_nobody_asks_for(root: Path) -> None:
    assert still_told(root, ENV | {"LANG": "nl_NL.UTF-8"}) == TOLD


def test_another_version_of_a_package(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    packages = root / ".pakketten"
    (packages / "mkdocs-9.9.9.dist-info").mkdir(parents=True)
    monkeypatch.syspath_prepend(packages)
    assert still_told(root, ENV) == ""


@pytest.mark.parametrize("unclear", ["site/link", "docs/link"])
def test_what_cannot_be_told_is_not_kept(unclear: str, root: Path) -> None:
    """Else two things of which nothing is known would count as the same."""
    (root / RECEIPT).unlink()
    linked(root / unclear)
    receipt(root)
    assert not (root / RECEIPT).exists()


def test_code_that_was_installed_in_the_project(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also below a hidden folder, where no source of the project stands."""
    code = root / ".venv/lib/inlegvel"
    write(code / "unchanged.py", "code")
    monkeypatch.setattr(unchanged, "__file__", str(code / "unchanged.py"))
    receipt(root)
    assert still_told(root, ENV) == TOLD
    write(code / "unchanged.py", "andere code")
    assert still_told(root, ENV) == ""
