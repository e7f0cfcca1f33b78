"""The register itself: formulas, addresses, and references between its tables."""

import re
from collections.abc import Iterator
from typing import Any

from inlegvel.check.rule import RULES, rule
from inlegvel.derive.facts import Facts
from inlegvel.derive.formules import (
    FormulaError,
    divides_by_zero,
    in_order,
    operands,
    parse,
    readable,
)
from inlegvel.findings import Finding, nearest
from inlegvel.icons import known_icons
from inlegvel.model import Row, row_id

# The path of a page or a file: no part of it leads up, and none is longer than a disk can hold.
ADRES = re.compile(r"(?:\.?[A-Za-z0-9_~-][A-Za-z0-9._~-]{0,99}(?:/|$))+")
# The fixed folders of the site (data standard, "What the site publishes").
FIXED_FOLDERS = frozenset(
    {
        "agenda",
        "assets",
        "begrippen",
        "bijwerken",
        "cijferverkenner",
        "correcties",
        "data",
        "delen",
        "documenten",
        "fout-melden",
        "gebieden",
        "grafieken",
        "indicatoren",
        "is-het-gebeurd",
        "methode",
        "opvallend",
        "organisaties",
        "over",
        "overleg",
        "pagefind",
        "privacy",
        "search",
        "standaard",
        "stylesheets",
        "themas",
        "tijdlijn",
        "uw-vraag",
        "voortgang",
        "wijzigingen",
        "zoeken",
    }
)


def at_register(regel: str, facts: Facts, resource: str, row: Row, **rest: Any) -> Finding:
    """A finding at one row of the register."""
    tabellen = facts.catalogue.register.tabellen
    return Finding(
        regel=regel,
        ernst=RULES[regel].ernst,
        document="register",
        resource=resource,
        rij=row_id(row, tabellen.standaard.schemas[resource].sleutel),
        bestand=tabellen.bestanden[resource],
        regelnummer=row["regelnummer"],
        **rest,
    )


@rule("register-verwijzing", "fout", "Het register verwijst alleen naar eigen rijen.")
def register_reference(facts: Facts) -> Iterator[Finding]:
    """A theme, area or organisation named in the register that is not there."""
    tabellen = facts.catalogue.register.tabellen
    for resource in tabellen.frames:
        schema = tabellen.standaard.schemas[resource]
        for column in schema.kolommen:
            if not column.verwijst:
                continue
            known = tabellen.by_key(column.verwijst)
            for row in tabellen.rows(resource):
                for name in filter(None, row[column.naam].split(";")):
                    if name not in known:
                        yield at_register(
                            "register-verwijzing",
                            facts,
                            resource,
                            row,
                            kolom=column.naam,
                            melding=f"‘{name}’ bestaat niet. {nearest(name, known)}".strip(),
                            herstel=f"Verbeter de naam, of voeg hem toe aan {column.verwijst}.csv.",
                            gevonden=name,
                        )


@rule("adres-ongeldig", "fout", "Een adres is een pad op deze website.")
def address_of_elsewhere(facts: Facts) -> Iterator[Finding]:
    """An address that leads out of the site, or is no path: a page is made at each of them."""
    tabellen = facts.catalogue.register.tabellen
    for row in tabellen.rows("adressen") if "adressen" in tabellen else ():
        for kolom in ("adres", "naar"):
            if row[kolom] and not ADRES.fullmatch(row[kolom]):
                yield at_register(
                    "adres-ongeldig",
                    facts,
                    "adressen",
                    row,
                    kolom=kolom,
                    melding=f"‘{row[kolom][:80]}’ kan geen adres op deze website zijn.",
                    herstel="Schrijf het pad zonder / ervoor: namen met letters, cijfers, punten "
                    "en streepjes, en een / ertussen.",
                    gevonden=row[kolom][:80],
                    verwacht="een pad, zoals groningen/inlegvel-2022/",
                )


@rule("icoon-onbekend", "fout", "Elk thema heeft een pictogram dat bestaat.")
def icon_unknown(facts: Facts) -> Iterator[Finding]:
    """A theme with a pictogram that the theme of the site does not have."""
    for row in facts.catalogue.register.tabellen.rows("themas"):
        if row["icoon"] not in known_icons():
            yield at_register(
                "icoon-onbekend",
                facts,
                "themas",
                row,
                kolom="icoon",
                melding=f"Het pictogram ‘{row['icoon']}’ bestaat niet. "
                f"{nearest(row['icoon'], known_icons())}".strip(),
                herstel="Kies een naam op https://pictogrammers.com/library/mdi/, zoals tree.",
                gevonden=row["icoon"],
            )


