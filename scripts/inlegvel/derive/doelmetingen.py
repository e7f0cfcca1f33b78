"""Which figures tell how a goal stands: its measurements and its start.

Values are in the indicator's own unit. A moment in time is a number of years: 2025.0 is
the first moment of 2025. What holds at the end of a year holds at the first moment of the next.
"""

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from inlegvel.derive.bounds import bounds
from inlegvel.derive.doelopgaven import Opgave, area_of, given, is_count
from inlegvel.derive.facts import Facts
from inlegvel.dutch import jaren, last_day, opsomming
from inlegvel.model import ALLEN, BASIS, OPEN, Document, Row, split_list

INFINITY = math.inf
YEAR = re.compile(r"(?<!\d)(?:19|20|21)\d\d(?!\d)")
LIMITS = ("<", "<=", ">", ">=")


@dataclass(frozen=True)
class Meting:
    """What was measured over `van` up to the end of `jaar`, in the indicator's unit.

    `laag` and `hoog` are the lowest and highest value it allows, infinite for a limit.
    """

    waarde: float
    laag: float
    hoog: float
    grens: str
    van: int
    jaar: int
    rijen: tuple[tuple[str, str], ...]
    """The document and the identifier of each figure it is made of."""


@dataclass(frozen=True)
class Begin:
    """Where a goal starts, in the indicator's unit, and the moment at which that held.

    `bron` is papier (the goal's own `basis_waarde`), meting, or nul (a count that starts).
    """

    waarde: float
    jaar: int | None
    moment: float | None
    bron: str
    rijen: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Cijfers:
    """The figures of all documents, arranged so that those of a goal are found at once."""

    facts: Facts
    metingen: Mapping[tuple[str, str], list[Row]]
    """By area and indicator, the earliest paper first."""
    plannen: Mapping[tuple[str, str], list[Row]]
    """By document and indicator, in the order of the paper."""
    makers: Mapping[tuple[str, ...], frozenset[str]]
    """Who has a figure of their own, by document, indicator, period and aard."""
    volgers: Mapping[str, list[Document]]
    """The documents that name a document as their framework."""


def arrange(facts: Facts) -> Cijfers:
    """Arrange the figures of `facts` by what goals look for."""
    metingen: dict[tuple[str, str], list[Row]] = defaultdict(list)
    plannen: dict[tuple[str, str], list[Row]] = defaultdict(list)
    makers: dict[tuple[str, ...], set[str]] = defaultdict(set)
    volgers: dict[str, list[Document]] = defaultdict(list)
    for document in sorted((one for one in facts.catalogue.documenten if one.heel), key=_published):
        if document.kader:
            volgers[document.kader].append(document)
        for row in facts.rows.get(document.naam, []):
            if row["variant"] != BASIS:
                continue
            if row["organisatie"] not in ALLEN:
                makers[_sum_key(row)].add(row["organisatie"])
            if row["aard"] != "realisatie":
                plannen[document.naam, row["indicator"]].append(row)
            elif (area := area_of(facts.catalogue, document, row)) and _is_measured(row):
                metingen[area, row["indicator"]].append(row)
    frozen = {key: frozenset(names) for key, names in makers.items()}
    return Cijfers(facts, metingen, plannen, frozen, volgers)


def _published(document: Document) -> tuple[str, str]:
    return last_day(document.datum or str(document.jaar_tot)), document.naam


def _sum_key(row: Row) -> tuple[str, ...]:
    names = ("document", "indicator", "jaar_van", "jaar_tot", "aard")
    return tuple(str(row[name]) for name in names)


def _is_measured(row: Row) -> bool:
    """Whether a figure of what happened has a usable number."""
    return bool(
        math.isfinite(row["waarde"])
        and row["status"] not in OPEN
        and row["jaar_van"] <= row["jaar_tot"]
    )


def measured(cijfers: Cijfers, opgave: Opgave) -> list[Row]:
    """The measured figures of a goal up to the year of the peildatum, the earliest first.

    A figure of the years after the goal does not tell how the goal stood, and is left out.
    """
    rows = [row for row in _results(cijfers, opgave) if not lacking(cijfers, opgave, row)]
    if opgave.optellen:
        rows = [row for row in rows if row["telt_mee"] and row["jaar_van"] >= (opgave.start or 0)]
    return sorted(rows, key=lambda row: (row["jaar_tot"], row["jaar_van"]))


def incomplete(cijfers: Cijfers, opgave: Opgave) -> str:
    """Who is missing from the last total that would else be a measurement; mostly nothing."""
    rows = [row for row in _results(cijfers, opgave) if lacking(cijfers, opgave, row)]
    if not rows:
        return ""
    last = max(rows, key=lambda row: (row["jaar_tot"], row["jaar_van"]))
    when = jaren(last["jaar_van"], last["jaar_tot"])
    return f"het cijfer over {when} is zonder {named(cijfers, lacking(cijfers, opgave, last))}"


def is_incomplete(cijfers: Cijfers, opgave: Opgave, jaar: int) -> bool:
    """Whether a year has a total that is no measurement because someone is missing."""
    return any(
        row["jaar_van"] <= jaar <= row["jaar_tot"] and lacking(cijfers, opgave, row)
        for row in _results(cijfers, opgave)
    )


def _results(cijfers: Cijfers, opgave: Opgave) -> Iterator[Row]:
    last = cijfers.facts.catalogue.register.peildatum.year
    if opgave.doel["jaar_tot"] is not None:
        last = min(last, opgave.doel["jaar_tot"])
    for row in cijfers.metingen.get((opgave.gebied, opgave.doel["indicator"]), []):
        if row["jaar_tot"] <= last and is_whose(cijfers, opgave, row):
            yield row


