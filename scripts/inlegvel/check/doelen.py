"""Goals: against where they start, and against what is planned."""

import math
from collections.abc import Iterator

from inlegvel.check.rule import at_row, compared, rule, sound
from inlegvel.derive.bounds import bounds
from inlegvel.derive.facts import Facts
from inlegvel.dutch import getal, jaren
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
            for row in facts.rows[document.naam]:
                if _comparable(facts, document, row, target_document, doel):
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


def _comparable(facts: Facts, document: Document, row: Row, target: Document, doel: Row) -> bool:
    return (
        row["indicator"] == doel["indicator"]
        and row["indicator"] in facts.catalogue.register.indicatoren
        and _is_firm_plan(row)
        and document.gebied in doel["gebieden"].split(";")
        and _same_organisation(facts, document, row, target, doel)
        and _same_time(facts, row, doel)
    )


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


def _same_organisation(
    facts: Facts, document: Document, row: Row, target: Document, doel: Row
) -> bool:
    """Whether the figure is of those whose goal it is.

    A goal of all together is held against the figure of all together only. So is what
    several organisations add up to: that is no goal of each.
    """
    whose = list(split_list(doel["organisaties"]))
    if any(naam in ALLEN for naam in whose):
        return row["organisatie"] in ALLEN
    members = {
        naam
        for groep in whose
        for place in (target, document)
        for naam in facts.catalogue.members(place, groep)
    }
    joint = len(whose) > 1 or whose[0] in GROEP_SOORTEN
    if joint and facts.catalogue.register.indicatoren[row["indicator"]]["optelbaar"]:
        return row["organisatie"] in ALLEN and _contributors(facts, document, row) <= members
    return row["organisatie"] in members


def _contributors(facts: Facts, document: Document, total: Row) -> set[str]:
    """The organisations with a figure of their own under a total."""
    names = ("indicator", "jaar_van", "jaar_tot", "aard")
    return {
        row["organisatie"]
        for row in facts.rows[document.naam]
        if all(row[name] == total[name] for name in names) and row["organisatie"] not in ALLEN
    }


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
        f"Het plan voor {when} is {getal(row['waarde'])}. Het doel voor {doel['jaar_tot']} is "
        f"{getal(limit)} (in {where})."
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
