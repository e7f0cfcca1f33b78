"""A paper's table as HTML: caption, scopes, notes, findings, source and download."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from inlegvel.derive.tables import Head, Layout
from inlegvel.dutch import datum, moment, opsomming
from inlegvel.figures import (
    AARD_TEKST,
    cell_text,
    figure_notes,
    is_open,
    organisatie_naam,
    period_text,
)
from inlegvel.findings import Finding
from inlegvel.model import ROW_KEY, SAMEN, Document, Row
from inlegvel.render.context import Context
from inlegvel.render.html import anchor, render

# Papers that hold for a time; a letter or memo only tells how things stood.
MET_LOOPTIJD = ("ambitiekader", "inlegvel", "lokale-afspraken")
STAND_WAARSCHUWING = {
    "concept": "Dit is een concept. Het is nog niet vastgesteld.",
    "vervangen": "Dit document is vervangen door een nieuwer papier.",
    "ingetrokken": "Dit document is ingetrokken. Het geldt niet meer.",
}
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Cell:
    """One cell for the template; `text` is empty where there is no figure at all."""

    text: str
    id: str = ""
    open: bool = False
    notes: tuple[str, ...] = ()
    finding: str = ""
    correction: str = ""


def table_html(context: Context, document: Document, table: Layout, url: str) -> str:
    """The table for the page `url`; identifiers only where that page is its home."""
    notes = _notes(table)
    findings = _findings(context, document, table)
    home = context.thema_url(document, table.tabel["thema"]) == url
    rows = [
        (row, [_cell(context, table, row, cell, notes, url) for cell in cells])
        for row, cells in zip(table.rows, table.cells, strict=True)
    ]
    return render(
        "table.html",
        id=anchor(f"tabellen/{table.tabel['tabel']}"),
        home=home,
        tabel=table.tabel,
        what=_what(context, document, table),
        corner=table.corner,
        groups=_groups(table),
        columns=[_column(context, column) for column in table.columns],
        rows=[
            {
                "label": row.label,
                "is_totaal": row.is_totaal,
                "url": _row_url(context, row, url),
                "id": f"{anchor('tabellen/' + table.tabel['tabel'])}.{_row_anchor(row)}",
                "cells": cells,
            }
            for row, cells in rows
        ],
        notes=[(letter, text) for text, letter in notes.items()],
        lacking=_lacking(context, table),
        findings=[
            (
                subject(context, finding),
                finding.melding,
                context.link(url, context.finding_url(finding)),
            )
            for finding in findings
        ],
        indicators=[
            (context.register.indicatoren[naam]["naam"], context.link(url, f"indicatoren/{naam}/"))
            for naam in _indicators(table)
        ],
        goals=_goals(context, table, url),
        csv=context.link(url, f"data/{document.naam}/tabellen/{table.tabel['tabel']}.csv"),
        here=context.link(url, context.thema_url(document, table.tabel["thema"]))
        + "#"
        + anchor(f"tabellen/{table.tabel['tabel']}"),
    )


def _what(context: Context, document: Document, table: Layout) -> str:
    """Plan or result, which years, which unit, from which paper: one sentence."""
    rows = [cell for cells in table.cells for cell in cells if cell is not None]
    if not rows:
        return f"Deze tabel heeft nog geen cijfers. Bron: {document.titel}."
    indicatoren = context.register.indicatoren
    kinds = opsomming(dict.fromkeys(AARD_TEKST[row["aard"]] for row in rows))
    when = opsomming(
        dict.fromkeys(
            period_text(row, indicatoren[row["indicator"]])
            for row in sorted(rows, key=lambda r: (r["jaar_tot"], -r["jaar_van"]))
        )
    )
    units = opsomming(dict.fromkeys(indicatoren[row["indicator"]]["eenheid"] for row in rows))
    date = f", {moment(document.datum)}" if document.datum else ""
    return f"{kinds.capitalize()} voor {when}, in {units}. Bron: {document.titel}{date}."


def _column(context: Context, column: Head) -> dict[str, Any]:
    key = dict(column.key)
    indicator = context.register.indicatoren.get(key.get("indicator", ""), {})
    return {"label": column.label, "formule": bool(indicator.get("formule"))}


def _groups(table: Layout) -> list[tuple[str, int]]:
    """The upper row of heads with how many columns each spans; empty where not needed."""
    counts = Counter(column.group for column in table.columns)
    return [] if "" in counts else list(counts.items())


def _indicators(table: Layout) -> list[str]:
    """What the table counts or measures."""
    rows = [row for cells in table.cells for row in cells if row is not None]
    return list(dict.fromkeys(row["indicator"] for row in rows))


def _goals(context: Context, table: Layout, url: str) -> list[tuple[str, str]]:
    """The goals that this table's figures measure, of any document, with their place."""
    return [
        (
            f"{doel['omschrijving']} ({document.titel})",
            context.link(url, context.row_url(document, "doelen", doel)),
        )
        for naam in _indicators(table)
        for document, doel in context.naming.doelen_bij_indicator.get(naam, [])
    ]


