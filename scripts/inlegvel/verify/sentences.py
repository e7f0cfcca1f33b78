"""Numbers in sentences: in every link to a figure, and in what it says when pointed at."""

from collections.abc import Iterator

from inlegvel.verify.built import Built, Element, Page, shown
from inlegvel.verify.data import FIGURES, Data, Record
from inlegvel.verify.figures import SIZE, is_size, is_told, wanted
from inlegvel.verify.files import File
from inlegvel.verify.found import Found
from inlegvel.verify.numbers import numbers_in

REBUILD = "Bouw de website opnieuw met make site. Blijft dit staan, meld het dan bij de makers."


class Sentences:
    """Holds such links against the data, and keeps what is wrong in `found`."""

    def __init__(self, built: Built, data: Data, found: Found):
        self.built = built
        self.data = data
        self.found = found

    def verify(self, page: Page) -> None:
        """Every link to a figure or a file on a page, outside its tables."""
        for link in page.article.xpath(".//a[@href][not(ancestor::table)]"):
            target = self.built.target(page.file, link.get("href"))
            if target.path is None:
                continue
            for record in self._figures(target.path, target.fragment):
                self._figure(page, link, record)
            if target.path in self.built.files and link.getnext() is not None:
                self._size(page, link, target.path)

    def _figures(self, path: str, fragment: str) -> Iterator[Record]:
        if fragment:
            yield from (r for r in self.data.at(path, fragment) if r.resource == FIGURES)

    def _figure(self, page: Page, link: Element, record: Record) -> None:
        text = shown(link)
        if record.cells["vindplaats"] and record.cells["vindplaats"] in text:
            return  # the place in the paper, with the numbers of its chapters
        self.found.counts["zinnen"] += len(numbers_in(text))
        known = self.data.numbers([record])
        title = link.get("title", "")
        if is_told(text, record) and set(numbers_in(title)) <= known:
            return
        self.found.add(
            "getal-wijkt-af",
            page.file,
            f"In een zin staat ‘{text}’, met een link naar een cijfer. Dat cijfer is "
            f"{wanted(record)} ({record.place}).",
            REBUILD,
            regelnummer=int(link.sourceline or 0),
            gevonden=text,
            verwacht=wanted(record),
        )

    def _size(self, page: Page, link: Element, path: str) -> None:
        """A size behind a link to a file."""
        said = SIZE.search(shown(link.getnext()))
        if said is None:
            return
        file = File(self.built, path)
        self.found.counts["zinnen"] += 1
        if not is_size(said[0], file.size):
            self.found.add(
                "grootte-wijkt-af",
                page.file,
                f"Bij {path} staat ‘{said[0]}’. Het bestand heeft {file.size} bytes.",
                REBUILD,
                regelnummer=int(link.sourceline or 0),
                gevonden=said[0],
                verwacht=str(file.size),
            )
