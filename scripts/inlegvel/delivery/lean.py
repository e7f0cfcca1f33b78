"""Nothing that no reader needs: files that the theme brings along, and white space."""

import re
from pathlib import Path

# What the theme copies to every site: the search it has built in, with stemmers for thirty
# languages and programs that cut Thai and Japanese into words; maps for those who develop the
# theme; a picture where ours is a drawing. None of it is asked for by any page.
UNUSED = (
    "assets/javascripts/lunr/**/*.js",
    "assets/javascripts/workers/*",
    "assets/javascripts/*.map",
    "assets/stylesheets/*.map",
    "assets/images/favicon.png",
)
# The last line of a file of the theme, which says where its map is.
MAP = re.compile(rb"\n?(?://|/\*)[#@] sourceMappingURL=\S+?(?: ?\*/)?\s*$")

KEPT = re.compile(r"(<(?:pre|textarea|script)\b.*?</(?:pre|textarea|script)>)", re.DOTALL)


def remove_unused(site: Path) -> None:
    """Remove what the theme brings and no page asks for, and what points there."""
    for pattern in UNUSED:
        for path in site.glob(pattern):
            path.unlink()
    for name in ("lunr/min", "lunr", "workers"):
        folder = site / "assets" / "javascripts" / name
        if folder.is_dir():
            folder.rmdir()  # refuses where anything is left
    for path in (*site.glob("assets/javascripts/*.js"), *site.glob("assets/stylesheets/*.css")):
        path.write_bytes(MAP.sub(b"", path.read_bytes()))


def compact(page: str) -> str:
    """The page without blank lines and indents, which templates leave; text stays as it is."""
    parts = KEPT.split(page)
    return "".join(part if n % 2 else _compact(part) for n, part in enumerate(parts))


def _compact(part: str) -> str:
    # Some text may stand before the first line and after the last one.
    first, *lines = part.split("\n")
    if not lines:
        return part
    last = lines.pop().lstrip()
    full = (line.strip(" \t") for line in map(str.lstrip, lines) if line)
    return "\n".join((first.rstrip(" \t"), *full, last))
