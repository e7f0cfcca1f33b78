"""Charts as files: each picture as SVG and PNG, and the numbers of each chart as CSV."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version

from inlegvel.export.artifact import Artifact
from inlegvel.export.kept import Kept
from inlegvel.export.png import png
from inlegvel.export.studio import Studio
from inlegvel.export.tables import csv_bytes


@dataclass(frozen=True)
class Picture:
    """A picture to publish: its path without ending, its SVG, and its numbers, heads first."""

    path: str
    svg: str
    numbers: Sequence[Sequence[object]] = ()


def png_artifact(path: str, svg: str, kept: Kept, studio: Studio | None = None) -> Artifact:
    """A picture as PNG at `path`, made when it is asked for.

    With a studio a picture that is not kept is drawn from now on, beside other work.
    """
    what: tuple[str, list[Artifact], str] = ("png", [Artifact(path, svg.encode())], _drawn_by())
    if studio is None or kept.has(*what):
        return Artifact(path, kept.once(lambda: png(svg), *what))
    return Artifact(path, kept.once(studio.draw(svg), *what))


@cache
def _drawn_by() -> str:
    return version("resvg-py")


def picture_artifacts(picture: Picture, kept: Kept, studio: Studio | None = None) -> list[Artifact]:
    """The files of a picture: its drawing twice, and its numbers where it brings them."""
    drawing = Artifact(f"{picture.path}.svg", picture.svg.encode())
    files = [drawing, png_artifact(f"{picture.path}.png", picture.svg, kept, studio)]
    if picture.numbers:
        head, *rows = picture.numbers
        files.append(Artifact(f"{picture.path}.csv", csv_bytes([str(cell) for cell in head], rows)))
    return files
