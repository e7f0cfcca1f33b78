"""Charts as files: each picture as SVG and PNG, and the numbers of each chart as CSV."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from inlegvel.export.artifact import Artifact
from inlegvel.export.kept import Kept
from inlegvel.export.tables import csv_bytes

LETTERS = Path(__file__).parent / "lettertype"
ZOOM = 2.0


@dataclass(frozen=True)
class Picture:
    """A picture to publish: its path without ending, its SVG, and its numbers, heads first."""

    path: str
    svg: str
    numbers: Sequence[Sequence[object]] = ()


def png(svg: str) -> bytes:
    """A picture as PNG, twice its size in pixels.

    It is drawn with our own letters and none of the machine's, so that every machine
    makes the same bytes.
    """
    import resvg_py  # only when a picture is new

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


def png_artifact(path: str, svg: str, kept: Kept) -> Artifact:
    """A picture as PNG at `path`, made when it is asked for."""
    drawing = Artifact(path, svg.encode())
    return Artifact(path, kept.once(lambda: png(svg), "png", [drawing], version("resvg-py")))


def picture_artifacts(picture: Picture, kept: Kept) -> list[Artifact]:
    """The files of a picture: its drawing twice, and its numbers where it brings them."""
    drawing = Artifact(f"{picture.path}.svg", picture.svg.encode())
    files = [drawing, png_artifact(f"{picture.path}.png", picture.svg, kept)]
    if picture.numbers:
        head, *rows = picture.numbers
        files.append(Artifact(f"{picture.path}.csv", csv_bytes([str(cell) for cell in head], rows)))
    return files
