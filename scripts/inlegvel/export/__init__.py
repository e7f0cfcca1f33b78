"""Facts as files for others: values, not writes; only the last step puts them on disk."""

from inlegvel.export.artifact import Artifact
from inlegvel.export.everything import export_all
from inlegvel.export.listing import downloads

__all__ = ["Artifact", "downloads", "export_all"]
