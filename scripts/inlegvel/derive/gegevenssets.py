"""What every published dataset is, in words and facts that follow from its rows.

There is one dataset per document, and one of all documents together. Pages, citations
and the catalogue all tell about a dataset with what stands here.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from inlegvel.derive.facts import Facts
from inlegvel.derive.lacunes import Lacune, lacunes
from inlegvel.dutch import in_zin, jaren, opsomming, plural
from inlegvel.figures import is_empty
from inlegvel.model import BASIS, GEHEEL, SAMEN, Catalogue, Document, Register, Row

ALLES = "alle-cijfers"
ALLES_TITEL = "Prestatieafspraken: alle documenten samen"
PAPIER = {
    "ambitiekader": "het ambitiekader",
    "inlegvel": "het inlegvel",
    "lokale-afspraken": "de lokale afspraken",
    "raadsbrief": "de raadsbrief",
    "memo": "de memo",
    "monitor": "de monitor",
}
TELWOORDEN = (
    ("cijfers", "cijfer", "cijfers"),
    ("doelen", "doel", "doelen"),
    ("afspraken", "afspraak", "afspraken"),
    ("voortgang", "bericht over de voortgang", "berichten over de voortgang"),
)


@dataclass(frozen=True)
class Gegevensset:
    """One dataset; `naam` is that of its package.

    `zinnen` say in two sentences what it is. `gewijzigd` is the day of its newest
    release or correction, None before the first. `cijfers_van` and
    `cijfers_tot` are the years its figures are about, None without figures. `voorbeeld`
    names the indicator that shows best what is in it, empty without figures.
    """

    naam: str
    titel: str
    zinnen: tuple[str, str]
    documenten: tuple[Document, ...]
    versie: str
    gewijzigd: date | None
    peildatum: date
    uitgever: str
    licenties: tuple[Mapping[str, Any], ...]
    makers: tuple[str, ...]
    trefwoorden: tuple[str, ...]
    gebieden: tuple[Row, ...]
    jaar_van: int
    jaar_tot: int
    cijfers_van: int | None
    cijfers_tot: int | None
    indicatoren: tuple[Row, ...]
    voorbeeld: str
    lacunes: tuple[Lacune, ...]

    @property
    def url(self) -> str:
        """Its address below the site's root, with a trailing slash."""
        return f"data/{self.naam}/"

    @property
    def jaar(self) -> int:
        """The year a citation names: of the last change, else of the register's today."""
        return (self.gewijzigd or self.peildatum).year


def gegevenssets(facts: Facts) -> tuple[Gegevensset, ...]:
    """The dataset of all documents, then one per document, in the catalogue's order."""
    documents = facts.catalogue.documenten
    together = [_together(facts)] if documents else []
    return (*together, *(_of_document(facts, document) for document in documents))


def _together(facts: Facts) -> Gegevensset:
    documents = facts.catalogue.documenten
    rows = [row for found in facts.rows.values() for row in found]
    typed = sum(row["rijsoort"] == "bron" for row in rows)
    counts = [
        plural(typed, "cijfer uit de papieren", "cijfers uit de papieren"),
        plural(
            len(rows) - typed, "berekend cijfer of totaal", "cijfers die wij berekenden of optelden"
        ),
        *_counts(documents, skip="cijfers"),
    ]
    together = plural(len(documents), "document", "documenten")
    first = f"Deze gegevensset brengt {together} samen: {opsomming(counts)}."
    second = "Bij elk cijfer staan de naam, de eenheid, het gebied, de status en een vaste link."
    return _dataset(
        facts, documents, naam=ALLES, titel=ALLES_TITEL, versie="", zinnen=(first, second)
    )


def _of_document(facts: Facts, document: Document) -> Gegevensset:
    register = facts.catalogue.register
    gebied = register.gebieden[document.gebied]["naam"]
    paper = f"{PAPIER[document.soort]} {jaren(document.jaar_van, document.jaar_tot)}"
    what = opsomming(_counts([document])) or "de beschrijving"
    first = f"Dit zijn de gegevens uit {paper} voor {_in_sentence(gebied)}: {what}."
    return _dataset(
        facts,
        [document],
        naam=document.naam,
        titel=document.titel,
        versie=document.versie,
        zinnen=(first, _about(facts, document)),
    )


