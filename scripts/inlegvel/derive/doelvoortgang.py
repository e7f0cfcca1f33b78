"""How each goal with a number stands: the share of the gap closed against the share of the time.

What is planned is never taken for what was measured; it stands beside it, with the reason
where the two cannot be compared.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from inlegvel.derive.doelmetingen import Begin, Cijfers, Meting, arrange
from inlegvel.derive.doelopgaven import Opgave, opgaven
from inlegvel.derive.doelplannen import plans
from inlegvel.derive.doelstand import TOO_LARGE, Stand, finite, stand_of
from inlegvel.derive.doelzinnen import sentence
from inlegvel.derive.facts import Facts
from inlegvel.model import Row

NO_MEASUREMENT = "geen-meting"
STATUSSEN: Mapping[str, str] = {
    "gehaald": "gehaald",
    "niet-gehaald": "niet gehaald",
    "nu-gehaald": "gehaald bij de laatste meting",
    "vastgehouden": "vastgehouden bij de laatste meting",
    "op-schema": "op schema bij de laatste meting",
    "achter": "achter bij de laatste meting",
    "goede-kant": "gaat de goede kant op",
    "gelijk-gebleven": "gelijk gebleven",
    "verkeerde-kant": "gaat de verkeerde kant op",
    "losgelaten": "was gehaald, bij de laatste meting niet meer",
    "nog-niet-begonnen": "nog niet begonnen",
    NO_MEASUREMENT: "niet te zeggen: geen meting",
    "geen-begin": "niet te zeggen: geen beginwaarde",
    "niet-te-berekenen": "niet te zeggen: niet te berekenen",
}

NO_WAY = "bij deze indicator is hoger niet beter en lager ook niet"
LIMIT = "de meting noemt alleen een grens"

Rijen = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Doelvoortgang:
    """One goal: its target, start and measurement, and what follows from them.

    Values, distances and needs are in the indicator's unit, shares in percent. What is not
    known, or has no limit, is None: nothing here is infinite.
    """

    document: str
    doel: str
    indicator: str
    soort: str
    maat: str
    doel_van: float | None
    """The lowest value that is good; None where every lower value is."""
    doel_tot: float | None
    """The highest value that is good; None where every higher value is."""
    jaar_van: int | None
    jaar_tot: int | None
    begin_waarde: float | None
    begin_jaar: int | None
    begin_bron: str
    """papier (the goal names it), meting, nul (a count that starts), or empty."""
    begin_rijen: Rijen
    """Document and row identifier of the figure it is taken from."""
    meting_waarde: float | None
    """The latest measurement; of a count the sum from the goal's first year on."""
    meting_grens: str
    meting_van: int | None
    meting_jaar: int | None
    meting_rijen: Rijen
    """Document and row identifier of each figure it is made of."""
    aantal_metingen: int
    afstand_begin: float | None
    afstand_nu: float | None
    aandeel_afstand: float | None
    """Share of the distance covered: below 0 where it grew, 100 at the goal."""
    aandeel_tijd_meting: float | None
    """Share of the time passed at the measurement."""
    aandeel_tijd: float | None
    """Share of the time passed at the register's peildatum."""
    nog_nodig: float | None
    nog_nodig_per_jaar: float | None
    """Spread over the years after the measurement; None once the goal's time is over."""
    jaren_na_meting: float | None
    """Years from the measurement to the end of the goal."""
    jaren_over: float | None
    """Years from the peildatum to the end of the goal."""
    status: str
    """A key of `STATUSSEN`."""
    reden: str
    """Why nothing can be said, where the status alone does not tell."""
    zin: str
    plannen: tuple[tuple[Row, str], ...]
    """Each plan's figure, and why it is not comparable; empty where it is."""


def doelvoortgang(facts: Facts) -> dict[tuple[str, str], Doelvoortgang]:
    """How every goal with an indicator and a number stands, by document and goal."""
    cijfers = arrange(facts)
    return {
        (opgave.document.naam, opgave.doel["doel"]): _voortgang(cijfers, opgave)
        for opgave in opgaven(facts)
    }


def _voortgang(cijfers: Cijfers, opgave: Opgave) -> Doelvoortgang:
    stand = stand_of(cijfers, opgave)
    status, reden = verdict(stand)
    low, high = stand.grenzen or (-float("inf"), float("inf"))
    doel = opgave.doel
    return Doelvoortgang(
        document=opgave.document.naam,
        doel=doel["doel"],
        indicator=doel["indicator"],
        soort=doel["soort"],
        maat=doel["maat"],
        doel_van=finite(low),
        doel_tot=finite(high),
        jaar_van=doel["jaar_van"],
        jaar_tot=doel["jaar_tot"],
        **_begin(stand.begin),
        **_meting(stand.meting),
        aantal_metingen=stand.aantal,
        **_shares(stand),
        status=status,
        reden=reden,
        zin=sentence(stand, status, reden),
        plannen=tuple(plans(cijfers, opgave, _no_target(stand))),
    )


