"""`inlegvel uitgeven`: a release follows from the data alone, and what was released stays."""

import json
import os
import shutil
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.repository import commit, git

from inlegvel.cli import main
from inlegvel.editor.uitgeven import UitgevenError, release
from inlegvel.pipeline import examine

NAAM = "testdorp-inlegvel-2032"
FOLDER = "datapackages/testdorp/inlegvel-2032"
DESCRIPTOR = f"{FOLDER}/datapackage.json"
CIJFERS = f"{FOLDER}/cijfers.csv"
CORRECTIES = f"{FOLDER}/correcties.csv"
RELEASES = f"datapackages/uitgaven/{NAAM}"
RIJ = "nieuwbouw/de-dakpan/geheel/2032/2036/basis/voornemen"
MakeProject = Callable[..., Path]


def first(day: str = "2032-02-01") -> dict[str, Any]:
    return {"bestand": DESCRIPTOR, "uitgeven": day}


def figure(old: str, new: str) -> dict[str, Any]:
    start = RIJ.replace("/", ",")
    return {"bestand": CIJFERS, "vervang": {f"{start},,{old},": f"{start},,{new},"}}


def correction(number: int, old: str, new: str) -> dict[str, Any]:
    line = f"{number},2032-03-01,cijfers,{RIJ},waarde,{old},{new},overnamefout,Verkeerd gelezen.\n"
    return {"bestand": CORRECTIES, "erbij": line}