def _row_url(context: Context, row: Head, url: str) -> str:
    key = dict(row.key)
    if "indicator" in key:
        return context.link(url, f"indicatoren/{key['indicator']}/")
    if row.is_totaal or key["organisatie"] == SAMEN:
        return ""
    return context.link(url, f"organisaties/{key['organisatie']}/")


def _row_anchor(row: Head) -> str:
    return ".".join(str(value) for _, value in row.key)


def _notes(table: Layout) -> dict[str, str]:
    """Notes and their letters, without what the note of the whole table already says."""
    found: dict[str, str] = {}
    for cells in table.cells:
        for cell in cells:
            for note in figure_notes(cell) if cell is not None else []:
                if note not in table.tabel["toelichting"]:
                    found.setdefault(note, _letter(len(found)))
    return found


def _letter(number: int) -> str:
    more, letter = divmod(number, len(LETTERS))
    return (LETTERS[more - 1] if more else "") + LETTERS[letter]


def _cell(
    context: Context, table: Layout, head: Head, row: Row | None, notes: dict[str, str], url: str
) -> Cell:
    if row is None:
        return Cell("")
    home = context.homes[(row["document"], row["rij"])]
    fallen_back = dict(head.key)["variant"] != row["variant"]
    found = context.findings_at.get((row["document"], "cijfers", row["rij"]), [])
    document = context.facts.catalogue.by_name[row["document"]]
    return Cell(
        text=cell_text(row, context.register.indicatoren[row["indicator"]]),
        id=anchor(row["rij"]) if home == (url, table.tabel["tabel"]) and not fallen_back else "",
        open=is_open(row),
        notes=tuple(notes[note] for note in figure_notes(row) if note in notes),
        finding=context.link(url, context.finding_url(found[0])) if found else "",
        correction=context.correctie_link(document, "cijfers", row["rij"], url),
    )


def _lacking(context: Context, table: Layout) -> list[str]:
    """A sentence per total that lacks organisations."""
    sentences = []
    for cells in table.cells:
        for row in cells:
            if row is not None and row["rijsoort"] == "totaal" and row["ontbreekt"]:
                indicator = context.register.indicatoren[row["indicator"]]
                names = context.organisaties(row["ontbreekt"].split(";"))
                # What follows from a formula may have part of an organisation's figures.
                missing = "ontbreken cijfers van" if indicator["formule"] else "ontbreekt"
                sentences.append(
                    f"In het totaal van ‘{indicator['naam']}’ "
                    f"({period_text(row, indicator)}) {missing}: {names}."
                )
    return list(dict.fromkeys(sentences))


def _findings(context: Context, document: Document, table: Layout) -> list[Finding]:
    found = []
    for cells in table.cells:
        for row in cells:
            if row is not None and row["tabel"] in ("", table.tabel["tabel"]):
                found += context.findings_at.get((document.naam, "cijfers", row["rij"]), [])
    found += context.findings_at.get((document.naam, "tabellen", table.tabel["tabel"]), [])
    return list(dict.fromkeys(found))


def subject(context: Context, finding: Finding) -> str:
    """What a finding is about, in a few words: the figure, table, goal or agreement."""
    indicator = context.register.indicatoren.get(finding.indicator)
    if indicator is None or not finding.organisatie:
        document = context.facts.catalogue.by_name[finding.document]
        if finding.resource not in document.tabellen:
            return ""
        row = document.tabellen.by_key(finding.resource).get(finding.rij, {})
        return str(row.get("titel") or row.get("omschrijving") or "")
    figure = context.facts.exact(finding.document, _key_of(finding))
    if figure is None:
        return f"{indicator['naam']}, {context.organisatie(finding.organisatie)}"
    who = organisatie_naam(figure, context.register.organisaties)
    return f"{indicator['naam']}, {who}, {period_text(figure, indicator)}"


def _key_of(finding: Finding) -> dict[str, str]:
    """The key of the figure that a finding is about."""
    return dict(zip(ROW_KEY, finding.rij.split("/"), strict=False))


def expiry(context: Context, document: Document) -> str:
    """`Dit document gold tot en met 2022 …`, or nothing while it holds."""
    if document.stand in STAND_WAARSCHUWING:
        return STAND_WAARSCHUWING[document.stand]
    if not document.verlopen(context.register.peildatum):
        return ""
    today = datum(context.register.peildatum)
    if document.soort not in MET_LOOPTIJD:
        return f"Dit papier is uit {document.jaar_tot}. Peildatum: {today}."
    return f"Verlopen: dit document gold tot en met {document.jaar_tot}. Peildatum: {today}."
