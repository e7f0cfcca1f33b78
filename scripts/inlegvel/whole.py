"""Files of the cache: what is read back is whole, byte for byte, or it is not there.

A cache may be half written, damaged, full or read-only: that costs time and changes nothing else.
"""

import hashlib
from contextlib import suppress
from pathlib import Path

CACHE = ".inlegvel-cache"  # the folder of a project that holds them
DIGEST = hashlib.sha256().digest_size


def read_whole(path: Path) -> bytes | None:
    """The kept bytes; None where there are none, or where they are no longer whole."""
    try:
        kept = path.read_bytes()
    except OSError:
        return None
    content = kept[DIGEST:]
    return content if hashlib.sha256(content).digest() == kept[:DIGEST] else None


def write_whole(path: Path, content: bytes) -> bytes:
    """Keep the bytes, with their checksum in front, where that can be done; gives them back."""
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(hashlib.sha256(content).digest() + content)
    return content
