"""What a file holds, and which files nobody should read.

A project comes from many hands, also from people whom nobody knows yet. What would take all
memory, never end, or lead out of the project is a finding.
"""

import stat
from pathlib import Path
from typing import Any

from inlegvel.findings import Finding
from inlegvel.load.form import BOM

MAX_BYTES = 10_000_000  # the largest tables of a whole country have a tenth of that
MAX_ROWS = 100_000
TOO_LARGE = "bestand-te-groot"


def fout(regel: str, bestand: str, melding: str, herstel: str, **place: Any) -> Finding:
    """An error in a file."""
    return Finding(
        regel=regel, ernst="fout", bestand=bestand, melding=melding, herstel=herstel, **place
    )


def read_bytes(path: Path, bestand: str) -> bytes | Finding:
    """What a file holds, or the finding that says that there is nothing to read."""
    try:
        about = path.lstat()
        if not stat.S_ISREG(about.st_mode):
            return no_file(path, bestand)
        if about.st_size > MAX_BYTES:
            return fout(
                TOO_LARGE,
                bestand,
                f"Dit bestand is groter dan {MAX_BYTES // 1_000_000} MB.",
                "Kijk of dit het goede bestand is. Verdeel een lange tabel over meer papieren.",
                gevonden=f"{about.st_size} bytes",
                verwacht=f"hooguit {MAX_BYTES} bytes",
            )
        raw = path.read_bytes()
    except FileNotFoundError:
        return fout(
            "bestand-ontbreekt",
            bestand,
            "Dit bestand ontbreekt."
            if path.suffix == ".json"
            else "Dit bestand staat in datapackage.json, maar het is er niet.",
            "Zet het bestand in de map. Hoort deze map er niet, verwijder dan de map."
            if path.suffix == ".json"
            else "Zet het bestand in de map, of haal het uit ‘resources’ in datapackage.json.",
        )
    except OSError:
        return no_file(path, bestand)
    if not raw.removeprefix(BOM).strip():
        return fout(
            "bestand-leeg",
            bestand,
            "Het bestand is leeg.",
            "Maak het bestand opnieuw vanuit een bestaand datapackage.json."
            if path.suffix == ".json"
            else "Zet de kolomnamen op de eerste regel, of verwijder het bestand.",
        )
    return raw


def no_file(path: Path, bestand: str) -> Finding:
    """The finding on what is no plain file, or may not be read."""
    if path.is_symlink():
        return fout(
            "bestand-onleesbaar",
            bestand,
            "Dit is een verwijzing naar een andere plek (een symbolische link).",
            "Zet het bestand of de map zelf hier.",
        )
    return fout(
        "bestand-onleesbaar",
        bestand,
        "Dit bestand is niet te lezen.",
        "Kijk of het een gewoon bestand is en of u het mag lezen.",
    )
