"""What a line of a table stands for: rows of the data, files, and what may be said of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from inlegvel.verify.built import Built, Element, Page, shown
from inlegvel.verify.data import FIGURES, Data, Record
from inlegvel.verify.figures import SIZE
from inlegvel.verify.files import File, counted
from inlegvel.verify.grid import Grid, Line
from inlegvel.verify.releases import Releases

CHANGES = "wijzigingen.csv"


@dataclass(frozen=True)
class Meant:
    """The rows and files of one line; those whose name the line carries come first."""

    records: tuple[Record, ...]
    files: tuple[File, ...]
    numbers: frozenset[str]
    """Every number that may stand in the line."""

    @cached_property
    def figures(self) -> tuple[Record, ...]:
        """The figures among its rows."""
        return tuple(record for record in self.records if record.resource == FIGURES)

    @property
    def places(self) -> str:
        """Where its rows stand, for a finding."""
        places = list(dict.fromkeys(record.place for record in self.records))
        return "; ".join(places[:3])


class Meanings:
    """Finds what lines stand for, by the anchors that they carry and the links in them."""

    def __init__(self, built: Built, data: Data):
        self.built = built
        self.data = data
        self.releases = Releases(built, data)
        self._files: dict[str, File] = {}

    def of(self, grid: Grid, line: Line) -> Meant:
        """What a line stands for."""
        page = grid.page
        named = [record for name in line.ids for record in self.data.at(page.address, name)]
        linked = [record for href in line.links for record in self._at(page, href)]
        records = (*named, *linked, *self.releases.changed(grid, line))
        files = tuple(file for link in line.element.iter("a") if (file := self.file(page, link)))
        paper = self.data.by_key["documenten"].get((self.data.paper_at(page.address),))
        numbers = self.data.numbers([*records, *([paper] if paper else [])])
        for file in files:
            numbers |= file.numbers
            if file.path.endswith(CHANGES):
                numbers |= counted(file.records)
        return Meant(records, files, numbers)

    def figure(self, page: Page, element: Element, *, also_linked: bool) -> Record | None:
        """The figure whose name a cell carries itself, or that it links to."""
        found = [
            record
            for name in element.xpath("descendant-or-self::*/@id")
            for record in self.data.at(page.address, name)
        ]
        if also_linked:
            found += [r for href in element.xpath(".//a/@href") for r in self._at(page, href)]
        return next((record for record in found if record.resource == FIGURES), None)

    def sized(self, page: Page, element: Element) -> list[tuple[File, str]]:
        """The files in a cell that have a size behind their link, with that size."""
        found = []
        for link in element.iter("a"):
            file, behind = self.file(page, link), link.getnext()
            said = shown(behind) if behind is not None else ""
            if file is not None and SIZE.fullmatch(said):
                found.append((file, said))
        return found

    def file(self, page: Page, link: Element) -> File | None:
        """The file that a link leads to; None where it leads to a page or elsewhere."""
        path = self.built.target(page.file, link.get("href", "")).path
        if not path or path not in self.built.files:
            return None
        return self._files.setdefault(path, File(self.built, path))

    def _at(self, page: Page, href: str) -> Iterator[Record]:
        target = self.built.target(page.file, href)
        if target.path is not None:
            yield from self.data.at(target.path, target.fragment)
