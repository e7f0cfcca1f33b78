"""Goals and agreements as lists: what, who, when, how firm, and how it stands."""

from collections.abc import Iterable
from typing import Any

from inlegvel.derive.doelvoortgang import NO_MEASUREMENT
from inlegvel.dutch import first_sentence, hoofdletter, jaren, moment
from inlegvel.figures import goal_text
from inlegvel.model import Document, Row
from inlegvel.render.context import Context
from inlegvel.render.html import Ids, anchor, hyperlink, render, row_anchor
from inlegvel.render.papers import full_name, short_name, validity

HARDHEID_TEKST = {
    "toezegging": "toezegging",
    "inspanning": "inspanning",
    "intentie": "intentie",
    "onderzoek": "onderzoek",
}
HERHALING_TEKST = {
    "eenmalig": "",
    "doorlopend": "loopt door",
    "elk-half-jaar": "elk half jaar",
    "elk-jaar": "elk jaar",
    "elke-twee-jaar": "elke twee jaar",
    "periodiek": "komt terug",
}
STAND_TEKST = {
    "gepland": "gepland",
    "loopt": "loopt",
    "gereed": "klaar",
    "vertraagd": "vertraagd",
    "niet-gehaald": "niet gehaald",
    "vervallen": "vervallen",
}
# What is known of an agreement, in a few words.
KENNIS_KORT = {
    "bekend": "bekend uit een later papier",
    "verstreken": "niet bekend; de datum is voorbij",
    "komt-nog": "niet bekend; de datum komt nog",
    "doorlopend": "niet bekend",
    "zonder-datum": "niet bekend",
}
# Where more goals and agreements than this stand together their lists fold, and show what is the
# first in each: of twenty screens on a phone this makes five.
OPEN_UP_TO = 12
DOEL_SOORT_TEKST = {
    "bereiken": "",
    "behouden": "zo houden",
    "minimaal": "minstens",
    "maximaal": "hoogstens",
    "tussen": "tussen twee grenzen",
    "mijlpaal": "tussenstap",
    "richting": "",
}


def doelen_html(
    context: Context,
    rows: Iterable[tuple[Document, Row]],
    url: str,
    *,
    ids: Ids,
    among: int = 0,
) -> str:
    """Goals as a list; `ids` says which identifiers the rows carry.

    `among`: how many goals and agreements stand together, in this list and others beside it.
    """
    items = [_doel(context, document, row, url, ids=ids) for document, row in rows]
    return _listed(items, "doelen", among)


def afspraken_html(
    context: Context,
    rows: Iterable[tuple[Document, Row]],
    url: str,
    *,
    ids: Ids,
    among: int = 0,
) -> str:
    """Agreements as a list; `ids` and `among` as for goals."""
    items = [_afspraak(context, document, row, url, ids=ids) for document, row in rows]
    return _listed(items, "afspraken", among)


def _listed(items: list[dict[str, Any]], noun: str, among: int) -> str:
    """All items; in a box that can be opened where many stand together, but for one alone."""
    fold = among > OPEN_UP_TO and len(items) > 1
    return render(
        "promises.html",
        items=items,
        folded=f"{len(items)} {noun}" if fold else "",
        first=first_sentence(items[0]["text"]) if fold else "",
    )


# What a goal or agreement is called in `voortgang`, and the column with its name.
SOORTEN = {"doelen": "doel", "afspraken": "afspraak"}


def _item(
    context: Context, document: Document, resource: str, row: Row, url: str, *, ids: Ids
) -> dict[str, Any]:
    soort = SOORTEN[resource]
    name = row[soort]
    here = context.link(url, context.row_url(document, resource, row))
    progress = context.naming.voortgang_bij.get((document.naam, soort, name), [])
    findings = context.findings_at.get((document.naam, resource, name), [])
    return {
        "id": row_anchor(ids, document.naam, f"{resource}/{name}"),
        "text": row["omschrijving"],
        "here": here,
        "voorwaarde": row["voorwaarde"],
        "vindplaats": row["vindplaats"],
        "document": "" if ids == "home" else full_name(context, document),
        "validity": validity(context, document),
        "progress": [_progress(context, source, entry, url) for source, entry in progress],
        "findings": [
            (finding, context.link(url, context.finding_url(finding)))
            for finding in findings
            if finding.resource == resource
        ],
        "correction": context.correctie_link(document, resource, name, url),
        "gebieden": _areas(context, document, row),
    }


def _areas(context: Context, document: Document, row: Row) -> str:
    names = row["gebieden"].split(";")
    if names == [document.gebied]:
        return ""
    return ", ".join(context.gebied(naam) for naam in names)


