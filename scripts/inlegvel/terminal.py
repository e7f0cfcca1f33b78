"""What a command says to whoever gave it, in Dutch, also of what the machine refuses."""

import errno
import sys
from typing import TextIO

# Not every system knows a quota.
FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC), errno.EFBIG)
FORBIDDEN = (errno.EROFS, errno.EACCES, errno.EPERM)


def say(text: str, stream: TextIO | None = None) -> None:
    """Print to standard output, or to `stream`."""
    print(text, file=stream or sys.stdout)


def trouble(error: OSError) -> str:
    """Why a file could not be read or written, and what to do about it."""
    about = f"‘{error.filename}’" if error.filename else "Een bestand"
    if error.errno in FULL:
        return "De schijf is vol. Maak ruimte vrij en geef de opdracht opnieuw."
    if error.errno in FORBIDDEN:
        return (
            f"{about} is niet te schrijven of te lezen: u mag daar niet bij. Vraag wie de computer "
            "beheert, of zet het project in een map van uzelf."
        )
    return f"{about} is niet te lezen of te schrijven: {error.strerror}. Kijk wat daar staat."
