"""The editor's commands. Thin: each is one call into the layers below."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn, TextIO

from inlegvel import report
from inlegvel.pipeline import examine


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; gives its exit code: 0 when all is well, 1 on errors."""
    parser = build_parser()
    options = parser.parse_args(arguments)
    root = find_root(options.map)
    if root is None:
        say("Hier is geen map ‘datapackages’. Ga eerst naar de map van het project.", sys.stderr)
        return 1
    try:
        result: int = options.run(root, options)
        sys.stdout.flush()
    except BrokenPipeError:  # the reader, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return result


class DutchParser(argparse.ArgumentParser):
    """An argument parser that speaks Dutch; its subparsers do as well."""

    def __init__(self, **options: Any) -> None:
        """As `argparse.ArgumentParser`, with a Dutch `--help`."""
        super().__init__(**options, add_help=False)
        self._optionals.title = "opties"
        self._positionals.title = "gegevens"
        self.add_argument("-h", "--help", action="help", help="toon deze hulp")

    def format_usage(self) -> str:
        """How the command is used."""
        return super().format_usage().replace("usage:", "gebruik:", 1)

    def format_help(self) -> str:
        """What the command does."""
        return super().format_help().replace("usage:", "gebruik:", 1)

    def error(self, message: str) -> NoReturn:
        """Leave with code 2; argparse's own English `message` is left out."""
        self.exit(2, f"Deze opdracht is niet te lezen.\n{self.format_help()}")


def build_parser() -> argparse.ArgumentParser:
    """The commands with their Dutch help."""
    parser = DutchParser(
        prog="inlegvel",
        description="Prestatieafspraken controleren en als website publiceren.",
    )
    parser.add_argument("--map", type=Path, default=None, help="de map van het project")
    commands = parser.add_subparsers(title="opdrachten", metavar="opdracht", required=True)

    check = commands.add_parser("controleer", help="controleer de gegevens en toon wat er opvalt")
    check.add_argument("--json", action="store_true", help="geef de bevindingen als JSON")
    check.set_defaults(run=run_controleer)

    build = commands.add_parser("bouw", help="controleer de gegevens en bouw de website in site/")
    build.set_defaults(run=run_bouw)

    serve = commands.add_parser("serveer", help="toon de website op dit apparaat, live bij opslaan")
    serve.add_argument("--adres", default="127.0.0.1:8000", help="adres en poort")
    serve.set_defaults(run=run_serveer)

    schema = commands.add_parser(
        "schema", help="zet de schema's van de standaard in elke datapackage.json"
    )
    schema.set_defaults(run=run_schema)
    add_nieuw(commands)
    mend = commands.add_parser("herstel", help="zet tabellen die Excel opsloeg weer in goede vorm")
    mend.add_argument("bestand", nargs="*", type=Path, help="welke tabellen; zonder: allemaal")
    mend.set_defaults(run=run_herstel)
    return parser


def add_nieuw(commands: Any) -> None:
    """The command that makes a new package."""
    new = commands.add_parser("nieuw", help="maak een leeg pakket, klaar om in te vullen")
    new.add_argument("soort", help="het soort papier, zoals inlegvel of lokale-afspraken")
    new.add_argument("gebied", help="het gebied uit het register, zoals groningen")
    new.add_argument("jaar", help="het jaar waarvoor het papier geldt, of het eerste jaar")
    new.add_argument("--tot", metavar="JAAR", help="het laatste jaar, als het er meer zijn")
    new.add_argument("--kader", metavar="PAKKET", help="het ambitiekader, als u het zelf kiest")
    new.set_defaults(run=run_nieuw)


def find_root(given: Path | None) -> Path | None:
    """The project's folder: the given one, or the nearest above with `datapackages/`."""
    start = (given or Path.cwd()).resolve()
    folders = [start] if given else [start, *start.parents]
    return next((folder for folder in folders if (folder / "datapackages").is_dir()), None)


def say(text: str, stream: TextIO | None = None) -> None:
    """Print to standard output, or to `stream`."""
    print(text, file=stream or sys.stdout)


def run_controleer(root: Path, options: argparse.Namespace) -> int:
    """Show all findings; 1 where there are errors."""
    examined = examine(root)
    if options.json:
        say(report.as_json(examined.findings))
    else:
        if examined.findings:
            say(report.as_text(examined.findings) + "\n")
        say(report.summary(examined.findings))
    return 0 if examined.ok else 1


def run_bouw(root: Path, options: argparse.Namespace) -> int:
    """Check, build aside, and exchange with `site/`."""
    from inlegvel.build import build_site  # MkDocs is slow to import

    return build_site(root)


def run_serveer(root: Path, options: argparse.Namespace) -> int:
    """Serve the site, rebuilding whenever something is saved."""
    from inlegvel.build import serve_site  # MkDocs is slow to import

    return serve_site(root, options.adres)


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
