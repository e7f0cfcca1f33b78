"""Documents as a whole: their folder, their title, and what the register says of them."""

from collections.abc import Iterator
from typing import Any

from inlegvel.check.register import at_register
from inlegvel.check.rule import rule
from inlegvel.derive.facts import Facts
from inlegvel.findings import Finding
from inlegvel.model import Document


def _at(regel: str, document: Document, kolom: str, **rest: Any) -> Finding:
    return Finding(
        regel=regel,
        ernst="fout",
        document=document.naam,
        bestand=f"datapackages/{document.pad}/datapackage.json",
        kolom=kolom,
        **rest,
    )


@rule("map-wijkt-af", "fout", "De map van een document heet naar zijn gebied, soort en jaren.")
def folder_differs(facts: Facts) -> Iterator[Finding]:
    """A folder whose area, kind or years are others than the document's own.

    A copied folder in which only the name was changed is found by this.
    """
    known = facts.catalogue.register.gebieden
    for document in facts.catalogue.documenten:
        if document.jaar_van > document.jaar_tot or document.gebied not in known:
            continue  # these have findings of their own
        area, folder = document.pad.parts
        years = str(document.jaar_van)
        if document.jaar_tot != document.jaar_van:
            years += f"-{document.jaar_tot}"
        if (
            area == document.gebied
            and folder.startswith(f"{document.soort}-")
            and folder.endswith(f"-{years}")
        ):
            continue
        wanted = f"{document.gebied}/{document.soort}-{years}"
        yield _at(
            "map-wijkt-af",
            document,
            "document",
            melding=f"De map heet ‘{document.pad}’. Bij gebied, soort en jaren in "
            f"datapackage.json past ‘{wanted}’.",
            herstel="Verbeter ‘gebied’, ‘soort’, ‘jaar_van’ en ‘jaar_tot’ in datapackage.json, of "
            "de naam van de map.",
            gevonden=str(document.pad),
            verwacht=wanted,
        )


@rule("titel-dubbel", "fout", "Elk document heeft een eigen titel.")
def same_title(facts: Facts) -> Iterator[Finding]:
    """Two documents of one area that a reader cannot tell apart."""
    seen: dict[tuple[str, str], str] = {}
    for document in facts.catalogue.documenten:
        first = seen.setdefault((document.gebied, document.titel), document.naam)
        if first != document.naam:
            yield _at(
                "titel-dubbel",
                document,
                "title",
                melding=f"‘{document.titel}’ is ook de titel van {first}.",
                herstel="Geef dit document een eigen titel, bijvoorbeeld met het jaar erin.",
                gevonden=document.titel,
            )


@rule("dekking-wijkt-af", "fout", "Een papier dat volgens het register is opgenomen, is er ook.")
def coverage_differs(facts: Facts) -> Iterator[Finding]:
    """A paper that the register calls included but is not there."""
    catalogue = facts.catalogue
    for row in catalogue.register.tabellen.rows("dekking"):
        about = (row["gebied"], row["soort"])
        # A paper with a mistake in its description, or none that can be read, has its own finding.
        named = any(
            naam.startswith(f"{'-'.join(about)}-") and str(row["jaar"]) in naam.split("-")
            for naam in [*catalogue.by_name, *catalogue.kapot]
        )
        there = named or any(
            (document.gebied, document.soort) == about
            and document.jaar_van <= row["jaar"] <= document.jaar_tot
            for document in catalogue.documenten
        )
        if row["stand"] == "opgenomen" and not there:
            yield at_register(
                "dekking-wijkt-af",
                facts,
                "dekking",
                row,
                kolom="stand",
                melding=f"Hier staat dat {row['soort']} {row['jaar']} van {row['gebied']} is "
                "opgenomen, maar dat papier is er niet.",
                herstel="Verbeter ‘stand’ in register/dekking.csv, of voeg het papier toe.",
                gevonden=row["stand"],
            )
