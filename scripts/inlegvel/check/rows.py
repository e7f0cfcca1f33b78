"""Rules about one row at a time: periods, statuses, numbers and texts."""

from collections.abc import Iterator

from inlegvel.check.rule import at_row, rule
from inlegvel.derive.facts import Facts
from inlegvel.dutch import first_day, last_day, plain
from inlegvel.findings import Finding, nearest
from inlegvel.model import OPEN, Document, Row

Place = tuple[Document, str, Row]


def _figures(facts: Facts, *resources: str) -> Iterator[tuple[Document, str, Row, Row]]:
    """Readable rows with a known indicator: document, resource, row, indicator."""
    indicatoren = facts.catalogue.register.indicatoren
    for document in facts.catalogue.documenten:
        for resource in resources:
            for row in document.tabellen.readable_rows(resource):
                if row["indicator"] in indicatoren:
                    yield document, resource, row, indicatoren[row["indicator"]]


@rule("periode-omgekeerd", "fout", "Een periode eindigt niet voor hij begint.")
def reversed_period(facts: Facts) -> Iterator[Finding]:
    """The first year or moment lies after the last."""
    pairs = {
        "cijfers": ("jaar_van", "jaar_tot"),
        "controlecijfers": ("jaar_van", "jaar_tot"),
        "doelen": ("jaar_van", "jaar_tot"),
        "afspraken": ("begin", "eind"),
    }
    for document in facts.catalogue.documenten:
        for resource, (first, last) in pairs.items():
            for row in document.tabellen.readable_rows(resource):
                if not row[first] or not row[last]:
                    continue
                # 2022 may begin in January, so that it can end in 2022-Q1.
                if first_day(str(row[first])) > last_day(str(row[last])):
                    yield at_row(
                        "periode-omgekeerd",
                        document,
                        resource,
                        row,
                        f"De periode begint ({row[first]}) na het eind ({row[last]}).",
                        f"Verbeter ‘{first}’ of ‘{last}’.",
                        kolom=first,
                        gevonden=str(row[first]),
                        verwacht=f"hoogstens {row[last]}",
                    )


@rule("document-periode-omgekeerd", "fout", "Een document eindigt niet voor het begint.")
def reversed_document(facts: Facts) -> Iterator[Finding]:
    """The document's own first year lies after its last."""
    for document in facts.catalogue.documenten:
        if document.jaar_van > document.jaar_tot:
            yield Finding(
                regel="document-periode-omgekeerd",
                ernst="fout",
                document=document.naam,
                bestand=f"datapackages/{document.pad}/datapackage.json",
                kolom="document.jaar_van",
                melding=f"Het document begint in {document.jaar_van} en eindigt in "
                f"{document.jaar_tot}.",
                herstel="Verbeter ‘jaar_van’ of ‘jaar_tot’ in datapackage.json.",
                gevonden=str(document.jaar_van),
            )


@rule("stand-met-periode", "fout", "Een stand geldt aan het eind van één jaar.")
def stand_over_years(facts: Facts) -> Iterator[Finding]:
    """A figure that holds at a moment is given a period of several years."""
    for document, resource, row, indicator in _figures(facts, "cijfers", "controlecijfers"):
        if indicator["meetwijze"] == "stand" and row["jaar_van"] < row["jaar_tot"]:
            yield at_row(
                "stand-met-periode",
                document,
                resource,
                row,
                f"‘{indicator['naam']}’ is een stand, maar de periode loopt van "
                f"{row['jaar_van']} tot en met {row['jaar_tot']}.",
                f"Zet beide jaren op {row['jaar_tot']} en zet de gedrukte periode in "
                "‘periode_tekst’.",
                kolom="jaar_van",
                gevonden=str(row["jaar_van"]),
                verwacht=str(row["jaar_tot"]),
            )


