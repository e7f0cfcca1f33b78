"""Serving the site live on this machine, with everything told in Dutch."""

import errno
import logging
import re
import socket
import sys
from pathlib import Path

from mkdocs.commands.serve import serve as mkdocs_serve
from mkdocs.exceptions import MkDocsException

from inlegvel.terminal import say


def serve_site(root: Path, address: str) -> int:
    """Serve the site and rebuild on every save, until Ctrl-C."""
    if problem := busy(address):
        say(problem, sys.stderr)
        return 1
    handler = logging.StreamHandler()
    handler.addFilter(in_dutch)
    logging.basicConfig(level=logging.INFO, format="%(message)s", handlers=[handler])
    say("De website wordt gebouwd; dat duurt even.")
    try:
        mkdocs_serve(str(root / "mkdocs.yml"), dev_addr=address)
    except (MkDocsException, OSError) as error:
        say(f"Op {address} kan de website niet draaien: {error}", sys.stderr)
        return 1
    return 0


def busy(address: str) -> str:
    """Why no site can be served at this address, or nothing."""
    host, _, port = address.rpartition(":")
    if not host or not port.isdecimal() or not 0 < int(port) < 65536:
        return f"‘{address}’ is geen adres met een poort. Schrijf het zoals 127.0.0.1:8000."
    cannot = f"Op {address} kan de website niet draaien"
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host.strip("[]"), int(port)))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                another = f"inlegvel serveer --adres {host}:{int(port) % 65535 + 1}"
                return (
                    f"{cannot}: deze poort is al in gebruik. Draait de website al in een ander "
                    f"venster, open dan http://{address}/. Of kies een andere poort: {another}"
                )
            if error.errno == errno.EACCES:
                return f"{cannot}: u mag deze poort niet gebruiken. Kies een poort boven 1024."
            return f"{cannot}: {error.strerror}. Gebruik 127.0.0.1 met een poort."
    return ""


# What MkDocs tells while it serves, in Dutch; None is left out.
TOLD = {
    r"Serving on (\S+)": r"De website staat op \1 (stoppen: Ctrl-C). Wat u opslaat, is meteen te "
    "zien.",
    r"Documentation built in ([\d.]+) seconds": r"Klaar in \1 seconden.",
    r"Detected file changes": "Er is iets opgeslagen. De website wordt bijgewerkt.",
    r"Shutting down.*": "Gestopt.",
    r"Building documentation.*|Cleaning site.*|Watching paths.*|Browser connected.*"
    r"|Reloading browsers|The following pages.*": None,
}


def in_dutch(record: logging.LogRecord) -> bool:
    """Put what MkDocs tells in Dutch; False for what nobody needs to know."""
    text = re.sub(r"^\[\d\d:\d\d:\d\d\] ", "", record.getMessage())
    for pattern, dutch in TOLD.items():
        if match := re.match(pattern, text):
            if dutch is not None:
                record.msg, record.args = match.expand(dutch), ()
            return dutch is not None
    return True
