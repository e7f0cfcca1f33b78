"""What every page says to those who do not see it: names of tables, years and signs in words."""

import re
from collections.abc import Iterator

import pytest
from tests.site.html_tree import Element, Site

pytestmark = pytest.mark.slow

SPOKEN = ("aria-label", "title", "alt", "placeholder", "data-kop")
# Raw cells of a CSV, shown as they stand in the file; code; what a browser never shows.
RAW = frozenset({"script", "style", "code", "pre"})
# Two years with any dash between; not part of an identifier, file or address.
YEARS = re.compile(r"(?<![\w/.\-])[12]\d{3}\s?[-–—]\s?[12]\d{3}(?![\w/\-]|\.\w)")
# A hyphen or dash where a minus sign belongs; not that of a date, a name or a range.
NO_MINUS = re.compile(r"(?:^|[\s(€:;‘])[-–—]\s?[\d€]")


def spoken(element: Element, *, raw: bool = False) -> Iterator[str]:
    """What is read aloud of an element: its text, in whole, and the names within."""
    if element.tag in RAW or ("iv-eerste" in element.classes and not raw):
        return
    yield from (element.attrs[name] for name in SPOKEN if name in element.attrs)
    for child in element.children:
        if isinstance(child, str):
            yield child
        else:
            yield from spoken(child, raw=raw)


def test_no_two_years_have_a_bare_dash(real_site: Site) -> None:
    found = {
        (address, text.strip())
        for address, page in real_site.pages()
        for text in spoken(page.root, raw=True)
        if YEARS.search(text)
    }
    assert found == set()
    # There are such years; they are said in words, in the title and in the text.
    page = real_site.page("groningen/ambitiekader-2021-2025/")
    assert "2021 tot en met 2025" in page.title
    assert "2021 tot en met 2025" in page.article.find("h1")[0].text


def test_every_number_below_zero_has_a_minus_sign(real_site: Site) -> None:
    """But for the first rows of a file, which stand there as they are in the file."""
    below = 0
    for address, page in real_site.pages():
        for text in spoken(page.root):
            assert not NO_MINUS.search(text), (address, text)
            below += len(re.findall(r"\u2212[\d€]", text))
    assert below > 10


def test_every_table_tells_what_it_is_and_what_its_heads_are_for(real_site: Site) -> None:
    """A caption, heads with a scope, and a box with a name that a keyboard can scroll."""
    seen = 0
    for address, page in real_site.pages():
        for table in page.root.find("table"):
            (caption,) = table.find("caption")
            heads = table.find("th")
            assert caption.text, address
            assert heads, (address, caption.text)
            for head in heads:
                wanted = ("col", "row", "colgroup", "rowgroup")
                assert head.attrs.get("scope") in wanted, (address, caption.text, head.text)
            box = table.parent
            assert box is not None
            named = box.attrs.get("aria-label") or page.by_id[box.attrs["aria-labelledby"]].text
            assert named, (address, caption.text)
            assert box.attrs.get("role") == "region", (address, caption.text)
            assert box.attrs.get("tabindex") == "0", (address, caption.text)
            seen += 1
    assert seen > 100


def test_page_on_accessibility_is_reached_and_claims_no_status(real_site: Site) -> None:
    for address, page in real_site.pages():
        links = page.root.find("div", class_="iv-voet")[0].find("a")
        assert [link for link in links if link.text == "Toegankelijkheid"], address
    text = real_site.page("over/toegankelijkheid/").article.text
    assert "geen officiële verklaring" in text
    assert re.search(r"Op \d+ \w+ 20\d\d zochten wij", text)  # what was found, and when
    assert "vond op geen enkele pagina een fout" in text
    assert not re.search(r"voldoet (geheel|gedeeltelijk|volledig)|status [A-E]\b", text)
