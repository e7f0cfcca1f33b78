"""The other pages of a document: planning, parties, appendices."""

from itertools import groupby

from inlegvel.dutch import hoofdletter, last_day, moment
from inlegvel.model import Document, Row
from inlegvel.render.context import Context
from inlegvel.render.html import anchor, render
from inlegvel.render.loose import figures_html
from inlegvel.render.page import Page
from inlegvel.render.papers import ROL_TEKST, appendix_url, full_name, head, page_title, planned
from inlegvel.render.promises import afspraak_when, afspraken_html


def planning_page(context: Context, document: Document) -> Page:
    """Process agreements and everything with a date, by the moment it should be done."""
    url = f"{document.url}planning/"
    rows = sorted(planned(document), key=_due)
    groups = [
        (
            hoofdletter(moment(due)) if due else "Zonder datum",
            [
                {
                    "row": row,
                    "id": anchor(f"afspraken/{row['afspraak']}"),
                    "who": context.organisaties(row["trekkers"].split(";")),
                    "when": afspraak_when(row),
                    "url": context.link(url, context.row_url(document, "afspraken", row)),
                }
                for row in entries
            ],
        )
        for due, entries in groupby(rows, key=lambda row: row["eind"] or row["begin"])
    ]
    body = render(
        "planning.html",
        head=head(context, document, url, "Procesafspraken en planning"),
        papier=full_name(context, document),
        document=document,
        groups=groups,
        csv=context.link(url, f"data/{document.naam}/afspraken.csv"),
    )
    return Page(
        url,
        page_title(context, document, "Procesafspraken en planning"),
        f"Wat de partijen van {document.titel} wanneer doen, en hoe zij samenwerken.",
        body,
    )


def _due(row: Row) -> tuple[str, str]:
    due = row["eind"] or row["begin"]
    return (last_day(due) if due else "9999-12-31", due)


def parties_page(context: Context, document: Document) -> Page:
    """Who takes part, in which role, and who signed how."""
    url = f"{document.url}partijen/"
    organisaties = context.register.organisaties
    rows = [
        {
            "naam": context.organisatie(row["organisatie"]),
            "soort": hoofdletter(organisaties[row["organisatie"]]["soort"]),
            "rol": ROL_TEKST[row["rol"]],
            "getekend": _signed(row),
            "url": context.link(url, f"organisaties/{row['organisatie']}/"),
            "id": anchor(f"partijen/{row['organisatie']}"),
        }
        for row in document.tabellen.rows("partijen")
    ]
    body = render(
        "parties.html",
        head=head(context, document, url, "Wie doen er mee"),
        papier=full_name(context, document),
        document=document,
        rows=rows,
        csv=context.link(url, f"data/{document.naam}/partijen.csv"),
    )
    return Page(
        url,
        page_title(context, document, "Wie doen er mee"),
        f"De partijen bij {document.titel}: wie meedoet en wie tekende.",
        body,
    )


def _signed(row: Row) -> str:
    if row["ondertekend"] is None:
        return "niet bekend"
    if not row["ondertekend"]:
        return "nee"
    return "ja, in opdracht" if row["tekenwijze"] == "in-opdracht" else "ja"


def appendix_page(context: Context, document: Document, organisatie: str) -> Page:
    """Everything of a party with an appendix of its own, by theme."""
    url = appendix_url(document, organisatie)
    naam = context.organisatie(organisatie)
    figures = [
        row
        for row in context.facts.rows[document.naam]
        if row["organisatie"] == organisatie and row["rijsoort"] == "bron"
    ]
    afspraken = [
        row
        for row in document.tabellen.rows("afspraken")
        if organisatie in row["trekkers"].split(";") + row["samen_met"].split(";")
    ]
    themas = []
    for thema, about in context.register.themas.items():
        rows = [(document, row) for row in afspraken if row["thema"] == thema]
        if rows:
            html = afspraken_html(context, rows, url, ids="page", among=len(afspraken))
            themas.append((about["naam"], thema, html))
    body = render(
        "appendix.html",
        head=head(context, document, url, f"Bijlage van {naam}"),
        papier=full_name(context, document),
        naam=naam,
        document=document,
        organisatie_url=context.link(url, f"organisaties/{organisatie}/"),
        about=context.register.organisaties[organisatie]["toelichting"],
        figures=figures_html(
            context, figures, url, caption=f"Cijfers van {naam} in {document.titel}", ids="page"
        )
        if figures
        else "",
        themas=themas,
    )
    return Page(
        url,
        page_title(context, document, f"Bijlage van {naam}"),
        f"Wat {naam} belooft in {document.titel}, met de cijfers.",
        body,
    )
