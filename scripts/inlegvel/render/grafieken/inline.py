"""A chart on a page: a drawing that follows light and dark, its words, its files."""

from collections.abc import Container, Iterable, Sequence

from inlegvel.derive.grafieken import Grafiek
from inlegvel.derive.tables import Layout
from inlegvel.dutch import moment
from inlegvel.model import Document, Row
from inlegvel.render.context import Context
from inlegvel.render.grafieken.canvas import WIDTH, Canvas, Drawing
from inlegvel.render.grafieken.drawings import DRAWN
from inlegvel.render.grafieken.picture import chart_files
from inlegvel.render.html import anchor, environment, render, row_anchor

# Kinds of which a line holds several figures.
TOGETHER = ("weerszijden", "verloop")
# Kinds that compare the lengths of bars from zero.
BARS = ("staven", "deel")


def drawing(chart: Grafiek) -> Drawing:
    """The drawing of a chart, without identifiers: its looks are classes of the site."""
    canvas = DRAWN[chart.soort](chart)
    ends = [*(top for _, top in canvas.tops[1:]), canvas.y]
    bands = {label: (top, end - top) for (label, top), end in zip(canvas.tops, ends, strict=False)}
    return Drawing(_svg(chart, canvas), bands)


def _svg(chart: Grafiek, canvas: Canvas) -> str:
    svg: str = (
        environment()
        .get_template("chart.svg")
        .render(
            width=int(WIDTH),
            height=int(canvas.y),
            titel=chart.titel,
            samenvatting=chart.samenvatting,
            marks=canvas.marks,
        )
    )
    return svg


def drawn(context: Context, chart: Grafiek) -> Drawing:
    """`drawing`, made once for all places that show the chart."""
    key = (chart.document, chart.naam)
    if key not in context.drawings:
        context.drawings[key] = drawing(chart)
    return context.drawings[key]


def bron(document: Document) -> str:
    """Which paper a chart is of."""
    date = f", {moment(document.datum)}" if document.datum else ""
    return f"Bron: {document.titel}{date}."


def charts_html(
    context: Context,
    document: Document,
    charts: Sequence[Grafiek],
    url: str,
    table: str,
    *,
    own: str = "",
) -> str:
    """Charts of one document beside each other, for the page `url`.

    `table` is the address of the table that says the same; empty HTML without charts.
    The line with the label `own` is marked in drawings that know where their lines are. Charts
    that add little open at a touch.
    """
    shown = []
    telling = _telling(charts)
    for chart in charts:
        made = drawn(context, chart)
        files = chart_files(document.naam, chart.naam)
        shown.append(
            {
                "chart": chart,
                "id": anchor(f"grafieken/{document.naam}/{chart.naam}"),
                "svg": made.marked(own),
                "own": own if own in made.bands else "",
                "folded": chart not in telling,
                "files": [(label, context.link(url, path)) for label, path in files],
            }
        )
    return render("charts.html", charts=shown, table=table, bron=bron(document)) if shown else ""


def table_charts(context: Context, document: Document, table: Layout, url: str) -> str:
    """The charts of a paper's table, to stand above it."""
    tabel = table.tabel["tabel"]
    charts = context.grafieken.per_tabel[document.naam][tabel]
    return charts_html(context, document, charts, url, "#" + anchor(f"tabellen/{tabel}"))


def _telling(charts: Iterable[Grafiek]) -> list[Grafiek]:
    """Those of the charts that say more than a single bar, and that none before them says."""
    found: list[Grafiek] = []
    for chart in charts:
        bars = [line for line in chart.regels if any(value.waarde for value in line.waarden)]
        alone = chart.soort in BARS and len(bars) == 1
        if not alone and not any(_plainer(other, chart) for other in found):
            found.append(chart)
    return found


def _plainer(one: Grafiek, other: Grafiek) -> bool:
    """Whether a chart before it shows figures of the other in the same way, of the same period."""
    alike = one.soort == other.soort and one.wat == other.wat
    return alike and one.soort in TOGETHER and bool(one.rijen & other.rijen)


def first_charts(
    context: Context, document: Document, themas: Container[str], url: str, most: int
) -> str:
    """The charts of a table on one of the themes, for another page: of the first that has any.

    A chart that puts several figures together says more, so a table with one goes before others.
    """
    per_tabel = context.grafieken.per_tabel[document.naam]
    telling = {tabel: _telling(charts) for tabel, charts in per_tabel.items()}
    tables = [table.tabel for table in context.layouts[document.naam]]
    for row in sorted(tables, key=lambda row: not _joins(telling[row["tabel"]])):
        tabel, thema = row["tabel"], row["thema"]
        charts = telling[tabel]
        if charts and thema in themas:
            place = f"{context.thema_url(document, thema)}#{anchor(f'tabellen/{tabel}')}"
            return charts_html(context, document, charts[:most], url, context.link(url, place))
    return ""


def _joins(charts: Iterable[Grafiek]) -> bool:
    return any(chart.soort in TOGETHER for chart in charts)


def own_charts(
    context: Context, document: Document, naam: str, figures: Sequence[Row], url: str
) -> str:
    """The charts that put these figures of one organisation together, beside those of others.

    Bars of one figure say no more than the figure. Of two charts of one period the first
    is the plainest. The line of the organisation is marked.
    """
    shown = {row["rij"] for row in figures}
    charts = _telling(
        chart
        for chart in context.grafieken.per_document[document.naam]
        if chart.soort in TOGETHER and chart.rijen & shown
    )
    first = f"#{row_anchor('page', document.naam, figures[0]['rij'])}" if figures else ""
    own = context.organisatie(naam)
    return charts_html(context, document, charts, url, first, own=own)
