"""Any question in at most three taps: followed over the links of the built site."""

from urllib.parse import urldefrag, urljoin

import pytest
from tests.site.html_tree import Html, Site

pytestmark = pytest.mark.xdist_group("real-site")

MOST = 3
HOME = ""


def taps_from_home(site: Site, most: int) -> dict[str, int]:
    """The fewest taps to each page, and to each place on a page that a link leads to."""
    found = {HOME: 0}
    newest = [HOME]
    for taps in range(1, most + 1):
        reached = [
            place
            for here in newest
            for place in leads_to(site, here.partition("#")[0])
            if place not in found
        ]
        found |= dict.fromkeys(reached, taps)
        newest = list(dict.fromkeys(reached))
    return found


def leads_to(site: Site, address: str) -> set[str]:
    """Where one tap leads: what stands on the page itself, in the head of it and in its foot."""
    page: Html = site.page(address)
    places = {
        urljoin(site.url + address, link.attrs["href"])
        for link in page.root.find("a")
        if link.attrs.get("href")
    }
    return {
        place.removeprefix(site.url)
        for place in places
        if place.startswith(site.url) and "?" not in place and _is_page(urldefrag(place)[0])
    }


def _is_page(place: str) -> bool:
    return place.endswith("/")


@pytest.fixture(scope="module")
def taps(real_site: Site) -> dict[str, int]:
    return taps_from_home(real_site, MOST)


def test_every_answer_is_three_taps_away(real_site: Site, taps: dict[str, int]) -> None:
    """Of every question for every landlord, by the question and by the landlord."""
    questions = [
        address
        for address in real_site.addresses
        if address.startswith("uw-vraag/") and address != "uw-vraag/"
    ]
    landlords = {
        address.split("/")[1]
        for address in real_site.addresses
        if address.startswith("organisaties/") and address.endswith("/vragen/")
    }
    assert len(questions) > 5
    assert len(landlords) > 5
    for question in questions:
        on_page = real_site.page(question).by_id
        for naam in landlords:
            assert naam in on_page, (question, naam)
            assert taps[f"{question}#{naam}"] <= MOST
            vraag = question.split("/")[1]
            place = f"organisaties/{naam}/vragen/#{vraag}"
            assert vraag in real_site.page(place.partition("#")[0]).by_id
            assert taps[place] <= MOST


def test_every_page_is_three_taps_away(real_site: Site, taps: dict[str, int]) -> None:
    """Of the standard, an older version is one more; nobody taps to a page that is not there."""
    far = {address for address in real_site.addresses if address not in taps}
    assert {address for address in far if not address.startswith("standaard/")} == {"404.html"}
