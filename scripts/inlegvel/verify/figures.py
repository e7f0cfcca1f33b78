"""Whether a text shows the figure it stands for, and a share or a size what it says."""

import re
from collections.abc import Mapping
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

from inlegvel.verify.data import Record
from inlegvel.verify.numbers import as_number, numbers_in, numbers_of_cell, unsigned

# How a limit is said, by the sign of the standard. Written here once more on purpose: what the
# pages use may be wrong.
LIMITS = {"<": "minder dan", "<=": "hoogstens", ">": "meer dan", ">=": "minstens", "~": "ongeveer"}
# Of what becomes less, at most five is at least five less.
TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "~": "~", "": ""}
NEGATIVE = re.compile(r"[-−]\s*€\s*")
UNITS = {"bytes": Decimal(1), "kB": Decimal(1000), "MB": Decimal(1000000)}
SIZE = re.compile(r"([\d.]+(?:,\d+)?)\s(bytes|kB|MB)\b")


def with_sign(text: str) -> str:
    """The text with a minus at its number: ``−€ 5`` becomes ``€ −5``."""
    return NEGATIVE.sub("€ −", text)


def wanted(record: Record) -> str:
    """What a cell with this figure shows, for a finding."""
    cells = record.cells
    limit = f"{LIMITS[cells['grens']]} " if cells["grens"] else ""
    return f"{limit}{cells['waarde'].replace('.', ',')}" if cells["waarde"] else "geen getal"


def shows(text: str, record: Record) -> bool:
    """Whether a cell of a table shows this figure: its number, its limit, and nothing else."""
    cells = record.cells
    numbers = numbers_in(with_sign(text))
    if not cells["waarde"]:
        return set(numbers) <= set(numbers_of_cell(cells["waarde_tekst"]))
    return numbers == [as_number(cells["waarde"])] and _limit(text) == cells["grens"]


def _limit(text: str) -> str:
    """The sign of the limit that a text begins with; nothing where it begins with none."""
    return next((sign for sign, words in LIMITS.items() if text.startswith(f"{words} ")), "")


def is_told(text: str, record: Record) -> bool:
    """Whether the numbers in a sentence about this figure are its own, its sign in words or not."""
    said = _limit(text)
    if said and said not in (record.cells["grens"], TURNED[record.cells["grens"]]):
        return False
    numbers = {unsigned(number) for number in numbers_in(text)}
    known = {unsigned(number) for number in numbers_of_cell(record.cells["waarde"])}
    return numbers <= (known or set(numbers_of_cell(record.cells["waarde_tekst"])))


def share_of(record: Record, others: Mapping[str, Record]) -> set[str]:
    """The share of this figure in the sum of `others`, in percent with one decimal.

    A half may be rounded either way.
    """
    total = sum(Decimal(other.cells["waarde"]) for other in others.values())
    share = 100 * Decimal(record.cells["waarde"]) / total
    return {
        as_number(f"{share.quantize(Decimal('0.1'), rounding)}")
        for rounding in (ROUND_HALF_UP, ROUND_HALF_EVEN)
    }


def is_size(text: str, size: int) -> bool:
    """Whether `97 kB` is how large a file of `size` bytes is, rounded to what is shown."""
    match = SIZE.search(text)
    if match is None:
        return False
    number = Decimal(match[1].replace(".", "").replace(",", "."))
    step = UNITS[match[2]] * (Decimal("0.1") if match[2] == "MB" else 1)
    return abs(number * UNITS[match[2]] - size) * 2 <= step
