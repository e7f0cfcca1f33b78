"""`inlegvel bouw`: a build that fails leaves the site as it was, a good one takes its place."""

import hashlib
import json
import shutil
from pathlib import Path

import pytest
from tests.site.website import MakeProject, build, run

from inlegvel.commands import SAME
from inlegvel.unchanged import RECEIPT

CIJFERS = "datapackages/testdorp/inlegvel-2032/cijfers.csv"
TYPED = "nieuwbouw,de-dakpan,geheel,2032,2032,basis,voornemen,,40,"


def tree(folder: Path) -> dict[str, str]:
    """Every file below a folder, with a hash of its bytes."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def leftovers(root: Path) -> list[str]:
    """What a build made aside and did not clean up."""
    return [path.name for path in root.iterdir() if path.name.startswith((".site", "site."))]


def replace(root: Path, name: str, old: str, new: str) -> None:
    path = root / name
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{name}: {text.count(old)} times {old!r}"
    path.write_text(text.replace(old, new), encoding="utf-8")


# What is broken, and what the output must name.
BREAKS = {
    "unknown-organisation": (CIJFERS, TYPED, TYPED.replace("dakpan", "dakgoot"), "de-dakgoot"),
    "no-number": (CIJFERS, TYPED, TYPED.replace("40", "veertig"), "veertig"),
    "broken-json": (
        "datapackages/testdorp/inlegvel-2032/datapackage.json",
        '"title": "Inlegvel 2032 Testdorp",',
        '"title": ',
        "inlegvel-2032/datapackage.json",
    ),
    "typed-figure": ("docs/over/index.md", "# Over", "# Over\n\nEr zijn 12 huizen.", "12"),
    "wrong-macro": ("docs/over/index.md", "# Over", "# Over\n\n{{ begrip('x') }}", "regel 3"),
    "broken-link": ("docs/over/index.md", "# Over", "# Over\n\n[x](nergens.md)", "nergens.md"),
    "broken-anchor": (
        "docs/over/index.md",
        "# Over",
        "# Over\n\n[x](../methode/index.md#weg)",
        "#weg",
    ),
    "broken-settings": ("mkdocs.yml", "docs_dir: docs", "docs_dir: [", "mkdocs.yml"),
    "no-such-page": ("mkdocs.yml", "over/index.md", "weg/index.md", "weg/index.md"),
}


@pytest.fixture(scope="module")
def built(make_site_project: MakeProject) -> Path:
    """A project with its site. Copy it before breaking it."""
    root = make_site_project()
    build(root)
    return root


def copied(root: Path, to: Path) -> Path:
    target = to / "project"
    shutil.copytree(root, target, symlinks=True)
    return target


@pytest.mark.xdist_group("build-site")
@pytest.mark.parametrize("name", BREAKS)
def test_failed_build_leaves_the_site_as_it_was(name: str, built: Path, tmp_path: Path) -> None:
    bestand, old, new, named = BREAKS[name]
    root = copied(built, tmp_path)
    before = tree(root / "site")
    replace(root, bestand, old, new)
    done = run(root, "bouw")
    output = done.stdout + done.stderr
    assert done.returncode == 1, output
    assert tree(root / "site") == before
    assert leftovers(root) == []
    assert named in output
    assert "site/ is niet veranderd" in output
    assert "Traceback" not in output
    assert 'File "' not in output


@pytest.mark.xdist_group("build-site")
def test_failed_first_build_leaves_no_site(make_site_project: MakeProject) -> None:
    root = make_site_project({"bestand": CIJFERS, "vervang": {TYPED: TYPED.replace("40", "veel")}})
    assert run(root, "bouw").returncode == 1
    assert not (root / "site").exists()
    assert leftovers(root) == []


@pytest.mark.xdist_group("build-site")
def test_good_build_takes_the_place_of_the_old_one(built: Path, tmp_path: Path) -> None:
    """In one step: nothing of the old site is left, also not what is no longer made."""
    root = copied(built, tmp_path)
    (root / "site" / "oud.html").write_text("oud", encoding="utf-8")
    old = (root / "site").stat().st_ino
    replace(root, CIJFERS, TYPED, TYPED.replace("40", "41"))
    build(root)
    assert (root / "site").stat().st_ino != old
    assert not (root / "site" / "oud.html").exists()
    assert ",41," in (root / "site/data/alle-cijfers/cijfers.csv").read_text(encoding="utf-8")
    assert leftovers(root) == []


@pytest.mark.xdist_group("build-site")
def test_site_can_be_read_by_a_web_server(built: Path) -> None:
    """The folder made aside is private; the site is not."""
    assert (built / "site").stat().st_mode & 0o755 == 0o755
    assert (built / "site" / "index.html").stat().st_mode & 0o044 == 0o044


# --- what the builder reads ----------------------------------------------------------------


@pytest.mark.xdist_group("build-site")
def test_output_says_what_was_built_found_and_how_to_look(built: Path, tmp_path: Path) -> None:
    root = copied(built, tmp_path)
    replace(root, CIJFERS, TYPED, TYPED.replace("40", "41"))
    done = run(root, "bouw")
    assert done.returncode == 0
    pages = len(list((root / "site").rglob("*.html")))
    assert f"{pages} pagina’s" in done.stdout
    assert "downloads" in done.stdout
    found = (root / "site/data/alle-cijfers/bevindingen.csv").read_text(encoding="utf-8")
    warnings = len(found.splitlines()) - 1
    assert warnings >= 2
    assert f"0 fouten en {warnings} waarschuwingen" in done.stdout
    assert "Bekijken: " in done.stdout
    assert "site/index.html" in done.stdout
    assert "make serve" in done.stdout
    assert "geen uitgever" in done.stdout


@pytest.mark.xdist_group("build-site")
def test_all_findings_are_told_at_once(built: Path, tmp_path: Path) -> None:
    """Data and prose together, not one per attempt."""
    root = copied(built, tmp_path)
    for name in ("no-number", "typed-figure"):
        bestand, old, new, _ = BREAKS[name]
        replace(root, bestand, old, new)
    done = run(root, "bouw")
    output = done.stdout + done.stderr
    assert CIJFERS in output
    assert "docs/over/index.md" in output
    assert "2 fouten" in output


@pytest.mark.xdist_group("build-site")
def test_check_says_the_same_as_build(built: Path, tmp_path: Path) -> None:
    root = copied(built, tmp_path)
    bestand, old, new, _ = BREAKS["no-number"]
    replace(root, bestand, old, new)
    done = run(root, "controleer", "--json")
    assert done.returncode == 1
    (finding,) = json.loads(done.stdout)
    assert finding["gevonden"] == "veertig"
    assert finding["melding"] in run(root, "bouw").stderr


# --- the same bytes every time; on another path and day in tests/publish ----------------------


@pytest.mark.xdist_group("build-site")
def test_building_again_changes_no_byte(built: Path, tmp_path: Path) -> None:
    """Also with what the first build kept in its cache, and without that cache."""
    root = copied(built, tmp_path)
    before = tree(built / "site")
    (root / RECEIPT).unlink()  # else nothing would be built
    build(root)
    assert tree(root / "site") == before
    shutil.rmtree(root / ".inlegvel-cache")
    build(root)
    assert tree(root / "site") == before


# --- nothing to build ----------------------------------------------------------------------------


@pytest.mark.xdist_group("build-site")
def test_nothing_is_built_where_nothing_changed(built: Path, tmp_path: Path) -> None:
    """The site stays as it is, and what was said of it is said again."""
    root = copied(built, tmp_path)
    replace(root, CIJFERS, TYPED, TYPED.replace("40", "41"))
    first = run(root, "bouw").stdout
    assert SAME not in first
    old = (root / "site").stat().st_ino
    assert run(root, "bouw").stdout == f"{SAME}\n{first}"
    assert (root / "site").stat().st_ino == old


@pytest.mark.xdist_group("build-site")
def test_a_damaged_site_is_built_anew(built: Path, tmp_path: Path) -> None:
    root = copied(built, tmp_path)
    before = tree(root / "site")
    (root / "site" / "index.html").write_text("iets anders", encoding="utf-8")
    assert SAME not in run(root, "bouw").stdout
    assert tree(root / "site") == before
