"""What changed between two versions, in words."""

from collections.abc import Iterable

from inlegvel.derive.versies import OVER_DE_DATA, Rij, Versieverschil
from inlegvel.dutch import hoofdletter, opsomming, plural
from inlegvel.uitgave import Stap

STAP_TEKST: dict[Stap, str] = {
    "": "geen wijziging",
    "patch": "verbetering",
    "minor": "aanvulling",
    "major": "ingrijpende wijziging",
}
EERSTE_TEKST = "Eerste uitgave."


def samenvatting(verschil: Versieverschil) -> str:
    """One sentence: how much came, went and changed. For example ``2 rijen kwamen erbij``."""
    counts = [
        (len(verschil.kolommen_weg), "kolom verviel", "kolommen vervielen"),
        (
            len(verschil.kolommen_anders),
            "kolom kreeg een andere vorm",
            "kolommen kregen een andere vorm",
        ),
        (len(verschil.kolommen_erbij), "kolom kwam erbij", "kolommen kwamen erbij"),
        (_rows(verschil.rijen_weg), "rij verviel", "rijen vervielen"),
        (_rows(verschil.rijen_erbij), "rij kwam erbij", "rijen kwamen erbij"),
        (_cells(verschil), "cel veranderde", "cellen veranderden"),
    ]
    parts = [plural(count, one, many) for count, one, many in counts if count]
    corrections = sum(rij.tabel == "correcties" for rij in verschil.rijen_erbij)
    if corrections:
        parts.append(plural(corrections, "correctie is uitgelegd", "correcties zijn uitgelegd"))
    if verschil.beschrijving:
        parts.append("de beschrijving van het pakket veranderde")
    if verschil.uitleg:
        parts.append("de uitleg bij kolommen veranderde")
    if not parts and verschil.stap:
        parts.append("de uitleg bij de gegevens veranderde")
    return f"{hoofdletter(opsomming(parts) or 'Er veranderde niets')}."


def _rows(rows: Iterable[Rij]) -> int:
    return sum(rij.tabel not in OVER_DE_DATA for rij in rows)


def _cells(verschil: Versieverschil) -> int:
    return sum(cel.tabel not in OVER_DE_DATA for cel in verschil.cellen)
