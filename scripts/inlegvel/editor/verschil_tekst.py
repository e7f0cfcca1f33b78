"""A difference between two revisions in words, for a reviewer who does not program."""

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

from inlegvel.derive.revisies import Bevinding, Cijfer, Pakket, Regel, Toestand
from inlegvel.derive.verschil import Soort
from inlegvel.derive.versies import Cel
from inlegvel.derive.versiezinnen import (
    EERSTE_TEKST,
    STAP_TEKST,
    cel_tekst,
    kolom_naam,
    rij_naam,
    samenvatting,
)
from inlegvel.dutch import cell_text, datum, hoofdletter, opsomming, plural
from inlegvel.editor.verschil import Vergelijking
from inlegvel.figures import REIKWIJDTE_TEKST, STATUS_TEKST, is_empty, value_text
from inlegvel.findings import Finding
from inlegvel.markdown import plain_text, table
from inlegvel.model import ROW_KEY, Catalogue, Row
from inlegvel.uitgave import REGISTER

MAX_ROWS = 200  # per section: the summary of a job on GitHub holds 1 MB, and nobody reads more
NOTHING = "–"
SOORTEN: dict[Soort, str] = {"nieuw": "erbij", "veranderd": "veranderd", "vervallen": "weg"}
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


def short(found: Vergelijking) -> str:
    """The difference in one or two sentences."""
    verschil = found.verschil
    typed = [cijfer for cijfer in verschil.cijfers if not cijfer.berekend]
    rows = {
        tabel: [regel for regel in verschil.regels if regel.tabel == tabel]
        for tabel in ("cijfers", "doelen", "afspraken")
    }
    parts = [
        *_counted([*typed, *rows["cijfers"]], "cijfer", "cijfers"),
        *_counted(rows["doelen"], "doel", "doelen"),
        *_counted(rows["afspraken"], "afspraak", "afspraken"),
    ]
    computed = sum(cijfer.berekend for cijfer in verschil.cijfers)
    if computed:
        parts.append(f"{plural(computed, 'berekend cijfer', 'berekende cijfers')} anders")
    parts += _counted(verschil.bevindingen, "bevinding", "bevindingen")
    if parts:
        return f"{hoofdletter(opsomming(parts))}."
    if verschil.pakketten:
        return "De cijfers, doelen en afspraken blijven gelijk; alleen de tekst eromheen verandert."
    return "Er verandert niets in de gegevens."


def _counted(changes: Iterable[Cijfer | Regel | Bevinding], one: str, many: str) -> Iterator[str]:
    listed = list(changes)
    for soort, text in SOORTEN.items():
        count = sum(change.soort == soort for change in listed)
        if count:
            yield f"{plural(count, one, many)} {text}"


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


def told(pakket: Pakket) -> str:
    """What changed in a package, and how far that goes."""
    if pakket.verschil is None:
        return EERSTE_TEKST if pakket.nu else "Het hele pakket verdwijnt: ingrijpende wijziging."
    step = STAP_TEKST[pakket.stap]
    return (
        f"{hoofdletter(step)}. {samenvatting(pakket.verschil)}"
        if pakket.stap
        else hoofdletter(step)
    )


def titel(toestand: Toestand, naam: str) -> str:
    """What a package is called for readers; empty where it is not there."""
    if naam == REGISTER:
        return "Register"
    versie = toestand.versies.get(naam)
    return str(versie.beschrijving.get("title", naam)) if versie is not None else ""


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


def figure_name(found: Vergelijking, cijfer: Cijfer) -> str:
    """Which figure it is: indicator, organisation, plan or result, and period."""
    side = found.nieuw if cijfer.nieuw is not None else found.oud
    return rij_naam(_catalogue(side), cijfer.document, "cijfers", cijfer.row["rij"], cijfer.row)


