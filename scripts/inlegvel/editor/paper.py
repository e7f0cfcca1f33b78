"""What a new package is about, and what is said when it cannot be made."""

from dataclasses import dataclass

from inlegvel.dutch import jaren
from inlegvel.model import Document, Row
from inlegvel.render.papers import SOORT_TEKST

KADER = "ambitiekader"
LOKAAL = "lokale-afspraken"
PROCES = "samenwerking"  # the theme of process agreements, which have a chapter of their own
LATER = ("correcties",)  # only a published paper has these
GONE = ("vervangen", "ingetrokken")
TODO = "Nog in te vullen"
SHOWN = 8  # names in a message, where none comes near


class NieuwError(Exception):
    """The package cannot be made; the message is Dutch, for the editor."""


def plain_text(text: str) -> str:
    """Text on one line, of signs that can be seen: as a cell holds it, and a message."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


@dataclass(frozen=True)
class Paper:
    """What the new package is about."""

    soort: str
    gebied: Row
    jaar_van: int
    jaar_tot: int
    kader: Document | None

    @property
    def pad(self) -> str:
        """The folder of the package and of its pages: `oldambt/lokale-afspraken-2023-2026`."""
        last = "" if self.jaar_tot == self.jaar_van else f"-{self.jaar_tot}"
        return f"{self.gebied['gebied']}/{self.soort}-{self.jaar_van}{last}"

    @property
    def naam(self) -> str:
        """The name of the package."""
        return self.pad.replace("/", "-")

    @property
    def kort(self) -> str:
        """`Lokale afspraken 2023 tot en met 2026`."""
        return f"{SOORT_TEKST[self.soort]} {jaren(self.jaar_van, self.jaar_tot)}"
