"""The releases in `datapackages/uitgaven/`: whole, unchanged and in order.

`SHA256SUMS` beside the archives holds the checksum that each had when it was released, so that
a changed archive shows without the history of the repository; ``sha256sum -c`` reads it too.
"""

import hashlib
import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from inlegvel.findings import Finding
from inlegvel.load.kept import kept
from inlegvel.load.raw import MAX_BYTES, read_bytes
from inlegvel.load.versies import DESCRIPTOR, UnreadableError, read_versie
from inlegvel.uitgave import Uitgave, Uitgaven, Versie, as_numbers, follows

SOMMEN = "SHA256SUMS"
SUM_LINE = re.compile(r"(?P<sum>[0-9a-f]{64}) [ *](?P<name>\S+)")
ARCHIVE = re.compile(r"(?P<nummer>(0|[1-9]\d*)(\.(0|[1-9]\d*)){2})\.zip", re.ASCII)
MAX_UNPACKED = 10 * MAX_BYTES  # more is no package of ours
GIT = "Zet het bestand terug zoals het in de versiegeschiedenis staat. Een uitgave verandert nooit."


def load_uitgaven(
    root: Path, packages: Mapping[str, Path], peildatum: date, cache: Path | None
) -> tuple[dict[str, Uitgaven], list[Finding]]:
    """The releases per package, and what is wrong with them.

    `packages` gives the folders that can be compared with their newest release. A package of
    which a release is wrong has findings and no releases. Also packages that are gone keep
    theirs.
    """
    folder = root / "datapackages" / "uitgaven"
    found: dict[str, Uitgaven] = {}
    findings: list[Finding] = []
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.name.startswith("."):
            continue
        if path.is_symlink() or not path.is_dir():
            findings.append(_stray(path, root, ""))
            continue
        series = _Series(path, root, cache)
        series.read(peildatum)
        findings += series.findings
        if series.uitgaven and not series.findings:
            uitgaven = tuple(series.uitgaven)
            now = _current(packages.get(path.name), uitgaven[-1])
            found[path.name] = Uitgaven(path.name, uitgaven, now)
    findings += [
        _all_gone(naam, package, root)
        for naam, package in packages.items()
        if not (folder / naam).is_dir() and _was_released(package)
    ]
    return found, findings


def _was_released(package: Path) -> bool:
    """Whether datapackage.json has the day of a release, which only a release writes."""
    raw = (package / DESCRIPTOR).read_bytes()
    return b'"created"' in raw and "created" in json.loads(raw)


def _all_gone(naam: str, package: Path, root: Path) -> Finding:
    return Finding(
        regel="uitgave-ontbreekt",
        ernst="fout",
        document=naam,
        bestand=(package / DESCRIPTOR).relative_to(root).as_posix(),
        kolom="created",
        melding="Volgens ‘created’ is dit pakket eerder uitgegeven, maar er is geen uitgave.",
        herstel=f"Zet de map datapackages/uitgaven/{naam} terug uit de versiegeschiedenis. Is dit "
        "een kopie van een ander pakket? Haal dan ‘created’ weg.",
        gevonden="created",
    )


def read_folder(pakket: str, folder: Path) -> Versie:
    """What a package holds now; its tables must be known to be readable."""
    return read_versie(pakket, {path.name: path.read_bytes() for path in _files(folder)})


def _files(folder: Path) -> list[Path]:
    return [p for p in folder.iterdir() if p.suffix in (".csv", ".json") and p.is_file()]


def _current(folder: Path | None, newest: Uitgave) -> Versie | None:
    """The package as it is now; None where its files are those of the newest release.

    Sizes and check values stand in the archive, so that nothing is unpacked to find out.
    """
    if folder is None:
        return None
    with zipfile.ZipFile(io.BytesIO(newest.inhoud)) as archive:
        released = {info.filename: (info.file_size, info.CRC) for info in archive.infolist()}
    names = {path.name for path in _files(folder)}
    if names >= released.keys() and all(
        (len(raw), zlib.crc32(raw)) == released[name]
        for name in released
        for raw in [(folder / name).read_bytes()]
    ):
        return None
    return read_folder(newest.pakket, folder)


