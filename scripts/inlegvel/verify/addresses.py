"""Every address that was ever published answers: with what was there, or with where it went."""

from inlegvel.verify.built import POINTER, Built
from inlegvel.verify.data import FOLDER, read_records
from inlegvel.verify.data import Record as Row
from inlegvel.verify.found import Found

LIST = f"{FOLDER}/adressen.csv"
REGISTER = "datapackages/register/adressen.csv"
TELL = (
    f"Zet in {REGISTER} bij dit adres in ‘naar’ het nieuwe adres. Is er geen nieuw adres? Zet dan "
    "in ‘reden’ waarom het weg is."
)


def verify_addresses(built: Built, found: Found) -> None:
    """Hold the list of addresses against the files of the site."""
    for row in read_records(built, LIST, LIST):
        found.counts["adressen"] += 1
        if row.cells["naar"] or row.cells["reden"]:
            _moved(built, found, row)
        elif built.file_of(row.cells["adres"]) not in built.files:
            _wrong(found, row, "adres-weg", "Dit adres is weg", "een pagina of bestand", TELL)


def _moved(built: Built, found: Found, row: Row) -> None:
    """An address that moved or was withdrawn has a page that says so."""
    adres, naar = row.cells["adres"], row.cells["naar"]
    file = f"{adres.rstrip('/')}/index.html"
    if file not in built.files:
        _wrong(
            found,
            row,
            "verwijzing-ontbreekt",
            "Hier hoort een pagina die zegt waar dit adres bleef",
            file,
            "Bouw de website opnieuw met make site.",
        )
        return
    page = built.page(file)
    if POINTER not in page.ids:
        _wrong(
            found,
            row,
            "adres-in-gebruik",
            "Dit adres heeft ‘naar’ of ‘reden’, maar er staat nog een gewone pagina",
            "een verwijzing",
            f"Maak ‘naar’ en ‘reden’ leeg in {REGISTER}, of haal de pagina weg.",
        )
        return
    links = {built.target(file, href).path for href in page.article.xpath(".//a/@href")}
    if naar and (naar not in links or built.file_of(naar) not in built.files):
        _wrong(
            found,
            row,
            "verwijzing-wijkt-af",
            f"De verwijzing leidt niet naar ‘{naar}’",
            naar,
            f"Zet in {REGISTER} bij ‘naar’ een adres dat er is.",
        )


def _wrong(found: Found, row: Row, regel: str, what: str, expected: str, help_text: str) -> None:
    found.add(
        regel,
        row.file,
        f"{what}: {row.cells['adres']}.",
        help_text,
        regelnummer=row.line,
        kolom="adres",
        gevonden=row.cells["adres"],
        verwacht=expected,
    )
