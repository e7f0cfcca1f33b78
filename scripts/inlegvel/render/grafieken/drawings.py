"""Each kind of chart as marks on a canvas."""

from collections.abc import Callable, Mapping

from inlegvel.derive.grafieken.grafiek import Grafiek, Regel, Waarde
from inlegvel.dutch import in_zin
from inlegvel.render.grafieken.canvas import LETTER, WIDTH, Canvas

BAR = 14.0
GAP = 9.0
MARGIN = 18.0
"""Room at both ends of a scale for the marks there."""
ADDED = ("vol", "licht")
TAKEN = ("warm", "streep")
SHARES = ("vol", "licht", "grijs", "streep")


def staven(chart: Grafiek) -> Canvas:
    """A bar per line from zero, the value at its end; below zero it goes left."""
    canvas = Canvas()
    values = [line.waarden[0] for line in chart.regels]
    zero, place = _axis(values)
    for line, value in zip(chart.regels, values, strict=True):
        canvas.lines(line.label, "naam")
        _bar(canvas, value, zero, place)
        canvas.zero_line(zero, BAR)
        canvas.y += BAR + GAP
    return canvas


def deel(chart: Grafiek) -> Canvas:
    """A light bar per line, and within it the part that is marked."""
    canvas = Canvas()
    canvas.legend(zip(("licht", "vol"), (series.naam for series in chart.reeksen), strict=True))
    texts = [_with_part(line) for line in chart.regels]
    wholes = [line.waarden[0] for line in chart.regels]
    zero, place = _axis(
        [Waarde(whole.waarde, text) for whole, text in zip(wholes, texts, strict=True)]
    )
    for line, text in zip(chart.regels, texts, strict=True):
        canvas.lines(line.label, "naam")
        whole, part = line.waarden
        _bar(canvas, Waarde(whole.waarde, text, twijfel=whole.twijfel), zero, place, "licht")
        if part.waarde:
            canvas.bar("vol", zero, place(part.waarde), BAR)
        canvas.zero_line(zero, BAR)
        canvas.y += BAR + GAP
    return canvas


def _with_part(line: Regel) -> str:
    whole, part = line.waarden
    return f"{whole.tekst}, daarvan {part.tekst}" if part.tekst and whole.waarde else whole.tekst


def _axis(values: list[Waarde]) -> tuple[float, Callable[[float], float]]:
    """Where zero is, and where a value is, with room for the texts at both ends."""
    known = [
        (value.waarde, len(value.tekst) * LETTER + 6)
        for value in values
        if value.waarde is not None
    ]
    low = min(0.0, *(number for number, _ in known))
    high = max(0.0, *(number for number, _ in known))
    right = max((room for number, room in known if number >= 0), default=0.0)
    left = max((room for number, room in known if number < 0), default=0.0)
    scale = (WIDTH - left - right) / ((high - low) or 1.0)
    zero = left - low * scale
    return zero, lambda value: zero + value * scale


def _bar(
    canvas: Canvas, value: Waarde, zero: float, place: Callable[[float], float], kind: str = "vol"
) -> None:
    base = canvas.y + BAR - 3
    if value.waarde is None:
        canvas.text(zero + 4, base, value.tekst, "geen")
        return
    end = place(value.waarde)
    canvas.bar("hol" if value.twijfel else kind, zero, end, BAR)
    if value.waarde < 0:
        canvas.text(end - 4, base, value.tekst, "tekst", "end")
    else:
        canvas.text(end + 4, base, value.tekst)


def weerszijden(chart: Grafiek) -> Canvas:
    """What is added to the right of zero, what is taken away to the left, the net as a diamond."""
    canvas = Canvas()
    kinds = _kinds(chart)
    sides = {1: "erbij, naar rechts", -1: "eraf, naar links"}
    canvas.legend(
        [
            *(
                (kind, f"{series.naam} ({sides[series.teken]})")
                for kind, series in zip(kinds, chart.reeksen, strict=True)
            ),
            ("net", f"{chart.saldo} (per saldo)"),
        ]
    )
    most = {side: max(_sum(line, chart, side) for line in chart.regels) for side in (1, -1)}
    room = 8.0  # so that a diamond at the end is not cut off
    scale = (WIDTH - 2 * room) / (most[1] + most[-1])
    zero = room + most[-1] * scale
    for line in chart.regels:
        canvas.head(line.label, line.saldo.tekst if line.saldo else "")
        ends = {1: zero, -1: zero}
        for kind, series, value in zip(kinds, chart.reeksen, line.waarden, strict=True):
            end = ends[series.teken] + series.teken * (value.waarde or 0.0) * scale
            canvas.bar("hol" if value.twijfel else kind, ends[series.teken], end, BAR)
            ends[series.teken] = end
        canvas.zero_line(zero, BAR)
        if line.saldo and line.saldo.waarde is not None:
            canvas.diamond(zero + line.saldo.waarde * scale, canvas.y + BAR / 2)
        canvas.y += BAR
        parts = zip(chart.reeksen, line.waarden, strict=True)
        # A name and its number stay on one line.
        canvas.lines(", ".join(f"{in_zin(s.naam)}\u00a0{v.tekst}" for s, v in parts), "zacht")
        canvas.y += GAP
    return canvas


