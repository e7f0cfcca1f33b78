"""Numbers, moments and lists as Dutch readers write them."""

import math
import re
from collections.abc import Iterable
from datetime import date
from typing import Any

MINUS = "\u2212"
MAANDEN = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
KWARTALEN = ("eerste", "tweede", "derde", "vierde")
TELWOORDEN = (
    *("nul", "één", "twee", "drie", "vier", "vijf", "zes"),
    *("zeven", "acht", "negen", "tien", "elf", "twaalf"),
)
GRENZEN = {"<": "minder dan", "<=": "hoogstens", ">": "meer dan", ">=": "minstens", "~": "ongeveer"}
# Units that are written as a sign against the number.
ZONDER_EENHEID = ("index", "label")  # the name of the indicator says it all
TEKENS = {"procent": "{}%", "euro": "€\u00a0{}"}
# Units as one of them is called; the register names them in the plural.
ENKELVOUD = {
    "woningen": "woning",
    "huishoudens": "huishouden",
    "plaatsen": "plaats",
    "plannen": "plan",
    "pilots": "pilot",
    "maanden": "maand",
}


def plain(value: float) -> str:
    """A number for machines: decimal point, no grouping, no needless zeros; empty for NaN."""
    if value is None or math.isnan(value):
        return ""
    if float(value).is_integer():
        return str(int(value))
    return f"{value:.10f}".rstrip("0").rstrip(".")


def cell_text(value: Any) -> str:
    """A value as it stands in a CSV cell; empty for what is not there."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, float):
        return plain(value)
    return str(value)


def getal(value: float, decimalen: int | None = None) -> str:
    """A number for readers: ``1.234,5`` with a true minus sign.

    `decimalen` fixes the number of decimals; without it, as many as the value has. Empty
    for NaN.
    """
    if math.isnan(value):
        return ""
    text = plain(value) if decimalen is None else f"{value:.{decimalen}f}"
    sign = MINUS if text.startswith("-") and float(text) != 0 else ""
    whole, _, rest = text.lstrip("-").partition(".")
    grouped = f"{int(whole):,}".replace(",", ".")
    return f"{sign}{grouped},{rest}" if rest else f"{sign}{grouped}"


def met_eenheid(value: float, eenheid: str, decimalen: int | None = None) -> str:
    """A number with its unit: ``42%``, ``€ 1.300``, ``38 woningen``, ``1 woning``."""
    number = getal(value, decimalen)
    if eenheid in ZONDER_EENHEID:
        return number
    pattern = TEKENS.get(eenheid)
    if pattern is None:
        return f"{number}\u00a0{ENKELVOUD.get(eenheid, eenheid) if abs(value) == 1 else eenheid}"
    if number.startswith(MINUS):
        return MINUS + pattern.format(number[1:])
    return pattern.format(number)


def datum(day: date) -> str:
    """``9 december 2021``."""
    return f"{day.day} {MAANDEN[day.month - 1]} {day.year}"


def moment(text: str) -> str:
    """A moment of the standard in words: ``2022-Q1`` is ``eerste kwartaal van 2022``."""
    if match := re.fullmatch(r"(\d{4})-Q([1-4])", text):
        return f"{KWARTALEN[int(match[2]) - 1]} kwartaal van {match[1]}"
    if match := re.fullmatch(r"(\d{4})-H([12])", text):
        return f"{KWARTALEN[int(match[2]) - 1]} helft van {match[1]}"
    if match := re.fullmatch(r"(\d{4})-(\d{2})", text):
        return f"{MAANDEN[int(match[2]) - 1]} {match[1]}"
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return datum(date.fromisoformat(text))
    return text


def first_day(text: str) -> str:
    """The first day a moment covers, as ``2022-01-01``."""
    year, _, part = text.partition("-")
    if not part:
        return f"{year}-01-01"
    if part[0] in "QH":
        months = 3 if part[0] == "Q" else 6
        return f"{year}-{(int(part[1]) - 1) * months + 1:02}-01"
    return text if len(part) > 2 else f"{text}-01"


def last_day(text: str) -> str:
    """The last day a moment covers, as ``2022-03-31``; moments sort by it."""
    year, _, part = text.partition("-")
    if not part:
        return f"{year}-12-31"
    if part[0] == "Q":
        month = int(part[1]) * 3
    elif part[0] == "H":
        month = int(part[1]) * 6
    elif len(part) > 2:
        return text
    else:
        month = int(part)
    following = date(int(year) + month // 12, month % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1).isoformat()


def jaren(van: int, tot: int) -> str:
    """``2022`` or ``2022 tot en met 2026``."""
    return str(van) if van == tot else f"{van} tot en met {tot}"


def opsomming(parts: Iterable[str]) -> str:
    """``a, b en c``."""
    listed = list(parts)
    if len(listed) < 2:
        return "".join(listed)
    return f"{', '.join(listed[:-1])} en {listed[-1]}"


def hoofdletter(text: str) -> str:
    """The text with its first letter in upper case."""
    return text[:1].upper() + text[1:]


def in_zin(text: str) -> str:
    """A name as it stands in mid-sentence: ``CO₂-uitstoot`` and ``DAEB`` keep their capitals."""
    first = text.split(maxsplit=1)[0] if text.strip() else ""
    return text if first[1:] != first[1:].lower() else text[:1].lower() + text[1:]


def first_sentence(text: str) -> str:
    """The text up to and including its first full stop before a space."""
    return f"{text.split('. ', maxsplit=1)[0].rstrip('.')}."


def telwoord(count: int) -> str:
    """A count in words as far as twelve: ``zes``; beyond that in digits."""
    return TELWOORDEN[count] if count < len(TELWOORDEN) else getal(count)


def plural(count: int, one: str, many: str) -> str:
    """``1 fout``, ``2 fouten``: a count with its noun."""
    return f"{count} {one if count == 1 else many}"
