"""Which rows of a document name an organisation, found once for all organisations."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from inlegvel.model import Document, Row


@dataclass(frozen=True)
class Said:
    """The rows of a document that name an organisation: what it has, wants, leads and joins."""

    figures: list[Row] = field(default_factory=list)
    goals: list[Row] = field(default_factory=list)
    leads: list[Row] = field(default_factory=list)
    helps: list[Row] = field(default_factory=list)

    @property
    def any(self) -> bool:
        """Whether there is anything at all."""
        return bool(self.figures or self.promises)

    @property
    def promises(self) -> int:
        """How many goals and agreements there are."""
        return len(self.goals) + len(self.leads) + len(self.helps)


def said_by_organisation(
    documents: Iterable[Document], figures: Mapping[str, list[Row]]
) -> dict[tuple[str, str], Said]:
    """Everything said of each organisation by its own name, per document and organisation."""
    found: dict[tuple[str, str], Said] = {}

    def said(document: Document, naam: str) -> Said:
        return found.setdefault((document.naam, naam), Said())

    for document in documents:
        for row in figures[document.naam]:
            said(document, row["organisatie"]).figures.append(row)
        for row in document.tabellen.rows("doelen"):
            for naam in row["organisaties"].split(";"):
                said(document, naam).goals.append(row)
        for row in document.tabellen.rows("afspraken"):
            for naam in row["trekkers"].split(";"):
                said(document, naam).leads.append(row)
            for naam in filter(None, row["samen_met"].split(";")):
                said(document, naam).helps.append(row)
    return found
