"""Pictures as files: the same bytes every time, made once per content."""

import io
import struct
from pathlib import Path

import pandas as pd
import pytest
from tests.site.html_tree import Site

from inlegvel.export import pictures
from inlegvel.export.kept import Kept
from inlegvel.export.pictures import Picture, picture_artifacts
from inlegvel.export.png import LETTERS, png

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


def picture(text: str = "a", numbers: list[list[object]] | None = None) -> Picture:
    return Picture("grafieken/d/x", SVG.format(text), numbers or ())


def test_a_picture_is_made_once_per_content(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = picture_artifacts(picture(), Kept(tmp_path))[1].content
    monkeypatch.setattr(pictures, "png", lambda svg: pytest.fail("drawn again"))
    assert picture_artifacts(picture(), Kept(tmp_path))[1].content == first
    with pytest.raises(pytest.fail.Exception):
        assert picture_artifacts(picture("b"), Kept(tmp_path))[1].content
    monkeypatch.undo()
    assert picture_artifacts(picture(), Kept())[1].content == first


def test_a_picture_is_made_when_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "png", lambda svg: pytest.fail("nobody asked"))
    files = picture_artifacts(picture(), Kept())
    assert [file.made for file in files] == [True, False]


def test_numbers_go_along_where_a_picture_brings_them() -> None:
    rows: list[list[object]] = [["Wie", "Woningen"], ["a;b", 12.5], ["c", "minder dan 3"]]
    files = picture_artifacts(picture(numbers=rows), Kept())
    assert [file.path for file in files] == [
        "grafieken/d/x.svg", "grafieken/d/x.png", "grafieken/d/x.csv",
    ]  # fmt: skip
    assert files[2].content == b"Wie,Woningen\na;b,12.5\nc,minder dan 3\n"
    assert len(picture_artifacts(picture(), Kept())) == 2


def test_the_numbers_of_a_chart_are_those_of_the_data(basis_site: Site) -> None:
    folder = "grafieken/testdorp-inlegvel-2032"
    shown = pd.read_csv(
        io.BytesIO(basis_site.read(f"{folder}/netto-toevoeging.2032.2032.voornemen.csv"))
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