def run(root: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(["--map", str(root), "uitgeven", *arguments])
    out, err = capsys.readouterr()
    return code, out, err


def tree(root: Path) -> dict[str, bytes]:
    base = root / "datapackages"
    return {str(p.relative_to(base)): p.read_bytes() for p in base.rglob("*") if p.is_file()}


def test_the_first_time_everything_is_released(
    make_project: MakeProject, capsys: pytest.CaptureFixture[str]
) -> None:
    root = make_project()
    code, out, err = run(root, capsys)
    assert (code, err) == (0, "")
    names = sorted(path.name for path in (root / "datapackages" / "uitgaven").iterdir())
    assert names == ["register", "testdorp-ambitiekader-2031-2035", NAAM]
    assert f"{NAAM}: versie 1.0.0 is uitgegeven. Eerste uitgave." in out
    assert f"{RELEASES}/1.0.0.zip" in out
    assert "git commit" in out
    assert examine(root).ok


def test_an_archive_holds_the_package_as_committed(make_project: MakeProject) -> None:
    root = make_project(first())
    with zipfile.ZipFile(root / RELEASES / "1.0.0.zip") as archive:
        inside = {name: archive.read(name) for name in archive.namelist()}
        days = {info.date_time for info in archive.infolist()}
    assert inside == {path.name: path.read_bytes() for path in (root / FOLDER).iterdir()}
    assert days == {(2032, 2, 1, 0, 0, 0)}
    descriptor = json.loads(inside["datapackage.json"])
    assert (descriptor["version"], descriptor["created"]) == ("1.0.0", "2032-02-01T00:00:00Z")


def test_only_version_and_day_are_written(make_project: MakeProject) -> None:
    root = make_project()
    before = json.loads((root / DESCRIPTOR).read_text(encoding="utf-8"))
    release(root, [NAAM])
    after = json.loads((root / DESCRIPTOR).read_text(encoding="utf-8"))
    assert after.pop("created") == "2032-06-01T00:00:00Z"  # the register's peildatum
    assert after == before | {"version": "1.0.0"}


def test_a_package_that_was_never_released_begins_at_one(make_project: MakeProject) -> None:
    draft = {"bestand": DESCRIPTOR, "vervang": {'"version": "1.0.0"': '"version": "0.1.0"'}}
    root = make_project(draft)
    assert examine(root).ok
    assert [made.nummer for made in release(root, [NAAM])] == ["1.0.0"]
    assert examine(root).ok


def test_the_same_data_give_the_same_bytes_anywhere(
    make_project: MakeProject, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = make_project()
    there = tmp_path / "elders" / "project"
    shutil.copytree(here, there)
    release(here, [])
    for path in (there / "datapackages").rglob("*"):
        os.utime(path, (0, 0))
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    time.tzset()
    try:
        release(there, [])
    finally:
        monkeypatch.undo()
        time.tzset()
    assert tree(here) == tree(there)


def test_nothing_changed_is_nothing_released(
    make_project: MakeProject, capsys: pytest.CaptureFixture[str]
) -> None:
    root = make_project(first())
    before = tree(root)
    assert run(root, capsys, NAAM) == (
        0,
        f"{NAAM}: er veranderde niets sinds versie 1.0.0.\n",
        "",
    )
    assert tree(root) == before


@pytest.mark.parametrize(
    ("changes", "nummer", "words"),
    [
        (
            (figure("200", "210"), correction(2, "200", "210")),
            "1.0.1",
            "Een verbetering: 1 waarde of tekst veranderde en 1 correctie is uitgelegd.",
        ),
        (
            (
                {
                    "bestand": f"{FOLDER}/verwijzingen.csv",
                    "erbij": "bijlage,Een bijlage,,,,Bijlage 2\n",
                },
            ),
            "1.1.0",
            "Een aanvulling: 1 rij kwam erbij.",
        ),
        (
            (
                {
                    "bestand": f"{FOLDER}/verwijzingen.csv",
                    "vervang": {"woonvisie,Woonvisie van": "visie,Woonvisie van"},
                },
            ),
            "2.0.0",
            "Een ingrijpende wijziging: 1 rij verviel en 1 rij kwam erbij.",
        ),
    ],
)
def test_the_version_follows_from_what_changed(
    make_project: MakeProject, changes: tuple[dict[str, Any], ...], nummer: str, words: str
) -> None:
    root = make_project(first(), *changes)
    old = (root / RELEASES / "1.0.0.zip").read_bytes()
    assert [f.regel for f in examine(root).findings if f.ernst == "fout"] == ["versie-wijkt-af"]
    (made,) = release(root, [NAAM], "2032-03-01")
    assert (made.nummer, made.uitleg) == (nummer, words)
    assert examine(root).ok
    assert (root / RELEASES / "1.0.0.zip").read_bytes() == old
    assert len((root / RELEASES / "SHA256SUMS").read_text(encoding="utf-8").splitlines()) == 2


def test_a_correction_of_a_correction(make_project: MakeProject) -> None:
    """The second correction of a cell follows on the first, and both stay."""
    root = make_project(
        first(),
        figure("200", "210"),
        correction(2, "200", "210"),
        first("2032-03-01"),
        figure("210", "205"),
        correction(3, "210", "205"),
        first("2032-04-01"),
    )
    examined = examine(root)
    assert examined.ok
    assert examined.facts is not None
    reeks = examined.facts.catalogue.uitgaven[NAAM].reeks
    assert [(u.nummer, str(u.datum)) for u in reeks] == [
        ("1.0.0", "2032-02-01"),
        ("1.0.1", "2032-03-01"),
        ("1.0.2", "2032-04-01"),
    ]


@pytest.mark.parametrize(
    ("changes", "arguments", "word"),
    [
        ((figure("200", "210"),), (), "waarde-zonder-correctie"),
        ((figure("200", "veel"),), (), "waarde-ongeldig"),
        ((), ("testdorp-inlegvel-2023",), f"Bedoelde u ‘{NAAM}’"),
        ((), ("--datum", "vandaag"), "geen dag"),
        ((), ("--datum", "20320201"), "geen dag"),
        ((), ("--datum", "2032-02-30"), "geen dag"),
        ((), ("--datum", "1979-12-31"), "geen dag"),
        ((), ("--datum", "2032-06-02"), "na de peildatum"),
        (
            (figure("200", "210"), correction(2, "200", "210")),
            ("--datum", "2032-01-31"),
            "niet van een eerdere dag",
        ),
    ],
)
def test_what_is_refused_leaves_everything_as_it_was(
    make_project: MakeProject,
    capsys: pytest.CaptureFixture[str],
    changes: tuple[dict[str, Any], ...],
    arguments: tuple[str, ...],
    word: str,
) -> None:
    root = make_project(first(), *changes)
    before = tree(root)
    code, out, err = run(root, capsys, *arguments)
    assert (code, out) == (1, "")
    assert word in err
    assert tree(root) == before


def test_a_full_disk_is_one_clear_message(
    make_project: MakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_project()
    real = Path.write_bytes

    def full(self: Path, data: bytes) -> int:
        if self.name.endswith(".nieuw"):
            raise OSError(28, "No space left on device")
        return real(self, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    before = tree(root)
    with pytest.raises(UitgevenError, match="is niet te schrijven"):
        release(root, [NAAM])
    assert tree(root) == before


@pytest.mark.parametrize("fails_at", range(3))
def test_a_release_that_broke_off_is_found_and_can_be_done_again(
    make_project: MakeProject, monkeypatch: pytest.MonkeyPatch, fails_at: int
) -> None:
    """Killed between two files: nothing is half, and the next attempt gives what was meant."""
    whole, root = make_project(first()), make_project()
    real = Path.replace
    done: list[Path] = []

    def breaks(self: Path, target: Path) -> Path:
        if len(done) == fails_at:
            raise KeyboardInterrupt
        done.append(self)
        return real(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", breaks)
        with pytest.raises(KeyboardInterrupt):
            release(root, [NAAM], "2032-02-01")
    wrong = [f for f in examine(root).findings if f.ernst == "fout"]
    assert [f.regel for f in wrong] == (["uitgave-onbekend"] if fails_at == 2 else [])
    for finding in wrong:
        (root / finding.bestand).unlink()  # as its remedy says
    release(root, [NAAM], "2032-02-01")
    left = {name: raw for name, raw in tree(root).items() if not name.endswith(".nieuw")}
    assert left == tree(whole)


def test_each_release_has_a_tag_that_leads_to_its_archive(
    make_project: MakeProject, capsys: pytest.CaptureFixture[str]
) -> None:
    """The commands that the editor reads, done: the tag names the version of the data."""
    root = make_project()
    assert main(["--map", str(root), "uitgeven", NAAM, "--datum", "2032-02-01"]) == 0
    said = capsys.readouterr().out
    tags = [line.split()[-1] for line in said.splitlines() if line.strip().startswith("git tag ")]
    assert tags == [f"{NAAM}-1.0.0"]
    commit(root, "Uitgegeven")
    git(root, "tag", tags[0])
    archive = f"{RELEASES}/1.0.0.zip"
    held = git(root, "rev-parse", f"{tags[0]}:{archive}")
    assert held == git(root, "hash-object", "--no-filters", archive)
    assert '"version": "1.0.0"' in git(root, "show", f"{tags[0]}:{DESCRIPTOR}")
