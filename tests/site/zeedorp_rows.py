"""The rows of Zeedorp, a municipality that does not exist.

A framework with a goal of every kind, the inlegvel of two years, and a monitor with the results
of three years and plans for two more.
"""

from typing import Any

Cells = dict[str, Any]

KADER = "zeedorp-ambitiekader-2041-2045"
VEL_42, VEL_43 = "zeedorp-inlegvel-2042", "zeedorp-inlegvel-2043"
MONITOR = "zeedorp-monitor-2041-2043"
PEILDATUM = "2044-06-30"
PAPERS = (
    ("ambitiekader", "2041", "2045"),
    ("inlegvel", "2042", None),
    ("inlegvel", "2043", None),
    ("monitor", "2041", "2043"),
)
NAMES = ("duinhuis", "kustwoning", "strandhof")

# --- the register ----------------------------------------------------------------

# indicator, unit, decimals, which way is better, may be summed, over a period or at its end
INDICATOREN = (
    ("nieuwbouw", "woningen", 0, "hoger", "ja", "stroom"),
    ("sloop", "woningen", 0, "neutraal", "ja", "stroom"),
    ("netto-toevoeging", "woningen", 0, "hoger", "ja", "stroom"),
    ("verbeterde-woningen", "woningen", 0, "hoger", "ja", "stroom"),
    ("sociale-huurwoningen", "woningen", 0, "hoger", "ja", "stand"),
    ("flexwoningen", "woningen", 0, "hoger", "ja", "stand"),
    ("wachtende-gezinnen", "gezinnen", 0, "lager", "nee", "stand"),
    ("aandeel-zuinig", "procent", 0, "hoger", "nee", "stand"),
    ("leegstand", "procent", 1, "lager", "nee", "stand"),
    ("gasgebruik", "miljoen kuub", 0, "lager", "nee", "stand"),
    ("huurverhoging", "procentpunt", 1, "lager", "nee", "stroom"),
    ("wachttijd", "jaar", 1, "lager", "nee", "stand"),
    ("tevredenheid", "punt", 1, "hoger", "nee", "stand"),
    ("bomen", "bomen", 0, "hoger", "nee", "stand"),
)
REGISTER: dict[str, list[Cells]] = {
    "gebieden": [
        {"gebied": "zeeland-op-zee", "naam": "Zeeland op Zee", "soort": "provincie"},
        {
            "gebied": "zeedorp",
            "naam": "Gemeente Zeedorp",
            "soort": "gemeente",
            "ligt_in": "zeeland-op-zee",
        },
    ],
    "organisaties": [
        {"organisatie": naam, "naam": titel, "soort": soort, "gebieden": gebied}
        for naam, titel, soort, gebied in (
            ("samen", "Alle partijen samen", "groep", ""),
            ("alle-gemeenten", "Alle gemeenten", "groep", ""),
            ("alle-corporaties", "Alle corporaties", "groep", ""),
            ("alle-huurdersorganisaties", "Alle huurdersorganisaties", "groep", ""),
            ("alle-partijen", "Alle partijen", "groep", ""),
            ("gemeente-zeedorp", "Gemeente Zeedorp", "gemeente", "zeedorp"),
            ("duinhuis", "Duinhuis", "woningcorporatie", "zeedorp"),
            ("kustwoning", "Kustwoning", "woningcorporatie", "zeedorp"),
            ("strandhof", "Strandhof", "woningcorporatie", "zeedorp"),
            ("huurders-zeedorp", "Huurders Zeedorp", "huurdersorganisatie", "zeedorp"),
        )
    ],
    "themas": [
        {
            "thema": thema,
            "naam": thema.capitalize(),
            "volgorde": number,
            "icoon": "home",
            "omschrijving": f"Alles over {thema}.",
        }
        for number, thema in enumerate(("beschikbaarheid", "samenwerking"), 1)
    ],
    "indicatoren": [
        {
            "indicator": naam,
            "naam": naam.replace("-", " ").capitalize(),
            "thema": "beschikbaarheid",
            "eenheid": eenheid,
            "decimalen": decimalen,
            "richting": richting,
            "optelbaar": optelbaar,
            "meetwijze": meetwijze,
            "formule": "nieuwbouw - sloop" if naam == "netto-toevoeging" else "",
            "definitie": f"Dit telt: {naam.replace('-', ' ')}.",
        }
        for naam, eenheid, decimalen, richting, optelbaar, meetwijze in INDICATOREN
    ],
    "begrippen": [],
    "dekking": [
        {"gebied": "zeedorp", "soort": "inlegvel", "jaar": jaar, "stand": stand, "toelichting": why}
        for jaar, stand, why in (
            (2041, "bestaat-niet-opgenomen", "Het papier van dit jaar kwam niet mee."),
            (2044, "onbekend", "Nog niets van gehoord."),
        )
    ],
    "adressen": [],
}

