"""Pages about the data as data: datasets to download, and the standard they follow."""

from inlegvel.render.gegevens.pages import gegevens_pages
from inlegvel.render.gegevens.published import Gegevens

__all__ = ["Gegevens", "gegevens_pages"]
