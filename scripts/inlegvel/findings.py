"""Findings: what an editor or reader must know about the data, in Dutch.

A `Finding` is data for people. An `InlegvelError` is for developers: it means
that the code was used wrongly, never that a paper or a row is wrong. A `ProgramError`
is for whoever gave a command: a program that we use did not do its work.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from difflib import get_close_matches
from typing import Literal

Ernst = Literal["fout", "waarschuwing"]

# The columns of `bevindingen.csv`, a public contract (data standard, "Findings").
BEVINDING_COLUMNS = (
    "regel",
    "ernst",
    "document",
    "resource",
    "rij",
    "kolom",
    "indicator",
    "organisatie",
    "jaar_van",
    "jaar_tot",
    "variant",
    "gepubliceerd",
    "berekend",
    "verschil",
    "melding",
    "herstel",
    "toelichting",
)


class InlegvelError(Exception):
    """The code was asked for something it cannot do; the message is English."""


class ProgramError(InlegvelError):
    """A program beside this one failed or is not there; the message is Dutch, for an editor."""

    def __init__(self, failed: str, said: str) -> None:
        """`failed` is what was not done, in a sentence; `said` is what the program said."""
        reason = said.strip().rpartition("\n")[2] or "het programma stopte zonder iets te zeggen"
        super().__init__(
            f"{failed} Probeer het opnieuw. Blijft het misgaan, laat dan dit zien aan wie de "
            f"website onderhoudt: {reason}"
        )


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing that is wrong or remarkable, with its place and its remedy.

    `rij` holds the key values of the row joined by ``/``; `bestand` is relative
    to the project; `regelnummer` counts lines from 1, the header being line 1.
    Numbers are plain strings with a decimal point.
    """

    regel: str
    ernst: Ernst
    melding: str
    herstel: str
    document: str = ""
    resource: str = ""
    rij: str = ""
    kolom: str = ""
    indicator: str = ""
    organisatie: str = ""
    jaar_van: str = ""
    jaar_tot: str = ""
    variant: str = ""
    gepubliceerd: str = ""
    berekend: str = ""
    verschil: str = ""
    toelichting: str = ""
    bestand: str = ""
    regelnummer: int | None = None
    gevonden: str = ""
    verwacht: str = ""

    @property
    def sleutel(self) -> str:
        """The key by which `toelichtingen` names this finding: resource and row."""
        return f"{self.resource}/{self.rij}" if self.rij else self.resource

    @property
    def plaats(self) -> str:
        """Where to look: file, line and column, as far as they are known."""
        parts = [self.bestand or self.document]
        if self.regelnummer is not None:
            parts.append(f"regel {self.regelnummer}")
        if self.kolom:
            parts.append(f"kolom {self.kolom}")
        return ", ".join(part for part in parts if part)

    def as_dict(self) -> dict[str, str | int | None]:
        """All fields by name, for `--json`."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


def sort_findings(findings: Iterable[Finding]) -> list[Finding]:
    """Errors first, then by place; the order does not depend on who found them."""
    return sorted(
        findings,
        key=lambda f: (
            f.ernst != "fout",
            f.bestand,
            f.regelnummer or 0,
            f.document,
            f.regel,
            f.rij,
            f.kolom,
            f.melding,
        ),
    )


def has_errors(findings: Iterable[Finding]) -> bool:
    """Whether anything here must stop a build."""
    return any(finding.ernst == "fout" for finding in findings)


def nearest(name: str, names: Iterable[str]) -> str:
    """A Dutch half-sentence with the existing names closest to `name`, or nothing."""
    close = get_close_matches(name, sorted(names), n=3, cutoff=0.5)
    if not close:
        return ""
    return "Bedoelde u " + " of ".join(f"‘{option}’" for option in close) + "?"
