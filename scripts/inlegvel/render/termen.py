"""Terms explained where they stand: a link to the glossary, which a browser can open in place."""

import re
from functools import lru_cache

from markupsafe import Markup, escape

from inlegvel.model import Register, Row
from inlegvel.render.context import Context
from inlegvel.render.html import in_line

# Words about this website itself: they are in the glossary, but any reader knows them.
OWN_WORDS = "Standaard van deze website"
# What is left alone: links with their text, and tags.
WHOLE = re.compile(r"(<a\b.*?</a>|<[^>]+>)", re.DOTALL)
LINK = re.compile(
    r'<a class="iv-begrip" href="(?P<href>[^"]*?#(?P<naam>[a-z0-9-]+))"[^>]*>(?P<tekst>.*?)</a>'
)


def met_begrippen(context: Context, text: str, url: str, seen: set[str] | None = None) -> Markup:
    """The text with each term of the glossary linked where it first stands.

    `seen` holds the terms that were linked before on the page, and takes those linked now.
    """
    linked = set() if seen is None else seen
    terms = _terms(context.register)
    if not terms:
        return Markup(text) if isinstance(text, Markup) else escape(text)
    pattern, names = terms

    def link(match: re.Match[str]) -> str:
        naam = names[_plain(match[0])]
        if naam in linked:
            return match[0]
        linked.add(naam)
        place = context.link(url, f"begrippen/#{naam}")
        return f'<a class="iv-begrip" href="{place}">{match[0]}</a>'

    source = str(text) if isinstance(text, Markup) else str(in_line(text))
    parts = WHOLE.split(source)
    return Markup(
        "".join(part if n % 2 else pattern.sub(link, part) for n, part in enumerate(parts))
    )


def _plain(text: str) -> str:
    return Markup(text).unescape().lower()


def _terms(register: Register) -> tuple[re.Pattern[str], dict[str, str]] | None:
    """A pattern of all terms, the longest first, and the identifier of each."""
    names = {
        row["term"].lower(): naam
        for naam, row in register.begrippen.items()
        if row["bron"] != OWN_WORDS
    }
    return (_pattern(tuple(names)), names) if names else None


@lru_cache(maxsize=4)
def _pattern(terms: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(terms, key=len, reverse=True)
    either = "|".join(re.escape(str(in_line(term))) for term in longest_first)
    return re.compile(rf"(?<![\w;&-])(?:{either})(?![\w-]|&\#45;)", re.IGNORECASE)


def in_place(markdown: str, begrippen: dict[str, Row]) -> str:
    """A page in which each link to a term opens its explanation, without leaving the page.

    The explanations stand below the page, as blocks of HTML. The browser opens them by itself
    (`popover`), without a script and with the keyboard.
    """
    used: dict[str, str] = {}

    def button(match: re.Match[str]) -> str:
        naam = match["naam"]
        if naam not in begrippen:
            return match[0]
        used[naam] = match["href"]
        return (
            f'<button type="button" class="iv-begrip" popovertarget="uitleg-{naam}">'
            f"{match['tekst']}</button>"
        )

    changed = LINK.sub(button, markdown)
    explained = [_explanation(begrippen[naam], naam, used[naam]) for naam in used]
    return "\n\n".join([changed, *explained])


def _explanation(row: Row, naam: str, href: str) -> str:
    return Markup(
        '<div popover id="uitleg-{0}" class="iv-uitleg"><p><strong>{1}</strong></p><p>{2}</p>'
        '<p><a href="{3}">Alle begrippen</a> <button type="button" popovertarget="uitleg-{0}" '
        'popovertargetaction="hide">Sluit</button></p></div>'
    ).format(naam, in_line(row["term"]), in_line(row["uitleg"]), href)
