"""How goals stand: worked examples of every kind, and what must hold for any numbers."""

import dataclasses
import math
import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from inlegvel.derive.doelvoortgang import STATUSSEN, Doelvoortgang, doelvoortgang
from inlegvel.derive.facts import Facts
from inlegvel.load import load_standaard
from inlegvel.model import Catalogue, Document, Register, Tabellen

STANDAARD, _ = load_standaard(Path(__file__).parents[2])
KADER, VEL, MONITOR = "dorp-kader", "dorp-vel", "dorp-monitor"
NAN = math.nan
Cells = dict[str, Any]

# stand = a level, stroom = a rate per year, telling = a count that adds up
INDICATOREN: dict[str, Cells] = {
    f"{kind}-{richting}": {
        "indicator": f"{kind}-{richting}",
        "eenheid": "procent" if kind == "stroom" else "woningen",
        "decimalen": 0,
        "richting": richting,
        "optelbaar": kind == "telling",
        "meetwijze": "stand" if kind == "stand" else "stroom",
    }
    for kind in ("stand", "stroom", "telling")
    for richting in ("hoger", "lager", "neutraal")
}
GEBIEDEN = [
    {"gebied": "land", "naam": "Nederland", "soort": "land", "ligt_in": ""},
    {"gebied": "dorp", "naam": "Dorp", "soort": "gemeente", "ligt_in": "land"},
    {"gebied": "wijk", "naam": "Wijk", "soort": "wijk", "ligt_in": "dorp"},
]
ORGANISATIES = [
    {"organisatie": naam, "naam": titel, "soort": soort}
    for naam, titel, soort in (
        ("samen", "Alle partijen samen", "groep"),
        ("alle-corporaties", "Alle corporaties", "groep"),
        ("gemeente", "Gemeente Dorp", "gemeente"),
        ("dak", "Dak", "woningcorporatie"),
        ("kozijn", "Kozijn", "woningcorporatie"),
        ("buiten", "Buiten", "woningcorporatie"),
    )
]
DOEL: Cells = {
    "doel": "doel", "organisaties": "samen", "gebieden": "dorp", "soort": "bereiken",
    "indicator": "stand-hoger", "maat": "niveau", "ondergrens": NAN, "bovengrens": NAN,
    "jaar_van": 2031, "jaar_tot": 2035, "basis_waarde": NAN, "basis_periode": "",
}  # fmt: skip
CIJFER: Cells = {
    "document": MONITOR, "indicator": "", "organisatie": "samen", "onderdeel": "geheel",
    "jaar_van": 2032, "jaar_tot": 2032, "variant": "basis", "aard": "realisatie", "grens": "",
    "waarde": NAN, "status": "vast", "telt_mee": True, "reikwijdte": "gebied", "ontbreekt": "",
}  # fmt: skip


def frame(resource: str, records: list[Cells]) -> pd.DataFrame:
    return pd.DataFrame(records, columns=STANDAARD.schemas[resource].namen, dtype=object)


# Frames are slow to make: what is the same for every example is made once.
REGISTER = Tabellen(
    STANDAARD,
    {
        "indicatoren": frame("indicatoren", list(INDICATOREN.values())),
        "gebieden": frame("gebieden", GEBIEDEN),
        "organisaties": frame("organisaties", ORGANISATIES),
    },
    {},
)
PARTIJEN = frame(
    "partijen",
    [{"organisatie": party, "rol": "partij"} for party in ("gemeente", "dak", "kozijn")],
)


def document(naam: str, jaren: tuple[int, int], kader: str | None = None, **rest: Any) -> Document:
    return Document(
        naam=naam, pad=PurePosixPath(naam), titel=naam, omschrijving="", versie="1.0.0",
        soort="inlegvel", gebied="dorp", jaar_van=jaren[0], jaar_tot=jaren[1], datum=None,
        datum_afgeleid=True, stand="vastgesteld", kader=kader, voorbehoud=None, descriptor={},
        tabellen=Tabellen(STANDAARD, {"partijen": PARTIJEN} | rest, {}),
    )  # fmt: skip


OTHERS = (document(VEL, (2032, 2032), kader=KADER), document(MONITOR, (2036, 2036)))


def facts_of(doelen: list[Cells], cijfers: Iterable[Cells], peildatum: str = "2036-06-30") -> Facts:
    register = Register(REGISTER, date.fromisoformat(peildatum), None)
    kader = document(KADER, (2031, 2035), doelen=frame("doelen", doelen))
    figures = pd.DataFrame(
        [CIJFER | cijfer for cijfer in cijfers], columns=list(CIJFER), dtype=object
    )
    return Facts(Catalogue(STANDAARD, register, (kader, *OTHERS)), figures)


def progress(
    doel: Cells, metingen: Iterable[tuple[Any, ...]] = (), peildatum: str = "2036-06-30"
) -> Doelvoortgang:
    """How one goal stands; a measurement is (year or (first, last), value[, other cells])."""
    whole = DOEL | doel
    cijfers = []
    for when, value, *rest in metingen:
        van, tot = when if isinstance(when, tuple) else (when, when)
        cells = {"indicator": whole["indicator"], "jaar_van": van, "jaar_tot": tot}
        cijfers.append(cells | {"waarde": float(value)} | (rest[0] if rest else {}))
    return doelvoortgang(facts_of([whole], cijfers, peildatum))[KADER, "doel"]


