"""Releasing: what the packages hold now becomes a version that never changes.

The day of a release is the register's `peildatum`, or an earlier day that the editor gives: the
computer's clock plays no part, so that the same data give the same bytes anywhere.
"""

import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from inlegvel import report
from inlegvel.derive.versies import vergelijk_versies
from inlegvel.derive.versiezinnen import EERSTE_TEKST, STAP_TEKST, samenvatting
from inlegvel.dutch import datum
from inlegvel.editor import adressen
from inlegvel.export.uitgaven import changes_path
from inlegvel.findings import nearest
from inlegvel.load.uitgaven import SOMMEN, read_folder
from inlegvel.load.versies import DESCRIPTOR
from inlegvel.pipeline import Examined, addresses, examine, lost, publish
from inlegvel.uitgave import EERSTE, REGISTER, Uitgaven, volgende

OURS = "versie-wijkt-af"  # the only error that releasing itself mends
FIRST_ZIP_YEAR = 1980  # archives know no earlier day
VERSION_FIELD = "version"


class UitgevenError(Exception):
    """Nothing was released; the message is Dutch, for the editor."""


@dataclass(frozen=True)
class Gemaakt:
    """One package that was looked at: its new version, or what it had where nothing changed."""

    pakket: str
    nummer: str
    nieuw: bool
    uitleg: str
    bestanden: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Plan:
    """What will be written for one package."""

    gemaakt: Gemaakt
    files: Mapping[Path, bytes]


def release(root: Path, packages: Iterable[str], day: str | None = None) -> list[Gemaakt]:
    """Release `packages`, or all of them; those without changes stay as they are.

    Raises:
        UitgevenError: a name or day is wrong, or the data have errors; nothing was written.
    """
    examined = examine(root)
    refuse_errors(examined)
    assert examined.facts is not None
    catalogue = examined.facts.catalogue
    base = root / "datapackages"
    folders = {REGISTER: base / REGISTER}
    folders |= {document.naam: base / document.pad for document in catalogue.documenten}
    chosen = _chosen(packages, folders)
    when = _day(day, catalogue.register.peildatum)
    listed = folders[REGISTER] / adressen.FILE
    before = listed.read_bytes() if listed.is_file() else None
    new = _addresses(root, examined, chosen, listed, when) if REGISTER in chosen else None
    try:
        if new is not None:
            _write(listed, new)
        plans = [
            _plan(root, naam, folders[naam], catalogue.uitgaven.get(naam), when) for naam in chosen
        ]
    except UitgevenError:
        if before is not None:
            _write(listed, before)
        raise
    for plan in plans:
        for path, content in plan.files.items():
            _write(path, content)
    return [plan.gemaakt for plan in plans]


def _addresses(
    root: Path, examined: Examined, chosen: Iterable[str], listed: Path, day: date
) -> bytes | None:
    """The list of addresses with those that the site has from this release on; None if none."""
    told = tuple(finding for finding in examined.findings if finding.ernst != "fout")
    published = publish(replace(examined, findings=told), "/")
    if wrong := lost(root, published):
        raise UitgevenError(f"{report.as_text(wrong)}\n\nEr is niets uitgegeven.")
    found = [name.removesuffix("index.html") for name in addresses(root, published)]
    return adressen.with_new(listed, [*found, *map(changes_path, chosen)], day)


def refuse_errors(examined: Examined) -> None:
    """Stop where the data have errors that a release does not mend."""
    wrong = [f for f in examined.findings if f.ernst == "fout" and f.regel != OURS]
    if wrong or examined.facts is None:
        raise UitgevenError(
            f"{report.as_text(wrong)}\n\nEr zijn nog fouten. Er is niets uitgegeven. Verbeter ze "
            "en geef de opdracht opnieuw."
        )


def _chosen(packages: Iterable[str], known: Mapping[str, Path]) -> list[str]:
    """The packages that were asked for, each once; all of them where none was named."""
    asked = list(dict.fromkeys(packages))
    for naam in asked:
        if naam not in known:
            hint = nearest(naam, known) or f"Kies uit: {', '.join(known)}."
            raise UitgevenError(f"Het pakket ‘{naam}’ bestaat niet. {hint}")
    return asked or list(known)


def _day(given: str | None, peildatum: date) -> date:
    if given is None:
        return peildatum
    try:
        day = date.fromisoformat(given)
    except ValueError:
        day = None
    if day is None or day.year < FIRST_ZIP_YEAR or given != day.isoformat():
        raise UitgevenError(f"‘{given}’ is geen dag, zoals 2022-02-16.")
    if day > peildatum:
        raise UitgevenError(
            f"{datum(day)} ligt na de peildatum ({datum(peildatum)}). Zet eerst bij ‘peildatum’ in "
            "register/datapackage.json de dag van vandaag."
        )
    return day


