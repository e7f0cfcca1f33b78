"""The page of all datasets: what there is, and the quickest way to each."""

from inlegvel.derive.gegevenssets import ALLES, Gegevensset
from inlegvel.dutch import getal, jaren, opsomming
from inlegvel.model import Download
from inlegvel.render.context import Context
from inlegvel.render.gegevens.files import file_name, link_to, whole_files
from inlegvel.render.gegevens.jsonld import catalogue_jsonld, script
from inlegvel.render.gegevens.published import Gegevens
from inlegvel.render.html import render
from inlegvel.render.page import Page

CATALOGUE = ("catalog.ttl", "catalog.jsonld")


def data_index(context: Context, gegevens: Gegevens) -> Page:
    """All datasets, the one of all documents first; then what belongs to none."""
    url = "data/"
    body = render(
        "gegevens/overview.html",
        together=[_entry(context, gegevens, url, x) for x in gegevens.sets if x.naam == ALLES],
        documents=[_entry(context, gegevens, url, x) for x in gegevens.sets if x.naam != ALLES],
        others=[(file_name(file), link_to(context, url, file)) for file in _others(gegevens, url)],
        standard=context.link(url, "standaard/"),
        method=context.link(url, "methode/"),
        explorer=context.link(url, "cijferverkenner/"),
        changes=context.link(url, "wijzigingen/"),
        corrections=context.link(url, "correcties/"),
        catalogue=any(file.bestand in CATALOGUE for file in gegevens.downloads.get("", ())),
    )
    jsonld = script(catalogue_jsonld(gegevens.sets, context.site_url))
    return Page(
        url,
        "Data",
        "Alle gegevens van deze website als download, vrij te gebruiken.",
        f"{body}\n\n{jsonld}\n",
    )


def _entry(
    context: Context, gegevens: Gegevens, url: str, dataset: Gegevensset
) -> dict[str, object]:
    main = gegevens.main(dataset)
    return {
        "title": dataset.titel,
        "url": context.link(url, dataset.url),
        "zinnen": " ".join(dataset.zinnen),
        "where": opsomming(row["naam"] for row in dataset.gebieden),
        "when": jaren(dataset.jaar_van, dataset.jaar_tot),
        "rows": getal(sum(table.aantal for table in gegevens.tables(dataset))),
        "files": [
            link_to(context, url, file) for file in whole_files(gegevens.files(dataset), main)
        ],
    }


def _others(gegevens: Gegevens, url: str) -> list[Download]:
    """What belongs to no dataset, such as the checksums of everything."""
    return list(gegevens.downloads.get("", ()))
