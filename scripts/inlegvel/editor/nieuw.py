"""A new package for a paper: valid and complete at once, ready to be filled in.

What the framework says is pulled in by reference, never by copying rows. The descriptor names
the framework in `kader`, and the page for prose shows its goals by a macro: when the framework
is mended, every page that shows it changes along. Copies in `doelen.csv` would drift, and each
goal would stand on the site twice, as if a municipality had promised it anew. So `doelen.csv`
starts empty and is for what the area adds itself.

Parties are rows of their own: who takes part in this paper is a fact about this paper. Those of
the framework that work in the area are filled in as a start, `ondertekend` unknown.
"""

import csv
import io
import json
import re
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from inlegvel import report
from inlegvel.check.register import FIXED_FOLDERS
from inlegvel.dutch import jaren, opsomming
from inlegvel.findings import nearest
from inlegvel.load import NO_DOCUMENT, load_catalogue
from inlegvel.model import GROEP_SOORTEN, Catalogue, Document, Row, Standaard, split_list
from inlegvel.pipeline import CACHE
from inlegvel.render.html import heading_text
from inlegvel.render.papers import SOORT_TEKST

KADER = "ambitiekader"
LOKAAL = "lokale-afspraken"
PROCES = "samenwerking"  # the theme of process agreements, which have a chapter of their own
LATER = ("correcties",)  # only a published paper has these
GONE = ("vervangen", "ingetrokken")
TODO = "Nog in te vullen"
SHOWN = 8  # names in a message, where none comes near


class NieuwError(Exception):
    """The package cannot be made; the message is Dutch, for the editor."""


