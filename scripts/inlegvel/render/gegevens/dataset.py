"""The page of one dataset: everything a journalist needs in five minutes."""

from typing import Any

from inlegvel.derive.citaten import as_bibtex, as_csl, as_text
from inlegvel.derive.gegevenssets import ALLES, Gegevensset
from inlegvel.derive.inhoud import Inhoud
from inlegvel.dutch import datum, getal, jaren, opsomming
from inlegvel.figures import telregel
from inlegvel.render.context import Context
from inlegvel.render.gegevens.code import code_lines
from inlegvel.render.gegevens.dictionary import dictionary_url
from inlegvel.render.gegevens.files import Link, link_to, whole_files
from inlegvel.render.gegevens.jsonld import dataset_jsonld, script
from inlegvel.render.gegevens.published import VIEWS, Gegevens, format_of
from inlegvel.render.html import anchor, render
from inlegvel.render.page import Page
from inlegvel.render.tables import expiry, subject
from inlegvel.render.wijzigingen import versions_html

FEW_FINDINGS = 12


def dataset_page(context: Context, gegevens: Gegevens, dataset: Gegevensset) -> Page:
    """What it is, its files, how to use and cite it, what is odd and what is missing."""
    url = dataset.url
    main = gegevens.main(dataset)
    files = gegevens.files(dataset)
    address = context.site_url + url
    title = title_of(dataset)
    body = render(
        "gegevens/dataset.html",
        crumbs=[("Data", context.link(url, "data/")), (title, "")],
        titel=title,
        dataset=dataset,
        together=dataset.naam == ALLES,
        **_about(context, dataset),
        first=[link_to(context, url, file) for file in whole_files(files, main)],
        main=main,
        main_rows=getal(main.aantal),
        tables=[_table(context, gegevens, dataset, table) for table in gegevens.tables(dataset)],
        views=_views(context, dataset, gegevens),
        files=[(link_to(context, url, file), file.sha256 or "") for file in files],
        telregel=telregel(samen=dataset.naam == ALLES) if main.naam == "cijfers" else [],
        code=code_lines(dataset, main, context.site_url),
        findings=_findings(context, dataset),
        findings_url=context.link(url, "opvallend/"),
        citation=as_text(dataset, address),
        bibtex=as_bibtex(dataset, address),
        csl=as_csl(dataset, address),
        dictionary=context.link(url, dictionary_url(dataset)),
        versions="" if dataset.naam == ALLES else versions_html(context, dataset.naam, url),
        anchor=anchor,
    )
    jsonld = script(dataset_jsonld(dataset, files, context.site_url))
    return Page(
        url,
        f"Data: {title}",
        f"Downloads en uitleg bij {dataset.titel}.",
        f"{body}\n\n{jsonld}\n",
    )


def title_of(dataset: Gegevensset) -> str:
    """What the pages of a dataset call it."""
    return "alle cijfers" if dataset.naam == ALLES else dataset.titel


def expiry_of(context: Context, dataset: Gegevensset) -> str:
    """That the paper of a dataset has expired; empty where it has not, or there are more papers."""
    expired = [expiry(context, document) for document in dataset.documenten]
    return expired[0] if len(expired) == 1 else ""


def _about(context: Context, dataset: Gegevensset) -> dict[str, Any]:
    """Source, licence, version, last change: the facts on top."""
    url = dataset.url
    sources = [
        (source["title"], source.get("path", ""), context.link(url, document.url))
        for document in dataset.documenten
        for source in document.descriptor["sources"]
    ]
    years = jaren(dataset.jaar_van, dataset.jaar_tot)
    figures = ""
    if dataset.cijfers_van is not None and dataset.cijfers_tot is not None:
        figures = jaren(dataset.cijfers_van, dataset.cijfers_tot)
    return {
        "sources": sources,
        "where": opsomming(row["naam"] for row in dataset.gebieden),
        "years": years,
        "figure_years": figures if figures != years else "",
        "changed": datum(dataset.gewijzigd) if dataset.gewijzigd else "",
        "stand": datum(dataset.peildatum),
        "expiry": expiry_of(context, dataset),
    }


def _table(
    context: Context, gegevens: Gegevens, dataset: Gegevensset, table: Inhoud
) -> dict[str, Any]:
    """One table: what it is called, its size and its files."""
    files = [
        (format_of(file, table.naam), link_to(context, dataset.url, file))
        for file in gegevens.files(dataset)
        if format_of(file, table.naam)
    ]
    return {
        "inhoud": table,
        "aantal": getal(table.aantal),
        "files": files,
    }


def _views(context: Context, dataset: Gegevensset, gegevens: Gegevens) -> list[tuple[str, Link]]:
    """The tables as the pages show them, by the paper's own titles."""
    titles = {
        f"{VIEWS}{naam}.csv": tabel["titel"]
        for document in dataset.documenten
        for naam, tabel in document.cijfers_tabellen.items()
    }
    return [
        (titles.get(file.bestand, file.bestand), link_to(context, dataset.url, file))
        for file in gegevens.files(dataset)
        if file.bestand.startswith(VIEWS)
    ]


def _findings(context: Context, dataset: Gegevensset) -> dict[str, Any]:
    """The warnings on this dataset: the first ones, and how many there are."""
    names = {document.naam for document in dataset.documenten}
    found = [finding for finding in context.findings if finding.document in names]
    return {
        "count": len(found),
        "shown": [
            (
                subject(context, finding).rstrip("."),
                finding.melding,
                context.link(dataset.url, context.finding_url(finding)),
            )
            for finding in found[:FEW_FINDINGS]
        ],
    }
