"""Goals: against where they start, and against what is planned."""

import math
from collections import defaultdict
from collections.abc import Iterator

from inlegvel.check.rule import at_row, compared, rule, sound
from inlegvel.derive.bounds import bounds
from inlegvel.derive.facts import Facts
from inlegvel.derive.optellen import sum_limit
from inlegvel.dutch import getal, jaren, opsomming
from inlegvel.findings import Finding
from inlegvel.model import ALLEN, BASIS, GEHEEL, GROEP_SOORTEN, OPEN, Document, Row, split_list


@rule(
    "doel-is-beginwaarde",
    "waarschuwing",
    "Het doel is gelijk aan wat er al is",
)
def goal_is_start(facts: Facts) -> Iterator[Finding]:
    """A goal to reach a level at which the paper says things already stand."""
    for document in sound(facts):
        for doel in document.tabellen.rows("doelen"):
            if doel["soort"] not in ("bereiken", "mijlpaal") or doel["maat"] != "niveau":
                continue
            start = doel["basis_waarde"]
            if start == doel["ondergrens"] or start == doel["bovengrens"]:
                yield at_row(
                    "doel-is-beginwaarde",
                    document,
                    "doelen",
                    doel,
                    f"Het doel is {getal(start)}. Dat is ook de waarde aan het begin"
                    + (f" ({doel['basis_periode']})." if doel["basis_periode"] else "."),
                    "Vergelijk beide met het papier. Kloppen zij, leg dan uit in "
                    "toelichtingen.csv.",
                    kolom="basis_waarde",
                    **compared(start, start),
                )


@rule(
    "voornemen-onder-doel",
    "waarschuwing",
    "Het plan haalt het doel niet",
)
def plan_misses_goal(facts: Facts) -> Iterator[Finding]:
    """A plan that misses the goal for the same period, or still misses it later.

    A `stroom` is compared only over exactly the goal's years. A `stand` planned for
    a later year that still misses a level to be reached shows that it is not reached in
    time, so that it counts as well. Goals with a condition are not compared, nor figures
    that are still open or lack organisations.
    """
    for document in sound(facts):
        for target_document, doel in _goals_for(facts, document):
            for row in _plans(facts, document, target_document, doel):
                yield from _missed(facts, document, row, target_document, doel)


def _goals_for(facts: Facts, document: Document) -> Iterator[tuple[Document, Row]]:
    """The numeric goals of the document itself and of its framework."""
    for target in (document, facts.catalogue.by_name.get(document.kader or "")):
        if target is not None and target.heel:
            for doel in target.tabellen.rows("doelen"):
                reversed_bounds = doel["ondergrens"] > doel["bovengrens"]  # has its own finding
                plain = doel["indicator"] and doel["maat"] == "niveau" and not doel["voorwaarde"]
                if plain and not reversed_bounds:
                    yield target, doel


def _plans(facts: Facts, document: Document, target: Document, doel: Row) -> Iterator[Row]:
    """The plans of `document` that may be held against a goal."""
    if document.gebied not in split_list(doel["gebieden"]):
        return
    indicator = facts.catalogue.register.indicatoren.get(doel["indicator"])
    if indicator is None:
        return
    firm = [
        row
        for row in facts.rows[document.naam]
        if row["indicator"] == doel["indicator"]
        and _is_firm_plan(row)
        and _same_time(facts, row, doel)
    ]
    whose = list(split_list(doel["organisaties"]))
    members = {
        naam
        for groep in whose
        for place in (target, document)
        for naam in facts.catalogue.members(place, groep)
    }
    if any(naam in ALLEN for naam in whose):
        yield from (row for row in firm if row["organisatie"] in ALLEN)
    elif indicator["optelbaar"] and (len(whose) > 1 or whose[0] in GROEP_SOORTEN):
        yield from _joint(facts, firm, members)
    else:
        yield from (row for row in firm if row["organisatie"] in members)


