"""The editor's commands. Thin: each is one call into the layers below."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from inlegvel import report
from inlegvel.arguments import DutchParser
from inlegvel.dutch import hoofdletter
from inlegvel.findings import has_errors, sort_findings
from inlegvel.pipeline import examine
from inlegvel.report import say


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; gives its exit code: 0 when all is well, 1 on errors."""
    parser = build_parser()
    options = parser.parse_args(arguments)
    root = find_root(options.map)
    if root is None:
        where = f"In ‘{options.map}’" if options.map else "Hier"
        say(f"{where} is geen map ‘datapackages’. Ga naar de map van het project, of noem die map: "
            "inlegvel --map MAP opdracht.", sys.stderr)  # fmt: skip
        return 1
    try:
        result: int = options.run(root, options)
        sys.stdout.flush()
    except BrokenPipeError:  # the reader, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        say("\nGestopt.", sys.stderr)
        return 130
    except OSError as error:  # a full disk, a folder that may not be written
        say(report.trouble(error), sys.stderr)
        return 1
    return result


# The commands in the order in which an editor meets them, with what each does.
COMMANDS = {
    "controleer": "controleer de gegevens en de pagina's, en toon wat er opvalt",
    "serveer": "toon de website op dit apparaat; wat u opslaat is meteen te zien",
    "bouw": "controleer alles en bouw de website in site/",
    "schijf": "maak van de gebouwde website een kopie die opent met een dubbelklik",
    "herstel": "zet tabellen die Excel opsloeg weer in goede vorm",
    "nieuw": "maak een leeg pakket voor een nieuw papier, klaar om in te vullen",
    "verifieer": "houd de gebouwde website tegen haar eigen gegevens, en test elke link",
    "schema": "zet de schema's van de standaard in elke datapackage.json",
    "leesbaarheid": "toon hoe makkelijk elke pagina van de gebouwde website leest",
    "exporteer": "zet alle pagina's en downloads in een map, voor een ander programma",
    "verschil": "toon wat er verandert in de gegevens sinds een eerdere revisie in git",
    "uitgeven": "leg de gegevens vast als een nieuwe versie, die nooit meer verandert",
}


# The other websites that pages may link to.
HOSTS = Path("datapackages") / "hosts.txt"


def build_parser() -> argparse.ArgumentParser:
    """The commands with their Dutch help."""
    parser = DutchParser(
        prog="inlegvel",
        description="Prestatieafspraken controleren en als website publiceren.",
        epilog="Hulp bij één opdracht: inlegvel controleer --help. "
        "Meer uitleg voor redacteuren staat op de website, onder Over: Zelf bijwerken.",
    )
    parser.add_argument("--map", type=Path, default=None, help="de map van het project")
    commands = parser.add_subparsers(title="opdrachten", metavar="opdracht", required=True)
    made = {
        name: commands.add_parser(name, help=text, description=f"{hoofdletter(text)}.")
        for name, text in COMMANDS.items()
    }
    add_controleer(made["controleer"])
    made["serveer"].add_argument(
        "--adres", default="127.0.0.1:8000", help="adres en poort; anders 127.0.0.1:8000"
    )
    made["herstel"].add_argument(
        "bestand", nargs="*", type=Path, help="welke tabellen; zonder bestand: allemaal"
    )
    made["leesbaarheid"].add_argument(
        "--aantal", type=int, default=20, help="hoeveel pagina's; anders 20, met 0 allemaal"
    )
    made["exporteer"].add_argument(
        "doelmap", metavar="MAP", type=Path, help="een lege map, of een eerdere export"
    )
    add_verifieer(made["verifieer"])
    add_nieuw(made["nieuw"])
    add_verschil(made["verschil"])
    add_uitgeven(made["uitgeven"])
    runs = (
        run_controleer,
        run_serveer,
        run_bouw,
        run_schijf,
        run_herstel,
        run_nieuw,
        run_verifieer,
        run_schema,
        run_leesbaarheid,
        run_exporteer,
        run_verschil,
        run_uitgeven,
    )
    for command, run in zip(made.values(), runs, strict=True):
        command.set_defaults(run=run)
    return parser


