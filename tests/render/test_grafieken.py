"""Charts as drawings: within their canvas, in the site's own looks, and as pictures alone."""

import re
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urljoin
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.site.html_tree import Element, Site

from inlegvel.derive.grafieken import Grafiek
from inlegvel.derive.grafieken.grafiek import Doellijn, Reeks, Regel, Waarde
from inlegvel.render.grafieken.canvas import WIDTH
from inlegvel.render.grafieken.drawings import DRAWN
from inlegvel.render.grafieken.inline import drawing
from inlegvel.render.grafieken.picture import LOOKS, ChartPicture

ROOT = Path(__file__).parents[2]
CSS = "".join(
    path.read_text(encoding="utf-8") for path in (ROOT / "docs" / "assets").rglob("*.css")
)

# Of each kind of chart: how many series it has, which signs, and whether its values are shares.
SHAPES = {
    "staven": (1, (1,)),
    "deel": (2, (1, 1)),
    "weerszijden": (3, (1, -1, -1)),
    "verdeling": (3, (1, 1, 1)),
    "verloop": (2, (1, 1)),
    "voortgang": (2, (1, 1)),
}


def chart(soort: str, lines: Iterable[list[float | None]], twijfel: str = "") -> Grafiek:
    _, signs = SHAPES[soort]
    return Grafiek(
        naam="x",
        soort=soort,
        document="dorp",
        titel="Een <titel> & meer {{ 7*6 }}",
        wat="Plan voor 2032, in woningen.",
        kop="Organisatie",
        reeksen=tuple(Reeks(f"Reeks {n}", sign) for n, sign in enumerate(signs)),
        regels=tuple(
            Regel(
                f"Organisatie {n} met een naam die over meer dan één regel van de grafiek loopt",
                tuple(Waarde(v, "geen" if v is None else f"{v:g}", twijfel=twijfel) for v in line),
                Waarde(sum((v or 0) * s for v, s in zip(line, signs, strict=True)), "saldo"),
            )
            for n, line in enumerate(lines)
        ),
        samenvatting='Het hoogst is "A".',
        eenheid="woningen",
        doellijnen=(Doellijn(60.0, "doel 60%", "Doel: 60%"),) if soort == "verdeling" else (),
        saldo="Netto",
    )


def positive(count: int) -> st.SearchStrategy[list[float]]:
    return st.lists(st.integers(0, 5000).map(float), min_size=count, max_size=count)


@pytest.mark.parametrize("soort", SHAPES)
@given(data=st.data())
def test_nothing_is_drawn_outside_the_canvas(soort: str, data: st.DataObject) -> None:
    count, _ = SHAPES[soort]
    if soort == "verdeling":
        line = st.integers(0, 100).flatmap(
            lambda a: st.integers(0, 100 - a).map(lambda b: [float(a), float(b), 100.0 - a - b])
        )
    elif soort in ("staven", "voortgang"):
        line = st.lists(st.integers(-500, 5000).map(float), min_size=count, max_size=count)
    else:
        line = positive(count)
    lines = data.draw(st.lists(line, min_size=2, max_size=6).filter(lambda ls: any(map(any, ls))))
    if soort == "weerszijden" and not any(map(sum, lines)):
        return
    if soort == "deel":
        lines = [[max(pair), min(pair)] for pair in lines]
    canvas = DRAWN[soort](chart(soort, lines))
    for mark in canvas.marks:
        attrs = dict(mark.attrs)
        if mark.tag == "rect":
            left, width = float(str(attrs["x"])), float(str(attrs["width"]))
            assert left >= -0.1, mark
            assert left + width <= WIDTH + 1.1, mark  # one unit for what is too small to see
        elif mark.tag == "circle":
            assert 5 <= float(str(attrs["cx"])) <= WIDTH - 5, mark
        assert float(str(attrs.get("y", attrs.get("y1", 0)))) <= canvas.y, mark


@pytest.mark.parametrize("soort", SHAPES)
@pytest.mark.parametrize("twijfel", ["", "alleen een grens"])
def test_looks_are_classes_of_the_style_sheet_and_of_the_picture(soort: str, twijfel: str) -> None:
    count, _ = SHAPES[soort]
    lines = [[50.0, 30.0, 20.0][:count], [40.0, 20.0, 40.0][:count]]
    svg = drawing(chart(soort, lines, twijfel)).svg
    root = ElementTree.fromstring(svg)
    used = {element.get("class", "") for element in root}
    for name in used - {""}:
        assert name in LOOKS
        if name != "iv-g-tekst":  # the look of all text in a chart
            assert f".{name}" in CSS
    assert root.get("role") == "img"
    assert root.get("aria-label") == "Een <titel> & meer {{ 7*6 }}"
    for forbidden in ("style=", " id=", '="#', "url("):
        assert forbidden not in svg


def test_bars_are_as_long_as_their_values() -> None:
    canvas = DRAWN["staven"](chart("staven", [[100.0], [50.0], [0.0], [None]]))
    wide = [float(str(dict(mark.attrs)["width"])) for mark in canvas.marks if mark.tag == "rect"]
    assert wide[0] == pytest.approx(2 * wide[1], abs=0.2)
    assert len(wide) == 2
    assert {"0", "geen"} <= {mark.text for mark in canvas.marks}


