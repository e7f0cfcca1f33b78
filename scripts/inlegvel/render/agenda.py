"""The agenda: all agreements of all papers by quarter, with filters that need no reload."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from inlegvel.derive.beloften import Belofte, quarter
from inlegvel.dutch import hoofdletter, moment
from inlegvel.render.context import Context
from inlegvel.render.gebeurd import KENNIS_TEKST
from inlegvel.render.html import render, row_anchor
from inlegvel.render.page import Page
from inlegvel.render.papers import full_name
from inlegvel.render.promises import STAND_TEKST, afspraak_when

URL = "agenda/"
NO_DATE = "zonder-datum"


def agenda_page(context: Context) -> Page:
    """Every agreement: those with a deadline by quarter, the rest at the end."""
    promises = [promise for rows in context.beloften.values() for promise in rows]
    promises.sort(key=lambda promise: (promise.deadline or "9999", promise.document.naam))
    groups = [
        (_label(key), key, [_row(context, promise) for promise in rows])
        for key, rows in groupby(promises, key=_quarter)
    ]
    body = render(
        "agenda.html",
        count=len(promises),
        groups=groups,
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


def _quarter(promise: Belofte) -> str:
    return quarter(promise.deadline) if promise.deadline else NO_DATE


def _label(key: str) -> str:
    return "Zonder datum" if key == NO_DATE else hoofdletter(moment(key))


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
