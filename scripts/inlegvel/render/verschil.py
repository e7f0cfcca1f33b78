"""What changed since the paper of the year before: figures, goals and agreements."""

from typing import Any

from inlegvel.derive.verschil import Verandering, vergelijk, vorige
from inlegvel.dutch import getal, in_zin
from inlegvel.figures import AARD_TEKST, cell_text, is_empty, period_text
from inlegvel.model import BASIS, GEHEEL, Document, Row
from inlegvel.render.context import Context
from inlegvel.render.html import anchor, render
from inlegvel.render.page import Page
from inlegvel.render.papers import head, short_name

SOORTEN = {
    "veranderd": "Veranderd",
    "nieuw": "Nieuw",
    "vervallen": "Vervallen",
    "gelijk": "Gelijk gebleven",
}
RESOURCES = {"doelen": "Doelen", "afspraken": "Afspraken"}


def difference_page(context: Context, document: Document) -> Page | None:
    """The comparison with the paper before it; None where there is none."""
    old = vorige(context.facts.catalogue, document)
    if old is None:
        return None
    url = f"{document.url}verschil/"
    changes = vergelijk(context.facts, document, old)
    titel = f"{short_name(document)} naast {short_name(old)}"
    body = render(
        "difference.html",
        head=head(context, document, url, "Wat veranderde er?"),
        titel=titel,
        old=(old.titel, context.link(url, old.url)),
        counts=[
            (resource, label, [(soort, _count(changes, resource, soort)) for soort in SOORTEN])
            for resource, label in {"cijfers": "Cijfers", **RESOURCES}.items()
        ],
        kinds=list(SOORTEN.values()),
        figures=[
            _figure(context, document, old, change, url)
            for soort in SOORTEN
            for change in changes
            if change.resource == "cijfers" and change.soort == soort
        ],
        lists=[
            (
                f"{label}: {in_zin(name)}",
                f"{resource}-{soort}",
                [
                    _promise(context, document, old, change, url)
                    for change in changes
                    if change.resource == resource and change.soort == soort
                ],
            )
            for resource, label in RESOURCES.items()
            for soort, name in SOORTEN.items()
        ],
        years=(short_name(old), short_name(document)),
        csv=context.link(url, f"data/{document.naam}/verschil.csv"),
    )
    return Page(
        url,
        f"Wat veranderde er? {titel} – {context.gebied(document.gebied)}",
        f"Nieuwe, veranderde en vervallen cijfers, doelen en afspraken: {titel}.",
        body,
    )


def _count(changes: list[Verandering], resource: str, soort: str) -> int:
    return sum(change.resource == resource and change.soort == soort for change in changes)


def _figure(
    context: Context, document: Document, old: Document, change: Verandering, url: str
) -> dict[str, Any]:
    row = change.row
    paper = document if change.nieuw is not None else old
    indicator = context.register.indicatoren[row["indicator"]]
    who = context.organisatie(row["organisatie"])
    if row["onderdeel"] != GEHEEL:
        who += f" – {paper.sleutel_naam('onderdeel', row['onderdeel'])}"
    if row["variant"] != BASIS:
        who += f", {paper.sleutel_naam('variant', row['variant'])}"
    return {
        "id": anchor(f"verschil/{change.soort}/{row['rij']}"),
        "what": indicator["naam"],
        "who": who,
        "when": period_text(row, indicator),
        "kind": AARD_TEKST[row["aard"]],
        "old": _value(context, change.oud, url),
        "new": _value(context, change.nieuw, url),
        "change": _change(change),
        "soort": in_zin(SOORTEN[change.soort]),
    }


def _value(context: Context, row: Row | None, url: str) -> tuple[str, str]:
    if row is None:
        return "", ""
    indicator = context.register.indicatoren[row["indicator"]]
    return cell_text(row, indicator), context.link(url, context.figure_url(row))


def _change(change: Verandering) -> str:
    """By how much the figure rose or fell; empty where one of the two has no number."""
    if change.oud is None or change.nieuw is None:
        return ""
    if is_empty(change.oud) or is_empty(change.nieuw):
        return ""
    by = change.nieuw["waarde"] - change.oud["waarde"]
    return f"+{getal(round(by, 6))}" if by > 0 else getal(round(by, 6))


def _promise(
    context: Context, document: Document, old: Document, change: Verandering, url: str
) -> dict[str, str]:
    paper = document if change.nieuw is not None else old
    before = change.oud["omschrijving"] if change.oud is not None else ""
    return {
        "text": change.row["omschrijving"],
        "before": before if change.soort == "veranderd" else "",
        "url": context.link(url, context.row_url(paper, change.resource, change.row)),
    }
