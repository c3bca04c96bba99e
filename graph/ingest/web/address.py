"""Web addresses: taken apart strictly, so that there is one way to understand them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import AddressValueError, IPv4Address, IPv6Address
from typing import Final
from urllib.parse import quote, urljoin, urlsplit

import idna

from graph.errors import AddressRefused
from graph.ingest.web.guard import IP
from graph.ingest.web.limits import web_limits

PORTS: Final = {"http": 80, "https": 443}
"""Schemes that are fetched, and their ports."""
_BEGINS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
_STRAY = re.compile(r"[\x00-\x20\x7f-\xa0\\\u2028\u2029\ufeff\ufffd]")
"""What programs disagree about: white space, controls and backslashes."""
_LABEL = re.compile(r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\Z")
_NUMBER = re.compile(r"0x[0-9a-f]*\Z|[0-9]+\Z")
_PORT = re.compile(r"[0-9]{1,5}\Z")
KEPT: Final = "%/:@!$&'()*+,;=~-._?[]"
"""What stays as it is in path and query; anything else is percent-encoded."""
_REMEDY = "Give the address of a public page, such as https://example.org/news/article"


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where to go: `host` is lower-case ASCII without a dot at its end, or an IP address.

    `target` is path and query, ASCII and percent-encoded; there is no fragment.
    """

    scheme: str
    host: str
    port: int
    target: str

    @property
    def ip(self) -> IP | None:
        """Give the host where it is an IP address."""
        try:
            return IPv6Address(self.host) if ":" in self.host else IPv4Address(self.host)
        except AddressValueError:
            return None

    @property
    def authority(self) -> str:
        """Write host and port as a Host header does."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        """Write scheme, host and port."""
        return f"{self.scheme}://{self.authority}"

    def __str__(self) -> str:
        return f"{self.origin}{self.target}"


def is_address(text: str) -> bool:
    """Tell whether a text means an address, fit or not, rather than a file."""
    return _BEGINS.match(text) is not None


def parse_address(text: str) -> Address:
    """Take an address apart; raises AddressRefused for all that could be taken in two ways.

    International names become their ASCII form, numeric hosts (decimal, octal, hex, short) the IP
    address that they stand for.
    """
    if len(text) > web_limits().address_characters:
        raise _refuse(text, f"it has {len(text)} characters")
    if _STRAY.search(text):
        raise _refuse(text, "it holds white space, a control character or a backslash")
    if not _BEGINS.match(text):
        raise _refuse(text, "it does not begin with https:// or http://")
    try:
        parts = urlsplit(text)
    except ValueError:
        raise _refuse(text, "it cannot be taken apart") from None
    if parts.scheme not in PORTS:
        raise _refuse(text, f"{parts.scheme} is not fetched")
    if "@" in parts.netloc:
        raise _refuse(text, "it carries a user name or password")
    host, port = _split(text, parts.netloc)
    path, query = (quote(part, safe=KEPT) for part in (parts.path or "/", parts.query))
    return Address(
        scheme=parts.scheme,
        host=_host(text, host),
        port=PORTS[parts.scheme] if port is None else port,
        target=f"{path}?{query}" if query else path,
    )


def follow(address: Address, location: str) -> Address:
    """Tell where a redirect leads; raises AddressRefused as `parse_address` does."""
    if _STRAY.search(location.replace(" ", "")):  # blanks inside a path are common and harmless
        raise _refuse(location, "it holds a control character or a backslash")
    try:
        joined = urljoin(str(address), location.strip(" "))
    except ValueError:
        raise _refuse(location, "it cannot be taken apart") from None
    return parse_address(joined.replace(" ", "%20"))


def _split(text: str, netloc: str) -> tuple[str, int | None]:
    """Part host and port; an address of IPv6 keeps its brackets."""
    host, colon, port = netloc.rpartition(":")
    if not colon or netloc.endswith("]"):
        return netloc, None
    if not port:
        return host, None
    if not _PORT.match(port) or not 0 < int(port) < 65536:
        raise _refuse(text, f"{port[:20]!r} is no port")
    return host, int(port)


def _host(text: str, host: str) -> str:
    if host.startswith("["):
        return _ipv6(text, host)
    if not host or "%" in host or ":" in host:
        raise _refuse(text, "its host is no name")
    plain = _ascii(text, host).removesuffix(".")
    labels = plain.split(".")
    if _NUMBER.match(labels[-1]):
        return _ipv4(text, labels)
    if len(plain) > 253 or not all(_LABEL.match(label) for label in labels):
        raise _refuse(text, "its host is no name")
    return plain


def _ascii(text: str, host: str) -> str:
    """Write a name as the name system has it (UTS 46), digits and dots of other scripts too."""
    try:
        mapped = idna.uts46_remap(host, std3_rules=False)
        if mapped.isascii() and "xn--" not in mapped:
            return mapped
        return idna.encode(mapped).decode("ascii")
    except (idna.IDNAError, UnicodeError):
        raise _refuse(text, "its host is no name") from None


def _ipv6(text: str, host: str) -> str:
    inner = host[1:-1] if host.endswith("]") else ""
    try:
        return str(IPv6Address(inner if "%" not in inner else ""))
    except AddressValueError:
        raise _refuse(text, "its host is no IPv6 address, or names a zone") from None


def _ipv4(text: str, labels: list[str]) -> str:
    """Read one to four numbers, each decimal, octal or hex, as old programs do."""
    try:
        numbers = [_number(label) for label in labels]
    except ValueError:
        numbers = []
    *first, last = numbers or [-1]
    room = 256 ** (4 - len(first)) if len(first) < 4 else 0
    if not 0 <= last < room or any(number > 255 for number in first):
        raise _refuse(text, "its host is no IPv4 address")
    value = last + sum(number << (8 * (3 - place)) for place, number in enumerate(first))
    return str(IPv4Address(value))


def _number(label: str) -> int:
    if label.startswith("0x"):
        return int(label[2:] or "0", 16)
    return int(label, 8 if label.startswith("0") and len(label) > 1 else 10)


def _refuse(text: str, why: str) -> AddressRefused:
    return AddressRefused(
        f"the address is not fetched: {why}", field="url", value=text[:200], remedy=_REMEDY
    )
