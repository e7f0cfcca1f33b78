"""The one way through the layers: load, derive, check, render, export."""

from collections import defaultdict
from dataclasses import dataclass, replace
from pathlib import Path

from inlegvel.check import RULES, check
from inlegvel.check.prose import check_prose
from inlegvel.derive.facts import Facts, derive_facts
from inlegvel.derive.gegevenssets import gegevenssets
from inlegvel.derive.wijzigingen import per_onderwerp
from inlegvel.dutch import opsomming
from inlegvel.export import (
    Artifact,
    all_packages,
    catalogue_artifacts,
    downloads,
    export_all,
    inhoud,
    standaard_artifacts,
)
from inlegvel.export.atom import feed_artifact, feeds
from inlegvel.export.documents import Links
from inlegvel.export.ical import agenda_artifact
from inlegvel.export.kept import Kept
from inlegvel.export.listing import sums_artifact
from inlegvel.export.pictures import Picture, picture_artifacts, png_artifact
from inlegvel.export.uitgaven import release_artifacts
from inlegvel.findings import Finding, InlegvelError, has_errors, sort_findings
from inlegvel.load import load_catalogue
from inlegvel.load.proza import NO_PAGES, load_proza
from inlegvel.macro_errors import check_macros
from inlegvel.render import Context, Gegevens, Page, site_pages
from inlegvel.render.delen import share_foot, share_pictures
from inlegvel.render.grafieken.pictures import site_pictures
from inlegvel.render.organisations import used_organisations

CACHE = ".inlegvel-cache"
DOCS = "docs"


@dataclass(frozen=True)
class Examined:
    """What was read of a project, and everything that was found.

    `facts` is None where the data could not be read at all. `proza` holds the
    addresses of the pages that people write.
    """

    facts: Facts | None
    findings: tuple[Finding, ...]
    proza: frozenset[str] = frozenset()

    @property
    def ok(self) -> bool:
        """Whether nothing here stops a build."""
        return self.facts is not None and not has_errors(self.findings)

    @property
    def of_data(self) -> tuple[Finding, ...]:
        """The findings on the data packages, and so not on pages that people write."""
        return tuple(f for f in self.findings if not f.bestand.startswith(f"{DOCS}/"))

    @property
    def has_good_data(self) -> bool:
        """Whether the data can be shown, be there mistakes in prose or not."""
        return self.facts is not None and not has_errors(self.of_data)


def examine(root: Path) -> Examined:
    """Load and check the project at `root`: its data packages and its prose."""
    facts, findings = examine_data(root, root / CACHE)
    docs = root / DOCS
    proza = {f"{page.parent.relative_to(docs).as_posix()}/" for page in docs.rglob("index.md")}
    of_data = Examined(facts, tuple(findings), frozenset(proza))
    pages, unread = load_proza(root)
    findings += [*unread, *check_prose(pages)]
    findings += check_macros(pages, _context(of_data, "/") if of_data.has_good_data else None)
    return Examined(facts, tuple(sort_findings(findings)), of_data.proza)


def examine_data(root: Path, cache: Path) -> tuple[Facts | None, list[Finding]]:
    """Load and check the data packages alone, with everything found in them."""
    catalogue, findings = load_catalogue(root, cache)
    facts = derive_facts(catalogue) if catalogue is not None else None
    if facts is not None:
        findings += check(facts)
    return facts, findings


def _context(examined: Examined, site_url: str) -> Context:
    if examined.facts is None:
        raise InlegvelError("nothing to publish: the data could not be read")
    return Context(examined.facts, examined.of_data, site_url, examined.proza)


@dataclass(frozen=True)
class Published:
    """What goes on the site besides the pages that people write."""

    context: Context
    pages: tuple[Page, ...]
    artifacts: tuple[Artifact, ...]


def publish(
    examined: Examined, site_url: str, kept: Kept | None = None, *, measured: bool = False
) -> Published:
    """The pages and downloads of checked facts; `site_url` ends with a slash.

    A download is made when somebody asks for it. Where they must be `measured`, all are
    made at once, and the pages say how large each is; what `kept` has of other data goes.
    """
    context = _context(examined, site_url)
    facts = context.facts
    urls = {
        (row["document"], row["rij"]): context.figure_url(row)
        for rows in facts.rows.values()
        for row in rows
    }
    kept = kept or Kept()
    links = Links(site_url, urls, context.layouts)
    sets = gegevenssets(facts)
    packages = all_packages(facts, context.findings, links, sets)
    files = export_all(packages, kept)
    catalogue = catalogue_artifacts(
        sets, lambda: downloads(files, make=True), context.register, site_url
    )
    artifacts = [*files, *catalogue]
    artifacts += standaard_artifacts(facts.catalogue.standaard, site_url)
    artifacts.append(_agenda(context))
    artifacts += _changes(context)
    artifacts += _pictures(context, kept)
    artifacts += _shared(context, kept)
    artifacts.append(sums_artifact(artifacts))
    gegevens = Gegevens(
        sets,
        {package.naam: tuple(map(inhoud, package.tables)) for package in packages},
        downloads(artifacts, make=measured),
    )
    if measured:
        kept.forget_the_rest()
    explained = {regel: rule.uitleg for regel, rule in RULES.items()}
    pages = site_pages(context, explained, gegevens)
    return Published(context, tuple(pages), tuple(artifacts))


