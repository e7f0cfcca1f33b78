"""How easily each page of the built website reads: a list for editors, no finding.

The score is that of Flesch as Douma fitted it to Dutch (W.H. Douma, De leesbaarheid van
landbouwbladen, 1960): 206.835 - 0.93 x words per sentence - 77 x syllables per word. Higher is
easier. Only running text counts: tables, navigation and pictures are left out.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

# Where running text stands, and what is none of it.
BLOCKS = frozenset(("p", "li", "dd"))
LEFT_OUT = frozenset(("table", "nav", "script", "style", "svg", "form", "dt", "noscript", "code"))
VOID = frozenset(("br", "img", "input", "hr", "meta", "link", "wbr", "source", "col"))
# Fewer words give no score to rely on.
FEW_WORDS = 30
GEWOON = 60


class LeesbaarheidError(Exception):
    """There is nothing to read; the message is Dutch, for the editor."""


@dataclass(frozen=True)
class Leesbaarheid:
    """How a page reads: its address, its score (higher is easier) and its words per sentence."""

    url: str
    score: float
    woorden_per_zin: float
    woorden: int


class _RunningText(HTMLParser):
    """The blocks of running text of a page, each ended as a sentence."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[str] = []
        self.told: list[bool] = []  # whether a block says more than the name of a link
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in VOID:
            return
        # An explanation that opens on request is not part of the text.
        self._open.append("nav" if "popover" in dict(attrs) else tag)
        if tag in BLOCKS:
            self.blocks.append("")
            self.told.append(False)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID and self._open:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        reading = "article" in self._open and BLOCKS & set(self._open)
        if reading and not LEFT_OUT & set(self._open) and self.blocks:
            self.blocks[-1] += data
            self.told[-1] |= "a" not in self._open and any(sign.isalpha() for sign in data)


def running_text(html: str) -> str:
    """The text of a page that a reader reads through; each block ends with a full stop."""
    parser = _RunningText()
    parser.feed(html)
    blocks = [
        re.sub(r"\s+", " ", block).strip()
        for block, told in zip(parser.blocks, parser.told, strict=True)
        if told
    ]
    return " ".join(f"{block.rstrip('.?!:')}." for block in blocks)


def read_site(site: Path) -> list[Leesbaarheid]:
    """Every page of a built site with enough text, the hardest first."""
    pages = sorted(site.rglob("index.html"))
    if not pages:
        raise LeesbaarheidError(
            f"In {site.name}/ staat geen website. Bouw die eerst met inlegvel bouw."
        )
    found = list(_scores(site, pages))
    return sorted(found, key=lambda page: (page.score, page.url))


def _scores(site: Path, pages: Iterable[Path]) -> Iterator[Leesbaarheid]:
    import textstat  # noqa: PLC0415  # slow to import: only for this command

    textstat.set_lang("nl")
    for path in pages:
        text = running_text(path.read_text(encoding="utf-8"))
        words = int(textstat.lexicon_count(text))
        if words < FEW_WORDS:
            continue
        url = path.parent.relative_to(site).as_posix()
        yield Leesbaarheid(
            "/" if url == "." else f"/{url}/",
            float(textstat.flesch_reading_ease(text)),
            words / int(textstat.sentence_count(text)),
            words,
        )


def as_text(pages: list[Leesbaarheid], most: int) -> str:
    """The hardest pages as a list, and the middle of all."""
    middle = sorted(page.score for page in pages)[len(pages) // 2] if pages else 0
    hard = sum(page.score < GEWOON for page in pages)
    lines = ["score  woorden per zin  pagina"]
    lines += [
        f"{page.score:5.0f}  {page.woorden_per_zin:15.1f}  {page.url}".replace(".", ",", 1)
        for page in pages[: most or None]
    ]
    lines.append("")
    lines.append(
        f"{len(pages)} pagina’s met genoeg tekst. De middelste score is {middle:.0f}; "
        f"{hard} pagina’s scoren lager dan {GEWOON}."
    )
    lines.append("Hoger leest makkelijker (Flesch-Douma). Het is een hulp, geen oordeel.")
    return "\n".join(lines)
