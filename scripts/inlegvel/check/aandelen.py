"""Shares of one whole: together they make 100 percent."""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator

from inlegvel.check.rule import at_row, compared, rule, sound
from inlegvel.derive.bounds import bounds
from inlegvel.derive.facts import Facts
from inlegvel.dutch import getal
from inlegvel.findings import Finding
from inlegvel.model import BASIS, Document, Row

# Decided as rounding: n shares, each rounded, can be off by half a unit each.
HALF = 0.5
HUNDRED = 100
Group = tuple[object, ...]


@rule("aandelen-geen-100", "waarschuwing", "Aandelen zijn samen geen 100 procent")
def shares_not_hundred(facts: Facts) -> Iterator[Finding]:
    """Shares of one whole that cannot make 100 percent, rounding and limits allowed for."""
    for document in sound(facts):
        for rows in _figures(facts, document):
            yield from _shares(facts, document, "cijfers", rows)
        goals: dict[Group, list[Row]] = defaultdict(list)
        for row in document.tabellen.rows("doelen"):
            if row["maat"] == "niveau" and row["soort"] in ("bereiken", "behouden", "mijlpaal"):
                goals[(row["jaar_tot"], row["organisaties"], row["gebieden"])].append(row)
        for rows in goals.values():
            yield from _shares(facts, document, "doelen", rows)


def _figures(facts: Facts, document: Document) -> Iterator[list[Row]]:
    """The typed figures of each place and variant; a variant says only what differs."""
    names = ("organisatie", "onderdeel", "jaar_van", "jaar_tot", "aard", "reikwijdte")
    places: dict[Group, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for row in facts.rows[document.naam]:
        if row["rijsoort"] == "bron":
            places[tuple(row[name] for name in names)][row["variant"]].append(row)
    for variants in places.values():
        basis = variants.pop(BASIS, [])
        yield basis
        for own in variants.values():
            changed = {row["indicator"] for row in own}
            yield [*(row for row in basis if row["indicator"] not in changed), *own]


def _shares(
    facts: Facts, document: Document, resource: str, rows: Iterable[Row]
) -> Iterator[Finding]:
    indicatoren = facts.catalogue.register.indicatoren
    for geheel in sorted({row["geheel"] for row in indicatoren.values() if row["geheel"]}):
        members = [naam for naam, row in indicatoren.items() if row["geheel"] == geheel]
        shares = {row["indicator"]: row for row in rows if row["indicator"] in members}
        if not shares:
            continue
        ranges = [_range(row) for row in shares.values()]
        lowest, highest = (math.fsum(side) for side in zip(*ranges, strict=True))
        precision = 10.0 ** -max(int(indicatoren[naam]["decimalen"]) for naam in members)
        room = HALF * len(members) * precision
        complete = len(shares) == len(members)
        if lowest > HUNDRED + room:
            total, word = lowest, "" if lowest == highest else "minstens "
        elif complete and highest < HUNDRED - room:
            total, word = highest, "" if lowest == highest else "hoogstens "
        else:
            continue
        yield at_row(
            "aandelen-geen-100",
            document,
            resource,
            list(shares.values())[-1],
            f"De aandelen zijn samen {word}{getal(round(total, 6))}% en geen 100%.",
            "Vergelijk de aandelen met het papier. Kloppen zij, leg dan uit in toelichtingen.csv.",
            kolom="waarde" if resource == "cijfers" else "ondergrens",
            **compared(total, HUNDRED),
        )


def _range(row: Row) -> tuple[float, float]:
    """The lowest and highest share this allows; of what is open or a guess, any at all."""
    if "waarde" not in row:
        low, high = row["ondergrens"], row["bovengrens"]
        value = high if math.isnan(low) else low
        return (0.0, math.inf) if math.isnan(value) else (value, value)
    if math.isnan(row["waarde"]) or row["grens"] == "~" or row["status"] == "in-onderzoek":
        return 0.0, math.inf
    low, high = bounds(row)
    return max(low, 0.0), high
