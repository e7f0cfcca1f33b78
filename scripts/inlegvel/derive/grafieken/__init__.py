"""Which charts a document gets: decided by its figures and what the register says of them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from inlegvel.derive.facts import Facts
from inlegvel.derive.grafieken.blad import Blad, Sleutel
from inlegvel.derive.grafieken.grafiek import Grafiek
from inlegvel.derive.grafieken.staven import met_deel, staven
from inlegvel.derive.grafieken.verdeling import verdeling
from inlegvel.derive.grafieken.verloop import verloop
from inlegvel.derive.grafieken.weerszijden import weerszijden
from inlegvel.model import Document

__all__ = ["Grafiek", "grafieken", "per_tabel"]


def grafieken(facts: Facts, document: Document) -> list[Grafiek]:
    """The charts of a document, in the order of the register's indicators.

    Shares of one whole are stacked. A level at two moments is a change. A derived indicator
    shows what it is made of, a part stands within its whole. All else is a bar per
    organisation; what a chart shows already gets no bars of its own.
    """
    blad = Blad(facts, document)
    order = {naam: place for place, naam in enumerate(blad.indicatoren)}
    keys = sorted(blad.cijfers, key=lambda key: (order[key.indicator], key))
    found = [*_shares(blad, keys), *_changes(blad, keys), *_parts(blad, keys)]
    shown: set[str] = set().union(*(chart.rijen for chart in found)) if found else set()
    for key in keys:
        if not shown & {row["rij"] for row in blad.per_organisatie(key).values()}:
            found += _only(weerszijden(blad, key) or staven(blad, key))
    return sorted(found, key=lambda chart: order[chart.indicatoren[0]])


def _only(chart: Grafiek | None) -> list[Grafiek]:
    return [] if chart is None else [chart]


def _shares(blad: Blad, keys: list[Sleutel]) -> Iterator[Grafiek]:
    wholes = {(blad.indicatoren[key.indicator]["geheel"], key.aard): None for key in keys}
    for geheel, aard in wholes:
        if geheel:
            yield from _only(verdeling(blad, geheel, aard))


def _changes(blad: Blad, keys: list[Sleutel]) -> Iterator[Grafiek]:
    moments: dict[tuple[str, str], list[Sleutel]] = defaultdict(list)
    for key in keys:
        indicator = blad.indicatoren[key.indicator]
        if indicator["meetwijze"] == "stand" and not indicator["geheel"]:
            moments[(key.indicator, key.aard)].append(key)
    for several in moments.values():
        if len(several) > 1:
            yield from _only(verloop(blad, several))


def _parts(blad: Blad, keys: list[Sleutel]) -> Iterator[Grafiek]:
    for key in keys:
        if blad.indicatoren[key.indicator]["deel_van"]:
            yield from _only(met_deel(blad, key))


def per_tabel(
    charts: Iterable[Grafiek], tables: Mapping[str, frozenset[str]]
) -> dict[str, list[Grafiek]]:
    """The charts of each table, by the identifiers of the figures it shows.

    A chart belongs to the smallest table that shows all of it, and only where it shows
    something that a larger chart there does not.
    """
    found: dict[str, list[Grafiek]] = {tabel: [] for tabel in tables}
    order = list(charts)
    for chart in sorted(order, key=lambda chart: -len(chart.rijen)):
        around = [tabel for tabel, rijen in tables.items() if chart.rijen and chart.rijen <= rijen]
        if around:
            tabel = min(around, key=lambda tabel: len(tables[tabel]))
            if not any(chart.rijen <= other.rijen for other in found[tabel]):
                found[tabel].append(chart)
    return {tabel: sorted(chosen, key=order.index) for tabel, chosen in found.items()}
