"""Two builds of one commit are the same, byte for byte, wherever and whenever they are made."""

import hashlib
import os
import posixpath
import subprocess
import sys
from pathlib import Path

import pytest
from tests.conftest import of_the_system
from tests.publish.conftest import Replay
from tests.repository import git

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("replay")]

# What is no download: pages, how they look, their search index, and what robots and servers read.
NO_DOWNLOADS = ("assets", "pagefind", ".well-known")
FOR_MACHINES = ("sitemap.xml", "sitemap.xml.gz", "_headers")
SUMS = "data/SHA256SUMS"


def hashes(folder: Path) -> dict[str, str]:
    """Every file below a folder, with the SHA-256 of its bytes."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def elsewhere(origin: Path, replay: Replay, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the same commit, built on another path and day, by somebody with other habits.

    The day comes from faketime: Python, SQLite, Pagefind and whatever else asks the system for the
    time get the same answer.
    """
    faketime = of_the_system("--where-clock", "faketime")
    clone = tmp_path_factory.mktemp("elders") / "een map" / "met spaties" / "wonen"
    clone.parent.mkdir(parents=True)
    git(clone.parent, "clone", "--quiet", origin.as_uri(), clone.name)
    done = subprocess.run(
        [
            *(faketime, "2034-02-28 23:59:50"),
            *(sys.executable, "-m", "inlegvel", "--map", str(clone), "bouw"),
        ],
        cwd=clone.parent.parent,
        env={
            **{k: v for k, v in os.environ.items() if k not in ("SOURCE_DATE_EPOCH", "CI")},
            "GITHUB_REPOSITORY": replay.runner.repository,
            "LANG": "nl_NL.UTF-8",
            "LC_ALL": "C",
            "PYTHONHASHSEED": "4321",
            "PYTHONPATH": str(clone / "scripts"),
            "TZ": "Pacific/Auckland",
        },
        umask=0o077,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    return clone / "site"


def test_the_other_build_was_on_another_day(elsewhere: Path) -> None:
    """Or the comparison below says less than it seems to."""
    assert elsewhere.joinpath("index.html").stat().st_mode & 0o077 == 0
    faketime = of_the_system("--where-clock", "faketime")
    code = "import datetime; print(datetime.datetime.now().year)"
    shown = [faketime, "2034-02-28 23:59:50", sys.executable, "-c", code]
    assert subprocess.run(shown, capture_output=True, text=True, check=True).stdout == "2034\n"


def test_two_builds_of_one_commit_are_equal(replay: Replay, elsewhere: Path) -> None:
    """Pages, archives, workbooks, the database, pictures and the search index alike."""
    first, second = hashes(replay.clone / "site"), hashes(elsewhere)
    assert set(first) == set(second)
    assert [path for path in first if first[path] != second[path]] == []
    kinds = {Path(path).suffix for path in first}
    assert {".html", ".zip", ".xlsx", ".sqlite", ".png", ".svg", ".gz", ".pf_index"} <= kinds
    assert sum(path.stat().st_size for path in elsewhere.rglob("*") if path.is_file()) > 10_000_000


def test_every_download_is_in_the_list_of_checksums(replay: Replay) -> None:
    site = replay.clone / "site"
    listed = {}
    for line in (site / SUMS).read_text(encoding="utf-8").splitlines():
        checksum, _, name = line.partition("  ")
        listed[posixpath.normpath(posixpath.join(posixpath.dirname(SUMS), name))] = checksum
    downloads = {
        path: checksum
        for path, checksum in hashes(site).items()
        if not path.endswith(".html")
        and path.split("/")[0] not in NO_DOWNLOADS
        and path not in (*FOR_MACHINES, SUMS)
    }
    assert listed == downloads
    assert len(listed) > 300
