"""A chart as a picture that stands alone: title, drawing and source line in light colours."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree

from inlegvel.render.grafieken.canvas import Canvas
from inlegvel.render.html import environment

MARGIN, GAP = 16.0, 8.0
TEXT = 13
FONTS = "Liberation Sans, Arial, Helvetica, sans-serif"
DARK, SOFT, COLOUR, LIGHT = "#1b2a33", "#51606a", "#0b5d5e", "#cfe6e4"
WARM, GREY, RULE, PAPER = "#b4530a", "#d5dbde", "#c9d6d6", "#ffffff"
# So that a line behind a number does not cross it out.
HALO = {"stroke-width": "5", "stroke-linejoin": "round", "paint-order": "stroke"}

# How each class of the site's drawings looks on paper; a class of its own says all of it.
LOOKS: Mapping[str, Mapping[str, str]] = {
    "iv-g-tekst": {"fill": DARK},
    "iv-g-titel": {"fill": DARK, "font-weight": "bold", "font-size": "15"},
    "iv-g-naam": {"fill": DARK, "font-weight": "bold"},
    "iv-g-zacht": {"fill": SOFT},
    "iv-g-geen": {"fill": SOFT},
    "iv-g-vol": {"fill": COLOUR},
    "iv-g-licht": {"fill": LIGHT, "stroke": COLOUR},
    "iv-g-warm": {"fill": WARM},
    "iv-g-streep": {"fill": PAPER, "stroke": WARM},
    "iv-g-strepen": {"fill": "none", "stroke": WARM, "stroke-width": "1.5"},
    "iv-g-grijs": {"fill": GREY, "stroke": SOFT},
    "iv-g-op-vol": {"fill": PAPER, "stroke": COLOUR, **HALO},
    "iv-g-op-licht": {"fill": DARK, "stroke": LIGHT, **HALO},
    "iv-g-op-grijs": {"fill": DARK, "stroke": GREY, **HALO},
    "iv-g-op-streep": {"fill": DARK, "stroke": PAPER, **HALO},
    "iv-g-hol": {"fill": PAPER, "stroke": COLOUR, "stroke-dasharray": "3 2"},
    "iv-g-net": {"fill": DARK, "stroke": PAPER, "stroke-width": "1.5"},
    "iv-g-as": {"stroke": SOFT},
    "iv-g-doel": {"stroke": DARK, "stroke-width": "2", "stroke-dasharray": "4 3"},
    "iv-g-tijd": {"stroke": DARK, "stroke-width": "2", "stroke-dasharray": "4 3"},
    "iv-g-spoor": {"stroke": RULE, "stroke-width": "2"},
    "iv-g-weg": {"stroke": COLOUR, "stroke-width": "4"},
    "iv-g-begin": {"fill": PAPER, "stroke": COLOUR, "stroke-width": "2"},
    "iv-g-eind": {"fill": COLOUR, "stroke": COLOUR, "stroke-width": "2"},
    "iv-g-grens": {"fill": PAPER, "stroke": COLOUR, "stroke-width": "2"},
    "iv-g-ruimte": {"fill": PAPER, "stroke": SOFT},
    "iv-as": {"stroke": RULE, "stroke-width": "2"},
    "iv-as-naam": {"fill": DARK, "font-weight": "bold"},
    "iv-doelvlak": {"stroke": COLOUR, "stroke-width": "10", "stroke-opacity": "0.45"},
    "iv-meting": {"fill": DARK},
    "iv-begin": {"fill": PAPER, "stroke": DARK, "stroke-width": "2"},
    "iv-plan": {"fill": PAPER, "stroke": COLOUR, "stroke-width": "2"},
    "iv-gebeurd": {"fill": COLOUR, "stroke": COLOUR, "stroke-width": "2"},
    "iv-voorzien": {"fill": PAPER, "stroke": COLOUR, "stroke-width": "2"},
}
# The size of the letters in each kind of drawing.
SIZES = {"iv-schaal": 12, "iv-tijdlijn": 11}
# Characters that text may have and XML may not.
NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Not shown: they are the words that the frame of a picture says itself.
UNSHOWN = ("desc", "title")


@dataclass(frozen=True)
class ChartPicture:
    """A picture to publish: its place, what stands around the drawing, and the drawing itself."""

    document: str
    naam: str
    titel: str
    wat: str
    bron: str
    svg: str
    """The drawing as it stands on a page."""
    samenvatting: str = ""
    tabel: Sequence[Sequence[object]] = ()
    """Its numbers as rows, the heads first; empty where the site has them as a table already."""

    @property
    def path(self) -> str:
        """Its address below the site's root, without the ending."""
        return picture_path(self.document, self.naam)

    def alone(self) -> str:
        """The picture as one SVG file: no class, no style sheet, no identifier."""
        root = ElementTree.fromstring(NO_XML.sub("", self.svg))  # our own drawing
        _, _, wide, high = (float(number) for number in root.attrib["viewBox"].split())
        head, foot = Canvas(), Canvas()
        head.lines(self.titel, "titel", width=wide)
        head.lines(self.wat, "zacht", width=wide)
        foot.lines(self.bron, "zacht", width=wide)
        top = MARGIN + head.y + GAP
        parts = [
            (MARGIN, TEXT, [_look(m.tag, f"iv-g-{m.kind}", m.attrs, m.text) for m in head.marks]),
            (top, SIZES.get(root.get("class", ""), TEXT), _drawing(root)),
            (
                top + high + GAP,
                TEXT,
                [_look(m.tag, f"iv-g-{m.kind}", m.attrs, m.text) for m in foot.marks],
            ),
        ]
        svg: str = (
            environment()
            .get_template("picture.svg")
            .render(
                titel=self.titel,
                about=" ".join([self.wat, self.samenvatting, self.bron]),
                fonts=FONTS,
                size=TEXT,
                paper=PAPER,
                margin=int(MARGIN),
                width=round(wide + 2 * MARGIN),
                height=round(top + high + GAP + foot.y + MARGIN),
                parts=[(round(y), size, marks) for y, size, marks in parts],
            )
        )
        return svg


def picture_path(document: str, naam: str) -> str:
    """The address of a picture below the site's root, without the ending."""
    return f"grafieken/{document}/{naam}"


def picture_files(document: str, naam: str) -> list[tuple[str, str]]:
    """The files of a picture with what each is, below the site's root."""
    picture = picture_path(document, naam)
    return [("SVG", f"{picture}.svg"), ("PNG", f"{picture}.png")]


def chart_files(document: str, naam: str) -> list[tuple[str, str]]:
    """The files of a picture and of its numbers."""
    return [*picture_files(document, naam), ("CSV", f"{picture_path(document, naam)}.csv")]


def scale_naam(doel: str) -> str:
    """The name of the picture of a goal."""
    return f"doelen.{doel}.schaal"


def _drawing(root: ElementTree.Element) -> list[dict[str, Any]]:
    """The marks of a drawing; what a page shows only to those who hover or listen goes."""
    marks = []
    for element in root:
        tag = element.tag.partition("}")[2] or element.tag
        if tag not in UNSHOWN:
            attrs = dict(element.attrib)
            kind = attrs.pop("class", "iv-g-zacht")
            marks.append(_look(tag, kind, attrs.items(), element.text or ""))
    return marks


def _look(tag: str, kind: str, attrs: Iterable[tuple[str, object]], text: str) -> dict[str, Any]:
    """A mark with its class turned into attributes."""
    return {"tag": tag, "attrs": {**dict(attrs), **LOOKS[kind]}, "text": text}
