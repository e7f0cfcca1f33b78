"""What a cell of a table must say exactly: a figure, its years, its share, a size, a count."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from inlegvel.verify.data import FIGURES, Record
from inlegvel.verify.figures import is_size, share_of, shows, wanted
from inlegvel.verify.files import File
from inlegvel.verify.found import quoted
from inlegvel.verify.grid import Cell, Line
from inlegvel.verify.meant import Meant
from inlegvel.verify.numbers import as_number, numbers_in

# What columns are called, where that says how their cells follow from the data.
PERIOD = "Wanneer"
SHARE, DIFFERENCE = "Deel van het totaal", "Verschil"
HOW_LARGE, COUNTS = "Grootte", ("Rijen", "Kolommen")

# Whether a cell is right, and what it must be.
Verdict = tuple[bool, str]


def of_files(cell: Cell, meant: Meant, sized: list[tuple[File, str]]) -> Verdict | None:
    """A cell about files: how large they are, or how many rows they have; else None."""
    if sized:
        wrong = [file for file, said in sized if not is_size(said, file.size)]
        return not wrong, quoted(f"{file.path}: {file.size} bytes" for file in wrong)
    if cell.head == HOW_LARGE and meant.files:
        return is_size(cell.text, meant.files[0].size), f"{meant.files[0].size} bytes"
    if cell.head in COUNTS:
        for file in meant.files:
            if file.count is not None:
                right = numbers_in(cell.text) == [str(file.count)]
                return right, f"{file.count} in {file.path}"
    return None


def of_figure(
    cell: Cell, line: Line, figure: Record, meant: Meant, others: Mapping[str, Record]
) -> Verdict | None:
    """A cell about a figure; None where it holds other words about it.

    `others` are the figures of the same table that a share is taken of.
    """
    if cell.head == PERIOD:
        return _period(cell, meant)
    if not cell.is_number:
        return None
    if cell.head == SHARE:
        return _share(cell, figure, others)
    if cell.head == DIFFERENCE:
        return _difference(cell, meant)
    value = figure.cells["waarde"]
    if line.element.get("data-waarde", value) != value:  # what scripts draw bars from
        return False, f"{wanted(figure)} ({figure.place})"
    right = shows(cell.figure, figure) or _says_nothing(cell)
    return right, f"{wanted(figure)} ({figure.place})"


def summed(records: Iterable[Record]) -> dict[str, Record]:
    """The figures that make up a sum: those of whole organisations that count."""
    return {
        record.cells["organisatie"]: record
        for record in records
        if record.resource == FIGURES
        and record.cells["organisatie"] != "samen"
        and record.cells["onderdeel"] == "geheel"
        and record.cells["variant"] == "basis"
        and record.cells["telt_mee"] == "ja"
        and record.cells["status"] in ("vast", "indicatief")
        and record.cells["waarde"]
    }


def _period(cell: Cell, meant: Meant) -> Verdict:
    """The years of a figure of this line: of two papers side by side the years of one."""
    years = [{record.cells["jaar_van"], record.cells["jaar_tot"]} for record in meant.figures]
    said = set(numbers_in(cell.text.partition("(")[0]))
    right = any(said <= own for own in years)
    return right, " of ".join(" tot en met ".join(sorted(own)) for own in years)


def _says_nothing(cell: Cell) -> bool:
    """Whether a cell says that there is no figure: it links to none and carries no name."""
    return not cell.figure and not cell.element.xpath("descendant-or-self::*/@id | .//a")


def _share(cell: Cell, figure: Record, others: Mapping[str, Record]) -> Verdict:
    if not cell.figure:
        return True, ""
    right = share_of(figure, others)
    return set(numbers_in(cell.figure)) <= right, f"{min(right)} procent van de som"


def _difference(cell: Cell, meant: Meant) -> Verdict:
    """How much a figure rose, from the figures that its line links to, the old one first."""
    values = [record.cells["waarde"] for record in meant.figures]
    if len(values) != 2 or "" in values:
        return not cell.figure, "leeg"
    rise = as_number(f"{Decimal(values[1]) - Decimal(values[0]):f}")
    return numbers_in(cell.figure) == [rise], rise
