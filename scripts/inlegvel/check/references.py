"""References: every identifier in a row names something that exists."""

from collections.abc import Iterator

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
            yield _absent(document, resource, row, column.naam, name, known)


def _own_keys(document: Document) -> Iterator[Finding]:
    if "sleutels" in document.kapot:
        return
    keys = document.tabellen.rows("sleutels")
    for kolom, always in OWN_KEYS.items():
        known = {row["sleutel"]: row for row in keys if row["kolom"] == kolom}
        for resource in ("cijfers", "controlecijfers"):
            for row in document.tabellen.rows(resource):
                if row[kolom] and row[kolom] != always and row[kolom] not in known:
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
    links = [("verwijzingen", "package", "", ""), ("afspraken", "doel_document", "doel", "doel")]
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
    table = {"doel": "doelen"}.get(table, table)
    name = row[column]
    if not name:
        if inside and row[inside]:
            yield _absent(document, resource, row, column, "", catalogue.by_name)
        return
    target = catalogue.by_name.get(name)
    if target is None:
        if name not in catalogue.kapot:
            yield _absent(document, resource, row, column, name, catalogue.by_name)
        return
    if not table or table in target.kapot or not row[inside]:
        return
    known = target.tabellen.by_key(table)
    if row[inside] not in known:
        yield _absent(document, resource, row, inside, row[inside], known)


def _absent(
    document: Document,
    resource: str,
    row: Row,
    column: str,
    name: str,
    known: dict[str, Document] | dict[str, Row],
) -> Finding:
    return at_row(
        OWN_RULE,
        document,
        resource,
        row,
        f"‘{name}’ bestaat niet. {nearest(name, known)}".strip()
        if name
        else f"De kolom ‘{column}’ is leeg, maar de verwijzing ernaast niet.",
        f"Verbeter de naam in de kolom ‘{column}’, of voeg de rij toe waar hij naar verwijst.",
        kolom=column,
        gevonden=name,
    )