def figure_text(side: Toestand, row: Row | None, other: Row | None) -> str:
    """The figure with its unit, and whatever else differs from the `other` side."""
    if row is None:
        return NOTHING
    catalogue = _catalogue(side)
    parts = [value_text(row, catalogue.register.indicatoren[row["indicator"]], with_unit=True)]
    if other is not None:
        if row["status"] != other["status"] and not is_empty(row):
            parts.append(STATUS_TEKST[row["status"]])
        if row["waarde_tekst"] != other["waarde_tekst"] and row["waarde_tekst"]:
            parts.append(f"in het papier ‘{row['waarde_tekst']}’")
        if row["telt_mee"] != other["telt_mee"]:
            parts.append("telt mee" if row["telt_mee"] else "telt niet mee")
        if row["reikwijdte"] != other["reikwijdte"]:
            parts.append(REIKWIJDTE_TEKST[row["reikwijdte"]] or "geldt voor het gebied")
        if row["ontbreekt"] != other["ontbreekt"]:
            parts.append(_lacking(catalogue, row["ontbreekt"]))
    return ", ".join(parts)


def _lacking(catalogue: Catalogue, names: str) -> str:
    known = catalogue.register.organisaties
    listed = [known[naam]["naam"] if naam in known else naam for naam in names.split(";") if naam]
    return f"zonder {opsomming(listed)}" if listed else "met iedereen"


def _catalogue(side: Toestand) -> Catalogue:
    assert side.facts is not None  # a figure comes from facts
    return side.facts.catalogue


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


def line_name(found: Vergelijking, regel: Regel) -> str:
    """What a row is called for readers; its key where the code lists cannot be read."""
    for side in (found.nieuw, found.oud):
        if side.facts is not None:
            catalogue = side.facts.catalogue
            return rij_naam(catalogue, regel.document, regel.tabel, regel.rij, dict(regel.cellen))
    return regel.cellen.get("omschrijving") or regel.rij


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


# --- for programs ---------------------------------------------------------------------


def as_json(found: Vergelijking) -> str:
    """The whole difference for programs; values are texts as they stand in CSV files."""
    verschil, revisie = found.verschil, found.revisie
    value = {
        "revisie": revisie.naam,
        "dag": revisie.dag,
        "samenvatting": short(found),
        "niet_vergeleken": list(verschil.niet_vergeleken),
        "pakketten": [
            {
                "pakket": pakket.naam,
                "was": pakket.oud,
                "is": pakket.nu,
                "voorstel": pakket.voorstel,
                "stap": pakket.stap,
                "wat": told(pakket),
            }
            for pakket in verschil.pakketten
        ],
        "cijfers": [
            {
                "document": cijfer.document,
                "soort": cijfer.soort,
                "rijsoort": cijfer.row["rijsoort"],
                **{naam: cell_text(cijfer.row[naam]) for naam in ROW_KEY},
                "naam": figure_name(found, cijfer),
                "oud": figure_text(found.oud, cijfer.oud, cijfer.nieuw) if cijfer.oud else "",
                "nieuw": figure_text(found.nieuw, cijfer.nieuw, cijfer.oud) if cijfer.nieuw else "",
                "waarde_oud": cell_text(cijfer.oud["waarde"]) if cijfer.oud else "",
                "waarde_nieuw": cell_text(cijfer.nieuw["waarde"]) if cijfer.nieuw else "",
            }
            for cijfer in verschil.cijfers
        ],
        "regels": [
            {
                "document": regel.document,
                "tabel": regel.tabel,
                "soort": regel.soort,
                "rij": regel.rij,
                "naam": line_name(found, regel),
                "cellen": [
                    {"kolom": cel.kolom, "oud": cel.oud, "nieuw": cel.nieuw}
                    for cel in regel.veranderd
                ],
            }
            for regel in verschil.regels
        ],
        "bevindingen": [
            {"soort": one.soort, **one.finding.as_dict()} for one in verschil.bevindingen
        ],
    }
    return json.dumps(value, ensure_ascii=False, indent=2)
