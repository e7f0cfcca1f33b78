"""Every place of every paper has its row, every row its place, and the site shows them.

`papers/<package>.csv` follows one paper from top to bottom: places in our own words, each with
the rows that hold what stands there. They were written from the paper, not from the rows.

- `resource` is a table of the package; `datapackage` a property of its descriptor; `register/…`
  a table of the register; `<package>/…` a row of another paper that this place repeats
- `rij` is the row: its key values joined by `/`
- `niet opgenomen` is a place without a row, and why
"""

import csv
import html
import math
import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from inlegvel.dutch import moment
from inlegvel.model import ROW_KEY, Document, Row, row_id
from inlegvel.pipeline import Published, examine, publish
from inlegvel.render.html import anchor

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
CHECKLISTS = sorted((ROOT / "tests" / "papers").glob("*.csv"))
COLUMNS = ["plaats", "resource", "rij"]
NOT_TAKEN = "niet opgenomen"
REASONS = {
    "achtergrond",
    "beleefdheid, geen inhoud",
    "namen van personen",
}
# The tables of a package of which every row must stand at some place of the paper.
ALL_ROWS = (
    "doelen",
    "afspraken",
    "cijfers",
    "controlecijfers",
    "partijen",
    "gebeurtenissen",
    "verwijzingen",
    "voortgang",
)


class Place(NamedTuple):
    """One line of a checklist, with the line's number in the file."""

    plaats: str
    resource: str
    rij: str
    line: int


@cache
def read(path: Path) -> tuple[Place, ...]:
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        assert next(reader) == COLUMNS
        return tuple(Place(*row, reader.line_num) for row in reader)


def taken(path: Path) -> Iterator[Place]:
    """The places that name a row."""
    return (place for place in read(path) if place.resource != NOT_TAKEN)


@pytest.fixture(scope="module")
def published() -> Published:
    return publish(examine(ROOT), "https://example.org/")


