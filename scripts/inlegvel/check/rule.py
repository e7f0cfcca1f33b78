"""The register of rules: one rule is one named generator of findings."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from inlegvel.derive.facts import Facts
from inlegvel.dutch import plain
from inlegvel.findings import Ernst, Finding
from inlegvel.model import Document, Row, row_id

Checker = Callable[[Facts], Iterator[Finding]]


@dataclass(frozen=True)
class Rule:
    """A permanent Dutch slug, how serious it is, what it means, and its generator."""

    regel: str
    ernst: Ernst
    uitleg: str
    check: Checker


RULES: dict[str, Rule] = {}


def rule(regel: str, ernst: Ernst, uitleg: str) -> Callable[[Checker], Checker]:
    """Register a generator under a slug; `uitleg` is what readers see about the rule."""

    def register(check: Checker) -> Checker:
        if regel in RULES:
            raise ValueError(f"rule {regel} is registered twice")
        RULES[regel] = Rule(regel, ernst, uitleg, check)
        return check

    return register


def at_row(
    regel: str, document: Document, resource: str, row: Row, melding: str, herstel: str, **rest: Any
) -> Finding:
    """A finding at one row of a document, with the row's place and key filled in."""
    schema = document.tabellen.standaard.schemas[resource]
    rij = row_id(row, schema.sleutel)
    # A figure of derive/ has lost the line where it was typed.
    typed = row if "regelnummer" in row else document.tabellen.by_key(resource).get(rij, {})
    fields = {
        "rij": rij,
        "indicator": row.get("indicator", ""),
        "organisatie": row.get("organisatie", ""),
        "jaar_van": _text(row.get("jaar_van")),
        "jaar_tot": _text(row.get("jaar_tot")),
        "variant": row.get("variant", ""),
        "regelnummer": typed.get("regelnummer"),
    }
    return Finding(
        regel=regel,
        ernst=RULES[regel].ernst,
        melding=melding,
        herstel=herstel,
        document=document.naam,
        resource=resource,
        bestand=document.tabellen.bestanden.get(resource, ""),
        **(fields | rest),
    )


def compared(gepubliceerd: float, berekend: float) -> dict[str, str]:
    """The fields that hold a printed number, ours, and the difference."""
    return {
        "gepubliceerd": plain(gepubliceerd),
        "berekend": plain(berekend),
        "verschil": plain(round(gepubliceerd - berekend, 6)),
    }


def sound(facts: Facts) -> Iterator[Document]:
    """Documents without structure errors: only of those do sums make sense."""
    return (document for document in facts.catalogue.documenten if document.heel)


def _text(value: Any) -> str:
    return "" if value is None else str(value)
