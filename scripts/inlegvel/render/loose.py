"""Figures row by row: one line each, with everything known about it."""

from collections.abc import Iterable

from inlegvel.dutch import hoofdletter
from inlegvel.figures import (
    AARD_TEKST,
    STATUS_TEKST,
    figure_notes,
    organisatie_naam,
    period_text,
    value_text,
)
from inlegvel.model import GEHEEL, Row
from inlegvel.render.context import Context
from inlegvel.render.html import Ids, render, row_anchor

RIJSOORT_TEKST = {
    "bron": "uit het papier",
    "afgeleid": "door ons berekend",
    "totaal": "door ons opgeteld",
}


def figures_html(context: Context, rows: Iterable[Row], url: str, *, caption: str, ids: Ids) -> str:
    """A table with a figure per row; `ids` says which identifiers the rows carry.

    Whose figures they are stands in the rows only where it is not the same for all.
    """
    listed = list(rows)
    lines = [figure_line(context, row, url, ids) for row in listed]
    titles = {
        row["document"]: context.facts.catalogue.by_name[row["document"]].titel for row in listed
    }
    return render(
        "figures.html",
        id=_table_anchor(context, listed),
        caption=caption,
        rows=lines,
        several=len({(line["who"], line["variant"]) for line in lines}) > 1,
        downloads=[
            (titel, context.link(url, f"data/{naam}/cijfers.csv")) for naam, titel in titles.items()
        ],
    )


def _table_anchor(context: Context, rows: list[Row]) -> str:
    """The identifier of a table of figures: its document, and its theme where it has just one."""
    indicatoren = context.register.indicatoren
    documents = dict.fromkeys(row["document"] for row in rows)
    themas = dict.fromkeys(indicatoren[row["indicator"]]["thema"] for row in rows)
    return ".".join(["cijfers", *documents, *(themas if len(themas) == 1 else ())])


def figure_line(context: Context, row: Row, url: str, ids: Ids) -> dict[str, object]:
    """What a row says of one figure, for the page `url`."""
    indicator = context.register.indicatoren[row["indicator"]]
    document = context.facts.catalogue.by_name[row["document"]]
    findings = context.findings_at.get((row["document"], "cijfers", row["rij"]), [])
    who = organisatie_naam(row, context.register.organisaties)
    if row["onderdeel"] != GEHEEL:
        who += f" – {document.sleutel_naam('onderdeel', row['onderdeel'])}"
    value = value_text(row, indicator, with_unit=True)
    status = "" if row["status"] == "vast" else STATUS_TEKST[row["status"]]
    return {
        "id": row_anchor(ids, row["document"], row["rij"]),
        "indicator": indicator["naam"],
        "indicator_url": context.link(url, f"indicatoren/{row['indicator']}/"),
        "who": who,
        "when": period_text(row, indicator),
        "kind": AARD_TEKST[row["aard"]],
        "value": value,
        "variant": ""
        if row["variant"] == "basis"
        else document.sleutel_naam("variant", row["variant"]),
        "status": "" if status == value else status,  # said once
        "notes": figure_notes(row),
        "source": row["vindplaats"] or hoofdletter(RIJSOORT_TEKST[row["rijsoort"]]),
        "permalink": "" if ids == "home" else context.link(url, context.figure_url(row)),
        "correction": context.correctie_link(document, "cijfers", row["rij"], url),
        "findings": [
            (finding.melding, context.link(url, context.finding_url(finding)))
            for finding in findings
        ],
    }
