"""Where the site will stand on the web: as its publisher says, or as the repository is called.

GitHub Pages publishes ``owner/repository`` at ``https://owner.github.io/repository/``, and a
repository that is called ``owner.github.io`` at the root of that host. A domain of one's own is
named in the variable SITE_URL.
"""

from collections.abc import Mapping
from urllib.parse import urlsplit

# The variables of the environment from which an address follows.
VARIABLES = ("SITE_URL", "REPO_URL", "GITHUB_SERVER_URL", "GITHUB_REPOSITORY")
LOCAL = "http://localhost:8000/"
GITHUB = "https://github.com"
LOCAL_HOSTS = ("localhost", "127.0.0.1", "::1", "0.0.0.0")


def addresses(env: Mapping[str, str]) -> dict[str, str]:
    """The settings `site_url` and `repo_url` of MkDocs that follow from the environment.

    What is not there follows from nothing: mkdocs.yml keeps its own. An empty variable is one
    that nobody filled in.
    """
    server = env.get("GITHUB_SERVER_URL") or GITHUB
    repository = env.get("GITHUB_REPOSITORY", "")
    found = {}
    if env.get("SITE_URL"):
        found["site_url"] = env["SITE_URL"]
    elif repository and server == GITHUB:
        found["site_url"] = pages_url(repository)
    elif "SITE_URL" in env:
        found["site_url"] = LOCAL
    if env.get("REPO_URL"):
        found["repo_url"] = env["REPO_URL"]
    elif repository:
        found["repo_url"] = f"{server}/{repository}"
    return found


def with_slash(site_url: str | None) -> str:
    """The site's address with one slash at the end; `/` where there is none."""
    return f"{(site_url or '/').rstrip('/')}/"


def pages_url(repository: str) -> str:
    """The address at which GitHub Pages publishes ``owner/repository``."""
    owner, _, name = repository.partition("/")
    host = f"{owner.lower()}.github.io"
    return f"https://{host}/" if name.lower() == host else f"https://{host}/{name}/"


def is_public(site_url: str) -> bool:
    """Whether readers elsewhere can open this address, safely."""
    parts = urlsplit(site_url)
    return parts.scheme == "https" and bool(parts.hostname) and parts.hostname not in LOCAL_HOSTS
