"""Every number in every table of a page, held against the row of the data that it stands for.

What a row stands for is said by the page: by the anchors that the row and its cells carry, and
by the links in it. A figure must be equal to one cell; another number must stand in the row.
"""

from collections.abc import Mapping

from inlegvel.verify.built import Built, Page
from inlegvel.verify.cells import DIFFERENCE, SHARE, Verdict, of_figure, of_files, summed
from inlegvel.verify.data import Data, Record
from inlegvel.verify.found import Found
from inlegvel.verify.grid import Cell, Grid, Line
from inlegvel.verify.meant import Meanings, Meant
from inlegvel.verify.numbers import numbers_in
from inlegvel.verify.plain import Plain
from inlegvel.verify.releases import VERSION

REBUILD = (
    "Bouw de website opnieuw met make site. Blijft dit staan, dan zit de fout in de code: meld "
    "hem bij de makers."
)
TRACE = (
    "Geef de rij de vaste naam (id) van haar rij in de gegevens, of zet er een link bij naar die "
    "rij of naar het bestand."
)


class Tables:
    """Holds the tables of pages against the data, and keeps what is wrong in `found`."""

    def __init__(self, built: Built, data: Data, found: Found):
        self.found = found
        self.meanings = Meanings(built, data)
        self.plain = Plain(built, data, self._wrong)

    def verify(self, page: Page) -> None:
        """Every table on a page."""
        for element in page.article.iter("table"):
            grid = Grid(page, element)
            self.found.counts["tabellen"] += 1
            self.found.counts["getallen"] += grid.count
            exact = self.plain.verify(grid)
            self.found.counts["precies"] += self._by_row(grid) if exact is None else exact

    def _by_row(self, grid: Grid) -> int:
        """A table whose rows stand for rows of the data; how many numbers equal one cell."""
        rows = [(line, self.meanings.of(grid, line)) for line in grid.lines]
        others = summed(record for _, meant in rows for record in meant.records)
        exact = sum(
            self._cell(grid, line, cell, meant, others)
            for line, meant in rows
            for cell in line.cells
        )
        known = {number for _, meant in rows for number in meant.numbers}
        if grid.section.startswith(VERSION):  # a table may say of which version it is
            known.update(numbers_in(grid.section.removeprefix(VERSION)))
        for number in grid.above:
            if number not in known:
                self._wrong(grid, None, number, "")
        return exact

    def _cell(
        self, grid: Grid, line: Line, cell: Cell, meant: Meant, others: Mapping[str, Record]
    ) -> int:
        """Hold one cell against its row; how many of its numbers are equal to one cell there."""
        numbers = numbers_in(cell.figure if cell.is_number else cell.text)
        verdict = self._verdict(grid, line, cell, meant, others)
        if verdict is not None:
            right, expected = verdict
            if right:
                return len(numbers)
            self._wrong(grid, cell, cell.figure or "niets", expected)
            return 0
        known = self.meanings.narrow(cell.head, meant)
        for number in numbers:
            if number not in known:
                expected = f"een ander getal ({meant.places})" if meant.places else ""
                self._wrong(grid, cell, number, expected)
        return 0

    def _verdict(
        self, grid: Grid, line: Line, cell: Cell, meant: Meant, others: Mapping[str, Record]
    ) -> Verdict | None:
        """Whether a cell says what it must; None where it may say more than one thing."""
        counted = self.meanings.counted(grid, cell.element)
        if counted is not None:
            count, file = counted
            return numbers_in(cell.text) == [str(count)], f"{count} rijen ({file})"
        verdict = of_files(cell, meant, self.meanings.sized(grid.page, cell.element))
        if verdict is not None:
            return verdict
        linked = cell.is_number and cell.head not in (SHARE, DIFFERENCE)
        figure = self.meanings.figure(grid.page, cell.element, also_linked=linked)
        figure = figure or next(iter(meant.figures), None)
        return of_figure(cell, line, figure, meant, others) if figure is not None else None

    def _wrong(self, grid: Grid, cell: Cell | None, said: str, expected: str) -> None:
        """Keep that a number is not what is `expected`; where that is empty, nothing says it."""
        at = f"de tabel ‘{grid.caption[:60]}’" if grid.caption else "een tabel"
        what = (
            f"In de gegevens staat: {expected}."
            if expected
            else "De pagina zegt niet bij welke rij van de gegevens dat hoort."
        )
        self.found.add(
            "getal-wijkt-af" if expected else "getal-zonder-rij",
            grid.page.file,
            f"In {at} staat ‘{said}’. {what}",
            REBUILD if expected else TRACE,
            regelnummer=cell.line if cell else int(grid.element.sourceline or 0),
            kolom=cell.head if cell else "",
            gevonden=said,
            verwacht=expected,
        )
