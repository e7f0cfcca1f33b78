"""Facts as files for others: values, not writes; only the last step puts them on disk."""

from inlegvel.export.artifact import Artifact
from inlegvel.export.dcat import catalogue_artifacts
from inlegvel.export.everything import all_packages, export_all
from inlegvel.export.inhoud import inhoud
from inlegvel.export.listing import downloads
from inlegvel.export.standaard import standaard_artifacts

__all__ = [
    "Artifact",
    "all_packages",
    "catalogue_artifacts",
    "downloads",
    "export_all",
    "inhoud",
    "standaard_artifacts",
]
