"""Pages across all documents: findings and glossary."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from unicodedata import normalize

from inlegvel.dutch import getal, met_eenheid
from inlegvel.findings import Finding
from inlegvel.model import Document, Row, Schema
from inlegvel.render.context import Context
from inlegvel.render.html import anchor, render
from inlegvel.render.page import Page
from inlegvel.render.tables import subject
from inlegvel.render.termen import OWN_WORDS

PROCENTPUNT = "procentpunt"
# Columns whose findings compare numbers; others hold names, texts or years.
NUMBER_COLUMNS = ("waarde", "basis_waarde", "ondergrens", "bovengrens")


def overview_pages(context: Context, rules: dict[str, str]) -> Iterator[Page]:
    """Every page of this module; `rules` explains each rule by its slug."""
    yield findings_page(context, rules)
    yield glossary_page(context)


def findings_page(context: Context, rules: dict[str, str]) -> Page:
    """Every warning, what the paper prints beside what we compute, and the explanation."""
    url = "opvallend/"
    groups: dict[str, list[dict[str, object]]] = {}
    for finding in context.findings:
        groups.setdefault(finding.regel, []).append(_finding(context, finding, url))
    body = render(
        "findings.html",
        count=len(context.findings),
        groups=[(regel, rules[regel], items) for regel, items in groups.items()],
        csv=context.link(url, "data/alle-cijfers/bevindingen.csv"),
        method=context.link(url, "methode/"),
    )
    return Page(
        url,
        "Opvallend in de cijfers",
        "Waar papieren zichzelf of elkaar tegenspreken, met het gedrukte en het berekende getal.",
        body,
    )


def _finding(context: Context, finding: Finding, url: str) -> dict[str, object]:
    document = context.facts.catalogue.by_name[finding.document]
    key = context.finding_url(finding).partition("#")[2]
    return {
        "id": key,
        "what": subject(context, finding),
        "document": document.titel,
        "melding": finding.melding,
        "printed": _amount(context, finding, finding.gepubliceerd),
        "computed": _amount(context, finding, finding.berekend),
        "difference": _difference(context, finding),
        "toelichting": finding.toelichting,
        "place": context.link(url, _place(context, document, finding)),
    }


def _amount(context: Context, finding: Finding, text: str) -> str:
    """A number of a finding for readers; what is a name or a year stays as it is."""
    if finding.kolom not in NUMBER_COLUMNS:
        return context.organisatie(text) if text else ""
    indicator = context.register.indicatoren.get(finding.indicator)
    try:
        value = float(text)
    except ValueError:
        return text
    return met_eenheid(value, indicator["eenheid"]) if indicator else getal(value)


def _difference(context: Context, finding: Finding) -> str:
    """How far the two numbers are apart; two shares differ in percentage points."""
    text = _amount(context, finding, finding.verschil)
    return f"{text.removesuffix('%')} {PROCENTPUNT}" if text.endswith("%") else text


def _place(context: Context, document: Document, finding: Finding) -> str:
    """The address of the row that a finding is about."""
    key = finding.rij
    if finding.resource == "controlecijfers":
        key = "/".join(key.split("/")[:7])
    if (document.naam, key) in context.homes:
        row = next(row for row in context.facts.rows[document.naam] if row["rij"] == key)
        return context.figure_url(row)
    if finding.resource in ("doelen", "afspraken"):
        row = document.tabellen.by_key(finding.resource)[finding.rij]
        return context.row_url(document, finding.resource, row)
    if finding.resource == "tabellen":
        tabel = document.cijfers_tabellen[finding.rij]
        return f"{context.thema_url(document, tabel['thema'])}#{anchor('tabellen/' + finding.rij)}"
    return document.url


def glossary_page(context: Context) -> Page:
    """Terms for readers, and the columns of the tables."""
    url = "begrippen/"
    schemas = context.facts.catalogue.standaard.schemas
    terms = list(context.register.begrippen.values())
    body = render(
        "glossary.html",
        sections=[
            (label, key, _by_letter([row for row in terms if (row["bron"] == OWN_WORDS) == own]))
            for label, key, own in (
                ("Woorden over wonen", "woorden", False),
                ("Woorden van deze website", "eigen-woorden", True),
            )
        ],
        columns=sorted(_columns(list(schemas.values())).items()),
        anchor=anchor,
        csv=context.link(url, "data/alle-cijfers/begrippen.csv"),
    )
    return Page(url, "Begrippen", "Woorden over wonen en over deze gegevens, uitgelegd.", body)


def _by_letter(terms: Iterable[Row]) -> list[tuple[str, list[Row]]]:
    """Terms in the order of the alphabet, per first letter; an accent is no letter of its own."""

    def spelled(row: Row) -> str:
        return normalize("NFKD", row["term"]).lower()

    ordered = sorted(terms, key=spelled)
    return [
        (letter, list(rows))
        for letter, rows in groupby(ordered, key=lambda row: spelled(row)[0].upper())
    ]


def _columns(schemas: list[Schema]) -> dict[str, list[tuple[str, str]]]:
    """Per column name its meanings, with the tables in which it means that."""
    found: dict[str, dict[str, list[str]]] = {}
    for schema in schemas:
        for kolom in schema.kolommen:
            found.setdefault(kolom.naam, {}).setdefault(kolom.omschrijving, []).append(schema.titel)
    return {
        naam: [(text, ", ".join(tables)) for text, tables in meanings.items()]
        for naam, meanings in found.items()
    }
