"""Events across the papers: a picture and the list that says the same."""

from dataclasses import dataclass
from typing import Any

from inlegvel.dutch import hoofdletter, last_day, moment, opsomming
from inlegvel.model import Document, Row
from inlegvel.render.context import Context
from inlegvel.render.grafieken.picture import picture_files
from inlegvel.render.html import environment, render, row_anchor
from inlegvel.render.page import Page
from inlegvel.render.papers import full_name

URL = "tijdlijn/"
# The picture is of the package of all documents together.
ALLES, NAAM = "alle-cijfers", "tijdlijn"
LEFT, WIDTH, TOP, ROW = 12, 696, 34, 46
FAR = 2  # years after the `peildatum`; what lies beyond stands under "later"


@dataclass(frozen=True)
class Dot:
    """One event in the picture."""

    x: float
    y: float
    happened: bool
    label: str


def timeline_page(context: Context) -> Page:
    """All events, oldest first; those without a moment at the end."""
    events = _events(context)
    dated = dated_events(context)
    years: dict[str, list[dict[str, Any]]] = {}
    for document, row in dated:
        years.setdefault(row["moment"][:4], []).append(event_entry(context, document, row, URL))
    undated = [event_entry(context, *event, URL) for event in events if not event[1]["moment"]]
    body = render(
        "timeline.html",
        picture=picture(context, dated),
        count=len(events),
        years=list(years.items()),
        undated=undated,
        csv=context.link(URL, "data/alle-cijfers/gebeurtenissen.csv"),
        files=[(label, context.link(URL, path)) for label, path in picture_files(ALLES, NAAM)],
    )
    return Page(URL, "Tijdlijn", "Wat er gebeurde en wat er komt, volgens alle papieren.", body)


def _events(context: Context) -> list[tuple[Document, Row]]:
    return [
        (document, row)
        for document in context.documents
        for row in document.tabellen.rows("gebeurtenissen")
    ]


def dated_events(context: Context) -> list[tuple[Document, Row]]:
    """The events with a moment, oldest first."""
    return sorted(
        (event for event in _events(context) if event[1]["moment"]),
        key=lambda event: (last_day(event[1]["moment"]), event[1]["moment"]),
    )


def event_entry(context: Context, document: Document, row: Row, url: str) -> dict[str, Any]:
    """One event for a list of events of several papers on the page `url`."""
    return {
        "id": row_anchor("page", document.naam, f"gebeurtenissen/{row['gebeurtenis']}"),
        "when": hoofdletter(moment(row["moment"])) if row["moment"] else row["moment_tekst"],
        "planned": row["aard"] == "voorzien",
        "text": row["omschrijving"],
        "who": context.organisaties(filter(None, row["organisaties"].split(";"))),
        "document": full_name(context, document),
        "place": row["vindplaats"],
        "url": context.link(url, f"{document.url}#gebeurtenissen.{row['gebeurtenis']}"),
    }


def picture(context: Context, events: list[tuple[Document, Row]]) -> str:
    """A row of dots per paper along the years; empty where nothing is dated."""
    if not events:
        return ""
    first = int(min(row["moment"][:4] for _, row in events))
    horizon = context.register.peildatum.year + FAR
    last = min(int(max(row["moment"][:4] for _, row in events)), horizon) + 1
    far = [row for _, row in events if int(row["moment"][:4]) >= last]
    papers = [d for d in context.documents if any(document is d for document, _ in events)]
    scale = WIDTH / (last - first + bool(far))
    lines = []
    for number, paper in enumerate(papers):
        y = TOP + number * ROW + 28
        dots = [
            Dot(
                round(LEFT + (min(_year(row["moment"]), last + 0.5) - first) * scale, 1),
                y,
                row["aard"] == "gebeurd",
                f"{moment(row['moment'])}: {row['omschrijving']}",
            )
            for document, row in events
            if document is paper
        ]
        lines.append((full_name(context, paper), y, dots))
    labels = [*map(str, range(first, last)), "later" if far else ""]
    ticks = [(label, round(LEFT + n * scale, 1)) for n, label in enumerate(labels)]
    later = f", waarvan {len(far)} later" if far else ""
    summary = (
        f"Tijdlijn van {first} tot en met {last - 1} met {len(events)} gebeurtenissen{later} uit "
        f"{opsomming(label for label, _, _ in lines)}. De lijst hieronder zegt hetzelfde."
    )
    template = environment().get_template("timeline.svg")
    height = TOP + len(papers) * ROW + 8
    svg: str = template.render(
        width=LEFT * 2 + WIDTH, height=height, ticks=ticks, lines=lines, summary=summary
    )
    return svg


def _year(text: str) -> float:
    """The last day of a moment as a year with decimals, for its place on the axis."""
    day = last_day(text)
    return int(day[:4]) + (int(day[5:7]) - 1) / 12 + (int(day[8:10]) - 1) / 372
