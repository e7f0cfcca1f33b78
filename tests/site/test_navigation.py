"""A new area and document appear by themselves, and the navigation stays as short as it was."""

import csv
import json
import shutil
from pathlib import Path

import pytest
from tests.site.html_tree import Html, Site
from tests.site.test_links import reached
from tests.site.website import ROOT, MakeProject, build, read_config

from inlegvel.check.register import FIXED_FOLDERS

MOST = 12


def entries(page: Html) -> list[str]:
    """The entries on top of a page."""
    return [link.text for link in page.root.find("a", class_="md-tabs__link")]


@pytest.fixture(scope="module")
def grown(make_site_project: MakeProject) -> Site:
    """The small project with a second municipality, by new files and one row alone."""
    root = make_site_project(
        {
            "bestand": "datapackages/register/gebieden.csv",
            "erbij": "nieuwstad,Gemeente Nieuwstad,gemeente,GM9998,nederland\n",
        }
    )
    add_document(root, "testdorp/inlegvel-2032", "nieuwstad/inlegvel-2032")
    return build(root)


def add_document(root: Path, old: str, new: str) -> None:
    """A copy of a document for another area and year, without ties to other documents."""
    folder = root / "datapackages" / new
    shutil.copytree(root / "datapackages" / old, folder)
    old_name, new_name = old.replace("/", "-"), new.replace("/", "-")
    for path in folder.iterdir():
        text = path.read_text(encoding="utf-8").replace(old_name, new_name)
        path.write_text(text, encoding="utf-8")
    path = folder / "datapackage.json"
    descriptor = json.loads(path.read_text(encoding="utf-8"))
    descriptor["title"] = f"Inlegvel van {new}"
    descriptor["document"] |= {"gebied": new.split("/", maxsplit=1)[0]}
    path.write_text(json.dumps(descriptor), encoding="utf-8")


def test_mkdocs_names_few_entries() -> None:
    nav = read_config(ROOT)["nav"]
    assert 0 < len(nav) <= MOST
    assert all(isinstance(target, str) for entry in nav for target in entry.values())


@pytest.mark.xdist_group("real-site")
def test_pages_show_few_entries(real_site: Site) -> None:
    for address, page in real_site.pages():
        assert 0 < len(entries(page)) <= MOST, address


@pytest.mark.xdist_group("real-site")
def test_no_area_can_take_the_folder_of_another_page(real_site: Site) -> None:
    path = ROOT / "datapackages" / "register" / "gebieden.csv"
    with path.open(encoding="utf-8", newline="") as file:
        areas = {row["gebied"] for row in csv.DictReader(file)}
    folders = {path.name for path in real_site.folder.iterdir() if path.is_dir()}
    assert folders - areas <= FIXED_FOLDERS


@pytest.mark.xdist_group("grown-site")
def test_new_document_has_its_pages(grown: Site, basis_site: Site) -> None:
    new = set(grown.addresses) - set(basis_site.addresses)
    folder = "testdorp/inlegvel-2032/"
    expected = {
        address.replace(folder, "nieuwstad/inlegvel-2032/")
        for address in basis_site.addresses
        if address.startswith(folder)
    }
    data = "data/nieuwstad-inlegvel-2032/"
    of_data = {f"{data}{page}" for page in ("", "wijzigingen/", "woordenboek/")}
    assert new == expected | {"nieuwstad/"} | of_data


@pytest.mark.xdist_group("grown-site")
def test_new_pages_are_reached_from_home(grown: Site, basis_site: Site) -> None:
    new = set(grown.addresses) - set(basis_site.addresses)
    assert new - reached(grown) == set()


@pytest.mark.xdist_group("grown-site")
def test_navigation_does_not_grow(grown: Site, basis_site: Site) -> None:
    assert entries(grown.page("")) == entries(basis_site.page(""))
    assert entries(grown.page("nieuwstad/inlegvel-2032/")) == entries(basis_site.page(""))


@pytest.mark.xdist_group("grown-site")
def test_new_figures_stand_in_all_figures(grown: Site) -> None:
    table = grown.read("data/alle-cijfers/cijfers.csv").decode()
    assert "nieuwstad-inlegvel-2032,nieuwstad,GM9998,nieuwbouw/de-dakpan/" in table


@pytest.mark.xdist_group("real-site")
def test_titles_tell_pages_apart(real_site: Site) -> None:
    """Two tabs of the browser never carry the same words."""
    titles: dict[str, list[str]] = {}
    for address, page in real_site.pages():
        titles.setdefault(page.title, []).append(address)
    assert {title: found for title, found in titles.items() if len(found) > 1} == {}


@pytest.mark.xdist_group("real-site")
def test_pages_of_a_paper_name_it_in_their_heading(real_site: Site) -> None:
    headings: dict[str, list[str]] = {}
    for address, page in real_site.pages():
        if not address.endswith("inleiding/"):
            headings.setdefault(page.root.find("h1")[0].text, []).append(address)
    for heading, addresses in headings.items():
        papers = {address.split("/")[1] for address in addresses if address.count("/") > 2}
        assert len(papers) < 2, (heading, addresses)


@pytest.mark.xdist_group("real-site")
def test_every_page_belongs_to_an_entry(real_site: Site) -> None:
    """The entry on top shows where you are, also on a page that stands in no navigation."""
    belongs = {
        "groningen/inlegvel-2022/duurzaamheid/": "Gebieden",
        "groningen/": "Gebieden",
        "organisaties/nijestee/": "Organisaties",
        "overleg/nijestee/": "Is het gebeurd?",
        "tijdlijn/": "Agenda",
        "methode/": "Over",
        "": "Home",
        "404.html": "",
    }
    for address, name in belongs.items():
        active = real_site.page(address).root.find("li", class_="md-tabs__item--active")
        assert [entry.text for entry in active] == ([name] if name else []), address
