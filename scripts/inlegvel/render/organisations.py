"""Pages of organisations, and their index."""

from collections.abc import Iterable, Iterator

from inlegvel.dutch import hoofdletter, last_day, opsomming
from inlegvel.model import Document, Row
from inlegvel.render.antwoorden import questions_url
from inlegvel.render.context import Context
from inlegvel.render.html import render
from inlegvel.render.kort import kort_html, organisation_in_short
from inlegvel.render.meedoen import works_in
from inlegvel.render.organisation_papers import paper_section, papers_of
from inlegvel.render.overleg import corporaties
from inlegvel.render.page import Page
from inlegvel.render.papers import expired
from inlegvel.render.plannen import newest_first
from inlegvel.render.tijdlijn import event_entry
from inlegvel.render.verkenner import verkenner_link

SOORT_KOPPEN = {
    "woningcorporatie": "Woningcorporaties",
    "huurdersorganisatie": "Huurdersorganisaties",
    "gemeente": "Gemeenten",
    "zorgaanbieder": "Zorgaanbieders",
    "zorgkantoor": "Zorgkantoren",
    "samenwerkingsverband": "Samenwerkingsverbanden",
    "overig": "Andere organisaties",
    "groep": "Groepen",
}
# Of these a reader wants to know where they work; the name says too little.
MET_PLAATS = ("woningcorporatie", "huurdersorganisatie")

# Kinds that say what an organisation is; a municipality's name says it already.
SOORT_NAMEN = {
    "woningcorporatie": "woningcorporatie",
    "huurdersorganisatie": "huurdersorganisatie",
    "zorgaanbieder": "zorgaanbieder",
    "samenwerkingsverband": "samenwerkingsverband",
}


def organisation_pages(context: Context) -> Iterator[Page]:
    """The index and a page per organisation that some document names."""
    used = used_organisations(context)
    yield organisation_index(context, used)
    for naam in used:
        yield organisation_page(context, naam)


def used_organisations(context: Context) -> list[str]:
    """Organisations that some document names, in the register's order."""
    return [naam for naam in context.register.organisaties if naam in context.naming.papers_naming]


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
                (
                    organisaties[naam]["naam"],
                    context.link(url, f"{url}{naam}/"),
                    works_in(context, naam) if kind in MET_PLAATS else "",
                )
                for naam in used
                if organisaties[naam]["soort"] == kind
            ],
        )
        for kind in sorted(order, key=lambda kind: kind == "groep")
    ]
    body = render(
        "index.html",
        titel="Organisaties",
        intro="Hier vindt u uw verhuurder, uw gemeente en uw huurdersorganisatie. Kies een "
        "organisatie. U ziet dan alles wat zij beloofde, met de cijfers.",
        groups=[(label, entries) for label, entries in groups if entries],
    )
    return Page(url, "Organisaties", "Alle organisaties en wat zij beloofden.", body)


def organisation_page(context: Context, naam: str) -> Page:
    """Everything an organisation promised, per document."""
    url = f"organisaties/{naam}/"
    row = context.register.organisaties[naam]
    papers = newest_first(papers_of(context, naam))
    found = (paper_section(context, document, naam, url) for document in papers)
    sections = [section for section in found if section]
    body = render(
        "organisation.html",
        row=row,
        intro=_intro(context, row),
        kort=kort_html(context, organisation_in_short(context, naam, url), url),
        expired=expired(context, papers_of(context, naam)),
        ways=_ways(context, naam, url),
        crumbs=[("Organisaties", context.link(url, "organisaties/")), (row["naam"], "")],
        sections=[section for section in sections if section["own"]],
        others=[section for section in sections if not section["own"]],
        events=_events(context, papers, naam, url),
        feed=context.link(url, f"wijzigingen/{naam}.xml"),
        report=context.link(url, "fout-melden/"),
    )
    return Page(
        url,
        f"{row['naam']}: afspraken en cijfers",
        f"Wat {row['naam']} beloofde over wonen: afspraken, doelen en cijfers per document.",
        body,
    )


def _ways(context: Context, naam: str, url: str) -> list[tuple[str, str]]:
    """Where a reader of this page may want to go: questions, sheets to print, figures."""
    landlords = corporaties(context)
    found = []
    if context.register.vragen and naam in landlords:
        label = f"Vragen over {context.organisatie(naam)}"
        found.append((label, context.link(url, questions_url(context, naam))))
    for other in (naam, *context.register.organisaties[naam]["vertegenwoordigt"].split(";")):
        if other in landlords:
            whom = "" if other == naam else f" met {context.organisatie(other)}"
            found.append((f"Blad voor het overleg{whom}", context.link(url, f"overleg/{other}/")))
    figures = verkenner_link(context, url, organisatie=naam)
    return [*found, ("Kies zelf cijfers", figures)] if figures else found


def _events(
    context: Context, documents: Iterable[Document], naam: str, url: str
) -> list[dict[str, object]]:
    """What the papers tell of an organisation besides what it promised; the newest last."""
    if context.register.organisaties[naam]["soort"] == "groep":
        return []
    found = [
        (
            last_day(row["moment"]) if row["moment"] else "9999",
            event_entry(context, document, row, url),
        )
        for document in documents
        for row in document.tabellen.rows("gebeurtenissen")
        if naam in row["organisaties"].split(";")
    ]
    return [entry | {"who": ""} for _, entry in sorted(found, key=lambda one: one[0])]


def _intro(context: Context, row: Row) -> str:
    """What the organisation is, in sentences; what is not known is left out."""
    parts = []
    areas = [context.gebied(naam) for naam in filter(None, row["gebieden"].split(";"))]
    if row["soort"] in SOORT_NAMEN:
        where = f" in {opsomming(areas)}" if areas else ""
        parts.append(f"{row['naam']} is een {SOORT_NAMEN[row['soort']]}{where}.")
    if row["ook_bekend_als"]:
        parts.append(f"Ook geschreven als {opsomming(row['ook_bekend_als'].split(';'))}.")
    if row["toelichting"]:
        parts.append(row["toelichting"])
    elif row["vertegenwoordigt"]:
        whom = context.organisaties(row["vertegenwoordigt"].split(";"))
        parts.append(f"Vertegenwoordigt de huurders van {whom}.")
    if row["hoort_bij"]:
        parts.append(f"Hoort bij {context.organisatie(row['hoort_bij'])}.")
    return " ".join(parts)