def _plain(text: str) -> str:
    """Text on one line, of signs that can be seen: as a cell holds it, and a message."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


@dataclass(frozen=True)
class Paper:
    """What the new package is about."""

    soort: str
    gebied: Row
    jaar_van: int
    jaar_tot: int
    kader: Document | None

    @property
    def pad(self) -> str:
        """The folder of the package and of its pages: `oldambt/lokale-afspraken-2023-2026`."""
        last = "" if self.jaar_tot == self.jaar_van else f"-{self.jaar_tot}"
        return f"{self.gebied['gebied']}/{self.soort}-{self.jaar_van}{last}"

    @property
    def naam(self) -> str:
        """The name of the package."""
        return self.pad.replace("/", "-")

    @property
    def kort(self) -> str:
        """`Lokale afspraken 2023 tot en met 2026`."""
        return f"{SOORT_TEKST[self.soort]} {jaren(self.jaar_van, self.jaar_tot)}"


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
    folders = {f"datapackages/{paper.pad}": _package_files(catalogue, paper, parties)}
    if soort == LOKAAL:
        folders[f"docs/{paper.pad}/inleiding"] = {"index.md": _page(catalogue, paper)}
    _write(root, folders)
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
    text = f"Dit {what} bestaat niet: ‘{_plain(name)[:80]}’. {hint} {more}"
    return NieuwError(" ".join(text.split()))


def _year(text: str, limits: tuple[int, int]) -> int:
    low, high = limits
    if not re.fullmatch(r"[0-9]{4}", text) or not low <= int(text) <= high:
        raise NieuwError(
            f"‘{_plain(text)[:80]}’ is geen jaar van {low} tot en met {high}. "
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
    for place in areas_above(catalogue, gebied):
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


def areas_above(catalogue: Catalogue, gebied: str) -> list[str]:
    """The area itself and the areas it lies in, nearest first."""
    found: list[str] = []
    while gebied and gebied not in found:
        found.append(gebied)
        gebied = catalogue.register.gebieden.get(gebied, {}).get("ligt_in", "")
    return found


# --- what comes from the framework -----------------------------------------------


def _parties(catalogue: Catalogue, paper: Paper) -> list[str]:
    """The framework's parties that work in the area, in a part of it, or all around it."""
    area = paper.gebied["gebied"]
    above = areas_above(catalogue, area)
    return [
        naam
        for naam, row in _bound(catalogue, paper)
        if row["soort"] in GROEP_SOORTEN.values()
        and any(
            own in above or area in areas_above(catalogue, own)
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


def _package_files(catalogue: Catalogue, paper: Paper, parties: list[str]) -> dict[str, str]:
    """Every file of the package by name: the descriptor, and a table for each resource."""
    standaard = catalogue.standaard
    filled: dict[str, list[dict[str, str]]] = {
        "partijen": [{"organisatie": naam, "rol": "partij"} for naam in parties],
        "verwijzingen": [_reference(paper, paper.kader)] if paper.kader else [],
    }
    files = {
        f"{naam}.csv": _csv(standaard.schemas[naam].namen, filled.get(naam, []))
        for naam in _resources(standaard)
    }
    descriptor = json.dumps(_descriptor(standaard, paper), ensure_ascii=False, indent=2)
    return {"datapackage.json": f"{descriptor}\n", **files}


def _resources(standaard: Standaard) -> list[str]:
    return [
        naam
        for naam, schema in standaard.schemas.items()
        if schema.plaats == "document" and naam not in LATER
    ]


def _reference(paper: Paper, kader: Document) -> dict[str, str]:
    chapter = "Inleiding > Relatie tussen regionale en lokale afspraken"
    return {
        "verwijzing": KADER,
        "titel": _plain(kader.titel) or kader.naam,
        "datum": kader.datum or "",
        "package": kader.naam,
        "vindplaats": chapter if paper.soort == LOKAAL else TODO,
    }


def _csv(columns: list[str], rows: list[dict[str, str]]) -> str:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def _descriptor(standaard: Standaard, paper: Paper) -> dict[str, object]:
    naam = paper.gebied["naam"]
    years = jaren(paper.jaar_van, paper.jaar_tot)
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": paper.naam,
        "title": f"{paper.kort}: {naam}",
        "description": f"{SOORT_TEKST[paper.soort]} over wonen voor {naam}, voor {years}. "
        "De gegevens zijn nog niet ingevuld.",
        "version": "0.1.0",
        "licenses": [
            {
                "name": "CC0-1.0",
                "path": "https://creativecommons.org/publicdomain/zero/1.0/deed.nl",
                "title": "CC0 1.0 Universeel",
            }
        ],
        "sources": [{"title": f"{TODO}: titel van het papier"}],
        "contributors": [{"title": "Redactie inlegvel", "roles": ["wrangler"]}],
        "keywords": ["wonen", "prestatieafspraken", SOORT_TEKST[paper.soort].lower(), naam],
        "document": {
            "soort": paper.soort,
            "gebied": paper.gebied["gebied"],
            "jaar_van": paper.jaar_van,
            "jaar_tot": paper.jaar_tot,
            "datum": None,
            "datum_afgeleid": False,
            "stand": "concept",
            "kader": paper.kader.naam if paper.kader else None,
            "voorbehoud": None,
        },
        "resources": [
            {"name": name, "path": f"{name}.csv", "schema": standaard.schemas[name].descriptor}
            for name in _resources(standaard)
        ],
    }


def _page(catalogue: Catalogue, paper: Paper) -> str:
    """The page for prose; what an editor has to do stands in comments that are not published."""
    kader = paper.kader
    goals = {row["thema"] for row in kader.doelen.values()} if kader else set()
    themas = [
        {"thema": thema, "kop": _heading(row["naam"]), "in_kader": thema in goals}
        for thema, row in catalogue.register.themas.items()
        if thema != PROCES and (thema in goals or not goals)
    ]
    titel = f"Inleiding en thema’s – {paper.kort} – {paper.gebied['naam']}"
    omschrijving = f"Lokale afspraken over wonen voor {paper.gebied['naam']}, thema na thema."
    return (
        _environment()
        .get_template("lokale-afspraken.md.jinja")
        .render(
            titel=_front(titel),
            omschrijving=_front(omschrijving),
            naam=paper.naam,
            kader=kader.naam if kader else "",
            themas=themas,
        )
    )


def _heading(naam: str) -> str:
    """A name in a heading: a brace starts no macro, and a digit says why it stands there."""
    text = str(heading_text(naam)).replace("{", "&#123;")
    has_digit = any(sign.isdigit() for sign in text)
    return f"{text} {{# getal: de naam van het thema #}}" if has_digit else text


def _front(text: str) -> str:
    """Text for the front matter; without braces, as titles may hold macros too."""
    return json.dumps(text.translate(str.maketrans("", "", "{}")), ensure_ascii=False)


def _environment() -> Environment:
    """Jinja with signs of its own: the page holds macros, which must stay as they are."""
    return Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=select_autoescape(),  # not for .jinja: this is Markdown
        undefined=StrictUndefined,
        block_start_string="<%",
        block_end_string="%>",
        variable_start_string="<<",
        variable_end_string=">>",
        comment_start_string="<#",
        comment_end_string="#>",
        trim_blocks=True,
        keep_trailing_newline=True,
    )


# --- onto the disk ---------------------------------------------------------------


def _write(root: Path, folders: Mapping[str, Mapping[str, str]]) -> None:
    """Write the folders aside and move them to their places: all of them, or none."""
    for folder in folders:
        target = root / folder
        if target.exists() or target.is_symlink():
            raise NieuwError(f"De map {folder} bestaat al. Er is niets veranderd.")
    try:
        with tempfile.TemporaryDirectory(
            prefix=".nieuw-", dir=root, ignore_cleanup_errors=True
        ) as aside:
            ready = {
                root / folder: _written(Path(aside) / str(number), files)
                for number, (folder, files) in enumerate(folders.items())
            }
            _put(ready)
    except OSError as error:
        raise NieuwError(
            f"De bestanden zijn niet te schrijven: {error.strerror}. Er is niets veranderd."
        ) from error


def _written(folder: Path, files: Mapping[str, str]) -> Path:
    folder.mkdir()
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return folder


def _put(ready: Mapping[Path, Path]) -> None:
    """Move each folder to its target; where one fails, all are back where they were."""
    with ExitStack() as undo:
        for target, folder in ready.items():
            for parent in reversed(target.parents):
                if not parent.exists():
                    parent.mkdir()
                    undo.callback(_remove_empty, parent)
            folder.rename(target)
            undo.callback(target.rename, folder)
        undo.pop_all()


def _remove_empty(folder: Path) -> None:
    with suppress(OSError):  # someone else put a file in it meanwhile
        folder.rmdir()


# --- what the editor reads -------------------------------------------------------


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
