"""Every picture of the site that is also a file."""

from collections.abc import Iterator

from inlegvel.derive.grafieken import Grafiek
from inlegvel.dutch import datum, plural
from inlegvel.model import Document
from inlegvel.render.context import Context
from inlegvel.render.grafieken.inline import bron, drawn
from inlegvel.render.grafieken.picture import ChartPicture, scale_naam
from inlegvel.render.schaal import scale_rows, scale_svg
from inlegvel.render.tijdlijn import ALLES, NAAM, dated_events, picture


def site_pictures(context: Context) -> Iterator[ChartPicture]:
    """The charts of all documents, the scale of each goal, and the timeline."""
    for document in context.documents:
        for chart in context.grafieken.per_document[document.naam]:
            yield chart_picture(context, document, chart)
        yield from _scales(context, document)
    yield from _timeline(context)


def chart_picture(context: Context, document: Document, chart: Grafiek) -> ChartPicture:
    """A chart of a document as a picture."""
    return ChartPicture(
        document=document.naam,
        naam=chart.naam,
        titel=chart.titel,
        wat=chart.wat,
        bron=bron(document),
        svg=drawn(context, chart).svg,
        samenvatting=chart.samenvatting,
        tabel=chart.tabel(),
    )


def _scales(context: Context, document: Document) -> Iterator[ChartPicture]:
    for (naam, doel), progress in context.doelvoortgang.items():
        indicator = context.register.indicatoren[progress.indicator]
        svg = scale_svg(progress, indicator) if naam == document.naam else ""
        if svg:
            yield ChartPicture(
                document=naam,
                naam=scale_naam(doel),
                titel=document.doelen[doel]["omschrijving"],
                wat=indicator["naam"],
                bron=bron(document),
                svg=svg,
                samenvatting=progress.zin,
                tabel=[["Wat", indicator["eenheid"]], *scale_rows(progress)],
            )


def _timeline(context: Context) -> Iterator[ChartPicture]:
    events = dated_events(context)
    if events:
        papers = dict.fromkeys(document.naam for document, _ in events)
        yield ChartPicture(
            document=ALLES,
            naam=NAAM,
            titel="Wat er gebeurde en wat er komt",
            wat="Gevuld: gebeurd. Open: gepland, volgens het papier.",
            bron=f"Bron: {plural(len(papers), 'papier', 'papieren')} op deze website. "
            f"Peildatum: {datum(context.register.peildatum)}.",
            svg=picture(context, events),
        )
