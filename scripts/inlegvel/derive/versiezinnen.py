"""What changed between two versions, in words."""

from collections.abc import Iterable

from inlegvel.derive.correcties import NUMBER, columns_of
from inlegvel.derive.versies import OVER_DE_DATA, Rij, Versieverschil
from inlegvel.dutch import getal, hoofdletter, opsomming, plural
from inlegvel.figures import AARD_TEKST, period_text
from inlegvel.model import BASIS, GEHEEL, Catalogue, Row
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
        (_cells(verschil), "waarde of tekst veranderde", "waarden of teksten veranderden"),
    ]
    parts = [plural(count, one, many) for count, one, many in counts if count]
    corrections = sum(rij.tabel == "correcties" for rij in verschil.rijen_erbij)
    if corrections:
        parts.append(plural(corrections, "correctie is uitgelegd", "correcties zijn uitgelegd"))
    addresses = sum(rij.tabel == "adressen" for rij in verschil.rijen_erbij)
    if addresses:
        parts.append(plural(addresses, "adres kwam erbij", "adressen kwamen erbij"))
    if verschil.beschrijving:
        parts.append("de beschrijving van het pakket veranderde")
    if verschil.uitleg:
        parts.append("de uitleg bij kolommen veranderde")
    if not parts and verschil.stap:
        parts.append("de uitleg bij de gegevens veranderde")
    return f"{hoofdletter(opsomming(parts) or 'Er veranderde niets')}."


def plekken(verschil: Versieverschil, at_most: int = 3) -> str:
    """Where it differs, for who did not mean it: ``de rij ‘a’ van doelen.csv, en nog 2 plekken``.

    Empty where nothing differs.
    """
    found = [
        *(f"{naam}.csv" for naam in (*verschil.tabellen_weg, *verschil.tabellen_erbij)),
        *(
            f"de kolom ‘{kolom}’"
            for kolom in (
                *verschil.kolommen_weg,
                *verschil.kolommen_erbij,
                *verschil.kolommen_anders,
            )
        ),
        *(f"de rij ‘{r.rij}’ van {r.tabel}.csv" for r in verschil.rijen_weg),
        *(f"de rij ‘{r.rij}’ van {r.tabel}.csv" for r in verschil.rijen_erbij),
        *(f"‘{c.kolom}’ in de rij ‘{c.rij}’ van {c.tabel}.csv" for c in verschil.cellen),
        *(f"‘{c.kolom}’ in datapackage.json" for c in verschil.beschrijving),
        *(f"de uitleg bij {naam}.csv" for naam in verschil.uitleg),
    ]
    more = [plural(len(found) - at_most, "andere plek", "andere plekken")]
    return opsomming(found[:at_most] + (more if len(found) > at_most else []))


def _rows(rows: Iterable[Rij]) -> int:
    return sum(rij.tabel not in OVER_DE_DATA for rij in rows)


def _cells(verschil: Versieverschil) -> int:
    return sum(cel.tabel not in OVER_DE_DATA for cel in verschil.cellen)


def rij_naam(catalogue: Catalogue, pakket: str, tabel: str, rij: str, cellen: Row) -> str:
    """What a row is called for readers; its key where its cells say too little.

    `cellen` are texts, and may be of an older version of the standard.
    """
    indicator = catalogue.register.indicatoren.get(cellen.get("indicator", ""))
    if tabel in ("cijfers", "controlecijfers") and indicator is not None:
        organisatie = catalogue.register.organisaties.get(cellen.get("organisatie", ""), {})
        who = organisatie.get("naam", cellen.get("organisatie", ""))
        document = catalogue.by_name.get(pakket)
        parts = [indicator["naam"], who]
        for kolom, usual in (("onderdeel", GEHEEL), ("variant", BASIS)):
            naam = cellen.get(kolom, usual)
            if naam != usual:
                parts.append(document.sleutel_naam(kolom, naam) if document else naam)
        parts += [AARD_TEKST.get(cellen.get("aard", ""), ""), period_text(cellen, indicator)]
        return ", ".join(filter(None, parts))
    for kolom in ("omschrijving", "titel", "term", "naam"):
        if cellen.get(kolom):
            return str(cellen[kolom])
    return rij


def cel_tekst(catalogue: Catalogue, tabel: str, kolom: str, text: str) -> str:
    """The text of a cell for readers: a number as Dutch readers write it."""
    column = columns_of(catalogue.standaard.schemas, tabel).get(kolom)
    if column is not None and column.type == "number" and NUMBER.fullmatch(text):
        return getal(float(text))
    return text


def tabel_naam(catalogue: Catalogue, tabel: str) -> str:
    """What a table is called for readers."""
    schema = catalogue.standaard.schemas.get(tabel)
    return schema.titel if schema is not None else tabel or "Beschrijving"


def kolom_naam(catalogue: Catalogue, tabel: str, kolom: str) -> str:
    """What a column is called for readers."""
    column = columns_of(catalogue.standaard.schemas, tabel).get(kolom)
    return column.titel if column is not None else kolom
