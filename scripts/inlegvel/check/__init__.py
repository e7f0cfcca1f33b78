"""Every rule over a catalogue: what is wrong, and what is remarkable."""

from inlegvel.check import (  # importing a module registers its rules
    afspraken,
    documents,
    doelen,
    parts,
    references,
    register,
    rows,
    sums,
)
from inlegvel.check.explanations import explain
from inlegvel.check.rule import RULES, Rule
from inlegvel.derive.facts import Facts
from inlegvel.findings import Finding

__all__ = ["RULES", "Rule", "check"]

_MODULES = (afspraken, documents, doelen, parts, references, register, rows, sums)


def check(facts: Facts) -> list[Finding]:
    """The findings of all rules, with the explanations that the packages give."""
    found = [
        finding
        for rule in RULES.values()
        for finding in rule.check(facts)
        if not _is_echo(facts, finding)
    ]
    return explain(facts, found)


def _is_echo(facts: Facts, finding: Finding) -> bool:
    """Whether the finding is about a cell that could not be read: one fault, one finding."""
    catalogue = facts.catalogue
    document = catalogue.by_name.get(finding.document)
    tabellen = document.tabellen if document else catalogue.register.tabellen
    places = {(finding.resource, finding.regelnummer, column) for column in (finding.kolom, "")}
    return not places.isdisjoint(tabellen.wrong_cells)
