"""Corrections: every published value that changed, with what it was, what it is and why."""

from typing import Any

from inlegvel.derive.versiezinnen import cel_tekst, kolom_naam, rij_naam, tabel_naam
from inlegvel.dutch import cell_text, datum, moment
from inlegvel.model import Document, Row, row_id
from inlegvel.render.context import Context
from inlegvel.render.html import anchor, render
from inlegvel.render.page import Page

OORZAAK_TEKST = {
    "overnamefout": "Wij namen het papier verkeerd over.",
    "erratum": "De partijen verbeterden hun papier.",
    "gewijzigde-afspraak": "De partijen spraken iets anders af.",
}


def corrections_page(context: Context) -> Page:
    """All corrections of all documents, newest first."""
    url = "correcties/"
    found = [
        (row["datum"], document, row)
        for document in context.documents
        for row in document.tabellen.rows("correcties")
    ]
    found.sort(key=lambda item: (str(item[0]), item[2]["nummer"]), reverse=True)
    body = render(
        "corrections.html",
        items=[_item(context, document, row, url) for _, document, row in found],
        peildatum=datum(context.register.peildatum),
        csv=context.link(url, "data/alle-cijfers/correcties.csv"),
        changes=context.link(url, "wijzigingen/"),
        report=context.link(url, "fout-melden/"),
    )
    return Page(
        url,
        "Correcties",
        "Welke gepubliceerde gegevens zijn verbeterd, wat er eerst stond en waarom.",
        body,
    )


def _item(context: Context, document: Document, row: Row, url: str) -> dict[str, Any]:
    catalogue = context.facts.catalogue
    resource, rij = row["resource"], row["rij"]
    subject = document.tabellen.by_key(resource).get(rij)
    cells = {name: cell_text(value) for name, value in subject.items()} if subject else {}
    return {
        "id": anchor(f"{document.naam}/{row['nummer']}"),
        "datum": moment(row["datum"]),
        "document": document.titel,
        "table": tabel_naam(catalogue, resource),
        "row": rij_naam(catalogue, document.naam, resource, rij, cells),
        "column": kolom_naam(catalogue, resource, row["kolom"]).lower(),
        "old": cel_tekst(catalogue, resource, row["kolom"], row["oud"]),
        "new": cel_tekst(catalogue, resource, row["kolom"], row["nieuw"]),
        "cause": OORZAAK_TEKST[row["oorzaak"]],
        "toelichting": row["toelichting"],
        "url": context.link(url, _home(context, document, resource, subject)),
    }


def _home(context: Context, document: Document, resource: str, subject: Row | None) -> str:
    """The page where the corrected row stands; else that of its document."""
    if subject is not None and resource == "cijfers":
        rij = row_id(subject)
        figure = context.homes.get((document.naam, rij))
        if figure:
            return f"{figure[0]}#{anchor(rij)}"
    if subject is not None and resource in ("doelen", "afspraken"):
        return context.row_url(document, resource, subject)
    return document.url
