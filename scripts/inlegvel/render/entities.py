"""Pages of organisations, indicators, themes and areas, and their index pages."""

from collections.abc import Iterator
from typing import Any

from inlegvel.derive.shares import aandelen
from inlegvel.dutch import getal, hoofdletter, jaren
from inlegvel.model import BASIS, GEHEEL, Document, Row
from inlegvel.render.context import Context
from inlegvel.render.documents import ROL_TEKST, short_name
from inlegvel.render.figures import AARD_TEKST, goal_text, period_text, value_text
from inlegvel.render.html import anchor, render, row_anchor
from inlegvel.render.loose import figures_html
from inlegvel.render.page import Page
from inlegvel.render.promises import afspraken_html, doelen_html
from inlegvel.render.tables import expiry

SOORT_KOPPEN = {
    "woningcorporatie": "Woningcorporaties",
    "huurdersorganisatie": "Huurdersorganisaties",
    "gemeente": "Gemeenten",
    "groep": "Groepen",
}
METINGEN = {
    "stroom": "telt over de hele periode",
    "stand": "geldt aan het eind van de periode",
}
RICHTINGEN = {
    "hoger": "hoger is dichter bij het doel",
    "lager": "lager is dichter bij het doel",
    "neutraal": "hoger of lager zegt op zichzelf niets",
}


def entity_pages(context: Context) -> Iterator[Page]:
    """Every page of this module."""
    used = used_organisations(context)
    yield organisation_index(context, used)
    for naam in used:
        yield organisation_page(context, naam)
    yield indicator_index(context)
    for naam in context.register.indicatoren:
        yield indicator_page(context, naam)
    yield theme_index(context)
    for naam in context.register.themas:
        yield theme_page(context, naam)
    yield area_index(context)
    for naam in areas_with_documents(context):
        yield area_page(context, naam)


# --- organisations --------------------------------------------------------------


def used_organisations(context: Context) -> list[str]:
    """Organisations that some document names, in the register's order."""
    used: set[str] = set()
    for document in context.documents:
        used |= set(document.partijen)
        for row in document.tabellen.rows("cijfers"):
            used.add(row["organisatie"])
        for row in document.tabellen.rows("afspraken"):
            used |= set(row["trekkers"].split(";")) | set(filter(None, row["samen_met"].split(";")))
        for row in document.tabellen.rows("doelen"):
            used |= set(row["organisaties"].split(";"))
        for row in document.tabellen.rows("gebeurtenissen"):
            used |= set(filter(None, row["organisaties"].split(";")))
    return [naam for naam in context.register.organisaties if naam in used]


def organisation_index(context: Context, used: list[str]) -> Page:
    """All organisations, by kind."""
    url = "organisaties/"
    organisaties = context.register.organisaties
    kinds = [organisaties[naam]["soort"] for naam in used]
    order = dict.fromkeys([*SOORT_KOPPEN, *kinds])
    groups = [
        (
            SOORT_KOPPEN.get(kind, hoofdletter(kind)),
            [
                (organisaties[naam]["naam"], context.link(url, f"{url}{naam}/"))
                for naam in used
                if organisaties[naam]["soort"] == kind
            ],
        )
        for kind in sorted(order, key=lambda kind: kind == "groep")
    ]
    body = render(
        "index.html",
        titel="Organisaties",
        intro="Kies een organisatie. U ziet dan alles wat zij beloofde, met de cijfers.",
        groups=[(label, entries) for label, entries in groups if entries],
    )
    return Page(url, "Organisaties", "Alle organisaties en wat zij beloofden.", body)


