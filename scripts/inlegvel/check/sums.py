"""The paper's own sums and repetitions, held against ours."""

from collections.abc import Iterator

from inlegvel.check.rule import at_row, compared, rule, sound
from inlegvel.derive.bounds import bounds
from inlegvel.derive.facts import Facts
from inlegvel.dutch import getal, opsomming
from inlegvel.findings import Finding
from inlegvel.model import ROW_KEY, SAMEN, Document, Row, row_id, split_list

NO_ROW = "controlecijfer-zonder-rij"


def _printed(facts: Facts, soort: str) -> Iterator[tuple[Document, Row, Row | None]]:
    """The paper's sums or repetitions, each with our figure for the same thing."""
    for document in sound(facts):
        for row in document.tabellen.rows("controlecijfers"):
            if row["soort"] == soort:
                yield document, row, _ours(facts, document, row)


def _ours(facts: Facts, document: Document, row: Row) -> Row | None:
    """Our figure for the same thing; a printed total of one organisation meets that one."""
    found = facts.find(document.naam, row)
    if found is not None or row["organisatie"] != SAMEN:
        return found
    names = [name for name in ROW_KEY if name != "organisatie"]
    same = [
        other
        for other in facts.rows[document.naam]
        if all(other[name] == row[name] for name in names)
    ]
    return same[0] if len(same) == 1 else None


@rule(
    "controlecijfer-wijkt-af",
    "waarschuwing",
    "Een som in het papier klopt niet met zijn eigen rijen",
)
def sum_differs(facts: Facts) -> Iterator[Finding]:
    """A printed sum that is not what its printed parts add up to."""
    organisaties = facts.catalogue.register.organisaties
    for document, row, ours in _printed(facts, "som"):
        if ours is None or not _differs(facts, row, ours):
            continue
        lacking = [
            organisaties[naam]["naam"] if naam in organisaties else naam
            for naam in split_list(ours["ontbreekt"])
        ]
        verb = "ontbreekt" if len(lacking) == 1 else "ontbreken"
        without = f" Daarin {verb} {opsomming(lacking)}." if lacking else ""
        yield at_row(
            "controlecijfer-wijkt-af",
            document,
            "controlecijfers",
            row,
            f"Het papier noemt {getal(row['waarde'])}. Uit de rijen van het papier volgt "
            f"{getal(ours['waarde'])}.{without}",
            "Vergelijk de rijen met het papier. Kloppen zij, leg dan uit in toelichtingen.csv.",
            kolom="waarde",
            **compared(row["waarde"], ours["waarde"]),
        )


@rule(
    "herhaling-wijkt-af",
    "waarschuwing",
    "Het papier noemt een cijfer twee keer, en niet gelijk",
)
def repetition_differs(facts: Facts) -> Iterator[Finding]:
    """A figure that the paper prints twice with different values."""
    for document, row, ours in _printed(facts, "herhaling"):
        if ours is not None and _differs(facts, row, ours):
            yield at_row(
                "herhaling-wijkt-af",
                document,
                "controlecijfers",
                row,
                f"Hier staat {getal(row['waarde'])}. Op de andere plek staat "
                f"{getal(ours['waarde']) or 'geen getal'}.",
                "Vergelijk beide plekken met het papier. Kloppen zij, leg dan uit in "
                "toelichtingen.csv.",
                kolom="waarde",
                **compared(row["waarde"], ours["waarde"]),
            )


@rule(NO_ROW, "fout", "Bij elke som van het papier staan de rijen waaruit hij volgt.")
def no_row_to_compare(facts: Facts) -> Iterator[Finding]:
    """A printed sum or repetition without any figure of ours to hold it against."""
    for soort in ("som", "herhaling"):
        for document, row, ours in _printed(facts, soort):
            if ours is None or (soort == "som" and ours["waarde"] != ours["waarde"]):
                yield at_row(
                    NO_ROW,
                    document,
                    "controlecijfers",
                    row,
                    f"Bij ‘{row_id(row)}’ is er niets om mee te vergelijken.",
                    "Voeg de rijen toe aan cijfers.csv, of verbeter de sleutel van deze rij.",
                    kolom="indicator",
                    gevonden=row_id(row),
                )


def _differs(facts: Facts, row: Row, ours: Row) -> bool:
    indicator = facts.catalogue.register.indicatoren.get(row["indicator"])
    if indicator is None:  # an unknown name has its own finding
        return False
    if ours["waarde"] != ours["waarde"]:
        return bool(row["soort"] == "herhaling")
    if ours["rijsoort"] != "bron" and ours["grens"]:  # computed from limits: only a range is known
        low, high = bounds(ours)
        return ours["grens"] != "~" and not low <= row["waarde"] <= high
    return bool(round(row["waarde"] - ours["waarde"], int(indicator["decimalen"])) != 0)