def _changes(context: Context) -> list[Artifact]:
    """The releases as they were committed, and the feeds that follow them."""
    catalogue, alle = context.facts.catalogue, context.wijzigingen
    found = release_artifacts(catalogue, alle)
    concerned = per_onderwerp(catalogue, alle)
    for feed in feeds(catalogue, alle, concerned, used_organisations(context)):
        found.append(feed_artifact(catalogue, feed, context.site_url))
    return found


def _pictures(context: Context, kept: Kept) -> list[Artifact]:
    """Every chart as a picture, and its numbers."""
    pictures = [Picture(chart.path, chart.alone(), chart.tabel) for chart in site_pictures(context)]
    return [file for picture in pictures for file in picture_artifacts(picture, kept)]


def _agenda(context: Context) -> Artifact:
    promises = [promise for rows in context.beloften.values() for promise in rows]
    urls = {
        (promise.document.naam, promise.afspraak["afspraak"]): context.site_url
        + context.row_url(promise.document, "afspraken", promise.afspraak)
        for promise in promises
    }
    return agenda_artifact(promises, urls, context.register.peildatum)


def _shared(context: Context, kept: Kept) -> list[Artifact]:
    """What others show when a page is shared."""
    voet = share_foot(context)
    return [png_artifact(shown.path, shown.svg(voet), kept) for shown in share_pictures(context)]


def doubles(root: Path, published: Published) -> Finding | None:
    """A finding where two things would get one address on the site: one would vanish.

    Pages that people write, generated pages and downloads share one tree of folders.
    """
    docs = root / "docs"
    written = [path.relative_to(docs) for path in docs.rglob("*") if path.is_file()]
    # What MkDocs itself leaves out is no page.
    sources = {path.as_posix(): path for path in written if path.parts[0] != NO_PAGES}
    addresses: dict[str, list[str]] = defaultdict(list)
    for name, path in sources.items():
        addresses[_address(path)].append(f"docs/{name}")
    for page in published.pages:
        addresses[f"{page.url}index.html"].append(f"de pagina ‘{page.titel}’")
    for artifact in published.artifacts:
        addresses[artifact.path].append("een download")
    taken = {address: names for address, names in addresses.items() if len(names) > 1}
    if not taken:
        return None
    address, names = min(taken.items())
    more = f" Zo zijn er {len(taken)} adressen." if len(taken) > 1 else ""
    return Finding(
        regel="adres-dubbel",
        ernst="fout",
        bestand=names[0] if names[0].startswith("docs/") else "datapackages",
        melding=f"Het adres /{address.removesuffix('index.html')} is er twee keer: "
        f"{opsomming(names)}.{more}",
        herstel="Geef de pagina in docs, het gebied of de map van het document een andere naam.",
        gevonden=address,
        verwacht="elk adres één keer",
    )


def _address(path: Path) -> str:
    """Where MkDocs puts a file of `docs/`."""
    if path.suffix != ".md":
        return path.as_posix()
    folder = path.parent if path.stem in ("index", "README") else path.with_suffix("")
    return (folder / "index.html").as_posix()


# What the MkDocs hook and the macros share within one process, per project.
_latest: dict[Path, Published] = {}


def refresh(
    root: Path, site_url: str, *, measured: bool = True
) -> tuple[Examined, Published | None]:
    """Read the project anew; where its data have errors, what was last good stays shared.

    `measured` as in `publish`.
    """
    examined = examine(root)
    if examined.has_good_data:
        kept = Kept(root / CACHE / "downloads")
        published = publish(examined, site_url, kept, measured=measured)
        double = doubles(root, published)
        if double:
            examined = replace(examined, findings=(double, *examined.findings))
        else:
            _latest[root] = published
    return examined, _latest.get(root)


def latest(root: Path) -> Published:
    """What was last published of the project at `root`."""
    if root not in _latest:
        raise InlegvelError(f"nothing was published yet of {root}")
    return _latest[root]
