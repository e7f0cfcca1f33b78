"""What is not in a dataset, and why: a reader should not take silence for a zero."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from inlegvel.dutch import opsomming, plural
from inlegvel.figures import STATUS_TEKST, is_empty
from inlegvel.model import OPEN, Catalogue, Document, Row

OPGENOMEN = "opgenomen"
# What a paper may have and a reader may look for.
KERN = {
    "cijfers": "geen cijfers",
    "doelen": "geen doelen",
    "afspraken": "geen afspraken",
    "voortgang": "geen berichten over de voortgang",
}


@dataclass(frozen=True)
class Lacune:
    """One thing that is not there: what it is about, and what is known about it."""

    kop: str
    tekst: str


def lacunes(catalogue: Catalogue, documents: Iterable[Document]) -> list[Lacune]:
    """What a dataset of these documents lacks: tables, numbers, papers, the paper itself."""
    documents = tuple(documents)
    found = [*_tables(documents), *_open_figures(documents), *_coverage(catalogue, documents)]
    if len(documents) == 1 and documents[0].voorbehoud:
        found.append(Lacune("Voorbehoud in het papier", documents[0].voorbehoud))
    found.append(
        Lacune(
            "Het papier zelf",
            "De teksten zijn in onze eigen woorden. Namen van personen staan er niet in.",
        )
    )
    return found


def _tables(documents: tuple[Document, ...]) -> list[Lacune]:
    lacking = [
        words
        for resource, words in KERN.items()
        if not any(document.tabellen.rows(resource) for document in documents)
    ]
    if not lacking:
        return []
    return [Lacune("Soorten rijen", f"Er staan {opsomming(lacking)} in.")]


def _open_figures(documents: tuple[Document, ...]) -> list[Lacune]:
    """How many figures have no number, by the reason the paper gives."""
    rows = [row for document in documents for row in document.tabellen.rows("cijfers")]
    reasons = Counter(row["status"] for row in rows if is_empty(row) and row["status"] in OPEN)
    if not reasons:
        return []
    parts = [f"{count} {STATUS_TEKST[status]}" for status, count in sorted(reasons.items())]
    total = plural(len(rows), "cijfer", "cijfers")
    return [
        Lacune(
            "Open cijfers",
            f"Van {sum(reasons.values())} van de {total} is er geen getal: {opsomming(parts)}. "
            "Een leeg cijfer is geen nul. Kijk in de kolom ‘status’.",
        )
    ]


def _coverage(catalogue: Catalogue, documents: tuple[Document, ...]) -> list[Lacune]:
    """Papers of the same areas that are not here, and what is said about those that are."""
    register = catalogue.register
    areas = {document.gebied for document in documents}
    own = {(d.gebied, d.soort, str(d.jaar_van)) for d in documents}
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in register.tabellen.rows("dekking"):
        gebied = register.gebieden[row["gebied"]]
        # A paper of a region speaks for the areas within it.
        if not areas & {row["gebied"], gebied["ligt_in"]}:
            continue
        text = row["toelichting"] or "Dit papier is niet opgenomen."
        if row["stand"] == OPGENOMEN:
            here = (row["gebied"], row["soort"], str(row["jaar"])) in own
            text = _after_first(row) if here else ""
        if text:
            kind = row["soort"].capitalize().replace("-", " ")
            found[(f"{kind} {row['jaar']}", text)].append(gebied["naam"])
    return [Lacune(f"{kop}, {opsomming(names)}", text) for (kop, text), names in found.items()]


def _after_first(row: Row) -> str:
    """What a note says after its first sentence, which only names the paper."""
    return str(row["toelichting"]).partition(". ")[2]
