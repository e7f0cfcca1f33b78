"""What stands in the way of publishing data that are free of errors."""

from collections.abc import Iterator, Mapping

from inlegvel.address import LOCAL, addresses, is_public
from inlegvel.findings import Finding
from inlegvel.model import Catalogue
from inlegvel.pipeline import Examined

# What makes a paper a draft, in `document.stand` of its datapackage.json.
CONCEPT = "concept"


def obstacles(examined: Examined, env: Mapping[str, str]) -> Iterator[Finding]:
    """Papers that are no more than drafts, and an address that only this computer knows.

    `env` are the variables of the environment, from which the address follows.
    """
    if examined.facts is not None:
        yield from _drafts(examined.facts.catalogue)
    site_url = addresses(env).get("site_url", LOCAL)
    if not is_public(site_url):
        yield Finding(
            regel="adres-onbekend",
            ernst="fout",
            bestand="mkdocs.yml",
            kolom="site_url",
            melding=f"De website zou gemaakt worden voor {site_url}. Lezers kunnen daar niet bij.",
            herstel="Zet in de variabele SITE_URL het adres waar de website komt, met https:// "
            "ervoor. Op GitHub volgt het adres uit de naam van de repository.",
            gevonden=site_url,
            verwacht="een adres dat begint met https://",
        )


def _drafts(catalogue: Catalogue) -> Iterator[Finding]:
    for document in catalogue.documenten:
        if document.stand == CONCEPT:
            yield Finding(
                regel="concept-niet-openbaar",
                ernst="fout",
                document=document.naam,
                bestand=f"datapackages/{document.pad}/datapackage.json",
                kolom="document.stand",
                melding=f"‘{document.titel}’ is een concept. Een concept wordt niet gepubliceerd.",
                herstel="Wacht tot het papier is vastgesteld, en verbeter dan ‘stand’. Haal het "
                "pakket tot die tijd weg uit deze tak.",
                gevonden=CONCEPT,
                verwacht="vastgesteld, vervangen, ingetrokken of onbekend",
            )
