"""Which rows name what: looked up once, so that no page searches every document."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from inlegvel.model import Document, Row


@dataclass(frozen=True)
class Naming:
    """Rows by what they name; `documenten` stand in the order of the site."""

    documenten: tuple[Document, ...]

    @cached_property
    def afspraken_bij_doel(self) -> dict[tuple[str, str], list[tuple[Document, Row]]]:
        """The agreements that serve a goal, per document and goal."""
        found: dict[tuple[str, str], list[tuple[Document, Row]]] = defaultdict(list)
        for document in self.documenten:
            for row in document.tabellen.rows("afspraken"):
                if row["doel"]:
                    found[(row["doel_document"], row["doel"])].append((document, row))
        return found

    @cached_property
    def papers_naming(self) -> dict[str, list[Document]]:
        """Per organisation: the documents that say something of it, in their order."""
        found: dict[str, list[Document]] = defaultdict(list)
        for document in self.documenten:
            tabellen = document.tabellen
            lists = [row["organisatie"] for row in tabellen.rows("cijfers")]
            lists += [row["trekkers"] for row in tabellen.rows("afspraken")]
            lists += [row["samen_met"] for row in tabellen.rows("afspraken")]
            lists += [row["organisaties"] for row in tabellen.rows("doelen")]
            lists += [row["organisaties"] for row in tabellen.rows("gebeurtenissen")]
            for naam in {*document.partijen, *(naam for cell in lists for naam in cell.split(";"))}:
                found[naam].append(document)
        return found

    @cached_property
    def doelen_bij_indicator(self) -> dict[str, list[tuple[Document, Row]]]:
        """The goals that each indicator measures."""
        found: dict[str, list[tuple[Document, Row]]] = defaultdict(list)
        for document in self.documenten:
            for row in document.tabellen.rows("doelen"):
                if row["indicator"]:
                    found[row["indicator"]].append((document, row))
        return found

    @cached_property
    def rows_in_area(self) -> dict[tuple[str, str], list[tuple[Document, Row]]]:
        """Per resource and area: the rows that name it, other than as the document's own area."""
        found: dict[tuple[str, str], list[tuple[Document, Row]]] = defaultdict(list)
        for document in self.documenten:
            for resource in ("afspraken", "doelen"):
                for row in document.tabellen.rows(resource):
                    for naam in row["gebieden"].split(";"):
                        if naam != document.gebied:
                            found[(resource, naam)].append((document, row))
        return found

    @cached_property
    def voortgang_bij(self) -> dict[tuple[str, str, str], list[tuple[Document, Row]]]:
        """What later papers say, per document, kind (doel, afspraak) and row."""
        found: dict[tuple[str, str, str], list[tuple[Document, Row]]] = defaultdict(list)
        for document in self.documenten:
            for row in document.tabellen.rows("voortgang"):
                found[(row["over_document"], row["over_soort"], row["over"])].append(
                    (document, row)
                )
        return found