def hoger(onder: float, **rest: Any) -> Cells:
    return {"ondergrens": onder, **rest}


def lager(boven: float, **rest: Any) -> Cells:
    return {"indicator": "stand-lager", "bovengrens": boven, **rest}


def start(value: float, period: str = "2030") -> Cells:
    return {"basis_waarde": float(value), "basis_periode": period}


def below(value: float) -> tuple[int, float, Cells]:
    return (2033, value, {"grens": "<"})


# Goal, measurements, peildatum, and what must come out.
CASES: dict[str, tuple[Cells, list[Any], str, Cells]] = {
    # PEERS.md: what the usual formula gets wrong.
    "1000 to 0, standing at 10 the year before": (
        lager(0, **start(1000, "2028"), jaar_van=2029, jaar_tot=2038),
        [(2037, 10)], "2038-02-01",
        {"status": "op-schema", "aandeel_afstand": 99, "aandeel_tijd_meting": 90,
         "nog_nodig": 10, "nog_nodig_per_jaar": 10, "doel_van": None, "doel_tot": 0,
         "zin": "Eind 2037 was het 10 woningen; het doel voor eind 2038 is hoogstens 0 woningen. "
         "Vanaf 1.000 woningen in 2028 is dat 99% van de weg, in 90% van de tijd; "
         "nog nodig: 10 woningen."},
    ),
    "0 to 100, standing at 5 halfway": (
        hoger(100, **start(0), jaar_tot=2034), [(2032, 5)], "2033-01-01",
        {"status": "achter", "aandeel_afstand": 5, "aandeel_tijd_meting": 50, "nog_nodig": 95,
         "nog_nodig_per_jaar": 47.5},
    ),
    "0 to 100, standing at 50 halfway": (
        hoger(100, **start(0), jaar_tot=2034), [(2032, 50)], "2033-01-01",
        {"status": "op-schema", "aandeel_afstand": 50, "aandeel_tijd_meting": 50},
    ),
    "a level to hold, held": (
        {"soort": "behouden", "ondergrens": 525, "bovengrens": 525, **start(525)},
        [(2032, 525)], "2033-06-30",
        {"status": "vastgehouden", "aandeel_afstand": None, "nog_nodig": 0, "doel_van": 525,
         "doel_tot": 525},
    ),
    "a level to hold, lost": (
        {"soort": "behouden", "ondergrens": 525, "bovengrens": 525}, [(2032, 500)], "2033-06-30",
        {"status": "losgelaten", "nog_nodig": 25},
    ),
    "a level to hold, held to the end": (
        {"soort": "behouden", "ondergrens": 525}, [(2035, 530)], "2036-06-30",
        {"status": "gehaald", "nog_nodig": 0, "nog_nodig_per_jaar": None},
    ),
    # The issue's own example: a count adds up, whatever papers say it.
    "1000 homes in five years, 450 after two": (
        hoger(1000, indicator="telling-hoger", soort="minimaal", bovengrens=1200),
        [(2031, 200), (2032, 250)], "2033-06-30",
        {"status": "op-schema", "aandeel_afstand": 45, "aandeel_tijd_meting": 40,
         "aandeel_tijd": pytest.approx(49.917808), "meting_waarde": 450, "meting_van": 2031,
         "meting_jaar": 2032, "begin_waarde": 0, "begin_bron": "nul", "nog_nodig": 550,
         "nog_nodig_per_jaar": pytest.approx(183.33333), "jaren_na_meting": 3,
         "jaren_over": pytest.approx(2.5041), "aantal_metingen": 2,
         "zin": "Over 2031 tot en met 2032 is het 450 woningen; het doel voor 2031 tot en met 2035 "
         "is minstens 1.000 tot 1.200 woningen. Dat is 45% van de weg, in 40% van de tijd; "
         "nog nodig: 550 woningen, elk jaar gemiddeld 183 woningen."},
    ),
    "a count over its own years, in one figure that overlaps": (
        hoger(1000, indicator="telling-hoger"),
        [((2031, 2033), 700), (2031, 100), (2032, 100), ((2032, 2036), 5000)], "2034-06-30",
        {"meting_waarde": 700, "aandeel_tijd_meting": 60, "aantal_metingen": 3},
    ),
    "a count with a year missing at the start": (
        hoger(1000, indicator="telling-hoger"), [(2032, 250)], "2033-06-30",
        {"status": "niet-te-berekenen", "reden": "een meting van 2031 ontbreekt",
         "meting_waarde": None, "aantal_metingen": 1},
    ),
    "a count with a year missing in between": (
        hoger(1000, indicator="telling-hoger"), [(2031, 100), (2033, 300)], "2034-06-30",
        {"status": "achter", "meting_waarde": 100, "meting_jaar": 2031, "aandeel_afstand": 10,
         "zin": "Over 2031 is het 100 woningen (2032 is niet gemeten); het doel voor 2031 tot en "
         "met 2035 is minstens 1.000 woningen. Dat is 10% van de weg, in 20% van de tijd; "
         "nog nodig: 900 woningen, elk jaar gemiddeld 225 woningen."},
    ),
    "a count that may not grow beyond": (
        {"indicator": "telling-neutraal", "soort": "maximaal", "bovengrens": 100},
        [(2031, 60), (2032, 60)], "2033-06-30", {"status": "losgelaten", "nog_nodig": 20},
    ),
    "a count whose figures are tenths": (
        hoger(0.3, indicator="telling-hoger"), [(2031, 0.1), (2032, 0.2)], "2033-06-30",
        {"status": "nu-gehaald", "meting_waarde": 0.3, "aandeel_afstand": 100},
    ),
    "a count without years": (
        hoger(100, indicator="telling-hoger", jaar_van=None, jaar_tot=None), [(2032, 100)],
        "2033-06-30", {"status": "niet-te-berekenen", "reden": "het doel noemt geen jaren"},
    ),
    "a range, from below": (
        {"indicator": "stand-neutraal", "soort": "tussen", "ondergrens": 80, "bovengrens": 90,
         **start(60)},
        [(2033, 75)], "2034-06-30",
        {"status": "op-schema", "aandeel_afstand": 75, "aandeel_tijd_meting": 60, "nog_nodig": 5},
    ),
    "a range, beyond it on the other side": (
        {"indicator": "stand-neutraal", "soort": "tussen", "ondergrens": 80, "bovengrens": 90,
         **start(60)},
        [(2033, 95)], "2034-06-30", {"aandeel_afstand": 75, "nog_nodig": 5},
    ),
    "a range, in it": (
        {"indicator": "stand-neutraal", "soort": "tussen", "ondergrens": 80, "bovengrens": 90,
         **start(60)},
        [(2033, 90)], "2034-06-30", {"status": "nu-gehaald", "aandeel_afstand": 100},
    ),
    "a share that is right in itself": (
        {"indicator": "stand-neutraal", "ondergrens": 26, **start(20)}, [(2033, 30)], "2034-06-30",
        {"doel_van": 26, "doel_tot": 26, "aandeel_afstand": pytest.approx(100 / 3)},
    ),
    "a milestone": (
        lager(17, soort="mijlpaal", **start(37)), [(2033, 27)], "2034-06-30",
        {"status": "achter", "aandeel_afstand": 50, "aandeel_tijd_meting": 60},
    ),
    "met at the start, still met": (
        lager(17, **start(10)), [(2033, 12)], "2034-06-30",
        {"status": "vastgehouden", "afstand_begin": 0, "aandeel_afstand": None},
    ),
    "met at the start, no longer": (
        lager(17, **start(10)), [(2033, 20)], "2034-06-30",
        {"status": "losgelaten", "nog_nodig": 3, "aandeel_afstand": None},
    ),
    "met before the end": (
        hoger(50, **start(30)), [(2033, 60)], "2034-06-30",
        {"status": "nu-gehaald", "aandeel_afstand": 100, "nog_nodig": 0},
    ),
    "met at the end": (hoger(50, **start(30)), [(2035, 50)], "2036-06-30", {"status": "gehaald"}),
    "missed at the end": (
        hoger(50, **start(30)), [(2035, 49)], "2036-06-30",
        {"status": "niet-gehaald", "aandeel_afstand": 95, "nog_nodig_per_jaar": None,
         "zin": "Eind 2035 was het 49 woningen; het doel voor eind 2035 is minstens 50 woningen. "
         "Dat is niet gehaald: het verschil is 1 woning."},
    ),
    "the last year is not over, so nothing is final": (
        hoger(50, **start(30)), [(2035, 49)], "2035-06-30", {"status": "op-schema"},
    ),
    "what is measured after the goal's years does not count": (
        hoger(50, **start(30)), [(2033, 40), (2036, 60)], "2036-12-31",
        {"status": "achter", "meting_jaar": 2033, "nog_nodig_per_jaar": None, "jaren_over": 0,
         "zin": "Eind 2033 was het 40 woningen; het doel voor eind 2035 is minstens 50 woningen. "
         "Vanaf 30 woningen in 2030 is dat 50% van de weg, in 60% van de tijd; "
         "een meting van 2035 ontbreekt."},
    ),
    "the wrong way": (
        hoger(50, **start(30)), [(2033, 25)], "2034-06-30",
        {"status": "verkeerde-kant", "aandeel_afstand": -25, "nog_nodig": 25},
    ),
    "values below zero": (
        lager(-10, **start(-2)), [(2033, -6)], "2034-06-30",
        {"status": "achter", "aandeel_afstand": 50, "nog_nodig": 4},
    ),
    "no measurement": (
        hoger(57), [], "2034-06-30",
        {"status": "geen-meting", "meting_waarde": None, "nog_nodig": None, "aantal_metingen": 0,
         "zin": "Het doel voor eind 2035 is minstens 57 woningen. "
         "Hoe het ermee staat, is niet te zeggen: er is geen meting."},
    ),
    "nothing since the start": (
        hoger(57, **start(30)), [(2030, 30)], "2034-06-30",
        {"status": "geen-meting", "begin_waarde": 30, "meting_waarde": None,
         "zin": "Het begin was 30 woningen in 2030; het doel voor eind 2035 is minstens "
         "57 woningen. Hoe het ermee staat, is niet te zeggen: er is geen latere meting."},
    ),
    "one measurement, not met": (
        hoger(57), [(2033, 50)], "2034-06-30",
        {"status": "geen-begin", "begin_waarde": None, "aandeel_afstand": None, "nog_nodig": 7,
         "nog_nodig_per_jaar": 3.5},
    ),
    "one measurement, met": (
        hoger(57), [(2033, 60)], "2034-06-30",
        {"status": "nu-gehaald", "aandeel_afstand": None, "nog_nodig": 0},
    ),
    "the start is what was measured nearest to it": (
        hoger(50), [(2020, 0), (2030, 30), (2033, 40)], "2034-06-30",
        {"status": "achter", "begin_waarde": 30, "begin_jaar": 2030, "begin_bron": "meting",
         "aandeel_afstand": 50, "aandeel_tijd_meting": 60, "aantal_metingen": 3},
    ),
    "the start is the earliest of what was measured later": (
        hoger(50), [(2032, 30), (2034, 40)], "2035-06-30",
        {"begin_jaar": 2032, "aandeel_afstand": 50, "aandeel_tijd_meting": pytest.approx(200 / 3)},
    ),
    "a start without a year is that of the goal": (
        hoger(50, **start(30, "nu")), [(2031, 34)], "2032-06-30",
        {"begin_jaar": 2031, "aandeel_afstand": 20, "aandeel_tijd_meting": 20,
         "status": "op-schema"},
    ),
    "a level in one year is set when the paper is made": (
        hoger(57, jaar_van=2035), [(2030, 30), (2031, 36)], "2032-06-30",
        {"status": "op-schema", "begin_jaar": 2030, "aandeel_tijd_meting": 20},
    ),
    "a goal without years": (
        hoger(50, jaar_van=None, jaar_tot=None, **start(30)), [(2033, 40)], "2034-06-30",
        {"status": "goede-kant", "aandeel_afstand": 50, "aandeel_tijd": None, "jaren_over": None},
    ),
    "not begun": (
        hoger(50, **start(30, "2029")), [(2030, 30)], "2030-12-31",
        {"status": "nog-niet-begonnen",
         "zin": "Het doel voor eind 2035 is minstens 50 woningen. Het begint pas in 2031."},
    ),
    "begun on its first day": (
        hoger(50, **start(30)), [(2030, 30)], "2031-01-01", {"status": "geen-meting"},
    ),
    "half of the start": (
        lager(-50, maat="verandering-procent", **start(400, "2029-2030")), [(2033, 280)],
        "2034-06-30",
        {"status": "op-schema", "doel_tot": 200, "aandeel_afstand": 60, "aandeel_tijd_meting": 60,
         "nog_nodig": 80,
         "zin": "Eind 2033 was het 280 woningen; het doel voor eind 2035 is minstens 50% lager dan "
         "in 2029-2030, dus hoogstens 200 woningen. Vanaf 400 woningen in 2030 is dat 60% van de "
         "weg, in 60% van de tijd; nog nodig: 80 woningen, elk jaar gemiddeld 40 woningen."},
    ),
    "a change in percent below zero": (
        lager(-50, maat="verandering-procent", **start(-10)), [(2033, -15)], "2034-06-30",
        {"status": "nu-gehaald", "doel_tot": -15},
    ),
    "a change in percent of nothing": (
        lager(-50, maat="verandering-procent", **start(0)), [(2033, 5)], "2034-06-30",
        {"status": "niet-te-berekenen", "doel_tot": None,
         "reden": "een verandering in procenten van nul bestaat niet"},
    ),
    "a change from an unknown start": (
        lager(-50, maat="verandering-procent"), [(2033, 5)], "2034-06-30",
        {"status": "geen-begin", "doel_tot": None, "nog_nodig": None},
    ),
    "a change of zero": (
        lager(0, soort="maximaal", maat="verandering", **start(700)), [(2033, 699)], "2034-06-30",
        {"status": "vastgehouden", "doel_tot": 700},
    ),
    "a change of a count is seen from year to year": (
        hoger(10, indicator="telling-hoger", maat="verandering-procent"),
        [(2030, 100), (2031, 90), (2032, 120), ((2031, 2033), 999)], "2034-06-30",
        {"status": "nu-gehaald", "begin_waarde": 100, "doel_van": 110, "meting_waarde": 120},
    ),
    "a rate: the latest year": (
        {"indicator": "stroom-lager", "soort": "maximaal", "bovengrens": 0},
        [(2031, 2), (2032, 1)], "2033-06-30",
        {"status": "op-schema", "meting_waarde": 1, "begin_waarde": 2, "aandeel_afstand": 50,
         "zin": "Over 2032 is het 1%; het doel voor 2031 tot en met 2035 is hoogstens 0%. Vanaf 2% "
         "in 2031 is dat 50% van de weg, in 25% van de tijd; nog nodig: 1\u00a0procentpunt, "
         "elk jaar gemiddeld 0,3\u00a0procentpunt."},
    ),
    "a way to go, taken": (
        {"soort": "richting"}, [(2030, 30), (2033, 31)], "2034-06-30",
        {"status": "goede-kant", "aandeel_afstand": None, "doel_van": None},
    ),
    "a way to go, not taken": (
        {"soort": "richting", "indicator": "stand-lager"}, [(2030, 30), (2033, 31)], "2034-06-30",
        {"status": "verkeerde-kant"},
    ),
    "a way to go, standing still": (
        {"soort": "richting"}, [(2030, 30), (2033, 30)], "2034-06-30",
        {"status": "gelijk-gebleven"},
    ),
    "a way to go, but which": (
        {"soort": "richting", "indicator": "stand-neutraal"}, [(2030, 30), (2033, 31)],
        "2034-06-30", {"status": "niet-te-berekenen"},
    ),
    "a limit that decides": (
        lager(17, **start(37)), [below(17)], "2034-06-30",
        {"status": "nu-gehaald", "aandeel_afstand": 100, "meting_grens": "<"},
    ),
    "a limit that leaves it open": (
        lager(17, **start(37)), [below(18)], "2034-06-30",
        {"status": "niet-te-berekenen", "aandeel_afstand": None, "nog_nodig": None},
    ),
    "a limit that is surely not met, by how much it does not say": (
        hoger(17, **start(7)), [below(17)], "2034-06-30",
        {"status": "niet-te-berekenen", "nog_nodig": None},
    ),
    "a limit that is surely not met in the last year": (
        hoger(17, **start(7)), [(2035, 17, {"grens": "<"})], "2036-06-30",
        {"status": "niet-gehaald", "nog_nodig": None},
    ),
    "bounds that are turned around": (
        {"soort": "tussen", "ondergrens": 90, "bovengrens": 80}, [(2033, 85)], "2034-06-30",
        {"status": "niet-te-berekenen"},
    ),
    "a share that rounds to all is not all": (
        hoger(1000, **start(0)), [(2033, 999)], "2034-06-30",
        {"aandeel_afstand": 99.9, "status": "op-schema",
         "zin": "Eind 2033 was het 999 woningen; het doel voor eind 2035 is minstens "
         "1.000 woningen. Vanaf 0 woningen in 2030 is dat 99,9% van de weg, in 60% van de tijd; "
         "nog nodig: 1 woning, elk jaar gemiddeld 0,5 woningen."},
    ),
    "a share that is all but for its last digit is not all": (
        hoger(1e9, **start(0)), [(2033, 999_999_999)], "2034-06-30",
        {"aandeel_afstand": 99.999999, "status": "op-schema"},
    ),
    "nothing moved": (
        hoger(50, **start(30)), [(2033, 30)], "2034-06-30",
        {"status": "achter", "aandeel_afstand": 0},
    ),
    "a level to hold that was not there": (
        {"soort": "behouden", "ondergrens": 525, **start(500)}, [(2033, 510)], "2034-06-30",
        {"status": "achter", "aandeel_afstand": 40},
    ),
    "a limit is no start": (
        hoger(57), [(2030, 30, {"grens": "<"}), (2033, 50)], "2034-06-30",
        {"status": "geen-begin", "aantal_metingen": 2},
    ),
    "the first year is nearer to the start than long before": (
        hoger(50), [(2025, 0), (2031, 30), (2033, 40)], "2034-06-30", {"begin_jaar": 2031},
    ),
    "a goal for the paper's own year: its measurement is no start": (
        hoger(50, jaar_tot=2031), [(2031, 60)], "2034-06-30",
        {"status": "gehaald", "begin_waarde": None},
    ),
    "a count in one later year": (
        hoger(50, indicator="telling-hoger", jaar_van=2033, jaar_tot=2033),
        [(2032, 30), (2033, 60)], "2034-06-30", {"status": "gehaald", "meting_waarde": 60},
    ),
    "a count in as few figures as possible": (
        hoger(1000, indicator="telling-hoger"),
        [(2031, 200), (2032, 250), ((2031, 2032), 500)], "2033-06-30", {"meting_waarde": 500},
    ),
    "a count that a later paper corrects": (
        hoger(1000, indicator="telling-hoger"), [(2031, 210), (2031, 200, {"document": VEL})],
        "2033-06-30", {"meting_waarde": 210},
    ),
    "a count without what does not count": (
        hoger(1000, indicator="telling-hoger"), [(2031, 200, {"telt_mee": False})], "2033-06-30",
        {"status": "geen-meting", "aantal_metingen": 0},
    ),
}  # fmt: skip


