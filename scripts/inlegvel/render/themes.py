"""Pages of themes across all documents, and their index."""

from collections.abc import Iterator

from markupsafe import Markup

from inlegvel.dutch import jaren
from inlegvel.figures import goal_text
from inlegvel.icons import icon
from inlegvel.render.context import Context
from inlegvel.render.grafieken.inline import first_charts
from inlegvel.render.html import render
from inlegvel.render.kort import kort_html, theme_of_all
from inlegvel.render.page import Page
from inlegvel.render.papers import expired
from inlegvel.render.plannen import newest_first
from inlegvel.render.promises import doelen_html
from inlegvel.render.tables import expiry
from inlegvel.render.verkenner import verkenner_link

# On top of a theme stand so many charts; the rest is with the paper.
CHARTS = 2


def theme_pages(context: Context) -> Iterator[Page]:
    """The index and a page per theme."""
    yield theme_index(context)
    for naam in context.register.themas:
        yield theme_page(context, naam)


def theme_index(context: Context) -> Page:
    """All themes."""
    url = "themas/"
    body = render(
        "cards.html",
        titel="Thema's",
        intro="De afspraken gaan over deze thema's. Kies er een.",
        cards=theme_cards(context, url),
    )
    return Page(url, "Thema's", "De thema's van de prestatieafspraken.", body)


def theme_cards(context: Context, url: str) -> list[tuple[str, str, str, Markup]]:
    """All themes as cards for the page at `url`: name, address, what it is about, pictogram."""
    return [
        (
            row["naam"],
            context.link(url, f"themas/{naam}/"),
            row["omschrijving"],
            icon(row["icoon"]),
        )
        for naam, row in context.register.themas.items()
    ]


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
        icon=icon(row["icoon"]),
        crumbs=[("Thema's", context.link(url, "themas/")), (row["naam"], "")],
        kort=kort_html(context, theme_of_all(context, naam, url), url),
        expired=expired(context, [d for d in context.documents if naam in context.themas_of(d)]),
        charts=_charts(context, naam, url),
        documents=documents,
        goals=doelen_html(context, goals, url, ids="page") if goals else "",
        feed=context.link(url, f"wijzigingen/{naam}.xml"),
        indicators=indicators,
        verkenner=verkenner_link(context, url, thema=naam),
    )
    return Page(url, row["naam"], row["omschrijving"], body)


def _charts(context: Context, thema: str, url: str) -> str:
    """The charts of the newest paper that has any on the theme."""
    found = (
        first_charts(context, document, {thema}, url, most=CHARTS)
        for document in newest_first(context.documents)
    )
    return next(filter(None, found), "")
