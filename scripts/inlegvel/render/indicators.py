"""Pages of indicators, and their index."""

from collections.abc import Iterator
from typing import Any

from inlegvel.derive.shares import aandelen
from inlegvel.dutch import getal, in_zin
from inlegvel.figures import (
    AARD_TEKST,
    cell_text,
    is_empty,
    is_open,
    organisatie_naam,
    period_text,
)
from inlegvel.model import BASIS, GEHEEL, Document, Row
from inlegvel.render.context import Context
from inlegvel.render.grafieken.inline import charts_html
from inlegvel.render.html import render, row_anchor
from inlegvel.render.kort import indicator_in_short, kort_html
from inlegvel.render.page import Page
from inlegvel.render.papers import expired
from inlegvel.render.promises import doelen_html
from inlegvel.render.tables import expiry
from inlegvel.render.termen import met_begrippen
from inlegvel.render.verkenner import jaren_keuze, verkenner_link

METINGEN = {
    "stroom": "telt over de hele periode",
    "stand": "geldt aan het eind van de periode",
}
RICHTINGEN = {
    "hoger": "hoger is dichter bij het doel",
    "lager": "lager is dichter bij het doel",
    "neutraal": "hoger of lager zegt op zichzelf niets",
}


def indicator_pages(context: Context) -> Iterator[Page]:
    """The index and a page per indicator."""
    yield indicator_index(context)
    for naam in context.register.indicatoren:
        yield indicator_page(context, naam)


def indicator_index(context: Context) -> Page:
    """All indicators, by theme."""
    url = "indicatoren/"
    groups = []
    for thema, about in context.register.themas.items():
        entries = [
            (row["naam"], context.link(url, f"{url}{naam}/"), "")
            for naam, row in context.register.indicatoren.items()
            if row["thema"] == thema
        ]
        if entries:
            groups.append((about["naam"], entries))
    body = render(
        "index.html",
        titel="Indicatoren",
        intro="Een indicator is wat er geteld of gemeten wordt. Kies er een voor de uitleg en alle "
        "cijfers.",
        groups=groups,
    )
    return Page(url, "Indicatoren", "Wat er geteld en gemeten wordt, met uitleg en cijfers.", body)


def indicator_page(context: Context, naam: str) -> Page:
    """Definition, formula, goals and all figures of an indicator."""
    url = f"indicatoren/{naam}/"
    row = context.register.indicatoren[naam]
    used_in = [
        (in_zin(other["naam"]), context.link(url, f"indicatoren/{key}/"))
        for key, other in context.register.indicatoren.items()
        if naam in other["formule"].replace("(", " ").replace(")", " ").split()
    ]
    goals = context.naming.doelen_bij_indicator.get(naam, [])
    body = render(
        "indicator.html",
        row=row,
        kort=kort_html(context, indicator_in_short(context, naam, url), url),
        expired=expired(context, _papers(context, naam)),
        definitie=met_begrippen(context, row["definitie"], url),
        crumbs=[("Indicatoren", context.link(url, "indicatoren/")), (row["naam"], "")],
        thema=(
            context.register.themas[row["thema"]]["naam"],
            context.link(url, f"themas/{row['thema']}/"),
        ),
        meting=METINGEN[row["meetwijze"]],
        richting=RICHTINGEN[row["richting"]],
        formule=_formula(context, row, url),
        deel_van=context.register.indicatoren[row["deel_van"]]["naam"] if row["deel_van"] else "",
        used_in=used_in,
        goals=doelen_html(context, goals, url, ids="page") if goals else "",
        sections=_indicator_sections(context, naam, url),
        verkenner=verkenner_link(context, url, indicator=naam),
    )
    return Page(url, row["naam"], f"{row['definitie']} Alle cijfers bij elkaar.", body)


def _papers(context: Context, naam: str) -> list[Document]:
    """The documents with a figure of the indicator, or a goal that it measures."""
    goals = {doc.naam for doc, _ in context.naming.doelen_bij_indicator.get(naam, [])}
    return [
        document
        for document in context.documents
        if document.naam in goals
        or any(row["indicator"] == naam for row in context.facts.rows[document.naam])
    ]


