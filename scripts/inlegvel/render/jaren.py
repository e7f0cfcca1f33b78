"""Two years as people say them: shown as `2021–2025`, read aloud as "2021 tot en met 2025".

Names of papers, of their tables and of places in them hold years with a dash. A screen
reader says that dash as nothing, as "streepje" or as "min". The text says it in words;
the style sheet shows a dash in their place. A copy, and a page without styles, has the words.
"""

import re

DASH = "(?:[-–]|&#45;|&#8211;|&ndash;)"
# It begins with what it looks for, and only then looks back: so few places are tried.
YEARS = re.compile(
    r"((?:19|20)(?<![\w/.-]\d\d)(?<!&#45;\d\d)\d\d)"
    rf"\s?{DASH}\s?((?:19|20)\d\d)(?![\w/-]|&#45;|\.\w)"
)
SHOWN = r'\1<span class="iv-tm"><span> tot en met </span></span>\2'
SAID = r"\1 tot en met \2"

# Code is left as it is; what holds text alone gets words alone; of tags, what is read aloud.
BLOCK = re.compile(
    r"<(?:(?P<code>script|style|code|pre|textarea)\b.*?</(?P=code)>|!--.*?-->"
    r"|(?P<plain>title|option|text|desc)\b[^>]*>(?P<words>.*?)</(?P=plain)>)",
    re.DOTALL,
)
SPOKEN = re.compile(r'(?<= )(?:aria-label|title|alt|placeholder|data-kop)="[^"]*"')


def in_woorden(page: str) -> str:
    """A page of HTML in which every two years with a dash between are years in words."""
    if not YEARS.search(page):
        return page
    parts: list[str] = []
    done = 0
    for block in BLOCK.finditer(page):
        # Code is left whole: it has no words to say.
        start, end = block.span("words") if block["plain"] else (block.end(), block.end())
        parts += (
            YEARS.sub(_said, page[done : block.start()]),
            page[block.start() : start],
            YEARS.sub(SAID, page[start:end]),
        )
        done = end
    parts.append(YEARS.sub(_said, page[done:]))
    return "".join(parts)


def _said(years: re.Match[str]) -> str:
    """Two years in text, or within a tag."""
    markup, place = years.string, years.start()
    tag = markup.rfind("<", 0, place)
    if tag <= markup.rfind(">", 0, place):
        return years.expand(SHOWN)
    end = markup.find(">", place)
    spoken = SPOKEN.finditer(markup, tag, len(markup) if end < 0 else end)
    is_read = any(found.start() < place < found.end() for found in spoken)
    return years.expand(SAID) if is_read else years[0]
