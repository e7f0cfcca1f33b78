"""A goal's sum as a sentence: target, measurement, share, and what is still needed."""

import math

from inlegvel.derive.doelmetingen import Begin, Meting, years_in
from inlegvel.derive.doelopgaven import given
from inlegvel.derive.doelstand import Interval, Stand, sides_of
from inlegvel.dutch import GRENZEN, getal, hoofdletter, jaren, met_eenheid

YEARLY = ("minimaal", "maximaal", "tussen", "behouden")
WAYS = {
    "goede-kant": "het gaat de goede kant op",
    "gelijk-gebleven": "het is gelijk gebleven",
    "verkeerde-kant": "het gaat de verkeerde kant op",
}


def sentence(stand: Stand, status: str, reden: str) -> str:
    """How a goal stands in two short plain sentences, with its numbers and units."""
    goal = f"het doel{_by_when(stand)} is {_wanted(stand)}"
    follows = _follows(stand, status, reden)
    if status == "nog-niet-begonnen":
        return f"{hoofdletter(goal)}. {follows}."
    if stand.meting is not None:
        return f"{_measured(stand, stand.meting)}; {goal}. {follows}."
    if stand.begin is not None and stand.begin.bron != "nul":
        return f"Het begin was {_start(stand, stand.begin)}; {goal}. {follows}."
    return f"{hoofdletter(goal)}. {follows}."


def _follows(stand: Stand, status: str, reden: str) -> str:
    need = _amount(stand, stand.afstand_nu, gap=True)
    unknown = "Hoe het ermee staat, is niet te zeggen"
    later = stand.begin is not None and stand.begin.bron != "nul"
    texts = {
        "nog-niet-begonnen": f"Het begint pas in {stand.opgave.start}",
        "geen-meting": f"{unknown}: er is geen {'latere ' if later else ''}meting"
        + (f" van iedereen, want {reden}" if reden else ""),
        "niet-te-berekenen": f"{unknown}: {reden}",
        "geen-begin": f"{unknown}: de beginwaarde ontbreekt{_still(stand, need)}",
        "gehaald": "Dat is gehaald",
        "niet-gehaald": f"Dat is niet gehaald{_difference(need)}",
        "nu-gehaald": f"Bij deze meting is het gehaald{_unfinished(stand)}",
        "vastgehouden": f"Bij deze meting is het nog steeds goed{_unfinished(stand)}",
        "losgelaten": f"Bij het begin was het goed, nu niet meer{_difference(need)}",
    }
    return texts[status] if status in texts else _way(stand, status) + _still(stand, need)


def _way(stand: Stand, status: str) -> str:
    """How far a goal is that is under way."""
    share, time = stand.aandeel_afstand, stand.aandeel_tijd(stand.moment)
    start = stand.begin if stand.begin is not None and stand.begin.bron != "nul" else None
    if status in WAYS or share is None or time is None:
        told = WAYS[status]
        return f"Het begin was {_start(stand, start)}: {told}" if start else hoofdletter(told)
    covered, passed = apart(share, time)
    of_the_way = f"{covered}% van de weg, in {passed}% van de tijd"
    return f"Vanaf {_start(stand, start)} is dat {of_the_way}" if start else f"Dat is {of_the_way}"


def _still(stand: Stand, need: str) -> str:
    """What is still needed, while there is time."""
    if stand.is_over:
        return _unfinished(stand)
    if not need:
        return ""
    yearly = _amount(stand, stand.nodig_per_jaar, gap=True)
    each = f", elk jaar gemiddeld {yearly}" if yearly and yearly != need else ""
    return f"; nog nodig: {need}{each}"


def _difference(need: str) -> str:
    return f": het verschil is {need}" if need else ""


def _unfinished(stand: Stand) -> str:
    """That the goal's time is over but its end was not measured."""
    if not stand.is_over or stand.is_eindmeting:
        return ""
    return f"; een meting van {stand.opgave.doel['jaar_tot']} ontbreekt"