# --- the framework ---------------------------------------------------------------

Standing = tuple[str, float | None, float | None, float | None, float | None]


def goal(indicator: str, standing: Standing, **cells: Any) -> tuple[Cells, Standing]:
    """A goal's cells, and how it stands; what a level was in 2040 is given as `in_2040`."""
    if "in_2040" in cells:
        cells |= {"basis_waarde": cells.pop("in_2040"), "basis_periode": "2040"}
    return {"indicator": indicator, **cells}, standing


def milestone(year: int, level: int, standing: Standing) -> tuple[Cells, Standing]:
    """A step on the way to the first goal."""
    step = {"soort": "mijlpaal", "jaar_tot": year, "ondergrens": level, "hoofddoel": "bereiken"}
    return goal(STOCK, standing, in_2040=1000, **step)


STOCK, GREEN, FLEX = "sociale-huurwoningen", "aandeel-zuinig", "flexwoningen"
CHANGE, PERCENT = {"maat": "verandering"}, {"maat": "verandering-procent"}
UNKNOWN = (None,) * 4
# How each stands: status, measurement, share of the way, share of the time at the measurement,
# what is still needed. Worked out by hand from the results of the monitor, below.
DOELEN: dict[str, tuple[Cells, Standing]] = {
    "bereiken": goal(STOCK, ("achter", 1110, 55, 60, 90), ondergrens=1200, in_2040=1000),
    "mijlpaal-2042": milestone(2042, 1090, ("niet-gehaald", 1080, 88.888889, 100, 10)),
    "mijlpaal-2043": milestone(2043, 1100, ("gehaald", 1110, 100, 100, 0)),
    "verandering": goal(
        STOCK, ("op-schema", 1110, 73.333333, 60, 40), ondergrens=150, in_2040=1000, **CHANGE
    ),
    "verandering-procent": goal(
        "gasgebruik", ("op-schema", 170, 75, 60, 10), bovengrens=-20, in_2040=200, **PERCENT
    ),
    "behouden": goal(
        GREEN, ("vastgehouden", 31, None, 60, 0), soort="behouden", ondergrens=30, in_2040=34
    ),
    "al-gehaald-en-weer-kwijt": goal(
        GREEN, ("losgelaten", 31, None, 60, 1), ondergrens=32, in_2040=34
    ),
    "minimaal": goal(
        "nieuwbouw", ("achter", 210, 70, 75, 90), soort="minimaal", ondergrens=300, jaar_tot=2044
    ),
    "maximaal": goal(
        "huurverhoging", ("nu-gehaald", 0.5, 100, 50, 0), soort="maximaal", bovengrens=1
    ),
    "tussen": goal(
        "wachttijd",
        ("op-schema", 3.5, 62.5, 60, 1.5),
        soort="tussen",
        ondergrens=1,
        bovengrens=2,
        in_2040=6,
    ),
    "richting": goal("leegstand", ("goede-kant", 3.5, None, 50, None), soort="richting", maat=""),
    "naar-nul": goal("wachtende-gezinnen", ("op-schema", 10, 75, 60, 10), bovengrens=0, in_2040=40),
    "vanaf-nul": goal(FLEX, ("achter", 20, 40, 60, 30), ondergrens=50, in_2040=0),
    "procent-van-nul": goal(
        FLEX, ("niet-te-berekenen", 20, None, 60, None), ondergrens=10, in_2040=0, **PERCENT
    ),
    "een-meting": goal("tevredenheid", ("geen-begin", 7, None, 40, 1), ondergrens=8),
    "geen-meting": goal("bomen", ("geen-meting", *UNKNOWN), ondergrens=50),
    "niet-van-iedereen": goal(
        "verbeterde-woningen", ("geen-meting", *UNKNOWN), soort="minimaal", ondergrens=400
    ),
    "begint-later": goal(
        "nieuwbouw", ("nog-niet-begonnen", *UNKNOWN), ondergrens=90, jaar_van=2045
    ),
}
IN_WORDS = "wie-hier-woont-voelt-zich-thuis"

