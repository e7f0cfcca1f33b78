"""The content without its generator: plain Markdown and files that other programs can build.

`project` gathers and writes, `prose` does the macros on the pages that people write, `settings`
makes the `mkdocs.yml` of the export, and `folder` guards what stood in its place.
"""

from inlegvel.exporteer.folder import ExporteerError
from inlegvel.exporteer.project import Exported, export, export_project

__all__ = ["Exported", "ExporteerError", "export", "export_project"]
