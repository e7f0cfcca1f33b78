"""Findings, figures and documents as Dutch pages: pure text, nothing is written here."""

from inlegvel.render.context import Context
from inlegvel.render.gegevens import Gegevens
from inlegvel.render.page import Page
from inlegvel.render.site_pages import site_pages

__all__ = ["Context", "Gegevens", "Page", "site_pages"]
