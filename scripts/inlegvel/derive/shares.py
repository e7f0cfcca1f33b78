"""What part of a total each organisation takes."""

from collections.abc import Iterable

from inlegvel.model import GEHEEL, OPEN, SAMEN, Row


def aandelen(rows: Iterable[Row]) -> dict[str, float]:
    """Share of each organisation in the sum of `rows`, in percent (0-100), by organisation.

    `rows` are figures of one indicator, period, variant and aard. Only whole
    organisations that count take part. Empty where a value is negative or the sum is zero: a share
    of such a sum says nothing.
    """
    values = {
        row["organisatie"]: row["waarde"]
        for row in rows
        if row["organisatie"] != SAMEN
        and row["onderdeel"] == GEHEEL
        and row["telt_mee"]
        and row["status"] not in OPEN
        and row["waarde"] == row["waarde"]
    }
    total = sum(values.values())
    if not total or any(value < 0 for value in values.values()):
        return {}
    return {naam: 100 * value / total for naam, value in values.items()}
