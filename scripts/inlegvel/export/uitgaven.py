"""Releases as downloads: the archives byte for byte, and every change as rows of a CSV."""

from inlegvel.derive.wijzigingen import Wijziging
from inlegvel.export.artifact import Artifact
from inlegvel.export.tables import csv_bytes
from inlegvel.model import Catalogue

COLUMNS = ["versie", "datum", "soort", "tabel", "rij", "kolom", "oud", "nieuw"]


def changes_path(pakket: str) -> str:
    """Where all changes of a package are published as rows."""
    return f"data/{pakket}/wijzigingen/wijzigingen.csv"


def release_artifacts(catalogue: Catalogue, alle: list[Wijziging]) -> list[Artifact]:
    """The archives of all releases as they were committed, and the changes per package."""
    found = [
        Artifact(uitgave.url, uitgave.inhoud)
        for uitgaven in catalogue.uitgaven.values()
        for uitgave in uitgaven.reeks
    ]
    for naam in catalogue.uitgaven:
        own = [wijziging for wijziging in alle if wijziging.uitgave.pakket == naam]
        found.append(Artifact(changes_path(naam), _changes(own)))
    return found


def _changes(own: list[Wijziging]) -> bytes:
    """One row per row or cell that changed, newest release first."""
    rows = [
        (
            wijziging.uitgave.nummer,
            wijziging.uitgave.datum.isoformat(),
            regel.soort,
            regel.tabel,
            regel.rij,
            regel.kolom,
            regel.oud,
            regel.nieuw,
        )
        for wijziging in own
        for regel in wijziging.regels
    ]
    return csv_bytes(COLUMNS, rows)
