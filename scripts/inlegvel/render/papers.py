"""What every page of a document shares: its names, its head, its addresses."""

from collections.abc import Iterable

from inlegvel.dutch import datum, jaren, opsomming
from inlegvel.model import Document, Row
from inlegvel.render.context import Context
from inlegvel.render.html import render
from inlegvel.render.tables import MET_LOOPTIJD, STAND_WAARSCHUWING, expiry

ROL_TEKST = {
    "partij": "partij",
    "eigen-bijlage": "partij met een eigen bijlage",
    "betrokken": "betrokken, geen partij",
    "opdrachtnemer": "werkt in opdracht",
}
SOORT_TEKST = {
    "ambitiekader": "Ambitiekader",
    "inlegvel": "Inlegvel",
    "lokale-afspraken": "Lokale afspraken",
    "raadsbrief": "Raadsbrief",
    "memo": "Memo",
    "monitor": "Monitor",
}
STAND_TEKST = {
    "concept": "concept",
    "vastgesteld": "vastgesteld",
    "vervangen": "vervangen",
    "ingetrokken": "ingetrokken",
    "onbekend": "niet bekend",
}


def short_name(document: Document) -> str:
    """`Inlegvel 2022`, `Ambitiekader 2021 tot en met 2025`."""
    return f"{SOORT_TEKST[document.soort]} {jaren(document.jaar_van, document.jaar_tot)}"


def full_name(context: Context, document: Document) -> str:
    """`Inlegvel 2022, Gemeente Groningen`."""
    return f"{short_name(document)}, {context.gebied(document.gebied)}"


def page_title(context: Context, document: Document, what: str) -> str:
    """The title of one of the document's pages: what it is about, and in which paper."""
    return f"{what} – {short_name(document)} – {context.gebied(document.gebied)}"


def expired(context: Context, documents: Iterable[Document]) -> str:
    """Which of these papers no longer hold, per area, in a sentence; empty where all still do."""
    old: dict[str, dict[str, None]] = {}
    for document in documents:
        if no_longer_holds(context, document):
            old.setdefault(context.gebied(document.gebied), {})[short_name(document)] = None
    if not old:
        return ""
    today = datum(context.register.peildatum)
    papers = "; ".join(f"{opsomming(names)} ({area})" for area, names in old.items())
    return f"Verlopen op de peildatum ({today}): {papers}."


def no_longer_holds(context: Context, document: Document) -> bool:
    """Whether the paper held for a time, and that time is over."""
    return document.soort in MET_LOOPTIJD and document.verlopen(context.register.peildatum)


def validity(context: Context, document: Document) -> str:
    """`verlopen`, `ingetrokken` and the like for beside a paper's name; empty while it holds."""
    if document.stand in STAND_WAARSCHUWING:
        return STAND_TEKST[document.stand]
    return "verlopen" if no_longer_holds(context, document) else ""


def head(context: Context, document: Document, url: str, where: str = "", short: str = "") -> str:
    """Breadcrumb, expiry, the conclusion `short`, and what every page of a document says."""
    return render(
        "document_head.html",
        crumbs=[
            ("Gebieden", context.link(url, "gebieden/")),
            (context.gebied(document.gebied), context.link(url, f"{document.gebied}/")),
            (short_name(document), context.link(url, document.url) if where else ""),
            *([(where, "")] if where else []),
        ],
        expiry=expiry(context, document),
        short=short,
        gaat_voor="ondertekende papier" if _signed(document) else "papier zelf",
        report=context.link(url, "fout-melden/"),
    )


def _signed(document: Document) -> bool:
    """Whether the paper is one that parties sign; a letter or memo is not."""
    return document.soort in MET_LOOPTIJD


def appendix_url(document: Document, organisatie: str) -> str:
    """The page of a party's own appendix."""
    return f"{document.url}bijlage-{organisatie}/"


def planned(document: Document) -> list[Row]:
    """Agreements about working together, and all with a begin or an end."""
    return [
        row
        for row in document.tabellen.rows("afspraken")
        if row["begin"] or row["eind"] or row["thema"] == "samenwerking"
    ]
