"""Pictures as files: the same bytes every time, made once per content."""

import io
import struct
from pathlib import Path

import pandas as pd
import pytest
from tests.site.html_tree import Site

from inlegvel.export import pictures
from inlegvel.export.pictures import LETTERS, Picture, picture_artifacts, png

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20" width="40" height="20" '
    'font-family="Liberation Sans, sans-serif" font-size="13">'
    '<rect width="40" height="20" fill="#ffffff"/><text x="2" y="15">{}</text></svg>'
)


def size(content: bytes) -> tuple[int, int]:
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", content[16:24])
    return width, height


def test_a_picture_is_twice_its_size_with_letters_of_our_own() -> None:
    assert size(png(SVG.format("1,3"))) == (80, 40)
    assert png(SVG.format("1,3")) == png(SVG.format("1,3"))
    assert png(SVG.format("1,3")) != png(SVG.format("1,4"))
    assert png(SVG.format("")) != png(SVG.format("x")), "letters are drawn"
    assert (LETTERS / "LICENSE").is_file()


def test_a_picture_is_made_once_per_content(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = png(SVG.format("a"), tmp_path)
    (kept,) = tmp_path.iterdir()
    monkeypatch.setattr(pictures, "_draw", lambda svg: pytest.fail("drawn again"))
    assert png(SVG.format("a"), tmp_path) == first
    monkeypatch.undo()
    kept.write_bytes(first[:-20])  # a disk that was full
    assert png(SVG.format("a"), tmp_path) == first
    kept.unlink()
    assert png(SVG.format("a"), tmp_path) == first


def test_a_cache_that_cannot_be_written_costs_nothing_but_time(tmp_path: Path) -> None:
    (tmp_path / "bezet").write_text("een bestand waar een map hoort", encoding="utf-8")
    assert size(png(SVG.format("a"), tmp_path / "bezet")) == (80, 40)


def test_numbers_go_along_where_a_picture_brings_them() -> None:
    rows = [["Wie", "Woningen"], ["a;b", 12.5], ["c", "minder dan 3"]]
    files = picture_artifacts(Picture("grafieken/d/x", SVG, "data/d/grafieken/x.csv", rows), None)
    assert [file.path for file in files] == [
        "grafieken/d/x.svg", "grafieken/d/x.png", "data/d/grafieken/x.csv",
    ]  # fmt: skip
    assert files[2].content == b"Wie,Woningen\na;b,12.5\nc,minder dan 3\n"
    bare = picture_artifacts(Picture("grafieken/d/x", SVG, "data/d/grafieken/x.csv"), None)
    assert len(bare) == 2


def test_the_numbers_of_a_chart_are_those_of_the_data(basis_site: Site) -> None:
    folder = "data/testdorp-inlegvel-2032"
    shown = pd.read_csv(
        io.BytesIO(basis_site.read(f"{folder}/grafieken/netto-toevoeging.2032.2032.voornemen.csv"))
    ).set_index("Organisatie")
    rows = pd.read_csv(io.BytesIO(basis_site.read("data/alle-cijfers/cijfers.csv")))
    rows = rows[
        (rows["document"] == "testdorp-inlegvel-2032")
        & (rows["indicator"] == "netto-toevoeging")
        & (rows["jaar_tot"] == 2032)
        & (rows["onderdeel"] == "geheel")
        & (rows["variant"] == "basis")
        & (rows["organisatie"] != "samen")
    ].set_index("organisatie_naam")
    assert shown["Netto-toevoeging (woningen)"].to_dict() == rows["waarde"].to_dict()