def test_what_is_taken_away_lies_left_of_what_is_added() -> None:
    canvas = DRAWN["weerszijden"](chart("weerszijden", [[40.0, 30.0, 5.0], [0.0, 0.0, 8.0]]))
    bars = {
        kind: [dict(m.attrs) for m in canvas.marks if m.tag == "rect" and m.kind == kind][1:]
        for kind in ("vol", "warm", "streep")
    }
    zero = float(str(bars["vol"][0]["x"]))
    for kind in ("warm", "streep"):
        for bar in bars[kind]:
            assert float(str(bar["x"])) + float(str(bar["width"])) <= zero + 0.2
    diamonds = [m for m in canvas.marks if m.tag == "path" and m.kind == "net"][1:]
    places = [float(re.match(r"M([-\d.]+)", str(dict(m.attrs)["d"]))[1]) for m in diamonds]  # type: ignore[index]
    assert places[0] > zero > places[1]


@pytest.mark.parametrize(("soort", "count"), [("weerszijden", 3), ("verloop", 2)])
def test_one_line_is_marked_behind_its_marks(soort: str, count: int) -> None:
    """The band holds all text of that line and none of another; an unknown label has none."""
    shown = chart(soort, [[50.0, 30.0, 20.0][:count], [40.0, 20.0, 40.0][:count]])
    made = drawing(shown)
    assert made.marked("Wie niet meedoet") == made.svg
    first, second = (line.label for line in shown.regels)
    for label, other in ((first, second), (second, first)):
        desc, band, *marks = ElementTree.fromstring(made.marked(label))
        assert desc.tag.endswith("desc")
        assert band.get("class") == "iv-g-eigen"
        top = float(band.get("y", ""))
        end = top + float(band.get("height", ""))
        texts = [mark for mark in marks if mark.get("class") == "iv-g-naam"]
        inside = " ".join(str(t.text) for t in texts if top < float(t.get("y", "")) < end)
        assert inside.startswith(label)
        assert other not in inside


def test_a_limit_points_where_it_may_lie() -> None:
    limit = Waarde(1.4, "minder dan 1,4", twijfel="alleen een grens", grens="<")
    shown = chart("verloop", [[1.4, 1.2]])
    line = Regel("Lefier", (Waarde(1.4, "1,4"), limit))
    drawn = DRAWN["verloop"](Grafiek(**{**vars(shown), "regels": (*shown.regels, line)}))
    (triangle,) = [dict(mark.attrs)["d"] for mark in drawn.marks if mark.kind == "grens"]
    assert str(triangle).endswith("l-8 -6z")
    texts = [mark.text for mark in drawn.marks]
    assert "1,4 → minder dan 1,4" in texts


def test_a_picture_alone_needs_nothing_of_the_site() -> None:
    shown = chart("weerszijden", [[40.0, 30.0, 5.0], [0.0, 0.0, 8.0]])
    bron = "Bron: Inlegvel\ufffe 2032."  # a character that XML may not have
    picture = ChartPicture("dorp", "x", shown.titel, shown.wat, bron, drawing(shown).svg, "Zin.")
    alone = picture.alone()
    root = ElementTree.fromstring(alone.replace("\ufffe", ""))
    for forbidden in ("class=", "style", "id=", "var(", "<script", "href"):
        assert forbidden not in alone
    text = " ".join("".join(root.itertext()).split())
    for said in ("Een <titel> & meer {{ 7*6 }}", shown.wat, "Bron: Inlegvel", "Zin."):
        assert said in text
    assert picture.path == "grafieken/dorp/x"


def figures(site: Site) -> list[tuple[str, Element]]:
    return [
        (address, figure)
        for address, page in site.pages()
        for figure in page.root.find("figure", class_="iv-grafiek")
    ]


def test_every_chart_leads_to_its_table_itself_and_its_files(basis_site: Site) -> None:
    found = figures(basis_site)
    assert {address for address, _ in found} >= {
        "testdorp/inlegvel-2032/beschikbaarheid/",
        "indicatoren/netto-toevoeging/",
        "organisaties/de-dakpan/",
    }
    for address, figure in found:
        ids = basis_site.page(address).ids
        to_table, to_itself, *files = (link.attrs["href"] for link in figure.find("a"))
        assert to_itself == f"#{figure.attrs['id']}"
        assert ids.count(figure.attrs["id"]) == 1
        place = urljoin(f"/{address}", to_table).removeprefix("/")
        assert basis_site.at(place).tag in {"table", "tr"}, place
        assert [Path(name).suffix for name in files] == [".svg", ".png", ".csv"]
        for name in files:
            assert (basis_site.folder / address / name).resolve().is_file(), (address, name)
        (svg,) = figure.find("svg")
        assert svg.attrs["role"] == "img"
        assert svg.find("desc")[0].text in figure.text


def test_every_figure_of_a_chart_is_in_a_table_of_its_page(basis_site: Site) -> None:
    """The table is the alternative: what a chart says in words, a table says as well."""
    page = basis_site.page("testdorp/inlegvel-2032/beschikbaarheid/")
    cells = {str(cell.children[0]) for cell in page.root.find("td") if cell.children}
    for figure in page.root.find("figure", class_="iv-grafiek"):
        numbers = {
            text.text
            for text in figure.find("text", class_="iv-g-tekst")
            if re.fullmatch(r"[−\d.,]+", text.text)
        }
        assert numbers <= cells


def test_scales_and_the_timeline_are_files_too(basis_site: Site) -> None:
    page = basis_site.page("testdorp/ambitiekader-2031-2035/voortgang/")
    shown = page.root.find("figure", class_="iv-figuur")
    assert shown
    folder = basis_site.folder / "grafieken"
    for figure in shown:
        for link in figure.find("a"):
            target = basis_site.folder / "testdorp/ambitiekader-2031-2035/voortgang"
            assert (target / link.attrs["href"]).resolve().is_file()
    assert (folder / "alle-cijfers" / "tijdlijn.svg").is_file()
    assert (folder / "alle-cijfers" / "tijdlijn.png").is_file()
