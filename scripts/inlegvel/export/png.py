"""A drawing as PNG; as a program it draws whatever comes in, beside the work of another process.

As a program it reads a drawing per line, as a JSON text, and writes for each the number of bytes
in four bytes and then the picture. It stops when nothing more comes in or nobody reads, so that
it never outlives the process that started it. It imports no more than it needs to draw.
"""

import json
import sys
from pathlib import Path
from typing import BinaryIO

import resvg_py

LETTERS = Path(__file__).parent / "lettertype"
ZOOM = 2.0
SIZE_BYTES = 4


def png(svg: str) -> bytes:
    """A picture as PNG, twice its size in pixels.

    It is drawn with our own letters and none of the machine's, so that every machine
    makes the same bytes. A drawing that is no SVG is a ValueError.
    """
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg,
            zoom=ZOOM,
            skip_system_fonts=True,
            font_files=[str(path) for path in sorted(LETTERS.glob("*.ttf"))],
            font_family="Liberation Sans",
            sans_serif_family="Liberation Sans",
        )
    )


def answer(asked: BinaryIO, answers: BinaryIO) -> None:
    """Draw what is asked, one after the other."""
    for line in asked:
        picture = png(json.loads(line))
        answers.write(len(picture).to_bytes(SIZE_BYTES, "big") + picture)
        answers.flush()


if __name__ == "__main__":
    answer(sys.stdin.buffer, sys.stdout.buffer)