def _joint(facts: Facts, firm: list[Row], members: set[str]) -> Iterator[Row]:
    """What several organisations plan together, per period: a total of nobody else, or their sum.

    What they add up to is no goal of each. Of a group that the paper does not write out
    only a total tells.
    """
    named = members - set(GROEP_SOORTEN)
    periods: dict[tuple[int, int], list[Row]] = defaultdict(list)
    for row in firm:
        periods[row["jaar_van"], row["jaar_tot"]].append(row)
    for rows in periods.values():
        own = {row["organisatie"]: row for row in rows if row["organisatie"] not in ALLEN}
        total = [row for row in rows if row["organisatie"] in ALLEN]
        if total and set(own) <= members:
            yield from total
        elif named and all(naam in own and own[naam]["telt_mee"] for naam in named):
            parts = [own[naam] for naam in sorted(named)]
            names = [facts.catalogue.register.organisaties[naam]["naam"] for naam in sorted(named)]
            yield parts[0] | {
                "waarde": math.fsum(part["waarde"] for part in parts),
                "grens": sum_limit(part["grens"] for part in parts),
                "samen": f" van {opsomming(names)} samen",
            }


def _is_firm_plan(row: Row) -> bool:
    return bool(
        row["aard"] == "voornemen"
        and row["variant"] == BASIS
        and row["onderdeel"] == GEHEEL
        and row["reikwijdte"] == "gebied"
        and row["status"] not in OPEN
        and not row["ontbreekt"]
    )


def _same_time(facts: Facts, row: Row, doel: Row) -> bool:
    if doel["jaar_tot"] is None:
        return False
    if facts.catalogue.register.indicatoren[row["indicator"]]["meetwijze"] == "stroom":
        return bool(row["jaar_van"] == doel["jaar_van"] and row["jaar_tot"] == doel["jaar_tot"])
    if doel["soort"] in ("bereiken", "mijlpaal"):
        return bool(row["jaar_tot"] >= doel["jaar_tot"])
    return bool(row["jaar_tot"] == doel["jaar_tot"])


def _missed(
    facts: Facts, document: Document, row: Row, target: Document, doel: Row
) -> Iterator[Finding]:
    indicator = facts.catalogue.register.indicatoren[row["indicator"]]
    low, high = bounds(row)
    lowest, highest = _good(doel, indicator["richting"])
    limit = lowest if high < lowest else highest if low > highest else None
    if limit is None:
        return
    later = row["jaar_tot"] > doel["jaar_tot"]
    where = "hetzelfde document" if target is document else f"‘{target.titel}’"
    when = jaren(row["jaar_van"], row["jaar_tot"])
    yield at_row(
        "voornemen-onder-doel",
        document,
        "cijfers",
        row,
        f"Het plan{row.get('samen', '')} voor {when} is {getal(row['waarde'])}. "
        f"Het doel voor {doel['jaar_tot']} is {getal(limit)} (in {where})."
        + (" Ook na het jaar van het doel is het dus nog niet gehaald." if later else ""),
        "Vergelijk beide met de papieren. Kloppen zij, leg dan uit in toelichtingen.csv.",
        kolom="waarde",
        **compared(row["waarde"], limit),
    )


def _good(doel: Row, richting: str) -> tuple[float, float]:
    """The values that meet the goal; whatever lies beyond a missing bound is good as well.

    To reach something is to reach it or better. Where the indicator has no better side,
    a plan beside the point says nothing.
    """
    low, high = doel["ondergrens"], doel["bovengrens"]
    first = high if math.isnan(low) else low
    last = low if math.isnan(high) else high
    if doel["soort"] in ("bereiken", "mijlpaal"):
        if richting == "hoger":
            return first, math.inf
        return (-math.inf, last) if richting == "lager" else (-math.inf, math.inf)
    if doel["soort"] == "minimaal":
        return first, math.inf
    if doel["soort"] == "maximaal":
        return -math.inf, last
    return (-math.inf if math.isnan(low) else low), (math.inf if math.isnan(high) else high)
