"""The one way through the layers: load, derive, check, render, export."""

from collections import defaultdict
from dataclasses import dataclass, replace
from pathlib import Path

from inlegvel.check import RULES, check
from inlegvel.check.adressen import check_addresses
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
from inlegvel.export.studio import Studio
from inlegvel.export.uitgaven import release_artifacts
from inlegvel.findings import Finding, InlegvelError, has_errors, sort_findings
from inlegvel.load import load_catalogue
from inlegvel.load.proza import NO_PAGES, load_proza
from inlegvel.macro_errors import check_macros
from inlegvel.render import Context, Gegevens, Page, site_pages
from inlegvel.render.delen import share_foot, share_pictures
from inlegvel.render.grafieken.pictures import site_pictures
from inlegvel.render.organisations import used_organisations
from inlegvel.render.verwijzingen import verwijzingen
from inlegvel.whole import CACHE

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
    kept: Kept

    def write_rest(self, site: Path) -> None:
        """Write the downloads that are not in `site` yet; what is kept of other data goes."""
        for artifact in self.artifacts:
            path = site / artifact.path
            if not path.exists():
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(artifact.content)
        self.kept.forget_the_rest()


def publish(
    examined: Examined,
    site_url: str,
    kept: Kept | None = None,
    studio: Studio | None = None,
    *,
    measured: bool = False,
) -> Published:
    """The pages and downloads of checked facts; `site_url` ends with a slash.

    A download is made when somebody asks for it. Where they must be `measured`, those below
    `data/` are made at once, and the pages say how large each is. With a `studio` pictures are
    drawn meanwhile.
    """
    context = _context(examined, site_url)
    kept = kept or Kept()
    pictures = _pictures(context, kept, studio) + _shared(context, kept, studio)
    facts = context.facts
    urls = {
        (row["document"], row["rij"]): context.figure_url(row)
        for rows in facts.rows.values()
        for row in rows
    }
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
    artifacts += pictures
    artifacts.append(sums_artifact(artifacts))
    gegevens = Gegevens(
        sets,
        {package.naam: tuple(map(inhoud, package.tables)) for package in packages},
        downloads(artifacts, make=measured),
    )
    # Not among the downloads: each stands for an address that is gone.
    artifacts += [Artifact(one.path, one.html.encode()) for one in verwijzingen(context)]
    explained = {regel: rule.uitleg for regel, rule in RULES.items()}
    pages = site_pages(context, explained, gegevens)
    return Published(context, tuple(pages), tuple(artifacts), kept)


def _changes(context: Context) -> list[Artifact]:
    """The releases as they were committed, and the feeds that follow them."""
    catalogue, alle = context.facts.catalogue, context.wijzigingen
    found = release_artifacts(catalogue, alle)
    concerned = per_onderwerp(catalogue, alle)
    for feed in feeds(catalogue, alle, concerned, used_organisations(context)):
        found.append(feed_artifact(catalogue, feed, context.site_url))
    return found


def _pictures(context: Context, kept: Kept, studio: Studio | None) -> list[Artifact]:
    """Every chart as a picture, and its numbers."""
    pictures = [Picture(chart.path, chart.alone(), chart.tabel) for chart in site_pictures(context)]
    return [file for picture in pictures for file in picture_artifacts(picture, kept, studio)]


def _agenda(context: Context) -> Artifact:
    promises = [promise for rows in context.beloften.values() for promise in rows]
    urls = {
        (promise.document.naam, promise.afspraak["afspraak"]): context.site_url
        + context.row_url(promise.document, "afspraken", promise.afspraak)
        for promise in promises
    }
    return agenda_artifact(promises, urls, context.register.peildatum)


def _shared(context: Context, kept: Kept, studio: Studio | None) -> list[Artifact]:
    """What others show when a page is shared."""
    voet = share_foot(context)
    shared = share_pictures(context)
    return [png_artifact(shown.path, shown.svg(voet), kept, studio) for shown in shared]


def addresses(root: Path, published: Published) -> dict[str, list[str]]:
    """What is at each address of the site, by its file: `over/index.html`.

    Pages that people write, generated pages and downloads share one tree of folders. Pages that
    only say where an address went are none of it.
    """
    docs = root / "docs"
    written = [path.relative_to(docs) for path in docs.rglob("*") if path.is_file()]
    # What MkDocs itself leaves out is no page.
    sources = {path.as_posix(): path for path in written if path.parts[0] != NO_PAGES}
    found: dict[str, list[str]] = defaultdict(list)
    for name, path in sources.items():
        found[_address(path)].append(f"docs/{name}")
    for page in published.pages:
        found[f"{page.url}index.html"].append(f"de pagina ‘{page.titel}’")
    for artifact in published.artifacts:
        if not artifact.path.endswith(".html"):
            found[artifact.path].append("een download")
    return found


def lost(root: Path, published: Published) -> list[Finding]:
    """What is wrong with the addresses that the register lists."""
    taken = {name.removesuffix("index.html") for name in addresses(root, published)}
    return list(check_addresses(published.context.register, taken))


def doubles(root: Path, published: Published) -> Finding | None:
    """A finding where two things would get one address on the site: one would vanish."""
    taken = {name: at for name, at in addresses(root, published).items() if len(at) > 1}
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
    root: Path, site_url: str, studio: Studio | None = None, *, measured: bool = True
) -> tuple[Examined, Published | None]:
    """Read the project anew; where its data have errors, what was last good stays shared.

    `studio` and `measured` as in `publish`.
    """
    examined = examine(root)
    if examined.has_good_data:
        kept = Kept(root / CACHE / "downloads")
        published = publish(examined, site_url, kept, studio, measured=measured)
        double = doubles(root, published)
        wrong = [double] if double else lost(root, published)
        if wrong:
            examined = replace(examined, findings=(*wrong, *examined.findings))
        else:
            _latest[root] = published
    return examined, _latest.get(root)


def latest(root: Path) -> Published:
    """What was last published of the project at `root`."""
    if root not in _latest:
        raise InlegvelError(f"nothing was published yet of {root}")
    return _latest[root]
