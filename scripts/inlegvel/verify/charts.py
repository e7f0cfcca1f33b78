"""Numbers in charts, on pages and in their files, held against the figures that a chart shows.

What a chart shows is said by its name, `grafieken/<document>/<naam>.svg`: an indicator or a whole
with its parts, the years, plan or result; or a goal. In a line of an organisation stand figures
of that organisation alone; elsewhere any number of what the chart shows.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from inlegvel.verify.built import Built, Element, Page, shown
from inlegvel.verify.data import FIGURES, Data, Record
from inlegvel.verify.found import Found
from inlegvel.verify.numbers import numbers_in, numbers_of_cell, unsigned

FOLDER = "grafieken/"
SVG = "{http://www.w3.org/2000/svg}"
# Of everything together: a timeline, which holds no figures.
ALL = "alle-cijfers"
GOALS, WHOLE = "doelen", "geheel"
# How far the goals of a paper are, in whole percentages of the way and of the time.
PROGRESS = "voortgang"
SHARES = ("aandeel_afstand", "aandeel_tijd_meting")
NAME = re.compile(r"(?P<what>.+?)(\.(?P<from>\d{4})\.(?P<to>\d{4}))?\.(?P<aard>[a-z]+)")
OPERAND = re.compile(r"[a-z][a-z0-9-]*")  # of a formula: an indicator
SO_MANY = re.compile(r"\b\d+ organisaties\b")
ENDS = frozenset({"0", "100"})  # of a scale of percentages
REBUILD = "Bouw de website opnieuw met make site. Blijft dit staan, meld het dan bij de makers."


class Charts:
    """Holds charts against the data, and keeps what is wrong in `found`."""

    def __init__(self, built: Built, data: Data, found: Found):
        self.built = built
        self.data = data
        self.found = found

    def page(self, page: Page) -> None:
        """Every drawing on a page that leads to its own file."""
        for figure in page.article.xpath(".//figure[.//svg]"):
            links = [self.built.target(page.file, a.get("href")) for a in figure.iter("a")]
            paths = [link.path for link in links if link.path and link.path.endswith(".svg")]
            if paths and _is_chart(paths[0]):
                drawing = figure.find(".//svg")
                self._drawing(page.file, int(drawing.sourceline or 0), paths[0], drawing)
                words = [drawing.get("aria-label", ""), *map(shown, figure.iter("figcaption", "p"))]
                self._words(page.file, int(drawing.sourceline or 0), paths[0], words)

    def files(self) -> None:
        """Every drawing, and every table of what was drawn, that can be downloaded."""
        for file in sorted(self.built.files):
            if _is_chart(file) and file.endswith(".svg"):
                self._drawing(file, 0, file, self.built.xml(file))
            if _is_chart(file) and file.endswith(".csv"):
                self._table(file)

    # --- what stands where -------------------------------------------------------------------

    def _drawing(self, file: str, line: int, path: str, drawing: Element) -> None:
        words, texts = [], []
        for element in drawing.iter():
            tag = str(element.tag).removeprefix(SVG)
            if tag in ("title", "desc"):
                words.append(shown(element))
            if tag == "text":
                texts.append(shown(element))
        self._words(file, line, path, words)
        of_whom: list[Record] = []
        for text in texts:
            of_whom = self._of_organisation(path, text) or of_whom
            if text.startswith("Bron: "):
                of_whom = []
            self._hold(file, line, text, numbers_in(text), self._known(path, of_whom))

    def _table(self, file: str) -> None:
        heads, *rows = self.built.rows(file)
        self._words(file, 1, file, heads)
        for line, (label, *cells) in enumerate(rows, start=2):
            of_whom = self._of_organisation(file, label) or self._of_moment(file, label)
            for cell in cells:
                self._hold(file, line, cell, numbers_of_cell(cell), self._known(file, of_whom))

    def _words(self, file: str, line: int, path: str, texts: Iterable[str]) -> None:
        for text in texts:
            names = {record.cells.get("organisatie") for record in self._shown(path)}
            so_many = {number for words in SO_MANY.findall(text) for number in numbers_in(words)}
            so_many = {number for number in so_many if int(number) <= len(names)}
            self._hold(file, line, text, numbers_in(text), self._known(path, []) | so_many)

    def _hold(
        self, file: str, line: int, text: str, numbers: Sequence[str], known: frozenset[str]
    ) -> None:
        self.found.counts["grafieken"] += len(numbers)
        for number in numbers:
            if unsigned(number) not in known:
                self.found.add(
                    "getal-wijkt-af",
                    file,
                    f"In een grafiek staat ‘{text}’. Het getal {number} hoort niet bij de cijfers "
                    "die zij daar laat zien.",
                    REBUILD,
                    regelnummer=line or None,
                    gevonden=number,
                    verwacht=", ".join(sorted(known)[:10]),
                )

    # --- what a chart shows --------------------------------------------------------------------

    def _known(self, path: str, of_whom: Sequence[Record]) -> frozenset[str]:
        """The numbers without sign that may stand there: those of a line, or of the whole."""
        if of_whom:
            cells = [r.cells[name] for r in of_whom for name in ("waarde", "waarde_tekst")]
            return frozenset(unsigned(n) for cell in cells for n in numbers_of_cell(cell))
        return self._known_of(path)

    @lru_cache(maxsize=256)  # noqa: B019  # a site lives as long as the command
    def _known_of(self, path: str) -> frozenset[str]:
        records = self._shown(path)
        known = {unsigned(number) for number in self.data.numbers(records)}
        naam = _parts(path)[1]
        if naam.startswith(GOALS):
            known |= ENDS
        if naam == PROGRESS:
            known |= _whole_shares(records)
        return frozenset(known)

    @lru_cache(maxsize=256)  # noqa: B019
    def _shown(self, path: str) -> tuple[Record, ...]:
        """The rows of the data that a chart shows, the paper and the goals with them."""
        document, naam = _parts(path)
        paper = self.data.by_key["documenten"].get((document,))
        if naam.startswith(f"{GOALS}."):
            goal = self.data.by_key[GOALS].get((document, naam.split(".")[1]))
            if goal is None or paper is None:
                return ()
            return (paper, goal, *self._figures("", {goal.cells["indicator"]}))
        if naam == PROGRESS and paper is not None:
            rows = [*self.data.tables["doelvoortgang"], *self.data.tables[GOALS]]
            return (paper, *(row for row in rows if row.cells["document"] == document))
        name = NAME.fullmatch(naam)
        if name is None or paper is None:
            return ()
        indicators = self._indicators(name["what"])
        figures = [
            record
            for record in self._figures(document, indicators)
            if record.cells["aard"] == name["aard"]
            and name["from"] in (None, record.cells["jaar_van"])
            and name["to"] in (None, record.cells["jaar_tot"])
        ]
        goals = [r for r in self.data.tables[GOALS] if r.cells["indicator"] in indicators]
        return (paper, *figures, *(goals if name["what"].startswith(f"{WHOLE}.") else ()))

    def _figures(self, document: str, indicators: set[str]) -> Iterator[Record]:
        """Figures on these indicators, of one document or of all."""
        for record in self.data.tables[FIGURES]:
            is_of = document in ("", record.cells["document"])
            if is_of and record.cells["indicator"] in indicators:
                yield record

    def _indicators(self, what: str) -> set[str]:
        """The indicators that a chart puts together: a whole, a formula, a part and its whole."""
        rows = self.data.by_key["indicatoren"]
        if what.startswith(f"{WHOLE}."):
            whole = what.partition(".")[2]
            return {key[0] for key, row in rows.items() if row.cells["geheel"] == whole}
        found, waiting = set(), [what]
        while waiting:
            name = waiting.pop()
            if (name,) in rows and name not in found:
                found.add(name)
                cells = rows[(name,)].cells
                waiting += [cells["deel_van"], *OPERAND.findall(cells["formule"])]
        return found

    def _of_organisation(self, path: str, text: str) -> list[Record]:
        """The figures of the organisation that a line is of; empty where it is of none."""
        named = [
            organisation.cells["organisatie"]
            for organisation in self.data.tables["organisaties"]
            if organisation.cells["naam"] == text
        ]
        return [
            record
            for record in self._shown(path)
            if record.resource == FIGURES and record.cells["organisatie"] in named
        ]

    def _of_moment(self, path: str, text: str) -> list[Record]:
        """The figures of the year that a line is of."""
        return [
            record
            for record in self._shown(path)
            if record.resource == FIGURES and numbers_in(text) == [record.cells["jaar_tot"]]
        ]


def _is_chart(path: str) -> bool:
    return path.startswith(FOLDER) and not path.startswith(f"{FOLDER}{ALL}/")


def _whole_shares(records: Iterable[Record]) -> set[str]:
    """The shares as whole percentages, and how many goals there may be of a kind."""
    shares = [[r.cells.get(name, "") for name in SHARES] for r in records]
    both = [pair for pair in shares if all(pair)]
    counts = {str(number) for number in range(len(both) + 1)}
    return counts | {unsigned(str(round(float(cell)))) for pair in both for cell in pair}


def _parts(path: str) -> tuple[str, str]:
    """The document and the name of a chart."""
    document, _, file = path.removeprefix(FOLDER).partition("/")
    return document, file.rpartition(".")[0]
