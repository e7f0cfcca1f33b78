"""What the pages say about every file: where it is, how large, and its checksum."""

from collections import defaultdict
from collections.abc import Iterable

from inlegvel.export.archive import checksums, checksums_length
from inlegvel.export.artifact import Artifact
from inlegvel.model import Download


def downloads(artifacts: Iterable[Artifact], *, make: bool) -> dict[str, tuple[Download, ...]]:
    """The files below `data/` by the folder they are in; "" holds those in no folder.

    With `make` every file is made to be measured, but for one of which the size is known;
    without, only what is there already has a size and a checksum.
    """
    found: dict[str, list[Download]] = defaultdict(list)
    for artifact in artifacts:
        if artifact.in_data:
            folder, *below = artifact.name.split("/", 1)
            known = artifact.made or (make and artifact.length is None)
            found[folder if below else ""].append(
                Download(
                    path=artifact.path,
                    bestand=below[0] if below else folder,
                    size=artifact.size if known or make else None,
                    sha256=artifact.sha256 if known else None,
                )
            )
    return {folder: tuple(files) for folder, files in found.items()}


def sums_artifact(artifacts: Iterable[Artifact]) -> Artifact:
    """`data/SHA256SUMS`: the checksums of all these files, made when all of them are."""
    listed = list(artifacts)
    length = checksums_length(listed)
    return Artifact("data/SHA256SUMS", lambda: checksums(listed), length)
