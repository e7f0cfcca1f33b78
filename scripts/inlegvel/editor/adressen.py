"""Recording addresses: what the site has at a release is listed in the register for ever."""

import csv
import io
from collections.abc import Iterable
from datetime import date
from pathlib import Path

FILE = "adressen.csv"
HEADS = ("adres", "sinds", "naar", "reden")
# Archives are listed already (`uitgaven/…/SHA256SUMS`); pictures for sharing and what pages are
# made of are no places to come back to.
NOT_LISTED = ("assets/", "data/versies/", "delen/")


def with_new(path: Path, addresses: Iterable[str], day: date) -> bytes | None:
    """The list at `path` with the addresses that it lacks, in order; None where it lacks none.

    Rows that are there stay as they are: where an address went, an editor says.
    """
    if not path.is_file():
        return None
    with path.open(encoding="utf-8", newline="") as file:
        rows = {row["adres"]: row for row in csv.DictReader(file)}
    wanted = {adres for adres in addresses if adres and not adres.startswith(NOT_LISTED)}
    new = sorted(wanted - rows.keys())
    if not new:
        return None
    rows |= {
        adres: {"adres": adres, "sinds": day.isoformat(), "naar": "", "reden": ""} for adres in new
    }
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, HEADS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows[adres] for adres in sorted(rows))
    return text.getvalue().encode()
