"""The pages of one document, and its overview."""

from collections.abc import Iterator
from typing import Any

from inlegvel.derive.verschil import vorige
from inlegvel.dutch import first_sentence, hoofdletter, jaren, last_day, moment
from inlegvel.icons import icon
from inlegvel.model import Document, Row
from inlegvel.render.context import Context
from inlegvel.render.document_parts import appendix_page, parties_page, planning_page
from inlegvel.render.document_themes import theme_page
from inlegvel.render.grafieken.inline import first_charts
from inlegvel.render.html import anchor, render
from inlegvel.render.kort import kort_html, paper_in_short
from inlegvel.render.page import Page
from inlegvel.render.papers import STAND_TEKST, appendix_url, head, planned, short_name
from inlegvel.render.promises import STAND_TEKST as STAND_VAN_BELOFTE
from inlegvel.render.verschil import difference_page


def document_pages(context: Context, document: Document) -> Iterator[Page]:
    """Every page of the document."""
    yield overview(context, document)
    for thema in context.themas_of(document):
        yield theme_page(context, document, thema)
    if planned(document):
        yield planning_page(context, document)
    if "partijen" in document.tabellen:
        yield parties_page(context, document)
    for partij in document.tabellen.rows("partijen"):
        if partij["rol"] == "eigen-bijlage":
            yield appendix_page(context, document, partij["organisatie"])
    difference = difference_page(context, document)
    if difference is not None:
        yield difference


def overview(context: Context, document: Document) -> Page:
    """What the paper is, for whom, and the way into it."""
    url = document.url
    register = context.register
    kader = context.facts.catalogue.by_name.get(document.kader or "")
    followers = [other for other in context.documents if other.kader == document.naam]
    themas = [
        {
            "row": register.themas[thema],
            "icon": icon(register.themas[thema]["icoon"]),
            "url": context.link(url, context.thema_url(document, thema)),
            "doelen": sum(row["thema"] == thema for row in document.tabellen.rows("doelen")),
            "afspraken": sum(row["thema"] == thema for row in document.tabellen.rows("afspraken")),
            "tabellen": sum(row["thema"] == thema for row in document.tabellen.rows("tabellen")),
        }
        for thema in context.themas_of(document)
    ]
    body = render(
        "document.html",
        head=head(
            context,
            document,
            url,
            short=kort_html(context, paper_in_short(context, document, url), url),
        ),
        document=document,
        kort=short_name(document),
        gebied=context.gebied(document.gebied),
        datum=moment(document.datum) if document.datum else "niet bekend",
        stand=STAND_TEKST[document.stand],
        jaren=jaren(document.jaar_van, document.jaar_tot),
        kader=(kader.titel, context.link(url, kader.url)) if kader else None,
        charts=first_charts(context, document, register.themas, url, most=1),
        followers=[(other.titel, context.link(url, other.url)) for other in followers],
        themas=themas,
        more=_more(context, document, url),
        events=_events(document),
        standings=_standings(context, document, url),
        references=_references(context, document, url),
        anchor=anchor,
        data=context.link(url, f"data/{document.naam}/"),
        sources=document.descriptor["sources"],
    )
    return Page(url, document.titel, first_sentence(document.omschrijving), body)


def _events(document: Document) -> list[tuple[str, list[dict[str, Any]]]]:
    """What the paper says that happened, and what it says was planned, each by time."""
    rows = sorted(document.tabellen.rows("gebeurtenissen"), key=_when)
    kinds = (("gebeurd", "Wat er gebeurde"), ("voorzien", "Wat er gepland stond"))
    found = [(label, [_event(row) for row in rows if row["aard"] == kind]) for kind, label in kinds]
    return [(label, entries) for label, entries in found if entries]


def _event(row: Row) -> dict[str, Any]:
    return {
        "id": anchor("gebeurtenissen/" + row["gebeurtenis"]),
        "when": moment(row["moment"]) or row["moment_tekst"],
        "planned": row["aard"] == "voorzien",
        "text": row["omschrijving"],
        "who": "",
        "url": "",
        "place": row["vindplaats"],
    }


def _when(event: Row) -> tuple[str, str]:
    """Events go by time; those without a moment come last, in the order of the paper."""
    when = event["moment"]
    return (last_day(when), when) if when else ("9999", "")


def _more(context: Context, document: Document, url: str) -> list[tuple[str, str]]:
    links = []
    if f"{url}inleiding/" in context.proza:
        links.append(("Inleiding en uitwerking per thema", context.link(url, f"{url}inleiding/")))
    old = vorige(context.facts.catalogue, document)
    if old is not None:
        label = f"Wat veranderde er sinds {short_name(old)}?"
        links.append((label, context.link(url, f"{url}verschil/")))
    if document.doelen:
        links.append(("Hoe staan de doelen ervoor?", context.link(url, f"{url}voortgang/")))
    if context.beloften.get(document.naam):
        links.append(("Is het gebeurd?", context.link(url, f"{url}is-het-gebeurd/")))
    if planned(document):
        links.append(("Procesafspraken en planning", context.link(url, f"{url}planning/")))
    if "partijen" in document.tabellen:
        links.append(("Wie doen er mee", context.link(url, f"{url}partijen/")))
    for partij in document.tabellen.rows("partijen"):
        if partij["rol"] == "eigen-bijlage":
            naam = partij["organisatie"]
            label = f"Bijlage van {context.organisatie(naam)}"
            links.append((label, context.link(url, appendix_url(document, naam))))
    return links


def _standings(context: Context, document: Document, url: str) -> list[dict[str, str]]:
    """What this paper says about earlier goals and agreements, with links to them."""
    resources = {"doel": "doelen", "afspraak": "afspraken"}
    found = []
    for row in document.tabellen.rows("voortgang"):
        about = context.facts.catalogue.by_name[row["over_document"]]
        resource = resources[row["over_soort"]]
        target = about.tabellen.by_key(resource)[row["over"]]
        found.append(
            {
                "id": context.source_url(document, row).partition("#")[2],
                "stand": hoofdletter(STAND_VAN_BELOFTE[row["stand"]]),
                "moment": moment(row["peilmoment"]),
                "text": row["toelichting"],
                "place": row["vindplaats"],
                "about": target["omschrijving"],
                "paper": about.titel,
                "url": context.link(url, context.row_url(about, resource, target)),
            }
        )
    return found


def _references(context: Context, document: Document, url: str) -> list[tuple[Row, str]]:
    found = []
    for row in document.tabellen.rows("verwijzingen"):
        target = context.facts.catalogue.by_name.get(row["package"])
        found.append((row, context.link(url, target.url) if target else row["url"]))
    return found
