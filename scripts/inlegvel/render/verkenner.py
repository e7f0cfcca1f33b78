"""The Cijferverkenner: every figure on one page, to choose from, to share and to download.

Without scripts the page is the complete table. `docs/assets/cijferverkenner.js` hides rows, draws
bars of all rows of the choice, and cuts the published CSV to them. It never computes: a sum that
is not in the data is not on the page. Plans and results stand in tables of their own.
"""

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

from inlegvel.dutch import jaren, plain
from inlegvel.figures import AARD_TEKST, REIKWIJDTE_TEKST, STATUS_TEKST, is_empty, is_open
from inlegvel.model import ALLEN, Row
from inlegvel.render.context import Context
from inlegvel.render.html import render
from inlegvel.render.loose import RIJSOORT_TEKST, figure_line
from inlegvel.render.page import Page
from inlegvel.render.papers import full_name
from inlegvel.render.tables import expiry

URL = "cijferverkenner/"
AARD_KOPPEN = {
    "voornemen": "Plannen",
    "realisatie": "Resultaten",
    "prognose": "Verwachtingen",
}
FILES = (("CSV", "cijfers.csv"), ("CSV voor Excel", "cijfers.nl.csv"))

Choice = dict[str, Any]


def verkenner_page(context: Context) -> Page:
    """All figures in a table per `aard`, and the choices that the script offers."""
    rows = in_order(context)
    by_aard = [
        (aard, [row for row in rows if row["aard"] == aard])
        for aard in AARD_KOPPEN
        if any(row["aard"] == aard for row in rows)
    ]
    lapsed = {document.naam for document in context.documents if expiry(context, document)}
    body = render(
        "verkenner.html",
        count=len(rows),
        kinds=[(aard, AARD_TEKST[aard]) for aard, _ in by_aard],
        filters=_filters(context, rows),
        tables=[
            (aard, AARD_KOPPEN[aard], [_line(context, row, lapsed) for row in found])
            for aard, found in by_aard
        ],
        files=[(label, context.link(URL, f"data/alle-cijfers/{name}")) for label, name in FILES],
        about=context.link(URL, "data/alle-cijfers/"),
        script=context.link(URL, "assets/cijferverkenner.js"),
    )
    return Page(
        URL,
        "Cijferverkenner",
        "Kies een thema, een indicator, een organisatie en een jaar, en bekijk, deel of download "
        "de cijfers.",
        body,
    )


def verkenner_link(context: Context, url: str, **keuzes: str) -> str:
    """From the page `url` to the explorer with these choices made, by the names in its address.

    Empty where there is no figure of the theme, indicator or organisation.
    """
    known = context.with_figures
    if any(naam not in known[keuze] for keuze, naam in keuzes.items() if keuze in known):
        return ""
    return context.link(url, f"{URL}?{urlencode(keuzes)}")


def in_order(context: Context) -> list[Row]:
    """All figures: by theme, indicator, document, period and organisation; of all together last."""
    indicatoren = context.register.indicatoren
    themas = list(context.register.themas)
    by_thema = sorted(indicatoren, key=lambda naam: themas.index(indicatoren[naam]["thema"]))
    rank = {naam: number for number, naam in enumerate(by_thema)}
    rows = [row for document in context.documents for row in context.facts.rows[document.naam]]
    order = {document.naam: number for number, document in enumerate(context.documents)}

    def period(row: Row) -> tuple[int, ...]:
        place = (rank[row["indicator"]], order[row["document"]])
        return (*place, row["jaar_tot"], -row["jaar_van"])

    # What we computed of an organisation stands with what the paper says of it.
    first: dict[tuple[object, ...], int] = {}
    for number, row in enumerate(rows):
        first.setdefault((period(row), row["organisatie"]), number)
    return sorted(
        rows,
        key=lambda row: (
            period(row),
            row["organisatie"] in ALLEN,
            first[(period(row), row["organisatie"])],
        ),
    )


# --- choices ----------------------------------------------------------------------


