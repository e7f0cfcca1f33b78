"""A folder made aside, that takes the place of another in one step.

Who makes it may be stopped at any moment: until the exchange the folder that was there stays
whole, and what a stopped run left behind is removed by the next.
"""

import ctypes
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

if sys.platform != "win32":
    import fcntl

AT_FDCWD = -100
RENAME_EXCHANGE = 2  # Linux: renameat2
RENAME_SWAP = 2  # macOS: renamex_np
OLD = "oud-"


class BusyError(Exception):
    """Someone else is making the same folder now."""


@contextmanager
def aside(target: Path) -> Iterator[Path]:
    """An empty folder beside `target`, to fill and then `exchange`; it is removed at the end.

    One at a time may do this: else what began first, with older data, could come last. What
    earlier runs left behind when they were stopped is removed.

    Raises:
        BusyError: another run is making `target` now.
        OSError: the folder around `target` cannot be written.
    """
    with _alone(target.parent):
        _mend(target)
        folder = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
        try:
            yield folder
        finally:
            _mend(target)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold a lock on a folder, which the system lets go of also when this process is killed."""
    if sys.platform == "win32":  # folders cannot be locked there
        yield
        return
    handle = os.open(folder, os.O_RDONLY)  # no child that this process starts inherits it
    try:
        with suppress(OSError):  # a file system without locks
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise BusyError(str(folder)) from error
        yield
    finally:
        os.close(handle)


def _mend(target: Path) -> None:
    """Put back what a stopped exchange had taken away, and remove all that was made aside."""
    ours = re.compile(rf"\.{re.escape(target.name)}-({OLD})?[a-z0-9_]{{8}}")
    for path in sorted(target.parent.iterdir()):
        if not ours.fullmatch(path.name):
            continue
        before = path / target.name
        if path.name.startswith(f".{target.name}-{OLD}") and before.exists():
            with suppress(OSError):
                if not target.exists():
                    before.rename(target)
        _remove(path)


def _remove(path: Path) -> None:
    if path.is_symlink() or not path.is_dir():
        with suppress(OSError):
            path.unlink()
    else:
        shutil.rmtree(path, ignore_errors=True)


def exchange(new: Path, target: Path) -> None:
    """Put `new` in the place of `target` without a moment in which neither is there.

    What was there before is in the place of `new` then, or gone.
    """
    if not os.path.lexists(target):
        new.rename(target)
    elif not _swap(new, target):
        # Elsewhere two renames: a short gap, but never half a folder, and who comes next mends it.
        prefix = f".{target.name}-{OLD}"
        old = Path(tempfile.mkdtemp(prefix=prefix, dir=target.parent)) / target.name
        target.rename(old)
        new.rename(target)


def _swap(one: Path, other: Path) -> bool:
    """Let two folders change places in one step; False where the system cannot do that."""
    libc = ctypes.CDLL(None, use_errno=True) if sys.platform != "win32" else None
    a, b = os.fsencode(one), os.fsencode(other)
    if renameat2 := getattr(libc, "renameat2", None):
        return bool(renameat2(AT_FDCWD, a, AT_FDCWD, b, RENAME_EXCHANGE) == 0)
    if renamex_np := getattr(libc, "renamex_np", None):
        return bool(renamex_np(a, b, RENAME_SWAP) == 0)
    return False
