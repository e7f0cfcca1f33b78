"""A table of a page as rows of cells, each with the head of its column."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from inlegvel.verify.built import Element, Page, shown
from inlegvel.verify.numbers import numbers_in

# In a cell with a figure: words for those who listen, marks that lead to a note or a finding.
BESIDE_FIGURE = ("iv-let-op", "iv-verborgen", "iv-leeg", "headerlink")


CHECKSUM = "SHA-256"  # a name with a number in it


@dataclass(frozen=True)
class Cell:
    """One cell; `head` is what its column is called."""

    element: Element
    head: str

    @cached_property
    def text(self) -> str:
        """All it says."""
        return shown(self.element).replace(CHECKSUM, "")

    @cached_property
    def figure(self) -> str:
        """What it says, without marks beside a figure."""
        return shown(self.element, *BESIDE_FIGURE)

    @property
    def is_number(self) -> bool:
        """Whether the page shows it as a number, at the right."""
        return "iv-getal" in self.element.get("class", "").split()

    @property
    def line(self) -> int:
        """Where it stands in the file."""
        return int(self.element.sourceline or 0)


@dataclass(frozen=True)
class Line:
    """One row of a table."""

    element: Element
    cells: tuple[Cell, ...]

    @property
    def ids(self) -> list[str]:
        """The anchors that the row and its cells carry."""
        return list(self.element.xpath("descendant-or-self::*/@id"))

    @property
    def links(self) -> list[str]:
        """The addresses in the row."""
        return list(self.element.xpath(".//a/@href"))


class Grid:
    """A table on a page."""

    def __init__(self, page: Page, element: Element):
        self.page = page
        self.element = element
        self.classes = element.get("class", "").split()

    @cached_property
    def heads(self) -> list[str]:
        """What each column is called; of two rows of heads the lower, with the first column."""
        rows = [[shown(head) for head in row.iter("th", "td")] for row in self._rows("thead")]
        if not rows:
            return []
        return rows[0] if len(rows) == 1 else [rows[0][0], *rows[-1]]

    @cached_property
    def above(self) -> list[str]:
        """Every number in the caption and the heads."""
        parts = [*self.element.iter("caption"), *self.element.iter("thead")]
        return [number for part in parts for number in numbers_in(shown(part))]

    @cached_property
    def caption(self) -> str:
        """What the table is called."""
        return shown(next(self.element.iter("caption"), self.element.makeelement("caption")))

    @cached_property
    def lines(self) -> list[Line]:
        """The rows of its body."""
        return [Line(row, tuple(self._cells(row))) for row in self._rows("tbody")]

    def _rows(self, part: str) -> Iterator[Element]:
        for body in self.element.iter(part):
            yield from body.iter("tr")

    def _cells(self, row: Element) -> Iterator[Cell]:
        for position, cell in enumerate(row.iter("th", "td")):
            head = self.heads[position] if position < len(self.heads) else ""
            yield Cell(cell, head)

    @property
    def count(self) -> int:
        """How many numbers it has, heads and caption with them."""
        cells = (cell for line in self.lines for cell in line.cells)
        return len(self.above) + sum(len(numbers_in(cell.text)) for cell in cells)

    @cached_property
    def section(self) -> str:
        """The name of the nearest heading of a chapter above it."""
        return str(next(iter(self.element.xpath("preceding::h2[1]/@id")), ""))

    def link_below(self, part: str) -> str:
        """The first address with `part` in it in what stands right below; else nothing."""
        below = self.element.getparent().getnext()
        links = below.xpath(".//a/@href") if below is not None else []
        return next((str(link) for link in links if part in link), "")
