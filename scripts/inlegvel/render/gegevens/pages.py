"""The pages of all datasets, of each dataset, and of the standard."""

from collections.abc import Iterator

from inlegvel.render.context import Context
from inlegvel.render.gegevens.dataset import dataset_page
from inlegvel.render.gegevens.overview import data_index
from inlegvel.render.gegevens.published import Gegevens
from inlegvel.render.gegevens.standaard import standaard_pages
from inlegvel.render.gegevens.woordenboek import dictionary_page
from inlegvel.render.page import Page


def gegevens_pages(context: Context, gegevens: Gegevens) -> Iterator[Page]:
    """Every page of this package."""
    yield data_index(context, gegevens)
    for dataset in gegevens.sets:
        yield dataset_page(context, gegevens, dataset)
        yield dictionary_page(context, gegevens, dataset)
    yield from standaard_pages(context, gegevens)