@pytest.mark.parametrize("naam", CASES)
def test_worked_examples(naam: str) -> None:
    doel, metingen, peildatum, expected = CASES[naam]
    found = dataclasses.asdict(progress(doel, metingen, peildatum))
    # No-break spaces join numbers to their units.
    found["zin"] = found["zin"].replace("\u00a0", " ")
    wanted = {
        name: value.replace("\u00a0", " ") if name == "zin" else value
        for name, value in expected.items()
    }
    assert {name: found[name] for name in wanted} == wanted


def test_every_status_is_reached_by_an_example() -> None:
    assert {expected.get("status") for *_, expected in CASES.values()} - {None} == set(STATUSSEN)


@pytest.mark.parametrize(
    "cells",
    [
        {"aard": "voornemen"},
        {"aard": "prognose"},
        {"variant": "anders"},
        {"reikwijdte": "werkgebied"},
        {"reikwijdte": "landelijk"},
        {"onderdeel": "noord"},
        {"onderdeel": "wijk"},
        {"status": "in-onderzoek"},
        {"ontbreekt": "dak"},
        {"waarde": NAN},
        {"organisatie": "dak"},
    ],
    ids=str,
)
def test_only_what_was_measured_of_the_whole_is_a_measurement(cells: Cells) -> None:
    found = progress(hoger(50, **start(30)), [(2033, 60, cells)])
    assert (found.status, found.aantal_metingen) == ("geen-meting", 0)