def _dataset(facts: Facts, documents: Iterable[Document], **told: Any) -> Gegevensset:
    """The dataset with what its documents share."""
    documents = tuple(documents)
    catalogue = facts.catalogue
    register = catalogue.register
    rows = [row for document in documents for row in facts.rows[document.naam]]
    used = {row["indicator"] for row in rows}
    descriptors = [document.descriptor for document in documents]
    years = [year for d in documents for year in (d.jaar_van, d.jaar_tot)]
    return Gegevensset(
        documenten=documents,
        gewijzigd=_last_change(catalogue, documents),
        peildatum=register.peildatum,
        uitgever=str((register.uitgever or {}).get("naam", "")),
        licenties=tuple({x["path"]: x for d in descriptors for x in d["licenses"]}.values()),
        makers=tuple(dict.fromkeys(x["title"] for d in descriptors for x in d["contributors"])),
        trefwoorden=tuple(dict.fromkeys(x for d in descriptors for x in d["keywords"])),
        gebieden=tuple(_areas(register, documents)),
        jaar_van=min(years),
        jaar_tot=max(years),
        cijfers_van=min((row["jaar_van"] for row in rows), default=None),
        cijfers_tot=max((row["jaar_tot"] for row in rows), default=None),
        indicatoren=tuple(row for naam, row in register.indicatoren.items() if naam in used),
        voorbeeld=_example(catalogue, rows, together=told["naam"] == ALLES),
        lacunes=tuple(lacunes(catalogue, documents)),
        **told,
    )


def _counts(documents: Iterable[Document], skip: str = "") -> list[str]:
    """`144 cijfers`, `9 doelen`: what the documents hold, and only what they hold."""
    found = []
    for resource, one, many in TELWOORDEN:
        count = sum(len(document.tabellen.rows(resource)) for document in documents)
        if count and resource != skip:
            found.append(plural(count, one, many))
    return found


def _about(facts: Facts, document: Document) -> str:
    """The themes of a document's rows, in one sentence."""
    register = facts.catalogue.register
    tables = ("tabellen", "doelen", "afspraken")
    used = {row["thema"] for naam in tables for row in document.tabellen.rows(naam)}
    used |= {register.indicatoren[row["indicator"]]["thema"] for row in facts.rows[document.naam]}
    themas = [in_zin(row["naam"]) for naam, row in register.themas.items() if naam in used]
    return f"Het gaat over {opsomming(themas)}." if themas else "Het heeft nog geen thema."


def _in_sentence(gebied: str) -> str:
    """An area's name in mid-sentence: `de gemeente Groningen`."""
    soort, _, rest = gebied.partition(" ")
    if soort in ("Gemeente", "Provincie", "Regio") and rest:
        return f"de {soort.lower()} {rest}"
    return gebied


def _areas(register: Register, documents: Iterable[Document]) -> list[Row]:
    names = dict.fromkeys(document.gebied for document in documents)
    return [register.gebieden[naam] for naam in names]


def _last_change(catalogue: Catalogue, documents: Iterable[Document]) -> date | None:
    """The day of the newest release or correction."""
    days = [
        catalogue.uitgaven[document.naam].reeks[-1].datum
        for document in documents
        if document.naam in catalogue.uitgaven and catalogue.uitgaven[document.naam].reeks
    ]
    days += [
        date.fromisoformat(str(row["datum"]))
        for document in documents
        for row in document.tabellen.rows("correcties")
    ]
    return max(days, default=None)


def _example(catalogue: Catalogue, rows: Iterable[Row], *, together: bool) -> str:
    """The indicator with most figures; of all documents together, with most totals.

    What can be summed goes first.
    """
    indicatoren = catalogue.register.indicatoren
    counted = Counter(
        row["indicator"]
        for row in rows
        if row["variant"] == BASIS and not is_empty(row) and (not together or _is_total(row))
    )
    return max(
        counted, key=lambda naam: (indicatoren[naam]["optelbaar"], counted[naam]), default=""
    )


def _is_total(row: Row) -> bool:
    """Whether the row is the one for all organisations and parts, by the rule for counting."""
    return bool(row["organisatie"] == SAMEN and row["onderdeel"] == GEHEEL and row["telt_mee"])
