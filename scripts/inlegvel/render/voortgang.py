"""How the goals stand: target, plan and measurement on one scale, and the sum in a sentence."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from inlegvel.derive.doelvoortgang import STATUSSEN, Doelvoortgang
from inlegvel.dutch import hoofdletter
from inlegvel.figures import organisatie_naam, period_text, value_text
from inlegvel.model import SAMEN, Document, Row
from inlegvel.render.context import Context
from inlegvel.render.grafieken.inline import charts_html
from inlegvel.render.grafieken.picture import chart_files, scale_naam
from inlegvel.render.html import anchor, render
from inlegvel.render.kort import goals_in_short, kort_html
from inlegvel.render.page import Page
from inlegvel.render.papers import full_name, head, page_title
from inlegvel.render.schaal import scale_svg

URL = "voortgang/"


def progress_pages(context: Context) -> Iterator[Page]:
    """The overview, and a page per document with goals."""
    documents = [document for document in context.documents if document.tabellen.rows("doelen")]
    yield _overview(context, documents)
    for document in documents:
        yield _document_page(context, document)


def _overview(context: Context, documents: list[Document]) -> Page:
    cards = []
    for document in documents:
        known = _progress(context, document)
        counts = Counter(STATUSSEN[progress.status] for progress in known)
        said = "; ".join(f"{count} keer {status}" for status, count in counts.most_common())
        cards.append(
            (
                full_name(context, document),
                context.link(URL, f"{document.url}voortgang/"),
                f"{len(document.doelen)} doelen, waarvan {len(known)} met een getal. "
                + (f"Stand van die doelen: {said}." if known else ""),
            )
        )
    body = render(
        "progress_overview.html",
        cards=cards,
        method=context.link(URL, "methode/#hoe-staan-de-doelen-ervoor"),
        csv=context.link(URL, "data/alle-cijfers/doelvoortgang.csv"),
    )
    return Page(
        URL, "Hoe staan de doelen ervoor?", "Per doel: het doel, het plan en de meting.", body
    )


def _progress(context: Context, document: Document) -> list[Doelvoortgang]:
    return [
        progress for (naam, _), progress in context.doelvoortgang.items() if naam == document.naam
    ]


def _document_page(context: Context, document: Document) -> Page:
    url = f"{document.url}voortgang/"
    known = {progress.doel: progress for progress in _progress(context, document)}
    groups = []
    for thema, about in context.register.themas.items():
        rows = [row for row in document.tabellen.rows("doelen") if row["thema"] == thema]
        numbered = [
            _goal(context, document, known[row["doel"]], url)
            for row in rows
            if row["doel"] in known
        ]
        said = [
            {
                "text": row["omschrijving"],
                "url": context.link(url, context.row_url(document, "doelen", row)),
                "id": anchor(f"doelen/{row['doel']}"),
                "stand": _said(context, document, row["doel"], url),
            }
            for row in rows
            if row["doel"] not in known
        ]
        if rows:
            groups.append((about["naam"], thema, numbered, said))
    body = render(
        "progress.html",
        head=head(
            context,
            document,
            url,
            "Hoe staan de doelen ervoor?",
            kort_html(context, goals_in_short(document, list(known.values())), url),
        ),
        papier=full_name(context, document),
        document=document,
        groups=groups,
        chart=_chart(context, document, url),
    )
    return Page(
        url,
        page_title(context, document, "Hoe staan de doelen ervoor?"),
        f"Het doel, het plan en de meting bij {document.titel}.",
        body,
    )


def _chart(context: Context, document: Document, url: str) -> str:
    """How far the goals with a measurement are; empty without any."""
    charts = [
        chart
        for chart in context.grafieken.per_document[document.naam]
        if chart.soort == "voortgang"
    ]
    first = next((p.doel for p in context.grafieken.doelen_van(document)), "")
    return charts_html(context, document, charts, url, "#" + anchor(f"doelen/{first}"))


def _said(context: Context, document: Document, doel: str, url: str) -> list[dict[str, str]]:
    """What later papers say about a goal, with the place where they say it."""
    return [
        {
            "text": row["toelichting"],
            "paper": paper.titel,
            "url": context.link(url, context.source_url(paper, row)),
        }
        for paper, row in context.naming.voortgang_bij.get((document.naam, "doel", doel), [])
    ]


def _goal(
    context: Context, document: Document, progress: Doelvoortgang, url: str
) -> dict[str, Any]:
    row = document.doelen[progress.doel]
    indicator = context.register.indicatoren[progress.indicator]
    return {
        "id": anchor(f"doelen/{progress.doel}"),
        "text": row["omschrijving"],
        "url": context.link(url, context.row_url(document, "doelen", row)),
        "status": hoofdletter(STATUSSEN[progress.status]),
        "zin": progress.zin,
        "scale": scale_svg(progress, indicator),
        "files": [
            (label, context.link(url, path))
            for label, path in chart_files(document.naam, scale_naam(progress.doel))
        ],
        "said": _said(context, document, progress.doel, url),
        "indicator": (indicator["naam"], context.link(url, f"indicatoren/{progress.indicator}/")),
        "plans": [
            {
                "who": organisatie_naam(plan, context.register.organisaties),
                "when": period_text(plan, indicator),
                "value": value_text(plan, indicator, with_unit=True),
                "reason": reason,
                "paper": full_name(context, context.facts.catalogue.by_name[plan["document"]]),
                "url": context.link(url, context.figure_url(plan)),
            }
            for plan, reason in _plans(progress)
        ],
    }


def _plans(progress: Doelvoortgang) -> list[tuple[Row, str]]:
    """The plans to show: where there is one for all together, not also each organisation's."""
    together = {
        (plan["jaar_van"], plan["jaar_tot"])
        for plan, _ in progress.plannen
        if plan["organisatie"] == SAMEN
    }
    return [
        (plan, reason)
        for plan, reason in progress.plannen
        if plan["organisatie"] == SAMEN
        or not reason
        or (plan["jaar_van"], plan["jaar_tot"]) not in together
    ]
