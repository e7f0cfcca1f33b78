"""Builds that are stopped, and machines on which they cannot go on: for test_interrupted.py."""

import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from tests.site.website import CODE

# Runs `inlegvel bouw` with a few lines of Python before it, to stop it at a certain moment.
RUNNER = """
import os, signal, sys
from inlegvel import aside, build
def die(*given):
    os.kill(os.getpid(), signal.SIGKILL)
{before}
from inlegvel.cli import main
sys.exit(main(["--map", sys.argv[1], "bouw"]))
"""


def start(root: Path, before: str = "", limit: int = 0) -> subprocess.Popen[str]:
    """A build in a group of its own, that may be stopped; `before` as in `RUNNER`.

    No file it writes may be larger than `limit` bytes, where that is given.
    """
    env = {**os.environ, "PYTHONPATH": str(CODE), "PYTHONIOENCODING": "utf-8"}
    env.pop("SOURCE_DATE_EPOCH", None)
    how = ["-c", RUNNER.format(before=before), str(root)]
    return subprocess.Popen(
        [sys.executable, *(how if before else ["-m", "inlegvel", "--map", str(root), "bouw"])],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        env=env,
        start_new_session=True,
        preexec_fn=partial(_limit, limit) if limit else None,  # noqa: PLW1509  # no threads here
    )


def _limit(size: int) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def stop_after(process: subprocess.Popen[str], seconds: float, how: signal.Signals) -> str:
    """Send a signal to a build after a while, if it is not done by then; gives what it said."""
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.send_signal(how)
    said, _ = process.communicate(timeout=120)
    return said


def wait_for_folder(root: Path, process: subprocess.Popen[str]) -> None:
    """Until the build is making a site aside."""
    deadline = time.monotonic() + 60
    while not any(root.glob(".site-*")):
        assert process.poll() is None, process.communicate()[0]
        assert time.monotonic() < deadline
        time.sleep(0.02)


def may_mount() -> bool:
    """Whether this user may mount file systems: root outside a locked container."""
    if os.name != "posix" or os.geteuid() or not shutil.which("mount"):
        return False
    done = subprocess.run(
        ["unshare", "--mount", "mount", "-t", "tmpfs", "none", "/mnt"],
        capture_output=True,
        check=False,
    )
    return done.returncode == 0


@contextmanager
def small_disk(folder: Path, size: int) -> Iterator[None]:
    """A disk of `size` bytes at `folder`, in memory."""
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "none", folder], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


@contextmanager
def unwritable(folder: Path) -> Iterator[None]:
    """Nobody can write in the folder: a read-only mount for root, who may do all else."""
    if os.geteuid():
        mode = folder.stat().st_mode
        folder.chmod(0o555)
        try:
            yield
        finally:
            folder.chmod(mode)
        return
    subprocess.run(["mount", "--bind", folder, folder], check=True)
    try:
        subprocess.run(["mount", "-o", "remount,ro,bind", folder], check=True)
        yield
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)
