"""Macros for prose, in Dutch: each is one call into `render`.

mkdocs-macros calls `define_env` before the data is loaded, so every macro looks
the shared catalogue up when it is called.
"""

from pathlib import Path
from typing import Any

from inlegvel.pipeline import latest
from inlegvel.render import snippets
from inlegvel.render.context import Context


def define_env(env: Any) -> None:
    """Register the macros with mkdocs-macros; `env` is its plugin."""

    def context() -> Context:
        return latest(Path(env.conf["config_file_path"]).parent).context

    def here() -> str:
        return str(env.page.url).lstrip("/")

    @env.macro
    def cijfer(document: str, indicator: str, organisatie: str, jaar: int | str, **rest: str) -> str:
        """One figure with its unit and a link to its row."""
        found = snippets.find_figure(context(), document, indicator, organisatie, jaar, **rest)
        return snippets.cijfer(context(), here(), found)

    @env.macro
    def totaal(document: str, indicator: str, jaar: int | str, **rest: str) -> str:
        """The total of all organisations."""
        return str(cijfer(document, indicator, "samen", jaar, **rest))

    @env.macro
    def erbij(document: str, indicator: str, organisatie: str, jaar: int | str, **rest: str) -> str:
        """A change in words: more, or fewer."""
        found = snippets.find_figure(context(), document, indicator, organisatie, jaar, **rest)
        return snippets.erbij(context(), here(), found)

    @env.macro
    def zin(document: str, indicator: str, organisatie: str, jaar: int | str, **rest: str) -> str:
        """A figure as a whole sentence."""
        found = snippets.find_figure(context(), document, indicator, organisatie, jaar, **rest)
        return snippets.zin(context(), here(), found)

    @env.macro
    def tabel(document: str, tabel: str) -> str:
        """A table of a paper."""
        return snippets.tabel(context(), here(), document, tabel)

    @env.macro
    def doelen(document: str, thema: str = "", doel: str = "") -> str:
        """A list of goals."""
        return snippets.doelen(context(), here(), document, thema, doel)

    @env.macro
    def afspraken(
        document: str, thema: str = "", afspraak: str = "", organisatie: str = ""
    ) -> str:
        """A list of agreements."""
        return snippets.afspraken(context(), here(), document, thema, afspraak, organisatie)

    @env.macro
    def bron(document: str, *figure: Any, **rest: str) -> str:
        """A source reference; with indicator, organisatie and jaar: of that figure."""
        row = snippets.find_figure(context(), document, *figure, **rest) if figure else None
        return snippets.bron(context(), here(), document, row)

    @env.macro
    def begrip(naam: str, tekst: str = "") -> str:
        """A term with its explanation."""
        return snippets.begrip(context(), here(), naam, tekst)

    @env.macro
    def downloads(document: str) -> str:
        """The downloads of a document."""
        return snippets.downloads(context(), here(), document)

    for name in ("papieren", "themas", "verhuurders"):
        _page_macro(env, name, context, here)
    env.macro(lambda: snippets.peildatum(context()), "peildatum")
    env.macro(lambda: snippets.melden(context()), "melden")


def _page_macro(env: Any, name: str, context: Any, here: Any) -> None:
    show = getattr(snippets, name)
    env.macro(lambda: show(context(), here()), name)
