"""Invented names and numbers for the synthetic catalogue; nothing here touches a disk."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain, product
from random import Random

Row = dict[str, str]
Register = dict[str, list[Row]]
Swap = Callable[[str, bool], str]
"""Gives a text with invented names; told whether the text may hold identifiers."""

PLACES = [
    "".join(parts)
    for parts in product(
        ("Verzin", "Fictie", "Sprookjes", "Fantasie", "Nergens"),
        ("stad", "dam", "dorp", "burg", "veen", "hoven", "wijk", "berg", "dijk", "meer"),
    )
]
QUARTERS = ("Noord", "Oost", "Zuid", "West", "Hoog", "Laag", "Oud", "Nieuw", "Binnen", "Buiten")
KINDS = ("Verzonnen", "Fictief", "Denkbeeldig", "Bedacht", "Gedroomd")
KINDS += ("Virtueel", "Onbestaand", "Nagemaakt", "Gefantaseerd", "Ongebouwd")
THINGS = ("Dak", "Huis", "Erf", "Honk", "Nest", "Hof", "Plein", "Raam", "Portiek", "Balkon")
INVENTED = [" ".join(parts) for parts in product(KINDS, THINGS)]


def slug(name: str) -> str:
    """The identifier that belongs to an invented name."""
    return name.lower().replace(" ", "-")


@dataclass(frozen=True)
class Fiction:
    """Per real identifier the invented identifier and the invented name."""

    names: dict[str, tuple[str, str]]

    def swap(self, register: Register) -> Swap:
        """Replaces the names, aliases and identifiers of the register."""
        words: dict[str, str] = {}
        identifiers: dict[str, str] = {}
        for column, table in (("gebied", "gebieden"), ("organisatie", "organisaties")):
            for row in register[table]:
                if row[column] not in self.names:
                    continue
                identifier, name = self.names[row[column]]
                aliases = list(filter(None, row.get("ook_bekend_als", "").split(";")))
                words |= dict.fromkeys([row["naam"], *aliases], name)
                identifiers |= {slug(alias): identifier for alias in aliases}
                if row["soort"] == "gemeente":
                    words |= _forms(*(n.removeprefix("Gemeente ") for n in (row["naam"], name)))
        identifiers |= {slug(word): slug(name) for word, name in words.items()}
        identifiers |= {real: identifier for real, (identifier, _) in self.names.items()}
        known = words | identifiers
        in_text, in_names = _alternatives(words), _alternatives(known)

        def swap(text: str, has_identifiers: bool) -> str:
            pattern = in_names if has_identifiers else in_text
            return pattern.sub(lambda match: known[match.group()], text)

        return swap


def _forms(real: str, invented: str) -> dict[str, str]:
    """The name of a place, and of who lives there where it ends in -en."""
    stem = real.removesuffix("en")
    return {real: invented, stem: invented, f"{stem}er": f"{invented}er"}


def _alternatives(words: dict[str, str]) -> re.Pattern[str]:
    """Any of the words as a whole word, the longest first; a Dutch -s or -se may follow."""
    longest = sorted(words, key=len, reverse=True)
    return re.compile(rf"(?<!\w)({'|'.join(map(re.escape, longest))})(?=s?e?(?!\w))")


def invent(register: Register, own: str, used: set[str], number: int) -> Fiction:
    """The names of the municipality `number`, which stands for the real one `own`.

    Its landlords and tenants' organisations (those in `used`) come from a pool, so that
    most work in several municipalities. All others are the same in every municipality.
    """
    place = PLACES[number]
    found = {own: (slug(place), f"Gemeente {place}")}
    quarters = chain(QUARTERS, map(" ".join, product(QUARTERS, QUARTERS)))
    elsewhere = iter(INVENTED)
    for row in register["gebieden"]:
        if row["ligt_in"] == own:
            name = f"{place} {next(quarters)}"
        elif row["soort"] != "land" and row["gebied"] != own:
            name = f"{row['soort'].title()} {next(elsewhere)}"
        else:
            continue
        found[row["gebied"]] = (slug(name), name)
    local = {
        row["organisatie"]: row["soort"]
        for row in register["organisaties"]
        if row["organisatie"] in used and "nederland" not in row["gebieden"].split(";")
    }
    kinds = {"woningcorporatie": "Stichting", "huurdersorganisatie": "Huurdersclub"}
    pools = {
        kind: _pool(word, number * list(local.values()).count(kind)) for kind, word in kinds.items()
    }
    shared = _pool("Instelling", 0)
    for row in register["organisaties"]:
        if row["soort"] == "gemeente" and row["gebieden"] == own:
            name = f"Gemeente {place}"
        elif row["soort"] != "groep":
            name = next(pools.get(local.get(row["organisatie"], ""), shared))
        else:
            continue
        found.setdefault(row["organisatie"], (slug(name), name))
    return Fiction(found)


def _pool(word: str, start: int) -> Iterator[str]:
    """Names from a place in the list, and around."""
    return (f"{word} {INVENTED[(start + n) % len(INVENTED)]}" for n in range(len(INVENTED)))


# --- figures ----------------------------------------------------------------------


def multipliers(indicatoren: list[Row], random: Random) -> dict[str, int]:
    """A whole number per indicator that counts, one for all that a formula joins."""
    family = {row["indicator"]: {row["indicator"]} for row in indicatoren}
    for row in indicatoren:
        linked = {*re.findall(r"[a-z0-9-]+", row["formule"]), row["deel_van"]}
        for other in linked & set(family):
            joined = family[other] | family[row["indicator"]]
            family |= dict.fromkeys(joined, joined)
    factors: dict[int, int] = {}
    for members in family.values():
        factors.setdefault(id(members), random.randint(2, 9))
    return {
        row["indicator"]: factors[id(family[row["indicator"]])]
        for row in indicatoren
        if row["maximum"] == row["noemer"] == "" and row["decimalen"] == "0"
    }


def vary(table: str, row: Row, factors: dict[str, int]) -> None:
    """Multiply the numbers of one row; what is no count stays as it is."""
    factor = factors.get(row.get("indicator", ""))
    if factor is None or row.get("maat", "niveau") != "niveau":
        return
    columns = {"doelen": ("ondergrens", "bovengrens", "basis_waarde")}.get(table, ("waarde",))
    for column in columns:
        if row[column]:
            row[column] = str(int(row[column]) * factor)
            if "waarde_tekst" in row:
                row["waarde_tekst"] = ""
