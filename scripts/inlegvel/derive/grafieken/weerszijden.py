"""What is added to the right, what is taken away to the left, and what they come to."""

from inlegvel.derive.formules import Name, Node, Operation, parse, readable
from inlegvel.derive.grafieken.blad import Blad, Sleutel, te_tekenen
from inlegvel.derive.grafieken.grafiek import (
    Grafiek,
    Reeks,
    Regel,
    Waarde,
    hoeveel,
    noten,
    uitersten,
    waarde_van,
)
from inlegvel.derive.grafieken.staven import KOP, by_size
from inlegvel.dutch import in_zin, met_eenheid, opsomming
from inlegvel.figures import is_empty, lacks
from inlegvel.model import Row

Terms = tuple[tuple[str, int], ...]


def weerszijden(blad: Blad, key: Sleutel) -> Grafiek | None:
    """The parts of a derived indicator per organisation; nothing where it is no sum of counts."""
    terms = terms_of(blad, key.indicator)
    if {sign for _, sign in terms} != {1, -1}:
        return None
    rows = blad.per_organisatie(key)
    parts = [(naam, sign, blad.per_organisatie(key.van(naam))) for naam, sign in terms]
    rows = {
        who: row
        for who, row in rows.items()
        if all(who in found and not is_empty(found[who]) for _, _, found in parts)
    }
    used = [found[who] for _, _, found in parts for who in rows]
    if not te_tekenen(rows) or any(row["waarde"] < 0 for row in used):
        return None
    indicator = blad.indicatoren[key.indicator]
    lines = [
        Regel(
            blad.naam(who),
            tuple(waarde_van(found[who], blad.indicatoren[naam]) for naam, _, found in parts),
            _saldo(row, indicator),
        )
        for who, row in by_size(rows)
    ]
    return Grafiek(
        naam=key.naam,
        soort="weerszijden",
        document=blad.document.naam,
        titel=f"{indicator['naam']}: wat komt erbij en wat gaat eraf",
        wat=blad.wat(key),
        kop=KOP,
        reeksen=tuple(Reeks(blad.indicatoren[naam]["naam"], sign) for naam, sign in terms),
        regels=tuple(lines),
        samenvatting=" ".join(_said(blad, key, terms, lines)),
        eenheid=indicator["eenheid"],
        noten=tuple(_notes(blad, key, terms, rows)),
        indicatoren=(key.indicator,),
        saldo=indicator["naam"],
    )


def terms_of(blad: Blad, indicator: str) -> Terms:
    """The indicators that a formula adds (1) and takes away (-1); empty where it does more.

    Only counts that are never negative: anything else cannot stand to one side.
    """
    formules = readable(blad.indicatoren)
    found = _flat(formules, indicator, 1)
    unit = blad.indicatoren[indicator]["eenheid"]
    for naam, _ in found:
        part = blad.indicatoren.get(naam)
        if part is None or part["eenheid"] != unit or not part["minimum"] >= 0:
            return ()
    return tuple(sorted(found, key=lambda term: -term[1]))


def _flat(formules: dict[str, str], naam: str, sign: int) -> list[tuple[str, int]]:
    """A derived indicator as the typed ones it comes from, with the sign of each."""
    return _terms(formules, parse(formules[naam]), sign) if naam in formules else [(naam, sign)]


def _terms(formules: dict[str, str], node: Node, sign: int) -> list[tuple[str, int]]:
    if isinstance(node, Name):
        return _flat(formules, node.naam, sign)
    if isinstance(node, Operation) and node.sign in ("+", "-"):
        right = _terms(formules, node.right, sign if node.sign == "+" else -sign)
        left = _terms(formules, node.left, sign)
        return [*left, *right] if left and right else []
    return []


def _saldo(row: Row, indicator: Row) -> Waarde:
    value = waarde_van(row, indicator)
    words = erbij(row["waarde"], indicator["eenheid"])
    return Waarde(value.waarde, words, value.rij, value.twijfel, value.grens)


def erbij(value: float, eenheid: str) -> str:
    """A change in words: `94 woningen erbij`, `56 woningen minder`, `0 woningen`."""
    return f"{met_eenheid(value, eenheid)} erbij" if value > 0 else hoeveel(value, eenheid)


def _said(blad: Blad, key: Sleutel, terms: Terms, lines: list[Regel]) -> list[str]:
    eenheid = blad.indicatoren[key.indicator]["eenheid"]
    said = []
    for word, side in (("Erbij", 1), ("Eraf", -1)):
        totals = [(naam, blad.totaal(key.van(naam))) for naam, sign in terms if sign == side]
        amounts = [
            f"{in_zin(blad.indicatoren[naam]['naam'])} {met_eenheid(row['waarde'], eenheid)}"
            for naam, row in totals
            if row is not None and not is_empty(row)
        ]
        if amounts:
            said.append(f"{word}: {opsomming(amounts)}.")
    total = blad.totaal(key)
    if total is not None and not is_empty(total):
        lacking = lacks(total, blad.indicatoren[key.indicator], blad.organisaties)
        without = f" ({lacking})" if lacking else ""
        said.append(f"Per saldo is dat samen {erbij(total['waarde'], eenheid)}{without}.")
    nets = [(line.label, line.saldo) for line in lines if line.saldo is not None]
    return said + uitersten(nets, eenheid, erbij)


def _notes(blad: Blad, key: Sleutel, terms: Terms, rows: dict[str, Row]) -> list[str]:
    """Limits and doubts per part, and who lacks a part, so that nothing can be drawn."""
    found = []
    for naam, _ in terms:
        indicator = blad.indicatoren[naam]
        part = blad.per_organisatie(key.van(naam))
        lines = [(blad.naam(who), row) for who, row in part.items() if who in rows]
        found += [f"{indicator['naam']}. {note}" for note in noten(lines, indicator)]
    several = dict.fromkeys(
        who for naam, _ in terms for who in blad.per_organisatie(key.van(naam)) if who not in rows
    )
    if several:
        names = opsomming(blad.naam(who) for who in several)
        found.append(f"Niet getekend, want niet alle getallen zijn er: {names}.")
    return found
