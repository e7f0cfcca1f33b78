"""What was made before, kept by what it is made of; deleting it changes no byte of the site."""

import hashlib
import json
import sqlite3
import zlib
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import xlsxwriter

import inlegvel
from inlegvel.export.artifact import Artifact
from inlegvel.whole import read_whole, write_whole


@dataclass(frozen=True)
class Kept:
    """A folder of files made before; without a folder everything is made anew."""

    folder: Path | None = None
    used: set[Path] = field(default_factory=set)

    def once(
        self, make: Callable[[], bytes], kind: str, parts: Iterable[Artifact], also: object = None
    ) -> Callable[[], bytes]:
        """`make`, run only where nothing is kept of this `kind` from these very `parts`.

        `also` is what else the bytes follow from, as anything that can be JSON. The
        parts are looked at when the result is called, not before.
        """

        def content() -> bytes:
            path = self._place(kind, parts, also)
            return make() if path is None else read_whole(path) or write_whole(path, make())

        return content

    def has(self, kind: str, parts: Iterable[Artifact], also: object = None) -> bool:
        """Whether `once` with the same would make nothing; a damaged file counts as kept."""
        path = self._place(kind, parts, also)
        return path is not None and path.is_file()

    def _place(self, kind: str, parts: Iterable[Artifact], also: object) -> Path | None:
        if self.folder is None:
            return None
        described = [tools(), kind, also, *((part.path, part.sha256) for part in parts)]
        path = self.folder / hashlib.sha256(json.dumps(described).encode()).hexdigest()
        self.used.add(path)
        return path

    def forget_the_rest(self) -> None:
        """Remove what was not asked for since the start: it was made of other data."""
        if self.folder is None or not self.folder.is_dir():
            return
        for path in self.folder.iterdir():
            if path not in self.used:
                with suppress(OSError):
                    path.unlink()


@cache
def tools() -> str:
    """What makes the bytes, besides the data: our own code and the libraries it calls.

    All of our code, since words in a file may come from any layer below.
    """
    found = hashlib.sha256()
    for module in sorted(Path(inlegvel.__file__).parent.rglob("*.py")):
        found.update(module.read_bytes())
    versions = (xlsxwriter.__version__, sqlite3.sqlite_version, zlib.ZLIB_RUNTIME_VERSION)
    return f"{found.hexdigest()} {' '.join(versions)}"
