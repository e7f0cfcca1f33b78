"""Pages about the data itself: findings, glossary, and the downloads per package."""

from collections.abc import Iterator, Mapping, Sequence

from inlegvel.dutch import getal, met_eenheid
from inlegvel.figures import telregel
from inlegvel.findings import Finding
from inlegvel.model import Document, Download, Schema
from inlegvel.render.context import Context
from inlegvel.render.html import anchor, render
from inlegvel.render.page import Page
from inlegvel.render.tables import expiry, subject
from inlegvel.render.wijzigingen import versions_html

# Columns whose findings compare numbers; others hold names, texts or years.
NUMBER_COLUMNS = ("waarde", "basis_waarde", "ondergrens", "bovengrens")


def overview_pages(
    context: Context, rules: dict[str, str], downloads: Mapping[str, Sequence[Download]]
) -> Iterator[Page]:
    """Every page of this module; `rules` explains each rule by its slug."""
    yield findings_page(context, rules)
    yield glossary_page(context)
    yield data_index(context)
    for document in context.documents:
        yield dataset_page(context, document)
    yield all_figures_page(context)


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
        "difference": _amount(context, finding, finding.verschil),
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
    terms = sorted(context.register.begrippen.items(), key=lambda item: item[1]["term"].lower())
    schemas = context.facts.catalogue.standaard.schemas
    body = render(
        "glossary.html",
        terms=[(naam, row) for naam, row in terms],
        columns=sorted(_columns(list(schemas.values())).items()),
        anchor=anchor,
        csv=context.link(url, "data/alle-cijfers/begrippen.csv"),
    )
    return Page(url, "Begrippen", "Woorden over wonen en over deze gegevens, uitgelegd.", body)


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


def data_index(context: Context) -> Page:
    """All datasets."""
    url = "data/"
    cards = [
        (
            document.titel,
            context.link(url, f"data/{document.naam}/"),
            f"{len(document.tabellen.rows('cijfers'))} cijfers, "
            f"{len(document.tabellen.rows('afspraken'))} afspraken, "
            f"{len(document.tabellen.rows('doelen'))} doelen.",
        )
        for document in context.documents
    ]
    everything = (
        "Alle cijfers bij elkaar",
        context.link(url, "data/alle-cijfers/"),
        "Alle documenten samen, met totalen, berekende cijfers en bevindingen.",
    )
    explorer = (
        "Cijferverkenner",
        context.link(url, "cijferverkenner/"),
        "Zelf cijfers kiezen, bekijken en alleen die keuze downloaden.",
    )
    about = [
        (
            "Wijzigingen",
            context.link(url, "wijzigingen/"),
            "Alle vaste versies, en hoe u de wijzigingen volgt.",
        ),
        (
            "Correcties",
            context.link(url, "correcties/"),
            "Wat er verbeterd is: wat er eerst stond en waarom.",
        ),
    ]
    body = render(
        "cards.html",
        titel="Data",
        intro="Alles op deze website is te downloaden en vrij te gebruiken (CC0). Kies een "
        "gegevensset.",
        cards=[explorer, everything, *cards, *about],
    )
    return Page(
        url, "Data", "Alle gegevens van deze website als download, vrij te gebruiken.", body
    )


def dataset_page(context: Context, document: Document) -> Page:
    """One package: contents, dictionary, source, licence, downloads, peculiarities."""
    url = f"data/{document.naam}/"
    tables = [
        {
            "schema": document.tabellen.standaard.schemas[naam],
            "rows": len(document.tabellen.rows(naam)),
            "csv": f"{naam}.csv",
        }
        for naam in document.tabellen.frames
    ]
    views = [
        (tabel["titel"], f"tabellen/{naam}.csv")
        for naam, tabel in document.cijfers_tabellen.items()
    ]
    findings = [finding for finding in context.findings if finding.document == document.naam]
    body = render(
        "dataset.html",
        crumbs=[("Data", context.link(url, "data/")), (document.titel, "")],
        titel=document.titel,
        omschrijving=document.omschrijving,
        document_url=context.link(url, document.url),
        expiry=expiry(context, document),
        versie=document.versie,
        licences=document.descriptor["licenses"],
        sources=document.descriptor["sources"],
        tables=tables,
        register=[document.tabellen.standaard.schemas[naam] for naam in REGISTER],
        views=views,
        findings=[
            (finding.melding, context.link(url, context.finding_url(finding)))
            for finding in findings
        ],
        versions=versions_html(context, document.naam, url),
        anchor=anchor,
    )
    return Page(url, f"Data: {document.titel}", f"Downloads en uitleg bij {document.titel}.", body)


# What travels with every document: the rows of the register that it uses.
REGISTER = ("gebieden", "organisaties", "themas", "indicatoren")

# Lists of the whole site, which no single document uses.
SITE_LISTS = ("begrippen", "dekking", "adressen")

ALL_FILES = {
    "cijfers": "Alle cijfers: uit de papieren, berekend en opgeteld, met namen en eenheden erbij.",
    "bevindingen": "Alles wat opvalt: gedrukt naast berekend.",
    "doelvoortgang": "Hoe elk doel met een getal ervoor staat: de onderdelen van de berekening.",
    "beloften": "Van elke afspraak: wanneer die klaar moet zijn en wat latere papieren zeggen.",
    "afspraken_organisaties": "Welke organisatie welke afspraak maakt. Groepen zijn uitgeschreven.",
    "documenten": "De documenten, met gebied, jaren en stand.",
}


def all_figures_page(context: Context) -> Page:
    """The downloads of all documents together."""
    url = "data/alle-cijfers/"
    schemas = context.facts.catalogue.standaard.schemas
    used = [
        naam for naam in schemas if any(naam in document.tabellen for document in context.documents)
    ]
    files = [(f"{naam}.csv", text) for naam, text in ALL_FILES.items()]
    files += [(f"{naam}.csv", schemas[naam].omschrijving) for naam in used if naam not in ALL_FILES]
    files += [(f"{naam}.csv", schemas[naam].omschrijving) for naam in (*REGISTER, *SITE_LISTS)]
    body = render(
        "all_figures.html",
        crumbs=[("Data", context.link(url, "data/")), ("Alle cijfers", "")],
        files=files,
        telregel=telregel(samen=True),
        count=sum(len(rows) for rows in context.facts.rows.values()),
    )
    return Page(url, "Data: alle cijfers", "Alle documenten samen in één gegevensset.", body)