def organisation_page(context: Context, naam: str) -> Page:
    """Everything an organisation promised, per document."""
    url = f"organisaties/{naam}/"
    row = context.register.organisaties[naam]
    sections = []
    for document in context.documents:
        section = _organisation_section(context, document, naam, url)
        if section:
            sections.append(section)
    body = render(
        "organisation.html",
        row=row,
        soort=hoofdletter(row["soort"]),
        crumbs=[("Organisaties", context.link(url, "organisaties/")), (row["naam"], "")],
        gebieden=[context.gebied(g) for g in filter(None, row["gebieden"].split(";"))],
        vertegenwoordigt=context.organisaties(filter(None, row["vertegenwoordigt"].split(";"))),
        hoort_bij=context.organisatie(row["hoort_bij"]) if row["hoort_bij"] else "",
        sections=sections,
        report=context.link(url, "fout-melden/"),
    )
    return Page(
        url,
        row["naam"],
        f"Wat {row['naam']} beloofde over wonen: afspraken, doelen en cijfers per document.",
        body,
    )


def _organisation_section(
    context: Context, document: Document, naam: str, url: str
) -> dict[str, Any] | None:
    figures = [row for row in context.facts.rows[document.naam] if row["organisatie"] == naam]
    leads = [
        (document, row)
        for row in document.tabellen.rows("afspraken")
        if naam in row["trekkers"].split(";")
    ]
    helps = [
        (document, row)
        for row in document.tabellen.rows("afspraken")
        if naam in row["samen_met"].split(";")
    ]
    goals = [
        (document, row)
        for row in document.tabellen.rows("doelen")
        if naam in row["organisaties"].split(";")
    ]
    partij = document.partijen.get(naam)
    if not (figures or leads or helps or goals or partij):
        return None
    together = [
        groep
        for groep in ("samen", "alle-corporaties", "alle-gemeenten", "alle-huurdersorganisaties")
        if naam != groep and naam in context.facts.catalogue.members(document, groep)
    ]
    return {
        "titel": document.titel,
        "id": document.naam,
        "url": context.link(url, document.url),
        "expiry": expiry(context, document),
        "rol": ROL_TEKST[partij["rol"]] if partij else "",
        "together": [
            (context.organisatie(groep), context.link(url, f"organisaties/{groep}/"))
            for groep in together
        ],
        "figures": figures_html(
            context, figures, url, caption=f"Cijfers in {document.titel}", ids="page"
        )
        if figures
        else "",
        "leads": afspraken_html(context, leads, url, ids="page") if leads else "",
        "helps": afspraken_html(context, helps, url, ids="page") if helps else "",
        "goals": doelen_html(context, goals, url, ids="page") if goals else "",
    }


# --- indicators -----------------------------------------------------------------


def indicator_index(context: Context) -> Page:
    """All indicators, by theme."""
    url = "indicatoren/"
    groups = []
    for thema, about in context.register.themas.items():
        entries = [
            (row["naam"], context.link(url, f"{url}{naam}/"))
            for naam, row in context.register.indicatoren.items()
            if row["thema"] == thema
        ]
        if entries:
            groups.append((about["naam"], entries))
    body = render(
        "index.html",
        titel="Indicatoren",
        intro="Een indicator is wat er geteld of gemeten wordt. Kies er een voor de uitleg en alle "
        "cijfers.",
        groups=groups,
    )
    return Page(url, "Indicatoren", "Wat er geteld en gemeten wordt, met uitleg en cijfers.", body)


def indicator_page(context: Context, naam: str) -> Page:
    """Definition, formula, goals and all figures of an indicator."""
    url = f"indicatoren/{naam}/"
    row = context.register.indicatoren[naam]
    used_in = [
        (other["naam"], context.link(url, f"indicatoren/{key}/"))
        for key, other in context.register.indicatoren.items()
        if naam in other["formule"].replace("(", " ").replace(")", " ").split()
    ]
    goals = [
        (document, doel)
        for document in context.documents
        for doel in document.tabellen.rows("doelen")
        if doel["indicator"] == naam
    ]
    body = render(
        "indicator.html",
        row=row,
        crumbs=[("Indicatoren", context.link(url, "indicatoren/")), (row["naam"], "")],
        thema=(
            context.register.themas[row["thema"]]["naam"],
            context.link(url, f"themas/{row['thema']}/"),
        ),
        meting=METINGEN[row["meetwijze"]],
        richting=RICHTINGEN[row["richting"]],
        formule=_formula(context, row, url),
        deel_van=context.register.indicatoren[row["deel_van"]]["naam"] if row["deel_van"] else "",
        used_in=used_in,
        goals=doelen_html(context, goals, url, ids="page") if goals else "",
        sections=_indicator_sections(context, naam, url),
    )
    return Page(url, row["naam"], f"{row['definitie']} Alle cijfers bij elkaar.", body)


