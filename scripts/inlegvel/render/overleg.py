"""For the yearly talks: per corporation one sheet to print."""

from collections.abc import Iterator
from typing import Any

from inlegvel.derive.beloften import Belofte
from inlegvel.dutch import datum
from inlegvel.figures import period_text, value_text
from inlegvel.model import GEHEEL, OPEN, Document, Row
from inlegvel.render.context import Context
from inlegvel.render.gebeurd import STANDEN, promise_row, standing_sentence
from inlegvel.render.html import render
from inlegvel.render.organisation_papers import bound_by, papers_of
from inlegvel.render.page import Page
from inlegvel.render.papers import expired

URL = "overleg/"
CORPORATIES = "alle-corporaties"


def overleg_pages(context: Context) -> Iterator[Page]:
    """The index and a sheet per corporation that is a party somewhere."""
    names = corporaties(context)
    cards = [
        (
            context.organisatie(naam),
            context.link(URL, f"{URL}{naam}/"),
            " ".join(standing_sentence(sheet_promises(context, naam), "Dit blad heeft")),
        )
        for naam in names
    ]
    body = render(
        "cards.html",
        titel="Voor het overleg",
        intro="Praat u met een corporatie over de prestatieafspraken? Kies de corporatie en print "
        "het blad. Het is bedoeld voor huurdersorganisaties.",
        cards=cards,
    )
    yield Page(URL, "Voor het overleg", "Per corporatie een blad om te printen.", body)
    for naam in names:
        yield _sheet(context, naam)


def corporaties(context: Context) -> list[str]:
    """Corporations that are a party to some document, in the register's order."""
    parties = {naam for document in context.documents for naam in document.partijen}
    return [
        naam
        for naam, row in context.register.organisaties.items()
        if row["soort"] == "woningcorporatie" and naam in parties
    ]


def _sheet(context: Context, naam: str) -> Page:
    url = f"{URL}{naam}/"
    own = sheet_promises(context, naam)
    own.sort(key=lambda promise: (promise.deadline or "9999", promise.document.jaar_van))
    sections = [
        ("voorbij", "De datum is voorbij en niet bekend is of het gebeurde", "verstreken"),
        ("komt-nog", "De datum komt nog", "komt-nog"),
        ("bekend", "Een later papier zegt hoe het staat", "bekend"),
        ("loopt-door", "Loopt door, of heeft geen datum, en de stand is niet bekend", ""),
    ]
    groups = []
    for key, label, kennis in sections:
        members = [
            promise_row(context, promise, url)
            for promise in own
            if (promise.kennis == kennis)
            or (not kennis and promise.kennis in ("doorlopend", "zonder-datum"))
        ]
        groups.append((key, label, members))
    titel = f"Voor het overleg: {context.organisatie(naam)}"
    body = render(
        "overleg.html",
        naam=context.organisatie(naam),
        crumbs=[("Voor het overleg", context.link(url, URL)), (context.organisatie(naam), "")],
        peildatum=datum(context.register.peildatum),
        expired=expired(context, _papers(context, naam)),
        report=context.link(url, "fout-melden/"),
        short=standing_sentence(
            own, f"{context.organisatie(naam)} heeft, alleen of met alle corporaties,"
        ),
        groups=groups,
        cells=open_cells(context, naam, url),
        findings=[
            (
                finding.melding,
                finding.toelichting,
                context.facts.catalogue.by_name[finding.document].titel,
                context.link(url, context.finding_url(finding)),
            )
            for finding in context.findings_of[naam]
        ],
        page=context.link(url, f"organisaties/{naam}/"),
        csv=context.link(url, STANDEN),
        agenda=context.link(url, "agenda/"),
    )
    return Page(
        url,
        titel,
        f"Wat {context.organisatie(naam)} gedaan moet hebben en wat nog niet bekend is.",
        body,
    )


def sheet_promises(context: Context, naam: str) -> list[Belofte]:
    """The agreements that a corporation leads, by its own name or with all corporations."""
    return [
        promise
        for document in papers_of(context, naam)
        for promise in context.beloften.get(document.naam, [])
        if _leads(context, document, naam) & set(promise.afspraak["trekkers"].split(";"))
    ]


def _leads(context: Context, document: Document, naam: str) -> set[str]:
    """By which names the document lets the corporation lead: its own, and all of its kind."""
    members = context.facts.catalogue.members(document, CORPORATIES)
    bound = naam in members or bound_by(context, document, naam) == CORPORATIES
    return {naam, CORPORATIES} if bound else {naam}


def _papers(context: Context, naam: str) -> list[Document]:
    """The documents that bind the corporation."""
    return [
        document
        for document in papers_of(context, naam)
        if naam in document.partijen or bound_by(context, document, naam)
    ]


def open_cells(context: Context, naam: str, url: str) -> list[dict[str, Any]]:
    """Figures of the organisation that the papers leave open, with the reason."""
    return [
        _cell(context, row, url)
        for document in context.naming.papers_naming[naam]
        for row in context.facts.rows[document.naam]
        if row["organisatie"] == naam and row["rijsoort"] == "bron" and row["status"] in OPEN
    ]


def _cell(context: Context, row: Row, url: str) -> dict[str, Any]:
    indicator = context.register.indicatoren[row["indicator"]]
    document = context.facts.catalogue.by_name[row["document"]]
    part = (
        ""
        if row["onderdeel"] == GEHEEL
        else f" ({document.sleutel_naam('onderdeel', row['onderdeel'])})"
    )
    return {
        "what": f"{indicator['naam']}{part}",
        "when": period_text(row, indicator),
        "reason": row["waarde_tekst"] or value_text(row, indicator, with_unit=True),
        "status": row["status"].replace("-", " "),
        "document": document.titel,
        "url": context.link(url, context.figure_url(row)),
    }
