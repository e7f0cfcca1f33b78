"""Pictures drawn beside other work, by programs that do nothing else."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import local

from inlegvel.export import png
from inlegvel.findings import ProgramError

MOST = 4
"""With more programs, starting them takes longer than what they draw."""


class StudioError(ProgramError):
    """A picture was not drawn."""

    def __init__(self, said: str) -> None:
        super().__init__("Een plaatje is niet getekend.", said)


class Studio:
    """Draws pictures in programs of its own, until it is closed.

    There is a thread for each program: it starts the program, hands it a drawing, and waits for
    the picture. One processor is left to who asks for the pictures. A program takes some 45 MB.
    """

    def __init__(self) -> None:
        count = min(MOST, max(1, (os.cpu_count() or 1) - 1))
        self._threads = ThreadPoolExecutor(count, thread_name_prefix="tekenen")
        self._own = local()
        self._programs: list[_Program] = []

    def draw(self, svg: str) -> Callable[[], bytes]:
        """Begin to draw; what this gives waits for the PNG, or raises a StudioError."""
        return self._threads.submit(self._drawn, svg).result

    def close(self) -> None:
        """Stop all programs, also in the middle of a picture."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        for program in self._programs:
            program.stop()
        # A thread that was just starting a program ends after one picture.
        self._threads.shutdown()
        for program in self._programs:
            program.forget()

    def _drawn(self, svg: str) -> bytes:
        program: _Program | None = getattr(self._own, "program", None)
        if program is None:
            program = self._own.program = _Program()
            self._programs.append(program)
        try:
            return program.draw(svg)
        except StudioError:
            self._own.program = None
            raise


class _Program:
    """`png.py` as a running program."""

    def __init__(self) -> None:
        # -P: the folder of the program is no place to import from.
        try:
            self._running = subprocess.Popen(
                [sys.executable, "-P", str(Path(png.__file__))],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
            )
        except OSError as error:
            raise StudioError(str(error)) from error

    def draw(self, svg: str) -> bytes:
        """The picture as PNG."""
        asked, answers, said = self._running.stdin, self._running.stdout, self._running.stderr
        if asked is None or answers is None or said is None:
            raise StudioError("")
        try:
            asked.write(json.dumps(svg).encode() + b"\n")
            asked.flush()
            size = answers.read(png.SIZE_BYTES)
            picture = answers.read(int.from_bytes(size, "big"))
        except OSError:
            picture = b""
        if not picture:
            raise StudioError(said.read().decode(errors="replace"))
        return picture

    def stop(self) -> None:
        """End the program, whatever it is doing."""
        self._running.kill()

    def forget(self) -> None:
        """End the program, and wait until nothing of it is left."""
        self._running.kill()
        self._running.communicate()
