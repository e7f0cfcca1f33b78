"""Is it done? Every promise with its deadline, what is known, and where to ask."""

from collections.abc import Iterable, Iterator
from typing import Any

from markupsafe import Markup

from inlegvel.derive.beloften import Belofte
from inlegvel.dutch import hoofdletter, in_zin, moment, plural
from inlegvel.model import GROEP_SOORTEN, Document
from inlegvel.render.context import Context
from inlegvel.render.html import anchor, in_line, render
from inlegvel.render.page import Page
from inlegvel.render.papers import full_name, head, page_title, short_name
from inlegvel.render.promises import STAND_TEKST, afspraak_when

URL = "is-het-gebeurd/"
STANDEN = "data/alle-cijfers/beloften.csv"
KENNIS_TEKST = {
    "bekend": "Een later papier zegt hoe het staat",
    "verstreken": "De datum is voorbij, maar geen papier hier zegt of het gebeurde",
    "komt-nog": "De datum komt nog",
    "doorlopend": "Loopt door; geen papier hier zegt hoe het staat",
    "zonder-datum": "Zonder datum; geen papier hier zegt of het gebeurde",
}
# The same as the head of a column.
KENNIS_KOP = {
    "bekend": "Bekend",
    "verstreken": "Datum voorbij, niet bekend",
    "komt-nog": "Datum komt nog",
    "doorlopend": "Loopt door, niet bekend",
    "zonder-datum": "Zonder datum, niet bekend",
}
# Which paper should tell, and who holds it, by the kind of the lead. A corporation accounts
# for its year to the State in the dVi and to everyone in its annual report.
BRONNEN = {
    "woningcorporatie": "het jaarverslag of de {dvi} van {naam}",
    "gemeente": "de {monitor} van de prestatieafspraken of het jaarverslag van {naam}",
    "huurdersorganisatie": "het jaarverslag van {naam}",
}
SAMEN_BRON = "de jaarlijkse {monitor} van de prestatieafspraken, bij de partijen samen"


def gebeurd_pages(context: Context) -> Iterator[Page]:
    """The overview, and a page per document with agreements."""
    documents = [document for document in context.documents if context.beloften.get(document.naam)]
    yield _overview(context, documents)
    for document in documents:
        yield _document_page(context, document)


def _overview(context: Context, documents: list[Document]) -> Page:
    rows = []
    for document in documents:
        promises = context.beloften[document.naam]
        rows.append(
            {
                "document": document.naam,
                "naam": full_name(context, document),
                "url": context.link(URL, f"{document.url}is-het-gebeurd/"),
                "counts": [
                    (kennis, label, sum(promise.kennis == kennis for promise in promises))
                    for kennis, label in KENNIS_KOP.items()
                ],
                "total": len(promises),
            }
        )
    everything = [promise for promises in context.beloften.values() for promise in promises]
    known = [promise for promise in everything if promise.kennis == "bekend"]
    body = render(
        "gebeurd_overview.html",
        total=plural(len(everything), "afspraak", "afspraken"),
        known=[promise_row(context, promise, URL) for promise in known],
        kinds=list(KENNIS_KOP.values()),
        rows=rows,
        method=context.link(URL, "methode/#voortgang"),
        standen=context.link(URL, STANDEN),
        progress=context.link(URL, "voortgang/"),
        sheets=context.link(URL, "overleg/"),
    )
    return Page(
        URL,
        "Is het gebeurd?",
        "Van elke afspraak: wanneer moest het klaar zijn, en wat is erover bekend?",
        body,
    )


def _document_page(context: Context, document: Document) -> Page:
    url = f"{document.url}is-het-gebeurd/"
    promises = context.beloften[document.naam]
    groups = []
    for kennis, label in KENNIS_TEKST.items():
        members = [promise for promise in promises if promise.kennis == kennis]
        members.sort(key=lambda promise: promise.deadline)
        if members:
            groups.append((kennis, label, [promise_row(context, p, url) for p in members]))
    body = render(
        "gebeurd.html",
        head=head(
            context,
            document,
            url,
            "Is het gebeurd?",
            render("kort.html", lines=[" ".join(standing_sentence(promises, "Dit papier heeft"))]),
        ),
        papier=full_name(context, document),
        document=document,
        groups=groups,
        csv=context.link(url, f"data/{document.naam}/afspraken.csv"),
        standen=context.link(url, STANDEN),
    )
    return Page(
        url,
        page_title(context, document, "Is het gebeurd?"),
        f"Wat er bekend is over de afspraken van {document.titel}.",
        body,
    )


def promise_row(context: Context, promise: Belofte, url: str) -> dict[str, Any]:
    """One promise for a table: what, who, when, what is known, where to ask."""
    row, document = promise.afspraak, promise.document
    known = ""
    source = ("", "")
    if promise.stand is not None and promise.stand_document is not None:
        stand = hoofdletter(STAND_TEKST[promise.stand["stand"]])
        known = f"{stand} ({moment(promise.stand['peilmoment'])}): {promise.stand['toelichting']}"
        source = (
            promise.stand_document.titel,
            context.link(url, context.source_url(promise.stand_document, promise.stand)),
        )
    return {
        "id": anchor(f"{document.naam}/afspraken/{row['afspraak']}"),
        "text": row["omschrijving"],
        "url": context.link(url, context.row_url(document, "afspraken", row)),
        "who": context.organisaties(row["trekkers"].split(";")),
        "when": afspraak_when(row) or "niet genoemd",
        "paper": short_name(document),
        "known": known,
        "source": source,
        "ask": "" if known else where_to_ask(context, row["trekkers"].split(";"), url),
    }


def standing_sentence(promises: Iterable[Belofte], begin: str) -> list[str]:
    """How many agreements there are, and of how many a later paper says how they stand."""
    counted = list(promises)
    known = sum(promise.kennis == "bekend" for promise in counted)
    late = sum(promise.kennis == "verstreken" for promise in counted)
    sentences = [f"{begin} {plural(len(counted), 'afspraak', 'afspraken')}."]
    if not known:
        sentences.append("Geen later papier zegt hoe het daarmee staat.")
    else:
        sentences.append(f"Van {known} zegt een later papier hoe het staat.")
    if 0 < known < len(counted):
        sentences.append(f"Van {len(counted) - known} is dat niet bekend.")
    if late:
        sentences.append(f"Bij {late} daarvan is de datum al voorbij.")
    return sentences


def where_to_ask(context: Context, leads: list[str], url: str) -> Markup:
    """Which papers should tell how a promise stands, and who has them."""
    words = {
        "dvi": context.begrip("dvi", "verantwoording (dVi)", url),
        "monitor": context.begrip("monitor", "monitor", url),
    }
    found = []
    for naam in leads:
        organisatie = context.register.organisaties.get(naam, {})
        soort = GROEP_SOORTEN.get(naam, organisatie.get("soort", ""))
        name = context.organisatie(naam)
        who = in_line(in_zin(name) if naam in GROEP_SOORTEN else name)
        found.append(Markup(BRONNEN.get(soort, SAMEN_BRON)).format(naam=who, **words))
    return Markup("; ").join(dict.fromkeys(found))
