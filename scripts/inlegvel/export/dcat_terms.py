"""The words of DCAT-AP-NL 3.0: prefixes, authority tables, and small nodes made of them."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

Node = dict[str, Any]

CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
EU = "http://publications.europa.eu/resource/authority/"
DATA_THEMES = f"{EU}data-theme"
PUBLIC = f"{EU}access-right/PUBLIC"
DUTCH = f"{EU}language/NLD"
IRREGULAR = f"{EU}frequency/IRREG"
SHA256 = f"{CONTEXT['spdx']}checksumAlgorithm_sha256"
THEMES = {
    f"{DATA_THEMES}/SOCI": "Bevolking en samenleving",
    f"{DATA_THEMES}/REGI": "Regio's en steden",
}
# The licence list of the profile has an address of its own for CC0.
LICENCES = {"CC0-1.0": "http://creativecommons.org/publicdomain/zero/1.0/deed.nl"}
TOOI = "https://identifier.overheid.nl/tooi/id/gemeente/"
MEDIA = "https://www.iana.org/assignments/media-types/"
FILE_TYPE = f"{EU}file-type/"
# What a portal offers of a dataset, by the end of a file's name: media type and EU file type.
# The rest (a CSV for one spreadsheet, a view, a description of another file) would drown it.
FORMATS = {
    "datapackage.json": (f"{MEDIA}application/json", f"{FILE_TYPE}JSON"),
    ".xlsx": (
        f"{MEDIA}application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        f"{FILE_TYPE}XLSX",
    ),
    ".zip": (f"{MEDIA}application/zip", f"{FILE_TYPE}ZIP"),
    ".csv": (f"{MEDIA}text/csv", f"{FILE_TYPE}CSV"),
}


def media_type(bestand: str) -> str:
    """The key in `FORMATS` of a file that belongs in the catalogue; empty for others."""
    if "/" in bestand or bestand.endswith(".nl.csv"):
        return ""
    return next((ending for ending in FORMATS if bestand.endswith(ending)), "")


def iri(address: str) -> str:
    """An address that someone typed, with what RDF refuses in one written as %20 and the like."""
    return quote(address, safe=":/?#[]@!$&'()*+,;=%~")


def dutch(text: str) -> Node:
    """A text in Dutch."""
    return {"@value": text, "@language": "nl"}


def typed(text: str, datatype: str) -> Node:
    """A value of a datatype."""
    return {"@value": text, "@type": datatype}


def refs(*addresses: str) -> list[Node]:
    """References to other nodes."""
    return [{"@id": address} for address in addresses]


def agent(uri: str, naam: str) -> Node:
    """A person or body that makes or publishes."""
    return {"@id": uri, "@type": "foaf:Agent", "foaf:name": dutch(naam)}


def licence_uri(licence: Mapping[str, Any]) -> str:
    """The address of a licence, as the profile writes it where it does."""
    return LICENCES.get(str(licence["name"]), iri(str(licence["path"])))


def location_uri(gebied: Mapping[str, Any]) -> str:
    """The address of a municipality in the government's own list; empty without a code."""
    code = str(gebied["code"]).lower()
    return f"{TOOI}{code}" if code.startswith("gm") else ""


def _concept(uri: str, label: str, scheme: str) -> Node:
    return {
        "@id": uri,
        "@type": "skos:Concept",
        "skos:prefLabel": dutch(label),
        "skos:inScheme": refs(scheme),
    }


# The described terms, always the same.
TERMS: tuple[Node, ...] = (
    {
        "@id": DATA_THEMES,
        "@type": "skos:ConceptScheme",
        "dct:title": dutch("Thema's van de Europese Unie"),
    },
    *(_concept(uri, label, DATA_THEMES) for uri, label in THEMES.items()),
    {"@id": PUBLIC, "@type": "dct:RightsStatement"},
    {"@id": DUTCH, "@type": "dct:LinguisticSystem"},
    {"@id": IRREGULAR, "@type": "dct:Frequency"},
    {"@id": SHA256, "@type": "spdx:ChecksumAlgorithm"},
    *({"@id": media, "@type": "dct:MediaType"} for media, _ in FORMATS.values()),
    *({"@id": kind, "@type": "dct:MediaTypeOrExtent"} for _, kind in FORMATS.values()),
)
