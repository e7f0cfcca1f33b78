"""Checksums: of every download, and of the tables that a description names."""

import hashlib
import posixpath

from inlegvel.verify.built import Built
from inlegvel.verify.files import DESCRIPTION
from inlegvel.verify.found import Found

SUMS = "data/SHA256SUMS"
# What belongs to pages or to a web server, and is no download.
NO_DOWNLOADS = ("assets/", "pagefind/", "sitemap.xml", "_headers", ".well-known/")
REBUILD = "Bouw de website opnieuw met make site, en verander daarna niets in site/."


def verify_checksums(built: Built, found: Found) -> None:
    """Hold `data/SHA256SUMS` against the files, and the other way round."""
    if SUMS not in built.files:
        found.add("controlegetal-wijkt-af", SUMS, "Dit bestand ontbreekt.", REBUILD)
        return
    listed: set[str] = set()
    for number, line in enumerate(built.read(SUMS).decode().splitlines(), start=1):
        said, _, name = line.partition("  ")
        file = posixpath.normpath(posixpath.join("data", name))
        listed.add(file)
        found.counts["controlegetallen"] += 1
        is_there = file in built.files
        real = hashlib.sha256(built.read(file)).hexdigest() if is_there else "geen bestand"
        if real != said:
            found.add(
                "controlegetal-wijkt-af",
                SUMS,
                f"Het controlegetal van {file} klopt niet."
                if is_there
                else f"{file} staat op de lijst, maar is er niet.",
                REBUILD,
                regelnummer=number,
                gevonden=real,
                verwacht=said,
            )
    for file in sorted(built.files - listed - {SUMS}):
        if not file.endswith(".html") and not file.startswith(NO_DOWNLOADS):
            found.add(
                "controlegetal-ontbreekt",
                file,
                f"Dit bestand staat niet in {SUMS}.",
                REBUILD,
                verwacht=SUMS,
            )


def verify_descriptions(built: Built, found: Found) -> None:
    """Hold the size and checksum of each table in a `datapackage.json` against its file."""
    for file in sorted(built.files):
        if not file.endswith(f"/{DESCRIPTION}"):
            continue
        folder = file.removesuffix(DESCRIPTION)
        for table in built.json(file)["resources"]:
            path = f"{folder}{table['path']}"
            found.counts["controlegetallen"] += 1
            content = built.read(path) if path in built.files else b""
            real = f"sha256:{hashlib.sha256(content).hexdigest()}"
            same = (table.get("bytes"), table.get("hash")) == (len(content), real)
            if not same:
                found.add(
                    "controlegetal-wijkt-af",
                    file,
                    f"Grootte of controlegetal van {table['path']} klopt niet.",
                    REBUILD,
                    gevonden=real,
                    verwacht=str(table.get("hash")),
                )
