"""Pictures drawn beside other work: the same pictures, and no program that outlives its work."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from inlegvel import build
from inlegvel.export import png, studio
from inlegvel.export.kept import Kept
from inlegvel.export.pictures import png_artifact
from inlegvel.export.studio import Studio, StudioError

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="{0}" height="{0}"><text y="9">a</text></svg>'
LARGE = SVG.format(4000)
"""Takes about a second to draw."""


@pytest.fixture
def drawing() -> Iterator[Studio]:
    found = Studio()
    yield found
    found.close()


def gone(process: int) -> bool:
    """Whether a process has ended; it may wait for somebody to ask how."""
    try:
        state = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return True
    return state[0] == "Z"


def test_pictures_are_those_drawn_here(drawing: Studio) -> None:
    drawings = [SVG.format(size) for size in range(10, 30)]
    begun = [drawing.draw(svg) for svg in drawings]
    assert [picture() for picture in begun] == [png.png(svg) for svg in drawings]


def test_no_svg_is_told_once_and_drawing_goes_on(drawing: Studio) -> None:
    wrong, right = drawing.draw("geen tekening"), drawing.draw(SVG.format(12))
    with pytest.raises(StudioError, match=r"Een plaatje is niet getekend.* ValueError: [^\n]*$"):
        wrong()
    assert right() == png.png(SVG.format(12))


def test_only_what_is_not_kept_is_drawn_ahead(tmp_path: Path, drawing: Studio) -> None:
    svg = SVG.format(10)
    first = png_artifact("a.png", svg, Kept(tmp_path), drawing).content
    drawing.close()
    assert png_artifact("a.png", svg, Kept(tmp_path), drawing).content == first
    with pytest.raises(RuntimeError):  # there is nobody to draw it
        png_artifact("b.png", svg, Kept(tmp_path), drawing)


def test_closing_stops_what_is_being_drawn() -> None:
    drawing = Studio()
    for _ in range(20):
        drawing.draw(LARGE)
    while not drawing._programs:
        time.sleep(0.01)
    start = time.monotonic()
    drawing.close()
    assert time.monotonic() - start < 10, "it waited for all pictures"
    assert all(program._running.returncode is not None for program in drawing._programs)


PARENT = f"""
import time
from inlegvel.export.studio import Studio
studio = Studio()
for _ in range(500):
    studio.draw('{SVG.format(1500)}')
while not studio._programs:
    time.sleep(0.01)
print(studio._programs[0]._running.pid, flush=True)
time.sleep(60)
"""


def test_programs_end_with_who_started_them() -> None:
    parent = subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    program = int(parent.stdout.readline())
    assert not gone(program)
    os.kill(parent.pid, signal.SIGKILL)
    parent.communicate()
    end = time.monotonic() + 20
    while not gone(program):
        assert time.monotonic() < end, "it draws on for nobody"
        time.sleep(0.05)


def test_a_program_loads_only_what_draws() -> None:
    found = subprocess.run(
        [sys.executable, "-P", "-X", "importtime", png.__file__],
        stdin=subprocess.DEVNULL, capture_output=True, text=True, check=True,
    )  # fmt: skip
    loaded = {line.rpartition("|")[2].strip() for line in found.stderr.splitlines()}
    assert "resvg_py" in loaded
    assert not loaded & {"pandas", "numpy", "frictionless", "mkdocs", "inlegvel"}


def test_a_build_says_it_in_one_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def failed(*given: object) -> None:
        raise StudioError("Killed")

    (tmp_path / "mkdocs.yml").write_text("site_name: Proef\n", encoding="utf-8")
    (tmp_path / "docs").mkdir()
    monkeypatch.setattr(build, "_fill", failed)
    assert build.build_site(tmp_path) == 1
    said = capsys.readouterr().err
    assert "Een plaatje is niet getekend" in said
    assert "Killed" in said
    assert "De map site/ is niet veranderd." in said
    assert not (tmp_path / "site").exists()


def test_one_processor_is_left_to_the_build(monkeypatch: pytest.MonkeyPatch) -> None:
    for processors, programs in ((None, 1), (1, 1), (2, 1), (4, 3), (64, studio.MOST)):
        monkeypatch.setattr(os, "cpu_count", lambda processors=processors: processors)
        drawing = Studio()
        assert drawing._threads._max_workers == programs
        drawing.close()