def _progress(context: Context, source: Document, entry: Row, url: str) -> dict[str, str]:
    return {
        "stand": hoofdletter(STAND_TEKST[entry["stand"]]),
        "moment": moment(entry["peilmoment"]),
        "text": entry["toelichting"],
        "source": source.titel,
        "place": entry["vindplaats"],
        "url": context.link(url, context.source_url(source, entry)),
    }


def _doel(context: Context, document: Document, row: Row, url: str, *, ids: Ids) -> dict[str, Any]:
    indicator = context.register.indicatoren.get(row["indicator"])
    serving = context.naming.afspraken_bij_doel.get((document.naam, row["doel"]), [])
    measured = context.link(url, f"indicatoren/{row['indicator']}/")
    facts = [
        ("Gemeten met", hyperlink(measured, indicator["naam"]) if indicator else ""),
        ("Van", context.organisatie_links(row["organisaties"].split(";"), url)),
        ("Wanneer", _doel_when(row)),
        ("Soort", DOEL_SOORT_TEKST[row["soort"]]),
    ]
    progress = context.doelvoortgang.get((document.naam, row["doel"]))
    standing = context.link(url, f"{document.url}voortgang/#{anchor('doelen/' + row['doel'])}")
    # A few words where nothing can be said; a measurement that does not count needs its reason.
    silent = ""
    if progress is None:
        silent = "zonder getal, niet te zeggen"
    elif progress.status == NO_MEASUREMENT and not progress.reden:
        silent = "geen meting, niet te zeggen"
    if silent:
        facts.append(("Stand", hyperlink(standing, silent)))
    return _item(context, document, "doelen", row, url, ids=ids) | {
        "standing": (progress.zin, standing) if progress and not silent else None,
        "goal": goal_text(row, indicator),
        "facts": facts,
        "tag": ("", ""),
        "links": [
            (
                f"{other['omschrijving']} ({short_name(doc)})",
                context.link(url, context.row_url(doc, "afspraken", other)),
            )
            for doc, other in serving
        ],
        "links_label": "Afspraken bij dit doel",
    }


def _doel_when(row: Row) -> str:
    if row["jaar_tot"] is None:
        return ""
    if row["jaar_van"] is None:
        return f"uiterlijk in {row['jaar_tot']}"
    return jaren(row["jaar_van"], row["jaar_tot"])


def _afspraak(
    context: Context, document: Document, row: Row, url: str, *, ids: Ids
) -> dict[str, Any]:
    links = []
    target = context.facts.catalogue.by_name.get(row["doel_document"])
    if target and row["doel"]:
        doel = target.doelen[row["doel"]]
        links = [
            (
                doel["omschrijving"],
                context.link(url, context.row_url(target, "doelen", doel)),
            )
        ]
    facts = [
        ("Wie", context.organisatie_links(row["trekkers"].split(";"), url)),
        ("Samen met", context.organisatie_links(filter(None, row["samen_met"].split(";")), url)),
        ("Trekker volgens het papier", row["trekker_tekst"]),
        ("Wanneer", afspraak_when(row)),
        ("Stand", hyperlink(*_standing(context, document, row, url))),
    ]
    return _item(context, document, "afspraken", row, url, ids=ids) | {
        "standing": None,
        "goal": "",
        "facts": facts,
        "tag": (HARDHEID_TEKST[row["hardheid"]], context.begrip_url(row["hardheid"], url)),
        "links": links,
        "links_label": "Hoort bij het doel",
    }


def _standing(context: Context, document: Document, row: Row, url: str) -> tuple[str, str]:
    """The row that says what is known of an agreement, or who should know, and a few words."""
    promise = context.belofte_bij[(document.naam, row["afspraak"])]
    place = anchor(f"{document.naam}/afspraken/{row['afspraak']}")
    return context.link(url, f"{document.url}is-het-gebeurd/#{place}"), KENNIS_KORT[promise.kennis]


def afspraak_when(row: Row) -> str:
    """Begin, end and repetition of an agreement in words; empty where the paper is silent."""
    begin, eind = row["begin"], row["eind"]
    if begin and eind and begin != eind:
        words = f"{moment(begin)} tot en met {moment(eind)}"
    elif eind:
        words = moment(eind) if begin else f"uiterlijk {moment(eind)}"
    elif begin:
        words = f"vanaf {moment(begin)}"
    else:
        words = ""
    again = HERHALING_TEKST[row["herhaling"]]
    return ", ".join(part for part in (words, again) if part)
