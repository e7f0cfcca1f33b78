"""All figures of all documents: the typed rows, what follows from them, and their totals.

Every step takes and gives frames with the columns of `cijfers` plus `document`,
`rijsoort` (bron, afgeleid, totaal) and `ontbreekt` (organisations a total lacks,
joined by ``;``). Values are in the indicator's own unit.
"""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from inlegvel.derive.formules import evaluate, in_order, operands, parse, readable
from inlegvel.model import ALLEN, BASIS, GEHEEL, GROEP_SOORTEN, SAMEN, Catalogue, Row

# What makes a figure one figure, apart from the variant.
PLACE = ["document", "indicator", "organisatie", "onderdeel", "jaar_van", "jaar_tot", "aard"]
PERIOD = ["document", "indicator", "jaar_van", "jaar_tot", "aard"]
OPEN = ("nader-te-bepalen", "in-onderzoek", "onbekend")
REACH = ("gebied", "werkgebied", "landelijk")
# By document and organisation: the document's parties of its kind, itself among them.
Peers = Mapping[tuple[str, str], frozenset[str]]


def all_cijfers(catalogue: Catalogue) -> pd.DataFrame:
    """Every figure of every sound document: typed, derived and totals.

    One row per document, indicator, organisatie, onderdeel, period, variant and
    aard. Typed rows come first within a document, in the order of the paper.
    """
    frames = [
        document.tabellen.frame("cijfers").assign(document=document.naam)
        for document in catalogue.documenten
        if document.heel and "cijfers" in document.tabellen
    ]
    if not frames:
        columns = [*catalogue.standaard.schemas["cijfers"].namen, "document"]
        return pd.DataFrame(columns=[*columns, "rijsoort", "ontbreekt"])
    typed = pd.concat(frames, ignore_index=True)
    return derive_cijfers(typed, catalogue.register.indicatoren, peers_of(catalogue))


def peers_of(catalogue: Catalogue) -> Peers:
    """Of every party that is one of a kind: who of that kind a document's total should have."""
    found: dict[tuple[str, str], frozenset[str]] = {}
    for document in catalogue.documenten:
        for groep in GROEP_SOORTEN if document.heel else ():
            members = frozenset(catalogue.members(document, groep)) - {groep}
            found |= {(document.naam, naam): members for naam in members}
    return found


def derive_cijfers(
    typed: pd.DataFrame, indicatoren: Mapping[str, Row], peers: Peers | None = None
) -> pd.DataFrame:
    """`typed` followed by the derived rows and totals of every variant.

    A total lacks whoever has no figure that counts, and of `peers` whoever has none at all.
    """
    typed = typed.assign(rijsoort="bron", ontbreekt="")
    variants = [naam for naam in typed["variant"].unique() if naam != BASIS]
    parts = [typed]
    for variant in [BASIS, *sorted(variants)]:
        rows = effective(typed, variant)
        followed = _follow(rows, indicatoren, peers or {})
        new = followed[(followed["rijsoort"] != "bron") & followed["eigen"]]
        parts.append(new.assign(variant=variant))
    columns = list(typed.columns)
    found = [part[columns] for part in parts if len(part)]
    if not found:
        return typed
    result = pd.concat(found, ignore_index=True)
    return _round(result, indicatoren)


def effective(typed: pd.DataFrame, variant: str) -> pd.DataFrame:
    """The rows that hold in `variant`: its own, and `basis` where it names nothing.

    Column `eigen` is true for rows of the variant itself (for `basis`: all rows).
    Only documents that know the variant take part.
    """
    if variant == BASIS:
        return typed[typed["variant"] == BASIS].assign(eigen=True)
    own = typed[typed["variant"] == variant].assign(eigen=True)
    base = typed[(typed["variant"] == BASIS) & typed["document"].isin(own["document"])]
    both = pd.concat([own, base.assign(eigen=False)])
    return both.drop_duplicates(PLACE, keep="first")


def counts(rows: pd.DataFrame) -> pd.Series:
    """Which rows count in sums: they say so, are not open, and cover the document's own area."""
    known = rows["waarde"].notna() & ~rows["status"].isin(OPEN)
    return known & rows["telt_mee"] & (rows["reikwijdte"] == REACH[0])


