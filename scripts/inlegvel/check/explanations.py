"""Explanations: our neutral words beside a finding, kept as data with the paper."""

from collections.abc import Iterator
from dataclasses import replace

from inlegvel.check.rule import RULES, at_row, rule
from inlegvel.derive.facts import Facts
from inlegvel.findings import Finding, nearest
from inlegvel.model import Document, Row

STALE = "toelichting-zonder-bevinding"
EIGEN_WAARNEMING = "tekst-tegenstrijdig"


@rule(STALE, "fout", "Een toelichting hoort bij een bevinding die er is.")
def _found_by_explain(facts: Facts) -> Iterator[Finding]:
    """Needs the findings of all other rules, so `explain` gives these."""
    return iter(())


@rule(
    EIGEN_WAARNEMING,
    "waarschuwing",
    "De papieren zeggen twee dingen",
)
def _recorded_by_hand(facts: Facts) -> Iterator[Finding]:
    """A contradiction in wording that no rule can see, recorded in `toelichtingen`."""
    for document in facts.catalogue.documenten:
        for row in document.tabellen.rows("toelichtingen"):
            if row["regel"] == EIGEN_WAARNEMING:
                resource, _, rij = row["sleutel"].partition("/")
                if resource not in document.tabellen:
                    continue
                subject = document.tabellen.by_key(resource).get(rij)
                if subject is not None:
                    yield at_row(
                        EIGEN_WAARNEMING,
                        document,
                        resource,
                        subject,
                        "Hier staat met woorden iets anders dan op een andere plek.",
                        "Vraag de partijen welke tekst geldt.",
                    )


def explained(facts: Facts) -> frozenset[tuple[str, str, str]]:
    """What the packages explain: document, rule and key of each."""
    return frozenset(
        (document.naam, row["regel"], row["sleutel"])
        for document in facts.catalogue.documenten
        for row in document.tabellen.rows("toelichtingen")
    )


def explain(facts: Facts, findings: list[Finding], damaged: set[str]) -> list[Finding]:
    """The findings with their explanations, and an error for each that fits none.

    In `damaged` documents findings may be missing, so that nothing fits none.
    """
    places: dict[tuple[str, str, str], list[int]] = {}
    for index, finding in enumerate(findings):
        key = (finding.document, finding.regel, finding.sleutel)
        places.setdefault(key, []).append(index)
    result = list(findings)
    for document in facts.catalogue.documenten:
        for row in document.tabellen.rows("toelichtingen"):
            found = places.get((document.naam, row["regel"], row["sleutel"]), [])
            for index in found:
                result[index] = replace(result[index], toelichting=row["toelichting"])
            if not found and document.naam not in damaged:
                result.append(_stale(document, row, findings))
    return result


def _stale(document: Document, row: Row, findings: list[Finding]) -> Finding:
    known = "" if row["regel"] in RULES else f" De regel ‘{row['regel']}’ bestaat niet."
    key = f"{row['regel']},{row['sleutel']}"
    bare = {f"{f.regel},{f.sleutel}" for f in findings if f.document == document.naam}
    return at_row(
        STALE,
        document,
        "toelichtingen",
        row,
        f"Deze toelichting past bij geen enkele bevinding.{known} {nearest(key, bare)}".rstrip(),
        "Verwijder de rij, of verbeter ‘regel’ en ‘sleutel’.",
        kolom="sleutel",
        gevonden=key,
    )
