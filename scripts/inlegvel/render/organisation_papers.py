"""What one paper says of one organisation: in short, by theme, and with which groups it joins."""

from itertools import groupby
from typing import Any

from inlegvel.dutch import hoofdletter, in_zin, opsomming, plural
from inlegvel.figures import AARD_TEKST, figure_notes, period_text, value_text
from inlegvel.model import ALLEN, BASIS, GEHEEL, GROEP_SOORTEN, SAMEN, Document, Row
from inlegvel.render.context import Context
from inlegvel.render.grafieken.inline import own_charts
from inlegvel.render.loose import figures_html
from inlegvel.render.papers import ROL_TEKST
from inlegvel.render.promises import afspraken_html, doelen_html
from inlegvel.render.said import Said
from inlegvel.render.tables import expiry


def papers_of(context: Context, naam: str) -> list[Document]:
    """The documents that name the organisation, and the frameworks they belong to; oldest first."""
    naming = context.naming.papers_naming[naam]
    found = {document.naam: document for document in naming}
    for document in naming:
        if document.kader in context.facts.catalogue.by_name:
            found[document.kader] = context.facts.catalogue.by_name[document.kader]
    return sorted(found.values(), key=lambda d: (d.gebied, d.jaar_van, d.naam))


def said_of(context: Context, document: Document, naam: str) -> Said:
    """Everything the document says of the organisation by its own name."""
    return context.said.get((document.naam, naam), Said())


def paper_section(
    context: Context, document: Document, naam: str, url: str
) -> dict[str, Any] | None:
    """The section of a document on the page of an organisation; None where it has no part in it."""
    said = said_of(context, document, naam)
    partij = document.partijen.get(naam)
    framework = bound_by(context, document, naam)
    if not (said.any or partij or framework):
        return None
    is_group = context.register.organisaties[naam]["soort"] == "groep"
    return {
        "titel": document.titel,
        "id": document.naam,
        "url": context.link(url, document.url),
        "expiry": expiry(context, document),
        "rol": ROL_TEKST[partij["rol"]] if partij else "",
        "parties": context.link(url, f"{document.url}partijen/") if partij else "",
        "framework": in_zin(context.organisatie(framework)) if framework else "",
        "own": said.any,
        "short": [] if is_group else _in_short(context, document, said),
        "zero": [] if is_group else _zeros(context, document, said),
        "counts": _counts(said),
        "together": [] if is_group else _together(context, document, naam, url),
        "themas": [
            _group_theme(context, document, thema, rows, url)
            if is_group
            else _theme(context, document, naam, thema, rows, url)
            for thema, rows in _by_theme(context, said)
        ],
    }


def bound_by(context: Context, document: Document, naam: str) -> str:
    """The group for all of whose members a framework holds, also for this organisation.

    It is a member if it is a party to a paper that belongs to the framework; else empty.
    """
    soort = context.register.organisaties[naam]["soort"]
    follows = any(
        other.kader == document.naam and other.partijen.get(naam, {}).get("rol") == "partij"
        for other in context.naming.papers_naming[naam]
    )
    groups = (groep for groep, kind in GROEP_SOORTEN.items() if kind == soort)
    return next((groep for groep in groups if follows and groep in document.partijen), "")


def in_group(context: Context, document: Document, naam: str, groep: str) -> bool:
    """Whether what the document says of a group holds for the organisation."""
    if naam in context.facts.catalogue.members(document, groep):
        return True
    bound = bound_by(context, document, naam)
    return bool(bound) and groep in (*ALLEN, bound)


def _by_theme(context: Context, said: Said) -> list[tuple[str, Said]]:
    """The rows per theme, in the order of the themes; empty themes are left out."""
    indicatoren = context.register.indicatoren
    themed = [
        (
            thema,
            Said(
                [r for r in said.figures if indicatoren[r["indicator"]]["thema"] == thema],
                *(
                    [row for row in rows if row["thema"] == thema]
                    for rows in (said.goals, said.leads, said.helps)
                ),
            ),
        )
        for thema in context.register.themas
    ]
    return [(thema, rows) for thema, rows in themed if rows.any]


