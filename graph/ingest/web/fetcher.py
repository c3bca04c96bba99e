"""Fetch an address: checked at every step, bounded in all, with manners."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.message import Message
from email.utils import parsedate_to_datetime
from types import MappingProxyType
from typing import Final

from graph.errors import FetchFailed, UnsupportedMediaType
from graph.ingest.web.address import Address, follow, parse_address
from graph.ingest.web.bounds import Bounds
from graph.ingest.web.manners import REDIRECTS, Manners
from graph.ingest.web.requesting import Answer, Reach, Requester
from graph.ingest.web.turns import Turns

ARTICLES: Mapping[str, str] = MappingProxyType(
    {
        "text/html": "text/html",
        "application/xhtml+xml": "text/html",
        "text/plain": "text/plain",
        "application/pdf": "application/pdf",
    }
)
"""What is read as an article, and as what."""
FEEDS: Mapping[str, str] = MappingProxyType(
    dict.fromkeys(
        (
            "application/rss+xml",
            "application/atom+xml",
            "application/rdf+xml",
            "application/xml",
            "text/xml",
        ),
        "application/xml",
    )
)
"""What is read as a feed."""
UNCHANGED: Final = 304
_FOUND: Final = 200
_PASSING: Final = frozenset({408, 425, 429, 500, 502, 503, 504})
"""Answers that another try may mend."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """What a host said of the version that it gave, for it to tell whether there is a newer one."""

    etag: str | None = None
    modified: str | None = None

    def headers(self) -> Mapping[str, str]:
        """Write them as a conditional request does."""
        said = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in said.items() if value}


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What an address gave: `url` is where it was found in the end, `charset` as it says.

    `is_unchanged` when it is still what the validators knew; there is no content then.
    """

    url: str
    host: str
    media_type: str
    charset: str | None
    content: bytes
    validators: Validators
    is_unchanged: bool = False


class Fetcher:
    """Fetches addresses; threads may share it, so that they share manners too."""

    def __init__(
        self,
        *,
        agent: str,
        reach: Reach | None = None,
        sleep: Callable[[float], object] = time.sleep,
    ) -> None:
        reach = reach or Reach()
        self._limits = reach.limits
        self._requester = Requester(reach=reach, agent=agent)
        self._manners = Manners(self._requester, Turns(self._limits, sleep=sleep), self._limits)

    def fetch(
        self,
        url: str,
        *,
        kinds: Mapping[str, str] = ARTICLES,
        known: Validators | None = None,
    ) -> Page:
        """Fetch what an address gives, through redirects, each of which is checked as the first.

        Raises AddressRefused where none may be made of it, FetchFailed where no page came of it,
        TooLarge, or UnsupportedMediaType.
        """
        address = parse_address(url)
        headers = {"Accept": ", ".join(kinds), **(known or Validators()).headers()}
        limits = self._limits
        bounds = Bounds(
            seconds=limits.seconds,
            wire_bytes=limits.wire_bytes,
            patience=limits.longest_wait_seconds,
        )
        for _ in range(limits.redirects + 1):
            self._manners.knock(address, bounds)
            with self._requester.get(address, bounds, headers) as answer:
                if answer.status == UNCHANGED and known is None:
                    raise _failed(address, answer)
                found = self._take(address, answer, kinds)
            if isinstance(found, Page):
                return found
            address = found
        raise FetchFailed(
            f"the address redirects more than {limits.redirects} times",
            value=url[:200],
            remedy="Give the address that a browser ends at",
        )

    def _take(self, address: Address, answer: Answer, kinds: Mapping[str, str]) -> Page | Address:
        """Take what an address gave: the page, or where else to ask."""
        if answer.status in REDIRECTS and answer.headers.get("location"):
            return follow(address, answer.headers["location"])
        if answer.status not in (_FOUND, UNCHANGED):
            raise _failed(address, answer)
        media_type, charset = _media_type(answer.headers.get("content-type", ""))
        kind = kinds.get(media_type, "")
        is_unchanged = answer.status == UNCHANGED
        if not is_unchanged and not kind:
            raise _not_read(address, media_type, kinds)
        return Page(
            url=str(address),
            host=address.host,
            media_type=kind,
            charset=charset,
            content=b"" if is_unchanged else answer.body(self._limits.body_bytes),
            validators=_validators(answer.headers),
            is_unchanged=is_unchanged,
        )


def _validators(headers: Mapping[str, str]) -> Validators:
    etag, modified = (headers.get(name, "") for name in ("etag", "last-modified"))
    return Validators(etag=_kept(etag), modified=_kept(modified))


def _kept(value: str) -> str | None:
    """Keep what can be sent back as it came; anything longer or stranger is no validator."""
    return (
        value if value and len(value) <= 200 and value.isascii() and value.isprintable() else None
    )


def _media_type(header: str) -> tuple[str, str | None]:
    message = Message()
    message["Content-Type"] = " ".join(header[:200].split())
    return (message.get_content_type() if "/" in header else "", message.get_content_charset())


def _failed(address: Address, answer: Answer) -> FetchFailed:
    return FetchFailed(
        f"{address.host} answered with status {answer.status}",
        value=str(address),
        remedy="Try again later"
        if answer.status in _PASSING
        else "Open the address in a browser, and give the article's text",
        status=answer.status,
        passes=answer.status in _PASSING,
        retry_after=_retry_after(answer.headers.get("retry-after", "")),
    )


def _retry_after(value: str) -> float | None:
    """Read seconds or a date (RFC 9110); what is neither says nothing."""
    value = value.strip()
    if value.isascii() and value.isdigit():
        return float(value[:9])
    try:
        return max(parsedate_to_datetime(value).timestamp() - time.time(), 0.0)
    except (ValueError, OverflowError):
        return None


def _not_read(address: Address, media_type: str, kinds: Mapping[str, str]) -> UnsupportedMediaType:
    return UnsupportedMediaType(
        f"the address gives {media_type or 'a page that does not say what it is'}",
        field="url",
        value=str(address),
        remedy=f"Give the address of {', '.join(sorted(set(kinds.values())))}",
    )
