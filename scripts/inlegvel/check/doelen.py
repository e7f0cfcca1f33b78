"""Goals: against where they start, and against what is planned."""

from collections.abc import Iterator

from inlegvel.check.bounds import bounds
from inlegvel.check.rule import at_row, compared, rule, sound
from inlegvel.derive.facts import Facts
from inlegvel.dutch import getal, jaren
from inlegvel.findings import Finding
from inlegvel.model import ALLEN, BASIS, GEHEEL, Document, Row


@rule(
    "doel-is-beginwaarde",
    "waarschuwing",
    "Een doel om iets te bereiken, vraagt hetzelfde als wat er al is.",
)
def goal_is_start(facts: Facts) -> Iterator[Finding]:
    """A goal to reach a level at which the paper says things already stand."""
    for document in sound(facts):
        for doel in document.tabellen.rows("doelen"):
            if doel["soort"] not in ("bereiken", "mijlpaal") or doel["maat"] != "niveau":
                continue
            start = doel["basis_waarde"]
            if start in (doel["ondergrens"], doel["bovengrens"]):
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
    "Wat gepland is, haalt het doel niet.",
)
def plan_misses_goal(facts: Facts) -> Iterator[Finding]:
    """A plan that misses the goal for the same period, or still misses it later.

    A `stroom` is compared only over exactly the goal's years. A `stand` planned for
    a later year that still misses the goal shows that the goal is not met in time,
    so that it counts as well. Goals with a condition are not compared.
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
                if doel["indicator"] and doel["maat"] == "niveau" and not doel["voorwaarde"]:
                    yield target, doel


def _comparable(
    facts: Facts, document: Document, row: Row, target: Document, doel: Row
) -> bool:
    indicator = facts.catalogue.register.indicatoren.get(row["indicator"])
    if indicator is None or row["indicator"] != doel["indicator"] or doel["jaar_tot"] is None:
        return False
    if row["aard"] != "voornemen" or row["variant"] != BASIS or row["onderdeel"] != GEHEEL:
        return False
    if row["reikwijdte"] != "gebied" or row["waarde"] != row["waarde"]:
        return False
    if document.gebied not in doel["gebieden"].split(";"):
        return False
    if not _same_organisation(facts, target, row["organisatie"], doel["organisaties"].split(";")):
        return False
    if indicator["meetwijze"] == "stand":
        return bool(row["jaar_tot"] >= doel["jaar_tot"])
    return bool(row["jaar_van"] == doel["jaar_van"] and row["jaar_tot"] == doel["jaar_tot"])


def _same_organisation(
    facts: Facts, target: Document, organisatie: str, whose: list[str]
) -> bool:
    """A goal of all together is held against the figure of all together only."""
    if any(naam in ALLEN for naam in whose):
        return organisatie in ALLEN
    return any(organisatie in facts.catalogue.members(target, naam) for naam in whose)


def _missed(
    facts: Facts, document: Document, row: Row, target: Document, doel: Row
) -> Iterator[Finding]:
    indicator = facts.catalogue.register.indicatoren[row["indicator"]]
    low, high = bounds(row)
    limit = None
    if doel["soort"] != "maximaal" and indicator["richting"] != "lager" and (
        high < doel["ondergrens"]
    ):
        limit = doel["ondergrens"]
    elif doel["soort"] != "minimaal" and indicator["richting"] != "hoger" and (
        low > doel["bovengrens"]
    ):
        limit = doel["bovengrens"]
    later = row["jaar_tot"] > doel["jaar_tot"]
    if limit is None or (indicator["richting"] == "neutraal" and doel["soort"] == "bereiken"):
        return
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
