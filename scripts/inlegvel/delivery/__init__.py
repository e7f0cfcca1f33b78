"""A built site made ready for readers: less to fetch, safer, and fit for any static host.

Works on the finished files alone, whatever made them: what MkDocs, the theme, a template or
a person wrote all passes here once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from inlegvel.delivery.hosting import Publisher, write_hosting
from inlegvel.delivery.lean import compact, remove_unused
from inlegvel.delivery.links import mark_external
from inlegvel.delivery.policy import with_policy
from inlegvel.delivery.sheets import join_sheets

__all__ = ["Delivery", "Publisher", "deliver"]


@dataclass(frozen=True)
class Delivery:
    """What is to be known of a built site.

    `url` is its address, with a slash at the end; `sheets` are its own style sheets in their
    order, below the site; `compiling` are the pages that run a compiled program (WebAssembly).
    """

    url: str
    sheets: Sequence[str]
    compiling: frozenset[str]
    publisher: Publisher


def deliver(site: Path, about: Delivery) -> None:
    """Make the files below `site` ready; the same site gives the same bytes."""
    remove_unused(site)
    linked = join_sheets(site, about.sheets)
    for path in sorted(site.rglob("*.html")):
        compiles = path.relative_to(site).as_posix() in about.compiling
        page = linked(path.read_text(encoding="utf-8"))
        page = compact(mark_external(page, about.url))
        path.write_text(with_policy(page, compiles=compiles), encoding="utf-8")
    write_hosting(site, about.url, about.publisher)
