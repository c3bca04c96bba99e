"""What a server or the way to it did wrong, as our errors: what it was, and what may help."""

from __future__ import annotations

import re
from http import HTTPStatus

import httpx

from graph.errors import (
    RemoteStoreError,
    StoreAnswerCut,
    StoreFailed,
    StoreRefused,
    StoreTimeout,
    StoreUnauthorised,
    StoreUnreachable,
)

SHOWN = 300
"""Characters of what a server says that are told on."""

_PASSING = frozenset(
    (
        HTTPStatus.REQUEST_TIMEOUT,
        HTTPStatus.TOO_MANY_REQUESTS,
        HTTPStatus.BAD_GATEWAY,
        HTTPStatus.SERVICE_UNAVAILABLE,
        HTTPStatus.GATEWAY_TIMEOUT,
    )
)
_DENIED = frozenset((HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN))
_TAG = re.compile(r"<(?:title|head|style|script)\b.*?</\w+>|<[^>]*>", re.DOTALL)
_DEADLOCK = re.compile(r"\b(40001|SR172|deadlock)\b", re.IGNORECASE)
"""How Virtuoso says that two wrote at once, and one of them is to try again."""


def is_passing(error: RemoteStoreError, status: int | None) -> bool:
    """Tell whether the same request may well succeed in a moment."""
    if isinstance(error, StoreUnreachable | StoreAnswerCut):
        return True
    if isinstance(error, StoreFailed) and _DEADLOCK.search(str(error.args[0])):
        return True
    return status in _PASSING


def of_transport(error: httpx.HTTPError | httpx.InvalidURL, name: str) -> RemoteStoreError:
    """Explain what went wrong before there was an answer, or in the middle of it."""
    if isinstance(error, httpx.ConnectError | httpx.ConnectTimeout):
        return StoreUnreachable(
            f"The store at {name} cannot be reached: {str(error) or 'no connection in time'}",
            remedy="Start it, or look at the address and the network between",
        )
    if isinstance(error, httpx.TimeoutException):
        return StoreTimeout(
            f"The store at {name} did not answer in time",
            remedy="Look whether it is overloaded, or give it more time by the setting "
            "MATERIEL_STORE_TIMEOUT",
        )
    return StoreAnswerCut(
        f"The store at {name} broke off in the middle: {error}",
        remedy="What was not taken in is sent again; look at the server's log if it happens often",
    )


def of_status(status: int, body: str, name: str) -> RemoteStoreError:
    """Explain a status that is no success; `body` is what the server says to it."""
    said = _said(body)
    if status in _DENIED:
        return StoreUnauthorised(
            f"The store at {name} does not let us in (status {status})",
            remedy="Look at the setting MATERIEL_STORE_AUTH, and at what this user may do there",
        )
    if HTTPStatus.MULTIPLE_CHOICES <= status < HTTPStatus.BAD_REQUEST:
        return StoreRefused(
            f"The store at {name} sends us elsewhere (status {status})",
            remedy="Give the address that it leads to: nothing is followed",
        )
    if status in {HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.GATEWAY_TIMEOUT}:
        return StoreTimeout(
            f"The store at {name} did not finish in time (status {status})",
            remedy="Look whether it is overloaded, or let it take more time",
            said=said,
        )
    if status < HTTPStatus.INTERNAL_SERVER_ERROR:
        return StoreRefused(
            f"The store at {name} refuses a request (status {status})",
            remedy="Look at the addresses of MATERIEL_STORE, and at MATERIEL_STORE_KIND",
            said=said,
        )
    return StoreFailed(
        f"The store at {name} failed (status {status})",
        remedy="Look at the log of that server",
        said=said,
    )


def no_answer(name: str, what: str) -> StoreAnswerCut:
    """Say that what came is no whole answer."""
    return StoreAnswerCut(
        f"The store at {name} gave half an answer, or none: {what}",
        remedy="Look at its limits of rows and time, and at MATERIEL_STORE_KIND",
    )


def _said(body: str) -> str:
    told = " ".join(_TAG.sub(" ", body).split())
    return told if len(told) <= SHOWN else f"{told[: SHOWN - 1]}…"
