"""Every dependency has a bound, a reason, a licence and a way out; the list says what is so."""

import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from itertools import chain

import pytest
from tests.conftest import CI, ROOT

LIST = ROOT / "docs" / "adr" / "0011-dependencies.md"
TIES = ROOT / "docs" / "adr" / "0010-outliving-the-generator.md"
GENERATOR = re.compile(
    r"^ *(?:from|import) (?:mkdocs|markdown)\b|find_spec\(\"material\"", re.MULTILINE
)
COLUMNS = ["package", "bounds", "licence", "why", "instead"]
REQUIREMENT = re.compile(r"([\w-]+)(?:\[[\w,]+\])?(.*)")
GRANTS = {"Permission is hereby granted, free of charge": "MIT (file)"}
# Groups that `make test` does not install.
ELSEWHERE = ("audit", "lock")


def listed() -> Iterator[dict[str, str]]:
    for line in LIST.read_text(encoding="utf-8").splitlines():
        if line.startswith("| ") and not line.startswith("| package"):
            cells = [cell.strip() for cell in line.strip("| ").split(" | ")]
            yield dict(zip(COLUMNS, cells, strict=True))


def required() -> dict[str, list[tuple[str, str]]]:
    """Name and bounds of what pyproject.toml asks for, by group."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = {"site": project["project"]["dependencies"], **project["dependency-groups"]}
    return {
        group: [match.groups() for name in names if (match := REQUIREMENT.fullmatch(name))]
        for group, names in groups.items()
    }


ROWS = list(listed())
GROUPS = required()


def licence(found: Distribution) -> str:
    """What a package states of its licence: in one line, by a class, or in a file."""
    told = found.metadata
    if expression := told.get("License-Expression"):
        return str(expression)
    if line := (told.get("License") or "").strip().partition("\n")[0]:
        return line.strip()
    for group in told.get_all("Classifier") or []:
        if group.startswith("License :: "):
            return str(group.rpartition(" :: ")[2])
    names = told.get_all("License-File") or []
    texts = [found.read_text(f"licenses/{name}") or "" for name in names]
    return next((name for start, name in GRANTS.items() if any(start in t for t in texts)), "")


def test_the_list_has_what_pyproject_asks_for_and_nothing_else() -> None:
    asked = sorted(chain.from_iterable(GROUPS.values()))
    assert asked
    assert sorted((row["package"], row["bounds"]) for row in ROWS) == asked


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["package"])
def test_every_row_says_why_and_what_instead(row: dict[str, str]) -> None:
    assert all(row.values())
    assert re.search(r"<|==", row["bounds"]), "a major may break us"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["package"])
def test_the_licence_is_that_of_what_is_installed(row: dict[str, str]) -> None:
    try:
        found = distribution(row["package"])
    except PackageNotFoundError:
        elsewhere = any(row["package"] in dict(GROUPS.get(group, [])) for group in ELSEWHERE)
        if CI and not elsewhere:
            pytest.fail("not installed")
        pytest.skip("not installed here")
    assert row["licence"] == licence(found)


def test_what_pyproject_asks_for_is_locked_with_hashes() -> None:
    for group, names in GROUPS.items():
        lock = "site" if group == "build" else group
        text = (ROOT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8").lower()
        for name, _ in names:
            assert re.search(rf"^{name.lower()}(\[\w+\])?==\S+.*\\\n +--hash=", text, re.MULTILINE)


def test_every_module_that_knows_the_generator_is_in_the_plan_for_a_move() -> None:
    source = ROOT / "scripts" / "inlegvel"
    tied = [
        path.relative_to(source).as_posix()
        for path in sorted(source.rglob("*.py"))
        if GENERATOR.search(path.read_text(encoding="utf-8"))
    ]
    assert tied
    plan = TIES.read_text(encoding="utf-8")
    assert [name for name in tied if f"`{name}`" not in plan] == []
