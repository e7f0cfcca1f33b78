"""A build that is stopped, or cannot go on, leaves the site whole; the next build works."""

import os
import random
import resource
import shutil
import signal
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.site.stopped import (
    may_mount,
    small_disk,
    start,
    stop_after,
    unwritable,
    wait_for_folder,
)
from tests.site.test_build import CIJFERS, TYPED, copied, leftovers, replace, tree
from tests.site.test_serve import THEME, Server, figure
from tests.site.website import MakeProject, build, run

from inlegvel.build import BUSY, RENEWED
from inlegvel.unchanged import RECEIPT, UNCHANGED

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("interrupted")]

CHANGED = TYPED.replace("40", "41")
KILLS = 8
FULL = "De schijf is vol. Maak ruimte vrij en geef de opdracht opnieuw."


@pytest.fixture(scope="module")
def project(make_site_project: MakeProject) -> Path:
    """A project with its site, whose data changed since: the next build makes another site."""
    root = make_site_project()
    build(root)
    replace(root, CIJFERS, TYPED, CHANGED)
    return root


@pytest.fixture(scope="module")
def old(project: Path) -> dict[str, str]:
    """The files of the site that is there."""
    return tree(project / "site")


@dataclass(frozen=True)
class Next:
    """The site to be: its folder, its files, and how long its build takes in seconds."""

    folder: Path
    files: dict[str, str]
    seconds: float


