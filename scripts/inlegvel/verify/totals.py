"""Every total and every derived figure, computed once more from the published rows alone.

The recipe is the one that the site publishes: a total counts the figures of whole organisations
that say they count, of one document, indicator, period and aard; a row of a variant takes the
place of its basis row; a total of a formula is the formula over its parts' totals.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from decimal import Decimal, DivisionByZero, InvalidOperation

from inlegvel.verify.data import FIGURES, Data, Record
from inlegvel.verify.found import Found

TOGETHER, WHOLE, BASIS = "samen", "geheel", "basis"
GROUP = "groep"
FIRM = ("vast", "indicatief")
PART = re.compile(r"[a-z][a-z0-9-]*|\d+(?:\.\d+)?|[()+*/-]")
NAME = re.compile(r"[a-z][a-z0-9-]*")
CLOSE = Decimal("0.000001")
HELP = (
    "Controleer de rijen waar dit op rust. Kloppen die, dan zit de fout in de code: meld hem bij "
    "de makers."
)

# document, indicator, first and last year, aard
Place = tuple[str, ...]
PLACE = ("document", "indicator", "jaar_van", "jaar_tot", "aard")


class Totals:
    """The figures, to be asked for by what they are about."""

    def __init__(self, data: Data):
        """Keep every figure by place, variant, organisation and part."""
        self.data = data
        self.formulas = {
            record.cells["indicator"]: record.cells["formule"]
            for record in data.tables["indicatoren"]
        }
        self.groups = {
            record.cells["organisatie"]
            for record in data.tables["organisaties"]
            if record.cells["soort"] == GROUP
        }
        self.rows: dict[Place, dict[tuple[str, str, str], Record]] = defaultdict(dict)
        for record in data.tables[FIGURES]:
            cells = record.cells
            key = (cells["variant"], cells["organisatie"], cells["onderdeel"])
            self.rows[_place(record)][key] = record

    def verify(self, found: Found) -> None:
        """Hold every total and derived figure against what it rests on."""
        for record in self.data.tables[FIGURES]:
            if record.cells["rijsoort"] == "bron":
                continue
            found.counts["totalen"] += 1
            expected = self.expected(record)
            said = _value(record)
            if (said is None) != (expected is None) or (
                said is not None and expected is not None and abs(said - expected) > CLOSE
            ):
                self._wrong(found, record, "" if expected is None else f"{expected.normalize():f}")
            lacking = self._lacking(record) - set(record.cells["ontbreekt"].split(";"))
            if lacking:
                self._incomplete(found, record, lacking)

    def expected(self, record: Record) -> Decimal | None:
        """What a total or derived figure must be; None where it can have no value."""
        formula = self.formulas.get(record.cells["indicator"], "")
        if formula:
            if "/" in formula and record.cells["rijsoort"] == "totaal":
                lacking = {self._absent(record, name) for name in NAME.findall(formula)}
                if len(lacking) > 1:  # a ratio of sums over different organisations says nothing
                    return None
            return compute(formula, lambda name: self._operand(record, name))
        counting = [row for row in self._parts(record) if _counts(row)]
        return sum((Decimal(row.cells["waarde"]) for row in counting), Decimal(0))

    def _operand(self, record: Record, indicator: str) -> Decimal | None:
        """An indicator in the place of `record`: its row, or what its total would be."""
        place = _place(record, indicator)
        cells = record.cells
        row = self._row(place, cells["variant"], cells["organisatie"], cells["onderdeel"])
        if row is not None:
            return _value(row)
        if cells["organisatie"] != TOGETHER:
            return None
        alone = [row for row in self._wholes(place, cells["variant"]) if _counts(row)]
        return Decimal(alone[0].cells["waarde"]) if len(alone) == 1 else None

    def _absent(self, record: Record, indicator: str) -> frozenset[str]:
        """Who is not in the total of an indicator in the place of `record`."""
        cells = record.cells
        row = self._row(
            _place(record, indicator), cells["variant"], cells["organisatie"], cells["onderdeel"]
        )
        return frozenset(filter(None, row.cells["ontbreekt"].split(";"))) if row else frozenset()

    def _row(self, place: Place, variant: str, who: str, part: str) -> Record | None:
        """A figure of a variant; where it has none of its own, that of the basis."""
        rows = self.rows.get(place, {})
        return rows.get((variant, who, part)) or rows.get((BASIS, who, part))

    def _parts(self, record: Record) -> Iterator[Record]:
        """What a total adds up: the parts of an organisation, or the organisations."""
        who, variant = record.cells["organisatie"], record.cells["variant"]
        place = _place(record)
        if who == TOGETHER:
            yield from self._wholes(place, variant)
            return
        parts = {part for _, name, part in self.rows[place] if name == who and part != WHOLE}
        for part in parts:
            row = self._row(place, variant, who, part)
            if row is not None:
                yield row

    def _wholes(self, place: Place, variant: str) -> Iterator[Record]:
        """The figure of each organisation on its own."""
        for who in {name for _, name, _ in self.rows.get(place, {})} - self.groups:
            row = self._row(place, variant, who, WHOLE)
            if row is not None:
                yield row

    def _lacking(self, record: Record) -> set[str]:
        """The organisations that a sum cannot hold, because their figure does not count."""
        if self.formulas.get(record.cells["indicator"]):
            return set()
        return {
            row.cells["organisatie"]
            for row in self._parts(record)
            if not _counts(row) and row.cells["organisatie"] != record.cells["organisatie"]
        }

    def _wrong(self, found: Found, record: Record, expected: str) -> None:
        cells = record.cells
        found.add(
            "totaal-wijkt-af",
            record.file,
            f"Bij ‘{cells['rij']}’ van {cells['document']} staat {cells['waarde'] or 'niets'}. "
            f"Uit de andere rijen volgt {expected or 'niets'}.",
            HELP,
            regelnummer=record.line,
            kolom="waarde",
            gevonden=cells["waarde"],
            verwacht=expected,
        )

    def _incomplete(self, found: Found, record: Record, lacking: set[str]) -> None:
        names = ";".join(sorted(lacking))
        found.add(
            "totaal-onvolledig",
            record.file,
            f"In het totaal ‘{record.cells['rij']}’ van {record.cells['document']} telt niet mee: "
            f"{names}. De kolom ‘ontbreekt’ zegt dat niet.",
            HELP,
            regelnummer=record.line,
            kolom="ontbreekt",
            gevonden=record.cells["ontbreekt"],
            verwacht=names,
        )


def _place(record: Record, indicator: str = "") -> Place:
    """Where a figure stands; with `indicator` where that one would stand beside it."""
    cells = {**record.cells, "indicator": indicator or record.cells["indicator"]}
    return tuple(cells[name] for name in PLACE)


def _value(record: Record) -> Decimal | None:
    return Decimal(record.cells["waarde"]) if record.cells["waarde"] else None


def _counts(record: Record) -> bool:
    """Whether a figure counts in sums, as the published rule says."""
    cells = record.cells
    return (
        bool(cells["waarde"])
        and cells["telt_mee"] == "ja"
        and cells["status"] in FIRM
        and cells["reikwijdte"] == "gebied"
    )


def compute(formula: str, value: Callable[[str], Decimal | None]) -> Decimal | None:
    """What a formula gives; None where an operand has no value, or it divides by zero."""
    try:
        return _Reader(PART.findall(formula), value).sum()
    except (DivisionByZero, InvalidOperation, _NoValueError):
        return None


class _NoValueError(Exception):
    """An operand of a formula has no value."""


class _Reader:
    """Reads a formula from left to right: products before sums, parentheses first."""

    def __init__(self, parts: list[str], value: Callable[[str], Decimal | None]):
        self.parts = parts
        self.value = value

    def sum(self) -> Decimal:
        """Products, added and subtracted."""
        total = self._product()
        while self.parts and self.parts[0] in "+-":
            sign = self.parts.pop(0)
            term = self._product()
            total = total + term if sign == "+" else total - term
        return total

    def _product(self) -> Decimal:
        total = self._one()
        while self.parts and self.parts[0] in "*/":
            sign = self.parts.pop(0)
            factor = self._one()
            total = total * factor if sign == "*" else total / factor
        return total

    def _one(self) -> Decimal:
        part = self.parts.pop(0)
        if part == "(":
            inside = self.sum()
            self.parts.pop(0)
            return inside
        if part[0].isdigit():
            return Decimal(part)
        found = self.value(part)
        if found is None:
            raise _NoValueError
        return found
