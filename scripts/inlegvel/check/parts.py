"""Parts and wholes: a part is never larger than what holds it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from inlegvel.check.rule import at_row, compared, rule, sound
from inlegvel.derive.bounds import surely_above
from inlegvel.derive.facts import Facts
from inlegvel.dutch import getal, jaren
from inlegvel.findings import Finding
from inlegvel.model import Document, Row


def _typed(facts: Facts, document: Document) -> Iterator[Row]:
    """Typed figures with a value that the paper does not call uncertain research."""
    for row in document.tabellen.rows("cijfers"):
        if row["waarde"] == row["waarde"] and row["status"] != "in-onderzoek":
            yield row


@rule(
    "deel-groter-dan-geheel",
    "waarschuwing",
    "Eén jaar is hoger dan de jaren samen",
)
def part_above_whole(facts: Facts) -> Iterator[Finding]:
    """More homes in 2022 than in 2022-2026, for counts that cannot be negative."""
    indicatoren = facts.catalogue.register.indicatoren
    for document in sound(facts):
        groups: dict[tuple[str, ...], list[Row]] = defaultdict(list)
        for row in _typed(facts, document):
            indicator = indicatoren.get(row["indicator"], {})
            # A share of 90% in one year can be 85% over five, and so can an average.
            if not indicator or not indicator["optelbaar"]:
                continue
            if indicator["meetwijze"] == "stroom" and indicator["minimum"] == 0:
                names = ("indicator", "organisatie", "onderdeel", "variant", "aard", "reikwijdte")
                groups[tuple(row[name] for name in names)].append(row)
        for rows in groups.values():
            for part, whole in _nested(rows):
                if surely_above(part, whole):
                    yield at_row(
                        "deel-groter-dan-geheel",
                        document,
                        "cijfers",
                        part,
                        f"Voor {jaren(part['jaar_van'], part['jaar_tot'])} noemt het papier "
                        f"{getal(part['waarde'])}. Dat is meer dan {getal(whole['waarde'])} voor "
                        f"{jaren(whole['jaar_van'], whole['jaar_tot'])}, de langere periode.",
                        "Vergelijk beide cijfers met het papier. Kloppen zij, leg dan uit in "
                        "toelichtingen.csv.",
                        kolom="waarde",
                        **compared(part["waarde"], whole["waarde"]),
                    )


def _nested(rows: Iterable[Row]) -> Iterator[tuple[Row, Row]]:
    """Pairs of rows of which the first period lies inside the second."""
    listed = list(rows)
    for part in listed:
        for whole in listed:
            inside = whole["jaar_van"] <= part["jaar_van"] and part["jaar_tot"] <= whole["jaar_tot"]
            same = whole["jaar_van"] == part["jaar_van"] and whole["jaar_tot"] == part["jaar_tot"]
            if inside and not same:
                yield part, whole


@rule(
    "deel-boven-deel-van",
    "waarschuwing",
    "Een deel is hoger dan het geheel",
)
def above_its_whole(facts: Facts) -> Iterator[Finding]:
    """More homes on a heat network than homes without natural gas."""
    indicatoren = facts.catalogue.register.indicatoren
    for document in sound(facts):
        for row in _typed(facts, document):
            whole_name = indicatoren.get(row["indicator"], {}).get("deel_van", "")
            if not whole_name:
                continue
            whole = facts.find(document.naam, {**row, "indicator": whole_name})
            if whole is None or whole["waarde"] != whole["waarde"]:
                continue
            if whole["reikwijdte"] != row["reikwijdte"] or whole["rijsoort"] == "totaal":
                continue  # another area, or a sum of the parts or organisations that are printed
            if whole["status"] == "in-onderzoek":
                continue
            if surely_above(row, whole):
                yield at_row(
                    "deel-boven-deel-van",
                    document,
                    "cijfers",
                    row,
                    f"‘{indicatoren[row['indicator']]['naam']}’ is {getal(row['waarde'])}. Dat is "
                    f"meer dan ‘{indicatoren[whole_name]['naam']}’: {getal(whole['waarde'])}.",
                    "Vergelijk beide cijfers met het papier. Kloppen zij, leg dan uit in "
                    "toelichtingen.csv.",
                    kolom="waarde",
                    **compared(row["waarde"], whole["waarde"]),
                )
