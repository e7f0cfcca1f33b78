"""The standard as a website: every table and column, at addresses that name the version."""

from collections.abc import Iterator

from inlegvel.derive.gegevenssets import ALLES
from inlegvel.dutch import plain
from inlegvel.model import STANDAARD_VERSIE, Row, Schema
from inlegvel.render.context import Context
from inlegvel.render.gegevens.dictionary import dictionary_url, explained
from inlegvel.render.gegevens.published import Gegevens
from inlegvel.render.html import anchor, render
from inlegvel.render.page import Page

HOME = "standaard/"
VERSIE = f"{HOME}{STANDAARD_VERSIE}/"
# Where a table belongs: its heading, what it means, and how one table says it.
PLAATSEN = {
    "document": (
        "Tabellen van een papier",
        "Een pakket heeft alleen de tabellen waar het papier iets voor heeft.",
        "een papier",
    ),
    "register": (
        "Tabellen van het register",
        "Lijsten die alle pakketten delen.",
        "het register",
    ),
    "publicatie": (
        "Tabellen die wij erbij maken",
        "Deze tabellen volgen uit de andere. Niemand vult ze in.",
        "de publicatie van alle papieren samen",
    ),
}


def standaard_pages(context: Context, gegevens: Gegevens) -> Iterator[Page]:
    """The introduction, the version, and a page per table."""
    yield _home(context)
    yield _version(context)
    for schema in context.facts.catalogue.standaard.schemas.values():
        yield _table(context, gegevens, schema)


def _home(context: Context) -> Page:
    profiles = context.facts.catalogue.standaard.profiel
    body = render(
        "gegevens/standaard.html",
        titel=profiles["profiel"]["title"],
        versie=STANDAARD_VERSIE,
        groepen=_groups(context, HOME),
        eigen=context.link(HOME, f"{HOME}eigen-pakket/"),
        profielen=[
            (naam, profile["title"], context.link(HOME, f"{VERSIE}{naam}.json"))
            for naam, profile in profiles.items()
        ],
    )
    return Page(
        HOME,
        "De standaard",
        "De open standaard voor prestatieafspraken: tabellen, kolommen en hoe u zelf publiceert.",
        body,
    )


def _version(context: Context) -> Page:
    body = render(
        "gegevens/standaard_versie.html",
        crumbs=[("De standaard", context.link(VERSIE, HOME)), (f"Versie {STANDAARD_VERSIE}", "")],
        versie=STANDAARD_VERSIE,
        groepen=_groups(context, VERSIE),
    )
    title = f"De standaard, versie {STANDAARD_VERSIE}"
    return Page(VERSIE, title, "Alle tabellen van deze versie van de standaard.", body)


def _groups(context: Context, url: str) -> list[tuple[str, str, list[Row]]]:
    """The tables by where they belong, as seen from the page `url`."""
    schemas = context.facts.catalogue.standaard.schemas.values()
    return [
        (
            kop,
            uitleg,
            [
                {
                    "naam": schema.naam,
                    "titel": schema.titel,
                    "omschrijving": schema.omschrijving,
                    "kolommen": len(schema.kolommen),
                    "url": context.link(url, f"{VERSIE}{schema.naam}/"),
                    "schema": context.link(url, f"{VERSIE}{schema.naam}.json"),
                }
                for schema in schemas
                if schema.plaats == plaats
            ],
        )
        for plaats, (kop, uitleg, _) in PLAATSEN.items()
    ]


def _table(context: Context, gegevens: Gegevens, schema: Schema) -> Page:
    url = f"{VERSIE}{schema.naam}/"
    examples = _examples(context, gegevens, schema)
    targets = {kolom.naam: kolom.verwijst for kolom in schema.kolommen if kolom.verwijst}
    place = anchor(f"tabel/{schema.naam}")
    body = render(
        "gegevens/standaard_tabel.html",
        crumbs=[
            ("De standaard", context.link(url, HOME)),
            (f"Versie {STANDAARD_VERSIE}", context.link(url, VERSIE)),
            (schema.titel, ""),
        ],
        schema=schema,
        plaats=PLAATSEN[schema.plaats][2],
        versie=STANDAARD_VERSIE,
        json=context.link(url, f"{VERSIE}{schema.naam}.json"),
        kolommen=explained(schema.descriptor["fields"], schema.sleutel, examples, targets),
        gebruikt=[
            (dataset.titel, context.link(url, f"{dictionary_url(dataset)}#{place}"))
            for dataset in gegevens.sets
            if any(table.naam == schema.naam for table in gegevens.tables(dataset))
        ],
        anchor=anchor,
    )
    return Page(url, f"De standaard: {schema.titel}", schema.omschrijving, body)


def _examples(context: Context, gegevens: Gegevens, schema: Schema) -> list[str]:
    """A value per column from what is published, else from the register; empty without."""
    known: dict[str, str] = {}
    for table in gegevens.inhoud.get(ALLES, ()):
        if table.naam in (schema.naam, "cijfers"):
            names = (str(field["name"]) for field in table.velden)
            values = dict(zip(names, table.voorbeelden, strict=True))
            # The extra columns of all figures stand in the table of figures.
            known = values if table.naam == schema.naam else values | known
    if schema.plaats == "register" and not known.keys() >= set(schema.namen):
        rows = context.register.tabellen.rows(schema.naam)
        known = {naam: _first(rows, naam) for naam in schema.namen}
    return [known.get(naam, "") for naam in schema.namen]


def _first(rows: list[Row], naam: str) -> str:
    """The first value of a column that is not empty, as it stands in the CSV."""
    values = (row[naam] for row in rows)
    texts = (plain(value) if isinstance(value, float) else str(value) for value in values)
    return next((text for text in texts if text), "")