# --- the yearly papers -----------------------------------------------------------


def figures(indicator: str, jaar: int, aard: str, tabel: str = "", **waarden: float) -> list[Cells]:
    """A figure per organisation in one year; `samen` is the paper's own figure for all."""
    return [
        {
            "indicator": indicator,
            "organisatie": naam,
            "jaar_van": jaar,
            "jaar_tot": jaar,
            "aard": aard,
            "waarde": waarde,
            "tabel": tabel,
        }
        for naam, waarde in waarden.items()
    ]


def plans(jaar: int, bouw: tuple[int, ...], **sloop: int) -> list[Cells]:
    """The homes that each corporation plans to build and to break down in one year."""
    built = figures("nieuwbouw", jaar, "voornemen", "bouw", **dict(zip(NAMES, bouw, strict=True)))
    return built + figures("sloop", jaar, "voornemen", "bouw", **sloop)


def results(indicator: str, *years: tuple[int, ...] | float) -> list[Cells]:
    """What was measured at the end of 2041, 2042 and 2043: of each corporation, or of all."""
    found: list[Cells] = []
    for jaar, values in zip((2041, 2042, 2043), years, strict=True):
        one = isinstance(values, (int, float))
        who = {"samen": values} if one else dict(zip(NAMES, values, strict=False))
        tabel = "resultaten" if len(who) > 1 else ""
        found += figures(indicator, jaar, "realisatie", tabel, **who)
    return found


BOUW = {"tabel": "bouw", "titel": "Bouwen en slopen", "thema": "beschikbaarheid", "volgorde": 1}
RESULTATEN = {**BOUW, "tabel": "resultaten", "titel": "Wat er gebeurde"}
CIJFERS: dict[str, list[Cells]] = {
    VEL_42: [
        *plans(2042, (50, 40, 10), duinhuis=5, kustwoning=0, strandhof=0),
        *figures("verbeterde-woningen", 2042, "voornemen", duinhuis=65),
    ],
    VEL_43: [
        *plans(2043, (60, 40, 0), duinhuis=5, kustwoning=2, strandhof=0),
        *figures("flexwoningen", 2043, "voornemen", kustwoning=10),
    ],
    MONITOR: [
        *results("nieuwbouw", (30, 20, 10), (40, 30, 10), (50, 20, 0)),
        *results("sloop", (0, 0, 0), (4, 0, 0), (5, 1, 0)),
        *results("sociale-huurwoningen", (600, 400, 40), (620, 410, 50), (640, 420, 50)),
        *results("flexwoningen", (0, 0, 0), (10, 0, 0), (10, 10, 0)),
        # Strandhof never told how many homes it improved.
        *results("verbeterde-woningen", (50, 50), (60, 50), (70, 50)),
        *results("gasgebruik", 190, 180, 170),
        *results("aandeel-zuinig", 34, 33, 31),
        *results("huurverhoging", 1.5, 1.2, 0.5),
        *results("wachttijd", 5.5, 4.5, 3.5),
        *results("leegstand", 5, 4, 3.5),
        *results("wachtende-gezinnen", 30, 20, 10),
        *figures("tevredenheid", 2042, "realisatie", samen=7),
        *figures("nieuwbouw", 2044, "voornemen", samen=95),
        *figures("sociale-huurwoningen", 2044, "voornemen", samen=1150),
        *figures("sociale-huurwoningen", 2045, "voornemen", samen=1210),
    ],
}
CONTROLE = [  # the totals that the monitor prints
    {**figures("nieuwbouw", jaar, "realisatie", samen=som)[0], "tabel": "resultaten"}
    for jaar, som in ((2041, 60), (2042, 80), (2043, 70))
]


