"""The verifier: reads a finished site as a stranger would, and holds it against its own data.

It shares no code with what makes the site, so that one mistake cannot hide in both: it knows
the files on disk and what the data standard promises of them, and nothing else.
"""

from pathlib import Path

from inlegvel.findings import sort_findings
from inlegvel.verify.addresses import verify_addresses
from inlegvel.verify.built import Built, NoSiteError
from inlegvel.verify.charts import Charts
from inlegvel.verify.checksums import verify_checksums, verify_descriptions
from inlegvel.verify.data import DESCRIBED, Data
from inlegvel.verify.forms import Forms
from inlegvel.verify.found import Found
from inlegvel.verify.jsonld import JsonLd
from inlegvel.verify.links import Links
from inlegvel.verify.sentences import Sentences
from inlegvel.verify.tables import Tables
from inlegvel.verify.totals import Totals

__all__ = ["Found", "NoSiteError", "read_hosts", "verify"]


def read_hosts(path: Path) -> frozenset[str]:
    """The other websites that pages may link to: one per line, and behind `#` why."""
    if not path.is_file():
        return frozenset()
    lines = path.read_text(encoding="utf-8").splitlines()
    return frozenset(filter(None, (line.partition("#")[0].strip().lower() for line in lines)))


def verify(site: Path, hosts: frozenset[str]) -> Found:
    """Everything that is wrong with the built `site`, and how much was looked at.

    Raises:
        NoSiteError: there is no built site to read.
    """
    found = Found()
    built = Built(site)
    if DESCRIBED not in built.files:
        raise NoSiteError(f"In ‘{site}’ ontbreekt {DESCRIBED}. Bouw opnieuw: make site.")
    data = Data(built)
    tables, sentences = Tables(built, data, found), Sentences(built, data, found)
    jsonld, links = JsonLd(built, data, found), Links(built, hosts, found)
    charts = Charts(built, data, found)
    for page in built.pages():
        found.counts["paginas"] += 1
        links.page(page)
        tables.verify(page)
        sentences.verify(page)
        jsonld.verify(page)
        charts.page(page)
    links.files()
    links.verify()
    Totals(data).verify(found)
    Forms(built, data, found).verify()
    charts.files()
    verify_checksums(built, found)
    verify_descriptions(built, found)
    verify_addresses(built, found)
    found.findings = sort_findings(found.findings)
    return found
