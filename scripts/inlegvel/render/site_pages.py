"""All generated pages of the site."""

from collections.abc import Mapping
from dataclasses import replace

from inlegvel.render.agenda import agenda_pages
from inlegvel.render.areas import area_pages
from inlegvel.render.context import Context
from inlegvel.render.correcties import corrections_page
from inlegvel.render.delen import share_path, share_paths
from inlegvel.render.documents import document_pages
from inlegvel.render.gebeurd import gebeurd_pages
from inlegvel.render.gegevens import Gegevens, gegevens_pages
from inlegvel.render.indicators import indicator_pages
from inlegvel.render.organisations import organisation_pages
from inlegvel.render.overleg import overleg_pages
from inlegvel.render.overviews import overview_pages
from inlegvel.render.page import Page
from inlegvel.render.themes import theme_pages
from inlegvel.render.tijdlijn import timeline_page
from inlegvel.render.verkenner import verkenner_page
from inlegvel.render.voortgang import progress_pages
from inlegvel.render.vragen import question_pages
from inlegvel.render.wijzigingen import change_pages

# The entry on top for pages whose address does not begin with it.
RUBRIEKEN = {
    ("voortgang/", "overleg/"): "is-het-gebeurd/",
    ("tijdlijn/",): "agenda/",
    ("standaard/", "wijzigingen/", "correcties/", "opvallend/"): "data/",
}


def site_pages(context: Context, rules: Mapping[str, str], gegevens: Gegevens) -> list[Page]:
    """Every page that follows from the data.

    `rules` explains each rule by its slug, `gegevens` is what can be downloaded.
    """
    pages = [page for document in context.documents for page in document_pages(context, document)]
    pages += area_pages(context)
    pages.append(verkenner_page(context))
    pages += progress_pages(context)
    pages += gebeurd_pages(context)
    pages += organisation_pages(context)
    pages += question_pages(context)
    pages += indicator_pages(context)
    pages += theme_pages(context)
    pages += overleg_pages(context)
    pages += [*agenda_pages(context), timeline_page(context)]
    pages += [corrections_page(context), *change_pages(context)]
    pages += overview_pages(context, dict(rules))
    pages += gegevens_pages(context, gegevens)
    areas = tuple(f"{naam}/" for naam in context.register.gebieden)
    entries = {areas: "gebieden/", **RUBRIEKEN}
    beelden = share_paths(context)
    return [
        replace(
            page,
            rubriek=page.rubriek or _entry(page.url, entries),
            beeld=share_path(page.url, beelden),
        )
        for page in pages
    ]


def _entry(url: str, entries: Mapping[tuple[str, ...], str]) -> str:
    """The entry on top that a page belongs to; empty where its own address says so."""
    return next((entry for starts, entry in entries.items() if url.startswith(starts)), "")
