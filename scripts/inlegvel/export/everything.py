"""All files that the site publishes beside its pages."""

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any

from inlegvel.derive.citaten import as_text
from inlegvel.derive.facts import Facts
from inlegvel.derive.gegevenssets import ALLES, ALLES_TITEL, Gegevensset
from inlegvel.export.about import Package
from inlegvel.export.artifact import Artifact
from inlegvel.export.documents import Links, document_package, register_rows
from inlegvel.export.kept import Kept
from inlegvel.export.keys import with_foreign_keys
from inlegvel.export.packages import database_artifact, package_artifacts
from inlegvel.export.progress import progress_tables
from inlegvel.export.tables import Table, from_schema
from inlegvel.figures import figure_notes, organisatie_naam
from inlegvel.findings import BEVINDING_COLUMNS, Finding
from inlegvel.model import ROW_KEY, Catalogue, Row, Schema

# Lists of the whole site, which no single document uses.
SITE_TABLES = ("begrippen", "dekking", "adressen", "vragen", "zinnen")


def all_packages(
    facts: Facts,
    findings: Iterable[Finding],
    links: Links,
    datasets: Iterable[Gegevensset],
) -> list[Package]:
    """A package per document, and at the end the one of all documents.

    `datasets` say how each is cited.
    """
    citaten = {data.naam: as_text(data, links.site_url + data.url) for data in datasets}
    documents = [
        document_package(facts, document, links, citaten[document.naam])
        for document in facts.catalogue.documenten
    ]
    return [*documents, all_figures(facts, list(findings), links, citaten[ALLES])]


def export_all(packages: Sequence[Package], kept: Kept) -> list[Artifact]:
    """Every download: each package in every form, and the last one as a database too."""
    files = [package_artifacts(package, kept) for package in packages]
    database = database_artifact(packages[-1], files[-1][0], kept)
    return [*chain.from_iterable(files), database]


# --- all documents ---------------------------------------------------------------


def all_figures(facts: Facts, findings: list[Finding], links: Links, citaat: str) -> Package:
    """All documents together, every row with its document in front."""
    catalogue = facts.catalogue
    standaard = catalogue.standaard
    tables = [_documents(catalogue, links), _figures(facts, findings, links)]
    for naam, schema in standaard.schemas.items():
        if schema.plaats == "document" and naam != "cijfers":
            tables += _joined(catalogue, schema)
    tables += progress_tables(facts)
    tables.append(_per_organisation(catalogue))
    tables.append(_findings(catalogue, findings))
    tables += [
        from_schema(standaard.schemas[naam], rows.values())
        for naam, rows in register_rows(catalogue).items()
    ]
    tables += [
        from_schema(standaard.schemas[naam], catalogue.register.tabellen.rows(naam))
        for naam in SITE_TABLES
    ]
    about: dict[str, Any] = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": ALLES,
        "title": ALLES_TITEL,
        "description": "Alle cijfers, doelen en afspraken van alle documenten op deze website, met "
        "berekende cijfers, totalen en bevindingen.",
        "homepage": links.site_url,
        "licenses": _licences(catalogue),
        "sources": [
            source for document in catalogue.documenten for source in document.descriptor["sources"]
        ],
        "keywords": ["prestatieafspraken", "wonen"],
    }
    return Package(
        naam=about["name"],
        about=about,
        tables=tuple(with_foreign_keys(tables, standaard, joined=True)),
        datum=catalogue.register.peildatum,
        url=f"{links.site_url}data/{ALLES}/",
        citaat=citaat,
    )


def _licences(catalogue: Catalogue) -> list[Any]:
    """The licences of the documents, each once."""
    found: dict[str, Any] = {}
    for document in catalogue.documenten:
        for licence in document.descriptor["licenses"]:
            found[licence["path"]] = licence
    return list(found.values())


def _documents(catalogue: Catalogue, links: Links) -> Table:
    rows = [
        {
            "document": document.naam,
            "titel": document.titel,
            "soort": document.soort,
            "gebied": document.gebied,
            "gebied_code": catalogue.register.gebieden[document.gebied]["code"],
            "jaar_van": document.jaar_van,
            "jaar_tot": document.jaar_tot,
            "datum": document.datum,
            "datum_afgeleid": document.datum_afgeleid,
            "stand": document.stand,
            "kader": document.kader,
            "voorbehoud": document.voorbehoud,
            "versie": document.versie,
            "permalink": f"{links.site_url}{document.url}",
        }
        for document in catalogue.documenten
    ]
    return from_schema(catalogue.standaard.schemas["documenten"], rows)


