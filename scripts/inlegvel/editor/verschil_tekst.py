"""A difference between two revisions in words, for a reviewer who does not program."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from inlegvel.derive.revisies import Regel
from inlegvel.derive.verschil import Soort
from inlegvel.derive.versies import Cel
from inlegvel.derive.versiezinnen import cel_tekst, kolom_naam
from inlegvel.dutch import datum, hoofdletter, opsomming
from inlegvel.editor.verschil import Vergelijking
from inlegvel.editor.verschil_zinnen import (
    NOTHING,
    SOORTEN,
    figure_name,
    figure_text,
    line_name,
    short,
    titel,
    told,
)
from inlegvel.findings import Finding
from inlegvel.markdown import plain_text, table

MAX_ROWS = 200  # per section: the summary of a job on GitHub holds 1 MB, and nobody reads more
MARKS = {"fout": "Fout", "waarschuwing": "Let op"}


def as_markdown(found: Vergelijking) -> str:
    """The whole difference: first in one sentence, then per part."""
    revisie = found.revisie
    day = datum(date.fromisoformat(revisie.dag))
    lines = [
        "# Wat verandert er in de gegevens?",
        "",
        f"Vergeleken met {revisie.kort} van {day}: {plain_text(revisie.onderwerp)}",
        "",
        f"**{short(found)}**",
    ]
    sections = (
        ("Let op", _unsure(found)),
        ("Versies", _packages(found)),
        ("Cijfers", _figures(found, computed=False)),
        ("Cijfers in papieren met fouten", _lines(found, "cijfers")),
        ("Doelen", _lines(found, "doelen")),
        ("Afspraken", _lines(found, "afspraken")),
        ("Totalen en berekende cijfers", _figures(found, computed=True)),
        ("Bevindingen", _findings(found)),
    )
    for title, shown in sections:
        if shown:
            lines += ["", f"## {title}", "", *shown]
    return "\n".join(lines)


def _unsure(found: Vergelijking) -> list[str]:
    lines = []
    if names := found.verschil.niet_vergeleken:
        lines.append(
            "- Van deze papieren zijn totalen en berekende cijfers niet te vergelijken, want er "
            f"staan nu of toen fouten in: {plain_text(opsomming(names))}."
        )
    if found.oud.facts is None:
        lines.append(
            "- De gegevens van toen zijn nu niet te lezen. Welke bevindingen er toen waren, weten "
            "wij daarom niet."
        )
    return lines


def _packages(found: Vergelijking) -> list[str]:
    rows = []
    for pakket in found.verschil.pakketten:
        now = pakket.nu if pakket.nu == pakket.voorstel or not pakket.nu else f"{pakket.nu} (!)"
        rows.append(
            (
                titel(found.nieuw, pakket.naam) or titel(found.oud, pakket.naam),
                pakket.oud or NOTHING,
                now or NOTHING,
                pakket.voorstel or NOTHING,
                told(pakket),
            )
        )
    if not rows:
        return []
    lines = table(("Pakket", "Was", "Is", "Voorstel", "Wat verandert er"), rows)
    if any("(!)" in row[2] for row in rows):
        lines += ["", "(!) Dit nummer wijkt af van het voorstel. Bij de bevindingen staat waarom."]
    return lines


# --- figures ------------------------------------------------------------------------


def _figures(found: Vergelijking, *, computed: bool) -> list[str]:
    rows = [
        (
            titel(found.nieuw, cijfer.document) or titel(found.oud, cijfer.document),
            figure_name(found, cijfer),
            figure_text(found.oud, cijfer.oud, cijfer.nieuw),
            figure_text(found.nieuw, cijfer.nieuw, cijfer.oud),
        )
        for cijfer in found.verschil.cijfers
        if cijfer.berekend == computed
    ]
    return _cut(rows, lambda shown: table(("Papier", "Cijfer", "Was", "Wordt"), shown))


# --- rows and findings -----------------------------------------------------------


def _lines(found: Vergelijking, tabel: str) -> list[str]:
    changes = [regel for regel in found.verschil.regels if regel.tabel == tabel]
    return _cut(changes, lambda shown: [line for one in shown for line in _line(found, one)])


def _line(found: Vergelijking, regel: Regel) -> Iterator[str]:
    paper = plain_text(titel(found.nieuw, regel.document) or titel(found.oud, regel.document))
    name = plain_text(line_name(found, regel))
    yield f"- **{hoofdletter(SOORTEN[regel.soort])}** ({paper}): {name}"
    for cel in regel.veranderd:
        yield f"  - {cell_change(found, cel)}"


def cell_change(found: Vergelijking, cel: Cel) -> str:
    """One cell: its column, what it was and what it becomes."""
    side = found.nieuw if found.nieuw.facts is not None else found.oud
    if side.facts is None:
        kolom, oud, nieuw = cel.kolom, cel.oud, cel.nieuw
    else:
        catalogue = side.facts.catalogue
        kolom = kolom_naam(catalogue, cel.tabel, cel.kolom)
        oud = cel_tekst(catalogue, cel.tabel, cel.kolom, cel.oud)
        nieuw = cel_tekst(catalogue, cel.tabel, cel.kolom, cel.nieuw)
    return f"{plain_text(kolom)}: {_quoted(oud)} → {_quoted(nieuw)}"


def _quoted(text: str) -> str:
    return f"‘{plain_text(text)}’" if text else "leeg"


def _findings(found: Vergelijking) -> list[str]:
    lines = found.verschil.bevindingen
    return _cut(lines, lambda shown: [_finding(one.soort, one.finding) for one in shown])


def _finding(soort: Soort, finding: Finding) -> str:
    bare = finding.ernst == "waarschuwing" and not finding.toelichting and soort != "vervallen"
    note = " Deze waarschuwing heeft nog geen toelichting." if bare else ""
    place, said = plain_text(finding.plaats), plain_text(finding.melding)
    return f"- **{hoofdletter(SOORTEN[soort])}** – {MARKS[finding.ernst]}: {place}: {said}{note}"


def _cut(changes: Any, show: Callable[[Any], list[str]]) -> list[str]:
    """The lines of a section; a long one is cut and says so."""
    if not changes:
        return []
    lines = show(changes[:MAX_ROWS])
    if len(changes) > MAX_ROWS:
        more = len(changes) - MAX_ROWS
        lines += ["", f"… en nog {more}. Alles staat in: inlegvel verschil --json."]
    return lines