@pytest.mark.parametrize(
    ("whose", "of", "counts"),
    [
        ("dak", "dak", True),
        ("dak", "kozijn", False),
        ("dak", "samen", False),
        ("alle-corporaties", "samen", True),
        ("alle-corporaties", "alle-corporaties", True),
        ("alle-corporaties", "dak", False),
        ("dak;kozijn", "samen", True),
        ("dak;kozijn", "dak", False),
        ("samen", "alle-partijen", True),
    ],
)
def test_whose_figure_counts(whose: str, of: str, counts: bool) -> None:
    found = progress(hoger(50, organisaties=whose), [(2033, 60, {"organisatie": of})])
    assert found.aantal_metingen == counts


def test_a_framework_that_names_only_kinds_of_parties() -> None:
    whole = DOEL | hoger(50, organisaties="alle-corporaties")
    cells = {"indicator": whole["indicator"], "jaar_van": 2033, "jaar_tot": 2033, "waarde": 60.0}
    facts = facts_of([whole], [cells])
    kinds = frame("partijen", [{"organisatie": "alle-corporaties", "rol": "partij"}])
    facts.catalogue.documenten[0].tabellen.frames["partijen"] = kinds  # type: ignore[index]
    assert doelvoortgang(facts)[KADER, "doel"].aantal_metingen == 1