def _theme(
    context: Context, document: Document, naam: str, thema: str, rows: Said, url: str
) -> dict[str, Any]:
    """One theme in full, for one organisation."""
    among = said_of(context, document, naam).promises
    kinds = (
        ("Doelen", doelen_html, rows.goals),
        ("Afspraken", afspraken_html, rows.leads),
        ("Werkt mee aan", afspraken_html, rows.helps),
    )
    return _theme_head(context, document, thema, rows, url) | {
        "lists": [
            (
                label,
                listed(context, [(document, row) for row in members], url, ids="page", among=among),
            )
            for label, listed, members in kinds
            if members
        ],
        "charts": own_charts(context, document, naam, rows.figures, url),
    }


def _group_theme(
    context: Context, document: Document, thema: str, rows: Said, url: str
) -> dict[str, Any]:
    """One theme for a group: the counts, with a link per row to where it stands in full."""
    listed = (("doelen", rows.goals), ("afspraken", rows.leads + rows.helps))
    return _theme_head(context, document, thema, rows, url) | {
        "links": [
            (row["omschrijving"], context.link(url, context.row_url(document, resource, row)))
            for resource, members in listed
            for row in members
        ],
    }


def _theme_head(
    context: Context, document: Document, thema: str, rows: Said, url: str
) -> dict[str, Any]:
    """What every theme has: its name and place, what it counts, and its figures."""
    name = context.register.themas[thema]["naam"]
    caption = f"{name}: cijfers in {document.titel}"
    return {
        "naam": name,
        "id": f"{document.naam}-{thema}",
        "url": context.link(url, context.thema_url(document, thema)),
        "counts": _counts(rows),
        "links": [],
        "lists": [],
        "charts": "",
        "figures": figures_html(context, rows.figures, url, caption=caption, ids="page")
        if rows.figures
        else "",
    }


def _counts(rows: Said) -> str:
    counted = [
        plural(len(rows.goals), "doel", "doelen") if rows.goals else "",
        plural(len(rows.leads), "afspraak", "afspraken") if rows.leads else "",
        f"{plural(len(rows.helps), 'afspraak', 'afspraken')} om aan mee te werken"
        if rows.helps
        else "",
    ]
    return opsomming(filter(None, counted))


def _main_figures(context: Context, document: Document, said: Said) -> list[Row]:
    """Figures from the paper itself about its own years: the headline of an organisation."""
    return [
        row
        for row in said.figures
        if row["rijsoort"] == "bron"
        and (row["onderdeel"], row["variant"]) == (GEHEEL, BASIS)
        and row["jaar_tot"] == document.jaar_tot
        and row["waarde"] == row["waarde"]
    ]


def _in_short(
    context: Context, document: Document, said: Said
) -> list[tuple[str, list[tuple[str, str]]]]:
    """Per kind and period the headline figures: `Plan voor 2022`, then names and values."""
    indicatoren = context.register.indicatoren

    def head(row: Row) -> tuple[str, str]:
        return row["aard"], period_text(row, indicatoren[row["indicator"]])

    main = [row for row in _main_figures(context, document, said) if row["waarde"] != 0]
    return [
        (
            f"{hoofdletter(AARD_TEKST[aard])} voor {when}",
            [
                (
                    indicatoren[row["indicator"]]["naam"],
                    value_text(row, indicatoren[row["indicator"]], with_unit=True),
                )
                for row in rows
            ],
        )
        for (aard, when), rows in groupby(sorted(main, key=head), key=head)
    ]


def _zeros(context: Context, document: Document, said: Said) -> list[str]:
    """What the paper gives as zero, in words that nobody takes for a promise, with its remarks."""
    indicatoren = context.register.indicatoren
    none = (
        ". ".join([f"geen {in_zin(indicatoren[row['indicator']]['naam'])}", *figure_notes(row)])
        for row in _main_figures(context, document, said)
        if row["waarde"] == 0
        and not row["grens"]
        and row["aard"] == "voornemen"
        and indicatoren[row["indicator"]]["optelbaar"]
    )
    return list(dict.fromkeys(none))


def _together(
    context: Context, document: Document, naam: str, url: str
) -> list[tuple[str, str, str]]:
    """The groups of the document that an organisation belongs to: name, counts, address."""
    found = []
    for groep in (SAMEN, *GROEP_SOORTEN):
        if in_group(context, document, naam, groep):
            counts = _counts(said_of(context, document, groep))
            place = context.link(url, f"organisaties/{groep}/#{document.naam}")
            found.append((context.organisatie(groep), counts, place))
    return [entry for entry in found if entry[1]]
