"""What a difference between two revisions says, in words: for people and for programs."""

from collections.abc import Iterable, Iterator

from inlegvel.derive.revisies import Bevinding, Cijfer, Pakket, Regel, Toestand
from inlegvel.derive.verschil import Soort
from inlegvel.derive.versiezinnen import EERSTE_TEKST, STAP_TEKST, rij_naam, samenvatting
from inlegvel.dutch import hoofdletter, opsomming, plural
from inlegvel.editor.verschil import Vergelijking
from inlegvel.figures import REIKWIJDTE_TEKST, STATUS_TEKST, is_empty, value_text
from inlegvel.model import Catalogue, Row
from inlegvel.uitgave import REGISTER

NOTHING = "–"
SOORTEN: dict[Soort, str] = {"nieuw": "erbij", "veranderd": "veranderd", "vervallen": "weg"}


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


def line_name(found: Vergelijking, regel: Regel) -> str:
    """What a row is called for readers; its key where the code lists cannot be read."""
    for side in (found.nieuw, found.oud):
        if side.facts is not None:
            catalogue = side.facts.catalogue
            return rij_naam(catalogue, regel.document, regel.tabel, regel.rij, dict(regel.cellen))
    return regel.cellen.get("omschrijving") or regel.rij
