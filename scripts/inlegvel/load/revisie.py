"""The data as they were at a revision of the repository; the work tree is not touched."""

import subprocess
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

FOLDER = "datapackages"
SHALLOW = (
    "Deze kopie van het project heeft niet de hele geschiedenis. Haal haar eerst op met: "
    "git fetch --unshallow"
)


class RevisieError(Exception):
    """This revision cannot be read; the message is Dutch, for the editor."""


@dataclass(frozen=True)
class Revisie:
    """One commit: its full name, its day as ``2022-02-16``, and the first line of its message."""

    naam: str
    dag: str
    onderwerp: str

    @property
    def kort(self) -> str:
        """The name as people write it."""
        return self.naam[:10]


@contextmanager
def at_revision(root: Path, name: str) -> Iterator[tuple[Revisie, Path]]:
    """The commit that `name` stands for, and a temporary project with its ``datapackages/``.

    `name` is whatever git takes for a revision: ``HEAD^``, ``main``, a tag, the name of a commit.

    Raises:
        RevisieError: git, the repository, the revision or its data are not there.
    """
    revisie = _find(root, name)
    with tempfile.TemporaryDirectory(prefix="inlegvel-revisie-") as folder:
        packed, project = Path(folder) / "revisie.zip", Path(folder) / "project"
        if not _git(root, "ls-tree", "-r", "--name-only", revisie.naam, "--", FOLDER):
            raise RevisieError(f"In revisie ‘{name}’ is nog geen map ‘{FOLDER}’.")
        _git(root, "archive", "--format=zip", f"--output={packed}", revisie.naam, "--", FOLDER)
        with zipfile.ZipFile(packed) as archive:
            archive.extractall(project)
        yield revisie, project


def _find(root: Path, name: str) -> Revisie:
    try:
        _git(root, "rev-parse", "--git-dir")
    except RevisieError as error:
        raise RevisieError(f"Deze map heeft geen geschiedenis in git. Git zegt: {error}") from error
    try:
        full = _git(root, "rev-parse", "--verify", "--end-of-options", f"{name}^{{commit}}")
        about = _git(root, "log", "-1", "--format=%cs%n%s", full)
    except RevisieError as error:
        shallow = _git(root, "rev-parse", "--is-shallow-repository") == "true"
        raise RevisieError(
            f"De revisie ‘{name}’ is hier niet. "
            + (SHALLOW if shallow else "Kies er een uit ‘git log --oneline’, zoals HEAD^ of main.")
        ) from error
    day, _, subject = about.partition("\n")
    return Revisie(full, day, subject)


def _git(root: Path, *arguments: str) -> str:
    """What git says, without the white space around it."""
    try:
        done = subprocess.run(
            ["git", "-C", root, *arguments],
            capture_output=True,
            check=False,
            stdin=subprocess.DEVNULL,
        )
    except FileNotFoundError as error:
        raise RevisieError(
            "Git is niet geïnstalleerd. Zonder git is er niets te vergelijken."
        ) from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise RevisieError(said[0] if said else "niets")
    return done.stdout.decode("utf-8", "replace").strip()
