"""What an editor most likely meant by a cell that is not written as the standard wants.

A reading is given only where there is one; a finding then says what to type. `herstel` writes
the readings of dates that Excel changed.
"""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date

from inlegvel.dutch import MAANDEN

MONTHS = {naam[:3]: number for number, naam in enumerate(MAANDEN, 1)} | {"mrt": 3}
MONTHS |= {naam: number for number, naam in enumerate(MAANDEN, 1)}
DAY = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.]((?:19|20)\d\d)")
NAMED_DAY = re.compile(r"(\d{1,2})[- ]([a-z]{3,9})\.?[- ]((?:19|20)?\d\d)")
NAMED_MONTH = re.compile(r"([a-z]{3,9})\.?[- ]((?:19|20)?\d\d)")
PART = re.compile(r"(?:(q|k|h)([1-4])[- ]?(20\d\d)|(20\d\d)[- ]?(q|k|h)([1-4]))")
EMPTY = re.compile(
    r"-?inf|n\.?v\.?t\.?|n\.?n\.?b\.?|n\.?b\.?|p\.?m\.?|nan|null|none|onbekend|geen|[-–—?xX./]+",
    re.IGNORECASE,
)
# What Excel leaves where a formula went wrong, in Dutch and in English.
EXCEL_ERROR = re.compile(r"#[A-Z/0-9]+[!?]?")
EXCEL_DAY = re.compile(r"\d{1,2}-[a-z]{3}")
UNIT = re.compile(r"[€%]|[^\W\d_]\w*")
SCIENTIFIC = re.compile(r"[-+]?\d+([.,]\d+)?e[-+]?\d+", re.IGNORECASE)
LIMITS = {"ca": "~", "circa": "~", "ongeveer": "~", "±": "~", "<": "<", ">": ">", "≤": "<=",
          "≥": ">=", "<=": "<=", ">=": ">=", "max": "<=", "min": ">="}  # fmt: skip
LIMIT = re.compile(r"(ca|circa|ongeveer|max|min|±|[<>]=?|≤|≥)\.?\s*(?=[\d-])", re.IGNORECASE)
SPACES = re.compile(r"[\s\u00a0\u202f_']")
AMOUNT = re.compile(r"[-+\u2212]?[0-9][0-9.,\s\u00a0\u202f_']*")
MOST_DIGITS = 15  # a computer keeps so many exactly


def as_slug(text: str) -> str:
    """A name as identifiers are written: ``Wierden en Borgen`` is ``wierden-en-borgen``."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def as_list(text: str) -> str:
    """Names as lists are written, with ``;`` between them; each of them once."""
    names = [as_slug(name) for name in re.split(r"[;,\n/+]", text)]
    return ";".join(dict.fromkeys(filter(None, names)))


def as_address(text: str) -> str:
    """A web address with what must stand in front of it."""
    return f"https://{text.strip()}" if re.fullmatch(r"\s*[\w-]+(\.[\w-]+)+\S*\s*", text) else ""


def as_moment(text: str) -> str:
    """A day, month, quarter or half year as the standard writes it; empty where not certain.

    ``16-2-2022``, ``16 februari 2022``, ``mrt-22`` and ``Q1 2022`` are read: so Excel and
    people write them.
    """
    plain = " ".join(text.lower().split())
    if match := DAY.fullmatch(plain):
        return _day(int(match[3]), int(match[2]), int(match[1]))
    if (match := NAMED_DAY.fullmatch(plain)) and match[2] in MONTHS:
        return _day(_year(match[3]), MONTHS[match[2]], int(match[1]))
    if (match := NAMED_MONTH.fullmatch(plain)) and match[1] in MONTHS:
        return f"{_year(match[2])}-{MONTHS[match[1]]:02}"
    if match := PART.fullmatch(plain):
        kind, number = (match[1] or match[5]).replace("k", "q"), int(match[2] or match[6])
        if kind == "q" or number <= 2:
            return f"{match[3] or match[4]}-{kind.upper()}{number}"
    return ""


def as_day(text: str) -> str:
    """A whole day as the standard writes it; empty where not certain."""
    moment = as_moment(text)
    return moment if len(moment) == len("2022-02-16") else ""


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


def _day(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


def as_numbers(text: str) -> list[str]:
    """What number stands there: one reading, two where it is not certain, none where there is none.

    ``1 663`` is 1663 and ``1.234,5`` is 1234.5; ``1,234`` may be 1.234 or 1234.
    """
    amounts = AMOUNT.findall(text)
    if len(amounts) != 1:
        return []
    found = SPACES.sub("", amounts[0]).replace("\u2212", "-").lstrip("+").rstrip(".,")
    if len(re.sub(r"\D", "", found)) > MOST_DIGITS:
        return []
    if not re.search("[1-9]", found):  # zero has no sign
        found = found.removeprefix("-")
    decimal = max(".,", key=found.rfind)  # the last of the two
    if "." in found and "," in found and found.count(decimal) == 1:
        other = "." if decimal == "," else ","
        return [found.replace(other, "").replace(decimal, ".")]
    if re.fullmatch(r"-?\d{1,3}([.,]\d{3}){2,}", found):
        return [re.sub("[.,]", "", found)]
    if re.fullmatch(r"-?[1-9]\d{0,2}[.,]\d{3}", found):
        return [found.replace(",", "."), re.sub("[.,]", "", found)]
    return [found.replace(",", ".")] if re.fullmatch(r"-?\d+([.,]\d+)?", found) else []


def number_remedy(cell: str, columns: Sequence[str]) -> str:
    """How to mend a cell that holds no number, in words; `columns` are those of its table."""
    text = cell.strip()
    if EMPTY.fullmatch(text):
        reason = " en zeg in ‘status’ waarom het getal er niet is" if "status" in columns else ""
        return f"Laat de cel leeg{reason}."
    if EXCEL_ERROR.fullmatch(text):
        return "In Excel gaf een formule hier een fout. Typ het getal uit het papier."
    if SCIENTIFIC.fullmatch(text):
        return "Dit is een afgekort getal; Excel maakt dat zo. Typ alle cijfers uit het papier."
    if as_moment(text) or EXCEL_DAY.fullmatch(text.lower()):
        return "Excel maakte hier een datum van. Typ het getal uit het papier."
    limit = LIMIT.match(text)
    rest = text[limit.end() :] if limit else text
    numbers = as_numbers(rest)
    if not numbers:
        return "Typ één getal van hooguit 15 cijfers, met een punt voor decimalen, zoals 12 of 1.5."
    remedy = "Typ hier: " if len(numbers) == 1 else "Typ wat het papier bedoelt: "
    remedy += f"{' of '.join(numbers)}."
    if limit and "grens" in columns:
        remedy += f" Zet {LIMITS[limit[1].lower()]} in de kolom ‘grens’."
    if unit := UNIT.search(AMOUNT.sub(" ", rest)):
        remedy += f" Laat ‘{unit.group()}’ weg: de eenheid staat bij de indicator."
    return remedy
