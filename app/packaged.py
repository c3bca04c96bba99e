"""Files of the package that are answered as they are: packed once, and held by their ETag."""

from __future__ import annotations

import functools
import gzip
import hashlib
import mimetypes
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from importlib import resources

from starlette.responses import Response

from app.conditional import is_held, takes_packed

_SCRIPT = "text/javascript; charset=utf-8"
_MEDIA_TYPES: Mapping[str, str] = {
    ".js": _SCRIPT,
    ".mjs": _SCRIPT,
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
}
"""What browsers insist on, whatever the machine's own table says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackagedFile:
    """A file, plain and packed."""

    content: bytes
    packed: bytes
    media_type: str
    etag: str

    def answer(self, accept_encoding: str, if_none_match: str, keep: str) -> Response:
        """Answer a request with it, or that it is held already; `keep` is how long to hold it."""
        headers = {"ETag": self.etag, "Cache-Control": keep, "Vary": "Accept-Encoding"}
        if is_held(self.etag, if_none_match):
            return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
        if takes_packed(accept_encoding):
            headers["Content-Encoding"] = "gzip"
            return Response(self.packed, media_type=self.media_type, headers=headers)
        return Response(self.content, media_type=self.media_type, headers=headers)


@functools.cache
def load_file(package: str, name: str) -> PackagedFile:
    """Load a file of a package, `name` relative to it; it is kept."""
    content = resources.files(package).joinpath(name).read_bytes()
    ending = name[name.rfind(".") :]
    media_type = _MEDIA_TYPES.get(ending) or mimetypes.guess_type(name)[0]
    return PackagedFile(
        content=content,
        packed=gzip.compress(content, mtime=0),
        media_type=media_type or "application/octet-stream",
        etag=f'W/"{hashlib.sha256(content).hexdigest()[:16]}"',
    )