def test_a_total_with_others_in_it_is_not_that_of_the_corporations() -> None:
    goal = hoger(10, indicator="telling-hoger", organisaties="alle-corporaties")
    parts = [(2031, 5, {"organisatie": naam}) for naam in ("dak", "kozijn")]
    assert progress(goal, [*parts, (2031, 10)]).aantal_metingen == 1
    other = (2031, 5, {"organisatie": "gemeente"})
    assert progress(goal, [*parts, other, (2031, 15)]).aantal_metingen == 0


def test_a_total_without_everyone_is_no_measurement_and_says_who_is_missing() -> None:
    partly = (2031, 5, {"ontbreekt": "kozijn"})
    everyone = progress(hoger(10, indicator="telling-hoger"), [partly])
    assert (everyone.status, everyone.reden) == (
        "geen-meting",
        "het cijfer over 2031 is zonder Kozijn",
    )
    assert "geen meting van iedereen, want het cijfer over 2031 is zonder Kozijn" in everyone.zin
    others = progress(hoger(10, indicator="telling-hoger", organisaties="dak;buiten"), [partly])
    assert (others.aantal_metingen, others.reden) == (1, "")
    gap = [(2031, 2), (2032, 3, {"ontbreekt": "kozijn"}), (2033, 4)]
    counted = progress(hoger(10, indicator="telling-hoger"), gap)
    assert counted.meting_waarde == 2
    assert "(2032 is niet van iedereen gemeten)" in counted.zin
    late = progress(hoger(10, indicator="telling-hoger"), [partly, (2032, 4)])
    assert (late.status, late.reden) == (
        "niet-te-berekenen",
        "de meting van 2031 is niet van iedereen",
    )


