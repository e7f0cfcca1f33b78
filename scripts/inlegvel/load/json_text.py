"""Where a JSON file breaks, and why, in Dutch: Python says it in English and often a line late."""

import json

TOO_LATE = (
    "Expecting ',' delimiter",
    "Expecting property name enclosed in double quotes",
    "Expecting value",
    "Illegal trailing comma before end of object",
    "Illegal trailing comma before end of array",
)


def break_of(error: json.JSONDecodeError) -> tuple[int, str, str]:
    """The line that is wrong, what is wrong with it, and how to mend it.

    A missing comma shows only at the next word, and a comma too many at the bracket behind
    it: the fault is then on the line with the last sign before that.
    """
    before = error.doc[: error.pos].rstrip()
    after = error.doc[error.pos :].lstrip()
    line = error.lineno
    if error.msg in TOO_LATE and not after:
        return line, "Het bestand houdt te vroeg op.", "Sluit elke accolade en elk haakje."
    if error.msg.startswith("Illegal trailing") or (
        before.endswith(",") and after.startswith((",", "}", "]"))
    ):
        return before.count("\n") + 1, "Er staat een komma te veel.", "Haal die komma weg."
    if error.msg == "Expecting ',' delimiter":
        line = before.count("\n") + 1
        quotes = ", of zet de hele tekst tussen aanhalingstekens" if line == error.lineno else ""
        return (
            line,
            "Achter dit onderdeel ontbreekt een komma.",
            f"Zet er een komma achter{quotes}.",
        )
    melding, herstel = _OTHER.get(error.msg.partition(":")[0], _UNKNOWN)
    return line, melding, herstel


_QUOTES = "Zet namen en teksten tussen rechte dubbele aanhalingstekens."
_UNKNOWN = (
    "Hier staat iets dat geen JSON is.",
    "Kijk op deze regel, en op de regel erboven, naar een komma, aanhalingsteken of haakje.",
)
_OTHER = {
    "Expecting property name enclosed in double quotes": (
        "Hier hoort een naam tussen dubbele aanhalingstekens.",
        _QUOTES,
    ),
    "Expecting value": (
        "Hier ontbreekt een waarde, of er staan geen aanhalingstekens om een tekst.",
        f"{_QUOTES} Zonder aanhalingstekens mogen alleen getallen, true, false en null.",
    ),
    "Expecting '": ("Tussen de naam en de waarde ontbreekt een dubbele punt.", "Zet er een :."),
    "Unterminated string starting at": (
        "Deze tekst heeft geen aanhalingsteken aan het eind.",
        "Zet een recht dubbel aanhalingsteken achter de tekst.",
    ),
    "Invalid control character at": (
        "Deze tekst loopt door op de volgende regel, of er staat een tab in.",
        "Sluit de tekst op deze regel af met een dubbel aanhalingsteken.",
    ),
    "Invalid \\escape": ("In deze tekst staat een losse backslash.", "Typ de backslash twee keer."),
    "Extra data": ("Na de laatste accolade staat nog iets.", "Haal weg wat er te veel staat."),
}
