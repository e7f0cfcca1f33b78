"""The files of a new package: its descriptor, its tables, and its page for prose."""

import csv
import io
import json
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from inlegvel.dutch import jaren
from inlegvel.editor.paper import KADER, LATER, LOKAAL, PROCES, TODO, Paper, plain_text
from inlegvel.model import Catalogue, Document, Standaard
from inlegvel.render.html import heading_text
from inlegvel.render.papers import SOORT_TEKST


def package_files(catalogue: Catalogue, paper: Paper, parties: list[str]) -> dict[str, str]:
    """Every file of the package by name: the descriptor, and a table for each resource."""
    standaard = catalogue.standaard
    filled: dict[str, list[dict[str, str]]] = {
        "partijen": [{"organisatie": naam, "rol": "partij"} for naam in parties],
        "verwijzingen": [_reference(paper, paper.kader)] if paper.kader else [],
    }
    files = {
        f"{naam}.csv": _csv(standaard.schemas[naam].namen, filled.get(naam, []))
        for naam in resources_of(standaard)
    }
    descriptor = json.dumps(_descriptor(standaard, paper), ensure_ascii=False, indent=2)
    return {"datapackage.json": f"{descriptor}\n", **files}


def resources_of(standaard: Standaard) -> list[str]:
    """The tables of the standard that an editor fills in."""
    return [
        naam
        for naam, schema in standaard.schemas.items()
        if schema.plaats == "document" and naam not in LATER
    ]


def _reference(paper: Paper, kader: Document) -> dict[str, str]:
    chapter = "Inleiding > Relatie tussen regionale en lokale afspraken"
    return {
        "verwijzing": KADER,
        "titel": plain_text(kader.titel) or kader.naam,
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
            for name in resources_of(standaard)
        ],
    }


def page(catalogue: Catalogue, paper: Paper) -> str:
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
