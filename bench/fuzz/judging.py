"""Whether an answer is as the description tells: the checks of schemathesis, and some of ours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus
from typing import Any, TypeAlias
from urllib.parse import parse_qs, urlsplit

import requests
from schemathesis import Case, Response
from schemathesis.checks import CHECKS, load_all_checks
from schemathesis.core.failures import AcceptedNegativeData, Failure, FailureGroup, ServerError
from schemathesis.openapi.checks import MissingHeaderNotRejected

from app.access.doors import scope_of
from bench.fuzz.described import AnyCase
from bench.fuzz.drawing import Drawn, Kind
from graph.archive.keys import Scope

CHECKED = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
    "negative_data_rejection",
    "missing_required_header",
    "unsupported_method",
    "allow_header_conformance",
)
"""Checks of schemathesis. What the description allows may still be refused, as a name that no
actor has: `_refused` tells when the description ought to have said so."""
Checks: TypeAlias = list[Any]
"""As schemathesis registers them: functions, and classes of its own."""
SECONDS = 60
_AGAIN = 5
_TOO_LONG = "/problems/query-timeout"
_NO_KEY = (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.TOO_MANY_REQUESTS)
_NOT_THERE = (HTTPStatus.NOT_FOUND, HTTPStatus.GONE)
_PLAIN = {"string", "null"}
_SAYS_MORE = {"enum", "format", "pattern", "maxLength", "minLength", "minimum", "maximum"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What is wrong with the answers to an operation, and one request that shows it."""

    operation: str
    title: str
    status: int
    detail: str
    curl: str


@dataclass(slots=True, kw_only=True)
class Tally:
    """What was asked and answered: counts by operation and status, and what is wrong."""

    answers: Counter[tuple[str, int]] = field(default_factory=Counter)
    kinds: Counter[Kind] = field(default_factory=Counter)
    findings: dict[tuple[str, str, int], Finding] = field(default_factory=dict)
    found: Counter[tuple[str, str, int]] = field(default_factory=Counter)

    def add(self, drawn: Drawn, response: Response, wrong: Iterator[tuple[str, str]]) -> None:
        """Count an answer and what is wrong with it."""
        label = drawn.case.operation.label
        self.answers[label, response.status_code] += 1
        self.kinds[drawn.kind] += 1
        for title, detail in wrong:
            key = (label, title, response.status_code)
            self.found[key] += 1
            if key not in self.findings:
                self.findings[key] = Finding(
                    operation=label,
                    title=title,
                    status=response.status_code,
                    detail=detail,
                    curl=drawn.case.as_curl_command(),
                )


def put(address: str, drawn: list[Drawn], key: str = "") -> Tally:
    """Put the requests one after the other to a service, and judge every answer.

    What has an ETag is asked for again with it, now and then. With a key every other request
    brings it, and whatever would write without it must be refused.
    """
    load_all_checks()
    checks = CHECKS.get_by_names(list(CHECKED))
    tally = Tally()
    with requests.Session() as session:
        call = partial(
            Case.call, base_url=address, session=session, timeout=SECONDS, allow_redirects=False
        )
        for number, one in enumerate(drawn):
            is_sent = key and number % 2 == 0
            headers = {"Authorization": f"Bearer {key}"} if is_sent else None
            response = call(one.case, headers=headers)
            if key and not is_sent and _is_write(one.case):
                tally.add(one, response, _let_in(response))
                continue
            tally.add(one, response, wrong_with(one, response, checks))
            etags = response.headers.get("etag", [])
            if etags and number % _AGAIN == 0 and one.case.method == "GET":
                again = call(one.case, headers={**(headers or {}), "If-None-Match": etags[0]})
                tally.add(one, again, _not_held(again))
    return tally


def wrong_with(drawn: Drawn, response: Response, checks: Checks) -> Iterator[tuple[str, str]]:
    """Tell what is wrong with an answer, as title and detail."""
    try:
        drawn.case.validate_response(response, checks=checks)
    except FailureGroup as failures:
        for failure in failures.exceptions:
            if not _is_meant(failure, response):
                yield failure.title, failure.message
    if drawn.kind is Kind.KNOWN:
        yield from _not_served(response)
    if drawn.kind is Kind.ALLOWED:
        yield from _refused(drawn.case, response)


def _is_meant(failure: Failure, response: Response) -> bool:
    """Tell what no description can say: an empty field is none."""
    if isinstance(failure, MissingHeaderNotRejected):
        # On this machine nobody needs a key before the first is made (docs/access.md).
        return failure.header_name == "Authorization"
    query = parse_qs(urlsplit(response.request.url or "").query, keep_blank_values=True)
    if isinstance(failure, ServerError) and "timeout" in query:  # short, on a busy machine
        return bool(response.json()["type"] == _TOO_LONG)
    if isinstance(failure, AcceptedNegativeData):
        return any("" in values for values in query.values())
    return False


def _is_write(case: AnyCase) -> bool:
    path = urlsplit(case.as_transport_kwargs(base_url="http://x")["url"]).path
    return scope_of(case.method.upper(), path) is not Scope.READ


def _let_in(response: Response) -> Iterator[tuple[str, str]]:
    if response.status_code not in _NO_KEY:
        yield "Something is written without a key", response.text[:500]


def _not_held(response: Response) -> Iterator[tuple[str, str]]:
    if response.status_code != HTTPStatus.NOT_MODIFIED:
        yield "An answer that the client holds is given again", response.text[:500]
    elif response.content:
        yield "A 304 has a body", response.text[:500]


def _not_served(response: Response) -> Iterator[tuple[str, str]]:
    is_served = response.status_code < HTTPStatus.BAD_REQUEST
    if not (is_served or response.status_code in _NOT_THERE):
        yield "Good values are refused", response.text[:500]


def _refused(case: AnyCase, response: Response) -> Iterator[tuple[str, str]]:
    """Tell of a refused value that the description allows by name or by its bounds."""
    if response.status_code != HTTPStatus.UNPROCESSABLE_ENTITY:
        return
    name = response.json().get("field", "")
    described = {
        one.name: one.definition.get("schema", {}) for one in case.operation.iter_parameters()
    }
    schema: dict[str, Any] = described.get(name, {})
    kinds = schema.get("anyOf", [schema])
    if any(_SAYS_MORE & one.keys() or one.get("type") not in _PLAIN for one in kinds if one):
        yield "The description allows what is refused", response.text[:500]
