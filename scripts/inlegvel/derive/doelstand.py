"""The arithmetic of a goal: its interval of good values, distances to it, shares of time.

Every kind of goal is one interval of values that are good; the distance of a value is how far
it lies outside. Distance and time are counted from the same start.
"""

import math
from calendar import isleap
from dataclasses import dataclass
from datetime import date

from inlegvel.derive.doelmetingen import (
    INFINITY,
    Begin,
    Cijfers,
    Meting,
    begin_of,
    incomplete,
    is_incomplete,
    latest,
    measured,
    neat,
    series,
    total,
)
from inlegvel.derive.doelopgaven import Opgave, given
from inlegvel.model import Row

Interval = tuple[float, float]

TOO_LARGE = "de getallen zijn te groot om mee te rekenen"
OF_ZERO = "een verandering in procenten van nul bestaat niet"
TURNED = "de ondergrens van het doel ligt boven de bovengrens"
NO_YEARS = "het doel noemt geen jaren"


@dataclass(frozen=True)
class Stand:
    """What is known of a goal, in the indicator's unit; shares are in percent."""

    opgave: Opgave
    grenzen: Interval | None
    """The interval of good values, maybe infinite; None where it is not known."""
    begin: Begin | None
    meting: Meting | None
    aantal: int
    """How many measurements there are, also those that could not be used."""
    gat: int | None
    """Of a count: the first year without a measurement, where later years have one."""
    gat_onvolledig: bool
    """Whether that year has a total, but not of everyone."""
    reden: str
    """Why nothing can be computed; mostly empty."""
    onvolledig: str
    """Why figures there are make no measurement: they are not of everyone; mostly empty."""
    nu: float
    """The end of the peildatum, as a moment in years."""

    @property
    def start(self) -> float | None:
        """The moment from which distance and time are counted."""
        if self.begin is not None and self.begin.moment is not None:
            return self.begin.moment
        return self.opgave.start

    @property
    def einde(self) -> int | None:
        """The moment at which the goal's time is over."""
        tot = self.opgave.doel["jaar_tot"]
        return None if tot is None else int(tot) + 1

    @property
    def moment(self) -> float | None:
        """The moment of the measurement, never after the peildatum."""
        return None if self.meting is None else min(self.meting.jaar + 1, self.nu)

    @property
    def is_over(self) -> bool:
        """Whether the goal's time is over at the peildatum."""
        return self.einde is not None and self.nu >= self.einde

    @property
    def is_eindmeting(self) -> bool:
        """Whether the goal's last year is over and was measured."""
        return bool(self.is_over and self.meting and self.meting.jaar + 1 == self.einde)

    @property
    def gehaald(self) -> bool | None:
        """Whether the measurement meets the goal, whatever its limits allow; None: unknown."""
        if self.meting is None or self.grenzen is None:
            return None
        low, high = self.grenzen
        if low <= self.meting.laag and self.meting.hoog <= high:
            return True
        return False if self.meting.hoog < low or high < self.meting.laag else None

    @property
    def afstand_begin(self) -> float | None:
        """How far the start lies outside the interval."""
        return None if self.begin is None else distance(self.begin.waarde, self.grenzen)

    @property
    def afstand_nu(self) -> float | None:
        """How far the measurement lies outside the interval; None for a limit outside it."""
        if self.gehaald:
            return 0.0
        if self.meting is None or self.meting.laag != self.meting.hoog:
            return None
        return distance(self.meting.waarde, self.grenzen)

    @property
    def aandeel_afstand(self) -> float | None:
        """Share of the distance at the start that is covered; 100 only where it is all."""
        first, now = self.afstand_begin, self.afstand_nu
        if not first or now is None:
            return None
        share = _percent((first - now) / first)
        return share if share is None or now == 0 else min(share, 99.999999)

    def aandeel_tijd(self, moment: float | None) -> float | None:
        """Share of the goal's time that had passed at a moment, 0 to 100."""
        start, end = self.start, self.einde
        if moment is None or start is None or end is None or end <= start:
            return None
        return _percent(min(max((moment - start) / (end - start), 0.0), 1.0))

    @property
    def jaren_na_meting(self) -> float | None:
        """Years from the measurement to the end of the goal."""
        if self.einde is None or self.moment is None:
            return None
        return round(max(self.einde - self.moment, 0.0), 4)

    @property
    def nodig_per_jaar(self) -> float | None:
        """The distance spread over the years after the measurement, while time is left."""
        if self.afstand_nu is None or not self.jaren_na_meting or self.is_over:
            return None
        return finite(neat(self.afstand_nu / self.jaren_na_meting))


