"""A package to publish, and what its cover and its README say about it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from inlegvel.export.artifact import Artifact
from inlegvel.export.dictionary import LEES_ZO
from inlegvel.export.tables import Table
from inlegvel.figures import telregel


@dataclass(frozen=True)
class Package:
    """What is published in one folder.

    `about` is the package's description without its resources, `views` its tables as the
    pages show them, `datum` the only date that its files carry, `citaat` how to name it.
    """

    naam: str
    about: Mapping[str, Any]
    tables: tuple[Table, ...]
    datum: date
    url: str
    citaat: str
    views: tuple[Artifact, ...] = ()

    @property
    def folder(self) -> str:
        """The folder below the site's root."""
        return f"data/{self.naam}/"

    def table(self, naam: str) -> Table | None:
        """One of the tables."""
        return next((table for table in self.tables if table.naam == naam), None)


def counting(package: Package) -> list[str]:
    """How to sum the figures without counting twice; nothing where there are none."""
    figures = package.table("cijfers")
    return telregel(samen="rijsoort" in figures.names) if figures else []


def cover_lines(package: Package) -> list[tuple[str, str]]:
    """Labels with what they say, in the order in which a reader needs it."""
    about = package.about
    lines = [("Zo telt u niets dubbel", " ".join(counting(package)))]
    lines.append(("Wat dit is", about["description"]))
    lines += [("Voorbehoud", (about.get("document") or {}).get("voorbehoud") or "")]
    lines += [("Bron", _source(source)) for source in about.get("sources", ())]
    lines += [
        ("Licentie", f"{licence['title']}. {licence['path']}") for licence in about["licenses"]
    ]
    lines.append(("Versie", about.get("version", "")))
    lines.append(("Zo verwijst u hiernaar", package.citaat))
    lines += [("Goed om te weten", text) for text in LEES_ZO]
    lines.append(("Op de website", package.url))
    return [(label, text) for label, text in lines if text]


def _source(source: Mapping[str, Any]) -> str:
    said = [source["title"], source.get("date", ""), source.get("path", "")]
    return ". ".join(filter(None, said))
