"""The catalogue for data portals: DCAT-AP-NL 3.0 as JSON-LD and as Turtle.

The profile asks for a publisher, so that without one there is no catalogue. Every node
has an address of its own and stands in a fixed order, so that two builds are equal. The
profile's class ranges only hold for what the file itself types: hence the described
terms of the European authority tables.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any

from inlegvel.derive.gegevenssets import Gegevensset
from inlegvel.export.artifact import Artifact, json_bytes
from inlegvel.export.dcat_terms import (
    CONTEXT,
    DATA_THEMES,
    DUTCH,
    FORMATS,
    IRREGULAR,
    PUBLIC,
    SHA256,
    TERMS,
    THEMES,
    Node,
    agent,
    dutch,
    iri,
    licence_uri,
    location_uri,
    media_type,
    refs,
    typed,
)
from inlegvel.model import STANDAARD_VERSIE, Download, Register

Downloads = Mapping[str, Iterable[Download]]


def catalogue_artifacts(
    datasets: Iterable[Gegevensset],
    measured: Callable[[], Downloads],
    register: Register,
    site_url: str,
) -> list[Artifact]:
    """`data/catalog.jsonld` and `data/catalog.ttl`; nothing while there is no publisher.

    `measured` gives the files of each dataset with their sizes and checksums.
    """
    if register.uitgever is None:
        return []
    catalogue = _Catalogue(register.uitgever, register, site_url)

    @cache
    def document() -> dict[str, Any]:
        return {"@context": CONTEXT, "@graph": catalogue.nodes(list(datasets), measured())}

    return [
        Artifact("data/catalog.jsonld", lambda: json_bytes(document())),
        Artifact("data/catalog.ttl", lambda: _turtle(document())),
    ]


def _turtle(document: dict[str, Any]) -> bytes:
    from rdflib import Graph  # slow to import: only where there is a catalogue

    graph = Graph().parse(data=json.dumps(document), format="json-ld")
    return graph.serialize(format="turtle", encoding="utf-8")


class _Catalogue:
    """What all nodes of one catalogue share: the publisher and the addresses."""

    def __init__(self, uitgever: Mapping[str, Any], register: Register, site_url: str):
        self.uitgever = uitgever
        self.register = register
        self.site = site_url
        self.home = f"{site_url}data/"
        self.publisher = iri(uitgever.get("uri") or f"{self.home}#uitgever")
        self.contact = f"{self.home}#contact"
        self.service = f"{self.home}#downloads"
        self.standard = f"{site_url}standaard/"

    def nodes(self, datasets: list[Gegevensset], downloads: Downloads) -> list[Node]:
        """Every node of the graph, the catalogue itself first."""
        makers = list(dict.fromkeys(maker for dataset in datasets for maker in dataset.makers))
        found = [self._catalogue(datasets), self._service(datasets)]
        files: list[Node] = []
        for dataset in datasets:
            offered = [f for f in downloads.get(dataset.naam, ()) if media_type(f.bestand)]
            found.append(self._dataset(dataset, offered, makers))
            for file in offered:
                files += self._distribution(dataset, file)
        people = [agent(self._maker(makers, maker), maker) for maker in makers]
        return [*found, *files, self._publisher(), *people, self._contact(), *self._known(datasets)]

    # --- what is offered ------------------------------------------------------------

    def _catalogue(self, datasets: list[Gegevensset]) -> Node:
        return {
            "@id": f"{self.home}#catalogus",
            "@type": "dcat:Catalog",
            "dct:title": dutch("Prestatieafspraken over wonen"),
            "dct:description": dutch(
                "Wat gemeenten, woningcorporaties en huurdersorganisaties afspraken over wonen, "
                "als gecontroleerde open data."
            ),
            **self._responsible(),
            "dct:creator": refs(self.publisher),
            "dct:license": refs(*self._licences(datasets)),
            "dct:language": refs(DUTCH),
            "dct:modified": typed(self.register.peildatum.isoformat(), "xsd:date"),
            "foaf:homepage": refs(self.home),
            "dcat:themeTaxonomy": refs(DATA_THEMES),
            "dcat:dataset": refs(*(self.site + dataset.url for dataset in datasets)),
            "dcat:service": refs(self.service),
        }

    def _service(self, datasets: list[Gegevensset]) -> Node:
        """Every file is fetched by its address, as a whole or in parts."""
        return {
            "@id": self.service,
            "@type": "dcat:DataService",
            "dct:title": dutch("Downloads over het web"),
            "dct:description": dutch(
                "Elk bestand heeft een vast adres en is daar op te halen met HTTP, zonder sleutel."
            ),
            "dct:identifier": self.service,
            **self._responsible(),
            "dct:creator": refs(self.publisher),
            "dct:accessRights": refs(PUBLIC),
            "dct:license": refs(*self._licences(datasets)[:1]),
            "dct:language": refs(DUTCH),
            "dcat:theme": refs(*THEMES),
            "dcat:keyword": [dutch("prestatieafspraken"), dutch("wonen")],
            "dcat:endpointURL": refs(self.home),
            "dcat:endpointDescription": refs(self.standard),
            "dcat:landingPage": refs(self.home),
            "dct:conformsTo": refs(self.standard),
            "dcat:servesDataset": refs(*(self.site + dataset.url for dataset in datasets)),
        }

    def _dataset(self, dataset: Gegevensset, files: list[Download], makers: list[str]) -> Node:
        url = self.site + dataset.url
        optional: Node = {}
        if dataset.versie:
            optional["dcat:version"] = dataset.versie
        if dataset.gewijzigd:
            optional["dct:modified"] = typed(dataset.gewijzigd.isoformat(), "xsd:date")
        return {
            "@id": url,
            "@type": "dcat:Dataset",
            "dct:title": dutch(dataset.titel),
            "dct:description": dutch(" ".join(dataset.zinnen)),
            "dct:identifier": url,
            **self._responsible(),
            "dct:creator": refs(*(self._maker(makers, maker) for maker in dataset.makers)),
            "dct:accessRights": refs(PUBLIC),
            "dct:accrualPeriodicity": refs(IRREGULAR),
            "dct:language": refs(DUTCH),
            "dct:conformsTo": refs(self.standard),
            "dcat:landingPage": refs(url),
            "foaf:page": refs(url),
            "dcat:theme": refs(*THEMES),
            "dcat:keyword": [dutch(word) for word in dataset.trefwoorden],
            "dct:temporal": refs(f"{url}#jaren"),
            "dct:spatial": refs(*(self._place(row) for row in dataset.gebieden)),
            **optional,
            "dcat:distribution": refs(*(f"{url}#bestand-{file.bestand}" for file in files)),
        }

    def _distribution(self, dataset: Gegevensset, file: Download) -> list[Node]:
        """A file, and its checksum where it was made."""
        url = self.site + dataset.url
        media, kind = FORMATS[media_type(file.bestand)]
        node: Node = {
            "@id": f"{url}#bestand-{file.bestand}",
            "@type": "dcat:Distribution",
            "dct:title": dutch(file.bestand),
            "dcat:accessURL": refs(url),
            "dcat:downloadURL": refs(self.site + file.path),
            "dcat:accessService": refs(self.service),
            "dct:license": refs(licence_uri(dataset.licenties[0])),
            "dct:language": refs(DUTCH),
            "dct:conformsTo": refs(*self._schemas(dataset, file)),
            "dcat:mediaType": refs(media),
            "dct:format": refs(kind),
        }
        if file.size is None or file.sha256 is None:
            return [node]
        checksum = f"{url}#controlegetal-{file.bestand}"
        node["dcat:byteSize"] = typed(str(file.size), "xsd:nonNegativeInteger")
        node["spdx:checksum"] = refs(checksum)
        return [
            node,
            {
                "@id": checksum,
                "@type": "spdx:Checksum",
                "spdx:algorithm": refs(SHA256),
                "spdx:checksumValue": typed(file.sha256, "xsd:hexBinary"),
            },
        ]

    def _schemas(self, dataset: Gegevensset, file: Download) -> list[str]:
        """What a file conforms to: the standard, and for a table of it its own schema."""
        naam, _, ending = file.bestand.rpartition(".")
        own = len(dataset.documenten) == 1 and dataset.documenten[0].naam == dataset.naam
        if own and ending == "csv" and naam in self.register.tabellen.standaard.schemas:
            return [self.standard, f"{self.standard}{STANDAARD_VERSIE}/{naam}.json"]
        return [self.standard]

    # --- who and where ----------------------------------------------------------------

    def _responsible(self) -> Node:
        return {"dct:publisher": refs(self.publisher), "dcat:contactPoint": refs(self.contact)}

    def _publisher(self) -> Node:
        website = self.uitgever.get("website")
        node = agent(self.publisher, str(self.uitgever["naam"]))
        return node | ({"foaf:homepage": refs(iri(website))} if website else {})

    def _contact(self) -> Node:
        return {
            "@id": self.contact,
            "@type": ["vcard:Kind", "vcard:Organization"],
            "vcard:fn": dutch(str(self.uitgever["naam"])),
            "vcard:hasEmail": refs(iri(f"mailto:{self.uitgever['email']}")),
        }

    def _maker(self, makers: list[str], maker: str) -> str:
        return f"{self.home}#maker-{makers.index(maker) + 1}"

    def _place(self, gebied: Mapping[str, Any]) -> str:
        return location_uri(gebied) or f"{self.site}{gebied['gebied']}/#gebied"

    def _licences(self, datasets: list[Gegevensset]) -> list[str]:
        found = (licence_uri(licence) for dataset in datasets for licence in dataset.licenties)
        return list(dict.fromkeys(found))

    def _known(self, datasets: list[Gegevensset]) -> list[Node]:
        """The nodes that others refer to, each with the class the profile asks for."""
        url = self.site
        places = {self._place(row): row["naam"] for data in datasets for row in data.gebieden}
        pages = [self.home, *(url + data.url for data in datasets)]
        schemas = [
            f"{self.standard}{STANDAARD_VERSIE}/{naam}.json"
            for naam in self.register.tabellen.standaard.schemas
        ]
        return [
            *(
                {"@id": place, "@type": "dct:Location", "skos:prefLabel": dutch(naam)}
                for place, naam in places.items()
            ),
            *(
                {
                    "@id": f"{url}{data.url}#jaren",
                    "@type": "dct:PeriodOfTime",
                    "dcat:startDate": typed(f"{data.jaar_van}-01-01", "xsd:date"),
                    "dcat:endDate": typed(f"{data.jaar_tot}-12-31", "xsd:date"),
                }
                for data in datasets
            ),
            *({"@id": page, "@type": "foaf:Document"} for page in pages),
            *({"@id": page, "@type": "dct:Standard"} for page in (self.standard, *schemas)),
            *({"@id": uri, "@type": "dct:LicenseDocument"} for uri in self._licences(datasets)),
            *TERMS,
        ]