def _follow(rows: pd.DataFrame, indicatoren: Mapping[str, Row], peers: Peers) -> pd.DataFrame:
    summable = {naam for naam, indicator in indicatoren.items() if indicator["optelbaar"]}
    formules = readable(indicatoren)
    # A typed figure of a derived indicator is an error; what follows does not build on it.
    rows = rows[~rows["indicator"].isin(formules)]
    rows = pd.concat([rows, part_totals(rows, summable)], ignore_index=True)
    rows = pd.concat([rows, organisation_totals(rows, summable, peers)], ignore_index=True)
    order, _ = in_order(formules)
    for naam in order:
        rows = pd.concat([rows, derived(rows, naam, formules[naam])], ignore_index=True)
    return rows


def part_totals(rows: pd.DataFrame, summable: set[str]) -> pd.DataFrame:
    """An organisation's total over its parts, where the paper prints only the parts."""
    group = [column for column in PLACE if column != "onderdeel"]
    parts = rows[rows["indicator"].isin(summable)]
    whole = parts[parts["onderdeel"] == GEHEEL].set_index(group).index
    parts = parts[~parts.set_index(group).index.isin(whole)]
    return _sum_over(parts, group, onderdeel=GEHEEL)


def organisation_totals(rows: pd.DataFrame, summable: set[str], peers: Peers) -> pd.DataFrame:
    """The total over organisations, unless the paper itself gives a figure for all."""
    summed = rows[rows["indicator"].isin(summable)]
    wholes = summed[summed["onderdeel"] == GEHEEL]
    # Where every part of an organisation is open it has no whole, but the total lacks it.
    owner = [*PERIOD, "organisatie"]
    lone = summed[~summed.set_index(owner).index.isin(wholes.set_index(owner).index)]
    wholes = pd.concat([wholes, lone.drop_duplicates(owner).assign(telt_mee=False)])
    typed = wholes[wholes["organisatie"].isin(ALLEN)].set_index(PERIOD).index
    wholes = wholes[~wholes.set_index(PERIOD).index.isin(typed)]
    # A group stands for organisations that may have rows of their own: never both.
    wholes = wholes[~wholes["organisatie"].isin(list(GROEP_SOORTEN))]
    several = wholes[wholes.groupby(PERIOD)["organisatie"].transform("nunique") > 1]
    totals = _sum_over(several, PERIOD, organisatie=SAMEN, onderdeel=GEHEEL)
    return totals.assign(ontbreekt=_with_absent(totals, several, peers))


def _with_absent(totals: pd.DataFrame, rows: pd.DataFrame, peers: Peers) -> list[str]:
    """What each total lacks, with the parties of the same kinds that have no row in it."""
    present = rows.groupby(PERIOD)["organisatie"].agg(frozenset).to_dict() if len(totals) else {}
    found = []
    for *period, lacking in totals[[*PERIOD, "ontbreekt"]].itertuples(index=False, name=None):
        names = present[tuple(period)]
        wanted = frozenset().union(*(peers.get((period[0], naam), ()) for naam in names))
        found.append(_join([lacking, *(wanted - names)]))
    return found


def _sum_over(rows: pd.DataFrame, group: list[str], **fixed: str) -> pd.DataFrame:
    """One total per group over the rows that count; groups without any get none."""
    if rows.empty:
        return rows.iloc[:0]
    rows = rows.assign(telt=counts(rows))
    lacking = rows[~rows["telt"] | (rows["ontbreekt"] != "")]
    named = lacking["ontbreekt"].where(lacking["ontbreekt"] != "", lacking["organisatie"])
    missing = named.groupby([lacking[column] for column in group]).agg(_join)
    eigen = rows.groupby(group)["eigen"].any()
    counted = rows[rows["telt"]]
    totals = counted.groupby(group, sort=False).agg(
        waarde=("waarde", "sum"),
        grens=("grens", _sum_limit),
        status=("status", _weakest),
        tabel=("tabel", _only),
    )
    totals = totals.join(missing.rename("ontbreekt")).join(eigen)
    return _complete(totals.reset_index(), rows, rijsoort="totaal", **fixed)


