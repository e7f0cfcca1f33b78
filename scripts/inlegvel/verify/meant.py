"""What a line of a table stands for: rows of the data, files, and what may be said of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from inlegvel.verify.built import Built, Element, Page, shown
from inlegvel.verify.data import FIGURES, Data, Record, read_records
from inlegvel.verify.figures import SIZE
from inlegvel.verify.files import File, counted
from inlegvel.verify.grid import Grid, Line
from inlegvel.verify.numbers import numbers_of_cell
from inlegvel.verify.releases import Releases

# By the head of a column: the cells that it shows, per table.
_PAPER = {"documenten": ("titel", "jaar_van", "jaar_tot")}
_TIME = {
    "afspraken": ("begin", "eind", "planning_tekst"),
    "beloften": ("uiterlijk",),
    "gebeurtenissen": ("moment", "moment_tekst"),
    "cijfers": ("jaar_van", "jaar_tot"),
}
SHOWN: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "Papier": _PAPER,
    "Document": _PAPER,
    "Wanneer": _TIME,
    "Planning": _TIME,
}
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

    def counted(self, grid: Grid, element: Element) -> tuple[int, str] | None:
        """How many rows a cell counts (`data-telt`) in the file of its table (`data-csv`)."""
        wanted = element.get("data-telt")
        if wanted is None:
            return None
        file = self.built.target(grid.page.file, grid.element.get("data-csv", "")).path or ""
        choice = dict(part.split("=", 1) for part in wanted.split(";")).items()
        rows = read_records(self.built, file, file)
        return sum(choice <= row.cells.items() for row in rows), file

    def narrow(self, head: str, meant: Meant) -> frozenset[str]:
        """What may stand in a column whose head says which cells of the data it shows."""
        columns = SHOWN.get(head, {})
        cells = [
            row.cells.get(column, "")
            for record in meant.records
            for row in self.data.around(record)
            for column in columns.get(row.resource, ())
        ]
        found = {number for cell in cells for number in numbers_of_cell(cell)}
        return frozenset(found) if cells else meant.numbers

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
