"""Bars per organisation, and bars of which a part is marked."""

from inlegvel.derive.grafieken.blad import Blad, Sleutel, te_tekenen
from inlegvel.derive.grafieken.grafiek import (
    GEEN,
    Grafiek,
    Reeks,
    Regel,
    niet_getekend,
    noten,
    samen,
    uitersten,
    waarde_van,
)
from inlegvel.dutch import in_zin
from inlegvel.figures import is_empty
from inlegvel.model import Row

KOP = "Organisatie"


def staven(blad: Blad, key: Sleutel) -> Grafiek | None:
    """A bar per organisation, longest first; nothing where there is little to compare."""
    rows = blad.per_organisatie(key)
    if not te_tekenen(rows):
        return None
    indicator = blad.indicatoren[key.indicator]
    lines = [(blad.naam(naam), row) for naam, row in by_size(rows)]
    values = [(who, waarde_van(row, indicator)) for who, row in lines]
    said = uitersten(values, indicator["eenheid"])
    total = blad.totaal(key) if indicator["optelbaar"] else None
    return Grafiek(
        naam=key.naam,
        soort="staven",
        document=blad.document.naam,
        titel=f"{indicator['naam']} per organisatie",
        wat=blad.wat(key),
        kop=KOP,
        reeksen=(Reeks(indicator["naam"]),),
        regels=tuple(Regel(who, (value,)) for who, value in values),
        samenvatting=" ".join([*said, *samen(total, indicator, blad.organisaties)]),
        eenheid=indicator["eenheid"],
        noten=noten(lines, indicator) + niet_getekend(blad.apart(key), indicator),
        indicatoren=(key.indicator,),
    )


def met_deel(blad: Blad, key: Sleutel) -> Grafiek | None:
    """Bars of a whole with the part that `key` is of it; nothing where a part is larger."""
    part = blad.indicatoren[key.indicator]
    whole = key.van(part["deel_van"])
    parts, wholes = blad.per_organisatie(key), blad.per_organisatie(whole)
    if not te_tekenen(wholes) or not _fits(parts, wholes):
        return None
    indicator = blad.indicatoren[whole.indicator]
    lines = [(naam, row, parts.get(naam)) for naam, row in by_size(wholes)]
    known = [(blad.naam(naam), waarde_van(row, indicator)) for naam, row, _ in lines]
    said = uitersten(known, indicator["eenheid"])
    total, of_total = blad.totaal(whole), blad.totaal(key)
    if total is not None and of_total is not None and not is_empty(of_total):
        said += samen(total, indicator, blad.organisaties)
        amount = waarde_van(of_total, part).tekst
        said.append(f"Daarvan {in_zin(part['naam'])}: {amount}.")
    return Grafiek(
        naam=key.naam,
        soort="deel",
        document=blad.document.naam,
        titel=f"{indicator['naam']}, en daarvan: {in_zin(part['naam'])}",
        wat=blad.wat(whole),
        kop=KOP,
        reeksen=(Reeks(indicator["naam"]), Reeks(f"Daarvan: {in_zin(part['naam'])}")),
        regels=tuple(
            Regel(
                blad.naam(naam),
                (waarde_van(row, indicator), waarde_van(inner, part) if inner else GEEN),
            )
            for naam, row, inner in lines
        ),
        samenvatting=" ".join(said),
        eenheid=indicator["eenheid"],
        noten=noten([(blad.naam(naam), row) for naam, row, _ in lines], indicator)
        + noten([(blad.naam(naam), row) for naam, row in parts.items()], part)
        + niet_getekend(blad.apart(whole), indicator),
        indicatoren=(whole.indicator, key.indicator),
    )


def _fits(parts: dict[str, Row], wholes: dict[str, Row]) -> bool:
    """Whether every part stands within a whole: no limits, none larger, none without one."""
    for naam, row in parts.items():
        if is_empty(row):
            continue
        whole = wholes.get(naam)
        if whole is None or is_empty(whole) or row["grens"] or whole["grens"]:
            return False
        if not 0 <= row["waarde"] <= whole["waarde"]:
            return False
    return any(not is_empty(row) for row in parts.values())


def by_size(rows: dict[str, Row]) -> list[tuple[str, Row]]:
    """Organisations with the largest value first, and those without a number last."""
    known = {naam: row for naam, row in rows.items() if not is_empty(row)}
    return [
        *sorted(known.items(), key=lambda item: -item[1]["waarde"]),
        *((naam, row) for naam, row in rows.items() if naam not in known),
    ]
