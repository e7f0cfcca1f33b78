"""One figure in words: its value, its unit, its status, its period."""

import math
import re
from collections.abc import Mapping

from inlegvel.dutch import GRENZEN, TEKENS, getal, hoofdletter, in_zin, met_eenheid, opsomming
from inlegvel.model import SAMEN, Row

STATUS_TEKST = {
    "nader-te-bepalen": "nader te bepalen",
    "in-onderzoek": "in onderzoek",
    "onbekend": "onbekend",
    "indicatief": "indicatie",
    "vast": "vast",
}
AARD_TEKST = {"voornemen": "plan", "realisatie": "resultaat", "prognose": "verwachting"}
REIKWIJDTE_TEKST = {
    "gebied": "",
    "werkgebied": "geldt voor het hele werkgebied",
    "landelijk": "geldt voor heel Nederland",
}


def periode(row: Row, meetwijze: str) -> str:
    """`2022`, `2022 tot en met 2026`, or `eind 2026` for a figure that holds at a moment."""
    if meetwijze == "stand":
        return f"eind {row['jaar_tot']}"
    if row["jaar_van"] == row["jaar_tot"]:
        return str(row["jaar_van"])
    return f"{row['jaar_van']} tot en met {row['jaar_tot']}"


TURNED = str.maketrans("<>", "><")

# What a note in our own words may have said already.
REACH_SAID = re.compile(r"werkgebied|heel Nederland|hele land", re.IGNORECASE)
NOT_ADDED = "Dit cijfer telt niet mee in het totaal."
STUDIED = "Dit aantal is nog in onderzoek."
COUNT_SAID = re.compile(r"\btelt\b[^.]*\bmee\b", re.IGNORECASE)


def is_empty(row: Row) -> bool:
    """Whether the figure has no number."""
    return bool(row["waarde"] != row["waarde"])


def is_open(row: Row) -> bool:
    """Whether the figure is still to come: no number, and no words that stand for one."""
    said = row["waarde_tekst"] and row["status"] in ("vast", "indicatief")
    return is_empty(row) and not said


def value_text(row: Row, indicator: Row, *, with_unit: bool = False) -> str:
    """The value for readers; for an open figure the reason why it is not there."""
    if is_open(row):
        return STATUS_TEKST[row["status"]]
    if is_empty(row):
        return str(row["waarde_tekst"])
    number = met_eenheid(row["waarde"], indicator["eenheid"]) if with_unit else getal(row["waarde"])
    return f"{GRENZEN[row['grens']]} {number}" if row["grens"] else number


def number_text(row: Row) -> str:
    """The number alone, with its limit in words: ``hoogstens 150``."""
    number = getal(row["waarde"])
    return f"{GRENZEN[row['grens']]} {number}" if row["grens"] else number


def change(row: Row) -> tuple[float, str, str]:
    """How much more or less: the amount, its limit, and ``erbij`` or ``minder``."""
    if row["waarde"] < 0:
        # Less than nothing: hoogstens −5 is minstens 5 minder.
        return -row["waarde"], row["grens"].translate(TURNED), "minder"
    return row["waarde"], row["grens"], "erbij"


def change_text(row: Row, indicator: Row) -> str:
    """A change in words: ``94 woningen erbij`` or ``56 woningen minder``."""
    value, limit, way = change(row)
    amount = met_eenheid(value, indicator["eenheid"])
    return f"{GRENZEN[limit]} {amount} {way}" if limit else f"{amount} {way}"


def cell_text(row: Row, indicator: Row) -> str:
    """The value in a table that names the unit: of the unit only a sign such as % stays."""
    return value_text(row, indicator, with_unit=indicator["eenheid"] in TEKENS)


def period_text(row: Row, indicator: Row) -> str:
    """The period in words."""
    return periode(row, indicator["meetwijze"])


def organisatie_naam(row: Row, organisaties: Mapping[str, Row]) -> str:
    """Whose figure it is: a name, or that it is our total of several."""
    if row["rijsoort"] == "totaal" and row["organisatie"] == SAMEN:
        return "Totaal"
    organisatie = organisaties.get(row["organisatie"])
    return str(organisatie["naam"]) if organisatie else str(row["organisatie"])


def sentence(row: Row, indicator: Row, organisaties: Mapping[str, Row]) -> str:
    """Who, when, plan or result, how much, and who is missing from a total: one sentence."""
    who = organisatie_naam(row, organisaties)
    kind = hoofdletter(AARD_TEKST[row["aard"]])
    when = period_text(row, indicator)
    value = value_text(row, indicator, with_unit=True)
    lacking = lacks(row, indicator, organisaties)
    without = f" ({lacking})" if lacking else ""
    name = in_zin(indicator["naam"])
    return f"{kind} voor {when}, {who}{without}: {name} {value}."