def derived(rows: pd.DataFrame, naam: str, formule: str) -> pd.DataFrame:
    """The rows of one derived indicator; empty where an operand has no value.

    A row exists where every operand has one. A total of the organisations is the
    formula over their totals, and lacks whoever has some operands but not all.
    """
    node = parse(formule)
    names = list(dict.fromkeys(operands(node)))
    key = [column for column in PLACE if column != "indicator"]
    used = rows[rows["indicator"].isin(names)]
    if used.empty:
        return rows.iloc[:0]
    wide = used.set_index([*key, "indicator"])[
        ["waarde", "grens", "telt_mee", "status", "reikwijdte", "ontbreekt", "tabel", "eigen"]
    ].unstack("indicator")
    present = wide["status"].reindex(columns=names).notna()
    whole = wide[present.all(axis=1)]
    if whole.empty:
        return rows.iloc[:0]
    result = pd.DataFrame(
        {
            "waarde": evaluate(node, whole["waarde"]),
            "grens": whole["grens"].agg(_about, axis=1),
            "telt_mee": whole["telt_mee"].astype(bool).all(axis=1),
            "status": whole["status"].agg(_weakest_or_open, axis=1),
            "reikwijdte": whole["reikwijdte"].agg(lambda row: max(row, key=REACH.index), axis=1),
            "ontbreekt": whole["ontbreekt"].agg(_join, axis=1),
            "tabel": whole["tabel"].agg(_only, axis=1),
            "eigen": whole["eigen"].astype(bool).any(axis=1),
        }
    ).reset_index()
    result["indicator"] = naam
    partly = wide.index[~present.all(axis=1)].to_frame(index=False)
    result = _add_missing(result, partly)
    kinds = result["organisatie"].eq(SAMEN).map({True: "totaal", False: "afgeleid"})
    return _complete(result, rows, rijsoort=kinds)


def _add_missing(result: pd.DataFrame, partly: pd.DataFrame) -> pd.DataFrame:
    """Name in each total the organisations that have only some of the operands."""
    partly = partly[(partly["organisatie"] != SAMEN) & (partly["onderdeel"] == GEHEEL)]
    if partly.empty:
        return result
    period = ["document", "jaar_van", "jaar_tot", "aard"]
    lacking = partly.groupby(period)["organisatie"].agg(_join).rename("ook").reset_index()
    merged = result.merge(lacking, on=period, how="left")
    total = merged["organisatie"] == SAMEN
    both = merged["ontbreekt"] + ";" + merged["ook"].fillna("")
    merged.loc[total, "ontbreekt"] = both[total].map(lambda text: _join([text]))
    return merged.drop(columns="ook")


def _complete(new: pd.DataFrame, like: pd.DataFrame, **fixed: object) -> pd.DataFrame:
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


def _join(names: object) -> str:
    """Lists and names as one sorted list without doubles."""
    parts = {part for cell in names for part in str(cell).split(";") if part}  # type: ignore[attr-defined]
    return ";".join(sorted(parts))


def _only(cells: pd.Series) -> str:
    """The value all cells share, or nothing."""
    found = set(cells)
    return str(found.pop()) if len(found) == 1 else ""


def _sum_limit(cells: pd.Series) -> str:
    """What a sum of limits is: at most, at least, or about; nothing where all are exact."""
    kinds = set(cells) - {""}
    if not kinds:
        return ""
    if kinds <= {"<", "<="}:
        return "<="
    return ">=" if kinds <= {">", ">="} else "~"


def _about(cells: pd.Series) -> str:
    """What is computed from a limit or an estimate is itself about right."""
    return "~" if (cells != "").any() else ""


def _weakest(cells: pd.Series) -> str:
    return "indicatief" if (cells == "indicatief").any() else "vast"


def _weakest_or_open(cells: pd.Series) -> str:
    for status in OPEN:
        if (cells == status).any():
            return status
    return _weakest(cells)


def _round(rows: pd.DataFrame, indicatoren: Mapping[str, Row]) -> pd.DataFrame:
    """Rounds what was computed to the indicator's decimals; typed values stay as they are."""
    decimals = rows["indicator"].map(
        {naam: int(indicator["decimalen"]) for naam, indicator in indicatoren.items()}
    )
    for count in decimals.dropna().unique():
        mask = (decimals == count) & (rows["rijsoort"] != "bron")
        rows.loc[mask, "waarde"] = round_half_up(rows.loc[mask, "waarde"], int(count))
    return rows


def round_half_up(values: pd.Series, decimals: int) -> pd.Series:
    """Rounded as people do: halves away from zero, and never minus zero."""
    scale = 10.0**decimals
    # The small addend mends what binary fractions lose: 1.005 is stored just below.
    size = np.floor(values.abs() * scale + 0.5 + 1e-9) / scale
    return size.where(values >= 0, -size) + 0.0
