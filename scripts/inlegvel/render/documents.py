"""The pages of one document: overview, themes, planning, parties, appendices."""

from collections.abc import Iterator
from itertools import groupby

from inlegvel.dutch import first_sentence, hoofdletter, jaren, last_day, moment
from inlegvel.model import Document, Row
from inlegvel.render.context import Context
from inlegvel.render.html import anchor, render
from inlegvel.render.loose import figures_html
from inlegvel.render.page import Page
from inlegvel.render.promises import afspraak_when, afspraken_html, doelen_html
from inlegvel.render.tables import expiry, table_html

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
ROL_TEKST = {
    "partij": "partij",
    "eigen-bijlage": "partij met een eigen bijlage",
    "betrokken": "betrokken, geen partij",
    "opdrachtnemer": "werkt in opdracht",
}


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


def short_name(document: Document) -> str:
    """`Inlegvel 2022`, `Ambitiekader 2021 tot en met 2025`."""
    return f"{SOORT_TEKST[document.soort]} {jaren(document.jaar_van, document.jaar_tot)}"


def head(context: Context, document: Document, url: str, where: str = "") -> str:
    """Breadcrumb, expiry and the words that every page of a document carries."""
    return render(
        "document_head.html",
        crumbs=[
            ("Gebieden", context.link(url, "gebieden/")),
            (context.gebied(document.gebied), context.link(url, f"{document.gebied}/")),
            (short_name(document), context.link(url, document.url) if where else ""),
            *([(where, "")] if where else []),
        ],
        expiry=expiry(context, document),
        report=context.link(url, "fout-melden/"),
    )


def appendix_url(document: Document, organisatie: str) -> str:
    """The page of a party's own appendix."""
    return f"{document.url}bijlage-{organisatie}/"


def overview(context: Context, document: Document) -> Page:
    """What the paper is, for whom, and the way into it."""
    url = document.url
    register = context.register
    kader = context.facts.catalogue.by_name.get(document.kader or "")
    followers = [other for other in context.documents if other.kader == document.naam]
    themas = [
        {
            "row": register.themas[thema],
            "url": context.link(url, context.thema_url(document, thema)),
            "doelen": sum(row["thema"] == thema for row in document.tabellen.rows("doelen")),
            "afspraken": sum(row["thema"] == thema for row in document.tabellen.rows("afspraken")),
            "tabellen": sum(row["thema"] == thema for row in document.tabellen.rows("tabellen")),
        }
        for thema in context.themas_of(document)
    ]
    body = render(
        "document.html",
        head=head(context, document, url),
        document=document,
        kort=short_name(document),
        gebied=context.gebied(document.gebied),
        datum=moment(document.datum) if document.datum else "niet bekend",
        stand=STAND_TEKST[document.stand],
        jaren=jaren(document.jaar_van, document.jaar_tot),
        kader=(kader.titel, context.link(url, kader.url)) if kader else None,
        followers=[(other.titel, context.link(url, other.url)) for other in followers],
        themas=themas,
        more=_more(context, document, url),
        events=[
            (moment(row["moment"]) or row["moment_tekst"], row)
            for row in document.tabellen.rows("gebeurtenissen")
        ],
        references=_references(context, document, url),
        anchor=anchor,
        data=context.link(url, f"data/{document.naam}/"),
        sources=document.descriptor["sources"],
    )
    return Page(url, document.titel, first_sentence(document.omschrijving), body)


def _more(context: Context, document: Document, url: str) -> list[tuple[str, str]]:
    links = []
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


def _references(context: Context, document: Document, url: str) -> list[tuple[Row, str]]:
    found = []
    for row in document.tabellen.rows("verwijzingen"):
        target = context.facts.catalogue.by_name.get(row["package"])
        found.append((row, context.link(url, target.url) if target else row["url"]))
    return found


def theme_page(context: Context, document: Document, thema: str) -> Page:
    """One theme of a document: ambition, tables, goals, agreements, figures from the text."""
    url = context.thema_url(document, thema)
    row = context.register.themas[thema]
    tables = [
        (table.tabel, table_html(context, document, table, url))
        for table in context.layouts[document.naam]
        if table.tabel["thema"] == thema
    ]
    doelen = [r for r in document.tabellen.rows("doelen") if r["thema"] == thema]
    afspraken = [r for r in document.tabellen.rows("afspraken") if r["thema"] == thema]
    loose = context.loose_figures(document, thema)
    body = render(
        "theme.html",
        head=head(context, document, url, row["naam"]),
        titel=row["naam"],
        intro=_theme_intro(context, document, row, doelen, afspraken),
        tables=tables,
        doelen=[
            (kop, doelen_html(context, [(document, r) for r in rows], url, ids="home"))
            for kop, rows in _by_subject(doelen)
        ],
        afspraken=[
            (kop, afspraken_html(context, [(document, r) for r in rows], url, ids="home"))
            for kop, rows in _by_subject(afspraken)
        ],
        figures=figures_html(context, loose, url, caption=_loose_caption(document), ids="home")
        if loose
        else "",
        kader=_framework_link(context, document, thema, url),
    )
    return Page(
        url,
        f"{row['naam']} – {short_name(document)} – {context.gebied(document.gebied)}",
        f"{row['naam']} in {document.titel}: {len(doelen)} doelen, {len(afspraken)} afspraken "
        f"en {len(tables)} tabellen.",
        body,
    )


