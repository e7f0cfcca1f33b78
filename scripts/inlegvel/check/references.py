"""References: every identifier in a row names something that exists."""

from collections.abc import Iterator
from dataclasses import dataclass

from inlegvel.check.rule import at_row, rule
from inlegvel.derive.facts import Facts
from inlegvel.findings import Finding, nearest
from inlegvel.model import BASIS, GEHEEL, Catalogue, Column, Document, Row

# The rule that speaks for a reference to this table of the register.
REGISTER_RULES = {
    "organisaties": ("onbekende-organisatie", "Een organisatie staat in het register."),
    "indicatoren": ("onbekende-indicator", "Een indicator staat in het register."),
    "themas": ("onbekend-thema", "Een thema staat in het register."),
    "gebieden": ("onbekend-gebied", "Een gebied staat in het register."),
}
OWN_RULE = "onbekende-verwijzing"
FEW = 8  # so many names can all be told
OWN_KEYS = {"onderdeel": GEHEEL, "variant": BASIS}


def _references(document: Document) -> Iterator[tuple[str, Column, Row, str]]:
    """Every reference in a document: resource, column, row and the identifier named."""
    for resource in document.tabellen.frames:
        schema = document.tabellen.standaard.schemas[resource]
        columns = [column for column in schema.kolommen if column.verwijst]
        if not columns:
            continue
        for row in document.tabellen.rows(resource):
            for column in columns:
                for name in filter(None, str(row[column.naam] or "").split(";")):
                    yield resource, column, row, name


def _unknown(facts: Facts, target: str, regel: str) -> Iterator[Finding]:
    known = facts.catalogue.register.tabellen.by_key(target)
    for document in facts.catalogue.documenten:
        if target == "gebieden" and document.gebied not in known:
            yield _unknown_area(document, known)
        for resource, column, row, name in _references(document):
            if column.verwijst == target and name not in known:
                yield at_row(
                    regel,
                    document,
                    resource,
                    row,
                    f"‘{name}’ staat niet in het register. {nearest(name, known)}".strip(),
                    f"Verbeter de naam, of voeg een rij toe aan register/{target}.csv.",
                    kolom=column.naam,
                    gevonden=name,
                    verwacht=f"een rij van register/{target}.csv",
                )


def _unknown_area(document: Document, known: dict[str, Row]) -> Finding:
    return Finding(
        regel="onbekend-gebied",
        ernst="fout",
        document=document.naam,
        bestand=f"datapackages/{document.pad}/datapackage.json",
        kolom="document.gebied",
        melding=f"‘{document.gebied}’ staat niet in het register. "
        f"{nearest(document.gebied, known)}".strip(),
        herstel="Verbeter de naam, of voeg een rij toe aan register/gebieden.csv.",
        gevonden=document.gebied,
    )


def _register_rule(target: str) -> None:
    regel, uitleg = REGISTER_RULES[target]

    @rule(regel, "fout", uitleg)
    def check(facts: Facts) -> Iterator[Finding]:
        return _unknown(facts, target, regel)


for _target in REGISTER_RULES:
    _register_rule(_target)


@rule(OWN_RULE, "fout", "Een rij verwijst alleen naar wat in de documenten staat.")
def unknown_reference(facts: Facts) -> Iterator[Finding]:
    """Tables, parts, variants, goals, agreements and documents that are named but absent."""
    for document in facts.catalogue.documenten:
        yield from _own_tables(document)
        yield from _own_keys(document)
        yield from _other_documents(facts.catalogue, document)


def _own_tables(document: Document) -> Iterator[Finding]:
    for resource, column, row, name in _references(document):
        target = column.verwijst
        if target in REGISTER_RULES or target in document.kapot:
            continue
        known = document.tabellen.by_key(target)
        if name not in known:
            yield _absent(document, resource, row, column.naam, name, _Known.rows(document, target))


