"""What the verifier found wrong, and how much it looked at."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from inlegvel.dutch import getal
from inlegvel.findings import Finding

# What is counted, in the order in which it is told.
COUNTED = {
    "paginas": "pagina’s",
    "tabellen": "tabellen",
    "getallen": "getallen in tabellen",
    "precies": "daarvan gelijk aan één cel",
    "zinnen": "getallen in zinnen",
    "grafieken": "getallen in grafieken",
    "totalen": "totalen en berekeningen",
    "vormen": "cellen in andere vormen van een tabel",
    "links": "links en bestanden",
    "buiten": "links naar andere websites",
    "controlegetallen": "controlegetallen",
    "feiten": "feiten voor zoekmachines",
    "adressen": "vaste adressen",
}


@dataclass
class Found:
    """Findings so far, and counts by the names in `COUNTED`."""

    findings: list[Finding] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def add(self, regel: str, file: str, melding: str, herstel: str, **rest: object) -> None:
        """Keep a finding about a file of the site."""
        self.findings.append(
            Finding(
                regel=regel,
                ernst="fout",
                bestand=f"site/{file}",
                melding=melding,
                herstel=herstel,
                **rest,  # type: ignore[arg-type]  # named fields of Finding, all with a default
            )
        )

    def told(self) -> list[str]:
        """The counts in words, one per line."""
        return [f"{getal(self.counts[name])} {label}" for name, label in COUNTED.items()]


def quoted(names: Iterable[str], at_most: int = 5) -> str:
    """Names in quotes with commas between; a long list is cut and says so."""
    listed = list(names)
    more = f" en nog {len(listed) - at_most}" if len(listed) > at_most else ""
    return ", ".join(f"‘{name}’" for name in listed[:at_most]) + more
