"""Every rule over a catalogue: what is wrong, and what is remarkable."""

from inlegvel.check import (  # noqa: F401  # importing a module registers its rules
    aandelen,
    afspraken,
    correcties,
    documents,
    doelen,
    doelvorm,
    parts,
    references,
    register,
    rows,
    sums,
    versies,
)
from inlegvel.check.explanations import explain, explained
from inlegvel.check.repeats import once_per_name
from inlegvel.check.rule import RULES, Rule
from inlegvel.derive.facts import Facts
from inlegvel.findings import Finding

__all__ = ["RELEASING", "RULES", "Rule", "check"]

# Rules that hold many rows against each other. Where something else is wrong with a document, its
# framework or the register, what they find would only be an echo of that.
COMPUTING = frozenset(
    {
        "aandelen-geen-100",
        "controlecijfer-wijkt-af",
        "controlecijfer-zonder-rij",
        "correctie-zonder-wijziging",
        "deel-boven-deel-van",
        "deel-groter-dan-geheel",
        "herhaling-wijkt-af",
        "voornemen-onder-doel",
    }
)

# Rules that hold the data against what was released before: they say nothing of damage.
RELEASING = frozenset(
    {
        "correctie-gewijzigd",
        "versie-wijkt-af",
        "waarde-zonder-correctie",
    }
)


def check(facts: Facts) -> list[Finding]:
    """The findings of all rules, with the explanations that the packages give."""
    first = [rule for rule in RULES.values() if rule.regel not in COMPUTING | RELEASING]
    found = list(once_per_name(_run(facts, first), explained(facts)))
    damaged = _damaged(facts, found)
    computed = _run(facts, [rule for rule in RULES.values() if rule.regel in COMPUTING])
    if "register" not in damaged:
        found += [finding for finding in computed if finding.document not in damaged]
    found += _run(facts, [rule for rule in RULES.values() if rule.regel in RELEASING])
    return explain(facts, found, damaged)


def _run(facts: Facts, rules: list[Rule]) -> list[Finding]:
    return [
        finding for rule in rules for finding in rule.check(facts) if not _is_echo(facts, finding)
    ]


def _damaged(facts: Facts, found: list[Finding]) -> set[str]:
    """Documents (and the register) in which something is wrong, or in their framework."""
    catalogue = facts.catalogue
    damaged = {finding.document for finding in found if finding.ernst == "fout"}
    damaged |= {document.naam for document in catalogue.documenten if not document.heel}
    damaged |= catalogue.kapot
    if catalogue.register.tabellen.wrong_cells:
        damaged.add("register")
    if "register" in damaged:
        return damaged | set(catalogue.by_name)
    return damaged | {d.naam for d in catalogue.documenten if d.kader in damaged}


def _is_echo(facts: Facts, finding: Finding) -> bool:
    """Whether the finding is about a cell that could not be read: one fault, one finding."""
    catalogue = facts.catalogue
    document = catalogue.by_name.get(finding.document)
    tabellen = document.tabellen if document else catalogue.register.tabellen
    places = {(finding.resource, finding.regelnummer, column) for column in (finding.kolom, "")}
    return not places.isdisjoint(tabellen.wrong_cells)
