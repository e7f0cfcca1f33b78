"""What every test may use."""

import csv
import io
import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).parent.parent
CI = bool(os.environ.get("CI"))

# Slow machines are no error; in CI the same examples every time, so that a red run can be repeated.
settings.register_profile("inlegvel", deadline=None, derandomize=CI)
settings.load_profile("inlegvel")

CHROMIUM_ARGS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-sync",
    "--headless",
    "--no-first-run",
    "--no-sandbox",  # root in a container has no sandbox; only our own pages are opened
]


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of the system's Chromium; without one the test is skipped, in CI it fails."""
    return of_the_system("--where", "Chromium")


def of_the_system(where: str, name: str) -> str:
    """The path of a program that tests/setup_system.sh looks after; skips or fails without."""
    script = ROOT / "tests" / "setup_system.sh"
    found = subprocess.run(["bash", script, where], capture_output=True, text=True, check=False)
    if found.returncode == 0:
        return found.stdout.strip()
    reason = f"no working {name}: see what tests/setup_system.sh says"
    if CI:
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator["Browser"]:
    """A headless Chromium with a fresh profile; `browser.new_page()` shares nothing."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_ARGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def basis(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small valid project: fixtures/basis with this checkout's standard and its schemas.

    Examined once, so that a copy has a warm cache. Read it; change only copies.
    """
    from inlegvel.editor.schema import write_schemas
    from inlegvel.pipeline import examine

    root = tmp_path_factory.mktemp("basis") / "project"
    shutil.copytree(ROOT / "tests" / "fixtures" / "basis", root)
    shutil.copytree(ROOT / "datapackages" / "standaard", root / "datapackages" / "standaard")
    _, findings = write_schemas(root)
    assert findings == []
    examine(root)
    return root


@pytest.fixture(scope="session")
def make_project(basis: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """A function that gives a fresh copy of the basis, changed as a geval.json says.

    `make_project({"bestand": …, "vervang": {…}}, …)`: see `change` for the keys.
    """

    def make(*changes: dict[str, Any]) -> Path:
        root = tmp_path_factory.mktemp("project") / "project"
        shutil.copytree(basis, root)
        for described in changes:
            change(root, **described)
        return root

    return make


def change(root: Path, bestand: str, **how: Any) -> None:
    """Change one file of a project.

    - `vervang`: what is replaced by what; each must occur exactly once
    - `inhoud`: the whole new text; `erbij`: text added at the end
    - `codering`, `bom`, `regeleinde`: how it is saved; else UTF-8 as on Unix
    - `excel`: the table as Dutch Excel writes it, with semicolons and decimal commas
    - `wordt`: `weg` removes the file, `map` makes a folder in its place, `link` a symbolic link
    - `grootte`: the file gets so many bytes, zeros behind what it has
    - `uitgeven`: the day on which the package that `bestand` describes is released as it is now
    """
    path = root / bestand
    if how.get("uitgeven"):
        from inlegvel.editor.uitgeven import release

        release(root, [json.loads(path.read_text(encoding="utf-8"))["name"]], how["uitgeven"])
        return
    if how.get("wordt"):
        path.unlink()
        if how["wordt"] == "map":
            path.mkdir()
        if how["wordt"] == "link":
            path.symlink_to(ROOT / "README.md")
        return
    if how.get("grootte"):
        os.truncate(path, how["grootte"])
        return
    text = how["inhoud"] if "inhoud" in how else path.read_text(encoding="utf-8")
    for old, new in how.get("vervang", {}).items():
        assert text.count(old) == 1, f"{bestand}: {text.count(old)} times {old!r}"
        text = text.replace(old, new)
    text += how.get("erbij", "")
    if how.get("excel"):
        text = as_excel(text)
    text = text.replace("\n", how.get("regeleinde", "\n"))
    raw = text.encode(how.get("codering", "utf-8"))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes((b"\xef\xbb\xbf" if how.get("bom") else b"") + raw)


def as_excel(text: str) -> str:
    """A CSV as Dutch Excel saves it: semicolons, decimal commas, and its own way with dates."""
    saved = io.StringIO()
    rows = csv.reader(io.StringIO(text))
    csv.writer(saved, delimiter=";", lineterminator="\n").writerows(
        [_shown(cell) for cell in row] for row in rows
    )
    return saved.getvalue()


def _shown(cell: str) -> str:
    """A cell as Excel shows it, and so saves it."""
    if re.fullmatch(r"-?\d+\.\d+", cell):
        return cell.replace(".", ",")
    if day := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", cell):
        return f"{int(day[3])}-{int(day[2])}-{day[1]}"
    if month := re.fullmatch(r"20(\d\d)-(0[1-9]|1[0-2])", cell):
        names = "janfebmrtaprmeijunjulaugsepoktnovdec"
        return f"{names[int(month[2]) * 3 - 3 : int(month[2]) * 3]}-{month[1]}"
    return cell


GOLDEN = ROOT / "tests" / "golden"


@pytest.fixture(scope="session")
def golden_project(make_project: Callable[..., Path]) -> Callable[[str], Path]:
    """A function that lays out the project of a golden case, such as `bom/cijfers`."""

    def make(case: str) -> Path:
        described = json.loads((GOLDEN / case / "geval.json").read_text(encoding="utf-8"))
        assert set(described) == {"waarom", "wijzigingen"}
        return make_project(*described["wijzigingen"])

    return make
