"""Shares that make a whole, stacked, with the target where it is a place on the bar."""

from collections import defaultdict
from collections.abc import Iterator

from inlegvel.derive.doelopgaven import given
from inlegvel.derive.grafieken.blad import GROUPS, Blad, Sleutel
from inlegvel.derive.grafieken.grafiek import (
    MEEST,
    Doellijn,
    Grafiek,
    Reeks,
    Regel,
    uitersten,
    waarde_van,
)
from inlegvel.dutch import hoofdletter, in_zin, met_eenheid, opsomming
from inlegvel.figures import goal_text, is_empty
from inlegvel.model import Row

PERCENT = 100.0
ROUNDING = 2.0  # shares are printed rounded

# An organisation, the period, and its figure of each share.
Line = tuple[str, Sleutel, list[Row]]


def verdeling(blad: Blad, geheel: str, aard: str) -> Grafiek | None:
    """A bar per organisation and moment; nothing unless all shares are there and make 100."""
    names = [naam for naam, row in blad.indicatoren.items() if row["geheel"] == geheel]
    lines = list(_lines(blad, names, aard))
    if not lines or len(lines) > MEEST or len(names) < 2:
        return None
    organisations = dict.fromkeys(who for who, _, _ in lines)
    several = len(organisations) > 1
    keys = sorted(key for _, key, _ in lines)
    moments = opsomming(dict.fromkeys(blad.periode(key) for key in keys))
    whose = "" if several else f" {blad.naam(lines[0][0])}."
    targets = tuple(_targets(blad, names))
    return Grafiek(
        naam=f"geheel.{geheel}.{aard}",
        soort="verdeling",
        document=blad.document.naam,
        titel=hoofdletter(geheel.replace("-", " ")),
        wat=blad.wat(keys[0], moments) + whose,
        kop="Wie en wanneer" if several else "Wanneer",
        reeksen=tuple(Reeks(blad.indicatoren[naam]["naam"]) for naam in names),
        regels=tuple(
            Regel(
                _label(blad, line, several=several),
                tuple(waarde_van(row, blad.indicatoren[row["indicator"]]) for row in line[2]),
            )
            for line in lines
        ),
        samenvatting=" ".join([*_said(blad, lines, several), *(f"{t.tekst}." for t in targets)]),
        eenheid=blad.indicatoren[names[0]]["eenheid"],
        doellijnen=targets,
        indicatoren=tuple(names),
    )


def _label(blad: Blad, line: Line, *, several: bool) -> str:
    """The moment of a line, with whose it is where there are several."""
    who, key, _ = line
    when = blad.periode(key)
    return f"{blad.naam(who)}, {when}" if several else hoofdletter(when)


def _lines(blad: Blad, names: list[str], aard: str) -> Iterator[Line]:
    """Organisation, period and shares, where every share is there and together they are all."""
    found: dict[tuple[str, int, int], dict[str, Row]] = defaultdict(dict)
    for key, rows in blad.cijfers.items():
        if key.indicator in names and key.aard == aard:
            for who, row in rows.items():
                found[(who, key.jaar_van, key.jaar_tot)][key.indicator] = row
    for (who, start, end), shares in found.items():
        complete = [shares[naam] for naam in names if naam in shares]
        if len(complete) < len(names) or any(is_empty(row) or row["grens"] for row in complete):
            continue
        if abs(sum(row["waarde"] for row in complete) - PERCENT) <= ROUNDING:
            yield who, Sleutel(names[0], start, end, aard), complete


def _targets(blad: Blad, names: list[str]) -> Iterator[Doellijn]:
    """Goals on the first and on the last share: of these the target is a place on the bar.

    Goals of the document itself and of the framework it belongs to.
    """
    seen = set()
    for document in blad.facts.catalogue.documenten:
        if document.naam not in (blad.document.naam, blad.document.kader):
            continue
        for doel in document.tabellen.rows("doelen"):
            value = doel["ondergrens"] if given(doel["ondergrens"]) else doel["bovengrens"]
            goal = (doel["indicator"], value)
            if not _is_place(doel, names) or not given(value) or goal in seen:
                continue
            seen.add(goal)
            indicator = blad.indicatoren[doel["indicator"]]
            when = f" eind {doel['jaar_tot']}" if doel["jaar_tot"] else ""
            amount = goal_text(doel, indicator)
            words = f"Doel{when}: {in_zin(indicator['naam'])} {amount}"
            place = value if doel["indicator"] == names[0] else PERCENT - value
            yield Doellijn(place, f"doel {met_eenheid(value, indicator['eenheid'])}", words)


def _is_place(doel: Row, names: list[str]) -> bool:
    """Whether a goal of all together is the edge of the first or of the last share."""
    everyone = GROUPS & set(doel["organisaties"].split(";"))
    return bool(
        doel["indicator"] in (names[0], names[-1]) and doel["maat"] == "niveau" and everyone
    )


def _said(blad: Blad, lines: list[Line], several: bool) -> Iterator[str]:
    """How each share moves between two moments of one organisation; else its extremes."""
    first, last = lines[0], lines[-1]
    for number, start in enumerate(first[2]):
        indicator = blad.indicatoren[start["indicator"]]
        values = [waarde_van(line[2][number], indicator) for line in lines]
        before, after = values[0].tekst, values[-1].tekst
        if len(lines) == 2 and first[0] == last[0] and before != after:
            way = "stijgt" if last[2][number]["waarde"] > start["waarde"] else "daalt"
            yield f"{indicator['naam']}: dat {way} van {before} naar {after}."
        elif len(lines) == 1:
            yield f"{indicator['naam']}: {before}."
        else:
            labels = [_label(blad, line, several=several) for line in lines]
            ends = uitersten(zip(labels, values, strict=True), indicator["eenheid"])
            yield " ".join([f"{indicator['naam']}.", *ends])