def _plan(root: Path, naam: str, folder: Path, uitgaven: Uitgaven | None, day: date) -> _Plan:
    if uitgaven is None:
        nummer, uitleg = EERSTE, EERSTE_TEKST
    else:
        newest = uitgaven.nieuwste
        verschil = vergelijk_versies(newest.versie, read_folder(naam, folder))
        if not verschil.stap:
            return _Plan(Gemaakt(naam, newest.nummer, False, samenvatting(verschil)), {})
        if day < newest.datum:
            raise UitgevenError(
                f"{naam}: uitgave {newest.nummer} is van {datum(newest.datum)}. Een nieuwe uitgave "
                "kan niet van een eerdere dag zijn. Kies een latere dag, of zet de peildatum later."
            )
        nummer = volgende(newest.nummer, verschil.stap)
        uitleg = f"Een {STAP_TEKST[verschil.stap]}: {_lower(samenvatting(verschil))}"
    descriptor = _with_version((folder / DESCRIPTOR).read_text(encoding="utf-8"), nummer, day)
    archive = pack({**_tables(folder, descriptor), DESCRIPTOR: descriptor.encode()}, day)
    target = root / "datapackages" / "uitgaven" / naam
    # In this order: a release counts once its checksum stands in the list.
    files = {
        folder / DESCRIPTOR: descriptor.encode(),
        target / f"{nummer}.zip": archive,
        target / SOMMEN: _sums(target / SOMMEN, f"{nummer}.zip", archive),
    }
    names = tuple(path.relative_to(root).as_posix() for path in files)
    return _Plan(Gemaakt(naam, nummer, True, uitleg, names), files)


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _with_version(text: str, nummer: str, day: date) -> str:
    """datapackage.json with the version and the day of the release; the rest stays as it is."""
    descriptor: dict[str, Any] = {}
    for key, value in json.loads(text).items():
        if key == "created":
            continue
        descriptor[key] = nummer if key == VERSION_FIELD else value
        if key == VERSION_FIELD:
            descriptor["created"] = f"{day.isoformat()}T00:00:00Z"
    return json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n"


def _tables(folder: Path, descriptor: str) -> dict[str, bytes]:
    paths = [resource["path"] for resource in json.loads(descriptor)["resources"]]
    return {path: (folder / path).read_bytes() for path in paths}


def pack(files: Mapping[str, bytes], day: date) -> bytes:
    """An archive of `files` by name; the same files and day give the same bytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted(files):
            info = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3  # Unix, also where it is made on Windows
            info.external_attr = 0o644 << 16
            archive.writestr(info, files[name], compresslevel=9)
    return packed.getvalue()


def _sums(path: Path, name: str, archive: bytes) -> bytes:
    """SHA256SUMS with one line more; the earlier lines stay as they are."""
    earlier = path.read_bytes() if path.exists() else b""
    return earlier + f"{hashlib.sha256(archive).hexdigest()}  {name}\n".encode()


def _write(path: Path, content: bytes) -> None:
    """Put a file in its place whole: aside first, then renamed."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        aside = path.with_name(f".{path.name}.nieuw")
        aside.write_bytes(content)
        aside.replace(path)
    except OSError as error:
        raise UitgevenError(
            f"{path.name} is niet te schrijven: {error.strerror}. Maak ruimte en geef de opdracht "
            "opnieuw; inlegvel controleer zegt wat er nog niet klopt."
        ) from error


def label(pakket: str, nummer: str) -> str:
    """The tag in git of a release: ``groningen-inlegvel-2022-1.0.0``."""
    return f"{pakket}-{nummer}"


def as_text(made: list[Gemaakt]) -> str:
    """What was released, and what the editor does next."""
    lines = []
    for one in made:
        if one.nieuw:
            lines.append(f"{one.pakket}: versie {one.nummer} is uitgegeven. {one.uitleg}")
            lines += [f"    {name}" for name in one.bestanden]
        else:
            lines.append(f"{one.pakket}: er veranderde niets sinds versie {one.nummer}.")
    if any(one.nieuw for one in made):
        lines += [
            "",
            "Doe nu dit:",
            "  1. Kijk met ‘git diff’ of dit de wijzigingen zijn die u bedoelt.",
            "  2. Leg alles samen vast: ‘git add datapackages’ en ‘git commit’.",
            "  3. Verander daarna nooit meer iets in datapackages/uitgaven/.",
            "  4. Staat het op main? Geef die versie daar een label, dat nooit meer verandert:",
            *(f"     git tag {label(one.pakket, one.nummer)}" for one in made if one.nieuw),
            "     git push --tags",
        ]
    return "\n".join(lines)
