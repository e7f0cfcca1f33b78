"""Layout of a paper's table: rows of organisations, columns of figures, totals.

A table shows the figures that name it, and what the paper prints in it as a sum
or a repetition (its `controlecijfers`). A table about one organisation, not divided
into parts, is turned: its rows are the indicators, its columns the periods.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from inlegvel.derive.facts import Facts
from inlegvel.figures import periode
from inlegvel.model import BASIS, GEHEEL, SAMEN, Document, Row

Part = tuple[tuple[str, Any], ...]


@dataclass(frozen=True)
class Head:
    """One row or column head: the part of the key it stands for, and its label.

    `group` is the label above it, where several columns share one.
    """

    key: Part
    label: str
    group: str = ""
    is_totaal: bool = False


@dataclass(frozen=True)
class Layout:
    """A table as readers see it; `cells` has a figure, or None, per row and column."""

    tabel: Row
    corner: str
    rows: tuple[Head, ...]
    columns: tuple[Head, ...]
    cells: tuple[tuple[Row | None, ...], ...]

    @property
    def rijen(self) -> frozenset[str]:
        """The identifiers of the figures it shows."""
        return frozenset(cell["rij"] for cells in self.cells for cell in cells if cell is not None)


def layout(facts: Facts, document: Document, tabel: Row) -> Layout:
    """The table `tabel` of `document`, with derived columns, totals and variants."""
    typed = [
        row
        for row in facts.rows[document.naam]
        if row["tabel"] == tabel["tabel"] and row["rijsoort"] == "bron"
    ]
    printed = [
        row for row in document.tabellen.rows("controlecijfers") if row["tabel"] == tabel["tabel"]
    ]
    places = _in_order(("organisatie", "onderdeel"), typed)
    several = len(places) > 1
    columns = _columns(facts, [*typed, *printed], several)
    if several:
        rows = _organisation_rows(facts, document, places, columns)
        corner = "Organisatie"
    else:
        rows, columns = _turned(facts, document, columns, places)
        corner = "Wat"
    cells = tuple(tuple(_cell(facts, document, row, column) for column in columns) for row in rows)
    return Layout(tabel, corner, tuple(rows), tuple(columns), cells)


def _in_order(names: tuple[str, ...], rows: Iterable[Row]) -> list[Part]:
    return list(dict.fromkeys(tuple((name, row[name]) for name in names) for row in rows))


def _columns(facts: Facts, rows: list[Row], several: bool) -> list[Head]:
    indicatoren = facts.catalogue.register.indicatoren
    order = {naam: place for place, naam in enumerate(indicatoren)}
    parts = _in_order(("indicator", "jaar_van", "jaar_tot", "aard"), rows)
    parts.sort(key=lambda part: (order[part[0][1]], part[1:]))
    periods = {part[1:] for part in parts}
    names = {part[0][1] for part in parts}
    kinds = {dict(part)["aard"] for part in parts}
    heads = []
    for part in parts:
        indicator = indicatoren[part[0][1]]
        when = periode(dict(part), indicator["meetwijze"])
        if len(kinds) > 1:  # a plan is never a result
            when += f" ({dict(part)['aard']})"
        if several and len(periods) == 1:
            heads.append(Head(part, indicator["naam"]))
        elif several and len(names) == 1:
            heads.append(Head(part, when))
        else:
            heads.append(Head(part, when, group=indicator["naam"]))
    return heads


def _organisation_rows(
    facts: Facts, document: Document, places: list[Part], columns: list[Head]
) -> list[Head]:
    # What the paper says of all parties together is the last row, as our own total is.
    total: Part = (("organisatie", SAMEN), ("onderdeel", GEHEEL))
    grouped: dict[str, list[Part]] = {}
    for place in places:
        if place != total:
            grouped.setdefault(dict(place)["organisatie"], []).append(place)
    heads = []
    for naam, parts in grouped.items():
        whole: Part = (("organisatie", naam), ("onderdeel", GEHEEL))
        heads += [_place_head(facts, document, part) for part in parts]
        if whole not in parts and whole != total:
            head = _place_head(facts, document, whole)
            heads.append(Head(head.key, f"{head.label} (alle onderdelen)", is_totaal=True))
        heads += _variant_rows(facts, document, parts, columns)
    label = _place_head(facts, document, total).label if total in places else "Totaal"
    head = Head((*total, ("variant", BASIS)), label, is_totaal=True)
    totals = [head, *_variant_rows(facts, document, [total], columns, label)]
    shown = [*heads, *totals]
    return [row for row in shown if any(_cell(facts, document, row, column) for column in columns)]


def _place_head(facts: Facts, document: Document, place: Part) -> Head:
    key = dict(place)
    label = facts.catalogue.register.organisaties[key["organisatie"]]["naam"]
    if key["onderdeel"] != GEHEEL:
        label += f" – {document.sleutel_naam('onderdeel', key['onderdeel'])}"
    return Head((*place, ("variant", BASIS)), label)


def _variant_rows(
    facts: Facts, document: Document, places: list[Part], columns: list[Head], label: str = ""
) -> list[Head]:
    """Rows for the variants that change a figure at one of these places."""
    heads = []
    for variant in _variants(document):
        name = document.sleutel_naam("variant", variant)
        for place in places:
            key = (*place, ("variant", variant))
            if any(facts.exact(document.naam, dict(key + column.key)) for column in columns):
                start = label or _place_head(facts, document, place).label
                heads.append(Head(key, f"{start}, {name}", is_totaal=bool(label)))
    return heads


def _variants(document: Document) -> list[str]:
    return [
        row["sleutel"]
        for row in document.tabellen.rows("sleutels")
        if row["kolom"] == "variant" and row["sleutel"] != BASIS
    ]


def _turned(
    facts: Facts, document: Document, columns: list[Head], places: list[Part]
) -> tuple[list[Head], list[Head]]:
    indicatoren = facts.catalogue.register.indicatoren
    place = places[0] if places else (("organisatie", SAMEN), ("onderdeel", GEHEEL))
    names = list(dict.fromkeys(column.key[0] for column in columns))
    periods = sorted(dict.fromkeys((column.key[1:], column.label) for column in columns))
    rows = []
    for name in names:
        label = indicatoren[name[1]]["naam"]
        rows.append(Head((*place, ("variant", BASIS), name), label))
        for variant in _variants(document):
            key = (*place, ("variant", variant), name)
            if any(facts.exact(document.naam, dict(key + part)) for part, _ in periods):
                rows.append(Head(key, f"{label}, {document.sleutel_naam('variant', variant)}"))
    return rows, [Head(part, label) for part, label in periods]


def _cell(facts: Facts, document: Document, row: Head, column: Head) -> Row | None:
    return facts.find(document.naam, dict(row.key + column.key))
