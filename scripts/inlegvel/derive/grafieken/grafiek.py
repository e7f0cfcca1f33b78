"""A chart as a value: what it shows, in numbers and in words, without a line drawn."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from inlegvel.dutch import GRENZEN, hoofdletter, met_eenheid, opsomming
from inlegvel.figures import cell_text, is_empty, lacks
from inlegvel.model import Row

# More lines than this nobody compares; the table shows them.
MEEST = 24
# More names than this make a sentence that nobody reads.
GENOEMD = 3


@dataclass(frozen=True)
class Waarde:
    """One figure of a chart: its number, None where there is none, and its text."""

    waarde: float | None
    tekst: str
    rij: str = ""
    """The identifier of the figure; empty where a value is none of a package."""
    twijfel: str = ""
    """Why the number is not firm, so that it is drawn hollow; empty where it is."""
    grens: str = ""


GEEN = Waarde(None, "")


@dataclass(frozen=True)
class Regel:
    """One line of a chart: a value per series, and what they come to where that is shown."""

    label: str
    waarden: tuple[Waarde, ...]
    saldo: Waarde | None = None


@dataclass(frozen=True)
class Reeks:
    """One series; `teken` is -1 where its values are taken away."""

    naam: str
    teken: int = 1


@dataclass(frozen=True)
class Doellijn:
    """A target as a place on the axis, with its words; `kort` stands beside the line."""

    waarde: float
    kort: str
    tekst: str


@dataclass(frozen=True)
class Grafiek:
    """A chart of one document and of one aard: never a plan beside a result.

    `naam` is its key values joined by dots, so that it stays the same when rows are added.
    `soort` says how it is drawn: staven, weerszijden, deel, verdeling, verloop, voortgang.
    """

    naam: str
    soort: str
    document: str
    titel: str
    wat: str
    """Plan or result, period and unit: one sentence."""
    kop: str
    """What a line is, as the head of the first column: organisation or moment."""
    reeksen: tuple[Reeks, ...]
    regels: tuple[Regel, ...]
    samenvatting: str
    eenheid: str
    noten: tuple[str, ...] = ()
    """What cannot be seen: limits, open cells, figures that cannot be compared."""
    doellijnen: tuple[Doellijn, ...] = ()
    indicatoren: tuple[str, ...] = ()
    """The indicators on whose pages it stands."""
    saldo: str = ""
    """What the values of a line come to; empty where that says nothing."""

    @property
    def rijen(self) -> frozenset[str]:
        """The identifiers of the figures it shows."""
        shown = [waarde for regel in self.regels for waarde in (*regel.waarden, regel.saldo)]
        return frozenset(waarde.rij for waarde in shown if waarde is not None and waarde.rij)

    def tabel(self) -> list[list[str | float]]:
        """The chart as a table with its heads; in words where there is a limit or no number."""
        heads = [f"{series.naam} ({self.eenheid})" for series in self.reeksen]
        sums = [f"{self.saldo} ({self.eenheid})"] if self.saldo else []
        rows = [
            [line.label, *(_cel(value) for value in line.waarden)]
            + ([_cel(line.saldo)] if line.saldo else [])
            for line in self.regels
        ]
        return [[self.kop, *heads, *sums], *rows]


def _cel(value: Waarde) -> str | float:
    return value.tekst if value.waarde is None or value.grens else value.waarde


def waarde_van(row: Row | None, indicator: Row) -> Waarde:
    """A figure as a chart shows it; `GEEN` where there is no row."""
    if row is None:
        return GEEN
    text = cell_text(row, indicator)
    if is_empty(row):
        return Waarde(None, text, row["rij"])
    return Waarde(float(row["waarde"]), text, row["rij"], _twijfel(row), row["grens"])


def _twijfel(row: Row) -> str:
    if row["grens"]:
        return "alleen een grens"
    if row["status"] == "in-onderzoek":
        return "nog in onderzoek"
    return "" if row["telt_mee"] else "telt niet mee in het totaal"


def hoeveel(value: float, eenheid: str, grens: str = "") -> str:
    """An amount in words: `56 woningen minder` for one below zero."""
    words = f"{met_eenheid(abs(value), eenheid)}{' minder' if value < 0 else ''}"
    return f"{GRENZEN[grens]} {words}" if grens else words


def uitersten(
    lines: Iterable[tuple[str, Waarde]],
    eenheid: str,
    words: Callable[[float, str], str] = hoeveel,
) -> list[str]:
    """Who has the highest and who the lowest value; what is only a limit takes no part.

    `words` says an amount with its unit.
    """
    all_lines = list(lines)
    known = [(who, w) for who, w in all_lines if w.waarde is not None and not w.grens]
    values = {w.waarde for _, w in known if w.waarde is not None}
    if len(known) < 2:
        return []
    if len(values) == 1:
        where = "Overal hetzelfde" if len(known) == len(all_lines) else "Waar een getal staat"
        return [f"{where}: {words(values.pop(), eenheid)}."]
    sentences = []
    for word, value in (("Het hoogst", max(values)), ("Het laagst", min(values))):
        names = [_who(who, w) for who, w in known if w.waarde == value]
        verb = "is" if len(names) == 1 else "zijn"
        whose = opsomming(names) if len(names) <= GENOEMD else f"{len(names)} organisaties"
        sentences.append(f"{word} {verb} {whose}: {words(value, eenheid)}.")
    return sentences


def _who(naam: str, waarde: Waarde) -> str:
    return f"{naam} ({waarde.twijfel})" if waarde.twijfel else naam


def noten(lines: Iterable[tuple[str, Row]], indicator: Row) -> tuple[str, ...]:
    """What the picture cannot tell of these figures, one sentence per kind."""
    said: dict[str, list[str]] = {}
    for who, row in lines:
        waarde = waarde_van(row, indicator)
        why = "geen getal" if waarde.waarde is None else waarde.twijfel
        if why:
            said.setdefault(why, []).append(f"{who} ({waarde.tekst})")
    return tuple(f"{hoofdletter(why)}: {opsomming(names)}." for why, names in said.items())


def niet_getekend(left_out: Iterable[tuple[str, Row, str]], indicator: Row) -> tuple[str, ...]:
    """Figures that cannot stand beside the others, with the reason of each."""
    names = [f"{who} ({waarde_van(row, indicator).tekst}; {why})" for who, row, why in left_out]
    return (f"Niet getekend: {opsomming(names)}.",) if names else ()


def samen(total: Row | None, indicator: Row, organisaties: Mapping[str, Row]) -> list[str]:
    """The total in a sentence, with whom it lacks; nothing where there is no total."""
    if total is None or is_empty(total):
        return []
    lacking = lacks(total, indicator, organisaties)
    without = f" ({lacking})" if lacking else ""
    amount = hoeveel(total["waarde"], indicator["eenheid"], total["grens"])
    return [f"Samen is dat {amount}{without}."]
