"""Goals by themselves: whether they say enough, and do not lead back to themselves."""

import math
from collections.abc import Iterator, Mapping
from typing import Any

from inlegvel.check.rule import RULES, at_row, rule
from inlegvel.derive.facts import Facts
from inlegvel.findings import Finding
from inlegvel.model import Row

NUMBERS = ("ondergrens", "bovengrens", "basis_waarde")


@rule("doel-onvolledig", "fout", "Een doel met een getal zegt waarvan, en hoe het te lezen is.")
def incomplete_goal(facts: Facts) -> Iterator[Finding]:
    """A number of nothing, or a range with one side.

    Without `indicator` and `maat` no page can show the number.
    """
    for document in facts.catalogue.documenten:
        for row in document.tabellen.readable_rows("doelen"):
            column, melding, herstel = _lacks(row)
            if column:
                yield at_row(
                    "doel-onvolledig",
                    document,
                    "doelen",
                    row,
                    melding,
                    herstel,
                    kolom=column,
                    verwacht="een gevulde cel",
                )


def _lacks(row: Row) -> tuple[str, str, str]:
    """The column that a goal should have filled, what is wrong, and how to mend it."""
    numbers = [name for name in NUMBERS if not math.isnan(row[name])]
    for column in ("indicator", "maat"):
        if numbers and not row[column]:
            return (
                column,
                f"Dit doel heeft een getal in ‘{numbers[0]}’, maar ‘{column}’ is leeg.",
                f"Vul ‘{column}’ in, of zet het getal alleen in de omschrijving.",
            )
    for column in ("ondergrens", "bovengrens"):
        if row["soort"] == "tussen" and math.isnan(row[column]):
            return (
                column,
                f"Dit doel ligt tussen twee grenzen, maar ‘{column}’ is leeg.",
                f"Vul ‘{column}’ in, of kies bij ‘soort’ minimaal of maximaal.",
            )
    return "", "", ""


@rule("verwijzing-in-kring", "fout", "Niets is zijn eigen hoofddoel of kader.")
def own_parent(facts: Facts) -> Iterator[Finding]:
    """A goal under itself, or a document that is its own framework, perhaps by way of others."""
    catalogue = facts.catalogue
    kaders = {naam: document.kader or "" for naam, document in catalogue.by_name.items()}
    for circle in _circles(kaders):
        document = catalogue.by_name[circle[0]]
        yield Finding(
            regel="verwijzing-in-kring",
            ernst=RULES["verwijzing-in-kring"].ernst,
            document=document.naam,
            bestand=f"datapackages/{document.pad}/datapackage.json",
            kolom="document.kader",
            **_in_words(circle, "kader"),
        )
    for document in catalogue.documenten:
        above = {naam: doel["hoofddoel"] for naam, doel in document.doelen.items()}
        for circle in _circles(above):
            yield at_row(
                "verwijzing-in-kring",
                document,
                "doelen",
                document.doelen[circle[0]],
                kolom="hoofddoel",
                **_in_words(circle, "hoofddoel"),
            )


def _in_words(circle: list[str], column: str) -> dict[str, Any]:
    path = " → ".join([*circle, circle[0]])
    return {
        "melding": f"Dit verwijst naar zichzelf: {path}."
        if len(circle) == 1
        else f"Deze verwijzingen draaien in een kring: {path}.",
        "herstel": f"Maak ‘{column}’ leeg, of kies een ander {column}.",
        "gevonden": circle[-1],
    }


def _circles(above: Mapping[str, str]) -> Iterator[list[str]]:
    """Each circle once, from its first name; `above` gives what a name points at, or nothing."""
    done: set[str] = set()
    for start in above:
        path: list[str] = []
        naam = start
        while naam in above and naam not in done and naam not in path:
            path.append(naam)
            naam = above[naam]
        if naam in path:
            yield path[path.index(naam) :]
        done.update(path)
