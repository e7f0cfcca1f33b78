"""One document as a package: its tables, and the register rows that they use."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from inlegvel.derive.facts import Facts
from inlegvel.derive.formules import FormulaError, operands, parse
from inlegvel.derive.tables import Layout
from inlegvel.dutch import last_day
from inlegvel.export.about import Package
from inlegvel.export.artifact import Artifact
from inlegvel.export.keys import with_foreign_keys
from inlegvel.export.layouts import layout_csv
from inlegvel.export.progress import difference_artifact
from inlegvel.export.tables import from_schema
from inlegvel.model import Catalogue, Document, Row, Schema

REGISTER_TABLES = ("gebieden", "organisaties", "themas", "indicatoren")


@dataclass(frozen=True)
class Links:
    """What exports need from the pages: the address of every document and figure."""

    site_url: str
    figure_urls: dict[tuple[str, str], str]
    layouts: Mapping[str, list[Layout]] = field(default_factory=dict)
    """The tables of each document as its pages show them."""


def document_package(facts: Facts, document: Document, links: Links, citaat: str) -> Package:
    """The document's tables with the register rows they use, and its tables as on the page."""
    catalogue = facts.catalogue
    standaard = catalogue.standaard
    tables = [
        from_schema(standaard.schemas[naam], document.tabellen.rows(naam))
        for naam in document.tabellen.frames
    ]
    used = used_register_rows(catalogue, document)
    tables += [
        from_schema(
            standaard.schemas[naam], [row for key, row in rows.items() if key in used[naam]]
        )
        for naam, rows in register_rows(catalogue).items()
    ]
    about = {key: value for key, value in document.descriptor.items() if key != "resources"}
    day = date.fromisoformat(last_day(document.datum)) if document.datum else None
    return Package(
        naam=document.naam,
        about=about,
        tables=tuple(with_foreign_keys(tables, standaard, joined=False)),
        datum=day or catalogue.register.peildatum,
        url=f"{links.site_url}data/{document.naam}/",
        citaat=citaat,
        views=(*_views(catalogue, document, links), *difference_artifact(facts, document)),
    )


def _views(catalogue: Catalogue, document: Document, links: Links) -> Iterator[Artifact]:
    for table in links.layouts[document.naam]:
        yield Artifact(
            f"data/{document.naam}/tabellen/{table.tabel['tabel']}.csv",
            partial(layout_csv, table, catalogue.register),
        )


def register_rows(catalogue: Catalogue) -> dict[str, dict[str, Row]]:
    """The shared tables that go with a package, their rows by key."""
    return {naam: catalogue.register.tabellen.by_key(naam) for naam in REGISTER_TABLES}


def used_register_rows(catalogue: Catalogue, document: Document) -> dict[str, set[str]]:
    """The register rows a document names, and those which these rows name in turn."""
    schemas = catalogue.standaard.schemas
    used: dict[str, set[str]] = {naam: set() for naam in REGISTER_TABLES}
    waiting = [("gebieden", document.gebied)]
    for naam in document.tabellen.frames:
        for row in document.tabellen.rows(naam):
            waiting += _named(schemas[naam], row)
    register = register_rows(catalogue)
    while waiting:
        table, name = waiting.pop()
        if table in used and name not in used[table] and name in register[table]:
            used[table].add(name)
            row = register[table][name]
            waiting += _named(schemas[table], row)
            waiting += [("indicatoren", operand) for operand in _operands(row)]
    return used


def _named(schema: Schema, row: Row) -> list[tuple[str, str]]:
    return [
        (column.verwijst, name)
        for column in schema.kolommen
        if column.verwijst
        for name in str(row[column.naam] or "").split(";")
        if name
    ]


def _operands(row: Row) -> list[str]:
    try:
        return list(operands(parse(row["formule"]))) if row.get("formule") else []
    except FormulaError:
        return []
