"""The goals that a figure can hold against: whose they are, of which area, from which year."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from inlegvel.derive.facts import Facts
from inlegvel.model import ALLEN, GEHEEL, GROEP_SOORTEN, Catalogue, Document, Row, split_list

ALL = frozenset(ALLEN)


@dataclass(frozen=True)
class Opgave:
    """A goal, with whose figures of which area tell how it stands."""

    document: Document
    doel: Row
    indicator: Row
    gebied: str
    start: int | None
    """The first year; for a level in one single year, the year in which it was set."""
    wie: frozenset[str]
    """The organisations whose figure is the figure of those whose goal it is."""
    leden: frozenset[str]
    """Whom a goal of several organisations names; empty for a goal of all together."""

    @property
    def optellen(self) -> bool:
        """Whether what is measured adds up over the goal's years, from nothing."""
        return self.begrensd and not self.is_verandering and is_count(self.indicator)

    @property
    def samen(self) -> bool:
        """Whether it is a goal of several organisations together."""
        return self.wie >= ALL

    @property
    def is_procent(self) -> bool:
        """Whether the goal is a change in percent of the start."""
        return bool(self.doel["maat"] == "verandering-procent")

    @property
    def is_verandering(self) -> bool:
        """Whether the goal is a change since the start, and not a level."""
        return self.is_procent or bool(self.doel["maat"] == "verandering")

    @property
    def begrensd(self) -> bool:
        """Whether the goal has a number."""
        return given(self.doel["ondergrens"]) or given(self.doel["bovengrens"])


def opgaven(facts: Facts) -> Iterator[Opgave]:
    """Every goal of a sound document with an indicator and a number, or a way to go."""
    for document in facts.catalogue.documenten:
        for doel in document.tabellen.rows("doelen") if document.heel else []:
            indicator = facts.catalogue.register.indicatoren.get(doel["indicator"])
            if indicator is not None:
                opgave = _opgave(facts.catalogue, document, doel, indicator)
                if opgave.begrensd or doel["soort"] == "richting":
                    yield opgave


def given(value: float | None) -> bool:
    """Whether a cell holds a number."""
    return value is not None and math.isfinite(value)


def _opgave(catalogue: Catalogue, document: Document, doel: Row, indicator: Row) -> Opgave:
    wie, leden = _whose(catalogue, document, doel)
    start = _first_year(document, doel, is_count(indicator))
    return Opgave(document, doel, indicator, _area(catalogue, doel), start, wie, leden)


def is_count(indicator: Row) -> bool:
    """Whether its figures of several years may be added up."""
    return bool(indicator["meetwijze"] == "stroom" and indicator["optelbaar"])


def _whose(
    catalogue: Catalogue, document: Document, doel: Row
) -> tuple[frozenset[str], frozenset[str]]:
    """See `wie` and `leden` of `Opgave`."""
    whose = frozenset(split_list(doel["organisaties"]))
    if whose & ALL:
        return ALL, frozenset()
    members = frozenset(naam for groep in whose for naam in catalogue.members(document, groep))
    groups = whose & set(GROEP_SOORTEN)
    if len(members) == 1 and not members & groups:
        return members | groups, members
    return ALL | (whose if len(whose) == 1 else frozenset()), members


def _first_year(document: Document, doel: Row, counts: bool) -> int | None:
    """The year in which a goal starts.

    "57 percent in 2025" names one year only: it was set when the paper was made.
    """
    van, tot = doel["jaar_van"], doel["jaar_tot"]
    if van is not None and (counts or tot is None or van < tot):
        return int(van)
    if tot is None:
        return None
    return min(document.jaar_van, int(tot))


def _area(catalogue: Catalogue, doel: Row) -> str:
    """The one area of a goal in which all its other areas lie; empty where there is none."""
    names = list(split_list(doel["gebieden"]))
    for naam in names:
        if all(naam in catalogue.register.around(other) for other in names):
            return naam
    return ""


def area_of(catalogue: Catalogue, document: Document, row: Row) -> str:
    """The area a figure covers; empty where the register does not know it.

    A part that is itself an area of the register, such as a village, is that area.
    """
    if row["reikwijdte"] == "landelijk":
        areas = catalogue.register.gebieden.items()
        land = next((naam for naam, area in areas if area["soort"] == "land"), "")
        return land if row["onderdeel"] == GEHEEL else ""
    if row["reikwijdte"] != "gebied":
        return ""
    if row["onderdeel"] == GEHEEL:
        return document.gebied
    return row["onderdeel"] if row["onderdeel"] in catalogue.register.gebieden else ""
