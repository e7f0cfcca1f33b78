"""Every address of the site is taken once: by a page in docs, a generated page or a download."""

import pytest
from tests.site.website import MakeProject

from inlegvel.pipeline import refresh

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