def test_an_area_within_the_document_s_is_measured_by_its_own_part() -> None:
    goal = hoger(50, gebieden="wijk")
    assert progress(goal, [(2033, 60)]).aantal_metingen == 0
    assert progress(goal, [(2033, 60, {"onderdeel": "wijk"})]).aantal_metingen == 1
    assert progress(hoger(50, gebieden="wijk;dorp"), [(2033, 60)]).aantal_metingen == 1
    assert progress(
        hoger(50, gebieden="land"), [(2033, 6, {"reikwijdte": "landelijk"})]
    ).meting_waarde


def test_the_latest_paper_speaks_and_figures_keep_their_source() -> None:
    found = progress(
        hoger(50, **start(30)), [(2033, 41), (2033, 40, {"document": VEL})], "2034-06-30"
    )
    assert found.meting_waarde == 41
    assert found.meting_rijen == ((MONITOR, "stand-hoger/samen/geheel/2033/2033/basis/realisatie"),)


PLAN: Cells = {"document": VEL, "aard": "voornemen"}


@pytest.mark.parametrize(
    ("doel", "when", "cells", "reden"),
    [
        (hoger(50), 2035, {}, ""),
        (hoger(50), 2035, {"aard": "prognose"}, ""),
        (hoger(50), 2035, {"document": KADER}, ""),
        (hoger(50), 2036, {}, "het doel is voor eind 2035, het plan is voor eind 2036"),
        (
            hoger(50, indicator="telling-hoger"),
            (2032, 2036),
            {},
            "het doel gaat over 2031 tot en met 2035, het plan over 2032 tot en met 2036",
        ),
        (hoger(50, indicator="telling-hoger"), (2031, 2035), {}, ""),
        (
            hoger(50, indicator="telling-hoger"),
            (2031, 2035),
            {"organisatie": "dak"},
            "het doel is van alle partijen samen, het plan van Dak",
        ),
        (
            hoger(50, indicator="telling-hoger"),
            (2031, 2035),
            {"ontbreekt": "dak;kozijn"},
            "het plan is zonder Dak en Kozijn",
        ),
        (
            hoger(50),
            2035,
            {"organisatie": "dak"},
            "er is geen gemiddelde van alle organisaties samen: de gewichten ontbreken",
        ),
        (
            hoger(50),
            2035,
            {"organisatie": "buiten"},
            "het doel is van alle partijen samen, het plan van Buiten",
        ),
        # A rate that does not add up is a goal of each corporation.
        (hoger(50, organisaties="alle-corporaties"), 2035, {"organisatie": "dak"}, ""),
        (
            hoger(50, organisaties="dak"),
            2035,
            {"organisatie": "kozijn"},
            "het doel is van Dak, het plan van Kozijn",
        ),
        (
            hoger(50),
            2035,
            {"reikwijdte": "landelijk"},
            "het doel gaat over Dorp, het plan over heel Nederland",
        ),
        (
            hoger(50, organisaties="dak"),
            2035,
            {"reikwijdte": "werkgebied", "organisatie": "dak"},
            "het doel gaat over Dorp, het plan over het hele werkgebied van Dak",
        ),
        (
            hoger(50),
            2035,
            {"status": "nader-te-bepalen", "waarde": NAN},
            "het plan is nog open: nader te bepalen",
        ),
        (hoger(50), 2035, {"waarde": NAN}, "het plan heeft geen getal"),
        (
            hoger(50),
            2035,
            {"onderdeel": "noord"},
            "het doel gaat over Dorp, het plan over een deel: noord",
        ),
        (
            hoger(5, maat="verandering"),
            2035,
            {},
            "het doel is een verandering en de beginwaarde ontbreekt",
        ),
        ({"soort": "richting"}, 2035, {}, "het doel noemt geen getal"),
        (
            hoger(50, jaar_van=None, jaar_tot=None, indicator="telling-hoger"),
            2032,
            {},
            "het doel noemt geen jaar, het plan gaat over 2032",
        ),
    ],
)
def test_a_plan_stands_beside_the_goal_or_says_why_not(
    doel: Cells, when: Any, cells: Cells, reden: str
) -> None:
    found = progress(doel, [(when, 45, PLAN | cells)])
    assert [reason for _, reason in found.plannen] == [reden]
    assert found.status == "geen-meting"


