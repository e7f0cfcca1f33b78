"""The figures of one document as charts need them: whole organisations, side by side."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from inlegvel.derive.facts import Facts
from inlegvel.derive.grafieken.grafiek import MEEST
from inlegvel.dutch import ZONDER_EENHEID, hoofdletter
from inlegvel.figures import AARD_TEKST, REIKWIJDTE_TEKST, is_empty, periode
from inlegvel.model import ALLEN, BASIS, GEHEEL, GROEP_SOORTEN, SAMEN, Document, Row

GROUPS = frozenset((*ALLEN, *GROEP_SOORTEN))


@dataclass(frozen=True, order=True)
class Sleutel:
    """Of which indicator, which years and which aard the figures are."""

    indicator: str
    jaar_van: int
    jaar_tot: int
    aard: str

    @property
    def naam(self) -> str:
        """The key values joined by dots, as in the anchor of a row."""
        return f"{self.indicator}.{self.jaar_van}.{self.jaar_tot}.{self.aard}"

    def van(self, indicator: str) -> "Sleutel":
        """The same years and aard of another indicator."""
        return Sleutel(indicator, self.jaar_van, self.jaar_tot, self.aard)


@dataclass(frozen=True)
class Blad:
    """A document's figures by key and organisation; variants and parts take no part."""

    facts: Facts
    document: Document

    @property
    def indicatoren(self) -> Mapping[str, Row]:
        """Indicators by identifier."""
        return self.facts.catalogue.register.indicatoren

    @property
    def organisaties(self) -> Mapping[str, Row]:
        """Organisations by identifier."""
        return self.facts.catalogue.register.organisaties

    @cached_property
    def cijfers(self) -> Mapping[Sleutel, dict[str, Row]]:
        """Per key the figure of each organisation, in the order of the paper."""
        found: dict[Sleutel, dict[str, Row]] = defaultdict(dict)
        for row in self.facts.rows.get(self.document.naam, []):
            if row["onderdeel"] == GEHEEL and row["variant"] == BASIS:
                key = Sleutel(row["indicator"], row["jaar_van"], row["jaar_tot"], row["aard"])
                found[key][row["organisatie"]] = row
        return dict(found)

    def per_organisatie(self, key: Sleutel) -> dict[str, Row]:
        """The figures of single organisations that can stand side by side."""
        return {
            naam: row
            for naam, row in self.cijfers.get(key, {}).items()
            if naam not in GROUPS and not self._apart(naam, row)
        }

    def apart(self, key: Sleutel) -> list[tuple[str, Row, str]]:
        """Names and numbers that cannot stand beside the others, and why."""
        return [
            (self.naam(naam), row, self._apart(naam, row))
            for naam, row in self.cijfers.get(key, {}).items()
            if naam not in GROUPS and not is_empty(row) and self._apart(naam, row)
        ]

    def _apart(self, naam: str, row: Row) -> str:
        """Why a figure is not one of the document's own area and parties; mostly nothing."""
        partij = self.document.partijen.get(naam)
        if partij is not None and partij["rol"] == "eigen-bijlage" and not row["tabel"]:
            return "staat in een eigen bijlage"
        return REIKWIJDTE_TEKST[row["reikwijdte"]]

    def totaal(self, key: Sleutel) -> Row | None:
        """The figure of all together."""
        return self.cijfers.get(key, {}).get(SAMEN)

    def naam(self, organisatie: str) -> str:
        """The name of an organisation."""
        return str(self.organisaties[organisatie]["naam"])

    def wat(self, key: Sleutel, period: str = "") -> str:
        """Plan or result, for when, and in which unit."""
        indicator = self.indicatoren[key.indicator]
        when = period or self.periode(key)
        unit = indicator["eenheid"]
        measured = "" if unit in ZONDER_EENHEID else f", in {unit}"
        return f"{hoofdletter(AARD_TEKST[key.aard])} voor {when}{measured}."

    def periode(self, key: Sleutel) -> str:
        """The years in words."""
        years = {"jaar_van": key.jaar_van, "jaar_tot": key.jaar_tot}
        return periode(years, self.indicatoren[key.indicator]["meetwijze"])


def te_tekenen(rows: Mapping[str, Row]) -> bool:
    """Whether a chart of these figures says something: several numbers, not all of them zero."""
    numbers = [row["waarde"] for row in rows.values() if not is_empty(row)]
    return len(numbers) > 1 and len(rows) <= MEEST and any(numbers)
