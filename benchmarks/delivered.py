"""Make the bare site of a project ready for readers as ours is, so that both can be compared.

    python benchmarks/delivered.py PROJECT

`PROJECT` is what `bare.py` wrote, built. No measurement counts this.
"""

import sys
from datetime import date
from pathlib import Path

from mkdocs.config import load_config

from inlegvel.delivery import Delivery, Publisher, deliver
from inlegvel.render.jaren import in_woorden
from inlegvel.search import PAGE

# Neither the real data nor those that are made up name a publisher.
NOBODY = Publisher(None, date.min)


def deliver_bare(project: Path) -> None:
    """Do with `project/site` what a build of ours does with its own."""
    config = load_config(str(project / "mkdocs.yml"))
    about = Delivery(
        url=config.site_url or "/",
        sheets=tuple(config.extra_css),
        compiling=frozenset({f"{PAGE}index.html"}),
        publisher=NOBODY,
    )
    site = project / "site"
    for path in site.rglob("index.html"):  # as our hook does with every page that MkDocs wrote
        path.write_text(in_woorden(path.read_text(encoding="utf-8")), encoding="utf-8")
    deliver(site, about)


if __name__ == "__main__":
    deliver_bare(Path(sys.argv[1]))
