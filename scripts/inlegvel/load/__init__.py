"""The only reader of `datapackages/`, and the only package that knows frictionless."""

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path, PurePosixPath

from inlegvel.findings import Finding, InlegvelError
from inlegvel.load.package import Package, load_packages
from inlegvel.load.raw import no_file
from inlegvel.load.standaard import load_standaard as load_standaard
from inlegvel.load.uitgaven import load_uitgaven
from inlegvel.load.versies import read_versie as read_versie
from inlegvel.model import Catalogue, Document, Register, Standaard
from inlegvel.uitgave import REGISTER

# Folders below datapackages/ that hold no document.
NO_DOCUMENT = ("standaard", "register", "uitgaven")
FILE_DEPTH = 4  # datapackages/<gebied>/<soort-jaren>/<file>


def load_catalogue(root: Path, cache: Path | None = None) -> tuple[Catalogue | None, list[Finding]]:
    """Everything below `root`/datapackages, and every finding of structure.

    The catalogue is None where the standard or the register is unusable. `cache` is
    a folder for verdicts by content; without it everything is validated anew.
    """
    packages = root / "datapackages"
    if not packages.is_dir():
        raise InlegvelError(f"no datapackages/ below {root}")
    standaard, findings = load_standaard(root)
    if findings:
        return None, findings
    register, found = _load_register(root, standaard, cache)
    findings += found
    findings += _out_of_place(root)
    documents: list[Document] = []
    broken: set[str] = set()
    whole = {} if found else {REGISTER: packages / REGISTER}
    folders = document_folders(root)
    for folder, package, found in load_packages(folders, root, standaard, "profiel", cache):
        findings += found
        if package is None:
            broken.add("-".join(folder.relative_to(packages).parts))
        else:
            pad = PurePosixPath(folder.relative_to(packages).as_posix())
            documents.append(_to_document(package, pad, not found))
            if not found:
                whole[package.naam] = folder
    if register is None:
        return None, findings
    uitgaven, found = load_uitgaven(root, whole, register.peildatum, cache)
    return (
        Catalogue(standaard, register, tuple(documents), frozenset(broken), uitgaven),
        findings + found,
    )


def document_folders(root: Path) -> list[Path]:
    """The folders of documents, `<gebied>/<soort-jaren>`, in a fixed order."""
    packages = root / "datapackages"
    return sorted(
        path
        for path in packages.glob("*/*")
        if path.is_dir()
        and not any(part.is_symlink() for part in (path, path.parent))
        and path.parent.name not in NO_DOCUMENT
        and not any(part.startswith(".") for part in path.relative_to(packages).parts)
    )


def _out_of_place(root: Path) -> Iterator[Finding]:
    """Packages and tables that stand where nobody looks, such as straight in an area's folder.

    Folders that are links are not followed: they could lead anywhere on this machine.
    """
    for path in sorted(_below(root / "datapackages")):
        bestand = path.relative_to(root).as_posix()
        if path.is_dir():
            yield no_file(path, bestand)
        elif path.suffix in (".json", ".csv") and len(path.relative_to(root).parts) != FILE_DEPTH:
            yield Finding(
                regel="bestand-niet-genoemd",
                ernst="fout",
                bestand=bestand,
                melding="Dit bestand staat niet in de map van een document. Het doet niet mee.",
                herstel="Zet het in een map zoals <gebied>/<soort-jaren>, of haal het weg.",
            )


def _below(packages: Path) -> Iterator[Path]:
    """Every file of the documents' side of the project, and every folder that is a link."""
    for folder, folders, files in os.walk(packages):
        at_top = folder == str(packages)
        folders[:] = [naam for naam in folders if not (at_top and naam in NO_DOCUMENT)]
        folders[:] = [naam for naam in folders if not naam.startswith((".", "~$"))]
        yield from (path for naam in folders if (path := Path(folder, naam)).is_symlink())
        yield from (Path(folder, naam) for naam in files if not naam.startswith((".", "~$")))


def _load_register(
    root: Path, standaard: Standaard, cache: Path | None
) -> tuple[Register | None, list[Finding]]:
    folders = [root / "datapackages" / REGISTER]
    packages = load_packages(folders, root, standaard, "profiel-register", cache)
    _, package, findings = next(packages)
    if package is None or package.kapot:
        return None, findings
    return Register(
        tabellen=package.tabellen,
        peildatum=date.fromisoformat(package.descriptor["peildatum"]),
        uitgever=package.descriptor["uitgever"],
    ), findings


def _to_document(package: Package, pad: PurePosixPath, heel: bool) -> Document:
    descriptor = package.descriptor
    about = descriptor["document"]
    return Document(
        naam=package.naam,
        pad=pad,
        # What is missing has its finding; the rules still look at the rest.
        titel=str(descriptor.get("title", "")),
        omschrijving=str(descriptor.get("description", "")),
        versie=str(descriptor.get("version", "")),
        descriptor=descriptor,
        tabellen=package.tabellen,
        heel=heel,
        kapot=package.kapot,
        **about,
    )
