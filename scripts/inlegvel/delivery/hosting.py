"""What GitHub Pages cannot give, for hosts that can: headers, and where to report a weakness.

`_headers` is read by Netlify, Cloudflare Pages and others; GitHub Pages shows it as a file and
does nothing with it. `.well-known/security.txt` follows RFC 9116.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

HEADERS = "_headers"
SECURITY = ".well-known/security.txt"

# For every address. The policy of each page stands in the page; frames only a header can forbid.
EVERYWHERE = {
    "Content-Security-Policy": "frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": "same-origin",
    "Strict-Transport-Security": "max-age=31536000",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
FOR_EVER = {"Cache-Control": "public, max-age=31536000, immutable"}
# Other websites may read the downloads, as GitHub Pages lets them.
OPEN = {"Access-Control-Allow-Origin": "*"}
# Names below these hold a hash of the content.
RULES = {
    "/*": EVERYWHERE,
    "/assets/javascripts/*": FOR_EVER,
    "/assets/stylesheets/*": FOR_EVER,
    "/data/*": OPEN,
    "/grafieken/*": OPEN,
}


@dataclass(frozen=True)
class Publisher:
    """Who publishes, as the register names it (or None), and the day of which the site speaks."""

    uitgever: Mapping[str, Any] | None
    peildatum: date


def write_hosting(site: Path, url: str, publisher: Publisher) -> None:
    """Add the headers; and security.txt once somebody can be reached at the root of a host."""
    (site / HEADERS).write_text(headers_text(), encoding="utf-8")
    if publisher.uitgever is None or urlsplit(url).path != "/":
        return
    path = site / SECURITY
    path.parent.mkdir(exist_ok=True)
    email = str(publisher.uitgever["email"])
    path.write_text(security_text(url, email, publisher.peildatum), encoding="utf-8")


def headers_text() -> str:
    """The headers by address, in the form that these hosts share."""
    lines = []
    for address, headers in RULES.items():
        lines += [address, *(f"  {name}: {value}" for name, value in headers.items())]
    return "\n".join(lines) + "\n"


def security_text(url: str, email: str, peildatum: date) -> str:
    """Where to report a weakness, until a year after the day of the data (RFC 9116, 2.5).

    The address must be a secure one to be named as the file's own (2.5.2).
    """
    # A leap day has no other day a year later.
    day = 28 if (peildatum.month, peildatum.day) == (2, 29) else peildatum.day
    fields = [
        ("Contact", f"mailto:{email}"),
        ("Expires", f"{peildatum.replace(year=peildatum.year + 1, day=day).isoformat()}T00:00:00Z"),
        ("Preferred-Languages", "nl, en"),
    ]
    if url.startswith("https://"):
        fields.append(("Canonical", f"{url}{SECURITY}"))
    return "".join(f"{name}: {value}\n" for name, value in fields)