def add_verifieer(verifier: argparse.ArgumentParser) -> None:
    """What the command that verifies a built site wants to know."""
    verifier.add_argument(
        "website", nargs="?", type=Path, metavar="WEBSITE", help="welke map; anders site/"
    )
    verifier.add_argument(
        "--json", action="store_true", help="geef bevindingen en aantallen als JSON"
    )


def add_controleer(check: argparse.ArgumentParser) -> None:
    """How the command that checks shows what it finds, and what it refuses."""
    shown = check.add_mutually_exclusive_group()
    shown.add_argument(
        "--json", action="store_true", help="geef de bevindingen als JSON, voor programma's"
    )
    shown.add_argument(
        "--markdown", action="store_true", help="geef de bevindingen als Markdown, voor op GitHub"
    )
    check.add_argument(
        "--streng", action="store_true", help="houd ook een waarschuwing zonder toelichting tegen"
    )
    check.add_argument(
        "--publiceren",
        action="store_true",
        help="houd alles tegen wat niet openbaar mag: als --streng, en ook een concept en een "
        "website zonder openbaar adres",
    )


def add_nieuw(new: argparse.ArgumentParser) -> None:
    """What the command that makes a new package wants to know."""
    new.add_argument("soort", help="het soort papier, zoals inlegvel of lokale-afspraken")
    new.add_argument("gebied", help="het gebied uit het register, zoals groningen")
    new.add_argument("jaar", help="het jaar waarvoor het papier geldt, of het eerste jaar")
    new.add_argument("--tot", metavar="JAAR", help="het laatste jaar, als het er meer zijn")
    new.add_argument("--kader", metavar="PAKKET", help="het ambitiekader, als u het zelf kiest")


def add_verschil(compare: argparse.ArgumentParser) -> None:
    """What the command that compares with a revision wants to know."""
    compare.add_argument("revisie", help="een revisie in git, zoals main of HEAD^")
    compare.add_argument(
        "--json", action="store_true", help="geef het verschil als JSON, voor programma's"
    )


def add_uitgeven(release: argparse.ArgumentParser) -> None:
    """What the command that makes a release wants to know."""
    release.add_argument(
        "pakket", nargs="*", help="welke pakketten; zonder naam alle pakketten die veranderden"
    )
    release.add_argument(
        "--datum", metavar="DAG", help="de dag van de uitgave; zonder deze keuze de peildatum"
    )


def find_root(given: Path | None) -> Path | None:
    """The project's folder: the given one, or the nearest above with `datapackages/`."""
    start = (given or Path.cwd()).resolve()
    folders = [start] if given else [start, *start.parents]
    return next((folder for folder in folders if (folder / "datapackages").is_dir()), None)


def has_site(root: Path) -> bool:
    """Whether the project has the settings of a website; says so where not."""
    if (root / "mkdocs.yml").is_file():
        return True
    say(f"In {root} ontbreekt mkdocs.yml, met de instellingen van de website.", sys.stderr)
    return False


def run_controleer(root: Path, options: argparse.Namespace) -> int:
    """Show all findings; 1 where there are errors, or other things that this check refuses."""
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
    """Check, build aside, and exchange with `site/`."""
    from inlegvel.build import build_site  # MkDocs is slow to import

    return build_site(root) if has_site(root) else 1


def run_verifieer(root: Path, options: argparse.Namespace) -> int:
    """Hold a built site against its own data; 1 where anything is wrong, or there is no site."""
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
    from inlegvel.disk import write_disk  # MkDocs is slow to import

    return write_disk(root)


def run_serveer(root: Path, options: argparse.Namespace) -> int:
    """Serve the site, rebuilding whenever something is saved."""
    from inlegvel.serve import serve_site  # MkDocs is slow to import

    return serve_site(root, options.adres) if has_site(root) else 1


def run_schema(root: Path, options: argparse.Namespace) -> int:
    """Update the schemas inside every package."""
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
    from inlegvel.exporteer import export  # MkDocs is slow to import

    return export(root, options.doelmap) if has_site(root) else 1


def run_verschil(root: Path, options: argparse.Namespace) -> int:
    """Show what changed since a revision; 1 where that cannot be read."""
    from inlegvel.editor.verschil import compare
    from inlegvel.editor.verschil_tekst import as_json, as_markdown
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
