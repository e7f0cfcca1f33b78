"""The pictures that others show when a page is shared."""

import struct
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.site.html_tree import Site

from inlegvel.render.delen import SIZES, WEBSITE, SharePicture, share_path
from inlegvel.render.jaren import in_woorden

NAMES = st.lists(
    st.text("abcdefgWM-<&>'\"é’", min_size=1, max_size=18), min_size=1, max_size=16
).map(" ".join)


@given(NAMES, st.sampled_from(["", "home-plus"]))
def test_any_title_fits_on_its_picture(titel: str, icoon: str) -> None:
    root = ElementTree.fromstring(SharePicture("x.png", "Thema", titel, icoon).svg("Voet"))
    shown = [element for element in root.iter() if element.attrib.get("font-weight", "") == "bold"]
    sizes = {int(element.attrib["font-size"]) for element in shown}
    assert len(sizes) == 1
    assert len(shown) <= dict(SIZES)[sizes.pop()]
    assert all(float(element.attrib["y"]) < 262 for element in shown), "above the foot"
    words = "".join(element.text or "" for element in shown).replace(" ", "")
    assert words == titel.replace(" ", "") or words.endswith("…")


def test_a_long_name_gets_smaller_letters() -> None:
    def size(titel: str) -> int:
        root = ElementTree.fromstring(SharePicture("x.png", "Thema", titel).svg(""))
        return max(int(e.attrib["font-size"]) for e in root.iter() if "font-size" in e.attrib)

    assert size("Huur") > size("Regionaal ambitiekader 2022-2025: samenwerking voor goed wonen")


@pytest.mark.parametrize(
    ("url", "picture"),
    [
        ("dorp/inlegvel-2032/", "a"),
        ("dorp/inlegvel-2032/duurzaamheid/", "a"),
        ("dorp/inlegvel-2032-extra/", WEBSITE),
        ("dorp/", WEBSITE),
        ("", WEBSITE),
    ],
)
def test_a_page_has_the_picture_of_what_it_is_part_of(url: str, picture: str) -> None:
    assert share_path(url, {"dorp/inlegvel-2032/": "a"}) == picture


def test_every_page_names_its_picture_and_the_picture_is_there(basis_site: Site) -> None:
    for address, page in basis_site.pages():
        if address == "404.html":
            continue
        said = {e.attrs["property"]: e.attrs["content"] for e in page.root.find("meta")
                if "property" in e.attrs}  # fmt: skip
        assert said["og:url"] == basis_site.url + address
        # What others show is as the paper has it; on the page two years are said in words.
        assert in_woorden(f"<title>{said['og:title']}</title>")[7:-8] in page.title, address
        assert said["og:image"].startswith(basis_site.url), "others need the whole address"
        content = basis_site.read(said["og:image"].removeprefix(basis_site.url))
        assert content.startswith(b"\x89PNG")
        wide, high = struct.unpack(">II", content[16:24])
        assert (str(wide), str(high)) == (said["og:image:width"], said["og:image:height"])
        assert page.root.find("meta", name="description")[0].attrs["content"]


def test_themes_organisations_and_papers_have_pictures_of_their_own(basis_site: Site) -> None:
    def picture(address: str) -> bytes:
        page = basis_site.page(address)
        (found,) = [
            element.attrs["content"]
            for element in page.root.find("meta")
            if element.attrs.get("property") == "og:image"
        ]
        return basis_site.read(found.removeprefix(basis_site.url))

    addresses = ["", "themas/duurzaamheid/", "organisaties/de-dakpan/", "testdorp/inlegvel-2032/"]
    assert len({picture(address) for address in addresses}) == len(addresses)
    assert picture("testdorp/inlegvel-2032/duurzaamheid/") == picture("testdorp/inlegvel-2032/")


def test_nothing_says_how_the_site_was_made(basis_site: Site) -> None:
    for address, page in basis_site.pages():
        assert page.root.find("meta", name="generator") == [], address
