"""A difference between two revisions for programs."""

import json

from inlegvel.dutch import cell_text
from inlegvel.editor.verschil import Vergelijking
from inlegvel.editor.verschil_zinnen import figure_name, figure_text, line_name, short, told
from inlegvel.model import ROW_KEY


def as_json(found: Vergelijking) -> str:
    """The whole difference for programs; values are texts as they stand in CSV files."""
    verschil, revisie = found.verschil, found.revisie
    value = {
        "revisie": revisie.naam,
        "dag": revisie.dag,
        "samenvatting": short(found),
        "niet_vergeleken": list(verschil.niet_vergeleken),
        "pakketten": [
            {
                "pakket": pakket.naam,
                "was": pakket.oud,
                "is": pakket.nu,
                "voorstel": pakket.voorstel,
                "stap": pakket.stap,
                "wat": told(pakket),
            }
            for pakket in verschil.pakketten
        ],
        "cijfers": [
            {
                "document": cijfer.document,
                "soort": cijfer.soort,
                "rijsoort": cijfer.row["rijsoort"],
                **{naam: cell_text(cijfer.row[naam]) for naam in ROW_KEY},
                "naam": figure_name(found, cijfer),
                "oud": figure_text(found.oud, cijfer.oud, cijfer.nieuw) if cijfer.oud else "",
                "nieuw": figure_text(found.nieuw, cijfer.nieuw, cijfer.oud) if cijfer.nieuw else "",
                "waarde_oud": cell_text(cijfer.oud["waarde"]) if cijfer.oud else "",
                "waarde_nieuw": cell_text(cijfer.nieuw["waarde"]) if cijfer.nieuw else "",
            }
            for cijfer in verschil.cijfers
        ],
        "regels": [
            {
                "document": regel.document,
                "tabel": regel.tabel,
                "soort": regel.soort,
                "rij": regel.rij,
                "naam": line_name(found, regel),
                "cellen": [
                    {"kolom": cel.kolom, "oud": cel.oud, "nieuw": cel.nieuw}
                    for cel in regel.veranderd
                ],
            }
            for regel in verschil.regels
        ],
        "bevindingen": [
            {"soort": one.soort, **one.finding.as_dict()} for one in verschil.bevindingen
        ],
    }
    return json.dumps(value, ensure_ascii=False, indent=2)
