"""Whether `site/` is what a build would make again: nothing went in, and nothing came out, changed.

What a build makes follows from the files of the project, the code, the packages of Python and a
few variables, and from nothing else: two builds of the same are equal byte for byte. So a receipt
of what went in and what came out says whether building again can change anything. It goes by the
content of every file, not by its date, and where anything is unclear there is no receipt.
"""

import hashlib
import json
import os
import re
import stat
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from inlegvel import address
from inlegvel.whole import CACHE, read_whole, write_whole

UNCHANGED = "De map site/ is niet veranderd."
SITE = "site"
RECEIPT = Path(CACHE) / "gebouwd"
# What stands in the project's folder and is not read by a build; hidden files are not either.
NO_SOURCE = {SITE, "schijf", "build", "tests", "benchmarks"}
COMPILED = "__pycache__"
# The last dates the files of a site.
VARIABLES = (*address.VARIABLES, "SOURCE_DATE_EPOCH")
NAMED = re.compile(r"!ENV\s+(\[[^\]]*\]|\S+)")  # the variables that mkdocs.yml asks for


class NotPlainError(Exception):
    """Something among the files is no file or folder of its own: a link to a folder, a pipe."""


def sources(root: Path, env: Mapping[str, str]) -> str:
    """One checksum of all that a build of `root` depends on; empty where that cannot be told."""
    package = Path(__file__).resolve().parent  # wherever it was installed
    try:
        inputs = {
            "project": _files(root, _sources(root)),
            "code": _files(package, _below(package)),
            "python": [sys.version, *_packages()],
            "omgeving": {name: env.get(name) for name in _variables(root)},
        }
    except (OSError, NotPlainError):
        return ""
    return _checksum(json.dumps(inputs).encode())


def content(site: Path) -> str:
    """One checksum of all that stands in a site; empty where that cannot be told."""
    try:
        return _checksum(json.dumps(_files(site, _below(site))).encode())
    except (OSError, NotPlainError):
        return ""


def keep_receipt(root: Path, went_in: str, came_out: str, told: str) -> None:
    """Remember the checksums of the sources and of the site made of them, and what was said of it.

    What cannot be told is not kept.
    """
    if went_in and came_out:
        kept = {"bronnen": went_in, "site": came_out, "gemeld": told}
        write_whole(root / RECEIPT, json.dumps(kept).encode())


def still_told(root: Path, env: Mapping[str, str]) -> str:
    """What the last build said, where another would make the same site; empty elsewhere."""
    receipt = read_whole(root / RECEIPT)
    if receipt is None:
        return ""
    kept: dict[str, str] = json.loads(receipt)
    if kept["bronnen"] != sources(root, env) or kept["site"] != content(root / SITE):
        return ""
    return kept["gemeld"]


def _sources(root: Path) -> Iterator[Path]:
    for path in root.iterdir():
        if path.name.startswith(".") or path.name in NO_SOURCE:
            continue
        yield from _below(path) if path.is_dir() else [path]


def _below(folder: Path) -> Iterator[Path]:
    """Every file below a folder.

    Raises:
        NotPlainError: a folder is a link, so that what stands in it is not below this one.
    """
    for name, folders, files in os.walk(folder):
        folders[:] = [part for part in folders if part != COMPILED]
        if any(Path(name, part).is_symlink() for part in folders):
            raise NotPlainError(name)
        yield from (Path(name, part) for part in files)


def _files(folder: Path, paths: Iterable[Path]) -> dict[str, str]:
    """The checksum of every file, by its path below `folder`."""
    return {path.relative_to(folder).as_posix(): _checksum(_bytes(path)) for path in sorted(paths)}


def _bytes(path: Path) -> bytes:
    if not stat.S_ISREG(path.stat().st_mode):
        raise NotPlainError(str(path))
    return path.read_bytes()


def _packages() -> list[str]:
    """The packages that Python has, with their versions, as the names of their folders say."""
    found = set()
    for folder in sys.path:
        if Path(folder).is_dir():
            found |= {path.name for path in Path(folder).glob("*.dist-info")}
    return sorted(found)


def _variables(root: Path) -> list[str]:
    settings = (root / "mkdocs.yml").read_text(encoding="utf-8", errors="replace")
    named = {name for asked in NAMED.findall(settings) for name in re.findall(r"\w+", asked)}
    return sorted({*VARIABLES, *named})


def _checksum(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