def promise(naam: str, text: str, **rest: Any) -> Cells:
    """One agreement of the inlegvel, that serves the framework's first goal."""
    return {
        "afspraak": naam,
        "omschrijving": text,
        "doel_document": KADER,
        "doel": "bereiken",
    } | rest


DUINHUIS = {"trekkers": "duinhuis", "samen_met": "gemeente-zeedorp"}
AFSPRAKEN: dict[str, list[Cells]] = {
    VEL_42: [
        promise("grond-zoeken", "De gemeente zoekt grond.", eind="2042-06"),
        promise("huizen-bouwen", "Duinhuis bouwt huizen aan het strand.", eind="2042", **DUINHUIS),
        promise("bomen-planten", "De gemeente plant bomen.", eind="2042-Q4", doel="geen-meting"),
        promise("praten", "De partijen praten elk jaar.", trekkers="samen", herhaling="elk-jaar"),
    ],
    VEL_43: [
        promise("grond-zoeken", "De gemeente koopt grond.", eind="2043-06"),
        promise("huizen-bouwen", "Duinhuis bouwt huizen aan het strand.", eind="2043", **DUINHUIS),
        promise(
            "ramen-maken", "Kustwoning maakt nieuwe ramen.", eind="2044-Q4", trekkers="kustwoning"
        ),
        promise("praten", "De partijen praten elk jaar.", trekkers="samen", herhaling="elk-jaar"),
    ],
}
VORDERING = {"peilmoment": "2043-Q4", "over_soort": "afspraak"}
VOORTGANG: list[Cells] = [
    {**VORDERING, "over_document": VEL_42, "over": "grond-zoeken", "stand": "gereed",
     "toelichting": "Er is grond bij de haven."},
    {**VORDERING, "over_document": VEL_42, "over": "huizen-bouwen", "stand": "vertraagd",
     "toelichting": "De heipalen kwamen te laat."},
    {**VORDERING, "over_document": KADER, "over_soort": "doel", "over": IN_WORDS, "stand": "loopt",
     "toelichting": "Er was een feest voor nieuwe bewoners."},
]  # fmt: skip
GEBEURD: list[Cells] = [
    {"gebeurtenis": "haven-verkocht", "moment": "2043-03-01", "aard": "gebeurd",
     "omschrijving": "De haven werd verkocht.", "organisaties": "gemeente-zeedorp",
     "gebieden": "zeedorp"},
]  # fmt: skip

# What every row of a table has, unless it says otherwise.
USUAL: dict[str, Cells] = {
    "doelen": {
        "thema": "beschikbaarheid",
        "onderwerp": "Doelen",
        "organisaties": "samen",
        "gebieden": "zeedorp",
        "soort": "bereiken",
        "maat": "niveau",
        "jaar_van": 2041,
        "jaar_tot": 2045,
    },
    "afspraken": {
        "thema": "beschikbaarheid",
        "onderwerp": "Afspraken",
        "trekkers": "gemeente-zeedorp",
        "gebieden": "zeedorp",
        "hardheid": "toezegging",
        "herhaling": "eenmalig",
    },
    "cijfers": {
        "onderdeel": "geheel",
        "variant": "basis",
        "status": "vast",
        "telt_mee": "ja",
        "reikwijdte": "gebied",
    },
    "controlecijfers": {"onderdeel": "geheel", "variant": "basis", "soort": "som"},
    "partijen": {"rol": "partij"},
}
PLACE = {"vindplaats": "Papier > alinea 1"}
