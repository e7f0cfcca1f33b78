"""Two years as people say them: shown as `2021–2025`, read aloud as "2021 tot en met 2025".

Names of papers, of their tables and of places in them hold years with a dash. A screen
reader says that dash as nothing, as "streepje" or as "min". The text says it in words;
the style sheet shows a dash in their place. A copy, and a page without styles, has the words.
"""

import re

DASH = "(?:[-–]|&#45;|&#8211;|&ndash;)"
YEARS = re.compile(
    rf"(?<![\w/.-])(?<!&#45;)((?:19|20)\d\d)\s?{DASH}\s?((?:19|20)\d\d)(?![\w/-]|&#45;|\.\w)"
)
SHOWN = r'\1<span class="iv-tm"><span> tot en met </span></span>\2'
SAID = r"\1 tot en met \2"

# Code is left as it is; what holds text alone gets words alone; of tags, what is read aloud.
PART = re.compile(
    r"(?P<left><(?P<code>script|style|code|pre|textarea)\b.*?</(?P=code)>|<!--.*?-->)"
    r"|(?P<open><(?P<plain>title|option|text|desc)\b[^>]*>)(?P<words>.*?)(?P<close></(?P=plain)>)"
    r"|(?P<tag><[^>]*>)"
    r"|(?P<text>[^<]+)",
    re.DOTALL,
)
SPOKEN = re.compile(r'(?<= )(?:aria-label|title|alt|placeholder|data-kop)="[^"]*"')


def in_woorden(page: str) -> str:
    """A page of HTML in which every two years with a dash between are years in words."""
    return PART.sub(_part, page) if YEARS.search(page) else page


def _part(match: re.Match[str]) -> str:
    if match["text"]:
        return YEARS.sub(SHOWN, match["text"])
    if match["tag"]:
        return SPOKEN.sub(lambda name: YEARS.sub(SAID, name[0]), match["tag"])
    if match["plain"]:
        return match["open"] + YEARS.sub(SAID, match["words"]) + match["close"]
    return match[0]