def _figures(facts: Facts, findings: list[Finding], links: Links) -> Table:
    """`cijfers.csv`: typed, derived and totals, with names, units and permanent links.

    What a figure's notes on the page say stands in `toelichting`: that it builds on a
    figure that does not count, or that the paper prints another sum.
    """
    printed = {
        (finding.document, "/".join(finding.rij.split("/")[: len(ROW_KEY)])): finding.melding
        for finding in findings
        if finding.resource == "controlecijfers"
    }
    catalogue = facts.catalogue
    register = catalogue.register
    cijfers = catalogue.standaard.schemas["cijfers"]
    extra = {
        field["name"]: field
        for field in catalogue.standaard.schemas["alle-cijfers"].descriptor["fields"]
    }
    before = ("document", "gebied", "gebied_code", "rij", "rijsoort")
    fields = [extra[name] for name in before]
    fields += [_loosened(field) for field in cijfers.descriptor["fields"]]
    fields += [field for name, field in extra.items() if name not in before]
    rows = []
    for document in catalogue.documenten:
        for row in facts.rows[document.naam]:
            indicator = register.indicatoren[row["indicator"]]
            rows.append(
                row
                | {
                    "gebied": document.gebied,
                    "gebied_code": register.gebieden[document.gebied]["code"],
                    "indicator_naam": indicator["naam"],
                    "organisatie_naam": organisatie_naam(row, register.organisaties),
                    "eenheid": indicator["eenheid"],
                    "noemer": indicator["noemer"],
                    "toelichting": " ".join(
                        filter(None, [*figure_notes(row), printed.get((document.naam, row["rij"]))])
                    ),
                    "permalink": links.site_url + links.figure_urls[(document.naam, row["rij"])],
                }
            )
    return Table(
        "cijfers",
        cijfers.titel,
        "Alle cijfers van alle documenten: uit de papieren, berekend en opgeteld, met namen en "
        "eenheden erbij.",
        tuple(fields),
        ("document", *cijfers.sleutel),
        tuple(rows),
    )


def _loosened(field: Any) -> Any:
    """A derived row has no place in a paper, so that `vindplaats` may be empty here."""
    if field["name"] != "vindplaats":
        return field
    constraints = {k: v for k, v in field["constraints"].items() if k != "required"}
    rest = {key: value for key, value in field.items() if key != "constraints"}
    return rest | ({"constraints": constraints} if constraints else {})


def _joined(catalogue: Catalogue, schema: Schema) -> list[Table]:
    """One table of all documents with `document` in front; nothing where none has it."""
    rows = [
        row | {"document": document.naam}
        for document in catalogue.documenten
        for row in document.tabellen.rows(schema.naam)
    ]
    if not any(schema.naam in document.tabellen for document in catalogue.documenten):
        return []
    field = catalogue.standaard.schemas["alle-cijfers"].descriptor["fields"][0]
    return [
        Table(
            schema.naam,
            schema.titel,
            schema.omschrijving,
            (field, *schema.descriptor["fields"]),
            ("document", *schema.sleutel),
            tuple(rows),
        )
    ]


def _per_organisation(catalogue: Catalogue) -> Table:
    """Who makes which agreement; groups are written out as the document's parties."""
    rows: dict[tuple[str, ...], Row] = {}
    for document in catalogue.documenten:
        for row in document.tabellen.rows("afspraken"):
            for rol, column in (("trekker", "trekkers"), ("samen_met", "samen_met")):
                for named in filter(None, row[column].split(";")):
                    for naam in catalogue.members(document, named):
                        entry = {
                            "document": document.naam,
                            "afspraak": row["afspraak"],
                            "organisatie": naam,
                            "rol": rol,
                        }
                        rows[tuple(entry.values())] = entry
    return from_schema(catalogue.standaard.schemas["afspraken_organisaties"], rows.values())


def _findings(catalogue: Catalogue, findings: list[Finding]) -> Table:
    rows = [{name: getattr(finding, name) for name in BEVINDING_COLUMNS} for finding in findings]
    return from_schema(catalogue.standaard.schemas["bevindingen"], rows)