def _formula(context: Context, row: Row, url: str) -> list[tuple[str, str]]:
    """The formula in words; indicators carry a link."""
    signs = {"-": "min", "+": "plus", "*": "keer", "/": "gedeeld door"}
    parts = []
    for token in row["formule"].replace("(", "( ").replace(")", " )").split():
        other = context.register.indicatoren.get(token)
        if other:
            parts.append((in_zin(other["naam"]), context.link(url, f"indicatoren/{token}/")))
        else:
            parts.append((signs.get(token, token), ""))
    return parts


def _indicator_sections(context: Context, naam: str, url: str) -> list[dict[str, Any]]:
    """Per document and period: the organisations, their figures and their shares."""
    indicator = context.register.indicatoren[naam]
    sections = []
    for document in context.documents:
        rows = [row for row in context.facts.rows[document.naam] if row["indicator"] == naam]
        if not rows:
            continue
        periods = dict.fromkeys((row["jaar_van"], row["jaar_tot"], row["aard"]) for row in rows)
        tables = []
        for period in sorted(periods):
            of_period = [
                row for row in rows if (row["jaar_van"], row["jaar_tot"], row["aard"]) == period
            ]
            tables.append(_period_table(context, document, indicator, of_period, url))
        sections.append(
            {
                "titel": document.titel,
                "id": document.naam,
                "url": context.link(url, document.url),
                "expiry": expiry(context, document),
                "charts": _charts(context, document, naam, url, rows[0]["rij"]),
                "tables": tables,
                "csv": context.link(url, f"data/{document.naam}/cijfers.csv"),
            }
        )
    return sections


def _charts(context: Context, document: Document, naam: str, url: str, rij: str) -> str:
    """The charts of a document in which the indicator takes part; `rij` is in their table."""
    charts = [
        chart
        for chart in context.grafieken.per_document[document.naam]
        if naam in chart.indicatoren
    ]
    return charts_html(context, document, charts, url, f"#{row_anchor('page', document.naam, rij)}")


def _period_table(
    context: Context, document: Document, indicator: Row, rows: list[Row], url: str
) -> dict[str, Any]:
    whole = [row for row in rows if row["onderdeel"] == GEHEEL and row["variant"] == BASIS]
    complete = not any(row["ontbreekt"] for row in whole)
    shares = aandelen(whole) if indicator["optelbaar"] and complete and len(whole) > 2 else {}
    first = rows[0]
    jaar = jaren_keuze(first["jaar_van"], first["jaar_tot"])
    lines = []
    for row in sorted(rows, key=lambda r: r["organisatie"] == "samen"):
        who = organisatie_naam(row, context.register.organisaties)
        if row["onderdeel"] != GEHEEL:
            who += f" – {document.sleutel_naam('onderdeel', row['onderdeel'])}"
        if row["variant"] != BASIS:
            who += f", {document.sleutel_naam('variant', row['variant'])}"
        is_main = row["onderdeel"] == GEHEEL and row["variant"] == BASIS
        share = shares.get(row["organisatie"]) if is_main else None
        lines.append(
            {
                "id": row_anchor("page", document.naam, row["rij"]),
                "who": who,
                "value": cell_text(row, indicator),
                "share": "" if share is None else f"{getal(share, 1)}%",
                "url": context.link(url, context.figure_url(row)),
                "total": row["rijsoort"] == "totaal",
                "kind": {"bron": "", "afgeleid": "berekend", "totaal": "opgeteld"}[row["rijsoort"]],
                "correction": context.correctie_link(document, "cijfers", row["rij"], url),
                "findings": [
                    (finding.melding, context.link(url, context.finding_url(finding)))
                    for finding in context.findings_at.get(
                        (document.naam, "cijfers", row["rij"]), []
                    )
                ],
                "missing": context.organisaties(filter(None, row["ontbreekt"].split(";"))),
            }
        )
    return {
        "id": f"{document.naam}.{jaar}.{first['aard']}",
        "verkenner": verkenner_link(
            context,
            url,
            aard=first["aard"],
            indicator=first["indicator"],
            jaar=jaar,
            document=document.naam,
        ),
        "caption": f"{indicator['naam']}, {AARD_TEKST[first['aard']]} voor "
        f"{period_text(first, indicator)}",
        "what": f"In {indicator['eenheid']}. Bron: {document.titel}.",
        "shares": bool(shares),
        "rows": lines,
        "bars": sum(not is_empty(row) for row in rows) > 1,
        "open": all(map(is_open, rows)),
    }
