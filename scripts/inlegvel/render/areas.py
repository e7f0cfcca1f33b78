"""Pages of areas, from country to village, and their index."""

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from inlegvel.dutch import first_sentence, hoofdletter, opsomming, plural
from inlegvel.model import Document, Row
from inlegvel.render.context import Context
from inlegvel.render.html import anchor, render
from inlegvel.render.kort import area_in_short, kort_html
from inlegvel.render.meedoen import taking_part
from inlegvel.render.page import Page
from inlegvel.render.papers import SOORT_TEKST, expired, full_name, short_name
from inlegvel.render.promises import afspraken_html, doelen_html
from inlegvel.render.tables import expiry

DEKKING_TEKST = {
    "opgenomen": "staat op deze website",
    "bestaat-niet-opgenomen": "bestaat, maar staat hier niet",
    "onbekend": "niet bekend of het bestaat",
}
# A goal or agreement with the paper it is from.
Promise = tuple[Document, Row]

SOORT_KOPPEN = {
    "gemeente": "Gemeenten",
    "wijk": "Wijken",
    "dorp": "Dorpen",
    "regio": "Regio's",
    "provincie": "Provincies",
    "land": "Landen",
}


def area_pages(context: Context) -> Iterator[Page]:
    """The index and a page per area that some document or the coverage names."""
    used = used_areas(context)
    yield area_index(context, used)
    for naam in used:
        yield area_page(context, naam, used)


def used_areas(context: Context) -> dict[str, None]:
    """Areas that a document is about or names, or whose coverage is known; in order, as keys."""
    used = {document.gebied for document in context.documents}
    used |= {row["gebied"] for row in context.register.tabellen.rows("dekking")}
    for document in context.documents:
        for resource in ("afspraken", "doelen"):
            for row in document.tabellen.rows(resource):
                used |= set(row["gebieden"].split(";"))
    return {naam: None for naam in context.register.gebieden if naam in used}


def area_index(context: Context, used: Iterable[str]) -> Page:
    """All areas: those with papers first, then the rest by kind."""
    url = "gebieden/"
    papers = {naam: context.papers_about.get(naam, []) for naam in used}
    cards = [
        (
            context.gebied(naam),
            context.link(url, f"{naam}/"),
            ", ".join(short_name(document) for document in papers[naam]),
        )
        for naam in used
        if papers[naam]
    ]
    groups = [
        (
            label,
            [
                (context.gebied(naam), context.link(url, f"{naam}/"))
                for naam in used
                if not papers[naam] and context.register.gebieden[naam]["soort"] == soort
            ],
        )
        for soort, label in SOORT_KOPPEN.items()
    ]
    body = render(
        "area_index.html", cards=cards, groups=[(label, rows) for label, rows in groups if rows]
    )
    return Page(url, "Gebieden", "De gebieden met prestatieafspraken op deze website.", body)


def area_page(context: Context, naam: str, used: Container[str]) -> Page:
    """An area: its papers, what was promised for it elsewhere, and what the site lacks."""
    url = f"{naam}/"
    row = context.register.gebieden[naam]
    higher = context.register.around(naam)[1:]
    above = [(context.gebied(up), _area_link(context, url, up, used)) for up in higher]
    within = [
        (context.gebied(key), context.link(url, f"{key}/"))
        for key in context.parts.get(naam, ())
        if key in used
    ]
    afspraken = context.naming.rows_in_area.get(("afspraken", naam), [])
    doelen = context.naming.rows_in_area.get(("doelen", naam), [])
    documents = [
        {
            "titel": document.titel,
            "url": context.link(url, document.url),
            "omschrijving": first_sentence(document.omschrijving),
            "expiry": expiry(context, document),
        }
        for document in context.papers_about.get(naam, [])
    ]
    body = render(
        "area.html",
        row=row,
        crumbs=[("Gebieden", context.link(url, "gebieden/")), (row["naam"], "")],
        kort=kort_html(
            context,
            [
                _intro(context, row, documents, doelen, afspraken),
                *area_in_short(context, naam, url),
            ],
            url,
        ),
        expired=expired(
            context,
            [*context.papers_about.get(naam, []), *(paper for paper, _ in (*doelen, *afspraken))],
        ),
        above=above,
        within=within,
        part=taking_part(context, naam, higher, url),
        documents=documents,
        wider=_wider(context, higher, url),
        lists=_lists(context, doelen, afspraken, url),
        dekking=_coverage(context, naam, url),
        csv=context.link(url, "data/alle-cijfers/dekking.csv"),
    )
    return Page(
        url, f"Wonen in {row['naam']}", f"Wat er over wonen is afgesproken in {row['naam']}.", body
    )


