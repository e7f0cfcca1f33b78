"""What a page may do, told to the browser: a content security policy in the page itself.

Standard: W3C Content Security Policy Level 3; a policy in `meta` cannot hold `frame-ancestors`,
`sandbox` or `report-to`, which a host gives in a header (see `hosting.py`).
"""

import re
from base64 import b64encode
from hashlib import sha256

from inlegvel.findings import InlegvelError

# Everything that is not named may not be fetched at all: no frame, font, sound or plug-in.
# `data:` is for the pictograms in the theme's style sheet. The address of this site is the only
# one that a form, a script or a search may speak with.
POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "object-src": "'none'",
}
# Pagefind is a compiled program. This permits that, and no text that becomes script.
COMPILES = "'wasm-unsafe-eval'"
# Within this site a page may know from which other it was reached; nobody else may.
REFERRER = '<meta name="referrer" content="same-origin">'

CHARSET = '<meta charset="utf-8">'
ARTICLE = re.compile(r"<article\b.*</article>", re.DOTALL)
SCRIPT = re.compile(r"<script\b(?P<attributes>[^>]*)>(?P<text>.*?)</script>", re.DOTALL)
HAS_FILE = re.compile(r"\ssrc=")
DATA = re.compile(r'\stype="application/(?:ld\+)?json"')


def with_policy(page: str, *, compiles: bool) -> str:
    """The page with its policy, in front of all that is fetched or run.

    Scripts within the page run by the hash of their text, and only those of the templates: what
    stands in the article comes from data and prose, and has its scripts in files. So a script
    that slipped in with the data does not run.
    """
    scripts = "".join(f" '{digest}'" for digest in _hashes(ARTICLE.sub("", page)))
    wasm = f" {COMPILES}" if compiles else ""
    policy = POLICY | {"script-src": f"{POLICY['script-src']}{scripts}{wasm}"}
    text = "; ".join(f"{name} {value}" for name, value in policy.items())
    meta = f'<meta http-equiv="Content-Security-Policy" content="{text}">'
    before, found, after = page.partition(CHARSET)
    if not found or SCRIPT.search(before):
        raise InlegvelError("a page has no place for its policy before its first script")
    return f"{before}{found}\n{meta}\n{REFERRER}{after}"


def _hashes(page: str) -> list[str]:
    """The hash of every script within the page, once each; blocks of data run nowhere."""
    texts = [
        match["text"]
        for match in SCRIPT.finditer(page)
        if not HAS_FILE.search(match["attributes"]) and not DATA.search(match["attributes"])
    ]
    digests = (b64encode(sha256(text.encode()).digest()).decode() for text in texts)
    return [f"sha256-{digest}" for digest in dict.fromkeys(digests)]