@rule("waarde-zonder-status", "fout", "Een cijfer dat er niet is, zegt waarom in ‘status’.")
def value_and_status(facts: Facts) -> Iterator[Finding]:
    """An empty figure that says it is firm, or a figure that says it is not there."""
    for document, resource, row, indicator in _figures(facts, "cijfers"):
        empty = row["waarde"] != row["waarde"]
        is_text = row["waarde_tekst"] and indicator["toegestaan"]
        if empty and row["status"] not in OPEN and not is_text:
            melding = f"Er is geen waarde, maar de status is ‘{row['status']}’."
            herstel = "Vul de waarde in, of kies nader-te-bepalen, in-onderzoek of onbekend."
        elif not empty and row["status"] in ("nader-te-bepalen", "onbekend"):
            melding = f"Er is een waarde, maar de status is ‘{row['status']}’."
            herstel = "Kies vast, indicatief of in-onderzoek, of maak de waarde leeg."
        else:
            continue
        yield at_row(
            "waarde-zonder-status",
            document,
            resource,
            row,
            melding,
            herstel,
            kolom="status",
            gevonden=row["status"],
        )


@rule("telt-ten-onrechte-mee", "fout", "Wat in geen som past, staat op ‘nee’ in telt_mee.")
def counts_wrongly(facts: Facts) -> Iterator[Finding]:
    """A figure of another area, or one still in research, that says it counts.

    No sum takes it along, so the row must say so as well. An open cell has nothing to count.
    """
    for document, resource, row, _ in _figures(facts, "cijfers"):
        empty = row["waarde"] != row["waarde"]
        if not row["telt_mee"]:
            continue
        if row["reikwijdte"] != "gebied":
            why = f"Dit cijfer heeft reikwijdte ‘{row['reikwijdte']}’"
        elif row["status"] == "in-onderzoek" and not empty:
            why = "Dit cijfer is nog in onderzoek"
        else:
            continue
        yield at_row(
            "telt-ten-onrechte-mee",
            document,
            resource,
            row,
            f"{why}. Zo’n cijfer telt nooit mee, maar hier staat ‘ja’.",
            "Zet ‘telt_mee’ op nee, of verbeter ‘reikwijdte’ of ‘status’.",
            kolom="telt_mee",
            gevonden="ja",
            verwacht="nee",
        )


def _numbers(facts: Facts) -> Iterator[tuple[Document, str, Row, Row, str]]:
    """Numbers in the unit of an indicator: its document, resource, row, indicator, column."""
    for document, resource, row, indicator in _figures(
        facts, "cijfers", "controlecijfers", "doelen"
    ):
        if resource != "doelen":
            yield document, resource, row, indicator, "waarde"
        elif row["maat"] == "niveau":
            for column in ("ondergrens", "bovengrens", "basis_waarde"):
                yield document, resource, row, indicator, column


@rule("te-veel-decimalen", "fout", "Een getal heeft niet meer decimalen dan de indicator.")
def too_many_decimals(facts: Facts) -> Iterator[Finding]:
    """A number written more precisely than its indicator allows, such as 1.234 homes."""
    for document, resource, row, indicator, column in _numbers(facts):
        decimals = int(indicator["decimalen"])
        place = (resource, row["regelnummer"], column)
        text = document.tabellen.written.get(place, plain(row[column]))
        if len(text.partition(".")[2]) > decimals:
            yield at_row(
                "te-veel-decimalen",
                document,
                resource,
                row,
                f"‘{text}’ heeft meer decimalen dan ‘{indicator['naam']}’ toestaat.",
                _fewer_decimals(text, decimals),
                kolom=column,
                gevonden=text,
                verwacht=f"hooguit {decimals} decimalen",
            )


def _fewer_decimals(text: str, decimals: int) -> str:
    whole, _, rest = text.partition(".")
    allowed = f"hooguit {decimals} decimalen" if decimals else "geen decimalen"
    if not rest.strip("0") and len(rest) != 3:
        return f"Typ hier: {whole}."
    if len(rest) == 3:  # as Dutch readers write thousands
        return f"Bedoelt u {whole}{rest}, typ het dan zonder punt. Hier mogen {allowed}."
    return f"Rond het getal niet zelf af: kijk in het papier. Hier mogen {allowed}."


