"""What changed in the data: per package down to the cell, and all releases together."""

from collections.abc import Iterator
from typing import Any

from inlegvel.derive.versies import OVER_DE_DATA, Versieverschil
from inlegvel.derive.versiezinnen import (
    STAP_TEKST,
    cel_tekst,
    kolom_naam,
    rij_naam,
    samenvatting,
    tabel_naam,
)
from inlegvel.derive.wijzigingen import NIET_VERTELD, Regel, Wijziging, anker, regels
from inlegvel.dutch import datum, getal, hoofdletter
from inlegvel.render.context import Context
from inlegvel.render.html import render
from inlegvel.render.organisations import used_organisations
from inlegvel.render.page import Page
from inlegvel.uitgave import REGISTER

MAX_ROWS = 200  # shown per version; the CSV beside the page has them all
SOORT_TEKST = {"nieuw": "erbij", "vervallen": "vervallen", "veranderd": "veranderd"}
REGISTER_TITEL = "Register: de vaste namen"


def change_pages(context: Context) -> Iterator[Page]:
    """The page of all releases and feeds, and the changes of each package."""
    yield overview_page(context)
    for document in context.documents:
        yield changes_page(context, document.naam, document.titel)
    yield changes_page(context, REGISTER, REGISTER_TITEL)


def versions_html(context: Context, pakket: str, url: str) -> str:
    """The versions of a package as a section of its dataset page: day, archive, checksum."""
    uitgaven = context.facts.catalogue.uitgaven.get(pakket)
    return render(
        "versions.html",
        versions=[_version(context, one, url) for one in context.wijzigingen_van(pakket)],
        pending=uitgaven is None or bool(context.facts.versieverschillen[pakket].stap),
        changes=context.link(url, f"data/{pakket}/wijzigingen/"),
        corrections=context.link(url, "correcties/"),
    )


def _version(context: Context, wijziging: Wijziging, url: str) -> dict[str, Any]:
    uitgave = wijziging.uitgave
    return {
        "nummer": uitgave.nummer,
        "titel": wijziging.titel,
        "datum": datum(uitgave.datum),
        "what": wijziging.samenvatting,
        "url": context.link(url, wijziging.url),
        "archive": context.link(url, uitgave.url),
        "rows": context.link(url, f"data/{uitgave.pakket}/wijzigingen/wijzigingen.csv"),
        "bytes": getal(len(uitgave.inhoud)),
        "sha256": uitgave.sha256,
    }


def changes_page(context: Context, pakket: str, titel: str) -> Page:
    """Every version of a package, newest first, with each row and cell that changed."""
    url = f"data/{pakket}/wijzigingen/"
    releases = context.wijzigingen_van(pakket)
    home = ("Data", context.link(url, "data/"))
    about = (titel, context.link(url, f"data/{pakket}/") if pakket != REGISTER else "")
    body = render(
        "changes.html",
        crumbs=[home, about, ("Wijzigingen", "")],
        titel=titel,
        pending=_pending(context, pakket),
        releases=[
            _version(context, one, url)
            | _section(context, pakket, one.verteld)
            | {
                "id": anker(one.uitgave.nummer),
                "step": "" if one.eerste else hoofdletter(STAP_TEKST[one.verschil.stap]),
                "gone": _gone(one.verschil),
            }
            for one in releases
        ],
        csv="wijzigingen.csv",
        feed=context.link(url, "wijzigingen.xml"),
        corrections=context.link(url, "correcties/"),
    )
    return Page(
        url,
        f"Wijzigingen: {titel}",
        f"Wat er per versie veranderde in de gegevens van {titel}, tot op de cel.",
        body,
    )


def _pending(context: Context, pakket: str) -> dict[str, Any] | None:
    """What changed since the newest release, for as long as it is not released itself."""
    uitgaven = context.facts.catalogue.uitgaven.get(pakket)
    if uitgaven is None:
        return None
    verschil = context.facts.versieverschillen[pakket]
    if not verschil.stap:
        return None
    lines = tuple(
        regel for regel in regels(verschil, uitgaven.huidig) if regel.tabel not in NIET_VERTELD
    )
    return {"what": samenvatting(verschil), "since": uitgaven.nieuwste.nummer} | _section(
        context, pakket, lines
    )


def _section(context: Context, pakket: str, lines: tuple[Regel, ...]) -> dict[str, Any]:
    return {
        "lines": [_line(context, pakket, regel) for regel in lines[:MAX_ROWS]],
        "more": max(0, len(lines) - MAX_ROWS),
    }


def _gone(verschil: Versieverschil) -> list[str]:
    """What a script must know: columns and tables that came, went or changed their form."""
    parts = {
        "Kolommen die vervielen": verschil.kolommen_weg,
        "Kolommen met een andere vorm": verschil.kolommen_anders,
        "Nieuwe kolommen": verschil.kolommen_erbij,
        "Tabellen die vervielen": verschil.tabellen_weg,
        "Nieuwe tabellen": verschil.tabellen_erbij,
    }
    told = {
        label: [name for name in names if name not in OVER_DE_DATA]
        for label, names in parts.items()
    }
    return [f"{label}: {', '.join(names)}." for label, names in told.items() if names]


def _line(context: Context, pakket: str, regel: Regel) -> dict[str, str]:
    catalogue = context.facts.catalogue
    url = f"data/{pakket}/wijzigingen/"
    correction = context.correctie_urls.get((pakket, regel.tabel, regel.rij, regel.kolom), "")
    return {
        "key": f"{regel.tabel}/{regel.rij}",
        "table": tabel_naam(catalogue, regel.tabel),
        "row": rij_naam(catalogue, pakket, regel.tabel, regel.rij, dict(regel.cellen)),
        "kind": SOORT_TEKST[regel.soort],
        "column": kolom_naam(catalogue, regel.tabel, regel.kolom),
        "old": cel_tekst(catalogue, regel.tabel, regel.kolom, regel.oud),
        "new": cel_tekst(catalogue, regel.tabel, regel.kolom, regel.nieuw),
        "reason": regel.reden,
        "correction": context.link(url, correction) if correction else "",
    }


def overview_page(context: Context) -> Page:
    """All releases of all packages, and the feeds that follow them."""
    url = "wijzigingen/"
    register = context.register
    body = render(
        "all_changes.html",
        releases=[_version(context, one, url) for one in context.wijzigingen],
        feed=context.link(url, "wijzigingen.xml"),
        groups=[
            (
                "Per thema",
                "themas",
                [(row["naam"], f"{naam}.xml") for naam, row in register.themas.items()],
            ),
            (
                "Per organisatie",
                "organisaties",
                [
                    (context.organisatie(naam), f"{naam}.xml")
                    for naam in used_organisations(context)
                ],
            ),
        ],
        register=context.link(url, f"data/{REGISTER}/wijzigingen/"),
        corrections=context.link(url, "correcties/"),
    )
    return Page(
        url,
        "Wijzigingen in de gegevens",
        "Alle versies van de gegevens, met wat er veranderde. U kunt de wijzigingen volgen.",
        body,
    )
