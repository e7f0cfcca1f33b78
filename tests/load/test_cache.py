"""The cache of verdicts: it saves time, and changes nothing else."""

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from inlegvel.findings import Finding, sort_findings
from inlegvel.load import load_catalogue, verdicts

CASES = ["_meer/alle-fouten-tegelijk", "sleutel-dubbel/zelfde-cijfer", "rij-te-kort/afgebroken"]


def found(root: Path, cache: Path | None) -> list[Finding]:
    return sort_findings(load_catalogue(root, cache)[1])


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The tables that frictionless was asked to look at."""
    seen: list[str] = []
    real = verdicts.validate

    def counting(tables: Sequence[verdicts.Rows], schema: verdicts.Schema) -> list[verdicts.Errors]:
        seen.extend(schema.naam for _ in tables)
        return real(tables, schema)

    monkeypatch.setattr(verdicts, "validate", counting)
    return seen


@pytest.mark.parametrize("case", CASES)
def test_cold_warm_and_without(
    case: str, golden_project: Callable[[str], Path], tmp_path: Path
) -> None:
    root, cache = golden_project(case), tmp_path / "cache"
    without = found(root, None)
    assert without
    assert found(root, cache) == without
    assert found(root, cache) == without


def test_only_what_changed_is_looked_at_again(
    make_project: Callable[..., Path], counted: list[str]
) -> None:
    root = make_project()
    cache = root / ".inlegvel-cache"
    found(root, cache)
    assert counted == []  # the basis is warm already
    partijen = root / "datapackages" / "testdorp" / "inlegvel-2032" / "partijen.csv"
    partijen.write_text(
        partijen.read_text(encoding="utf-8").replace("nee,\n", "ja,\n"), encoding="utf-8"
    )
    found(root, cache)
    assert counted == ["partijen"]


@pytest.mark.parametrize(
    "content", ["", "geen json", "{}", "[]", "[1]", "null", '"tekst"', "\udcff"]
)
def test_a_broken_cache_is_ignored(
    content: str, golden_project: Callable[[str], Path], tmp_path: Path
) -> None:
    root, cache = golden_project(CASES[0]), tmp_path / "cache"
    expected = found(root, cache)
    kept = sorted((cache / "structuur").iterdir())
    assert kept
    raw = content.encode(errors="surrogateescape")
    for path in kept:
        path.write_bytes(raw)
    assert found(root, cache) == expected
    assert all(path.read_bytes() != raw for path in kept)  # mended on the way


def test_a_verdict_that_is_damaged_is_made_anew(
    golden_project: Callable[[str], Path], tmp_path: Path
) -> None:
    """Half written, or with another sign somewhere: never read as if it said something else."""
    root, cache = golden_project(CASES[0]), tmp_path / "cache"
    expected = found(root, cache)
    damages: list[Callable[[bytes], bytes]] = [
        lambda raw: raw[: len(raw) // 2],
        lambda raw: raw[:-1],
        lambda raw: raw.replace(b"2", b"3"),
        lambda raw: raw + b" ",
    ]
    for damage in damages:
        for path in (cache / "structuur").iterdir():
            path.write_bytes(damage(path.read_bytes()))
        assert found(root, cache) == expected


def test_a_cache_that_cannot_be_written_is_no_fault(
    golden_project: Callable[[str], Path], tmp_path: Path
) -> None:
    root = golden_project(CASES[0])
    shutil.rmtree(root / ".inlegvel-cache")
    (tmp_path / "cache").write_text("a file where the folder should be")
    assert found(root, tmp_path / "cache") == found(root, None)
