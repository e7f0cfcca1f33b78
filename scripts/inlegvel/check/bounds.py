"""What a figure with a limit says: the lowest and highest value it can have."""

from inlegvel.model import Row

INFINITY = float("inf")


def bounds(row: Row) -> tuple[float, float]:
    """The interval a figure allows: ``<1,4`` is everything up to 1.4.

    A figure that is about right (``~``) is taken at its value.
    """
    value = row["waarde"]
    if row["grens"] in ("<", "<="):
        return -INFINITY, value
    if row["grens"] in (">", ">="):
        return value, INFINITY
    return value, value


def surely_above(one: Row, other: Row) -> bool:
    """Whether `one` is larger than `other` whatever their limits allow."""
    return bounds(one)[0] > bounds(other)[1]
