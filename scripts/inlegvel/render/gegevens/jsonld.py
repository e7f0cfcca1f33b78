"""Datasets for search engines: schema.org as JSON-LD, safe to stand in a page.

Property names as Google Dataset Search reads them.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from inlegvel.derive.gegevenssets import Gegevensset
from inlegvel.model import Download

SCHEMA_ORG = "https://schema.org"
# A description is 50 to 5,000 characters.
LONGEST = 5000
# The same table for one spreadsheet, and what only describes another file.
LEFT_OUT = (".nl.csv", ".csv-metadata.json")
MEDIA_TYPES = {
    ".csv": "text/csv",
    ".json": "application/json",
    ".sqlite": "application/vnd.sqlite3",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".zip": "application/zip",
}

Json = dict[str, Any]


def script(value: Mapping[str, Any]) -> str:
    """The value in a script element; nothing in it can end the element or begin a comment."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return f'<script type="application/ld+json">{text}</script>'


def dataset_jsonld(dataset: Gegevensset, files: Iterable[Download], site_url: str) -> Json:
    """A `Dataset` with its files, and what its figures measure."""
    url = site_url + dataset.url
    publisher = {"@type": "Organization", "name": dataset.uitgever} if dataset.uitgever else None
    return _present(
        {
            "@context": SCHEMA_ORG,
            "@type": "Dataset",
            "@id": url,
            "name": dataset.titel,
            "description": _description(dataset),
            "url": url,
            "identifier": url,
            "inLanguage": "nl",
            "isAccessibleForFree": True,
            "license": dataset.licenties[0]["path"],
            "creator": [{"@type": "Organization", "name": maker} for maker in dataset.makers],
            "publisher": publisher,
            "version": dataset.versie,
            "dateModified": dataset.gewijzigd.isoformat() if dataset.gewijzigd else "",
            "keywords": list(dataset.trefwoorden),
            "temporalCoverage": _years(dataset),
            "spatialCoverage": [_place(row) for row in dataset.gebieden],
            "variableMeasured": [
                {
                    "@type": "PropertyValue",
                    "name": row["naam"],
                    "description": row["definitie"],
                    "unitText": row["eenheid"],
                }
                for row in dataset.indicatoren
            ],
            "includedInDataCatalog": {"@type": "DataCatalog", "@id": f"{site_url}data/#catalogus"},
            "distribution": [
                _download(file, site_url) for file in files if not file.bestand.endswith(LEFT_OUT)
            ],
        }
    )


def catalogue_jsonld(datasets: Iterable[Gegevensset], site_url: str) -> Json:
    """The `DataCatalog` of all datasets."""
    return {
        "@context": SCHEMA_ORG,
        "@type": "DataCatalog",
        "@id": f"{site_url}data/#catalogus",
        "name": "Prestatieafspraken over wonen",
        "description": "Wat gemeenten, woningcorporaties en huurdersorganisaties afspraken over "
        "wonen, als open data.",
        "url": f"{site_url}data/",
        "inLanguage": "nl",
        "dataset": [
            {
                "@type": "Dataset",
                "@id": site_url + dataset.url,
                "name": dataset.titel,
                "description": _description(dataset),
                "url": site_url + dataset.url,
                "license": dataset.licenties[0]["path"],
            }
            for dataset in datasets
        ],
    }


def _description(dataset: Gegevensset) -> str:
    return " ".join(dataset.zinnen)[:LONGEST]


def _years(dataset: Gegevensset) -> str:
    """An interval of ISO 8601 with the years of the papers and of their figures."""
    years = [dataset.jaar_van, dataset.jaar_tot, dataset.cijfers_van, dataset.cijfers_tot]
    known = [year for year in years if year is not None]
    return f"{min(known)}/{max(known)}"


def _place(gebied: Mapping[str, Any]) -> Json:
    return _present({"@type": "Place", "name": gebied["naam"], "identifier": gebied["code"]})


def _download(file: Download, site_url: str) -> Json:
    ending = f".{file.bestand.rpartition('.')[2]}"
    return _present(
        {
            "@type": "DataDownload",
            "name": file.bestand,
            "contentUrl": site_url + file.path,
            "encodingFormat": MEDIA_TYPES.get(ending, ""),
            "contentSize": f"{file.size} B" if file.size is not None else "",
            "sha256": file.sha256 or "",
        }
    )


def _present(value: Json) -> Json:
    """Without what is not known."""
    return {name: part for name, part in value.items() if part not in (None, "", [])}
