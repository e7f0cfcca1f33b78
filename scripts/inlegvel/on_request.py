"""While serving: a download is made when somebody asks for it, not at every save."""

import mimetypes
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from mkdocs.structure.files import File

from inlegvel.export import Artifact

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

TYPES = {".csv": "text/csv; charset=utf-8", ".sqlite": "application/vnd.sqlite3"}


class OnRequest(File):
    """A file that MkDocs knows, so that links to it hold, but does not write."""

    def copy_file(self, dirty: bool = False) -> None:
        """Write nothing: `with_downloads` gives the file to whoever asks."""


def with_downloads(
    serve: "WSGIApplication", mount: str, artifacts: Callable[[], Iterable[Artifact]]
) -> "WSGIApplication":
    """`serve`, but requests for one of the artifacts, as they are then, are answered here.

    `mount` is the path of the site's root, with a slash at either end.
    """

    def answer(environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        asked = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "replace")
        if asked.startswith(mount):
            path = asked.removeprefix(mount)
            for artifact in artifacts():
                if artifact.path == path:
                    length = str(len(artifact.content))
                    headers = [("Content-Type", media_type(path)), ("Content-Length", length)]
                    start("200 OK", headers)
                    return [artifact.content]
        return serve(environ, start)

    return answer


def media_type(path: str) -> str:
    """The media type by the end of a path."""
    for ending, named in TYPES.items():
        if path.endswith(ending):
            return named
    return mimetypes.guess_type(path)[0] or "application/octet-stream"
