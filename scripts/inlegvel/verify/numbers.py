"""Numbers, as Dutch pages write them and as CSV files hold them, in one form to compare.

That form is a text: ``-11``, ``1.28``; a word with a digit in it (``GM0014``) in small letters.
"""

import re
from decimal import Decimal, InvalidOperation

# A whole word that holds a digit; of a number also its points and commas.
WORD = re.compile(
    r"(?<!\w)[-−]?\d{1,3}(?:\.\d{3})+(?:,\d+)?(?!\w)|(?<!\w)[-−]?\d+,\d+(?!\w)|[-−]?\w+"
)
PLAIN = re.compile(r"-?\d+(?:\.\d+)?")
DIGIT = re.compile(r"\d")


def numbers_in(text: str) -> list[str]:
    """Every number in a Dutch text, in order: ``1.270 woningen`` gives ``1270``."""
    found = []
    for match in WORD.finditer(text):
        word = match[0]
        if not DIGIT.search(word):
            continue
        # In 2021-2025 and 2022-03-16 the sign is a dash.
        if word[0] in "-−" and match.start() and text[match.start() - 1].isalnum():
            word = word[1:]
        found.append(as_number(word.replace("−", "-").replace(".", "").replace(",", ".")))
    return found


def as_number(text: str) -> str:
    """A number with a decimal point in its shortest form; another word in small letters."""
    if not PLAIN.fullmatch(text):
        return text.casefold().lstrip("-")
    try:
        value = Decimal(text).normalize()
    except InvalidOperation:  # more digits than any figure has
        return text
    return "0" if not value else f"{value:f}"


def numbers_of_cell(cell: str) -> list[str]:
    """The numbers of a CSV cell: the cell itself where it is a number, else those in its text."""
    if PLAIN.fullmatch(cell):
        return [as_number(cell)]
    return numbers_in(cell)


def unsigned(number: str) -> str:
    """The number without its sign."""
    return number.removeprefix("-")
