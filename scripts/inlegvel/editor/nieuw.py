"""A new package for a paper: valid and complete at once, ready to be filled in.

What the framework says is pulled in by reference, never by copying rows. The descriptor names
the framework in `kader`, and the page for prose shows its goals by a macro: when the framework
is mended, every page that shows it changes along. Copies in `doelen.csv` would drift, and each
goal would stand on the site twice, as if a municipality had promised it anew. So `doelen.csv`
starts empty and is for what the area adds itself.

Parties are rows of their own: who takes part in this paper is a fact about this paper. Those of
the framework that work in the area are filled in as a start, `ondertekend` unknown.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from inlegvel import report
from inlegvel.check.register import FIXED_FOLDERS
from inlegvel.dutch import opsomming
from inlegvel.editor.inhoud import package_files, page
from inlegvel.editor.paper import GONE, KADER, LOKAAL, SHOWN, NieuwError, Paper, plain_text
from inlegvel.editor.wegzetten import write
from inlegvel.findings import nearest
from inlegvel.load import NO_DOCUMENT, load_catalogue
from inlegvel.model import GROEP_SOORTEN, Catalogue, Document, Row, split_list
from inlegvel.whole import CACHE


@dataclass(frozen=True)
class Made:
    """A package that was made: its files below the root, and its parties so far."""

    paper: Paper
    bestanden: tuple[str, ...]
    partijen: tuple[str, ...]
    groepen: tuple[str, ...]
    """Names of groups that the framework has as parties: who they are, it does not say."""
    kapot: tuple[str, ...]
    """Packages that could not be read, so that no framework was looked for in them."""


def make_package(
    root: Path, soort: str, gebied: str, jaar: str, tot: str | None = None, kader: str | None = None
) -> Made:
    """Make the package, and the page for prose that the kind has; all of it, or nothing.

    The arguments are as typed; a `NieuwError` says what is wrong with them.
    """
    catalogue, findings = load_catalogue(root, root / CACHE)
    if catalogue is None:
        raise NieuwError(f"Het register of de standaard heeft fouten.\n{report.as_text(findings)}")
    paper = _understand(catalogue, soort, gebied, (jaar, jaar if tot is None else tot), kader)
    if paper.naam in catalogue.by_name or paper.naam in catalogue.kapot:
        raise NieuwError(f"Het pakket ‘{paper.naam}’ bestaat al. Er is niets veranderd.")
    parties = _parties(catalogue, paper)
    folders = {f"datapackages/{paper.pad}": package_files(catalogue, paper, parties)}
    if soort == LOKAAL:
        folders[f"docs/{paper.pad}/inleiding"] = {"index.md": page(catalogue, paper)}
    write(root, folders)
    organisaties = catalogue.register.organisaties
    return Made(
        paper,
        tuple(f"{folder}/{name}" for folder, files in folders.items() for name in sorted(files)),
        tuple(organisaties[naam]["naam"] for naam in parties),
        tuple(organisaties[naam]["naam"] for naam in _groups(catalogue, paper)),
        tuple(sorted(catalogue.kapot)),
    )


# --- what is asked for -----------------------------------------------------------


def _understand(
    catalogue: Catalogue, soort: str, gebied: str, years: tuple[str, str], kader: str | None
) -> Paper:
    """The paper that the arguments name, each of them checked."""
    document = catalogue.standaard.profiel["profiel"]["properties"]["document"]["properties"]
    gebieden = catalogue.register.gebieden
    if soort not in document["soort"]["enum"]:
        raise _unknown("soort papier", soort, document["soort"]["enum"])
    if gebied not in gebieden:
        raise _unknown("gebied", gebied, gebieden, "Zet nieuwe gebieden in register/gebieden.csv.")
    if gebied in FIXED_FOLDERS or gebied in NO_DOCUMENT:
        raise NieuwError(f"‘{gebied}’ is de naam van een vaste map. Geef het gebied een andere.")
    limits = document["jaar_van"]["minimum"], document["jaar_van"]["maximum"]
    first, last = (_year(text, limits) for text in years)
    if last < first:
        raise NieuwError(f"Het laatste jaar ({last}) ligt voor het eerste ({first}).")
    found: Document | None = None
    if kader is not None:
        found = _named_framework(catalogue, kader)
    elif soort != KADER:  # a framework stands by itself, unless the editor says otherwise
        found = find_framework(catalogue, gebied, first)
    return Paper(soort, gebieden[gebied], first, last, found)


def _unknown(what: str, name: str, names: Iterable[str], more: str = "") -> NieuwError:
    known = list(names)
    shown = f"{', '.join(known[:SHOWN])}{', …' if len(known) > SHOWN else '.'}"
    hint = nearest(name, known) or (f"Wel bestaan: {shown}" if known else "")
    text = f"Dit {what} bestaat niet: ‘{plain_text(name)[:80]}’. {hint} {more}"
    return NieuwError(" ".join(text.split()))


def _year(text: str, limits: tuple[int, int]) -> int:
    low, high = limits
    if not re.fullmatch(r"[0-9]{4}", text) or not low <= int(text) <= high:
        raise NieuwError(
            f"‘{plain_text(text)[:80]}’ is geen jaar van {low} tot en met {high}. "
            "Schrijf vier cijfers, zoals 2023."
        )
    return int(text)


def _named_framework(catalogue: Catalogue, naam: str) -> Document:
    frameworks = [d.naam for d in catalogue.documenten if d.soort == KADER]
    if naam in catalogue.kapot:
        raise NieuwError(f"Het kader ‘{naam}’ heeft fouten. Die ziet u met: inlegvel controleer")
    if naam not in catalogue.by_name:
        raise _unknown("kader", naam, frameworks)
    if naam not in frameworks:
        raise NieuwError(f"‘{naam}’ is geen ambitiekader.")
    return catalogue.by_name[naam]


def find_framework(catalogue: Catalogue, gebied: str, jaar: int) -> Document | None:
    """The framework for the year: that of the area, else of the nearest area it lies in."""
    for place in catalogue.register.around(gebied):
        found = [
            document
            for document in catalogue.documenten
            if document.soort == KADER
            and document.gebied == place
            and document.stand not in GONE
            and document.jaar_van <= jaar <= document.jaar_tot
        ]
        if len(found) > 1:
            names = opsomming(document.naam for document in found)
            raise NieuwError(f"Er is meer dan één kader: {names}. Kies er een met --kader.")
        if found:
            return found[0]
    return None


# --- what comes from the framework -----------------------------------------------


def _parties(catalogue: Catalogue, paper: Paper) -> list[str]:
    """The framework's parties that work in the area, in a part of it, or all around it."""
    area = paper.gebied["gebied"]
    above = catalogue.register.around(area)
    return [
        naam
        for naam, row in _bound(catalogue, paper)
        if row["soort"] in GROEP_SOORTEN.values()
        and any(
            own in above or area in catalogue.register.around(own)
            for own in split_list(row["gebieden"])
        )
    ]