def _own_keys(document: Document) -> Iterator[Finding]:
    if "sleutels" in document.kapot:
        return
    keys = document.tabellen.rows("sleutels")
    for kolom, always in OWN_KEYS.items():
        names = tuple(row["sleutel"] for row in keys if row["kolom"] == kolom)
        file = document_file(document, "sleutels")
        place = f"{file}, kolom ‘sleutel’, of voeg daar een rij toe met ‘{kolom}’ als kolom"
        known = _Known((*names, always), place)
        for resource in ("cijfers", "controlecijfers"):
            for row in document.tabellen.rows(resource):
                if row[kolom] and row[kolom] not in known.names:
                    yield _absent(document, resource, row, kolom, row[kolom], known)


def _other_documents(catalogue: Catalogue, document: Document) -> Iterator[Finding]:
    names = set(catalogue.by_name) | catalogue.kapot
    kader = document.kader
    if kader and kader not in names:
        yield Finding(
            regel=OWN_RULE,
            ernst="fout",
            document=document.naam,
            bestand=f"datapackages/{document.pad}/datapackage.json",
            kolom="document.kader",
            melding=f"Het document ‘{kader}’ bestaat niet. {nearest(kader, names)}".strip(),
            herstel="Verbeter de naam bij ‘kader’, of zet er null.",
            gevonden=kader,
        )
    links = [("verwijzingen", "package", "", ""), ("afspraken", "doel_document", "doel", "doelen")]
    for resource, column, inside, table in links:
        for row in document.tabellen.rows(resource):
            yield from _link(catalogue, document, resource, row, (column, inside, table))
    for row in document.tabellen.rows("voortgang"):
        table = {"doel": "doelen", "afspraak": "afspraken"}.get(row["over_soort"], "")
        yield from _link(catalogue, document, "voortgang", row, ("over_document", "over", table))


def _link(
    catalogue: Catalogue, document: Document, resource: str, row: Row, how: tuple[str, str, str]
) -> Iterator[Finding]:
    """One link to another document, and to a row inside it."""
    column, inside, table = how
    name = row[column]
    packages = _Known(
        tuple(catalogue.by_name), "de mappen van datapackages/, met een streepje ertussen"
    )
    if not name:
        if inside and row[inside]:
            yield _absent(document, resource, row, column, "", packages)
        return
    target = catalogue.by_name.get(name)
    if target is None:
        if name not in catalogue.kapot:
            yield _absent(document, resource, row, column, name, packages)
        return
    if not table or table in target.kapot or not row[inside]:
        return
    if row[inside] not in target.tabellen.by_key(table):
        yield _absent(document, resource, row, inside, row[inside], _Known.rows(target, table))


def document_file(document: Document, resource: str) -> str:
    """Where a table of a document stands, or would stand."""
    usual = f"datapackages/{document.pad}/{resource}.csv"
    return document.tabellen.bestanden.get(resource, usual)


@dataclass(frozen=True)
class _Known:
    """The names that do exist, and where they stand."""

    names: tuple[str, ...]
    place: str

    @classmethod
    def rows(cls, document: Document, resource: str) -> "_Known":
        """The keys of a table with one key column."""
        (column,) = document.tabellen.standaard.schemas[resource].sleutel
        names = tuple(document.tabellen.by_key(resource))
        file = document_file(document, resource)
        return cls(names, f"{file}, kolom ‘{column}’, of voeg daar een rij toe")

    def hint(self, name: str) -> str:
        """The nearest names, or all of them where they are few."""
        few = f"Wel bestaan: {', '.join(self.names)}." if 0 < len(self.names) <= FEW else ""
        return nearest(name, self.names) or few


def _absent(
    document: Document, resource: str, row: Row, column: str, name: str, known: _Known
) -> Finding:
    return at_row(
        OWN_RULE,
        document,
        resource,
        row,
        f"‘{name}’ bestaat niet. {known.hint(name)}".strip()
        if name
        else f"De kolom ‘{column}’ is leeg, maar de verwijzing ernaast niet.",
        f"Verbeter de naam in de kolom ‘{column}’. Kies uit {known.place}.",
        kolom=column,
        gevonden=name,
    )
