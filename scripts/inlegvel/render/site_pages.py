"""All generated pages of the site."""

from collections.abc import Mapping

from inlegvel.render.context import Context
from inlegvel.render.documents import document_pages
from inlegvel.render.entities import entity_pages
from inlegvel.render.overviews import overview_pages
from inlegvel.render.page import Page


def site_pages(context: Context, rules: Mapping[str, str]) -> list[Page]:
    """Every page that follows from the data; `rules` explains each rule by its slug."""
    pages = [page for document in context.documents for page in document_pages(context, document)]
    pages += entity_pages(context)
    pages += overview_pages(context, dict(rules))
    return pages
