"""What each of the editor's commands does. Thin: each is one call into the layers below.

All take the project's folder and the options, and give the exit code. Each imports what it needs
itself: the libraries behind a build take a second or more to read, which help, or a site to which
nothing changed, need not wait for.
"""

import argparse
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from inlegvel.findings import has_errors, sort_findings
from inlegvel.terminal import say
from inlegvel.unchanged import UNCHANGED, still_told

# The other websites that pages may link to.
HOSTS = Path("datapackages") / "hosts.txt"
SAME = "Er is niets veranderd sinds de vorige keer: site/ is nog precies zo."


def has_site(root: Path) -> bool:
    """Whether the project has the settings of a website; says so where not."""
    if (root / "mkdocs.yml").is_file():
        return True
    say(f"In {root} ontbreekt mkdocs.yml, met de instellingen van de website.", sys.stderr)
    return False


def run_controleer(root: Path, options: argparse.Namespace) -> int:
    """Show all findings; 1 where there are errors, or other things that this check refuses."""
    from inlegvel import report
    from inlegvel.pipeline import examine

    examined = examine(root)
    findings = examined.findings
    if options.publiceren:
        from inlegvel.editor.publiceren import obstacles

        findings = tuple(sort_findings([*findings, *obstacles(examined, os.environ)]))
    strict = options.streng or options.publiceren
    if options.json:
        say(report.as_json(findings))
    elif options.markdown:
        say(report.as_markdown(findings))
    else:
        if findings:
            say(report.as_text(findings) + "\n")
        say(report.summary(findings))
        if strict and report.unexplained(findings):
            say("Met een waarschuwing zonder toelichting wordt er niets gepubliceerd.")
        say(report.next_step(findings))
    refused = has_errors(findings) or (strict and report.unexplained(findings))
    return 1 if refused or not examined.ok else 0


def run_bouw(root: Path, options: argparse.Namespace) -> int:
    """Check, build aside, and exchange with `site/`; nothing where that would change nothing."""
    if not has_site(root):
        return 1
    try:
        if told := still_told(root, os.environ):
            say(f"{SAME}\n{told}")
            return 0
        from inlegvel.build import build_site
    except KeyboardInterrupt:
        say(f"\nGestopt. {UNCHANGED}", sys.stderr)
        return 130
    return build_site(root)


def run_verifieer(root: Path, options: argparse.Namespace) -> int:
    """Hold a built site against its own data; 1 where anything is wrong, or there is no site."""
    from inlegvel import report
    from inlegvel.verify import NoSiteError, read_hosts, verify

    try:
        found = verify(options.website or root / "site", read_hosts(root / HOSTS))
    except NoSiteError as error:
        say(str(error), sys.stderr)
        return 1
    if options.json:
        say(report.as_json(found.findings, found.counts))
    else:
        say("\n".join(["Bekeken:", *(f"  {line}" for line in found.told())]))
        if found.findings:
            say(f"\n{report.as_text(found.findings)}\n", sys.stderr)
        say(report.summary(found.findings))
    return 1 if found.findings else 0


def run_schijf(root: Path, options: argparse.Namespace) -> int:
    """Copy the built site to `schijf/`, for a reader without a web server."""
    from inlegvel.disk import write_disk

    return write_disk(root)


def run_serveer(root: Path, options: argparse.Namespace) -> int:
    """Serve the site, rebuilding whenever something is saved."""
    from inlegvel.serve import serve_site

    return serve_site(root, options.adres) if has_site(root) else 1


def run_schema(root: Path, options: argparse.Namespace) -> int:
    """Update the schemas inside every package."""
    from inlegvel import report
    from inlegvel.editor.schema import write_schemas

    changed, findings = write_schemas(root)
    for name in changed:
        say(f"Bijgewerkt: {name}")
    if findings:
        say(report.as_text(findings), sys.stderr)
        return 1
    if not changed:
        say("Alle schema's waren al gelijk aan de standaard.")
    return 0


def run_nieuw(root: Path, options: argparse.Namespace) -> int:
    """Make a new package; 1 where it is refused, and then nothing was made."""
    from inlegvel.editor.nieuw import as_text, make_package
    from inlegvel.editor.paper import NieuwError

    try:
        made = make_package(
            root, options.soort, options.gebied, options.jaar, options.tot, options.kader
        )
    except NieuwError as error:
        say(str(error), sys.stderr)
        return 1
    say(as_text(made))
    return 0


def run_leesbaarheid(root: Path, options: argparse.Namespace) -> int:
    """List the pages of the built site that read hardest; 1 where there is no site."""
    from inlegvel.editor.leesbaarheid import LeesbaarheidError, as_text, read_site

    try:
        pages = read_site(root / "site")
    except LeesbaarheidError as error:
        say(str(error), sys.stderr)
        return 1
    say(as_text(pages, options.aantal))
    return 0


def run_herstel(root: Path, options: argparse.Namespace) -> int:
    """Put tables that Excel saved back in the form of the standard."""
    from inlegvel import report
    from inlegvel.editor.herstel import HerstelError, as_text, mend

    try:
        done = mend(root, options.bestand)
    except HerstelError as error:
        say(str(error), sys.stderr)
        return 1
    if done.findings:
        say(report.as_text(done.findings), sys.stderr)
    say(as_text(done))
    return 1 if done.findings else 0


def run_exporteer(root: Path, options: argparse.Namespace) -> int:
    """Write the content for another generator."""
    from inlegvel.exporteer import export

    return export(root, options.doelmap) if has_site(root) else 1


def run_verschil(root: Path, options: argparse.Namespace) -> int:
    """Show what changed since a revision; 1 where that cannot be read."""
    from inlegvel.editor.verschil import compare
    from inlegvel.editor.verschil_json import as_json
    from inlegvel.editor.verschil_tekst import as_markdown
    from inlegvel.load.revisie import RevisieError

    try:
        found = compare(root, options.revisie)
    except RevisieError as error:
        say(str(error), sys.stderr)
        return 1
    say(as_json(found) if options.json else as_markdown(found))
    return 0


def run_uitgeven(root: Path, options: argparse.Namespace) -> int:
    """Release packages; 1 where it is refused, and then nothing was released."""
    from inlegvel.editor.uitgeven import UitgevenError, as_text, release

    try:
        made = release(root, options.pakket, options.datum)
    except UitgevenError as error:
        say(str(error), sys.stderr)
        return 1
    say(as_text(made))
    return 0


RUNS: Mapping[str, Callable[[Path, argparse.Namespace], int]] = {
    "controleer": run_controleer,
    "serveer": run_serveer,
    "bouw": run_bouw,
    "schijf": run_schijf,
    "herstel": run_herstel,
    "nieuw": run_nieuw,
    "verifieer": run_verifieer,
    "schema": run_schema,
    "leesbaarheid": run_leesbaarheid,
    "exporteer": run_exporteer,
    "verschil": run_verschil,
    "uitgeven": run_uitgeven,
}
