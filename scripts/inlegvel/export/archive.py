"""Everything of a package in one ZIP, with a README and checksums."""

import hashlib
import io
import zipfile
from collections.abc import Iterable

from inlegvel.export.about import Package
from inlegvel.export.artifact import Artifact
from inlegvel.export.readme import readme_text

EARLIEST = 1980  # the first year a ZIP can name
STORED = (".xlsx", ".zip")  # packed already


def archive_bytes(package: Package, files: Iterable[Artifact]) -> bytes:
    """The ZIP of these files of the package; datapackage.json stands at its root.

    Every date in it is the package's own: two builds are equal.
    """
    inside = {file.path.removeprefix(package.folder): file.content for file in files}
    readme = {"README.txt": readme_text(package, inside).encode()}
    entries = readme | inside
    sums = checksums([Artifact(f"data/{name}", content) for name, content in entries.items()])
    entries["SHA256SUMS"] = sums
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in entries.items():
            archive.writestr(_entry(package, name), content, _method(name))
    return packed.getvalue()


def _entry(package: Package, name: str) -> zipfile.ZipInfo:
    day = package.datum
    entry = zipfile.ZipInfo(name, (max(day.year, EARLIEST), day.month, day.day, 0, 0, 0))
    entry.create_system = 3  # Unix, whatever system builds it
    entry.external_attr = 0o644 << 16
    return entry


def _method(name: str) -> int:
    return zipfile.ZIP_STORED if name.endswith(STORED) else zipfile.ZIP_DEFLATED


def checksums_length(artifacts: Iterable[Artifact]) -> int:
    """The number of bytes of `checksums`, of which no file has to be made."""
    digits = 2 * hashlib.sha256().digest_size
    return sum(digits + len(f"  {artifact.name}\n".encode()) for artifact in artifacts)


def checksums(artifacts: Iterable[Artifact]) -> bytes:
    """Lines for `sha256sum --check`, run in the folder `data/`."""
    ordered = sorted(artifacts, key=lambda artifact: artifact.name)
    return "".join(f"{artifact.sha256}  {artifact.name}\n" for artifact in ordered).encode()
