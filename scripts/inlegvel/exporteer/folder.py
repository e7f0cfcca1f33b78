"""The folder of an export: which one may be written, and how an earlier one is known.

An export lists its own files with their checksums. So a later one takes the place of an
earlier one, but never of what somebody changed or added.
"""

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from inlegvel.dutch import opsomming

MARKER = ".inlegvel-export"  # a line per file, as sha256sum reads it
BUILT = {"site", ".cache"}  # what generators write beside the pages
READ = ("datapackages", "docs", "overrides", "scripts")  # what a build of the project reads
AT_MOST = 5  # so many files are named


class ExporteerError(Exception):
    """Nothing was exported; the message is Dutch, for the editor."""


def refuse(root: Path, folder: Path) -> None:
    """Stop where an export into `folder` would lose work or disturb the project at `root`.

    Raises:
        ExporteerError: the folder holds something else, or belongs to the project.
    """
    if any(folder.is_relative_to(root / name) for name in READ):
        raise ExporteerError(f"De map {folder} hoort bij het project zelf. Kies een andere map.")
    if not folder.exists():
        return
    if not folder.is_dir():
        raise ExporteerError(f"{folder} is een bestand en geen map. Kies een andere map.")
    if not any(folder.iterdir()):
        return
    if not (folder / MARKER).is_file():
        raise ExporteerError(
            f"De map {folder} is niet leeg, en geen eerdere export. Kies een lege map."
        )
    if changed := list(_changed(folder)):
        named = opsomming(changed[:AT_MOST])
        more = f", en nog {len(changed) - AT_MOST}" if len(changed) > AT_MOST else ""
        raise ExporteerError(
            f"In de map {folder} is na de vorige export iets veranderd: {named}{more}. Dat zou "
            "verloren gaan. Kies een lege map."
        )


def _changed(folder: Path) -> Iterator[str]:
    """The files that are not as an earlier export left them."""
    sums = dict(_read_marker(folder / MARKER))
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_dir() or name == MARKER or name.partition("/")[0] in BUILT:
            continue
        if sums.get(name) != _sum(path.read_bytes()):
            yield name


def _read_marker(marker: Path) -> Iterator[tuple[str, str]]:
    for line in marker.read_text(encoding="utf-8", errors="replace").splitlines():
        found, _, name = line.partition("  ")
        yield name, found


def _sum(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def write(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write the files below `folder`."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def mark(folder: Path) -> None:
    """Say which files the export has, so that a next one may take its place."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    lines = [
        f"{_sum(path.read_bytes())}  {path.relative_to(folder).as_posix()}\n" for path in paths
    ]
    (folder / MARKER).write_text("".join(lines), encoding="utf-8", newline="\n")
