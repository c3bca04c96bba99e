"""Which hosts a service answers to, and which pages may write by way of a browser.

A service that only this machine can reach is reached by every page that a browser on it shows. Two
things tell such a page from its owner: a browser says where a page is from (Origin,
Sec-Fetch-Site), and a name that somebody points at 127.0.0.1 to pass for the same site is sent as
the Host.
"""

from __future__ import annotations

import functools
from urllib.parse import urlsplit

from app.access.clients import Headers, is_loopback
from app.settings import Settings, listed
from graph.errors import ForeignHost, ForeignPage, UnsupportedMediaType

SIMPLE = frozenset({"", "application/x-www-form-urlencoded", "multipart/form-data", "text/plain"})
"""Content types that a browser lets any page send anywhere, without asking first."""
_BROWSER = b"Mozilla/"
"""What every browser says that it is."""
_OWN = frozenset({b"same-origin", b"none"})


class Hosts:
    """Knows the names of a service, and the sites whose pages may write."""

    def __init__(self, settings: Settings) -> None:
        named = (each.lower() for each in listed(settings.hosts))
        own = urlsplit(settings.base_iri).hostname or ""
        self._names = frozenset({*named, own.lower()})
        self._origins = frozenset(each.rstrip("/").lower() for each in listed(settings.origins))
        self.is_named = bool(settings.hosts)
        self._is_own = functools.lru_cache(256)(self._look_at)

    def check(self, headers: Headers) -> None:
        """Raise ForeignHost for a request that was meant for another name.

        One without a Host is of no browser, and passes.
        """
        host = headers.get(b"host", b"")
        if host and not self._is_own(host):
            raise ForeignHost(
                f"This service does not answer to the host {host.decode('latin-1')!r}",
                remedy="Ask it by its address, or have its name put into MATERIEL_HOSTS",
            )

    def allowed_origin(self, headers: Headers) -> str:
        """Give the Origin of a page of another site that may write; nothing for any other."""
        if not self._origins:
            return ""
        origin = headers.get(b"origin", b"").decode("latin-1").lower()
        return origin if origin in self._origins else ""

    def check_page(self, headers: Headers) -> None:
        """Raise ForeignPage for what a page of another site has a browser send."""
        if is_foreign(headers) and not self.allowed_origin(headers):
            told = headers.get(b"origin", b"another site").decode("latin-1")
            raise ForeignPage(
                f"A page of {told or 'another site'} may not write here",
                remedy="Write from the pages of this service or from a program; "
                "MATERIEL_ORIGINS names other sites whose pages may, with a key",
            )

    def _look_at(self, host: bytes) -> bool:
        try:
            name = urlsplit(f"//{host.decode('latin-1')}").hostname or ""
        except ValueError:
            return False
        name = name.removesuffix(".")
        is_here = name == "localhost" or name.endswith(".localhost") or is_loopback(name)
        return is_here or name in self._names


def is_foreign(headers: Headers) -> bool:
    """Tell whether a page of another site has a browser send this."""
    origin, site = headers.get(b"origin"), headers.get(b"sec-fetch-site")
    if site is not None:  # no script can set it, and a proxy that renames the host leaves it
        return site not in _OWN
    host = headers.get(b"host", b"").lower()
    return origin is not None and origin.partition(b"://")[2].lower() != host


def check_simple(headers: Headers) -> None:
    """Raise UnsupportedMediaType for a body of a kind that any page may send unasked.

    That of a browser which does not say where its page is from: others were looked at, and programs
    send nothing for pages.
    """
    says_where = b"origin" in headers or b"sec-fetch-site" in headers
    if says_where or not headers.get(b"user-agent", b"").startswith(_BROWSER):
        return
    content_type = headers.get(b"content-type", b"").decode("latin-1")
    media_type = content_type.partition(";")[0].strip().lower()
    if media_type in SIMPLE:
        raise UnsupportedMediaType(
            f"The content type is {media_type!r}" if media_type else "There is no content type",
            field="Content-Type",
            value=media_type,
            remedy="Send JSON with Content-Type: application/json",
        )
