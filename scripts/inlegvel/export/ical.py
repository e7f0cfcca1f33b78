"""The agreements with a deadline as a calendar (RFC 5545)."""

from collections.abc import Iterable
from datetime import date, timedelta

from inlegvel.derive.beloften import Belofte
from inlegvel.export.artifact import Artifact

FOLD = 74  # octets of a line, so that with the leading space it stays within 75


def agenda_artifact(
    promises: Iterable[Belofte], urls: dict[tuple[str, str], str], peildatum: date
) -> Artifact:
    """`agenda.ics`: an all-day event on the last day of each deadline.

    `urls` gives the address per document and agreement. Every date comes from the
    data, so that two builds are equal.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//inlegvel//prestatieafspraken//NL",
        "CALSCALE:GREGORIAN",
        "X-WR-CALNAME:Prestatieafspraken",
    ]
    for promise in promises:
        if promise.deadline:
            lines += _event(promise, urls, peildatum)
    lines.append("END:VCALENDAR")
    text = "".join(f"{folded}\r\n" for line in lines for folded in _fold(line))
    return Artifact("agenda.ics", text.encode())


def _event(promise: Belofte, urls: dict[tuple[str, str], str], peildatum: date) -> list[str]:
    row, document = promise.afspraak, promise.document
    day = date.fromisoformat(promise.deadline)
    url = urls[(document.naam, row["afspraak"])]
    about = f"{row['omschrijving']} Bron: {document.titel}, {row['vindplaats']}. {url}"
    return [
        "BEGIN:VEVENT",
        f"UID:{row['afspraak']}.{document.naam}@inlegvel",
        f"DTSTAMP:{peildatum:%Y%m%d}T000000Z",
        f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_text(row['omschrijving'])}",
        f"DESCRIPTION:{_text(about)}",
        f"URL:{url}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _text(value: str) -> str:
    """A value of type TEXT: backslashes, separators and newlines escaped."""
    escaped = value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return escaped.replace("\n", "\\n")


def _fold(line: str) -> Iterable[str]:
    """The line in pieces of at most 75 octets, never inside a character."""
    piece, size = "", 0
    for character in line:
        width = len(character.encode())
        if size + width > FOLD:
            yield piece
            piece, size = " ", 1
        piece += character
        size += width
    yield piece
