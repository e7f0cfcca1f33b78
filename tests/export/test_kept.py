"""Downloads are made when asked for, once, and kept by what they are made of."""

from collections.abc import Callable
from pathlib import Path

import pytest

from inlegvel.export import packages
from inlegvel.export.artifact import Artifact
from inlegvel.export.kept import Kept
from inlegvel.pipeline import CACHE, Published, examine, publish

HEAVY = ("workbook_bytes", "database_bytes", "archive_bytes")
LIGHT = ("excel_csv", "json_rows", "csvw_metadata")
CIJFERS = "datapackages/testdorp/inlegvel-2032/cijfers.csv"
TYPED = "nieuwbouw,de-dakpan,geheel,2032,2032,basis,voornemen,,40,"


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was made, by the name of what makes it."""
    calls: list[str] = []

    def watched(name: str) -> Callable[..., bytes]:
        make = getattr(packages, name)

        def counted(*given: object) -> bytes:
            calls.append(name)
            content: bytes = make(*given)
            return content

        return counted

    for name in (*HEAVY, *LIGHT):
        monkeypatch.setattr(packages, name, watched(name))
    return calls


def published(root: Path, *, measured: bool = True) -> Published:
    return publish(
        examine(root), "http://localhost/", Kept(root / CACHE / "downloads"), measured=measured
    )


def contents(found: Published) -> dict[str, bytes]:
    made = {artifact.path: artifact.content for artifact in found.artifacts}
    found.kept.forget_the_rest()
    return made


def test_nothing_is_made_before_it_is_asked_for(
    make_project: Callable[..., Path], made: list[str]
) -> None:
    found = published(make_project(), measured=False)
    assert made == []
    name = "data/testdorp-inlegvel-2032/testdorp-inlegvel-2032.xlsx"
    (book,) = (artifact for artifact in found.artifacts if artifact.path == name)
    assert book.content.startswith(b"PK")
    assert book.content is book.content
    assert made == ["workbook_bytes"]


def test_what_is_heavy_is_made_once_and_the_rest_gives_the_same(
    make_project: Callable[..., Path], made: list[str]
) -> None:
    root = make_project()
    first = contents(published(root))
    assert set(made) == {*HEAVY, *LIGHT}
    made.clear()
    assert contents(published(root)) == first
    assert set(made) == set(LIGHT)
    made.clear()
    fresh = make_project()
    assert contents(published(fresh)) == first
    assert set(HEAVY) <= set(made)


def test_only_what_changed_is_made_anew(make_project: Callable[..., Path], made: list[str]) -> None:
    root = make_project()
    first = contents(published(root))
    path = root / CIJFERS
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(TYPED, TYPED.replace("40", "41")), encoding="utf-8")
    made.clear()
    second = contents(published(root))
    # The document's own package and the one of all documents; not the other documents'.
    assert made.count("workbook_bytes") == 2
    assert made.count("archive_bytes") == 2
    changed = {name for name in first if first[name] != second[name]}
    assert "data/inlegvel.sqlite" in changed
    assert not any(name.startswith("data/testdorp-ambitiekader") for name in changed)
    # What was made of the old data is gone.
    folder = root / CACHE / "downloads"
    assert len(list(folder.iterdir())) == sum(
        name.endswith((".xlsx", ".zip", ".sqlite", ".png")) for name in second
    )


def test_a_damaged_file_is_made_anew(tmp_path: Path) -> None:
    part = Artifact("a", b"a")
    kept = Kept(tmp_path / "kept")
    assert kept.once(lambda: b"goed", "proef", [part])() == b"goed"
    (path,) = (tmp_path / "kept").iterdir()
    for damage in (path.read_bytes()[:-1], b"", b"onzin" * 20):
        path.write_bytes(damage)
        assert kept.once(lambda: b"goed", "proef", [part])() == b"goed"
    assert kept.once(lambda: b"anders", "proef", [part])() == b"goed"


def test_it_knows_what_it_has(tmp_path: Path) -> None:
    part, kept = Artifact("a", b"a"), Kept(tmp_path)
    assert not kept.has("proef", [part])
    kept.once(lambda: b"1", "proef", [part])()
    assert kept.has("proef", [part])
    assert not kept.has("proef", [part], ["2031"])
    assert not Kept().has("proef", [part])


def test_the_rest_is_written_when_all_else_is(
    make_project: Callable[..., Path], tmp_path: Path
) -> None:
    found = published(make_project())
    site = tmp_path / "site"
    (site / "data").mkdir(parents=True)
    there = site / found.artifacts[0].path
    there.parent.mkdir(parents=True)
    there.write_bytes(b"al geschreven")
    found.write_rest(site)
    assert there.read_bytes() == b"al geschreven"
    for artifact in found.artifacts[1:]:
        assert (site / artifact.path).read_bytes() == artifact.content


def test_the_size_of_the_checksums_is_known_before_all_is_made(
    make_project: Callable[..., Path],
) -> None:
    found = published(make_project())
    (sums,) = (file for file in found.artifacts if file.path == "data/SHA256SUMS")
    assert not sums.made
    assert any(not file.made for file in found.artifacts if file.path.endswith(".png"))
    assert sums.size == len(sums.content)


def test_another_kind_part_or_detail_is_another_file(tmp_path: Path) -> None:
    kept = Kept(tmp_path)
    part, other = Artifact("a", b"a"), Artifact("a", b"b")
    assert kept.once(lambda: b"1", "proef", [part])() == b"1"
    assert kept.once(lambda: b"2", "ander", [part])() == b"2"
    assert kept.once(lambda: b"3", "proef", [other])() == b"3"
    assert kept.once(lambda: b"4", "proef", [part], ["2031"])() == b"4"
    assert kept.once(lambda: b"", "leeg", [part])() == b""


def test_without_a_folder_all_is_made_anew(tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("a file where a folder should be", encoding="utf-8")
    for kept in (Kept(), Kept(tmp_path / "kept")):
        assert kept.once(lambda: b"1", "proef", [])() == b"1"
        assert kept.once(lambda: b"2", "proef", [])() == b"2"
        kept.forget_the_rest()