@pytest.fixture(params=CHECKLISTS, ids=lambda path: path.stem)
def checklist(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


@pytest.fixture
def document(published: Published, checklist: Path) -> Document:
    return published.context.facts.catalogue.by_name[checklist.stem]


# --- the rows ------------------------------------------------------------------


def owner(published: Published, document: Document, resource: str) -> tuple[Document | None, str]:
    """Whose table it is (None: the register's), and the table's name."""
    whose, _, table = resource.rpartition("/")
    if whose == "register":
        return None, table
    return published.context.facts.catalogue.by_name[whose] if whose else document, table


def find_row(published: Published, document: Document, place: Place) -> Row | None:
    whose, table = owner(published, document, place.resource)
    tables = whose.tabellen if whose else published.context.register.tabellen
    return tables.by_key(table).get(place.rij)


def find_property(document: Document, path: str) -> Any:
    """A property of the descriptor, such as `document.datum` or `sources.0.title`."""
    value: Any = document.descriptor
    for step in path.split("."):
        value = value[int(step)] if step.isdigit() else value[step]
    return value


def test_checklists_are_well_formed(checklist: Path) -> None:
    places = read(checklist)
    assert places
    assert [place for place in places if not all(place[:3])] == []
    assert [line for line, count in Counter(p[:3] for p in places).items() if count > 1] == []
    assert {place.rij for place in places if place.resource == NOT_TAKEN} <= REASONS


def test_every_named_row_exists(published: Published, document: Document, checklist: Path) -> None:
    lost = []
    for place in taken(checklist):
        if place.resource == "datapackage":
            found = find_property(document, place.rij)
        else:
            found = find_row(published, document, place)
        if found is None:
            lost.append(place)
    assert lost == []


@pytest.mark.parametrize("resource", ALL_ROWS)
def test_every_row_has_its_place(document: Document, checklist: Path, resource: str) -> None:
    named = {place.rij for place in taken(checklist) if place.resource == resource}
    assert sorted(document.tabellen.by_key(resource).keys() - named) == []


def test_printed_figures_are_ours_or_a_finding_tells(published: Published) -> None:
    """Controlecijfers are no cells of their own: the figure they repeat stands on the site."""
    context = published.context
    told = {(f.document, f.rij) for f in context.findings if f.resource == "controlecijfers"}
    for document in context.documents:
        ours = {row["rij"]: row["waarde"] for row in context.facts.rows[document.naam]}
        for rij, row in document.tabellen.by_key("controlecijfers").items():
            if (document.naam, rij) not in told:
                assert ours[row_id(row, ROW_KEY)] == row["waarde"], rij


# --- the site ------------------------------------------------------------------


class Website:
    """The pages as they are made, before MkDocs makes HTML of them."""

    def __init__(self, published: Published) -> None:
        self.context = published.context
        self.bodies = {page.url: page.body for page in published.pages}
        # Rows of the register whose own page is all there is to find.
        self.pages: dict[str, Callable[[Row], str]] = {
            "organisaties": lambda row: f"organisaties/{row['organisatie']}/",
            "indicatoren": lambda row: f"indicatoren/{row['indicator']}/",
            "themas": lambda row: f"themas/{row['thema']}/",
        }

    def text(self, url: str) -> str:
        """The words of a page, without tags and entities."""
        return html.unescape(re.sub(r"<[^>]+>", "", self.bodies.get(url, "")))

    def has(self, address: str) -> bool:
        """Whether the page is there, and the fragment's identifier on it."""
        url, _, fragment = address.partition("#")
        return f'id="{fragment}"' in self.bodies[url] if fragment else url in self.bodies

    def shows(self, document: Document | None, table: str, row: Row) -> bool:
        """Whether a row can be found where it is at home."""
        if document is None:
            return self.shows_of_register(table, row)
        if table == "voortgang":
            return self.shows_progress(row)
        if table == "toelichtingen":
            return str(row["toelichting"]) in self.text("opvallend/")
        if table == "sleutels":
            return any(
                str(row["naam"]) in self.text(url)
                for url in self.bodies
                if url.startswith(document.url)
            )
        return self.has(self.home(document, table, row))

    def home(self, document: Document, table: str, row: Row) -> str:
        if table in ("doelen", "afspraken"):
            return self.context.row_url(document, table, row)
        if table in ("cijfers", "controlecijfers"):
            rij = row_id(row, ROW_KEY)
            return self.context.figure_url({"document": document.naam, "rij": rij})
        if table == "partijen":
            return f"{document.url}partijen/#{anchor('partijen/' + row['organisatie'])}"
        if table == "tabellen":
            thema = self.context.thema_url(document, row["thema"])
            return f"{thema}#{anchor('tabellen/' + row['tabel'])}"
        key = {"gebeurtenissen": "gebeurtenis", "verwijzingen": "verwijzing"}[table]
        return f"{document.url}#{anchor(f'{table}/{row[key]}')}"

    def shows_progress(self, row: Row) -> bool:
        """Progress stands with the goal or agreement that it is about."""
        about = self.context.facts.catalogue.by_name[row["over_document"]]
        table = {"doel": "doelen", "afspraak": "afspraken"}[row["over_soort"]]
        home = self.context.row_url(about, table, about.tabellen.by_key(table)[row["over"]])
        return self.has(home) and str(row["toelichting"]) in self.text(home.partition("#")[0])

    def shows_of_register(self, table: str, row: Row) -> bool:
        if table == "begrippen":
            return self.has(f"begrippen/#{row['begrip']}")
        if table == "dekking":
            fragment = anchor(f"dekking/{row['soort']}/{row['jaar']}")
            return self.has(f"{row['gebied']}/#{fragment}")
        if table == "gebieden":  # a village that only tenants are of has no page
            return any(str(row["naam"]) in self.text(url) for url in self.bodies)
        return self.has(self.pages[table](row))

    def says(self, document: Document, path: str) -> bool:
        """Whether the overview of the paper gives a property of its descriptor."""
        value = find_property(document, path)
        words = {
            "document.datum": lambda: moment(value),
            "document.datum_afgeleid": lambda: "afgeleid" if value else "",
            "document.kader": lambda: self.context.facts.catalogue.by_name[value].titel,
        }.get(path, lambda: str(value))()
        return words.casefold() in self.text(document.url).casefold()


@pytest.fixture(scope="module")
def website(published: Published) -> Website:
    return Website(published)


def test_every_named_row_is_on_the_site(
    published: Published, document: Document, checklist: Path, website: Website
) -> None:
    missing = []
    for place in taken(checklist):
        if place.resource == "datapackage":
            found = website.says(document, place.rij)
        else:
            row = find_row(published, document, place)
            assert row is not None, place
            found = website.shows(*owner(published, document, place.resource), row)
        if not found:
            missing.append(place)
    assert missing == []


# --- the papers ----------------------------------------------------------------

# Per package the beginning of its file, where the papers are.
PAPERS = {
    "groningen-ambitiekader-2021-2025": "000",
    "groningen-inlegvel-2022": "001",
    "oost-groningen-ambitiekader-2022-2025": "002",
    "groningen-raadsbrief-wonen-en-zorg-2023": "003",
    "het-hogeland-memo-koploperregio-2024": "004",
}
# Where the tables of the inlegvel begin and what follows them.
TABLES = (
    ("Besteedbaar", "3. Beschikbaarheid"),
    ("Programma\nsociale huur", "Veilig wonen en aardbevingen"),
    ("Programma niet-DAEB", "4. Betaalbaarheid"),
    ("2022 Voorgenomen huurverhoging", "Betaalbaarheid en toegankelijkheid"),
    ("Aantal toegevoegde geschikte", "Uitstroom vanuit"),
    ("Energielabels 2022", "Toewerken naar CO"),
    ("Woonborg Aantal woningen aardgasvrij", "In het Warmtetransitieplan"),
)
# Three or more digits, a decimal, or a unit; years and numbers within a name are none.
RANGE = re.compile(r"(?<=[\d%])[-–](?=\d)")
YEAR = re.compile(r"20[1-5]\d")
NUMBER = re.compile(
    r"""(?<![\w.,/-])(-?)(\d{1,3}(?:\.\d{3})+|\d+[.,]\d+|\d+)
        (?:,-)?(?:\s?(%|miljoen|euro|woningen|grondgebonden))?(?![\w-]|[.,]\d)""",
    re.VERBOSE,
)
# What the tables print besides their cells: the note on 500 homes under each of two tables, the
# one percent of the rent again in its notes, and the limits of the energy labels.
NO_CELLS = Counter({500.0: 2, 1.0: 2, 1.2: 2, 1.4: 2})
# What is no figure in the text.
NO_FIGURES = {
    "groningen-inlegvel-2022": {8800.0, 1.2},  # the name of a norm, the limit of a label
    "oost-groningen-ambitiekader-2022-2025": {20189.0},  # a year with the number of a note
}


def paper(document: str) -> str:
    """The text of one paper, with runs of blanks as one space and no empty lines."""
    found = sorted(SHARED.glob(f"seeds/{PAPERS[document]}_*.txt"))
    if not found:
        pytest.skip("the papers are not here (../shared/seeds)")
    lines = found[0].read_text(encoding="utf-8").splitlines()
    return "\n".join(" ".join(line.split()) for line in lines if line.strip())


def numbers(text: str) -> Iterator[float]:
    for sign, digits, unit in NUMBER.findall(RANGE.sub(" ", text)):
        if YEAR.fullmatch(digits) and not unit:
            continue
        if not unit and len(digits) < 3:
            continue
        thousands = re.fullmatch(r"\d{1,3}(\.\d{3})+", digits)
        plain = digits.replace(".", "") if thousands else digits.replace(",", ".")
        value = float(plain) * (1_000_000 if unit == "miljoen" else 1)
        yield -value if sign else value


def typed(document: Document, place: str = "") -> Iterator[float]:
    """The numbers of our rows of figures and printed totals whose `vindplaats` has `place`."""
    for resource in ("cijfers", "controlecijfers"):
        for row in document.tabellen.rows(resource):
            if place in row["vindplaats"] and not math.isnan(row["waarde"]):
                yield row["waarde"]


def test_every_number_of_the_tables_is_among_the_figures(published: Published) -> None:
    """As often as it is printed: a cell that is forgotten is not hidden by an equal one."""
    document = published.context.facts.catalogue.by_name["groningen-inlegvel-2022"]
    text = paper(document.naam)
    printed: Counter[float] = Counter()
    for begin, end in TABLES:
        start = text.index(begin)
        printed.update(numbers(text[start : text.index(end, start)]))
    assert sum(printed.values()) > 100
    printed.subtract(NO_CELLS)
    assert printed - Counter(typed(document, " > tabel ")) == Counter()


@pytest.mark.parametrize("naam", PAPERS)
def test_every_number_of_the_text_is_among_our_rows(published: Published, naam: str) -> None:
    document = published.context.facts.catalogue.by_name[naam]
    known = set(typed(document)) | NO_FIGURES.get(naam, set())
    for row in document.tabellen.rows("doelen"):
        known |= {row["ondergrens"], row["bovengrens"], row["basis_waarde"]}
    sizes = {abs(value) for value in known}
    assert sorted(value for value in numbers(paper(naam)) if abs(value) not in sizes) == []
