"""The register itself: formulas, addresses, and references between its tables."""

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
from inlegvel.model import Row, row_id

# The fixed folders of the site (data standard, "What the site publishes").
FIXED_FOLDERS = frozenset(
    {
        "agenda",
        "assets",
        "begrippen",
        "bijwerken",
        "data",
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
        "privacy",
        "search",
        "standaard",
        "stylesheets",
        "themas",
        "tijdlijn",
        "voortgang",
        "wijzigingen",
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
    """A formula that divides by zero itself, or by a figure that is zero."""
    dividing = {}
    for row, formule in _formulas(facts):
        try:
            node = parse(formule)
        except FormulaError:
            continue
        if divides_by_zero(node):
            yield _by_zero(facts, row, "")
        elif "/" in formule:
            dividing[row["indicator"]] = row
    for document, rows in facts.rows.items():
        for figure in rows:
            if figure["indicator"] not in dividing or figure["rijsoort"] == "bron":
                continue
            if figure["waarde"] != figure["waarde"] and _has_operands(facts, document, figure):
                where = f"{document}/{figure['rij']}"
                yield _by_zero(facts, dividing[figure["indicator"]], where)


def _has_operands(facts: Facts, document: str, figure: Row) -> bool:
    """Whether every figure in the formula has a value, so that only zero explains the gap."""
    formule = facts.catalogue.register.indicatoren[figure["indicator"]]["formule"]
    parts = [
        facts.find(document, {**figure, "indicator": naam}) for naam in operands(parse(formule))
    ]
    return all(part is not None and part["waarde"] == part["waarde"] for part in parts)


def _by_zero(facts: Facts, row: Row, where: str) -> Finding:
    return at_register(
        "deling-door-nul",
        facts,
        "indicatoren",
        row,
        kolom="formule",
        melding=f"De formule van ‘{row['naam']}’ deelt door nul"
        + (f", bij {where}." if where else "."),
        herstel="Verander de formule, of kijk of het cijfer waardoor gedeeld wordt echt nul is.",
        gevonden=row["formule"],
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


def _formulas(facts: Facts) -> Iterator[tuple[Row, str]]:
    for row in facts.catalogue.register.indicatoren.values():
        if row["formule"]:
            yield row, row["formule"]
