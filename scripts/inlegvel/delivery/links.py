"""Links to other websites: a reader sees and hears where they lead, and nobody learns from where.

Methods: W3C technique G201 (give advance warning) in its mild form, by text that is part of the
link; `rel` of the HTML standard.
"""

import re

# `external` is for programs; the other two keep the other site from reaching back into this one
# and from hearing which page was read.
REL = "external noopener noreferrer"
CLASS = "iv-extern"
SAID = '<span class="iv-verborgen"> (andere website)</span>'

LINK = re.compile(
    r'<a\b(?P<attributes>[^>]*?\shref="(?P<address>https?://[^"]*)"[^>]*)>(?P<text>.*?)</a>',
    re.DOTALL,
)
CLASSES = re.compile(r'\sclass="(?P<classes>[^"]*)"')
OTHER = re.compile(r'\s(?:rel|class)="[^"]*"')


def mark_external(page: str, url: str) -> str:
    """The page with every link to another website marked; `url` is where this one is."""

    def marked(match: re.Match[str]) -> str:
        attributes = match["attributes"]
        if match["address"].startswith(url):
            return match[0]
        named = CLASSES.search(attributes)
        classes = f"{named['classes']} {CLASS}" if named else CLASS
        rest = OTHER.sub("", attributes)
        return f'<a class="{classes}" rel="{REL}"{rest}>{match["text"]}{SAID}</a>'

    return LINK.sub(marked, page)
