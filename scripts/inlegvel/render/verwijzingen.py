"""Pages for addresses that moved or were withdrawn: they say what happened, and lead on.

They stand outside the theme, so that they stay as they are whatever makes the rest. A file that
moved gets such a page too, in a folder that is named like the file: web servers send readers on.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from inlegvel.model import Row
from inlegvel.render.context import Context
from inlegvel.render.html import environment

TABLE = "adressen"


@dataclass(frozen=True)
class Verwijzing:
    """A small page: its path below the site's root, and its HTML."""

    path: str
    html: str


def verwijzingen(context: Context) -> Iterator[Verwijzing]:
    """A page for every address of the register that moved or was withdrawn."""
    if TABLE not in context.register.tabellen:
        return
    for row in context.register.tabellen.rows(TABLE):
        if row["naar"] or row["reden"]:
            yield Verwijzing(f"{row['adres'].rstrip('/')}/index.html", _html(context, row))


def _html(context: Context, row: Row) -> str:
    url = f"{row['adres'].rstrip('/')}/"
    return (
        environment()
        .get_template("verwijzing.html")
        .render(
            what="pagina" if row["adres"].endswith("/") else "bestand",
            naar=row["naar"],
            reden=row["reden"],
            target=context.link(url, row["naar"]) if row["naar"] else "",
            canonical=context.site_url + (row["naar"] or url),
            home=context.link(url, ""),
            zoeken=context.link(url, "zoeken/"),
            looks=context.link(url, "assets/verwijzing.css"),
        )
    )
