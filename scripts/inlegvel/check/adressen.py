"""Addresses of the register: what was published once is there, or says where it went.

Which addresses a site has is known only when its pages are made, so `inlegvel bouw`,
`inlegvel serveer` and `inlegvel uitgeven` give these findings.
"""

from collections.abc import Callable, Collection, Iterator

from inlegvel.findings import Finding, nearest
from inlegvel.model import Register, Row

TABLE = "adressen"


def check_addresses(register: Register, taken: Collection[str]) -> Iterator[Finding]:
    """A finding for every row of `adressen` that says something else than `taken`.

    `taken` holds the address of every page and file that the site has now, pages with a slash
    at the end.
    """
    if TABLE not in register.tabellen:
        return
    rows = register.tabellen.by_key(TABLE)
    known = {adres for adres in taken if adres.endswith("/")}
    for adres, row in rows.items():
        at = _at(register, row)
        moved = row["naar"] or row["reden"]
        if not moved and adres not in taken:
            yield at(
                regel="adres-weg",
                kolom="adres",
                melding=f"Dit adres is weg: /{adres}. Lezers en programma’s die het bewaarden, "
                f"vinden niets meer. {nearest(adres, known)}".strip(),
                herstel="Zet in ‘naar’ het nieuwe adres. Is er geen nieuw adres? Zet dan in "
                "‘reden’ waarom het weg is.",
                gevonden=adres,
                verwacht="een pagina of bestand",
            )
        elif moved and adres in taken:
            yield at(
                regel="adres-in-gebruik",
                kolom="naar" if row["naar"] else "reden",
                melding=f"Dit adres is er nog: /{adres}. Dan is het niet verhuisd of vervallen.",
                herstel="Maak ‘naar’ en ‘reden’ leeg, of haal de pagina of het bestand weg.",
                gevonden=adres,
                verwacht="geen pagina of bestand",
            )
        elif row["naar"] and row["naar"] not in taken:
            yield at(
                regel="adres-nergens",
                kolom="naar",
                melding=f"‘{row['naar']}’ is geen adres van deze website. "
                f"{nearest(row['naar'], known)}".strip(),
                herstel="Zet in ‘naar’ een adres dat er is, zonder / ervoor.",
                gevonden=row["naar"],
                verwacht="een pagina of bestand",
            )


def _at(register: Register, row: Row) -> Callable[..., Finding]:
    """A maker of errors at one row."""

    def make(**rest: str) -> Finding:
        return Finding(
            ernst="fout",
            document="register",
            resource=TABLE,
            rij=row["adres"],
            bestand=register.tabellen.bestanden[TABLE],
            regelnummer=row["regelnummer"],
            **rest,
        )

    return make
