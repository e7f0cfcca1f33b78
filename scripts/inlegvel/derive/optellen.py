"""Sums of figures: over an organisation's parts, and over organisations.

Frames have the columns of `cijfers` plus `document`, `rijsoort`, `ontbreekt` and `eigen`
(whether the row is of the variant at hand). Values are in the indicator's own unit.
"""

from collections.abc import Iterable, Mapping

import pandas as pd

from inlegvel.model import ALLEN, BASIS, GEHEEL, GROEP_SOORTEN, OPEN, SAMEN

# What makes a figure one figure, apart from the variant.
PLACE = ["document", "indicator", "organisatie", "onderdeel", "jaar_van", "jaar_tot", "aard"]
PERIOD = ["document", "indicator", "jaar_van", "jaar_tot", "aard"]
REACH = ("gebied", "werkgebied", "landelijk")
# By document and organisation: the document's parties of its kind, itself among them.
Peers = Mapping[tuple[str, str], frozenset[str]]


def counts(rows: pd.DataFrame) -> pd.Series:
    """Which rows count in sums: they say so, are not open, and cover the document's own area."""
    known = rows["waarde"].notna() & ~rows["status"].isin(OPEN)
    return known & rows["telt_mee"] & (rows["reikwijdte"] == REACH[0])


def part_totals(rows: pd.DataFrame, summable: set[str]) -> pd.DataFrame:
    """An organisation's total over its parts, where the paper prints only the parts."""
    group = [column for column in PLACE if column != "onderdeel"]
    parts = rows[rows["indicator"].isin(summable)]
    whole = parts[parts["onderdeel"] == GEHEEL].set_index(group).index
    parts = parts[~parts.set_index(group).index.isin(whole)]
    return _sum_over(parts, group, onderdeel=GEHEEL)


def organisation_totals(rows: pd.DataFrame, summable: set[str], peers: Peers) -> pd.DataFrame:
    """The total over several organisations, unless the paper itself gives a figure for all."""
    wholes = _of_each(rows, summable)
    several = wholes.groupby(PERIOD)["organisatie"].transform("nunique") > 1
    return _totals(wholes[several], peers)


def lone_totals(rows: pd.DataFrame, summable: set[str], peers: Peers) -> pd.DataFrame:
    """What stands for the total where one organisation alone has a figure.

    Readers see no such total, but a formula over totals needs it.
    """
    wholes = _of_each(rows, summable)
    alone = wholes.groupby(PERIOD)["organisatie"].transform("nunique") == 1
    return _totals(wholes[alone], peers)


def _totals(rows: pd.DataFrame, peers: Peers) -> pd.DataFrame:
    totals = _sum_over(rows, PERIOD, organisatie=SAMEN, onderdeel=GEHEEL)
    return totals.assign(ontbreekt=_with_absent(totals, rows, peers))


def _with_absent(totals: pd.DataFrame, rows: pd.DataFrame, peers: Peers) -> list[str]:
    """What each total lacks, with the parties of the same kinds that have no row in it."""
    present = rows.groupby(PERIOD)["organisatie"].agg(frozenset).to_dict() if len(totals) else {}
    found = []
    for *period, lacking in totals[[*PERIOD, "ontbreekt"]].itertuples(index=False, name=None):
        names = present[tuple(period)]
        wanted = frozenset().union(*(peers.get((period[0], naam), ()) for naam in names))
        found.append(join_names([lacking, *(wanted - names)]))
    return found


def _of_each(rows: pd.DataFrame, summable: set[str]) -> pd.DataFrame:
    """A figure of each organisation where the paper gives none for all together."""
    summed = rows[rows["indicator"].isin(summable)]
    wholes = summed[summed["onderdeel"] == GEHEEL]
    # Where every part of an organisation is open it has no whole, but the total lacks it.
    owner = [*PERIOD, "organisatie"]
    lone = summed[~summed.set_index(owner).index.isin(wholes.set_index(owner).index)]
    wholes = pd.concat([wholes, lone.drop_duplicates(owner).assign(telt_mee=False)])
    typed = wholes[wholes["organisatie"].isin(ALLEN)].set_index(PERIOD).index
    wholes = wholes[~wholes.set_index(PERIOD).index.isin(typed)]
    # A group stands for organisations that may have rows of their own: never both.
    return wholes[~wholes["organisatie"].isin(list(GROEP_SOORTEN))]


def _sum_over(rows: pd.DataFrame, group: list[str], **fixed: str) -> pd.DataFrame:
    """One total per group over the rows that count; groups without any get none."""
    if rows.empty:
        return rows.iloc[:0]
    rows = rows.assign(telt=counts(rows))
    lacking = rows[~rows["telt"] | (rows["ontbreekt"] != "")]
    named = lacking["ontbreekt"].where(lacking["ontbreekt"] != "", lacking["organisatie"])
    missing = named.groupby([lacking[column] for column in group]).agg(join_names)
    eigen = rows.groupby(group)["eigen"].any()
    counted = rows[rows["telt"]]
    totals = counted.groupby(group, sort=False).agg(
        waarde=("waarde", "sum"),
        grens=("grens", sum_limit),
        status=("status", weakest),
        tabel=("tabel", only),
    )
    totals = totals.join(missing.rename("ontbreekt")).join(eigen)
    return complete(totals.reset_index(), rows, rijsoort="totaal", **fixed)


def complete(new: pd.DataFrame, like: pd.DataFrame, **fixed: object) -> pd.DataFrame:
    """`new` with every column of `like`; what does not follow is empty."""
    defaults = {
        "variant": BASIS,
        "grens": "",
        "waarde_tekst": "",
        "telt_mee": True,
        "reikwijdte": REACH[0],
        "periode_tekst": "",
        "tabel": "",
        "toelichting": "",
        "vindplaats": "",
        "ontbreekt": "",
    }
    new = new.assign(**fixed)
    for column, default in defaults.items():
        if column not in new:
            new[column] = default
    new["ontbreekt"] = new["ontbreekt"].fillna("")
    return new[list(like.columns.drop("telt", errors="ignore"))]


def join_names(names: object) -> str:
    """Lists and names as one sorted list without doubles."""
    parts = {part for cell in names for part in str(cell).split(";") if part}  # type: ignore[attr-defined]
    return ";".join(sorted(parts))


def only(cells: pd.Series) -> str:
    """The value all cells share, or nothing."""
    found = set(cells)
    return str(found.pop()) if len(found) == 1 else ""


def sum_limit(cells: Iterable[str]) -> str:
    """What a sum of limits is: at most, at least, or about; nothing where all are exact."""
    kinds = set(cells) - {""}
    if not kinds:
        return ""
    if kinds <= {"<", "<="}:
        return "<="
    return ">=" if kinds <= {">", ">="} else "~"


def weakest(cells: pd.Series) -> str:
    """How firm a figure is that follows from these."""
    return "indicatief" if (cells == "indicatief").any() else "vast"
