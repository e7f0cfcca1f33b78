"""The agenda: all agreements of all papers by quarter, with filters that need no reload.

What is still to come stands open; what is past is folded, and complete. What has no date stands
on a page of its own.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from inlegvel.derive.beloften import Belofte, quarter
from inlegvel.dutch import datum, hoofdletter, moment
from inlegvel.model import ALLEN, GROEP_SOORTEN
from inlegvel.render.context import Context
from inlegvel.render.gebeurd import KENNIS_TEKST
from inlegvel.render.html import render, row_anchor
from inlegvel.render.organisation_papers import in_group
from inlegvel.render.page import Page
from inlegvel.render.papers import expired, full_name
from inlegvel.render.promises import STAND_TEKST, afspraak_when

URL = "agenda/"
NO_DATE = "zonder-datum"
UNDATED_URL = f"{URL}{NO_DATE}/"

Group = tuple[str, str, list[dict[str, Any]]]
# Per document and group: the organisations for which it holds what that group promises.
Who = dict[tuple[str, str], list[str]]


def agenda_pages(context: Context) -> Iterator[Page]:
    """Every agreement: one page of those with a deadline by quarter, one of the rest by paper.

    Together they would be heavier than a phone should have to fetch before it shows a line.
    """
    promises = [promise for rows in context.beloften.values() for promise in rows]
    dated = [promise for promise in promises if promise.deadline]
    undated = [promise for promise in promises if not promise.deadline]
    who = _who(context)
    today = context.register.peildatum.isoformat()
    coming = [promise for promise in dated if promise.deadline >= today]
    past = [promise for promise in dated if promise.deadline < today]
    yield Page(
        URL,
        "Agenda",
        "Alle afspraken met een datum op volgorde van tijd, met wie het doet en wat er bekend is.",
        render(
            "agenda.html",
            **_shared(context, URL, dated, undated, who),
            peildatum=datum(context.register.peildatum),
            coming=_quarters(context, coming, who),
            past=_quarters(context, past, who),
        ),
    )
    yield Page(
        UNDATED_URL,
        "Agenda: zonder datum",
        "Alle afspraken die doorlopen of geen datum hebben, met wie het doet en wat er bekend is.",
        render(
            "agenda_undated.html",
            **_shared(context, UNDATED_URL, undated, dated, who),
            crumbs=[("Agenda", context.link(UNDATED_URL, URL)), ("Zonder datum", "")],
            papers=_papers(context, undated, who),
        ),
    )


def _shared(
    context: Context, url: str, here: list[Belofte], there: list[Belofte], who: Who
) -> dict[str, Any]:
    """What both pages have: how many agreements are on this and the other one, and the filters."""
    return {
        "count": len(here),
        "elsewhere": len(there),
        "other": context.link(url, UNDATED_URL if url == URL else URL),
        "expired": expired(context, context.documents),
        "timeline": context.link(url, "tijdlijn/"),
        "ics": context.link(url, "agenda.ics"),
        "csv": context.link(url, "data/alle-cijfers/afspraken.csv"),
        "script": context.link(url, "assets/agenda.js"),
        "filters": _filters(context, here + there, who),
    }


def _filters(
    context: Context, promises: list[Belofte], who: Who
) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """Name, label and choices of each filter; those of both pages, so that a choice goes along."""
    register = context.register
    documents = _choices((p.document.naam, full_name(context, p.document)) for p in promises)
    leads = _choices((naam, context.organisatie(naam)) for p in promises for naam in _leads(p, who))
    return [
        ("document", "Document", documents),
        ("trekker", "Wie", leads),
        ("thema", "Thema", [(naam, row["naam"]) for naam, row in register.themas.items()]),
        ("kennis", "Wat is bekend", list(KENNIS_TEKST.items())),
    ]


def _quarters(context: Context, promises: list[Belofte], who: Who) -> list[Group]:
    """Promises with a deadline: label, identifier and rows per quarter, in order of time."""
    ordered = sorted(promises, key=lambda promise: (promise.deadline, promise.document.naam))
    return [
        (
            hoofdletter(moment(key)),
            key.lower(),
            [_row(context, promise, URL, who) for promise in rows],
        )
        for key, rows in groupby(ordered, key=lambda promise: quarter(promise.deadline))
    ]


def _papers(context: Context, promises: list[Belofte], who: Who) -> list[Group]:
    """Promises without a deadline: label, identifier and rows per paper."""
    return [
        (
            full_name(context, document),
            f"{NO_DATE}-{document.naam}",
            [
                _row(context, promise, UNDATED_URL, who)
                for promise in promises
                if promise.document is document
            ],
        )
        for document in context.documents
        if any(promise.document is document for promise in promises)
    ]


def _who(context: Context) -> Who:
    """Who belongs to which group of each document, by its own parties or those of what followed."""
    found: Who = {}
    for document in context.documents:
        papers = [document, *(other for other in context.documents if other.kader == document.naam)]
        names = list(dict.fromkeys(naam for paper in papers for naam in paper.partijen))
        for groep in (*ALLEN, *GROEP_SOORTEN):
            members = [naam for naam in names if in_group(context, document, naam, groep)]
            found[document.naam, groep] = [naam for naam in members if naam not in GROEP_SOORTEN]
    return found


def _leads(promise: Belofte, who: Who) -> list[str]:
    """Who leads an agreement, each group followed by its members."""
    names = []
    for naam in promise.afspraak["trekkers"].split(";"):
        names += [naam, *who.get((promise.document.naam, naam), [])]
    return list(dict.fromkeys(names))


def _choices(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return sorted(dict(pairs).items(), key=lambda pair: pair[1].lower())


def _row(context: Context, promise: Belofte, url: str, who: Who) -> dict[str, Any]:
    row, document = promise.afspraak, promise.document
    stand = STAND_TEKST[promise.stand["stand"]] if promise.stand else "niet bekend"
    return {
        "id": row_anchor("page", document.naam, f"afspraken/{row['afspraak']}"),
        "text": row["omschrijving"],
        "url": context.link(url, context.row_url(document, "afspraken", row)),
        "who": context.organisaties(row["trekkers"].split(";")),
        "when": afspraak_when(row) or "niet genoemd",
        "stand": stand,
        "document": full_name(context, document),
        "data": {
            "document": document.naam,
            "trekker": " ".join(_leads(promise, who)),
            "thema": row["thema"],
            "kennis": promise.kennis,
        },
    }