def _begin(begin: Begin | None) -> dict[str, Any]:
    return {
        "begin_waarde": begin.waarde if begin else None,
        "begin_jaar": begin.jaar if begin else None,
        "begin_bron": begin.bron if begin else "",
        "begin_rijen": begin.rijen if begin else (),
    }


def _meting(meting: Meting | None) -> dict[str, Any]:
    return {
        "meting_waarde": meting.waarde if meting else None,
        "meting_grens": meting.grens if meting else "",
        "meting_van": meting.van if meting else None,
        "meting_jaar": meting.jaar if meting else None,
        "meting_rijen": meting.rijen if meting else (),
    }


def _shares(stand: Stand) -> dict[str, Any]:
    over = None if stand.einde is None else round(max(stand.einde - stand.nu, 0.0), 4)
    return {
        "afstand_begin": stand.afstand_begin,
        "afstand_nu": stand.afstand_nu,
        "aandeel_afstand": stand.aandeel_afstand,
        "aandeel_tijd_meting": stand.aandeel_tijd(stand.moment),
        "aandeel_tijd": stand.aandeel_tijd(stand.nu),
        "nog_nodig": stand.afstand_nu,
        "nog_nodig_per_jaar": stand.nodig_per_jaar,
        "jaren_na_meting": stand.jaren_na_meting,
        "jaren_over": over,
    }


def _no_target(stand: Stand) -> str:
    """Why there is no level that a plan can be held against; mostly nothing."""
    if stand.grenzen is not None:
        return ""
    if not stand.opgave.begrensd:
        return "het doel noemt geen getal"
    return stand.reden or "het doel is een verandering en de beginwaarde ontbreekt"


def verdict(stand: Stand) -> tuple[str, str]:
    """The status of a goal, and why nothing can be said where that is not clear from it."""
    if stand.opgave.start is not None and stand.nu <= stand.opgave.start:
        return "nog-niet-begonnen", ""
    if stand.reden and stand.aantal:
        return "niet-te-berekenen", stand.reden
    if stand.meting is None:
        return "geen-meting", stand.onvolledig
    if not stand.opgave.begrensd:
        return _moved(stand, stand.meting)
    return _met(stand) if stand.grenzen else ("geen-begin", "")


def _moved(stand: Stand, meting: Meting) -> tuple[str, str]:
    """The status of a goal without a number: whether the measurement moved the right way."""
    richting = stand.opgave.indicator["richting"]
    if richting == "neutraal":
        return "niet-te-berekenen", NO_WAY
    if stand.begin is None:
        return "geen-begin", ""
    start = stand.begin.waarde
    if meting.laag == meting.hoog == start:
        return "gelijk-gebleven", ""
    if meting.laag <= start <= meting.hoog:
        return "niet-te-berekenen", LIMIT
    better = (meting.laag > start) == (richting == "hoger")
    return ("goede-kant" if better else "verkeerde-kant"), ""


def _met(stand: Stand) -> tuple[str, str]:
    met = stand.gehaald
    if met is None:
        return "niet-te-berekenen", LIMIT
    if stand.is_eindmeting:
        return ("gehaald" if met else "niet-gehaald"), ""
    hold = stand.opgave.doel["soort"] == "behouden" and stand.begin is None
    if hold or stand.afstand_begin == 0:
        return ("vastgehouden" if met else "losgelaten"), ""
    if met:
        return "nu-gehaald", ""
    return _under_way(stand)


def _under_way(stand: Stand) -> tuple[str, str]:
    first, now = stand.afstand_begin, stand.afstand_nu
    if stand.begin is None:
        return "geen-begin", ""
    if first is None or now is None:
        limited = stand.meting is not None and stand.meting.laag != stand.meting.hoog
        return "niet-te-berekenen", LIMIT if limited else TOO_LARGE
    if now > first:
        return "verkeerde-kant", ""
    share, time = stand.aandeel_afstand, stand.aandeel_tijd(stand.moment)
    if share is None or time is None:
        return ("gelijk-gebleven" if now == first else "goede-kant"), ""
    return ("op-schema" if share >= time else "achter"), ""
