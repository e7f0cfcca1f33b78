"""The charts of all documents: of their figures, and of how their goals stand."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from inlegvel.derive.doelvoortgang import Doelvoortgang
from inlegvel.derive.facts import Facts
from inlegvel.derive.grafieken import Grafiek, grafieken, per_tabel
from inlegvel.derive.grafieken.voortgang import voortgang
from inlegvel.derive.tables import Layout
from inlegvel.model import Document


@dataclass(frozen=True)
class Grafieken:
    """What is asked of charts: those of a document, and those of each of its tables."""

    facts: Facts
    layouts: Mapping[str, list[Layout]]
    doelvoortgang: Mapping[tuple[str, str], Doelvoortgang]

    @cached_property
    def per_document(self) -> dict[str, list[Grafiek]]:
        """The charts of each document."""
        return {
            document.naam: [
                *grafieken(self.facts, document),
                *filter(None, [voortgang(document, self.doelen_van(document))]),
            ]
            for document in self.facts.catalogue.documenten
        }

    @cached_property
    def namen(self) -> dict[str, set[str]]:
        """The names of the charts of each document."""
        return {naam: {x.naam for x in charts} for naam, charts in self.per_document.items()}

    @cached_property
    def per_tabel(self) -> dict[str, dict[str, list[Grafiek]]]:
        """Per document and table: the charts that belong to it."""
        return {
            naam: per_tabel(self.per_document[naam], {t.tabel["tabel"]: t.rijen for t in tables})
            for naam, tables in self.layouts.items()
        }

    def doelen_van(self, document: Document) -> list[Doelvoortgang]:
        """How the goals with a number of one document stand."""
        return [
            progress for (naam, _), progress in self.doelvoortgang.items() if naam == document.naam
        ]
