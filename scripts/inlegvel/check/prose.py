"""Prose holds no hand-typed figure: every number in `docs/` comes from a macro.

Years and dates may stand in prose, and so may digits in code, front matter, link
targets and HTML. Any other digit needs a reason, in a comment on the same line:
``{# getal: naam van een norm #}``.
"""

import re
from collections.abc import Iterator, Mapping

from inlegvel.check.rule import rule
from inlegvel.derive.facts import Facts
from inlegvel.dutch import MAANDEN
from inlegvel.findings import Finding

REGEL = "los-cijfer"
REASON = re.compile(r"\{#\s*getal:\s*\S.*?#\}")
MONTHS = "|".join(MAANDEN)
# An amount may look like a year: 2000 euro, 1950 woningen; but ‘in 2022 woningen bouwen’ is one.
AMOUNTS = r"euro|procent(punt)?|%|miljoen|miljard|duizend|kg|kWh"
THINGS = (
    r"woning(en)?|huizen|appartementen|huishoudens|huurders|bewoners|mensen|plaatsen|maanden|"
    r"dagen|label(s)?|pilots|plannen"
)
NOT_AFTER = "".join(rf"(?<!\b{word} \d{{4}})" for word in ("in", "eind", "sinds", "vanaf"))
YEAR = re.compile(
    rf"(?<!€)(?<!€\s)\b(19|20)\d\d(-[01]\d(-[0-3]\d)?)?\b(?!\s*({AMOUNTS})(\b|(?<=%)))"
    rf"(?!{NOT_AFTER}\s+({THINGS})\b)",
    re.IGNORECASE,
)
# What may hold digits, in the order in which it is taken out of the text.
ALLOWED = [
    re.compile(r"\A---\n.*?\n---\n", re.DOTALL),  # front matter
    re.compile(r"^(```|~~~).*?^\1", re.DOTALL | re.MULTILINE),  # fenced code
    re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", re.DOTALL),  # macros
    re.compile(r"`[^`\n]*`"),  # code in a line
    re.compile(r"<!--.*?-->", re.DOTALL),
    re.compile(r"</?[A-Za-z][^>\n]*>"),  # HTML and autolinks
    re.compile(r"\]\([^)\n]*\)|^\[[^\]]+\]:\s.*$|\{:[^}\n]*\}", re.MULTILINE),  # link targets
    re.compile(rf"\b[0-3]?\d ({MONTHS})( (19|20)\d\d)?\b"),
    YEAR,
    re.compile(r"^\s*\d+\.(?=\s)", re.MULTILINE),  # numbers of a list
]
DIGITS = re.compile(r"\S*\d\S*")


@rule(REGEL, "fout", "In lopende tekst staat geen getal dat iemand met de hand typte.")
def _found_by_check_prose(facts: Facts) -> Iterator[Finding]:
    """Needs the pages of `docs/`, so `check_prose` gives these."""
    return iter(())


def check_prose(pages: Mapping[str, str]) -> list[Finding]:
    """A finding for every digit in a page that nothing allows; `pages` gives texts by file."""
    return [finding for bestand, text in pages.items() for finding in _check_page(text, bestand)]


def _check_page(text: str, bestand: str) -> Iterator[Finding]:
    excused = {n for n, line in enumerate(text.splitlines(), 1) if REASON.search(line)}
    for pattern in ALLOWED:
        text = pattern.sub(lambda match: "\n" * match.group().count("\n") + " ", text)
    for number, line in enumerate(text.splitlines(), 1):
        if number in excused:
            continue
        for match in DIGITS.finditer(line):
            yield Finding(
                regel=REGEL,
                ernst="fout",
                bestand=bestand,
                regelnummer=number,
                melding=f"Hier staat een getal dat met de hand is getypt: ‘{match.group()}’.",
                herstel="Gebruik een macro, zoals {{ cijfer(…) }}. Is het geen cijfer uit een "
                "papier, zet dan {# getal: reden #} achter de regel.",
                gevonden=match.group(),
                verwacht="een macro",
            )