def lacks(row: Row, indicator: Row, organisaties: Mapping[str, Row]) -> str:
    """Whom a total lacks: `zonder Lefier`. What follows from a formula may have part of theirs."""
    names = opsomming([organisaties[naam]["naam"] for naam in row["ontbreekt"].split(";") if naam])
    if not names:
        return ""
    if indicator["formule"]:
        return f"niet alle cijfers van {names} zijn bekend"
    return f"zonder {names}"


def figure_notes(row: Row) -> list[str]:
    """What a reader must know beside a figure."""
    said = str(row["toelichting"])
    found = [said] if said else []
    reach = REIKWIJDTE_TEKST[row["reikwijdte"]]
    if reach and not REACH_SAID.search(said):
        found.append(f"Dit cijfer {reach}.")
    if row["periode_tekst"] and f"‘{row['periode_tekst']}’" not in said:
        found.append(f"Periode in het papier: {row['periode_tekst']}.")
    if not row["telt_mee"] and not is_empty(row):
        if row["rijsoort"] == "afgeleid":
            found.append("Rekent met een cijfer dat niet meetelt in het totaal.")
        elif not COUNT_SAID.search(said):
            found.append(NOT_ADDED)
    if row["status"] == "in-onderzoek" and not is_empty(row):
        found.append(STUDIED)
    return found


def telregel(*, samen: bool) -> list[str]:
    """How to sum figures without counting twice, in sentences, column names in ‘quotes’.

    `samen`: in the table of all documents, which also has what we computed and summed.
    """
    if not samen:
        return [
            "Onderdelen, organisaties en wat voor allen samen geldt, staan naast elkaar.",
            "Tel ze dus niet samen op.",
            "De totalen staan klaar in de gegevensset ‘alle-cijfers’.",
        ]
    return [
        "Tel zelf geen rijen op: onderdelen, organisaties en totalen staan naast elkaar.",
        "Kies in de kolom ‘organisatie’ alleen ‘samen’ en in ‘onderdeel’ alleen ‘geheel’.",
        "Kies in ‘variant’ alleen ‘basis’ en in ‘telt_mee’ alleen ‘ja’.",
        "Kies daarna één ‘document’, één ‘indicator’, één ‘aard’ en één periode (‘jaar_van’ en "
        "‘jaar_tot’).",
        "De rij die u overhoudt, is het totaal. In ‘ontbreekt’ staat wie er niet in zit.",
        "Houdt u geen rij over? Dan heeft één organisatie dit cijfer, of het is geen cijfer om "
        "op te tellen, zoals een gemiddelde.",
    ]


def goal_text(doel: Row, indicator: Row | None) -> str:
    """A goal's number in words; empty for a goal without one."""
    low, high = doel["ondergrens"], doel["bovengrens"]
    if indicator is None or not (_has(low) or _has(high)):
        return ""
    begin = doel["basis_waarde"]
    start = f" (begin: {_amount(begin, indicator)})" if _has(begin) else ""
    if doel["maat"] == "verandering-procent":
        return _change(doel, low if _has(low) else high) + start
    if doel["maat"] == "verandering":
        value = low if _has(low) else high
        way = "minder" if value < 0 else "meer"
        return f"{_amount(abs(value), indicator)} {way}{start}"
    if doel["soort"] == "tussen" and _has(low) and _has(high):
        words = f"tussen {_amount(low, indicator)} en {_amount(high, indicator)}"
    elif doel["soort"] == "minimaal" and _has(low):
        to = f" tot {_amount(high, indicator)}" if _has(high) else ""
        words = f"minstens {getal(low) if to else _amount(low, indicator)}{to}"
    elif doel["soort"] == "maximaal" and _has(high):
        words = f"hoogstens {_amount(high, indicator)}"
    else:
        words = _amount(low if _has(low) else high, indicator)
    return words + start


def _change(doel: Row, value: float) -> str:
    way = "minder" if value < 0 else "meer"
    since = f" dan {doel['basis_periode']}" if doel["basis_periode"] else ""
    return f"{getal(abs(value))}% {way}{since}"


def _amount(value: float, indicator: Row) -> str:
    return met_eenheid(value, indicator["eenheid"])


def _has(value: float) -> bool:
    return not math.isnan(value)