def _theme_intro(
    context: Context, document: Document, thema: Row, doelen: list[Row], afspraken: list[Row]
) -> str:
    what = []
    if doelen:
        what.append(f"{len(doelen)} {'doel' if len(doelen) == 1 else 'doelen'}")
    if afspraken:
        what.append(f"{len(afspraken)} {'afspraak' if len(afspraken) == 1 else 'afspraken'}")
    numbers = f" Hier staan {' en '.join(what)}." if what else ""
    return f"{thema['omschrijving']}{numbers}"


def _framework_link(
    context: Context, document: Document, thema: str, url: str
) -> tuple[str, str] | None:
    """The same theme in the framework this document belongs to."""
    kader = context.facts.catalogue.by_name.get(document.kader or "")
    if kader is None or thema not in context.themas_of(kader):
        return None
    return kader.titel, context.link(url, context.thema_url(kader, thema))


def _loose_caption(document: Document) -> str:
    return f"Cijfers uit de lopende tekst van {document.titel}"


def _by_subject(rows: list[Row]) -> list[tuple[str, list[Row]]]:
    """Rows under their headings, in the order of the paper."""
    grouped: dict[str, list[Row]] = {}
    for row in rows:
        grouped.setdefault(row["onderwerp"], []).append(row)
    return list(grouped.items())


def planned(document: Document) -> list[Row]:
    """Agreements about working together, and all with a begin or an end."""
    return [
        row
        for row in document.tabellen.rows("afspraken")
        if row["begin"] or row["eind"] or row["thema"] == "samenwerking"
    ]


def planning_page(context: Context, document: Document) -> Page:
    """Process agreements and everything with a date, by the moment it should be done."""
    url = f"{document.url}planning/"
    rows = sorted(planned(document), key=_due)
    groups = [
        (
            hoofdletter(moment(due)) if due else "Zonder datum",
            [
                {
                    "row": row,
                    "id": anchor(f"afspraken/{row['afspraak']}"),
                    "who": context.organisaties(row["trekkers"].split(";")),
                    "when": afspraak_when(row),
                    "url": context.link(url, context.row_url(document, "afspraken", row)),
                }
                for row in entries
            ],
        )
        for due, entries in groupby(rows, key=lambda row: row["eind"] or row["begin"])
    ]
    body = render(
        "planning.html",
        head=head(context, document, url, "Procesafspraken en planning"),
        document=document,
        groups=groups,
    )
    return Page(
        url,
        f"Procesafspraken en planning – {short_name(document)} – {context.gebied(document.gebied)}",
        f"Wat de partijen van {document.titel} wanneer doen, en hoe zij samenwerken.",
        body,
    )


def _due(row: Row) -> tuple[str, str]:
    due = row["eind"] or row["begin"]
    return (last_day(due) if due else "9999-12-31", due)


def parties_page(context: Context, document: Document) -> Page:
    """Who takes part, in which role, and who signed how."""
    url = f"{document.url}partijen/"
    organisaties = context.register.organisaties
    rows = [
        {
            "naam": context.organisatie(row["organisatie"]),
            "soort": hoofdletter(organisaties[row["organisatie"]]["soort"]),
            "rol": ROL_TEKST[row["rol"]],
            "getekend": _signed(row),
            "url": context.link(url, f"organisaties/{row['organisatie']}/"),
            "id": anchor(f"partijen/{row['organisatie']}"),
        }
        for row in document.tabellen.rows("partijen")
    ]
    body = render(
        "parties.html",
        head=head(context, document, url, "Wie doen er mee"),
        document=document,
        rows=rows,
        csv=context.link(url, f"data/{document.naam}/partijen.csv"),
    )
    return Page(
        url,
        f"Wie doen er mee – {short_name(document)} – {context.gebied(document.gebied)}",
        f"De partijen bij {document.titel}: wie meedoet en wie tekende.",
        body,
    )


def _signed(row: Row) -> str:
    if row["ondertekend"] is None:
        return "niet bekend"
    if not row["ondertekend"]:
        return "nee"
    return "ja, in opdracht" if row["tekenwijze"] == "in-opdracht" else "ja"


def appendix_page(context: Context, document: Document, organisatie: str) -> Page:
    """Everything of a party with an appendix of its own, by theme."""
    url = appendix_url(document, organisatie)
    naam = context.organisatie(organisatie)
    figures = [
        row
        for row in context.facts.rows[document.naam]
        if row["organisatie"] == organisatie and row["rijsoort"] == "bron"
    ]
    afspraken = [
        row
        for row in document.tabellen.rows("afspraken")
        if organisatie in row["trekkers"].split(";") + row["samen_met"].split(";")
    ]
    themas = []
    for thema, about in context.register.themas.items():
        rows = [(document, row) for row in afspraken if row["thema"] == thema]
        if rows:
            themas.append((about["naam"], thema, afspraken_html(context, rows, url, ids="page")))
    body = render(
        "appendix.html",
        head=head(context, document, url, f"Bijlage van {naam}"),
        naam=naam,
        document=document,
        organisatie_url=context.link(url, f"organisaties/{organisatie}/"),
        about=context.register.organisaties[organisatie]["toelichting"],
        figures=figures_html(
            context, figures, url, caption=f"Cijfers van {naam} in {document.titel}", ids="page"
        )
        if figures
        else "",
        themas=themas,
    )
    return Page(
        url,
        f"Bijlage van {naam} – {short_name(document)} – {context.gebied(document.gebied)}",
        f"Wat {naam} belooft in {document.titel}, met de cijfers.",
        body,
    )
