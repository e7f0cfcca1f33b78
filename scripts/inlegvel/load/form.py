"""The form in which a CSV file is saved: encoding, BOM, separator and decimal sign.

The standard wants UTF-8 without BOM, commas and decimal points. Dutch Excel saves something
else, whatever one picks in its menus. Such a file is read all the same: its form is one
finding, and what is wrong in its cells is found in the same run.
"""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from inlegvel.dutch import opsomming
from inlegvel.findings import Finding
from inlegvel.load.place import TablePlace

BOM = b"\xef\xbb\xbf"
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
# A letter in UTF-8. Where these stand too, a file holds two encodings and no reading is right.
LETTER_IN_UTF_8 = re.compile(rb"[\xc3\xc5][\x80-\xbf]|\xe2\x80[\x80-\xbf]")
DECIMAL_COMMA = re.compile(r"-?[0-9]+,[0-9]+")
SEPARATORS = {";": "puntkomma", "\t": "tab"}
FORM_RULES = ("bom", "codering-fout", "scheidingsteken-fout", "opslag-onjuist")


@dataclass(frozen=True)
class Form:
    """How a file is saved; without arguments: as the standard wants it."""

    codering: str = "UTF-8"
    bom: bool = False
    scheiding: str = ","
    decimaalkomma: bool = False


STANDARD = Form()


def decode(raw: bytes) -> tuple[str, Form]:
    """The text of a file that Excel or an editor saved, and its form.

    Raises `UnicodeDecodeError` where no reading is certain.
    """
    if raw.startswith(BOM):
        return raw.decode("utf_8_sig"), Form(bom=True)
    if raw.startswith(UTF_16):
        return raw.decode("utf_16"), Form("UTF-16")
    try:
        return raw.decode("utf-8"), Form()
    except UnicodeDecodeError:
        if LETTER_IN_UTF_8.search(raw):
            raise
        return raw.decode("cp1252"), Form("Windows-1252")


def separator(text: str) -> str:
    """What stands between the columns on the first line."""
    try:
        header = next(csv.reader(io.StringIO(text, newline="")), [])
    except csv.Error:
        return ","  # who reads the rows will say what is wrong
    if len(header) == 1:
        return next((sign for sign in SEPARATORS if sign in header[0]), ",")
    return ","


def check_form(form: Form, place: TablePlace) -> Iterator[Finding]:
    """One finding for all that is other than the standard wants."""
    faults = list(_faults(form))
    if not faults:
        return
    regel, _, gevonden, verwacht = faults[0]
    if len(faults) > 1:
        regel = "opslag-onjuist"
        gevonden = ", ".join(fault[2] for fault in faults)
        verwacht = ", ".join(fault[3] for fault in faults)
    yield place.fout(
        regel,
        f"Het bestand is anders opgeslagen dan hoort: {opsomming(f[1] for f in faults)}.",
        f"Draai: inlegvel herstel {place.bestand}. Dat zet het bestand goed. Met alleen Excel "
        "lukt dat niet: ook ‘CSV UTF-8’ geeft een BOM, en op een Nederlandse computer puntkomma's.",
        gevonden=gevonden,
        verwacht=verwacht,
    )


def _faults(form: Form) -> Iterator[tuple[str, str, str, str]]:
    """Per fault: its rule, the fault in words, what was found and what was expected."""
    if form.bom:
        yield "bom", "het begint met een onzichtbaar teken (een BOM)", "UTF-8 met BOM", "UTF-8"
    if form.codering != "UTF-8":
        words = f"de letters zijn opgeslagen als {form.codering} en niet als UTF-8"
        yield "codering-fout", words, form.codering, "UTF-8"
    if form.scheiding != ",":
        naam = SEPARATORS[form.scheiding]
        yield "scheidingsteken-fout", f"tussen de kolommen staat een {naam}", naam, "komma"
    if form.decimaalkomma:
        words = "decimalen staan achter een komma"
        yield "getal-ongeldig", words, "decimale komma", "decimale punt"
