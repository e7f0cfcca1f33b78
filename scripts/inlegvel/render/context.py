"""What every page needs: names, links, and where each row is at home."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup, escape

from inlegvel.derive.beloften import Belofte, beloften, by_document
from inlegvel.derive.doelvoortgang import Doelvoortgang, doelvoortgang
from inlegvel.derive.facts import Facts
from inlegvel.derive.grafieken.alle import Grafieken
from inlegvel.derive.tables import Layout, layout
from inlegvel.derive.wijzigingen import Wijziging, wijzigingen
from inlegvel.dutch import in_zin, opsomming
from inlegvel.findings import Finding
from inlegvel.model import ROW_KEY, Document, Register, Row, row_id
from inlegvel.render.grafieken.canvas import Drawing
from inlegvel.render.html import anchor, hyperlink, in_line, one_line
from inlegvel.render.naming import Naming
from inlegvel.render.said import Said, said_by_organisation


@dataclass(frozen=True)
class Context:
    """The facts and findings with everything that rendering looks up in them."""

    facts: Facts
    findings: tuple[Finding, ...]
    site_url: str
    proza: frozenset[str] = frozenset()
    """Addresses of pages that people write."""

    @property
    def register(self) -> Register:
        """The register of the catalogue."""
        return self.facts.catalogue.register

    @cached_property
    def documents(self) -> tuple[Document, ...]:
        """All documents, oldest first within an area."""
        return tuple(
            sorted(self.facts.catalogue.documenten, key=lambda d: (d.gebied, d.jaar_van, d.naam))
        )

    @cached_property
    def parts(self) -> dict[str, list[str]]:
        """The areas that lie right in an area, in the register's order."""
        found: dict[str, list[str]] = defaultdict(list)
        for naam, row in self.register.gebieden.items():
            found[row["ligt_in"]].append(naam)
        return dict(found)

    @cached_property
    def papers_about(self) -> dict[str, list[Document]]:
        """The documents about an area itself, oldest first."""
        found: dict[str, list[Document]] = defaultdict(list)
        for document in self.documents:
            found[document.gebied].append(document)
        return dict(found)

    # --- links ----------------------------------------------------------------

    def link(self, url: str, to: str) -> str:
        """`to` (below the root, may carry a fragment) as seen from the page `url`."""
        return "../" * url.count("/") + to or "./"

    def thema_url(self, document: Document, thema: str) -> str:
        """The page of a theme within a document."""
        return f"{document.url}{thema}/"

    def row_url(self, document: Document, resource: str, row: Row) -> str:
        """The address of a goal or agreement: its theme page and its anchor."""
        name = row_id(row, self.facts.catalogue.standaard.schemas[resource].sleutel)
        return f"{self.thema_url(document, row['thema'])}#{anchor(f'{resource}/{name}')}"

    def source_url(self, document: Document, row: Row) -> str:
        """Where `document` says how an earlier goal or agreement stands: a `voortgang` row."""
        key = row_id(row, self.facts.catalogue.standaard.schemas["voortgang"].sleutel)
        return f"{document.url}#{anchor(f'voortgang/{key}')}"

    def figure_url(self, row: Row) -> str:
        """The address of a figure: the page where it is at home, and its anchor."""
        home, _ = self.homes[(row["document"], row["rij"])]
        return f"{home}#{anchor(row['rij'])}"

    # --- names ----------------------------------------------------------------

    def organisatie(self, naam: str) -> str:
        """The name of an organisation."""
        row = self.register.organisaties.get(naam)
        return str(row["naam"]) if row else naam

    def organisaties(self, names: Iterable[str]) -> str:
        """Several organisations in words; a group in mid-sentence has no capital."""
        found: list[str] = []
        for naam in names:
            name = self.organisatie(naam)
            group = self.register.organisaties.get(naam, {}).get("soort") == "groep"
            found.append(in_zin(name) if group and found else name)
        return opsomming(found)

    def organisatie_links(self, names: Iterable[str], url: str) -> str:
        """Several organisations in words, each a link to its page."""
        link = Markup('<a href="{}">{}</a>')
        return Markup(
            opsomming(
                link.format(
                    self.link(url, f"organisaties/{naam}/"), in_line(self.organisatie(naam))
                )
                for naam in names
            )
        )

    def begrip(self, naam: str, tekst: str, url: str) -> Markup:
        """A word, linked to its explanation where the glossary has one."""
        place = self.begrip_url(naam, url)
        return hyperlink(place, tekst) if place else escape(one_line(tekst))

    def begrip_url(self, naam: str, url: str) -> str:
        """Where a term is explained; empty where the glossary does not have it."""
        known = naam in self.register.begrippen
        return self.link(url, f"begrippen/#{naam}") if known else ""

    def gebied(self, naam: str) -> str:
        """The name of an area."""
        row = self.register.gebieden.get(naam)
        return str(row["naam"]) if row else naam

    # --- who names what -------------------------------------------------------

    @cached_property
    def naming(self) -> Naming:
        """Which rows name what, over all documents."""
        return Naming(self.documents)

    @cached_property
    def said(self) -> dict[tuple[str, str], Said]:
        """The rows that name an organisation, per document and organisation."""
        return said_by_organisation(self.documents, self.facts.rows)

    # --- tables and homes -----------------------------------------------------

    @cached_property
    def layouts(self) -> dict[str, list[Layout]]:
        """The tables of each document, in the order of the paper."""
        return {
            document.naam: [
                layout(self.facts, document, tabel) for tabel in document.cijfers_tabellen.values()
            ]
            for document in self.documents
        }

    @cached_property
    def grafieken(self) -> Grafieken:
        """The charts of each document."""
        return Grafieken(self.facts, self.layouts, self.doelvoortgang)

    @cached_property
    def drawings(self) -> dict[tuple[str, str], Drawing]:
        """The charts that were drawn so far, per document and chart."""
        return {}

    @cached_property
    def homes(self) -> dict[tuple[str, str], tuple[str, str]]:
        """Per document and figure: the page that is its home, and the table there.

        A figure lives in the table it names, else in the first that shows it, else
        among the figures from the text on the page of its indicator's theme.
        """
        homes: dict[tuple[str, str], tuple[str, str]] = {}
        for document in self.documents:
            shown: dict[str, list[str]] = defaultdict(list)
            for table in self.layouts[document.naam]:
                for cells in table.cells:
                    for cell in cells:
                        if cell is not None:
                            shown[cell["rij"]].append(table.tabel["tabel"])
            for row in self.facts.rows[document.naam]:
                tables = shown.get(row["rij"], [])
                named = row["tabel"] if row["tabel"] in tables else (tables or [""])[0]
                homes[(document.naam, row["rij"])] = (self._page_of(document, row, named), named)
        return homes

    def _page_of(self, document: Document, row: Row, tabel: str) -> str:
        if tabel:
            thema = document.cijfers_tabellen[tabel]["thema"]
        else:
            thema = self.register.indicatoren[row["indicator"]]["thema"]
        return self.thema_url(document, thema)

    def loose_figures(self, document: Document, thema: str) -> list[Row]:
        """Figures at home on this theme's page outside any table."""
        home = (self.thema_url(document, thema), "")
        return [
            row
            for row in self.facts.rows[document.naam]
            if self.homes[(document.naam, row["rij"])] == home
        ]

    def themas_of(self, document: Document) -> list[str]:
        """The themes a document says something about, in the register's order."""
        used = {row["thema"] for row in document.tabellen.rows("doelen")}
        used |= {row["thema"] for row in document.tabellen.rows("afspraken")}
        used |= {row["thema"] for row in document.tabellen.rows("tabellen")}
        for row in self.facts.rows[document.naam]:
            used.add(self.register.indicatoren[row["indicator"]]["thema"])
        return [thema for thema in self.register.themas if thema in used]

    @cached_property
    def with_figures(self) -> dict[str, set[str]]:
        """The themes, indicators and organisations of which there is some figure."""
        rows = [row for rows in self.facts.rows.values() for row in rows]
        indicators = {row["indicator"] for row in rows}
        return {
            "thema": {self.register.indicatoren[naam]["thema"] for naam in indicators},
            "indicator": indicators,
            "organisatie": {row["organisatie"] for row in rows},
        }

    # --- findings -------------------------------------------------------------

    @cached_property
    def findings_at(self) -> dict[tuple[str, str, str], list[Finding]]:
        """Warnings per document, resource and row; what the paper summed is with its figure."""
        found: dict[tuple[str, str, str], list[Finding]] = defaultdict(list)
        for finding in self.findings:
            resource, key = finding.resource, finding.rij
            if resource == "controlecijfers":
                resource, key = "cijfers", "/".join(key.split("/")[: len(ROW_KEY)])
            found[(finding.document, resource, key)].append(finding)
        return found

    @cached_property
    def findings_of(self) -> dict[str, list[Finding]]:
        """Per organisation: the findings about a figure of it, or an agreement that it leads."""
        found: dict[str, list[Finding]] = defaultdict(list)
        for finding in self.findings:
            concerned = {finding.organisatie}
            if finding.resource == "afspraken":
                document = self.facts.catalogue.by_name[finding.document]
                row = document.tabellen.by_key("afspraken").get(finding.rij, {})
                concerned |= set(row.get("trekkers", "").split(";"))
            for naam in concerned:
                found[naam].append(finding)
        return found

    def finding_url(self, finding: Finding) -> str:
        """The address of a finding on the page that lists them all."""
        return f"opvallend/#{anchor(f'{finding.regel}/{finding.document}/{finding.sleutel}')}"

    @cached_property
    def correctie_urls(self) -> dict[tuple[str, str, str, str], str]:
        """The address of the latest correction per document, table, row and column.

        Under an empty column: the latest of the whole row.
        """
        found: dict[tuple[str, str, str, str], str] = {}
        for document in self.documents:
            rows = document.tabellen.rows("correcties")
            for row in sorted(rows, key=lambda row: row["nummer"]):
                url = f"correcties/#{anchor(document.naam + '/' + str(row['nummer']))}"
                for kolom in (row["kolom"], ""):
                    found[(document.naam, row["resource"], row["rij"], kolom)] = url
        return found

    def correctie_link(self, document: Document, resource: str, rij: str, url: str) -> str:
        """The correction of a row as seen from the page `url`; empty where it has none."""
        found = self.correctie_urls.get((document.naam, resource, rij, ""))
        return self.link(url, found) if found else ""

    @cached_property
    def wijzigingen(self) -> list[Wijziging]:
        """All releases of all packages, newest first."""
        return wijzigingen(self.facts.catalogue)

    def wijzigingen_van(self, pakket: str) -> list[Wijziging]:
        """The releases of one package, newest first."""
        return [one for one in self.wijzigingen if one.uitgave.pakket == pakket]

    @cached_property
    def doelvoortgang(self) -> dict[tuple[str, str], Doelvoortgang]:
        """How each goal with a number stands, per document and goal."""
        return doelvoortgang(self.facts)

    @cached_property
    def beloften(self) -> dict[str, list[Belofte]]:
        """The promises per document, with what is known about each."""
        return by_document(beloften(self.facts.catalogue))

    @cached_property
    def belofte_bij(self) -> dict[tuple[str, str], Belofte]:
        """The promise of each agreement, per document and agreement."""
        return {
            (promise.document.naam, promise.afspraak["afspraak"]): promise
            for promises in self.beloften.values()
            for promise in promises
        }
