"""The data standard itself as files: a Table Schema per table, and the profiles."""

from inlegvel.export.artifact import Artifact, json_bytes
from inlegvel.model import STANDAARD_VERSIE, Standaard

FOLDER = f"standaard/{STANDAARD_VERSIE}/"


def standaard_artifacts(standaard: Standaard, site_url: str) -> list[Artifact]:
    """Every schema and profile at its versioned path; profiles carry their own address."""
    schemas = [
        Artifact(f"{FOLDER}{naam}.json", json_bytes(schema.descriptor))
        for naam, schema in standaard.schemas.items()
    ]
    profiles = [
        Artifact(
            f"{FOLDER}{naam}.json",
            json_bytes({"$id": f"{site_url}{FOLDER}{naam}.json", **profile}),
        )
        for naam, profile in standaard.profiel.items()
    ]
    return schemas + profiles