@rule("formule-ongeldig", "fout", "Een formule bestaat uit bekende indicatoren en + - * /.")
def broken_formula(facts: Facts) -> Iterator[Finding]:
    """A formula that cannot be read, or names an indicator that is not there."""
    indicatoren = facts.catalogue.register.indicatoren
    for row, formule in _formulas(facts):
        melding = ""
        try:
            node = parse(formule)
            unknown = [naam for naam in operands(node) if naam not in indicatoren]
            if unknown:
                melding = (
                    f"De formule noemt ‘{unknown[0]}’, en die indicator bestaat niet. "
                    f"{nearest(unknown[0], indicatoren)}"
                ).strip()
        except FormulaError as error:
            melding = f"De formule is niet te lezen: {error}."
        if melding:
            yield at_register(
                "formule-ongeldig",
                facts,
                "indicatoren",
                row,
                kolom="formule",
                melding=melding,
                herstel="Schrijf indicatoren met + - * of / ertussen, en spaties om elk teken.",
                gevonden=formule,
            )


@rule("formule-cirkel", "fout", "Een formule verwijst niet naar zichzelf, ook niet via andere.")
def circular_formula(facts: Facts) -> Iterator[Finding]:
    """Formulas that need each other, so that none can be computed."""
    rows = {row["indicator"]: row for row, _ in _formulas(facts)}
    _, circles = in_order(readable(facts.catalogue.register.indicatoren))
    for circle in circles:
        path = " → ".join([*circle, circle[0]])
        yield at_register(
            "formule-cirkel",
            facts,
            "indicatoren",
            rows[circle[0]],
            kolom="formule",
            melding=f"Deze formules draaien in een kring: {path}.",
            herstel="Haal een van deze indicatoren uit de formule van een andere.",
            gevonden=path,
        )


@rule("deling-door-nul", "fout", "Een formule deelt niet door nul.")
def division_by_zero(facts: Facts) -> Iterator[Finding]:
    """A formula that divides by the number zero itself.

    Where a figure of a paper is zero, what follows is empty and says why: that is no mistake.
    """
    for row, formule in _formulas(facts):
        try:
            by_zero = divides_by_zero(parse(formule))
        except FormulaError:  # has its own finding
            continue
        if by_zero:
            yield at_register(
                "deling-door-nul",
                facts,
                "indicatoren",
                row,
                kolom="formule",
                melding=f"De formule van ‘{row['naam']}’ deelt door nul.",
                herstel="Deel door een indicator, of door een getal dat niet nul is.",
                gevonden=formule,
            )


@rule("vaste-map", "fout", "Een gebied heet niet zoals een vaste map van de website.")
def reserved_name(facts: Facts) -> Iterator[Finding]:
    """An area whose address is taken by a fixed folder of the site."""
    for naam, row in facts.catalogue.register.gebieden.items():
        if naam in FIXED_FOLDERS:
            yield at_register(
                "vaste-map",
                facts,
                "gebieden",
                row,
                kolom="gebied",
                melding=f"‘{naam}’ is de naam van een vaste map op de website.",
                herstel=f"Kies een andere naam, zoals gemeente-{naam}.",
                gevonden=naam,
            )


@rule("naam-in-gebruik", "fout", "Een thema heet anders dan elke organisatie.")
def one_feed_for_two(facts: Facts) -> Iterator[Finding]:
    """A theme named like an organisation: the feeds of both would have one address."""
    register = facts.catalogue.register
    for naam, row in register.themas.items():
        if naam in register.organisaties:
            yield at_register(
                "naam-in-gebruik",
                facts,
                "themas",
                row,
                kolom="thema",
                melding=f"‘{naam}’ is ook de naam van een organisatie. Van beide volgen lezers de "
                f"wijzigingen op wijzigingen/{naam}.xml.",
                herstel="Kies voor een van de twee een andere naam, ook waar die genoemd wordt.",
                gevonden=naam,
            )


def _formulas(facts: Facts) -> Iterator[tuple[Row, str]]:
    for row in facts.catalogue.register.indicatoren.values():
        if row["formule"]:
            yield row, row["formule"]
