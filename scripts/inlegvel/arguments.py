"""A command line that speaks Dutch: its help, and what is wrong with its arguments."""

import argparse
import re
from typing import Any, NoReturn

from inlegvel.findings import nearest


class DutchParser(argparse.ArgumentParser):
    """An argument parser that speaks Dutch; its subparsers do as well."""

    def __init__(self, **options: Any) -> None:
        """As `argparse.ArgumentParser`, with a Dutch `--help`."""
        super().__init__(**options, add_help=False, allow_abbrev=False, formatter_class=_Help)
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
        """Leave with code 2, after what is wrong in Dutch and how it should be."""
        self.exit(2, f"{in_dutch(message)}\n\n{self.format_help()}")


def _Help(prog: str) -> argparse.HelpFormatter:  # noqa: N802 (argparse wants a class here)
    return argparse.HelpFormatter(prog, max_help_position=28, width=96)


# What argparse says in English, and the same in Dutch.
SAID = (
    (r"the following arguments are required: opdracht", "Kies een opdracht."),
    (r"the following arguments are required: (.*)", r"Er ontbreekt iets: \1."),
    (r"argument (\S+): expected", r"Achter \1 ontbreekt iets."),
    (r"argument (\S+): not allowed with argument (\S+)", r"\1 en \2 gaan niet samen."),
    (r"unrecognized arguments: (.*)", r"‘\1’ hoort niet bij deze opdracht."),
)
NO_COMMAND = r"argument opdracht: invalid choice: '(.*?)' \(choose from (.*)\)"


def in_dutch(message: str) -> str:
    """What argparse says in English about arguments that are wrong."""
    if match := re.match(NO_COMMAND, message):
        known = re.findall(r"[\w-]+", match[2])
        return f"De opdracht ‘{match[1]}’ bestaat niet. {nearest(match[1], known)}".strip()
    for pattern, dutch in SAID:
        if match := re.match(pattern, message):
            return match.expand(dutch)
    return "Deze opdracht is niet te lezen."