def _formula(context: Context, row: Row, url: str) -> list[tuple[str, str]]:
    """The formula in words; indicators carry a link."""
    signs = {"-": "min", "+": "plus", "*": "keer", "/": "gedeeld door"}
    parts = []
    for token in row["formule"].replace("(", "( ").replace(")", " )").split():
        other = context.register.indicatoren.get(token)
        if other:
            parts.append((other["naam"].lower(), context.link(url, f"indicatoren/{token}/")))
        else:
            parts.append((signs.get(token, token), ""))
    return parts


def _indicator_sections(context: Context, naam: str, url: str) -> list[dict[str, Any]]:
    """Per document and period: the organisations, their figures and their shares."""
    indicator = context.register.indicatoren[naam]
    sections = []
    for document in context.documents:
        rows = [row for row in context.facts.rows[document.naam] if row["indicator"] == naam]
        if not rows:
            continue
        periods = dict.fromkeys((row["jaar_van"], row["jaar_tot"], row["aard"]) for row in rows)
        tables = []
        for period in sorted(periods):
            of_period = [
                row for row in rows if (row["jaar_van"], row["jaar_tot"], row["aard"]) == period
            ]
            tables.append(_period_table(context, document, indicator, of_period, url))
        sections.append(
            {
                "titel": document.titel,
                "id": document.naam,
                "url": context.link(url, document.url),
                "expiry": expiry(context, document),
                "tables": tables,
                "csv": context.link(url, f"data/{document.naam}/cijfers.csv"),
            }
        )
    return sections


def _period_table(
    context: Context, document: Document, indicator: Row, rows: list[Row], url: str
) -> dict[str, Any]:
    whole = [row for row in rows if row["onderdeel"] == GEHEEL and row["variant"] == BASIS]
    shares = aandelen(whole) if indicator["optelbaar"] and len(whole) > 2 else {}
    first = rows[0]
    lines = []
    for row in sorted(rows, key=lambda r: r["organisatie"] == "samen"):
        who = context.organisatie(row["organisatie"])
        if row["onderdeel"] != GEHEEL:
            who += f" – {document.sleutel_naam('onderdeel', row['onderdeel'])}"
        if row["variant"] != BASIS:
            who += f", {document.sleutel_naam('variant', row['variant'])}"
        is_main = row["onderdeel"] == GEHEEL and row["variant"] == BASIS
        share = shares.get(row["organisatie"]) if is_main else None
        lines.append(
            {
                "id": row_anchor("page", document.naam, row["rij"]),
                "who": who,
                "value": value_text(row, indicator),
                "share": "" if share is None else f"{getal(share, 1)}%",
                "url": context.link(url, context.figure_url(row)),
                "total": row["rijsoort"] == "totaal",
                "kind": {"bron": "", "afgeleid": "berekend", "totaal": "opgeteld"}[row["rijsoort"]],
                "missing": context.organisaties(filter(None, row["ontbreekt"].split(";"))),
            }
        )
    return {
        "caption": f"{indicator['naam']}, {AARD_TEKST[first['aard']]} voor "
        f"{period_text(first, indicator)}",
        "what": f"In {indicator['eenheid']}. Bron: {document.titel}.",
        "shares": bool(shares),
        "rows": lines,
    }


