"""What others show of a page that is shared: a picture of its theme, organisation or paper."""

from collections.abc import Mapping
from dataclasses import dataclass

from inlegvel.dutch import hoofdletter, jaren
from inlegvel.icons import icon_shape
from inlegvel.render.context import Context
from inlegvel.render.grafieken.canvas import wrapped
from inlegvel.render.grafieken.picture import FONTS
from inlegvel.render.html import environment
from inlegvel.render.organisations import SOORT_NAMEN, used_organisations
from inlegvel.render.papers import SOORT_TEKST

WEBSITE = "delen/website.png"
"""The picture of every page that is not of one theme, organisation or paper."""
WIDTH, SMALL = 520.0, 17
"""Room for text and the size of the small text, in units of a picture that is 600 by 315."""
BOLD = 0.58
"""Room for one bold letter, as a part of its size: more than it mostly takes."""
SIZES = ((46, 2), (38, 3), (30, 4))
"""Sizes of the title, each with the lines there is room for."""


@dataclass(frozen=True)
class SharePicture:
    """One picture: what kind of thing it is of, its name, and the pictogram beside it."""

    path: str
    soort: str
    titel: str
    icoon: str = ""

    def svg(self, voet: str) -> str:
        """The picture as SVG, with `voet` at its foot."""
        size, lines = _fitting(self.titel, WIDTH - (110 if self.icoon else 0))
        below = [(round(112 + size * (0.9 + 1.14 * n)), text) for n, text in enumerate(lines)]
        drawing: str = (
            environment()
            .get_template("share.svg")
            .render(
                fonts=FONTS,
                soort=self.soort,
                small=SMALL,
                size=size,
                lines=below,
                shape=icon_shape(self.icoon) if self.icoon else "",
                voet=voet,
            )
        )
        return drawing


def _fitting(titel: str, width: float) -> tuple[int, list[str]]:
    """The largest size at which the title fits, and its lines; the last line of too many is cut."""
    size, lines = SIZES[-1][0], [titel]
    for size, room in SIZES:
        lines = wrapped(titel, width, size * BOLD)
        if len(lines) <= room and max(map(len, lines)) * size * BOLD <= width:
            return size, lines
    room = SIZES[-1][1]
    return size, [*lines[: room - 1], f"{lines[room - 1]}{'…' if len(lines) > room else ''}"]


def share_pictures(context: Context) -> list[SharePicture]:
    """Every picture of the site."""
    register = context.register
    pictures = [SharePicture(WEBSITE, "Prestatieafspraken", "Wat is er afgesproken over wonen?")]
    for naam, row in register.themas.items():
        pictures.append(SharePicture(_theme(naam), "Thema", row["naam"], row["icoon"]))
    for naam in used_organisations(context):
        row = register.organisaties[naam]
        soort = SOORT_NAMEN.get(row["soort"], "organisatie")
        pictures.append(SharePicture(_organisation(naam), hoofdletter(soort), row["naam"]))
    for document in context.documents:
        soort = f"{SOORT_TEKST[document.soort]} {jaren(document.jaar_van, document.jaar_tot)}"
        pictures.append(SharePicture(_paper(document.naam), soort, document.titel))
    return pictures


def share_foot(context: Context) -> str:
    """What stands below every picture: whose it is, or that it is a trial."""
    uitgever = context.register.uitgever
    return str(uitgever["naam"]) if uitgever else "Proef, geen officiële website"


def share_paths(context: Context) -> Mapping[str, str]:
    """The picture of every page whose address begins so; other pages have that of the site."""
    found = {}
    for document in context.documents:
        found[document.url] = found[f"data/{document.naam}/"] = _paper(document.naam)
    for naam in context.register.themas:
        found[f"themas/{naam}/"] = _theme(naam)
    for naam in used_organisations(context):
        found[f"organisaties/{naam}/"] = found[f"overleg/{naam}/"] = _organisation(naam)
    return found


def share_path(url: str, paths: Mapping[str, str]) -> str:
    """The picture of the page at `url`: that of the longest address it begins with."""
    parts = url.split("/")
    starts = ("/".join(parts[:count]) + "/" for count in range(len(parts) - 1, 0, -1))
    return next((paths[start] for start in starts if start in paths), WEBSITE)


def _theme(naam: str) -> str:
    return f"delen/themas/{naam}.png"


def _organisation(naam: str) -> str:
    return f"delen/organisaties/{naam}.png"


def _paper(naam: str) -> str:
    return f"delen/documenten/{naam}.png"