def test_plans_of_unrelated_papers_and_other_variants_are_left_out() -> None:
    plans = [(2035, 45, PLAN | {"document": MONITOR}), (2035, 45, PLAN | {"variant": "hoog"})]
    assert progress(hoger(50), plans).plannen == ()


def test_plans_for_another_area_under_the_same_framework_are_left_out() -> None:
    cells = PLAN | {"indicator": "stand-hoger", "jaar_van": 2035, "jaar_tot": 2035, "waarde": 45.0}
    facts = facts_of([DOEL | hoger(50)], [cells])
    assert doelvoortgang(facts)[KADER, "doel"].plannen
    kader, vel, monitor = facts.catalogue.documenten
    papers = (kader, dataclasses.replace(vel, gebied="wijk"), monitor)
    elsewhere = Facts(dataclasses.replace(facts.catalogue, documenten=papers), facts.cijfers)
    assert not doelvoortgang(elsewhere)[KADER, "doel"].plannen


def test_goals_without_an_indicator_or_a_number_take_no_part() -> None:
    goals = [
        DOEL | {"doel": "zonder", "indicator": ""},
        DOEL | {"doel": "leeg"},
        DOEL | {"doel": "onbekend", "indicator": "onbekend", "ondergrens": 5},
        DOEL | {"doel": "met", "ondergrens": 5},
    ]
    assert list(doelvoortgang(facts_of(goals, []))) == [(KADER, "met")]


# --- what holds for any numbers ------------------------------------------------

VALUES = st.integers(-1000, 1000).map(float)
SOORTEN = ("bereiken", "behouden", "minimaal", "maximaal", "tussen", "mijlpaal", "richting")


def goals(
    values: st.SearchStrategy[float], **fixed: st.SearchStrategy[Any]
) -> st.SearchStrategy[Any]:
    """Goals of every kind, with or without bounds and start."""
    maybe = st.one_of(st.just(NAN), values)
    cells: dict[str, st.SearchStrategy[Any]] = {
        "soort": st.sampled_from(SOORTEN),
        "indicator": st.sampled_from(sorted(INDICATOREN)),
        "maat": st.sampled_from(["niveau", "verandering", "verandering-procent"]),
        "ondergrens": values,
        "bovengrens": maybe,
        "basis_waarde": maybe,
        "basis_periode": st.sampled_from(["", "nu", "2029-2030", "2031", "2040"]),
        "jaar_van": st.sampled_from([None, 2030, 2031, 2035, 2036]),
        "jaar_tot": st.sampled_from([None, 2031, 2035]),
    }
    return st.fixed_dictionaries(cells | fixed)


