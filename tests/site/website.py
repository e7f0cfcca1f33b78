"""Whole websites for tests: projects to build, and the built site of the real data.

Fixtures here are imported by the conftest.py of every folder that needs them.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.site.html_tree import Site

import inlegvel

ROOT = Path(__file__).parent.parent.parent
CODE = Path(inlegvel.__file__).parent.parent
ROOT_URL = "http://localhost:8000/"
BELOW_URL = "http://localhost/inlegvel/"

MakeProject = Callable[..., Path]


class _AnyTag(yaml.SafeLoader):
    """Reads mkdocs.yml, where `!ENV [NAME, default]` stands for a setting."""


_AnyTag.add_multi_constructor("!", lambda loader, suffix, node: None)


def read_config(root: Path) -> dict[str, Any]:
    """The settings in mkdocs.yml."""
    text = (root / "mkdocs.yml").read_text(encoding="utf-8")
    config: dict[str, Any] = yaml.load(text, Loader=_AnyTag)
    return config


def headings(page: Path) -> str:
    """The headings of a page, to which generated pages may link."""
    lines = page.read_text(encoding="utf-8").splitlines()
    found = [line for line in lines if re.match("#+ ", line)]
    return "\n\n".join([f"# {page.parent.name.capitalize()}", *found[1:]]) + "\n"


def add_site(root: Path) -> None:
    """Give a project of data alone all that a site needs.

    Settings, looks and code are the real ones. Of the pages that people write only the headings
    are, because they speak of Groningen; the home page has its lists.
    """
    shutil.copy(ROOT / "mkdocs.yml", root)
    shutil.copytree(ROOT / "overrides", root / "overrides")
    shutil.copytree(ROOT / "docs" / "assets", root / "docs" / "assets")
    (root / "scripts").symlink_to(CODE)
    for page in (ROOT / "docs").rglob("*.md"):
        name = page.relative_to(ROOT / "docs").as_posix()
        path = root / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(headings(page), encoding="utf-8")
    home = "# Home\n\n{{ papieren() }}\n\n{{ themas() }}\n\n{{ verhuurders() }}\n"
    (root / "docs" / "index.md").write_text(home, encoding="utf-8")
    (root / "docs" / "fout-melden" / "index.md").write_text(
        "# Fout melden\n\n{{ melden() }}\n", encoding="utf-8"
    )


def run(root: Path, *arguments: str, **kwargs: Any) -> subprocess.CompletedProcess[str]:
    """Run a command of `inlegvel` on the project; `env` adds to the environment."""
    env = {**os.environ, "PYTHONPATH": str(CODE), "PYTHONIOENCODING": "utf-8"}
    env.pop("SOURCE_DATE_EPOCH", None)  # a build in this process may have set it
    env.update(kwargs.pop("env", {}))
    return subprocess.run(
        [sys.executable, "-m", "inlegvel", "--map", str(root), *arguments],
        capture_output=True,
        encoding="utf-8",
        env=env,
        check=False,
        timeout=300,  # a slow machine is no error
        **kwargs,
    )


def build(root: Path, url: str = ROOT_URL, **env: str) -> Site:
    """The site of a project, built as the editor does; fails the test where that fails."""
    done = run(root, "bouw", env={"SITE_URL": url, **env})
    assert done.returncode == 0, done.stdout + done.stderr
    return Site(root / "site", url)


def real_project(folder: Path) -> Path:
    """A copy of this checkout's data, pages and settings, so that its own site/ stays."""
    root = folder / "inlegvel"
    root.mkdir()
    for name in ("datapackages", "docs", "overrides"):
        shutil.copytree(ROOT / name, root / name)
    shutil.copy(ROOT / "mkdocs.yml", root)
    (root / "scripts").symlink_to(CODE)
    return root


@pytest.fixture(scope="session")
def make_site_project(make_project: MakeProject) -> MakeProject:
    """`make_project` with settings and pages, so that a site can be built."""

    def make(*changes: dict[str, Any], **pages: str) -> Path:
        root = make_project(*changes)
        add_site(root)
        for name, text in pages.items():
            path = root / "docs" / name / "index.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return root

    return make


# Every conftest.py that imports a fixture has a fixture of its own; the sites are made once.
_made: dict[str, Site] = {}


def _once(name: str, make: Callable[[], Site]) -> Site:
    if name not in _made:
        _made[name] = make()
    return _made[name]


@pytest.fixture(scope="session")
def basis_site(make_site_project: MakeProject) -> Site:
    """The built site of the small project that most tests use. Read it only."""
    return _once("basis", lambda: build(make_site_project()))


@pytest.fixture(scope="session")
def real_site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The built site of the real data, at the root of a host. Read it only."""
    return _once("real", lambda: build(real_project(tmp_path_factory.mktemp("real"))))


@pytest.fixture(scope="session")
def basis_site_below(make_site_project: MakeProject) -> Site:
    """The small site, built for a place below a path. Read it only.

    That the real one works there is what the replay of the build job shows.
    """
    return _once("below", lambda: build(make_site_project(), BELOW_URL))