def lacking(cijfers: Cijfers, opgave: Opgave, row: Row) -> list[str]:
    """Whom of those whose goal it is a total lacks."""
    names = list(split_list(row["ontbreekt"]))
    if not names or not opgave.leden:
        return names
    members = members_of(cijfers, opgave, row)
    return [naam for naam in names if naam in members]


def named(cijfers: Cijfers, names: Iterable[str]) -> str:
    """Organisations in words: ``Lefier en alle gemeenten``."""
    known = cijfers.facts.catalogue.register.organisaties
    called = [known.get(naam, {}).get("naam", naam) for naam in names]
    return opsomming(text.replace("Alle ", "alle ") for text in called)


def is_whose(cijfers: Cijfers, opgave: Opgave, row: Row) -> bool:
    """Whether a figure is of those whose goal it is, and a total of nobody else."""
    if row["organisatie"] not in opgave.wie:
        return False
    if row["organisatie"] not in ALLEN or not opgave.leden or not opgave.indicator["optelbaar"]:
        return True
    return cijfers.makers.get(_sum_key(row), frozenset()) <= members_of(cijfers, opgave, row)


def members_of(cijfers: Cijfers, opgave: Opgave, row: Row) -> frozenset[str]:
    """Whom the goal names, as its own paper and the figure's paper read that."""
    catalogue = cijfers.facts.catalogue
    there = catalogue.by_name[row["document"]]
    whose = split_list(opgave.doel["organisaties"])
    return opgave.leden.union(*(catalogue.members(there, groep) for groep in whose))


def series(opgave: Opgave, rows: Iterable[Row]) -> list[Meting]:
    """One measurement per year, the latest paper's over the shortest period.

    A change of what normally adds up is seen from year to year: only figures of one year.
    """
    per_year: dict[int, Row] = {}
    for row in rows:
        if not is_count(opgave.indicator) or row["jaar_van"] == row["jaar_tot"]:
            per_year[row["jaar_tot"]] = row
    return [_meting([row]) for _, row in sorted(per_year.items())]


def total(rows: Iterable[Row], start: int) -> Meting | None:
    """The sum of measured periods that follow each other without a gap from `start` on.

    Reaches as far as it can, in as few figures as possible.
    """
    chains: dict[int, list[Row]] = {start: []}
    for row in sorted(rows, key=lambda row: row["jaar_van"]):
        before = chains.get(row["jaar_van"])
        end = row["jaar_tot"] + 1
        if before is not None and (end not in chains or len(before) < len(chains[end])):
            chains[end] = [*before, row]
    last = max(chains)
    return _meting(chains[last]) if last > start else None


def neat(value: float, digits: int = 12) -> float:
    """A number without the noise of binary fractions, and without a minus zero."""
    rounded = float(f"{value:.{digits}g}") + 0.0
    return rounded if math.isfinite(rounded) else value


def _meting(rows: list[Row]) -> Meting:
    sides = [bounds(row) for row in rows]
    (low, high), grens = sides[0], rows[0]["grens"]
    if len(rows) > 1:
        low, high = (neat(sum(side), 15) for side in zip(*sides, strict=True))
        grens = "~" if any(row["grens"] for row in rows) else ""
        if math.isinf(low) != math.isinf(high):
            grens = "<=" if math.isinf(low) else ">="
    return Meting(
        waarde=neat(sum(row["waarde"] for row in rows), 15),
        laag=low,
        hoog=high,
        grens=grens,
        van=rows[0]["jaar_van"],
        jaar=rows[-1]["jaar_tot"],
        rijen=tuple((row["document"], row["rij"]) for row in rows),
    )


def years_in(text: str) -> list[int]:
    """The years a text names, in its own order."""
    return [int(year) for year in YEAR.findall(text)]


def begin_of(opgave: Opgave, metingen: list[Meting]) -> Begin | None:
    """Where a goal starts: at nothing for a count, else at a level that is known.

    That is the paper's own start, else the measurement nearest to the goal's start and
    not after its first year, else the earliest of at least two measurements.
    """
    doel, start = opgave.doel, opgave.start
    if opgave.optellen:
        return Begin(0.0, start, start, "nul")
    if given(doel["basis_waarde"]):
        years = years_in(doel["basis_periode"])
        moment = years[-1] + 1 if years else start
        return Begin(doel["basis_waarde"], years[-1] if years else start, moment, "papier")
    exact = [meting for meting in metingen if meting.grens not in LIMITS]
    early = [
        meting
        for meting in exact
        if start is not None
        and meting.jaar <= start
        and (doel["jaar_tot"] is None or meting.jaar < doel["jaar_tot"])
    ]
    if early and start is not None:
        first = min(early, key=lambda meting: (abs(meting.jaar + 1 - start), meting.jaar))
    elif exact and exact[0].jaar < metingen[-1].jaar:
        first = exact[0]
    else:
        return None
    return Begin(first.waarde, first.jaar, first.jaar + 1, "meting", first.rijen)


def latest(opgave: Opgave, begin: Begin | None, metingen: list[Meting]) -> Meting | None:
    """The last measurement, if it holds after the goal and its distance start."""
    last = metingen[-1] if metingen else None
    moments = [opgave.start, begin.moment if begin else None]
    since = max((moment for moment in moments if moment is not None), default=0)
    if last is None or last.jaar == opgave.doel["jaar_tot"] or last.jaar + 1 > since:
        return last
    return None