def distance(value: float, grenzen: Interval | None) -> float | None:
    """How far a value lies outside an interval; 0 inside it."""
    if grenzen is None:
        return None
    low, high = grenzen
    return finite(neat(max(low - value, value - high, 0.0)))


def finite(value: float) -> float | None:
    """The number, or None where it is infinite or no number."""
    return value if math.isfinite(value) else None


def _percent(part: float) -> float | None:
    return finite(round(100 * part, 6) + 0.0) if math.isfinite(part) else None


def moment_of(day: date) -> float:
    """The end of a day as a number of years: 31 December 2025 is 2026.0."""
    return day.year + day.timetuple().tm_yday / (366 if isleap(day.year) else 365)


def stand_of(cijfers: Cijfers, opgave: Opgave) -> Stand:
    """What the figures say about a goal."""
    rows = measured(cijfers, opgave)
    gat = None
    if opgave.optellen:
        begin = begin_of(opgave, [])
        meting = None if opgave.start is None else total(rows, opgave.start)
        gat = _gap(opgave, meting, rows)
        aantal = len(rows)
    else:
        metingen = series(opgave, rows)
        begin = begin_of(opgave, metingen)
        meting = latest(opgave, begin, metingen)
        aantal = len(metingen)
    grenzen, reden = interval(opgave, begin)
    if meting is not None and not math.isfinite(meting.waarde):
        meting, reden = None, TOO_LARGE
    if opgave.optellen and meting is None and rows and not reden:
        reden = _no_first_year(cijfers, opgave)
    nu = moment_of(cijfers.facts.catalogue.register.peildatum)
    onvolledig = "" if rows else incomplete(cijfers, opgave)
    partly = gat is not None and is_incomplete(cijfers, opgave, gat)
    return Stand(opgave, grenzen, begin, meting, aantal, gat, partly, reden, onvolledig, nu)


def _no_first_year(cijfers: Cijfers, opgave: Opgave) -> str:
    """Why measurements do not add up from the goal's first year on."""
    if opgave.start is None:
        return NO_YEARS
    if is_incomplete(cijfers, opgave, opgave.start):
        return f"de meting van {opgave.start} is niet van iedereen"
    return f"een meting van {opgave.start} ontbreekt"


def _gap(opgave: Opgave, meting: Meting | None, rows: list[Row]) -> int | None:
    following = opgave.start if meting is None else meting.jaar + 1
    if following is None or not any(row["jaar_van"] > following for row in rows):
        return None
    return following


def interval(opgave: Opgave, begin: Begin | None) -> tuple[Interval | None, str]:
    """The interval of good values in the indicator's unit, or why there is none."""
    sides = sides_of(opgave)
    if sides is None:
        return None, ""
    if sides[0] > sides[1]:
        return None, TURNED
    if not opgave.is_verandering:
        return sides, ""
    return (None, "") if begin is None else _shifted(sides, begin.waarde, opgave.is_procent)


def _shifted(sides: Interval, start: float, is_procent: bool) -> tuple[Interval | None, str]:
    """A change since `start` as an interval of levels.

    A change in percent is one of the size of the start, also of a start below zero.
    """
    factor = abs(start) / 100 if is_procent else 1.0
    if factor == 0:
        return None, OF_ZERO
    low, high = (neat(start + factor * side, 15) for side in sides)
    if (math.isinf(low), math.isinf(high)) != (math.isinf(sides[0]), math.isinf(sides[1])):
        return None, TOO_LARGE
    return (low, high), ""


def sides_of(opgave: Opgave) -> Interval | None:
    """The interval as the goal writes it: a level, a change, or a change in percent.

    To reach something is to reach it or better, whichever way is better for the indicator.
    """
    doel = opgave.doel
    if not opgave.begrensd:
        return None
    known = [value for value in (doel["ondergrens"], doel["bovengrens"]) if given(value)]
    soort, richting = doel["soort"], opgave.indicator["richting"]
    reaching = soort in ("bereiken", "mijlpaal", "richting")
    if soort == "minimaal" or (reaching and richting == "hoger"):
        return known[0], INFINITY
    if soort == "maximaal" or (reaching and richting == "lager"):
        return -INFINITY, known[-1]
    if reaching:
        return known[0], known[-1]
    low, high = doel["ondergrens"], doel["bovengrens"]
    return (low if given(low) else -INFINITY), (high if given(high) else INFINITY)
