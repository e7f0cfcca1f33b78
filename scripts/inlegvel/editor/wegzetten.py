"""New files put in place all at once, or not at all."""

import tempfile
from collections.abc import Mapping
from contextlib import ExitStack, suppress
from pathlib import Path

from inlegvel.editor.paper import NieuwError


def write(root: Path, folders: Mapping[str, Mapping[str, str]]) -> None:
    """Write the folders aside and move them to their places: all of them, or none."""
    for folder in folders:
        target = root / folder
        if target.exists() or target.is_symlink():
            raise NieuwError(f"De map {folder} bestaat al. Er is niets veranderd.")
    try:
        with tempfile.TemporaryDirectory(
            prefix=".nieuw-", dir=root, ignore_cleanup_errors=True
        ) as aside:
            ready = {
                root / folder: _written(Path(aside) / str(number), files)
                for number, (folder, files) in enumerate(folders.items())
            }
            _put(ready)
    except OSError as error:
        raise NieuwError(
            f"De bestanden zijn niet te schrijven: {error.strerror}. Er is niets veranderd."
        ) from error


def _written(folder: Path, files: Mapping[str, str]) -> Path:
    folder.mkdir()
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return folder


def _put(ready: Mapping[Path, Path]) -> None:
    """Move each folder to its target; where one fails, all are back where they were."""
    with ExitStack() as undo:
        for target, folder in ready.items():
            for parent in reversed(target.parents):
                if not parent.exists():
                    parent.mkdir()
                    undo.callback(_remove_empty, parent)
            folder.rename(target)
            undo.callback(target.rename, folder)
        undo.pop_all()


def _remove_empty(folder: Path) -> None:
    with suppress(OSError):  # someone else put a file in it meanwhile
        folder.rmdir()


# --- what the editor reads -------------------------------------------------------
