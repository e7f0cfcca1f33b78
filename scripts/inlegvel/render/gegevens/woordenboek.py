"""The dictionary of one dataset: every column of every table, with the first rows."""

from inlegvel.derive.gegevenssets import Gegevensset
from inlegvel.dutch import getal
from inlegvel.render.context import Context
from inlegvel.render.gegevens.dataset import expiry_of, title_of
from inlegvel.render.gegevens.dictionary import dictionary_url, explained
from inlegvel.render.gegevens.published import Gegevens
from inlegvel.render.html import anchor, render
from inlegvel.render.page import Page


def dictionary_page(context: Context, gegevens: Gegevens, dataset: Gegevensset) -> Page:
    """What each column means, which values it may hold, and an example of it."""
    url = dictionary_url(dataset)
    title = title_of(dataset)
    body = render(
        "gegevens/woordenboek.html",
        crumbs=[
            ("Data", context.link(url, "data/")),
            (title, context.link(url, dataset.url)),
            ("Woordenboek", ""),
        ],
        titel=title,
        expiry=expiry_of(context, dataset),
        main=gegevens.main(dataset).naam,
        tables=[
            {
                "inhoud": table,
                "aantal": getal(table.aantal),
                "columns": explained(
                    table.velden, table.sleutel, table.voorbeelden, table.verwijzingen
                ),
            }
            for table in gegevens.tables(dataset)
        ],
        standard=context.link(url, "standaard/"),
        anchor=anchor,
    )
    return Page(url, f"Woordenboek: {title}", f"Elke kolom van {dataset.titel} uitgelegd.", body)
