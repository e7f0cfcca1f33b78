"""The agenda: all agreements of all papers by quarter, with filters that need no reload.

What is still to come stands open; what is past or has no date is folded, and complete.
"""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from inlegvel.derive.beloften import Belofte, quarter
from inlegvel.dutch import datum, hoofdletter, moment
from inlegvel.render.context import Context
from inlegvel.render.gebeurd import KENNIS_TEKST
from inlegvel.render.html import render, row_anchor
from inlegvel.render.page import Page
from inlegvel.render.papers import expired, full_name
from inlegvel.render.promises import STAND_TEKST, afspraak_when

URL = "agenda/"
NO_DATE = "zonder-datum"

Group = tuple[str, str, list[dict[str, Any]]]


def agenda_page(context: Context) -> Page:
    """Every agreement: those with a deadline by quarter, the rest at the end."""
    promises = [promise for rows in context.beloften.values() for promise in rows]
    today = context.register.peildatum.isoformat()
    coming = [promise for promise in promises if promise.deadline >= today]
    past = [promise for promise in promises if promise.deadline and promise.deadline < today]
    undated = [promise for promise in promises if not promise.deadline]
    body = render(
        "agenda.html",
        count=len(promises),
        expired=expired(context, context.documents),
        coming=_quarters(context, coming),
        folded=[
            ("Wat voorbij is", "voorbij", _quarters(context, past)),
            ("Zonder datum, of loopt door", NO_DATE, _papers(context, undated)),
        ],
        peildatum=datum(context.register.peildatum),
        timeline=context.link(URL, "tijdlijn/"),
        filters=[
            (
                "document",
                "Document",
                _choices(
                    (
                        p.document.naam,
                        full_name(context, p.document),
                    )
                    for p in promises
                ),
            ),
            (
                "trekker",
                "Wie",
                _choices(
                    (naam, context.organisatie(naam))
                    for p in promises
                    for naam in p.afspraak["trekkers"].split(";")
                ),
            ),
            (
                "thema",
                "Thema",
                [(naam, row["naam"]) for naam, row in context.register.themas.items()],
            ),
            ("kennis", "Wat is bekend", list(KENNIS_TEKST.items())),
        ],
        ics=context.link(URL, "agenda.ics"),
        csv=context.link(URL, "data/alle-cijfers/afspraken.csv"),
        script=context.link(URL, "assets/agenda.js"),
    )
    return Page(
        URL,
        "Agenda",
        "Alle afspraken op volgorde van tijd, met wie het doet en wat er bekend is.",
        body,
    )


def _quarters(context: Context, promises: list[Belofte]) -> list[Group]:
    """Promises with a deadline: label, identifier and rows per quarter, in order of time."""
    ordered = sorted(promises, key=lambda promise: (promise.deadline, promise.document.naam))
    return [
        (hoofdletter(moment(key)), key.lower(), [_row(context, promise) for promise in rows])
        for key, rows in groupby(ordered, key=lambda promise: quarter(promise.deadline))
    ]


def _papers(context: Context, promises: list[Belofte]) -> list[Group]:
    """Promises without a deadline: label, identifier and rows per paper."""
    return [
        (
            full_name(context, document),
            f"{NO_DATE}-{document.naam}",
            [_row(context, promise) for promise in promises if promise.document is document],
        )
        for document in context.documents
        if any(promise.document is document for promise in promises)
    ]


def _choices(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return sorted(dict(pairs).items(), key=lambda pair: pair[1].lower())


def _row(context: Context, promise: Belofte) -> dict[str, Any]:
    row, document = promise.afspraak, promise.document
    stand = STAND_TEKST[promise.stand["stand"]] if promise.stand else "niet bekend"
    return {
        "id": row_anchor("page", document.naam, f"afspraken/{row['afspraak']}"),
        "text": row["omschrijving"],
        "url": context.link(URL, context.row_url(document, "afspraken", row)),
        "who": context.organisaties(row["trekkers"].split(";")),
        "when": afspraak_when(row) or "niet genoemd",
        "stand": stand,
        "document": full_name(context, document),
        "data": {
            "document": document.naam,
            "trekker": row["trekkers"].replace(";", " "),
            "thema": row["thema"],
            "kennis": promise.kennis,
        },
    }
