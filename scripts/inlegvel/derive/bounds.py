"""What a figure with a limit says: the lowest and highest value it can have."""

import math

from inlegvel.model import Row


def bounds(row: Row) -> tuple[float, float]:
    """The interval a figure allows: ``<=1,4`` is up to 1.4, and ``<1,4`` just does not reach it.

    A figure that is about right (``~``) is taken at its value.
    """
    value, grens = float(row["waarde"]), row["grens"]
    if grens in ("<", "<="):
        return -math.inf, math.nextafter(value, -math.inf) if grens == "<" else value
    if grens in (">", ">="):
        return math.nextafter(value, math.inf) if grens == ">" else value, math.inf
    return value, value


def surely_above(one: Row, other: Row) -> bool:
    """Whether `one` is larger than `other` whatever their limits allow."""
    return bounds(one)[0] > bounds(other)[1]
