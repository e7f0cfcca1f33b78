"""A page: an address, a title, a description, and Markdown."""

import json
from dataclasses import dataclass

from markupsafe import escape


def for_head(text: str) -> str:
    """Text on one line and escaped: the theme puts titles and descriptions in HTML as they are."""
    return str(escape(" ".join(text.split())))


@dataclass(frozen=True)
class Page:
    """One generated page; `url` is below the site's root, with a trailing slash."""

    url: str
    titel: str
    omschrijving: str
    body: str
    rubriek: str = ""
    """The entry on top of every page that this one belongs to, where its address does not say."""
    beeld: str = ""
    """The picture that others show when it is shared, below the site's root."""

    @property
    def src_uri(self) -> str:
        """Where MkDocs takes the page to be: every page is a folder with an index."""
        return f"{self.url}index.md"

    def markdown(self, *, plain: bool = False) -> str:
        """The page with its front matter; macros are off, the text is final.

        Where it is to be `plain`, nobody knows of macros and none are named.
        """
        front: dict[str, str | bool] = {
            "title": for_head(self.titel),
            "description": for_head(self.omschrijving),
        }
        if not plain:
            front["render_macros"] = False
        if self.rubriek:
            front["rubriek"] = self.rubriek
        if self.beeld:
            front["beeld"] = self.beeld
        lines = [
            f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in front.items()
        ]
        return "---\n" + "\n".join(lines) + "\n---\n\n" + self.body
