"""What is wrong with a datapackage.json: against its profile, its folder and the standard."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

from inlegvel.findings import Finding, nearest
from inlegvel.load.cells import is_real_moment
from inlegvel.load.jsonvorm import json_faults
from inlegvel.load.raw import no_file
from inlegvel.model import Schema, Standaard

MAX_FAULTS = 200  # who mends so many checks again

# Which tables of the standard belong in a package with this profile.
PLAATSEN = {"profiel": "document", "profiel-register": "register"}
DATUM = "document.datum"

JSON_TYPES = {
    "array": "een lijst",
    "boolean": "true of false",
    "integer": "een heel getal",
    "null": "null",
    "object": "een object tussen accolades",
    "string": "een tekst",
}


# What a value of the profile looks like, by the last part of its place.
SHAPES = {
    "created": "de dag van uitgeven, zoals 2022-02-16T00:00:00Z,",
    "datum": "een moment, zoals 2022-02-16 of 2022-Q1,",
    "email": "een e-mailadres",
    "gebied": "een gebied uit het register, zoals groningen,",
    "kader": "de naam van een pakket, zoals groningen-ambitiekader-2021-2025,",
    "name": "een naam met kleine letters, cijfers en streepjes",
    "path": "een webadres dat begint met https://",
    "peildatum": "een bestaande dag, zoals 2022-02-16,",
    "privacy": "een webadres dat begint met https://",
    "sha256": "64 cijfers en letters van a tot en met f",
    "toegankelijkheid": "een webadres dat begint met https://",
    "uri": "een webadres dat begint met https://",
    "version": "een versie van drie getallen, zoals 1.0.0,",
    "website": "een webadres dat begint met https://",
}


def check_profile(
    descriptor: Mapping[str, Any], profile: Mapping[str, Any], bestand: str
) -> Iterator[Finding]:
    """What datapackage.json lacks or has wrong, against the profile of the standard."""
    wrong = set()
    for error in islice(json_faults(profile, descriptor), MAX_FAULTS):
        where = _where(list(error.absolute_path), descriptor)
        wrong.add(where)
        if error.validator == "required":
            yield _lacks(error, where, bestand)
        else:
            yield _wrong_value(error, where, bestand)
    about = descriptor.get("document")
    day = about.get("datum") if isinstance(about, dict) and DATUM not in wrong else None
    if isinstance(day, str) and not is_real_moment(day):
        yield _fout(
            "beschrijving-onjuist",
            bestand,
            f"‘{day}’ is geen dag op de kalender.",
            "Vul bij ‘datum’ een bestaande dag in.",
            kolom=DATUM,
            gevonden=day,
            verwacht="een bestaande dag",
        )


def _where(path: list[str | int], descriptor: Mapping[str, Any]) -> str:
    """The place in datapackage.json; a table by its name, as people know no positions."""
    if path[:1] == ["resources"] and len(path) > 1:
        resource = descriptor["resources"][path[1]]
        if isinstance(resource, dict) and isinstance(resource.get("name"), str):
            path[1] = resource["name"]
    return ".".join(str(part) for part in path)


def are_right(findings: list[Finding], *parts: str) -> bool:
    """Whether these parts of datapackage.json can be used in spite of the findings on it."""
    return not any(finding.kolom.split(".")[0] in ("", *parts) for finding in findings)


def _lacks(error: Any, where: str, bestand: str) -> Finding:
    gone = error.message.split("'")[1]  # the only place where jsonschema names it
    return _fout(
        "beschrijving-onvolledig",
        bestand,
        f"‘{gone}’ ontbreekt" + (f" in ‘{where}’." if where else "."),
        f"Voeg ‘{gone}’ toe aan datapackage.json."
        + (" Draai daarna: inlegvel schema." if gone == "schema" else ""),
        kolom=f"{where}.{gone}".lstrip("."),
        verwacht=gone,
    )


def _wrong_value(error: Any, where: str, bestand: str) -> Finding:
    if error.validator == "additionalProperties":
        extra = error.message.split("'")[1]
        return _fout(
            "beschrijving-onjuist",
            bestand,
            f"‘{extra}’ hoort niet in ‘{where}’.",
            f"Haal ‘{extra}’ weg, of verbeter de naam.",
            kolom=f"{where}.{extra}",
            gevonden=extra,
        )
    found = json.dumps(error.instance, ensure_ascii=False)[:80]
    field = where.rsplit(".", 1)[-1]
    if error.validator in ("pattern", "format") and field in SHAPES:
        expected = SHAPES[field]
    else:
        expected = _expected(error.validator, error.validator_value)
    return _fout(
        "beschrijving-onjuist",
        bestand,
        f"‘{where}’ is niet goed: {found}.",
        f"Vul hier {expected} in.",
        kolom=where,
        gevonden=found,
        verwacht=expected.rstrip(","),
    )


def _expected(kind: str, value: Any) -> str:
    """What belongs in a value of the profile, in words."""
    if kind == "type":
        types = [value] if isinstance(value, str) else value
        return " of ".join(JSON_TYPES[name] for name in types)
    if kind == "enum":
        return f"een van deze woorden ({', '.join(value)})"
    words = {
        "const": f"‘{value}’",
        "maximum": f"hooguit {value}",
        "minimum": f"minstens {value}",
        "minItems": "minstens één onderdeel",
        "minLength": "een tekst",
    }
    return words.get(kind, f"iets met de vorm {value}")


def schema_for(naam: str, standaard: Standaard, profiel: str) -> Schema | None:
    """The schema of a table that belongs in this kind of package."""
    schema = standaard.schemas.get(naam)
    return schema if schema is not None and schema.plaats == PLAATSEN[profiel] else None


def check_resource(
    resource: Mapping[str, Any],
    schema: Schema | None,
    standaard: Standaard,
    profiel: str,
    bestand: str,
) -> Iterator[Finding]:
    """What is wrong with one table as datapackage.json describes it."""
    naam, path = resource["name"], resource["path"]
    if schema is None:
        place = PLAATSEN[profiel]
        known = [name for name, other in standaard.schemas.items() if other.plaats == place]
        yield _fout(
            "tabel-onbekend",
            bestand,
            f"De tabel ‘{naam}’ hoort hier niet. {nearest(naam, known)}".strip(),
            f"Kies uit: {', '.join(known)}.",
            gevonden=naam,
        )
        return
    if path != f"{naam}.csv":
        outside = "/" in path or "\\" in path or path.startswith("~") or ":" in path
        yield _fout(
            "pad-buiten-map" if outside else "pad-wijkt-af",
            bestand,
            f"Het pad ‘{path}’ van ‘{naam}’ wijst "
            + ("buiten de map van dit pakket." if outside else "naar een ander bestand."),
            f"Zet bij ‘path’: {naam}.csv.",
            kolom="path",
            gevonden=path,
            verwacht=f"{naam}.csv",
        )
    where = difference(resource.get("schema"), schema.descriptor, "schema")
    if where:
        yield _fout(
            "schema-wijkt-af",
            bestand,
            f"Het schema van ‘{naam}’ in datapackage.json is anders dan dat van de standaard in "
            f"standaard/{naam}.json. Het eerste verschil staat bij ‘{where}’.",
            "Draai: inlegvel schema. Dat zet de schema's van de standaard erin. Of zet het bestand "
            "van de standaard terug, als dat per ongeluk veranderde.",
            kolom=f"resources.{naam}.{where}",
        )


def difference(found: Any, expected: Any, place: str) -> str | None:
    """The place of the first difference between two JSON values; None where they are the same.

    `place` is where they stand. Not as Python compares: 1 is not true here.
    """
    if isinstance(found, dict) and isinstance(expected, dict):
        keys: Iterable[Any] = dict.fromkeys([*expected, *found])
        if found.keys() != expected.keys():
            keys = [key for key in keys if key not in found or key not in expected]
            return f"{place}.{next(iter(keys))}"
    elif isinstance(found, list) and isinstance(expected, list) and len(found) == len(expected):
        keys = range(len(expected))
    else:
        same = type(found) is type(expected) and found == expected
        return None if same and not isinstance(found, list) else place
    places = (difference(found[key], expected[key], f"{place}.{key}") for key in keys)
    return next((where for where in places if where), None)


def check_folder(
    folder: Path, naam: str, base: str, descriptor: Mapping[str, Any]
) -> Iterator[Finding]:
    """What is wrong between datapackage.json and the folder it stands in."""
    bestand = f"{base}/datapackage.json"
    if descriptor.get("name", naam) != naam:
        yield _fout(
            "naam-wijkt-af",
            bestand,
            f"Het pakket heet ‘{descriptor['name']}’, maar staat in de map van ‘{naam}’.",
            f"Zet bij ‘name’ in datapackage.json: {naam}.",
            kolom="name",
            gevonden=str(descriptor["name"]),
            verwacht=naam,
        )
    names = Counter(resource["name"] for resource in descriptor["resources"])
    for double in (name for name, count in names.items() if count > 1):
        yield _fout(
            "beschrijving-onjuist",
            bestand,
            f"De tabel ‘{double}’ staat meer dan één keer in ‘resources’.",
            "Noem elke tabel één keer.",
            kolom="resources",
            gevonden=double,
        )
    listed = {"datapackage.json"}
    for resource in descriptor["resources"]:
        listed |= {resource["path"], f"{resource['name']}.csv"}
    for path in sorted(folder.iterdir()):
        # Not hidden files, nor the locks that office programs keep beside an open file.
        if path.is_dir() or path.name in listed or path.name.startswith((".", "~$")):
            continue
        if path.is_symlink() or not path.is_file():
            yield no_file(path, f"{base}/{path.name}")
        else:
            yield _fout(
                "bestand-niet-genoemd",
                f"{base}/{path.name}",
                "Dit bestand staat in de map, maar niet in datapackage.json. Het doet niet mee.",
                "Noem het bij ‘resources’ in datapackage.json, of haal het uit de map.",
            )


def _fout(regel: str, bestand: str, melding: str, herstel: str, **place: Any) -> Finding:
    return Finding(
        regel=regel, ernst="fout", bestand=bestand, melding=melding, herstel=herstel, **place
    )