def _groups(catalogue: Catalogue, paper: Paper) -> list[str]:
    return [naam for naam, row in _bound(catalogue, paper) if row["soort"] == "groep"]


def _bound(catalogue: Catalogue, paper: Paper) -> list[tuple[str, Row]]:
    """Who is party to the framework, with their rows of the register."""
    known = catalogue.register.organisaties
    rows = paper.kader.partijen if paper.kader else {}
    return [
        (naam, known[naam])
        for naam, row in rows.items()
        if naam in known and row["rol"] in ("partij", "eigen-bijlage")
    ]


# --- the files -------------------------------------------------------------------


def as_text(made: Made) -> str:
    """What was made, and what to do next."""
    paper, package = made.paper, f"datapackages/{made.paper.pad}"
    steps = [
        f"Vul in {package}/datapackage.json de titel, de bron en de datum van het papier in.",
        "Kijk of partijen.csv klopt. ‘ondertekend’ is nog leeg.",
        "Vul de andere tabellen. Wat niet in het papier staat, blijft leeg.",
        *(
            f"Schrijf de hoofdstukken in {path}. De uitleg staat erbij."
            for path in made.bestanden
            if path.endswith(".md")
        ),
        "Zet het papier als ‘opgenomen’ in datapackages/register/dekking.csv "
        f"({paper.gebied['gebied']}, {paper.soort}, {paper.jaar_van}).",
        "Controleer met: inlegvel controleer. Bekijk het met: inlegvel serveer",
    ]
    return "\n".join(
        [
            f"Gemaakt: {paper.naam}",
            *(f"  {path}" for path in made.bestanden),
            *_about_framework(made),
            "Wat nu?",
            *(f"  {number}. {step}" for number, step in enumerate(steps, 1)),
        ]
    )


def _about_framework(made: Made) -> list[str]:
    kader = made.paper.kader
    if kader is None:
        if made.paper.soort == KADER:
            return []
        broken = f" Niet te lezen waren: {opsomming(made.kapot)}." if made.kapot else ""
        return [f"Er is geen ambitiekader voor dit gebied en jaar. ‘kader’ is leeg.{broken}"]
    lines = [f"Kader: {kader.naam}"]
    if made.paper.jaar_tot > kader.jaar_tot:
        lines.append(f"  Let op: dit kader loopt tot en met {kader.jaar_tot}.")
    if made.partijen:
        lines.append(f"  Partijen die eruit komen: {opsomming(made.partijen)}.")
    if made.groepen:
        names = opsomming(made.groepen)
        lines.append(f"  Het kader noemt ook groepen ({names}). Zet er zelf bij wie dat zijn.")
    return lines