def _filters(context: Context, rows: list[Row]) -> list[tuple[str, str, list[Choice]]]:
    """Name, label and choices of each list; only what some figure has."""
    register = context.register
    known = context.with_figures
    indicatoren = register.indicatoren
    indicators = [
        _indicator(indicatoren[naam]) for naam in indicatoren if naam in known["indicator"]
    ]
    periods = sorted({(row["jaar_van"], row["jaar_tot"]) for row in rows})
    documents = [document for document in context.documents if context.facts.rows[document.naam]]
    return [
        ("thema", "Thema", _named(register.themas, known["thema"])),
        ("indicator", "Indicator", indicators),
        ("organisatie", "Organisatie", _named(register.organisaties, known["organisatie"])),
        ("jaar", "Jaar of jaren", [_choice(jaren_keuze(*each), jaren(*each)) for each in periods]),
        ("document", "Document", [_choice(d.naam, full_name(context, d)) for d in documents]),
    ]


def _named(rows: Mapping[str, Row], used: set[str]) -> list[Choice]:
    """The rows of the register that are in use, in its order."""
    return [_choice(naam, row["naam"]) for naam, row in rows.items() if naam in used]


def _choice(value: str, label: str, **data: str) -> Choice:
    return {"value": value, "label": label, "data": data}


def _indicator(row: Row) -> Choice:
    """An indicator with what its bars need: the unit, and where a full bar ends."""
    whole = "100" if row["eenheid"] == "procent" else ""
    return _choice(row["indicator"], row["naam"], eenheid=row["eenheid"], vol=whole)


def jaren_keuze(van: int, tot: int) -> str:
    """A period in an address: ``2022`` or ``2022-2026``."""
    return str(van) if van == tot else f"{van}-{tot}"


# --- rows -------------------------------------------------------------------------


def _line(context: Context, row: Row, lapsed: set[str]) -> dict[str, object]:
    document = context.facts.catalogue.by_name[row["document"]]
    line = figure_line(context, row, URL, "page")
    return line | {
        "kind": RIJSOORT_TEKST[row["rijsoort"]],
        "soort": row["rijsoort"],
        "aside": ", ".join(_aside(row)),
        "lacking": context.organisaties(filter(None, row["ontbreekt"].split(";"))),
        "open": is_open(row),
        "place": row["vindplaats"] or "naar de berekening",
        "document": full_name(context, document),
        "document_url": context.link(URL, document.url),
        "lapsed": row["document"] in lapsed,
        "data": {
            "thema": context.register.indicatoren[row["indicator"]]["thema"],
            "indicator": row["indicator"],
            "organisatie": row["organisatie"],
            "jaar": jaren_keuze(row["jaar_van"], row["jaar_tot"]),
            "document": row["document"],
            "bereik": REIKWIJDTE_TEKST[row["reikwijdte"]],
            "waarde": plain(row["waarde"]),
            "grens": row["grens"],
            "grafiek": _drawn(context, row),
        },
    }


def _drawn(context: Context, row: Row) -> str:
    """Where the published chart of these figures is, without its ending; empty without one."""
    geheel = context.register.indicatoren[row["indicator"]]["geheel"]
    period = f"{row['jaar_van']}.{row['jaar_tot']}"
    wanted = [
        f"{row['indicator']}.{period}.{row['aard']}",
        f"{row['indicator']}.{row['aard']}",
        f"geheel.{geheel}.{row['aard']}",
    ]
    known = context.grafieken.namen[row["document"]]
    found = next((naam for naam in wanted if naam in known), "")
    return context.link(URL, f"grafieken/{row['document']}/{found}") if found else ""


def _aside(row: Row) -> Iterator[str]:
    """What must stand beside a bar, so that nobody adds it up or takes it for a printed figure."""
    if row["rijsoort"] != "bron":
        yield RIJSOORT_TEKST[row["rijsoort"]]
    if row["status"] == "indicatief":
        yield STATUS_TEKST["indicatief"]
    if not row["telt_mee"] and not is_empty(row):
        yield "telt niet mee"
