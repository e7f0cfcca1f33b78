"""What the build job makes: its commands, one by one, in a fresh clone."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.publish.workflow import Runner, give_environment, has_make, jobs, run_steps
from tests.repository import commit, git, repository_of_this

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CIJFERS = "datapackages/groningen/inlegvel-2022/cijfers.csv"


@dataclass(frozen=True)
class Replay:
    """A clone in which the build job ran, and what each of its commands said."""

    clone: Path
    runner: Runner
    said: dict[str, str]


@pytest.fixture(scope="session")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with two commits: the second, as this checkout is, mends a figure."""
    folder = tmp_path_factory.mktemp("origin") / "inlegvel"
    repository_of_this(folder)
    now = (folder / CIJFERS).read_text(encoding="utf-8")
    typed = "nieuwbouw,nijestee,geheel,2022,2022,basis,voornemen,,"
    before, found, after = now.partition(typed)
    assert found
    (folder / CIJFERS).write_text(f"{before}{typed}9{after}", encoding="utf-8")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--amend", "--message", "Een cijfer te veel")
    (folder / CIJFERS).write_text(now, encoding="utf-8")
    commit(folder, "Het cijfer verbeterd")
    return folder


@pytest.fixture(scope="session")
def replay(origin: Path, tmp_path_factory: pytest.TempPathFactory) -> Replay:
    """The build job on main, from a fresh clone to the site and its copy for a disk."""
    if not has_make():
        pytest.skip("needs make and bash")
    clone = tmp_path_factory.mktemp("clone") / "work" / "inlegvel"
    clone.parent.mkdir()
    git(clone.parent, "clone", "--quiet", origin.as_uri(), clone.name)
    give_environment(clone)
    runner = Runner(clone)
    said = {}
    job = jobs()["build"]
    for step in run_steps(job):
        done = runner.run(job, step)
        assert done.returncode == 0, f"{step['run']}\n{done.stdout}\n{done.stderr}"
        said[step["run"]] = done.stdout
    return Replay(clone, runner, said)


@pytest.fixture
def disk(browser: "Browser", replay: Replay) -> Iterator["Page"]:
    """The first page of the copy, opened from the disk.

    Every error fails the test, and everything that is asked of the web: also what the policy of
    the page stops is an error.
    """
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    page.on("request", lambda asked: errors.append(asked.url) if "http" in asked.url[:5] else None)
    page.goto((replay.clone / "schijf" / "index.html").as_uri())
    yield page
    context.close()
    assert errors == []