def _wider(context: Context, higher: Sequence[str], url: str) -> list[dict[str, Any]]:
    """The papers about areas that this one lies in, the nearest first, each with its themes."""
    return [
        {
            "titel": full_name(context, document),
            "url": context.link(url, document.url),
            "expiry": expiry(context, document),
            "themas": [
                (
                    context.register.themas[thema]["naam"],
                    context.link(url, context.thema_url(document, thema)),
                )
                for thema in context.themas_of(document)
            ],
        }
        for naam in higher
        for document in context.papers_about.get(naam, [])
    ]


def _lists(
    context: Context, doelen: list[Promise], afspraken: list[Promise], url: str
) -> list[tuple[str, str, list[dict[str, str]]]]:
    """Goals and agreements that name the area, per paper: what was agreed then may be over."""
    among = len(doelen) + len(afspraken)

    def section(kind: str, rows: list[Promise], listed: Callable[..., str]) -> dict[str, str]:
        document, _ = rows[0]
        return {
            "id": f"{kind}-{document.naam}",
            "titel": full_name(context, document),
            "url": context.link(url, document.url),
            "expiry": expiry(context, document),
            "html": listed(context, rows, url, ids="page", among=among),
        }

    kinds = (("doelen", doelen, doelen_html), ("afspraken", afspraken, afspraken_html))
    return [
        (
            kind,
            hoofdletter(kind),
            [
                section(kind, list(members), listed)
                for _, members in groupby(rows, key=lambda promise: promise[0].naam)
            ],
        )
        for kind, rows, listed in kinds
        if rows
    ]


def _intro(
    context: Context,
    row: Row,
    documents: Sequence[Any],
    doelen: list[Promise],
    afspraken: list[Promise],
) -> str:
    """What there is for this area, in one or two sentences."""
    name = row["naam"]
    if documents:
        return f"Voor {name} {_is_are(len(documents), 'papier', 'papieren')} op deze website."
    if doelen or afspraken:
        counted = [
            plural(len(doelen), "doel", "doelen") if doelen else "",
            plural(len(afspraken), "afspraak", "afspraken") if afspraken else "",
        ]
        naming = {document.naam: document for document, _ in (*doelen, *afspraken)}
        papers = [
            f"{short_name(document)} ({context.gebied(document.gebied)})"
            for document in naming.values()
        ]
        return (
            f"{name} heeft hier geen eigen papier. {opsomming(papers)} "
            f"{'noemt' if len(papers) == 1 else 'noemen'} {name} wel, met "
            f"{opsomming(filter(None, counted))}."
        )
    return f"Over {name} staat nog geen papier op deze website."


def _is_are(count: int, one: str, many: str) -> str:
    return f"staat één {one}" if count == 1 else f"staan {count} {many}"


def _area_link(context: Context, url: str, naam: str, used: Container[str]) -> str:
    return context.link(url, f"{naam}/") if naam in used else ""


def _coverage(context: Context, naam: str, url: str) -> list[dict[str, Any]]:
    """The papers that are here, and what the register knows of others, by year."""
    here = [
        {
            "soort": d.soort,
            "jaar": d.jaar_van,
            "stand": "opgenomen",
            "toelichting": d.titel,
            "url": context.link(url, d.url),
        }
        for d in context.papers_about.get(naam, [])
    ]
    others = [
        entry
        for entry in context.register.tabellen.rows("dekking")
        if entry["gebied"] == naam
        and (entry["soort"], entry["jaar"]) not in {(e["soort"], e["jaar"]) for e in here}
    ]
    return [
        {
            "soort": SOORT_TEKST.get(entry["soort"], hoofdletter(entry["soort"])),
            "jaar": entry["jaar"],
            "stand": DEKKING_TEKST[entry["stand"]],
            "toelichting": entry["toelichting"],
            "url": entry.get("url", ""),
            "id": anchor(f"dekking/{entry['soort']}/{entry['jaar']}"),
        }
        for entry in sorted([*here, *others], key=lambda entry: (entry["jaar"], entry["soort"]))
    ]