@dataclass
class _Series:
    """The releases of one package while they are read."""

    folder: Path
    root: Path
    cache: Path | None
    uitgaven: list[Uitgave] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def read(self, peildatum: date) -> None:
        """Read all archives, oldest first, and hold them against their checksums."""
        sums = self._sums()
        names = []
        for path in sorted(self.folder.iterdir()):
            if ARCHIVE.fullmatch(path.name) and path.is_file():
                names.append(path.name)
            elif path.name != SOMMEN and not path.name.startswith("."):
                self.findings.append(_stray(path, self.root, self.folder.name))
        for name in sorted(sums.keys() - set(names)):
            self._fout(
                "uitgave-ontbreekt",
                name,
                f"Deze uitgave staat in {SOMMEN}, maar het bestand is er niet.",
                GIT,
            )
        for name in sorted(names, key=lambda name: as_numbers(name.removesuffix(".zip"))):
            self._add(name, sums.get(name, ""), peildatum)

    def _sums(self) -> dict[str, str]:
        path = self.folder / SOMMEN
        if not path.is_file():
            return {}
        sums = {}
        raw = read_bytes(path, self._bestand(SOMMEN))
        if isinstance(raw, Finding):
            self.findings.append(replace(raw, document=self.folder.name, herstel=GIT))
            return {}
        lines = raw.decode("utf-8", errors="replace").splitlines()
        for number, line in enumerate(lines, start=1):
            match = SUM_LINE.fullmatch(line)
            if match and ARCHIVE.fullmatch(match["name"]):
                sums[match["name"]] = match["sum"]
            else:
                self._fout(
                    "uitgave-onleesbaar",
                    SOMMEN,
                    "Deze regel is geen controlegetal met de naam van een uitgave.",
                    GIT,
                    regelnummer=number,
                    gevonden=line[:80],
                )
        return sums

    def _add(self, name: str, expected: str, peildatum: date) -> None:
        content = read_bytes(self.folder / name, self._bestand(name))
        if isinstance(content, Finding):
            self.findings.append(replace(content, document=self.folder.name, herstel=GIT))
            return
        if not expected:
            self.findings.append(_stray(self.folder / name, self.root, self.folder.name))
            return
        if hashlib.sha256(content).hexdigest() != expected:
            self._fout(
                "uitgave-gewijzigd",
                name,
                f"Deze uitgave is beschadigd of gewijzigd. {SOMMEN} noemt een ander controlegetal.",
                GIT,
            )
            return
        try:
            nummer, day = kept(self.cache, "uitgaven", content, partial(self._about, content))
        except UnreadableError as error:
            self._fout("uitgave-onleesbaar", name, f"Deze uitgave is niet te lezen: {error}.", GIT)
            return
        uitgave = Uitgave(
            self.folder.name,
            name.removesuffix(".zip"),
            date.fromisoformat(day),
            self._bestand(name),
            content,
            partial(_read_archive, self.folder.name, content),
        )
        if wrong := _out_of_order(uitgave, nummer, self.uitgaven, peildatum):
            self._fout("uitgave-volgorde", name, *wrong)
        self.uitgaven.append(uitgave)

    def _about(self, content: bytes) -> list[Any]:
        """The version and day in an archive, once all of it was found readable."""
        versie = _read_archive(self.folder.name, content)
        about = versie.beschrijving
        if about.get("name") != self.folder.name:
            raise UnreadableError(f"het pakket erin heet ‘{about.get('name')}’")
        try:
            day = date.fromisoformat(str(about["created"])[:10])
        except (KeyError, ValueError) as error:
            raise UnreadableError("‘created’ is geen datum") from error
        return [versie.nummer, day.isoformat()]

    def _bestand(self, name: str) -> str:
        return (self.folder / name).relative_to(self.root).as_posix()

    def _fout(self, regel: str, name: str, melding: str, herstel: str, **rest: Any) -> None:
        self.findings.append(
            Finding(
                regel=regel,
                ernst="fout",
                document=self.folder.name,
                bestand=self._bestand(name),
                melding=melding,
                herstel=herstel,
                **rest,
            )
        )


def _stray(path: Path, root: Path, pakket: str) -> Finding:
    return Finding(
        regel="uitgave-onbekend",
        ernst="fout",
        document=pakket,
        bestand=path.relative_to(root).as_posix(),
        melding=f"Dit is geen uitgave: {SOMMEN} noemt het niet.",
        herstel="Haal dit bestand weg. Een uitgave maakt u met: inlegvel uitgeven.",
    )


def _out_of_order(
    uitgave: Uitgave, inside: str, earlier: list[Uitgave], peildatum: date
) -> tuple[str, str] | None:
    """What is wrong with the version or the day of a release, and how to mend it."""
    before = earlier[-1] if earlier else None
    if inside != uitgave.nummer:
        return f"Het bestand heet {uitgave.nummer}, maar erin staat versie {inside}.", GIT
    if not follows(before.nummer if before else None, uitgave.nummer):
        after = f"Na {before.nummer} kan" if before else "Als eerste uitgave kan"
        return f"{after} versie {uitgave.nummer} niet komen.", GIT
    if before and uitgave.datum < before.datum:
        return (
            f"Deze uitgave is van {uitgave.datum}, eerder dan versie {before.nummer} "
            f"van {before.datum}.",
            GIT,
        )
    if uitgave.datum > peildatum:
        return (
            f"Deze uitgave is van {uitgave.datum}, na de peildatum {peildatum}.",
            "Zet bij ‘peildatum’ in register/datapackage.json de dag van vandaag.",
        )
    return None


def _read_archive(pakket: str, content: bytes) -> Versie:
    return read_versie(pakket, dict(_unpacked(content)))


def _unpacked(content: bytes) -> Iterator[tuple[str, bytes]]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            sizes = [info.file_size for info in archive.infolist()]
            if sum(sizes) > MAX_UNPACKED or max(sizes, default=0) > MAX_BYTES:
                raise UnreadableError("het is te groot")
            for name in archive.namelist():
                yield name, archive.read(name)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError) as error:
        raise UnreadableError("het is geen geldig ZIP-bestand") from error