def _wanted(stand: Stand) -> str:
    """What the goal asks: ``hoogstens 17%``."""
    opgave, sides = stand.opgave, sides_of(stand.opgave)
    if sides is None:
        better = opgave.indicator["richting"]
        return "een ander cijfer" if better == "neutraal" else f"een {better} cijfer"
    if opgave.is_verandering:
        return _changed(stand, sides)
    high = opgave.doel["bovengrens"]
    if opgave.doel["soort"] == "minimaal" and given(high) and high > sides[0]:
        return f"minstens {getal(sides[0])} tot {_amount(stand, high)}"
    return _range(stand, sides)


def _changed(stand: Stand, sides: Interval) -> str:
    """A change since the start, and the level it comes to where the start is known."""
    opgave = stand.opgave
    period = opgave.doel["basis_periode"]
    years = "-".join(str(year) for year in years_in(period))
    text = f"{_change(stand, sides)} dan {f'in {years}' if years else period or 'aan het begin'}"
    return f"{text}, dus {_range(stand, stand.grenzen)}" if stand.grenzen else text


def _range(stand: Stand, grenzen: Interval) -> str:
    low, high = grenzen
    if low == high:
        return _amount(stand, low)
    if math.isinf(high):
        return f"minstens {_amount(stand, low)}"
    if math.isinf(low):
        return f"hoogstens {_amount(stand, high)}"
    return f"{_amount(stand, low)} tot en met {_amount(stand, high)}"


def _change(stand: Stand, sides: Interval) -> str:
    """A change in words: ``minstens 10% lager``."""
    low, high = sides
    if low == high:
        return _step(stand, low)
    if not math.isinf(low) and not math.isinf(high):
        return f"{_step(stand, low)} tot {_step(stand, high)}"
    limit, upward = (low, True) if math.isinf(high) else (high, False)
    if limit == 0:
        return "niet lager" if upward else "niet hoger"
    return f"{'minstens' if (limit > 0) == upward else 'hoogstens'} {_step(stand, limit)}"


def _step(stand: Stand, change: float) -> str:
    size = abs(change)
    text = f"{getal(size)}%" if stand.opgave.is_procent else _amount(stand, size, gap=True)
    return f"{text} {'lager' if change < 0 else 'hoger'}"


def _by_when(stand: Stand) -> str:
    """The goal's time, after a space: ``voor eind 2025``."""
    opgave = stand.opgave
    van, tot = opgave.doel["jaar_van"], opgave.doel["jaar_tot"]
    if tot is None:
        return ""
    if opgave.indicator["meetwijze"] == "stand":
        return f" voor eind {tot}"
    if opgave.optellen or (van is not None and opgave.doel["soort"] in YEARLY):
        return f" voor {jaren(opgave.start or tot if opgave.optellen else van, tot)}"
    return f" voor {tot}"


def _measured(stand: Stand, meting: Meting) -> str:
    value = _amount(stand, meting.waarde)
    if meting.grens:
        value = f"{GRENZEN[meting.grens]} {value}"
    if stand.opgave.indicator["meetwijze"] == "stand":
        return f"Eind {meting.jaar} was het {value}"
    whole = "van iedereen " if stand.gat_onvolledig else ""
    lacks = f" ({stand.gat} is niet {whole}gemeten)" if stand.gat else ""
    return f"Over {jaren(meting.van, meting.jaar)} is het {value}{lacks}"


def _start(stand: Stand, begin: Begin) -> str:
    when = "" if begin.jaar is None else f" in {begin.jaar}"
    return f"{_amount(stand, begin.waarde)}{when}"


def _amount(stand: Stand, value: float | None, *, gap: bool = False) -> str:
    """A number with its unit, rounded to the indicator's decimals; empty for None.

    A `gap` between two percentages is in percentage points.
    """
    if value is None:
        return ""
    unit = stand.opgave.indicator["eenheid"]
    rounded = round(value, int(stand.opgave.indicator["decimalen"]))
    if rounded == 0 != value:
        rounded = float(f"{value:.1g}")
    return met_eenheid(rounded, "procentpunt" if gap and unit == "procent" else unit)


def apart(one: float, other: float) -> tuple[str, str]:
    """Two shares in percent, with the decimals that tell them from each other and from 100."""
    texts = getal(one), getal(other)
    for decimals in range(6, -1, -1):
        shorter = getal(round(one, decimals)), getal(round(other, decimals))
        if (shorter[0] == shorter[1]) != (one == other) or (shorter[0] == "100") != (one == 100):
            break
        texts = shorter
    return texts
