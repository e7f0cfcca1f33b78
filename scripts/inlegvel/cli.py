"""The command line: which commands there are, and what each wants to know."""

import argparse
import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from inlegvel.arguments import DutchParser
from inlegvel.commands import RUNS
from inlegvel.dutch import hoofdletter
from inlegvel.findings import ProgramError
from inlegvel.terminal import say, trouble


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; gives its exit code: 0 when all is well, 1 on errors."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(
            stream, io.TextIOWrapper
        ):  # no sign, such as of a file's name, stops a report
            stream.reconfigure(errors="backslashreplace")
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
        say(trouble(error), sys.stderr)
        return 1
    except ProgramError as error:
        say(str(error), sys.stderr)
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
    for name, command in made.items():
        command.set_defaults(run=RUNS[name])
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
