"""A theme of one document: its tables, goals, agreements and figures from the text."""

from inlegvel.dutch import hoofdletter
from inlegvel.icons import icon
from inlegvel.model import Document, Row
from inlegvel.render.context import Context
from inlegvel.render.grafieken.inline import table_charts
from inlegvel.render.html import render
from inlegvel.render.kort import kort_html, theme_in_short
from inlegvel.render.loose import figures_html
from inlegvel.render.page import Page
from inlegvel.render.papers import full_name, head, page_title
from inlegvel.render.promises import afspraken_html, doelen_html
from inlegvel.render.tables import table_html

# How a resource is listed, and the column that says whose a row is.
LISTS = {"doelen": (doelen_html, "organisaties"), "afspraken": (afspraken_html, "trekkers")}


def theme_page(context: Context, document: Document, thema: str) -> Page:
    """One theme of a document: ambition, tables, goals, agreements, figures from the text."""
    url = context.thema_url(document, thema)
    row = context.register.themas[thema]
    tables = [
        (
            table.tabel,
            table_charts(context, document, table, url) + table_html(context, document, table, url),
        )
        for table in context.layouts[document.naam]
        if table.tabel["thema"] == thema
    ]
    doelen = [r for r in document.tabellen.rows("doelen") if r["thema"] == thema]
    afspraken = [r for r in document.tabellen.rows("afspraken") if r["thema"] == thema]
    among = len(doelen) + len(afspraken)
    loose = context.loose_figures(document, thema)
    body = render(
        "theme.html",
        head=head(
            context,
            document,
            url,
            row["naam"],
            kort_html(context, theme_in_short(context, document, thema, url), url),
        ),
        papier=full_name(context, document),
        icon=icon(row["icoon"]),
        titel=row["naam"],
        intro=row["omschrijving"],
        tables=tables,
        sections=[
            *_sections(context, document, doelen, url, "doelen", among),
            *_sections(context, document, afspraken, url, "afspraken", among),
        ],
        figures=figures_html(context, loose, url, caption=_loose_caption(document), ids="home")
        if loose
        else "",
        kader=_framework_link(context, document, thema, url),
    )
    return Page(
        url,
        page_title(context, document, row["naam"]),
        f"{row['naam']} in {document.titel}: {len(doelen)} doelen, {len(afspraken)} afspraken "
        f"en {len(tables)} tabellen.",
        body,
    )


def _framework_link(
    context: Context, document: Document, thema: str, url: str
) -> tuple[str, str] | None:
    """The same theme in the framework this document belongs to."""
    kader = context.facts.catalogue.by_name.get(document.kader or "")
    if kader is None or thema not in context.themas_of(kader):
        return None
    return kader.titel, context.link(url, context.thema_url(kader, thema))


def _loose_caption(document: Document) -> str:
    return f"Cijfers uit de lopende tekst van {document.titel}"


def _sections(
    context: Context,
    document: Document,
    rows: list[Row],
    url: str,
    resource: str,
    among: int,
) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """Label, identifier and lists by subject; what a party promises in its own appendix apart.

    `among`: how many goals and agreements the page has.
    """
    listed, whose = LISTS[resource]
    label = hoofdletter(resource)
    apart: dict[str, list[Row]] = {"": []}
    for row in rows:
        partij = document.partijen.get(row[whose], {})
        apart.setdefault(row[whose] if partij.get("rol") == "eigen-bijlage" else "", []).append(row)
    return [
        (
            f"{label} uit de bijlage van {context.organisatie(naam)}" if naam else label,
            f"{resource}-{naam}" if naam else resource,
            [
                (
                    kop,
                    listed(
                        context,
                        [(document, row) for row in of_subject],
                        url,
                        ids="home",
                        among=among,
                    ),
                )
                for kop, of_subject in _by_subject(members)
            ],
        )
        for naam, members in apart.items()
        if members
    ]


def _by_subject(rows: list[Row]) -> list[tuple[str, list[Row]]]:
    """Rows under their headings, in the order of the paper."""
    grouped: dict[str, list[Row]] = {}
    for row in rows:
        grouped.setdefault(row["onderwerp"], []).append(row)
    return list(grouped.items())
