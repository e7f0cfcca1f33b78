"""Every address of the site is taken once: by a page in docs, a generated page or a download."""

import pytest
from tests.site.html_tree import Site
from tests.site.website import MakeProject, build

from inlegvel.editor.uitgeven import UitgevenError, release
from inlegvel.pipeline import refresh
from inlegvel.verify import verify

URL = "http://localhost/"


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("docs/data/alle-cijfers/index.md", "Data: alle cijfers"),
        ("docs/data/alle-cijfers.md", "Data: alle cijfers"),
        ("docs/data/alle-cijfers/cijfers.csv", "een download"),
        ("docs/organisaties/de-dakpan/README.md", "De Dakpan"),
    ],
)
def test_a_file_of_docs_never_vanishes_behind_what_is_made(
    make_site_project: MakeProject, name: str, other: str
) -> None:
    root = make_site_project()
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("# Met de hand\n", encoding="utf-8")
    examined, published = refresh(root, URL)
    (found,) = (one for one in examined.findings if one.ernst == "fout")
    assert (found.regel, found.bestand) == ("adres-dubbel", name)
    assert other in found.melding
    assert not examined.ok
    assert published is None


def test_what_people_write_beside_it_is_no_double(make_site_project: MakeProject) -> None:
    examined, published = refresh(make_site_project(**{"data/uitleg": "# Uitleg\n"}), URL)
    assert examined.ok
    assert published is not None


# --- addresses of earlier days ------------------------------------------------------------

LIST = "datapackages/register/adressen.csv"


def listed(*rows: str) -> dict[str, str]:
    """Addresses of earlier days, as lines of the register."""
    return {"bestand": LIST, "erbij": "".join(f"{row}\n" for row in rows)}


@pytest.mark.parametrize(
    ("row", "regel", "words"),
    [
        ("oud/papier/,2031-01-01,,", "adres-weg", "Dit adres is weg: /oud/papier/"),
        ("data/oud.csv,2031-01-01,,", "adres-weg", "Dit adres is weg: /data/oud.csv"),
        ("organisaties/,2031-01-01,,Weg.", "adres-in-gebruik", "is er nog: /organisaties/"),
        ("oud/,2031-01-01,organisatie/,", "adres-nergens", "Bedoelde u ‘organisaties/’"),
        ("oud/,2031-01-01,oud/,", "adres-nergens", "‘oud/’ is geen adres"),
    ],
)
def test_an_address_of_earlier_days_is_explained(
    make_site_project: MakeProject, row: str, regel: str, words: str
) -> None:
    root = make_site_project(listed(row))
    lines = (root / LIST).read_text(encoding="utf-8").splitlines()
    examined, published = refresh(root, URL, measured=False)
    (found,) = (one for one in examined.findings if one.ernst == "fout")
    assert (found.regel, found.bestand, found.regelnummer) == (regel, LIST, len(lines))
    assert words in found.melding
    assert "‘naar’" in found.herstel or "naar" in found.kolom
    assert published is None


def test_what_is_there_needs_no_explanation(make_site_project: MakeProject) -> None:
    rows = ("organisaties/,2031-01-01,,", "data/alle-cijfers/cijfers.csv,2031-01-01,,")
    assert refresh(make_site_project(listed(*rows)), URL, measured=False)[0].ok


@pytest.fixture(scope="module")
def moved(make_site_project: MakeProject) -> Site:
    """A small site from which a page and a file moved, and a page went."""
    return build(
        make_site_project(
            listed(
                "oud/papier/,2031-01-01,organisaties/,De lijst is <b>nieuw</b>.",
                "data/oud.csv,2031-01-01,data/alle-cijfers/cijfers.csv,",
                "weg/,2031-01-01,,Dit papier hoorde hier niet.",
            )
        )
    )


@pytest.mark.xdist_group("moved-site")
def test_old_addresses_lead_on_without_scripts(moved: Site) -> None:
    page = moved.page("oud/papier/")
    assert page.title == "Deze pagina is verhuisd"
    assert "De lijst is <b>nieuw</b>." in page.article.text
    heads = {meta.attrs.get("name") or meta.attrs.get("http-equiv"): meta.attrs["content"]
             for meta in page.root.find("meta") if "content" in meta.attrs}  # fmt: skip
    assert heads["robots"] == "noindex"
    assert heads["refresh"] == "0; url=../../organisaties/"
    assert page.root.find("link", rel="canonical")[0].attrs["href"] == f"{moved.url}organisaties/"
    assert page.root.find("script") == []


@pytest.mark.xdist_group("moved-site")
def test_a_file_that_moved_leads_on_too(moved: Site) -> None:
    page = moved.page("data/oud.csv/")
    assert page.title == "Dit bestand is verhuisd"
    assert page.article.find("a")[0].attrs["href"] == "../../data/alle-cijfers/cijfers.csv"


@pytest.mark.xdist_group("moved-site")
def test_what_was_withdrawn_says_why(moved: Site) -> None:
    page = moved.page("weg/")
    assert page.title == "Deze pagina is er niet meer"
    assert "Dit papier hoorde hier niet." in page.article.text
    assert page.root.find("meta", **{"http-equiv": "refresh"}) == []


@pytest.mark.xdist_group("moved-site")
def test_the_verifier_finds_them(moved: Site) -> None:
    def wrong() -> list[tuple[str, str]]:
        found = verify(moved.folder, frozenset())
        return [(f.regel, f.gevonden) for f in found.findings if f.regel != "host-onbekend"]

    assert wrong() == []
    (moved.folder / "weg" / "index.html").unlink()
    path = moved.folder / "oud" / "papier" / "index.html"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("../../organisaties/", "../../themas/"), encoding="utf-8")
    assert set(wrong()) == {
        ("verwijzing-ontbreekt", "weg/"),
        ("verwijzing-wijkt-af", "oud/papier/"),
    }
    path.write_text(text.replace('id="adres-weg"', ""), encoding="utf-8")
    assert ("adres-in-gebruik", "oud/papier/") in wrong()


# --- the list is kept by releasing --------------------------------------------------------


def test_a_release_lists_every_address(make_site_project: MakeProject) -> None:
    root = make_site_project()
    release(root, [])
    rows = (root / LIST).read_text(encoding="utf-8").splitlines()
    for row in ("organisaties/,", "data/alle-cijfers/cijfers.csv,", "over/,", "wijzigingen.xml,"):
        assert any(line.startswith(row) for line in rows), row
    assert rows[1:] == sorted(rows[1:])
    assert not any(line.startswith(("assets/", "delen/", "data/versies/")) for line in rows)
    assert refresh(root, URL, measured=False)[0].ok
    again = release(root, [])
    assert not any(one.nieuw for one in again)


def test_a_release_keeps_what_an_editor_said_of_an_address(make_site_project: MakeProject) -> None:
    root = make_site_project(listed("weg/,2031-01-01,,Vervallen."))
    release(root, [])
    assert "\nweg/,2031-01-01,,Vervallen.\n" in (root / LIST).read_text(encoding="utf-8")


def test_nothing_is_released_while_an_address_is_lost(make_site_project: MakeProject) -> None:
    root = make_site_project(listed("weg/,2031-01-01,,"))
    before = (root / LIST).read_bytes()
    with pytest.raises(UitgevenError, match="Dit adres is weg"):
        release(root, [])
    assert (root / LIST).read_bytes() == before
    assert not (root / "datapackages" / "uitgaven").exists()
