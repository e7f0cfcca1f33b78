"""What Lighthouse says of a phone's first view: performance, accessibility, practices, findability.

    python benchmarks/lighthouse.py [--map PROJECT] [--keer 3] [--lighthouse PROGRAM]

Builds the project on a copy whose register names a publisher (of test data: with none, every page
asks not to be indexed, and findability says so), serves it compressed on this machine, and prints
the median of each score per page. Needs Lighthouse from npm (`npm install lighthouse`, version 12
or newer; the program is `node_modules/.bin/lighthouse`) and the Chromium of tests/setup_system.sh.
Seconds on a busy machine are noisy, and Lighthouse measures a simulated phone: a score that falls
short is to be measured again before it is believed.
"""

import argparse
import gzip
import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median

from synthetic import project_copy

ROOT = Path(__file__).resolve().parent.parent
PAGES = {
    "voorpagina": "",
    "thema": "themas/beschikbaarheid/",
    "papier": "groningen/inlegvel-2022/",
    "organisatie": "organisaties/lefier/",
    "gegevensset": "data/groningen-inlegvel-2022/",
    "verkenner": "cijferverkenner/",
}
SCORES = ("performance", "accessibility", "best-practices", "seo")
WANTED = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}
PUBLISHER = {"naam": "Uitgever van de meting", "email": "meting@uitgever.example"}
COMPRESSED = {".html", ".css", ".js", ".json", ".svg", ".xml"}
CHROMIUM = "--headless=new --no-sandbox --disable-gpu --disable-background-networking"

# Per score the numbers of all runs; and what a run found wrong.
Runs = dict[str, list[float]]


class Compressing(SimpleHTTPRequestHandler):
    """Gives files as a web server does: text compressed, and kept for a while by a browser."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """A file, or 404."""
        path = Path(self.translate_path(self.path.partition("?")[0]))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        body = path.read_bytes()
        if packed := path.suffix in COMPRESSED:
            body = gzip.compress(body, 6)
        self.send_response(200)
        kind = self.guess_type(path)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if packed else kind)
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600")  # as GitHub Pages
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # name of the parent
        """Say nothing."""


@contextmanager
def serving(site: Path, port: int) -> Iterator[None]:
    """The site at a port of this machine, for as long as the context lasts."""
    handler = partial(Compressing, directory=str(site))
    with ThreadingHTTPServer(("127.0.0.1", port), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield
        server.shutdown()


def publish(project: Path, copy: Path, url: str) -> Path:
    """Build a copy of the project that names a publisher; gives its site."""
    project_copy(project, copy)
    register = copy / "datapackages" / "register" / "datapackage.json"
    about = json.loads(register.read_text(encoding="utf-8")) | {"uitgever": PUBLISHER}
    register.write_text(json.dumps(about, ensure_ascii=False), encoding="utf-8")
    environment = os.environ | {"PYTHONPATH": str(copy / "scripts"), "SITE_URL": url}
    for command in (["uitgeven", "register"], ["bouw"]):  # the register changed
        arguments = [sys.executable, "-m", "inlegvel", "--map", str(copy), *command]
        done = subprocess.run(
            arguments, env=environment, capture_output=True, text=True, check=False
        )
        if done.returncode:
            sys.exit(done.stdout + done.stderr)
    return copy / "site"


def chromium() -> str:
    """The path of the system's Chromium."""
    script = ROOT / "tests" / "setup_system.sh"
    done = subprocess.run(
        ["bash", str(script), "--where"], capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit("no Chromium: see what tests/setup_system.sh says")
    return done.stdout.strip()


def measure(program: str, browser: str, url: str) -> tuple[dict[str, float], set[str]]:
    """One run on a page: each score from 0 to 100, and what took points."""
    arguments = [program, url, "--quiet", "--output=json", f"--chrome-flags={CHROMIUM}"]
    done = subprocess.run(
        [*arguments, f"--only-categories={','.join(SCORES)}"],
        env=os.environ | {"CHROME_PATH": browser},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(done.stderr)
    report = json.loads(done.stdout)
    scores = {name: 100 * report["categories"][name]["score"] for name in SCORES}
    wrong = {
        f"{audit['id']}: {report['audits'][audit['id']].get('displayValue', '')}".rstrip(": ")
        for name in SCORES
        for audit in report["categories"][name]["auditRefs"]
        if audit["weight"]
        and (report["audits"][audit["id"]]["score"] or 0) < 0.9
        and report["audits"][audit["id"]]["score"] is not None
    }
    return scores, wrong


def report(name: str, runs: list[tuple[dict[str, float], set[str]]]) -> str:
    """One line of the table, and below it what was found in every run."""
    scores = {score: median(run[score] for run, _ in runs) for score in SCORES}
    marks = [
        f"{scores[score]:.0f}{'' if scores[score] >= WANTED[score] else ' (!)'}" for score in SCORES
    ]
    always = set.intersection(*(wrong for _, wrong in runs))
    return "\n".join(
        [f"| {name} | {' | '.join(marks)} |", *(f"<!-- {what} -->" for what in sorted(always))]
    )


def main() -> None:
    """Measure every page and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--map", type=Path, default=ROOT)
    parser.add_argument("--keer", type=int, default=3)
    parser.add_argument("--lighthouse", default="lighthouse")
    parser.add_argument("--poort", type=int, default=8421)
    chosen = parser.parse_args()
    browser = chromium()
    url = f"http://localhost:{chosen.poort}/"
    print(
        "| pagina | snelheid | toegankelijkheid | gewoonten | vindbaarheid |\n|---|---|---|---|---|"
    )
    with tempfile.TemporaryDirectory(prefix="inlegvel-lighthouse-") as folder:
        site = publish(chosen.map, Path(folder) / "project", url)
        with serving(site, chosen.poort):
            for name, address in PAGES.items():
                runs = [
                    measure(chosen.lighthouse, browser, url + address) for _ in range(chosen.keer)
                ]
                print(report(name, runs), flush=True)


if __name__ == "__main__":
    main()
