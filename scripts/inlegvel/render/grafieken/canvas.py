"""What a chart is drawn with: marks on a narrow canvas, so that text stays readable on a phone.

Lengths are in units of the picture: on a phone of 360 pixels wide a unit is a little less than
a pixel, elsewhere a little more. Text has 13 units, so that it never has less than 12 pixels.
"""

import textwrap
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

WIDTH = 340.0
LINE = 17.0
"""From one line of text to the next."""
LETTER, BOLD, LARGE = 6.6, 7.2, 8.4
"""Room for one character: more than it mostly takes, since fonts differ."""
BEHIND = "</desc>\n"
"""In the SVG: what comes right after this lies behind all marks."""
ROOM = {"naam": BOLD, "titel": LARGE}


@dataclass(frozen=True)
class Mark:
    """One mark: an element of SVG, its class, its attributes and its text."""

    tag: str
    kind: str
    attrs: tuple[tuple[str, object], ...]
    text: str = ""


@dataclass
class Canvas:
    """Marks from top to bottom; `y` is how far it is filled."""

    y: float = 0.0
    marks: list[Mark] = field(default_factory=list)
    tops: list[tuple[str, float]] = field(default_factory=list)
    """Where each line with a `head` begins: its label and `y`."""

    def mark(self, tag: str, kind: str, **attrs: object) -> None:
        """Any mark; numbers are rounded to a tenth, underscores become hyphens."""
        shown = tuple((name.replace("_", "-"), _short(value)) for name, value in attrs.items())
        self.marks.append(Mark(tag, kind, shown))

    def text(self, x: float, y: float, text: str, kind: str = "tekst", anchor: str = "") -> None:
        """Text with its baseline at `y`; `anchor` is start, middle or end."""
        attrs: list[tuple[str, object]] = [("x", _short(x)), ("y", _short(y))]
        if anchor:
            attrs.append(("text-anchor", anchor))
        self.marks.append(Mark("text", kind, tuple(attrs), text))

    def lines(self, text: str, kind: str = "tekst", x: float = 0.0, width: float = WIDTH) -> None:
        """Text below what is there, in as many lines as it needs."""
        for line in wrapped(text, width, ROOM.get(kind, LETTER)):
            self.y += LINE
            self.text(x, self.y - 4, line, kind)

    def head(self, label: str, value: str) -> None:
        """A label with a value at the right end of its last line."""
        self.tops.append((label, self.y))
        room = WIDTH - BOLD * (len(value) + 1)
        self.lines(label, "naam", width=max(room, WIDTH / 3))
        self.text(WIDTH, self.y - 4, value, "naam", "end")

    def bar(self, kind: str, start: float, end: float, height: float) -> None:
        """A bar from `start` to `end`, from the current line down; what has no width is no bar."""
        left, wide = min(start, end), abs(end - start)
        if wide > 0:
            self.mark("rect", kind, x=left, y=self.y, width=max(wide, 1.0), height=height)
            if kind == "streep":
                self._stripes(left, max(wide, 1.0), height)

    def _stripes(self, left: float, wide: float, height: float) -> None:
        path = "".join(
            f"M{_short(left + step)} {_short(self.y)}v{_short(height)}"
            for step in range(4, int(wide), 5)
        )
        if path:
            self.mark("path", "strepen", d=path)

    def legend(self, entries: Iterable[tuple[str, str]]) -> None:
        """What each kind of mark stands for: class and words, one below the other."""
        for kind, words in entries:
            top = self.y + 4
            if kind == "net":
                self.diamond(6.0, top + 6)
            elif kind in ("doel", "tijd"):
                self.mark("line", kind, x1=6, x2=6, y1=top - 1, y2=top + 13)
            elif kind in ("begin", "eind"):
                self.mark("circle", kind, cx=6, cy=top + 6, r=5)
            else:
                self.y = top
                self.bar(kind, 0, 12, 12)
                self.y = top - 4
            self.lines(words, "zacht", x=20, width=WIDTH - 20)
        self.y += 10

    def zero_line(self, x: float, height: float) -> None:
        """Where zero is, beside a bar of this height that begins at the current line."""
        self.mark("line", "as", x1=x, x2=x, y1=self.y - 2, y2=self.y + height + 2)

    def diamond(self, x: float, y: float, size: float = 7.0) -> None:
        """A diamond: what the parts come to."""
        path = f"M{_short(x)} {_short(y - size)}l{size} {size}l-{size} {size}l-{size} -{size}z"
        self.mark("path", "net", d=path)


@dataclass(frozen=True)
class Drawing:
    """A chart as inline SVG, and where each of its lines lies."""

    svg: str
    bands: Mapping[str, tuple[float, float]]
    """By label, the top and the height of a line."""

    def marked(self, label: str) -> str:
        """The drawing with a band behind the line of this label, if it has one."""
        if label not in self.bands:
            return self.svg
        top, height = self.bands[label]
        band = f'<rect class="iv-g-eigen" x="-6" y="{top:g}" width="{WIDTH + 12:g}" '
        return self.svg.replace(BEHIND, f'{BEHIND}{band}height="{height:g}"/>', 1)


def wrapped(text: str, width: float = WIDTH, letter: float = LETTER) -> list[str]:
    """The text in lines that fit in `width`, with `letter` of room for a character."""
    return textwrap.wrap(text, max(int(width / letter), 8), break_on_hyphens=False) or [""]


def _short(value: object) -> object:
    """A number without needless decimals."""
    if not isinstance(value, float):
        return value
    rounded = round(value, 1)
    return int(rounded) if rounded.is_integer() else rounded