def measurements(values: st.SearchStrategy[float]) -> st.SearchStrategy[list[Any]]:
    grens = st.sampled_from(["", "", "", "<", "<=", ">", ">=", "~"])
    row = st.tuples(st.integers(2029, 2036), values, grens.map(lambda sign: {"grens": sign}))
    return st.lists(row, max_size=4, unique_by=lambda row: row[0])


DAYS = st.sampled_from(["2029-01-01", "2031-12-31", "2033-06-30", "2035-12-31", "2036-06-30"])
ANY = st.floats(allow_nan=False, allow_infinity=False)


@settings(max_examples=200)
@example(hoger(0, jaar_van=None, jaar_tot=None), [(2029, 1.7976931348623151e308, {})], "2031-12-31")
@example(hoger(1e308, **start(-1e308)), [(2033, 0, {})], "2034-06-30")
@example(hoger(5e-324, **start(-5e-324)), [(2033, -1e300, {})], "2034-06-30")
@given(st.one_of(goals(VALUES), goals(ANY)), measurements(st.one_of(VALUES, ANY)), DAYS)
def test_any_numbers_give_finite_fields_and_a_sentence(
    doel: Cells, metingen: list[Any], peildatum: str
) -> None:
    found = progress(doel, metingen, peildatum)
    for value in dataclasses.asdict(found).values():
        assert not isinstance(value, float) or math.isfinite(value)
    assert found.status in STATUSSEN
    assert (found.status == "niet-te-berekenen") == bool(found.reden)
    assert found.zin.endswith(".")
    assert not re.search(r"\b(nan|inf|None|van [0-9]+ van)\b", found.zin)
    for share in (found.aandeel_tijd, found.aandeel_tijd_meting):
        assert share is None or 0 <= share <= 100


@settings(max_examples=100)
@given(goals(VALUES), measurements(VALUES), DAYS)
def test_the_status_agrees_with_the_shares(
    doel: Cells, metingen: list[Any], peildatum: str
) -> None:
    found = progress(doel, metingen, peildatum)
    share, time = found.aandeel_afstand, found.aandeel_tijd_meting
    if found.status in ("op-schema", "achter"):
        assert share is not None
        assert time is not None
        assert 0 <= share < 100
        assert (found.status == "op-schema") == (share >= time)
    if found.status in ("gehaald", "nu-gehaald", "vastgehouden"):
        assert found.nog_nodig == 0
        assert share in (None, 100)
    if found.status in ("achter", "op-schema", "losgelaten", "geen-begin"):
        assert found.nog_nodig is None or found.nog_nodig > 0
    if found.status == "verkeerde-kant" and share is not None:
        assert share < 0
    if found.status == "geen-meting":
        assert found.meting_waarde is None
    if found.meting_waarde is not None:
        assert (found.meting_jaar or 0) <= int(peildatum[:4])


@settings(max_examples=100)
@given(
    goals(VALUES, basis_waarde=VALUES, maat=st.just("niveau")),
    VALUES,
    st.floats(0, 1),
)
def test_a_measurement_nearer_to_the_goal_never_gives_a_smaller_share(
    doel: Cells, value: float, part: float
) -> None:
    first = progress(doel, [(2031, value)], "2032-06-30")
    if not first.nog_nodig or first.aandeel_afstand is None:
        return
    nearest = (
        first.doel_van if first.doel_van is not None and value < first.doel_van else first.doel_tot
    )
    assert nearest is not None
    nearer = progress(doel, [(2031, value + part * (nearest - value))], "2032-06-30")
    assert nearer.nog_nodig is not None
    assert nearer.nog_nodig <= first.nog_nodig * (1 + 1e-9)
    assert nearer.aandeel_afstand is not None
    assert nearer.aandeel_afstand >= first.aandeel_afstand - 1e-6


@settings(max_examples=100)
@given(goals(VALUES), measurements(VALUES), DAYS, st.sampled_from([2.0, 10.0, 1000.0, 0.25]))
def test_another_unit_changes_no_share(
    doel: Cells, metingen: list[Any], peildatum: str, factor: float
) -> None:
    scaled = {"basis_waarde": doel["basis_waarde"] * factor}
    if doel["maat"] != "verandering-procent":
        scaled |= {side: doel[side] * factor for side in ("ondergrens", "bovengrens")}
    one = progress(doel, metingen, peildatum)
    rows = [(year, value * factor, cells) for year, value, cells in metingen]
    other = progress(doel | scaled, rows, peildatum)
    assert other.status == one.status
    for name in ("aandeel_afstand", "aandeel_tijd_meting", "aandeel_tijd"):
        assert getattr(other, name) == pytest.approx(getattr(one, name), abs=1e-5)
    if one.nog_nodig is not None:
        assert other.nog_nodig == pytest.approx(one.nog_nodig * factor)


@settings(max_examples=100)
@given(goals(VALUES), measurements(VALUES), DAYS)
def test_plans_and_the_order_of_figures_change_nothing(
    doel: Cells, metingen: list[Any], peildatum: str
) -> None:
    plans = [(year, value + 1, cells | PLAN) for year, value, cells in metingen]
    one = progress(doel, metingen, peildatum)
    other = progress(doel, [*plans, *reversed(metingen)], peildatum)
    assert dataclasses.replace(other, plannen=()) == one
    assert len(other.plannen) == len(plans)
