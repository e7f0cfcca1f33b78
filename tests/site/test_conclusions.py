"""Every page that answers something begins with the answer, in sentences that anyone can read."""

import re
from collections.abc import Iterator

import pytest
from tests.site.html_tree import Element, Html, Site

pytestmark = pytest.mark.xdist_group("real-site")

# So many words a sentence of a conclusion has at most, the plan it is from included.
LONGEST = 24
# Two capitals or more: short for something.
ABBREVIATION = re.compile(r"\b[A-Z]{2,}\b")
BOX = "iv-kort"
# What may stand above the conclusion: where this is, its name, that it has expired.
ABOVE = ("iv-kruimels", "iv-verlopen", "iv-druk")
LISTS = ("partijen/", "planning/", "vragen/")


def answering(site: Site) -> Iterator[tuple[str, Html]]:
    """Pages of themes, organisations, indicators, areas and papers; no lists of such pages."""
    register = ("themas/", "organisaties/", "indicatoren/")
    progress = (address.split("/") for address in site.addresses if "/voortgang/" in address)
    areas = {parts[0] for parts in progress} - {"standaard"}
    for address, page in site.pages():
        parts = address.rstrip("/").split("/")
        of_paper = parts[0] in areas and not address.endswith(LISTS)
        of_register = address.startswith(register) and len(parts) == 2
        if (of_paper and "bijlage" not in address) or of_register:
            yield address, page


def sentences(box: Element) -> list[str]:
    lines = [line.text for line in box.find("p", "li")]
    return [sentence for line in lines for sentence in re.split(r"(?<=[.?!]) (?=[A-Z0-9])", line)]


def test_every_answer_stands_on_top(real_site: Site) -> None:
    found = dict(answering(real_site))
    assert len(found) > 150
    for address, page in found.items():
        blocks = [
            child
            for child in page.article.children
            if isinstance(child, Element) and child.tag in {"p", "div", "figure", "h2", "table"}
        ]
        first = next(block for block in blocks if not set(block.classes) & set(ABOVE))
        assert BOX in first.classes, address
        assert sentences(first), address


def test_conclusions_are_short_and_plain(real_site: Site) -> None:
    """No long sentence, and no abbreviation that is not somebody's name."""
    names = " ".join(
        page.article.find("h1")[0].text
        for address, page in real_site.pages()
        if address.startswith("organisaties/")
    )
    wrong = [
        (address, sentence)
        for address, page in answering(real_site)
        for sentence in sentences(page.article.find(class_=BOX)[0])
        if len(sentence.split()) > LONGEST
        or any(short not in names for short in ABBREVIATION.findall(sentence))
    ]
    assert wrong == []


def test_no_conclusion_says_less_than_nothing(real_site: Site) -> None:
    """Fewer homes are `56 minder`, never a number below zero that a reader must understand."""
    for address, page in answering(real_site):
        text = page.article.find(class_=BOX)[0].text
        assert not re.search(r"(?<!\d)[-\u2212]\d", text), address
