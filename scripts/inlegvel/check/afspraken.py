"""Agreements: who makes them, and whether the paper makes one twice."""

import re
from collections import defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher

from inlegvel.check.rule import at_row, rule
from inlegvel.derive.facts import Facts
from inlegvel.findings import Finding
from inlegvel.model import ALLEN, GROEP_SOORTEN, Document, Row

NEAR_EQUAL = 0.9


@rule("dubbele-afspraak", "waarschuwing", "Twee keer bijna dezelfde afspraak")
def double_agreement(facts: Facts) -> Iterator[Finding]:
    """Two agreements with the same lead and near-equal text."""
    for document in facts.catalogue.documenten:
        by_lead: dict[tuple[str, ...], list[Row]] = defaultdict(list)
        for row in document.tabellen.rows("afspraken"):
            by_lead[tuple(sorted(row["trekkers"].split(";")))].append(row)
        for rows in by_lead.values():
            # By key, so that the order of the rows does not say which of two is the double.
            yield from _doubles(document, sorted(rows, key=lambda row: str(row["afspraak"])))


def _doubles(document: Document, rows: list[Row]) -> Iterator[Finding]:
    texts = [" ".join(re.findall(r"\w+", row["omschrijving"].lower())) for row in rows]
    numbers = [re.findall(r"\d+", text) for text in texts]
    for second in range(1, len(rows)):
        for first in range(second):
            if numbers[first] != numbers[second]:  # 3 plots and 8 plots are two promises
                continue
            matcher = SequenceMatcher(None, texts[first], texts[second], autojunk=False)
            if matcher.real_quick_ratio() < NEAR_EQUAL or matcher.quick_ratio() < NEAR_EQUAL:
                continue
            if matcher.ratio() >= NEAR_EQUAL:
                yield at_row(
                    "dubbele-afspraak",
                    document,
                    "afspraken",
                    rows[second],
                    f"Deze afspraak is bijna gelijk aan ‘{rows[first]['afspraak']}’.",
                    "Staat hij twee keer in het papier, maak er dan één rij van en noem beide "
                    "vindplaatsen.",
                    kolom="omschrijving",
                    gepubliceerd=rows[second]["afspraak"],
                    berekend=rows[first]["afspraak"],
                )
                break


@rule(
    "deelnemer-geen-partij",
    "waarschuwing",
    "Wel genoemd, maar geen partij",
)
def participant_no_party(facts: Facts) -> Iterator[Finding]:
    """A lead, goal owner or figure of an organisation that is no party to the paper."""
    places = {
        "afspraken": ("trekkers", "samen_met"),
        "doelen": ("organisaties",),
        "cijfers": ("organisatie",),
    }
    for document in facts.catalogue.documenten:
        if "partijen" not in document.tabellen or "partijen" in document.kapot:
            continue
        parties, involved = _known(facts, document)
        for resource, columns in places.items():
            for row in document.tabellen.rows(resource):
                for column in columns:
                    allowed = parties | involved if column == "samen_met" else parties
                    for name in filter(None, row[column].split(";")):
                        if not _takes_part(facts, name, allowed):
                            yield _no_party(facts, document, resource, row, column, name)


def _known(facts: Facts, document: Document) -> tuple[set[str], set[str]]:
    parties: set[str] = set()
    involved: set[str] = set()
    for naam, partij in document.partijen.items():
        (parties if partij["rol"] in ("partij", "eigen-bijlage") else involved).add(naam)
    return parties, involved


def _takes_part(facts: Facts, name: str, allowed: set[str]) -> bool:
    """Named itself, one of the general groups, or of a kind that takes part as a group."""
    organisatie = facts.catalogue.register.organisaties.get(name)
    if organisatie is None:  # an unknown name has its own finding
        return True
    if name in allowed or name in ALLEN or name in GROEP_SOORTEN:
        return True
    return any(GROEP_SOORTEN.get(groep) == organisatie["soort"] for groep in allowed)


def _no_party(
    facts: Facts, document: Document, resource: str, row: Row, column: str, name: str
) -> Finding:
    naam = facts.catalogue.register.organisaties[name]["naam"]
    return at_row(
        "deelnemer-geen-partij",
        document,
        resource,
        row,
        f"{naam} staat in de kolom ‘{column}’, maar is geen partij bij dit document.",
        "Kijk in het papier. Is het een partij, voeg die dan toe aan partijen.csv.",
        kolom=column,
        gepubliceerd=name,
    )
