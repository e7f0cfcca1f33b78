"""The same level at two moments, per organisation."""

from collections.abc import Sequence

from inlegvel.derive.grafieken.blad import Blad, Sleutel, te_tekenen
from inlegvel.derive.grafieken.grafiek import (
    Grafiek,
    Reeks,
    Regel,
    Waarde,
    hoeveel,
    noten,
    uitersten,
    waarde_van,
)
from inlegvel.derive.grafieken.staven import KOP
from inlegvel.dutch import hoofdletter, opsomming


def verloop(blad: Blad, keys: Sequence[Sleutel]) -> Grafiek | None:
    """From the first moment of `keys` (one indicator, one aard) to the last, per organisation."""
    first, last = min(keys), max(keys)
    indicator = blad.indicatoren[first.indicator]
    before, after = blad.per_organisatie(first), blad.per_organisatie(last)
    both = [naam for naam in before if naam in after]
    if len(both) < 2 or not (te_tekenen(before) and te_tekenen(after)):
        return None
    lines = [
        Regel(
            blad.naam(naam),
            (waarde_van(before[naam], indicator), waarde_van(after[naam], indicator)),
        )
        for naam in both
    ]
    lines.sort(key=_last)
    moments = [blad.periode(first), blad.periode(last)]
    notes = []
    for moment, rows in zip(moments, (before, after), strict=True):
        named = [(blad.naam(naam), rows[naam]) for naam in both]
        notes += [f"{hoofdletter(moment)}. {note}" for note in noten(named, indicator)]
    return Grafiek(
        naam=f"{first.indicator}.{first.aard}",
        soort="verloop",
        document=blad.document.naam,
        titel=f"{indicator['naam']} per organisatie: van {moments[0]} naar {moments[1]}",
        wat=blad.wat(first, opsomming(moments)),
        kop=KOP,
        reeksen=tuple(Reeks(hoofdletter(moment)) for moment in moments),
        regels=tuple(lines),
        samenvatting=" ".join(_said(lines, moments[1], indicator["eenheid"])),
        eenheid=indicator["eenheid"],
        noten=tuple(notes),
        indicatoren=(first.indicator,),
    )


def _last(line: Regel) -> float:
    value = line.waarden[1].waarde
    return float("inf") if value is None else value


def _said(lines: list[Regel], moment: str, eenheid: str) -> list[str]:
    """Highest and lowest at the end, and who changes most."""
    said = [
        sentence.replace("Het ", f"{hoofdletter(moment)}: het ", 1) if number == 0 else sentence
        for number, sentence in enumerate(
            uitersten(((line.label, line.waarden[1]) for line in lines), eenheid)
        )
    ]
    changes = [
        (abs(change), line) for line in lines if (change := _change(*line.waarden)) is not None
    ]
    if changes and max(change for change, _ in changes) > 0:
        _, line = max(changes, key=lambda item: item[0])
        start, end = line.waarden
        said.append(
            f"De grootste verandering is bij {line.label}: "
            f"van {_amount(start, eenheid)} naar {_amount(end, eenheid)}."
        )
    return said


def _change(start: Waarde, end: Waarde) -> float | None:
    """How much it changes; None where one of the two is no number."""
    if start.waarde is None or end.waarde is None or start.grens or end.grens:
        return None
    return end.waarde - start.waarde


def _amount(value: Waarde, eenheid: str) -> str:
    return hoeveel(value.waarde or 0.0, eenheid)
