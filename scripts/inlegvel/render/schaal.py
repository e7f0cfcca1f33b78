"""One goal on a scale: start, measurement, comparable plans and the target."""

import math
from dataclasses import dataclass

from inlegvel.derive.doelvoortgang import Doelvoortgang
from inlegvel.dutch import GRENZEN, met_eenheid
from inlegvel.model import Row
from inlegvel.render.html import environment

LEFT, WIDTH = 10.0, 340.0


@dataclass(frozen=True)
class Mark:
    """One value on the scale; `kind` is its class and its shape."""

    x: float
    kind: str
    label: str
    line: int


def scale_svg(progress: Doelvoortgang, indicator: Row) -> str:
    """The scale as inline SVG; empty where fewer than two values are known.

    A range without any value stands on the whole scale of its indicator.
    A plan stands on it only where it can be compared with the goal, and always with a
    shape and a word of its own: it is never a measurement.
    """
    values = _values(progress)
    bounds = [bound for bound in (progress.doel_van, progress.doel_tot) if bound is not None]
    known = [value for value, _, _ in values] + bounds
    ends = _ends(indicator) if not values and len(set(bounds)) > 1 else ()
    if not bounds or not (values or ends) or len(set(known)) < 2:
        return ""
    low, high = min([*known, *ends]), max([*known, *ends])
    room = 0.0 if ends else (high - low) * 0.08

    def place(value: float) -> float:
        return float(round(LEFT + (value - low + room) / (high - low + 2 * room) * WIDTH, 1))

    unit = indicator["eenheid"]
    marks = [
        Mark(place(value), kind, f"{word} {met_eenheid(value, unit)}", line)
        for line, (value, kind, word) in enumerate(dict.fromkeys(values))
    ]
    target = (
        place(progress.doel_van) if progress.doel_van is not None else LEFT,
        place(progress.doel_tot) if progress.doel_tot is not None else LEFT + WIDTH,
    )
    svg: str = (
        environment()
        .get_template("scale.svg")
        .render(
            width=LEFT * 2 + WIDTH,
            height=44 + 18 * max(len(marks), len(ends) // 2),
            left=LEFT,
            right=LEFT + WIDTH,
            target=target,
            goal="doel: " + " tot en met ".join(met_eenheid(bound, unit) for bound in bounds),
            marks=marks,
            ends=[(place(end), met_eenheid(end, unit)) for end in ends],
            summary=progress.zin,
        )
    )
    return svg


def _values(progress: Doelvoortgang) -> list[tuple[float, str, str]]:
    """What stands on the scale besides the target: value, kind and word."""
    return [
        (value, kind, word)
        for value, kind, word in (
            (progress.begin_waarde, "begin", "begin"),
            (progress.meting_waarde, "meting", "meting"),
            *(
                (plan["waarde"], "plan", f"plan {GRENZEN.get(plan['grens'], '')}".strip())
                for plan, reason in progress.plannen
                if not reason
            ),
        )
        if value is not None and not math.isnan(value)
    ]


def _ends(indicator: Row) -> tuple[float, ...]:
    """Between which values every figure lies, so that a range alone has a place as well."""
    ends = (indicator["minimum"], indicator["maximum"])
    return ends if all(math.isfinite(end) for end in ends) else ()


def scale_rows(progress: Doelvoortgang) -> list[list[str | float]]:
    """The numbers on the scale, each with what it is."""
    bounds = (("doel, vanaf", progress.doel_van), ("doel, tot en met", progress.doel_tot))
    named = [(word, value) for word, value in bounds if value is not None]
    named += [(word, value) for value, _, word in dict.fromkeys(_values(progress))]
    return [[word, value] for word, value in named]