def _kinds(chart: Grafiek) -> list[str]:
    """A look per series: what is added and what is taken away never look alike."""
    seen = {1: 0, -1: 0}
    found = []
    for series in chart.reeksen:
        looks = ADDED if series.teken > 0 else TAKEN
        found.append(looks[seen[series.teken] % len(looks)])
        seen[series.teken] += 1
    return found


def _sum(line: Regel, chart: Grafiek, side: int) -> float:
    pairs = zip(chart.reeksen, line.waarden, strict=True)
    return sum(value.waarde or 0.0 for series, value in pairs if series.teken == side)


def verdeling(chart: Grafiek) -> Canvas:
    """Shares of 100 side by side, with a dashed line where the target is."""
    canvas = Canvas()
    kinds = [SHARES[number % len(SHARES)] for number in range(len(chart.reeksen))]
    canvas.legend(
        [
            *zip(kinds, (series.naam for series in chart.reeksen), strict=True),
            *(("doel", target.tekst) for target in chart.doellijnen),
        ]
    )
    scale = WIDTH / 100
    for target in chart.doellijnen:
        anchor = "end" if target.waarde > 60 else "start" if target.waarde < 40 else "middle"
        canvas.text(target.waarde * scale, canvas.y + 12, target.kort, "zacht", anchor)
    canvas.y += 16 if chart.doellijnen else 0
    top, height = canvas.y, 26.0
    for line in chart.regels:
        canvas.lines(line.label, "naam")
        _shares(canvas, kinds, line, scale, height)
        canvas.y += height + GAP
    lines = [target.waarde * scale for target in chart.doellijnen]
    # Below the numbers, which stay readable where a line crosses them.
    for x in lines:
        canvas.mark("line", "doel", x1=x, x2=x, y1=top, y2=canvas.y - 4)
    canvas.marks.sort(key=lambda mark: mark.kind.startswith("op-"))
    return canvas


def _shares(canvas: Canvas, kinds: list[str], line: Regel, scale: float, height: float) -> None:
    left = 0.0
    for kind, value in zip(kinds, line.waarden, strict=True):
        wide = (value.waarde or 0.0) * scale
        canvas.bar(kind, left, left + max(wide - 1.5, 0.0), height)
        if wide > len(value.tekst) * LETTER + 8:
            canvas.text(left + 6, canvas.y + 18, value.tekst, f"op-{kind}")
        left += wide


def verloop(chart: Grafiek) -> Canvas:
    """From an open to a filled dot; a limit is a triangle that points where it may lie."""
    canvas = Canvas()
    canvas.legend(zip(("begin", "eind"), (series.naam for series in chart.reeksen), strict=True))
    known = [v.waarde for line in chart.regels for v in line.waarden if v.waarde is not None]
    low, high = min(known), max(known)
    scale = (WIDTH - 2 * MARGIN) / ((high - low) or 1.0)
    for line in chart.regels:
        start, end = line.waarden
        canvas.head(line.label, f"{start.tekst} → {end.tekst}")
        middle = canvas.y + 8
        canvas.mark("line", "spoor", x1=0.0, x2=WIDTH, y1=middle, y2=middle)
        places = [
            None if value.waarde is None else MARGIN + (value.waarde - low) * scale
            for value in (start, end)
        ]
        if places[0] is not None and places[1] is not None:
            canvas.mark("line", "weg", x1=places[0], x2=places[1], y1=middle, y2=middle)
        for value, x, kind in zip((start, end), places, ("begin", "eind"), strict=True):
            if x is not None:
                _dot(canvas, value, x, middle, kind)
        canvas.y += 16 + GAP
    return canvas


def _dot(canvas: Canvas, value: Waarde, x: float, y: float, kind: str) -> None:
    if value.grens in ("<", "<=", ">", ">="):
        way = -8 if value.grens.startswith("<") else 8
        # Beside the place itself, where a dot may stand.
        path = f"M{round(x + way, 1)} {round(y - 6, 1)}v12l{way} -6z"
        canvas.mark("path", "grens", d=path)
    else:
        canvas.mark("circle", kind, cx=x, cy=y, r=5)


def voortgang(chart: Grafiek) -> Canvas:
    """The share of the way as a bar, the share of the time as a dashed line across it."""
    canvas = Canvas()
    canvas.legend(zip(("vol", "tijd"), (series.naam for series in chart.reeksen), strict=True))
    scale = WIDTH / 100
    for line in chart.regels:
        way, time = line.waarden
        canvas.lines(line.label, "naam")
        canvas.mark("rect", "ruimte", x=0, y=canvas.y, width=WIDTH, height=BAR)
        canvas.bar("vol", 0.0, _within(way) * scale, BAR)
        x = _within(time) * scale
        canvas.mark("line", "tijd", x1=x, x2=x, y1=canvas.y - 3, y2=canvas.y + BAR + 3)
        canvas.y += BAR + 2
        canvas.lines(f"{way.tekst} van de afstand, {time.tekst} van de tijd", "zacht")
        canvas.y += GAP
    return canvas


def _within(value: Waarde) -> float:
    """A share as far as the bar goes; the text says the rest."""
    return min(max(value.waarde or 0.0, 0.0), 100.0)


DRAWN: Mapping[str, Callable[[Grafiek], Canvas]] = {
    draw.__name__: draw for draw in (staven, deel, weerszijden, verdeling, verloop, voortgang)
}
