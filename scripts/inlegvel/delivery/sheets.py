"""Many small style sheets on disk, one on the site."""

import re
from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path

from inlegvel.findings import InlegvelError

FOLDER = "assets/stylesheets"
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
SPACE = re.compile(r"\s*\n\s*")
RELATIVE = re.compile(r"url\(\s*[\"']?(?!data:)|@import")


def join_sheets(site: Path, names: Sequence[str]) -> Callable[[str], str]:
    """Replace the sheets by one; gives what makes a page link to that one.

    The name of the one holds a hash of its content, so that a browser may keep it for ever and
    never shows a new page in an old look.
    """
    if not names:
        return lambda page: page
    texts = [_small((site / name).read_text(encoding="utf-8"), name) for name in names]
    content = "".join(texts).encode()
    joined = f"{FOLDER}/inlegvel.{sha256(content).hexdigest()[:8]}.css"
    for name in names:
        (site / name).unlink()
        folder = (site / name).parent
        if not any(folder.iterdir()):
            folder.rmdir()
    (site / joined).parent.mkdir(parents=True, exist_ok=True)
    (site / joined).write_bytes(content)
    first, *rest = (_link(name) for name in names)

    def linked(page: str) -> str:
        head, end, body = page.partition("</head>")
        head = first.sub(rf'<link rel="stylesheet" href="\g<base>{joined}">', head)
        for link in rest:
            head = link.sub("", head)
        return f"{head}{end}{body}"

    return linked


def _link(name: str) -> re.Pattern[str]:
    """What links to a sheet from any page; `base` leads from that page to the site."""
    return re.compile(rf'<link rel="stylesheet" href="(?P<base>[^"]*?){re.escape(name)}">')


def _small(text: str, name: str) -> str:
    """A sheet without comments and line breaks; it must hold no address that would move."""
    text = COMMENT.sub("", text)
    if RELATIVE.search(text):
        raise InlegvelError(f"{name} leads to another file, which it cannot once sheets are joined")
    return SPACE.sub("\n", text).strip() + "\n"