@rule("buiten-bereik", "fout", "Een getal ligt binnen wat de indicator toestaat.")
def out_of_range(facts: Facts) -> Iterator[Finding]:
    """A number below the indicator's minimum or above its maximum."""
    for document, resource, row, indicator, column in _numbers(facts):
        low, high, value = indicator["minimum"], indicator["maximum"], row[column]
        if value < low or value > high:
            between = f"{plain(low) or 'geen'} (laagste) en {plain(high) or 'geen'} (hoogste)"
            yield at_row(
                "buiten-bereik",
                document,
                resource,
                row,
                f"‘{plain(value)}’ kan niet bij ‘{indicator['naam']}’.",
                f"De grenzen in het register zijn: {between}.",
                kolom=column,
                gevonden=plain(value),
                verwacht=between,
            )


@rule("afgeleid-ingevuld", "fout", "Wat uit een formule volgt, rekenen wij zelf uit.")
def typed_derived(facts: Facts) -> Iterator[Finding]:
    """A typed figure of an indicator that has a formula."""
    for document, resource, row, indicator in _figures(facts, "cijfers"):
        if indicator["formule"]:
            yield at_row(
                "afgeleid-ingevuld",
                document,
                resource,
                row,
                f"‘{indicator['naam']}’ volgt uit een formule: {indicator['formule']}.",
                "Zet het gedrukte getal in controlecijfers.csv en verwijder deze rij.",
                kolom="indicator",
                gevonden=row["indicator"],
            )


@rule("tekst-niet-toegestaan", "waarschuwing", "Een tekst die bij dit cijfer niet kan")
def text_not_allowed(facts: Facts) -> Iterator[Finding]:
    """A printed text that the indicator does not know, such as an energy label B++."""
    for document, resource, row, indicator in _figures(facts, "cijfers"):
        allowed = indicator["toegestaan"].split(";") if indicator["toegestaan"] else []
        text = row["waarde_tekst"]
        if row["status"] in OPEN:  # the text says why there is no value
            continue
        if allowed and text and text not in allowed:
            yield at_row(
                "tekst-niet-toegestaan",
                document,
                resource,
                row,
                f"‘{text}’ bestaat niet bij ‘{indicator['naam']}’.",
                f"Kijk in het papier. Bekend zijn: {', '.join(allowed)}. "
                f"{nearest(text, allowed)}".strip(),
                kolom="waarde_tekst",
                gepubliceerd=text,
            )


@rule(
    "periode-dubbelzinnig",
    "waarschuwing",
    "Een jaar is gelezen als meer jaren",
)
def ambiguous_period(facts: Facts) -> Iterator[Finding]:
    """A column headed by one year that we read as a period; once per table."""
    seen: set[tuple[str, str]] = set()
    for document, resource, row, indicator in _figures(facts, "cijfers"):
        printed = row["periode_tekst"]
        if indicator["meetwijze"] != "stroom" or row["jaar_van"] == row["jaar_tot"]:
            continue
        if printed != str(row["jaar_tot"]) and printed != str(row["jaar_van"]):
            continue
        tables = document.cijfers_tabellen
        in_table = row["tabel"] in tables
        where, subject = ("tabellen", tables[row["tabel"]]) if in_table else (resource, row)
        key = (document.naam, row["tabel"] or row["indicator"])
        if key in seen:
            continue
        seen.add(key)
        yield at_row(
            "periode-dubbelzinnig",
            document,
            where,
            subject,
            f"Het papier noemt de periode alleen ‘{printed}’. Wij lezen dat als "
            f"{row['jaar_van']} tot en met {row['jaar_tot']}.",
            "Vraag de partijen welke periode zij bedoelen.",
            kolom="" if in_table else "periode_tekst",
            gepubliceerd=printed,
        )


@rule("grens-omgekeerd", "fout", "De ondergrens van een doel ligt niet boven de bovengrens.")
def reversed_bounds(facts: Facts) -> Iterator[Finding]:
    """A goal whose lowest good value is above its highest."""
    for document in facts.catalogue.documenten:
        for row in document.tabellen.rows("doelen"):
            low, high = row["ondergrens"], row["bovengrens"]
            if low > high:
                yield at_row(
                    "grens-omgekeerd",
                    document,
                    "doelen",
                    row,
                    f"De ondergrens ({plain(low)}) is hoger dan de bovengrens ({plain(high)}).",
                    "Wissel de twee om, of verbeter een van beide.",
                    kolom="ondergrens",
                    gevonden=plain(low),
                    verwacht=f"hoogstens {plain(high)}",
                )
