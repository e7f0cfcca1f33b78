"""Who wanted least and who most of what nobody adds up: averages, shares, what differs."""

from collections.abc import Sequence

from markupsafe import Markup

from inlegvel.dutch import hoofdletter, opsomming, telwoord
from inlegvel.figures import is_empty, period_text, value_text
from inlegvel.model import BASIS, GEHEEL, OPEN, SAMEN, Document, Row
from inlegvel.render.context import Context
from inlegvel.render.html import in_line
from inlegvel.render.plannen import MEERVOUD, phrase, remarked, source, when

# More organisations than these are counted, not named.
NAMED = 2


def spread(context: Context, document: Document, indicator: str, url: str) -> list[Markup]:
    """The lowest and the highest figure of the first period, and whose those are.

    As two sentences where the figures are plans that the register has words for; else as one.
    Nothing where fewer than two figures differ.
    """
    rows = _comparable(context, document, indicator)
    low = [row for row in rows if row["waarde"] == min(other["waarde"] for other in rows)]
    high = [row for row in rows if row["waarde"] == max(other["waarde"] for other in rows)]
    if not rows or low[0]["waarde"] == high[0]["waarde"]:
        return []
    is_plan = all(row["aard"] == "voornemen" and row["status"] not in OPEN for row in rows)
    if not is_plan or indicator not in context.register.zinnen:
        return [_plain(context, low, high)]
    first = Markup("{} {} {}").format(
        hoofdletter(when(context, low[0])),
        _wanted(context, low),
        phrase(context, document, low[0], url),
    )
    second = Markup("{} {}").format(
        hoofdletter(_wanted(context, high, first=True)), phrase(context, document, high[0], url)
    )
    sentences = [remarked(first, source(document, low)), remarked(second)]
    if len(low) + len(high) < len(rows):
        sentences[-1] += " De rest zit daartussen."
    return sentences


def _comparable(context: Context, document: Document, indicator: str) -> list[Row]:
    """The figures of single organisations for the first period that has any."""
    rows = [
        row
        for row in context.facts.rows[document.naam]
        if row["indicator"] == indicator
        and (row["onderdeel"], row["variant"]) == (GEHEEL, BASIS)
        and row["organisatie"] != SAMEN
        and row["rijsoort"] == "bron"
        and not is_empty(row)
    ]
    about = context.register.indicatoren[indicator]
    first = min((period_text(row, about) for row in rows), default="")
    return [row for row in rows if period_text(row, about) == first]


def _wanted(context: Context, rows: Sequence[Row], *, first: bool = False) -> str:
    """`wilden Nijestee en Lefier`, `wilden vier corporaties`; `first` puts who in front."""
    verb = "wilde" if len(rows) == 1 else "wilden"
    return f"{_who(context, rows)} {verb}" if first else f"{verb} {_who(context, rows)}"


def _who(context: Context, rows: Sequence[Row]) -> str:
    if len(rows) <= NAMED:
        return opsomming(str(in_line(context.organisatie(row["organisatie"]))) for row in rows)
    kinds = {context.register.organisaties[row["organisatie"]]["soort"] for row in rows}
    noun = MEERVOUD.get(kinds.pop(), "organisaties") if len(kinds) == 1 else "organisaties"
    return f"{telwoord(len(rows))} {noun}"


def _plain(context: Context, low: Sequence[Row], high: Sequence[Row]) -> Markup:
    about = context.register.indicatoren[low[0]["indicator"]]
    least, most = (
        f"{value_text(rows[0], about, with_unit=True)} ({_who(context, rows)})"
        for rows in (low, high)
    )
    return Markup("{} verschilde {} per organisatie: van {} tot {}.").format(
        in_line(about["naam"]), when(context, low[0]), Markup(least), Markup(most)
    )