@pytest.fixture(scope="module")
def new(project: Path, old: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Next:
    """What a build makes that nothing stops."""
    root = tmp_path_factory.mktemp("new") / "project"
    shutil.copytree(project, root, symlinks=True)
    began = resource.getrusage(resource.RUSAGE_CHILDREN)
    build(root)
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    found = tree(root / "site")
    assert found != old
    return Next(root / "site", found, ended.ru_utime - began.ru_utime)


@pytest.fixture
def root(project: Path, tmp_path: Path) -> Path:
    """A copy of the project, to stop builds in."""
    return copied(project, tmp_path)


def test_killed_at_any_moment(root: Path, old: dict[str, str], new: Next) -> None:
    """Whenever it is: the site of before or the next one, whole, and never anything between."""
    chance = random.Random(2035)
    seen = []
    for number in range(KILLS):
        if number % 2:
            shutil.rmtree(root / ".inlegvel-cache", ignore_errors=True)
        (root / RECEIPT).unlink(missing_ok=True)  # else there is nothing to stop
        process = start(root)
        wait_for_folder(root, process)
        said = stop_after(process, chance.uniform(0, new.seconds), signal.SIGKILL)
        assert "Traceback" not in said
        assert tree(root / "site") in (old, new.files), f"kill {number}"
        seen.append(process.returncode)
    assert seen.count(-signal.SIGKILL) > KILLS / 2
    build(root)
    assert tree(root / "site") == new.files
    assert leftovers(root) == []


# The build itself is a copy here: only what happens at the exchange is looked at.
COPY = """
import shutil
def copy(root, folder):
    shutil.copytree({new!r}, folder, dirs_exist_ok=True)
    return None, None
build._fill = copy
build.built = lambda *given: ''
"""
# What to do before the build, so that it is killed at a step of the exchange.
GAP = """
rename = aside.Path.rename
def renamed(path, to):
    return die() if to.name == "site" and ".site-" not in to.parent.name else rename(path, to)
aside.Path.rename = renamed
aside._swap = lambda *given: False
"""
STEPS = {
    "before": "aside._swap = die",
    "after": "swap = aside._swap\naside._swap = lambda *given: die(swap(*given))",
    "between two renames": GAP,
}


@pytest.mark.parametrize("step", STEPS)
def test_killed_during_the_exchange(step: str, root: Path, old: dict[str, str], new: Next) -> None:
    """Also where the system knows no exchange: who comes next puts the site back, first of all."""
    process = start(root, COPY.format(new=str(new.folder)) + STEPS[step])
    said, _ = process.communicate(timeout=120)
    assert process.returncode == -signal.SIGKILL, said
    assert (root / "site").exists() == (step != "between two renames")
    replace(root, CIJFERS, CHANGED, CHANGED.replace("41", "veel"))
    assert run(root, "bouw").returncode == 1
    assert tree(root / "site") == (new.files if step == "after" else old)
    assert leftovers(root) == []


@pytest.mark.parametrize("share", [None, 0.0, 0.6])
def test_stopped_by_hand(share: float | None, root: Path, old: dict[str, str], new: Next) -> None:
    """Ctrl-C while it loads, and at parts of a build: no traceback, nothing left behind."""
    process = start(root)
    if share is not None:
        wait_for_folder(root, process)
    said = stop_after(process, 0.3 if share is None else share * new.seconds, signal.SIGINT)
    assert "Traceback" not in said
    assert leftovers(root) == []
    found = tree(root / "site")
    if process.returncode == 130:
        assert said.strip() == f"Gestopt. {UNCHANGED if found == old else RENEWED}"
    else:
        assert (process.returncode, found) in ((-signal.SIGINT, old), (0, new.files))


def test_two_builds_at_once(root: Path, new: Next) -> None:
    """The second is told to wait, and the first is not disturbed."""
    first = start(root)
    wait_for_folder(root, first)
    first.send_signal(signal.SIGSTOP)
    second = run(root, "bouw")
    first.send_signal(signal.SIGCONT)
    assert (second.returncode, second.stdout) == (1, "")
    assert second.stderr.splitlines() == [BUSY, UNCHANGED]
    said, _ = first.communicate(timeout=120)
    assert first.returncode == 0, said
    assert tree(root / "site") == new.files
    assert leftovers(root) == []


def test_serving_beside_building(root: Path, new: Next, tmp_path: Path) -> None:
    """Both begin at once, with one project and one cache, and again when something is saved."""
    server = Server(root, tmp_path / "log.txt")
    try:
        said, _ = start(root).communicate(timeout=120)
        assert tree(root / "site") == new.files, said
        server.wait_for(THEME, figure("41"), "the figure that is there")
        server.change(CIJFERS, CHANGED, CHANGED.replace("41", "42"))
        said, _ = start(root).communicate(timeout=120)
        server.wait_for(THEME, figure("42"), "the figure that was saved")
        table = server.get("data/testdorp-inlegvel-2032/cijfers.csv")
    finally:
        server.stop()
    assert "Traceback" not in server.said()
    assert figure("42")((root / "site" / THEME / "index.html").read_text(encoding="utf-8")), said
    assert (root / "site" / "data/testdorp-inlegvel-2032/cijfers.csv").read_text() == table
    # The search index names its files by what is in them, and a figure changed.
    files = {name for name in tree(root / "site") if not name.startswith("pagefind/")}
    assert files == {name for name in new.files if not name.startswith("pagefind/")}
    assert leftovers(root) == []


# --- programs that fail --------------------------------------------------------------------------

# In the place of the program that draws pictures: one that is killed, and one that is not there.
KILLED = "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"
NO_PICTURE, NO_INDEX = "Een plaatje is niet getekend.", "Pagefind heeft geen zoekindex gemaakt."


@pytest.mark.parametrize("program", ["draws and is killed", "draws and is gone", "searches"])
def test_a_program_that_fails(
    program: str, root: Path, old: dict[str, str], tmp_path: Path
) -> None:
    """One message, and the site that was there."""
    png = tmp_path / "png.py"
    if program == "draws and is killed":
        png.write_text(KILLED, encoding="utf-8")
    if program == "searches":
        done = run(root, "bouw", env={"PAGEFIND_BINARY_PATH": "/bin/false"})
        code, said = done.returncode, done.stdout + done.stderr
    else:
        process = start(root, f"from inlegvel.export import png\npng.__file__ = {str(png)!r}")
        said, _ = process.communicate(timeout=120)
        code = process.returncode
    message, unchanged = said.splitlines()
    assert code == 1
    assert message.startswith(NO_INDEX if program == "searches" else NO_PICTURE)
    assert unchanged == UNCHANGED
    assert tree(root / "site") == old
    assert leftovers(root) == []


# --- machines on which a build cannot go on ----------------------------------------------------


@pytest.fixture
def mounts() -> None:
    """Skips a test where nothing may be mounted; another test tries the same without."""
    if not may_mount():
        pytest.skip("only root outside a container may mount a small disk")


@pytest.mark.usefixtures("mounts")
def test_full_disk(project: Path, old: dict[str, str], new: Next, tmp_path: Path) -> None:
    """Wherever the space ends: one message, and the site that was there. With space, it builds."""
    disk = tmp_path / "disk"
    disk.mkdir()
    with small_disk(disk, 100_000_000):
        root = copied(project, disk)
        filler = disk / "vol"
        size = sum(path.stat().st_size for path in (root / "site").rglob("*") if path.is_file())
        for share in (0, 0.7):
            filler.write_bytes(b"x" * (shutil.disk_usage(disk).free - int(size * share)))
            done = run(root, "bouw", env={"TMPDIR": str(disk)})
            filler.unlink()
            assert done.returncode == 1, share
            assert done.stdout == ""
            assert done.stderr.splitlines() == [FULL, UNCHANGED], share
            assert tree(root / "site") == old
            assert leftovers(root) == []
            shutil.rmtree(root / ".inlegvel-cache")
        build(root)
        assert tree(root / "site") == new.files


def test_files_that_may_not_grow(root: Path, old: dict[str, str]) -> None:
    """What a quota does: some file cannot be written in full."""
    process = start(root, limit=30_000)
    said, _ = process.communicate(timeout=120)
    assert process.returncode == 1
    assert said.splitlines() == [FULL, UNCHANGED]
    assert tree(root / "site") == old
    assert leftovers(root) == []


def test_read_only_project(root: Path, old: dict[str, str]) -> None:
    if not os.geteuid() and not may_mount():
        pytest.skip("root may write everywhere here")
    with unwritable(root):
        done = run(root, "bouw")
    assert (done.returncode, done.stdout) == (1, "")
    assert "is niet te schrijven of te lezen: u mag daar niet bij." in done.stderr
    assert done.stderr.splitlines()[-1] == UNCHANGED
    assert "Traceback" not in done.stderr
    assert tree(root / "site") == old


@pytest.mark.parametrize("state", ["damaged", "read-only"])
def test_cache_that_is_no_use(state: str, root: Path, new: Next) -> None:
    """The same site, whatever became of the cache."""
    cache = root / ".inlegvel-cache"
    with ExitStack() as stack:
        if state == "damaged":
            chance = random.Random(3)
            for path in sorted(cache.rglob("*.*")) + sorted((cache / "downloads").iterdir()):
                raw = path.read_bytes()
                path.write_bytes(chance.choice([b"", raw[: len(raw) // 2], raw[::-1], b"[]"]))
        elif not os.geteuid() and not may_mount():
            pytest.skip("root may write everywhere here")
        else:
            stack.enter_context(unwritable(cache))
        build(root)
    assert tree(root / "site") == new.files