# --- themes ----------------------------------------------------------------------


def theme_index(context: Context) -> Page:
    """All themes."""
    url = "themas/"
    entries = [
        (row["naam"], context.link(url, f"{url}{naam}/"), row["omschrijving"])
        for naam, row in context.register.themas.items()
    ]
    body = render(
        "cards.html",
        titel="Thema's",
        intro="De afspraken gaan over deze thema's. Kies er een.",
        cards=entries,
    )
    return Page(url, "Thema's", "De thema's van de prestatieafspraken.", body)


def theme_page(context: Context, naam: str) -> Page:
    """A theme across all documents: where it is, what is measured, the numeric goals."""
    url = f"themas/{naam}/"
    row = context.register.themas[naam]
    documents = [
        (
            document.titel,
            context.link(url, context.thema_url(document, naam)),
            f"{context.gebied(document.gebied)}, {jaren(document.jaar_van, document.jaar_tot)}",
            expiry(context, document),
        )
        for document in context.documents
        if naam in context.themas_of(document)
    ]
    indicators = [
        (other["naam"], context.link(url, f"indicatoren/{key}/"), other["definitie"])
        for key, other in context.register.indicatoren.items()
        if other["thema"] == naam
    ]
    goals = [
        (document, doel)
        for document in context.documents
        for doel in document.tabellen.rows("doelen")
        if doel["thema"] == naam
        and goal_text(doel, context.register.indicatoren.get(doel["indicator"]))
    ]
    body = render(
        "theme_overview.html",
        row=row,
        crumbs=[("Thema's", context.link(url, "themas/")), (row["naam"], "")],
        documents=documents,
        goals=doelen_html(context, goals, url, ids="page") if goals else "",
        indicators=indicators,
    )
    return Page(url, row["naam"], row["omschrijving"], body)


# --- areas -----------------------------------------------------------------------


def areas_with_documents(context: Context) -> list[str]:
    """Areas that a document is about, in the register's order."""
    used = {document.gebied for document in context.documents}
    return [naam for naam in context.register.gebieden if naam in used]


def area_index(context: Context) -> Page:
    """All areas that have a document."""
    url = "gebieden/"
    cards = []
    for naam in areas_with_documents(context):
        papers = [short_name(document) for document in context.documents if document.gebied == naam]
        cards.append((context.gebied(naam), context.link(url, f"{naam}/"), ", ".join(papers)))
    body = render(
        "cards.html",
        titel="Gebieden",
        intro="Kies een gebied. U ziet dan de papieren die er zijn.",
        cards=cards,
    )
    return Page(url, "Gebieden", "De gebieden met prestatieafspraken op deze website.", body)


def area_page(context: Context, naam: str) -> Page:
    """An area: its papers, and what the site has and lacks."""
    url = f"{naam}/"
    row = context.register.gebieden[naam]
    documents = [
        {
            "titel": document.titel,
            "url": context.link(url, document.url),
            "omschrijving": document.omschrijving,
            "expiry": expiry(context, document),
        }
        for document in context.documents
        if document.gebied == naam
    ]
    dekking = [
        entry for entry in context.register.tabellen.rows("dekking") if entry["gebied"] == naam
    ]
    body = render(
        "area.html",
        row=row,
        crumbs=[("Gebieden", context.link(url, "gebieden/")), (row["naam"], "")],
        documents=documents,
        dekking=dekking,
        standen={
            "opgenomen": "staat op deze website",
            "bestaat-niet-opgenomen": "bestaat, maar staat hier niet",
            "onbekend": "niet bekend",
        },
        soorten={key: hoofdletter(key) for key in {entry["soort"] for entry in dekking}},
        anchor=anchor,
        within=context.gebied(row["ligt_in"]) if row["ligt_in"] else "",
    )
    return Page(url, row["naam"], f"De papieren over wonen in {row['naam']}.", body)
