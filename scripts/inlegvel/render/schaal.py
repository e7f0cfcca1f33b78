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

    A plan stands on it only where it can be compared with the goal, and always with a
    shape and a word of its own: it is never a measurement.
    """
    values = [
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
    bounds = [bound for bound in (progress.doel_van, progress.doel_tot) if bound is not None]
    known = [value for value, _, _ in values] + bounds
    if not bounds or not values or len(set(known)) < 2:
        return ""
    low, high = min(known), max(known)
    room = (high - low) * 0.08

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
            height=44 + 18 * len(marks),
            left=LEFT,
            right=LEFT + WIDTH,
            target=target,
            goal="doel: " + " tot en met ".join(met_eenheid(bound, unit) for bound in bounds),
            marks=marks,
            summary=progress.zin,
        )
    )
    return svg
