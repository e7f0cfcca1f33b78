"""Figures as sentences that a resident reads: who wanted what, in which year, says which plan.

``In 2022 wilden zes corporaties samen 56 woningen minder (plan van december 2021).`` How an
indicator stands in such a sentence is data: the table `zinnen` of the register.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from markupsafe import Markup

from inlegvel.derive.formules import operands, parse
from inlegvel.dutch import hoofdletter, in_zin, last_day, moment, opsomming, telwoord
from inlegvel.figures import (
    change,
    is_empty,
    lacks,
    number_text,
    period_text,
    sentence,
    value_text,
)
from inlegvel.model import BASIS, GEHEEL, OPEN, SAMEN, Document, Row
from inlegvel.render.context import Context
from inlegvel.render.html import in_line
from inlegvel.render.papers import short_name

MEERVOUD = {"woningcorporatie": "corporaties", "gemeente": "gemeenten"}
MARKS = re.compile(r"(\{(?:waarde|getal|verschil)\})")
HOMES = "woningen"
# Nobody may take ‘geen sloop’ for a promise about a home.
ONE_HOME = Markup(" Dit zegt niets over één woning.")
INDEXED = ("indicator", "jaar_van", "jaar_tot", "aard")
SAME = ("jaar_van", "jaar_tot", "aard", "variant")
# What a figure is that no words of the register can tell.
DIT_WAS = {"voornemen": "het plan", "realisatie": "het resultaat", "prognose": "de verwachting"}
# A bracket, as we write it and as data has it.
CLOSING = (")", str(in_line(")")))
# A sentence with more words is told in two.
LONG = 22


def newest_first(documents: Iterable[Document]) -> list[Document]:
    """The papers by date, the newest first; one without a date by its first year."""
    return sorted(
        documents, key=lambda d: (last_day(d.datum or str(d.jaar_van)), d.naam), reverse=True
    )


def headline(rows: Iterable[Row], indicatoren: Sequence[str]) -> list[Row]:
    """The figures to tell: basis, whole where there is a whole, by period and then indicator."""
    mine = [row for row in rows if row["indicator"] in indicatoren and row["variant"] == BASIS]
    whole = {_key(row) for row in mine if row["onderdeel"] == GEHEEL}
    chosen = [row for row in mine if row["onderdeel"] == GEHEEL or _key(row) not in whole]
    return sorted(
        chosen,
        key=lambda row: (
            row["jaar_tot"],
            -row["jaar_van"],
            row["aard"],
            indicatoren.index(row["indicator"]),
        ),
    )


def _key(row: Row) -> tuple[object, ...]:
    return tuple(row[column] for column in INDEXED)


def told(
    context: Context, document: Document, rows: Sequence[Row], url: str, *, sourced: bool = True
) -> list[Markup]:
    """The figures of one organisation as sentences, each value a link to its row.

    `sourced`: the first sentence says from which plan it is.
    """
    return [text for text, _ in told_of(context, document, rows, url, sourced=sourced)]


def told_of(
    context: Context, document: Document, rows: Sequence[Row], url: str, *, sourced: bool = True
) -> list[tuple[Markup, list[Row]]]:
    """As `told`, each sentence with the figures in it."""
    found: list[tuple[Markup, list[Row]]] = []
    warned = False
    for _, grouped in groupby(rows, key=lambda row: _one_sentence(context, document, row)):
        group = list(grouped)
        if not _is_plan(context, group[0]):
            found += [(_plain(context, document, row, url), [row]) for row in group]
            continue
        none = [row for row in group if _not_planned(context, row)]
        wanted = [row for row in group if row not in none]
        if wanted:
            first = sourced and not found
            found.append((_wanted(context, document, wanted, url, first=first), wanted))
        if none:
            text = _none(context, document, none, url)
            if not warned and any(_unit(context, row) == HOMES for row in none):
                text += ONE_HOME
                warned = True
            found.append((text, none))
    return found


def _one_sentence(context: Context, document: Document, row: Row) -> tuple[object, ...]:
    """What figures of one sentence share: whose, which kind, which period, how firm."""
    firm = row["status"] if _is_plan(context, row) else row["rij"]
    return subject(context, document, row), row["aard"], when(context, row), firm


def _is_plan(context: Context, row: Row) -> bool:
    """Whether the figure can stand after ‘wilde’."""
    has_words = row["indicator"] in context.register.zinnen and (
        not is_empty(row) or bool(row["waarde_tekst"])
    )
    return has_words and row["aard"] == "voornemen" and row["status"] not in OPEN


def _not_planned(context: Context, row: Row) -> bool:
    nothing = row["waarde"] == 0 and not row["grens"]
    return bool(nothing and not context.register.zinnen[row["indicator"]]["zin_nul"])


def _wanted(
    context: Context, document: Document, rows: list[Row], url: str, *, first: bool
) -> Markup:
    """A plan; the first sentence says which, and so does one that is a guess."""
    who, several = subject(context, document, rows[0])
    verb = "wilden" if several else "wilde"
    phrases = [phrase(context, document, row, url) for row in rows]
    begin = Markup("{} {} {}").format(hoofdletter(when(context, rows[0])), verb, in_line(who))
    guess = any(row["status"] == "indicatief" for row in rows)
    of_plan = source(document, rows) if first or guess else ""
    partly = _partly(context, rows)
    all_in_one = remarked(begin + " " + Markup(opsomming(phrases)), of_plan)
    if len(all_in_one.striptags().split()) <= LONG:
        return all_in_one + partly
    again = Markup(" Ook {} {}").format(verb, "zij" if several else in_line(who))
    also = (remarked(again + " " + words) for words in phrases[1:])
    return remarked(begin + " " + phrases[0], of_plan) + Markup("").join(also) + partly


def remarked(sentence: Markup, remark: str = "") -> Markup:
    """The sentence with its full stop; the remark joins what already stands in brackets."""
    if not remark:
        return sentence + "."
    for bracket in CLOSING:
        if sentence.endswith(bracket):
            return Markup(sentence.removesuffix(bracket)) + Markup("; {}).").format(in_line(remark))
    return sentence + Markup(" ({}).").format(in_line(remark))


def _partly(context: Context, rows: Iterable[Row]) -> Markup:
    """A sentence on whose figures a total that follows from a formula has in part, or nothing."""
    register = context.register
    found = {
        lacks(row, register.indicatoren[row["indicator"]], register.organisaties)
        for row in rows
        if register.indicatoren[row["indicator"]]["formule"]
    }
    texts = sorted(hoofdletter(text) for text in found if text)
    return Markup("").join(Markup(" {}.").format(in_line(text)) for text in texts)


def _none(context: Context, document: Document, rows: list[Row], url: str) -> Markup:
    names = []
    for row in rows:
        nothing = context.register.zinnen[row["indicator"]]["niets"]
        text = nothing or f"geen {in_zin(name(context, row))}"
        names.append(_link(context, row, url, text + _part(document, row)))
    return Markup("{}: {} gepland ({}).").format(
        hoofdletter(when(context, rows[0])),
        Markup(opsomming(names)),
        in_line(source(document, rows)),
    )


def _plain(context: Context, document: Document, row: Row, url: str) -> Markup:
    """A result, an open figure or one without words of its own."""
    indicator = context.register.indicatoren[row["indicator"]]
    study = row["status"] == "in-onderzoek"
    value = value_text(row, indicator, with_unit=True)
    who, _ = subject(context, document, row)
    if is_empty(row) and row["status"] in OPEN:
        return Markup("Over {}{} van {} {} zegt het papier: {}.").format(
            in_line(in_zin(indicator["naam"])),
            _text(_part(document, row)),
            in_line(who),
            in_line(when(context, row)),
            _link(context, row, url, value),
        )
    return Markup("{} was dit {} {} {}: {}{} {}.").format(
        hoofdletter(_known_when(context, document, row)),
        "in onderzoek" if study else DIT_WAS[row["aard"]],
        "bij" if study else "van",
        in_line(who),
        in_line(in_zin(indicator["naam"])),
        _text(_part(document, row)),
        _link(context, row, url, value),
    )


def _known_when(context: Context, document: Document, row: Row) -> str:
    """As `when`; a paper cannot know the end of a year that it is older than."""
    early = document.datum and last_day(document.datum) < last_day(str(row["jaar_tot"]))
    return f"in {row['jaar_tot']}" if early and row["aard"] == "realisatie" else when(context, row)


def phrase(context: Context, document: Document, row: Row, url: str) -> Markup:
    """What was wanted: the words of the register around a linked value."""
    words = context.register.zinnen[row["indicator"]]
    indicator = context.register.indicatoren[row["indicator"]]
    if row["waarde"] == 0 and not row["grens"]:
        return _link(context, row, url, words["zin_nul"] + _part(document, row))
    text = words["zin"] + _part(document, row)
    value, limit, way = change(row)
    values = {
        "{waarde}": value_text(row, indicator, with_unit=True),
        "{getal}": number_text({"waarde": value, "grens": limit} if "{verschil}" in text else row),
        "{verschil}": way,
    }
    marks = MARKS.split(text)
    before, told_value, after = marks[0], "".join(marks[1:-1]), marks[-1]
    for mark, filled in values.items():
        told_value = told_value.replace(mark, filled)
    return _text(before) + _link(context, row, url, told_value) + _text(after)


def _text(text: str) -> Markup:
    """Data in a line, with the spaces at its ends."""
    inner = text.strip()
    start = text[: len(text) - len(text.lstrip())]
    end = text[len(text.rstrip()) :] if inner else ""
    return Markup(start) + in_line(inner) + Markup(end)


def _link(context: Context, row: Row, url: str, text: str) -> Markup:
    about = sentence(
        row, context.register.indicatoren[row["indicator"]], context.register.organisaties
    )
    return Markup('<a class="iv-cijfer iv-gezegd" href="{}" title="{}">{}</a>').format(
        context.link(url, context.figure_url(row)), in_line(about), in_line(text)
    )


def _unit(context: Context, row: Row) -> str:
    return str(context.register.indicatoren[row["indicator"]]["eenheid"])


def name(context: Context, row: Row) -> str:
    """What the figure is called."""
    return str(context.register.indicatoren[row["indicator"]]["naam"])


def _part(document: Document, row: Row) -> str:
    if row["onderdeel"] == GEHEEL:
        return ""
    return f" ({document.sleutel_naam('onderdeel', row['onderdeel'])})"


def when(context: Context, row: Row) -> str:
    """`in 2022`, `van 2022 tot en met 2026` or `eind 2026`."""
    text = period_text(row, context.register.indicatoren[row["indicator"]])
    if text.startswith("eind"):
        return text
    return f"van {text}" if " " in text else f"in {text}"


def source(document: Document, rows: Sequence[Row] = ()) -> str:
    """`plan van december 2021`: of when, and where the paper says so that it is a guess."""
    guess = "indicatie, " if any(row["status"] == "indicatief" for row in rows) else ""
    if not document.datum:
        return f"{guess}plan uit {short_name(document)}"
    month = document.datum[:7] if document.datum[5:6].isdigit() else document.datum
    return f"{guess}plan van {moment(month)}"


def subject(context: Context, document: Document, row: Row) -> tuple[str, bool]:
    """Who wanted it, and whether that is more than one: `zes corporaties samen`."""
    if row["organisatie"] != SAMEN:
        known = context.register.organisaties[row["organisatie"]]
        group = known["soort"] == "groep"
        return (in_zin(known["naam"]) if group else known["naam"]), group
    if row["rijsoort"] == "bron":
        return "alle partijen samen", True
    return together(context, document, row), True


def together(context: Context, document: Document, row: Row) -> str:
    """The organisations that our total adds, counted: `zes corporaties samen`."""
    formule = context.register.indicatoren[row["indicator"]]["formule"]
    adds = {row["indicator"], *(operands(parse(formule)) if formule else ())}
    members = [
        other["organisatie"]
        for other in context.facts.rows[document.naam]
        if all(other[column] == row[column] for column in SAME)
        and other["indicator"] in adds
        and other["organisatie"] != SAMEN
        and other["telt_mee"]
        and not is_empty(other)
    ]
    names = list(dict.fromkeys(members))
    kinds = {context.register.organisaties[naam]["soort"] for naam in names}
    noun = MEERVOUD.get(kinds.pop(), "organisaties") if len(kinds) == 1 else "organisaties"
    return f"{telwoord(len(names))} {noun} samen"
