"""The agenda opens in a calendar client: read back with a library we did not write."""

from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from icalendar import Calendar

from inlegvel.derive.beloften import beloften
from inlegvel.export.ical import agenda_artifact
from inlegvel.pipeline import examine, publish

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def raw() -> bytes:
    published = publish(examine(ROOT), "http://localhost/")
    return next(a.content for a in published.artifacts if a.path == "agenda.ics")


def test_every_dated_promise_is_an_event_on_its_last_day(raw: bytes) -> None:
    examined = examine(ROOT)
    assert examined.facts is not None
    promises = [p for p in beloften(examined.facts.catalogue) if p.deadline]
    events = {str(e["UID"]): e for e in Calendar.from_ical(raw).walk("VEVENT")}
    assert len(events) == len(promises) > 0
    for promise in promises:
        event = events[f"{promise.afspraak['afspraak']}.{promise.document.naam}@inlegvel"]
        day = date.fromisoformat(promise.deadline)
        assert event["DTSTART"].dt == day
        assert event["DTEND"].dt == day + timedelta(days=1)
        assert str(event["SUMMARY"]) == promise.afspraak["omschrijving"]
        assert str(event["URL"]).startswith("http://localhost/")


def test_lines_are_folded_and_end_as_the_standard_wants(raw: bytes) -> None:
    assert raw.endswith(b"END:VCALENDAR\r\n")
    lines = raw.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert b"\n" not in b"".join(lines)
    for line in lines:
        line.decode()  # no character is cut in two


def test_separators_in_a_text_survive() -> None:
    text = "Een; twee, \\ drie\nvier é" * 9
    paper = SimpleNamespace(naam="p", titel="Titel; met, tekens")
    row = {"afspraak": "a", "omschrijving": text, "vindplaats": "x"}
    promise = SimpleNamespace(document=paper, afspraak=row, deadline="2022-03-31")
    artifact = agenda_artifact([promise], {("p", "a"): "http://localhost/"}, date(2022, 1, 1))
    (event,) = Calendar.from_ical(artifact.content).walk("VEVENT")
    assert str(event["SUMMARY"]) == text
    assert "Titel; met, tekens" in str(event["DESCRIPTION"])
