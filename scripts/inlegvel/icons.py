"""Pictograms by name: those that the theme of the site brings along, drawn in the page itself."""

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from markupsafe import Markup

from inlegvel.findings import InlegvelError

SHAPE = re.compile(r'<path d="([^"]+)"')


@cache
def known_icons() -> frozenset[str]:
    """The names there are, such as ``home-plus``."""
    return frozenset(path.stem for path in _folder().glob("*.svg"))


@cache
def icon_shape(naam: str) -> str:
    """The outline of a pictogram as the data of one SVG path, 24 units wide and high."""
    found = SHAPE.search((_folder() / f"{naam}.svg").read_text(encoding="utf-8"))
    if found is None:
        raise InlegvelError(f"the pictogram {naam} has no outline")
    return found[1]


def icon(naam: str) -> Markup:
    """A pictogram beside words that say the same: screen readers pass it by."""
    return Markup(
        '<svg class="iv-icoon" viewBox="0 0 24 24" aria-hidden="true"><path d="{}"/></svg>'
    ).format(icon_shape(naam))


@cache
def _folder() -> Path:
    spec = find_spec("material")
    if spec is None or spec.origin is None:
        raise InlegvelError("mkdocs-material is not installed")
    return Path(spec.origin).parent / "templates" / ".icons" / "material"
