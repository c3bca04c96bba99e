"""Ways to send a query, right ones and wrong ones."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from urllib.parse import quote, urlencode

from bench.hostile.attempts import Attempt

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
LONGEST_TARGET = 60_000
"""Characters of a request target that the server's parser takes."""

ACCEPTS = (
    "",
    "*/*",
    "text/csv",
    "text/tab-separated-values",
    "application/sparql-results+xml",
    "application/sparql-results+json;q=0.5, */*;q=0.1",
    "text/turtle, application/json",
    "application/ld+json, text/csv;q=0.9",
    "application/rdf+xml, application/xml;q=0.2",
    "application/n-triples, text/tab-separated-values",
)
"""What clients accept who get an answer."""

HEAD = "Host: 127.0.0.1\r\nConnection: close\r\n"


def carried(
    rolls: Random, attempt: Attempt, listener: str | None = None, *, seconds: float | None = None
) -> Attempt:
    """Let a query be sent in one of the ways of the protocol, with a listener for its graphs."""
    query = (attempt.query or "").encode("utf-8", "replace").decode()
    more: list[tuple[str, str]] = [] if seconds is None else [("timeout", f"{seconds:g}")]
    if listener and rolls.random() < 0.2:
        more.append((rolls.choice(("default-graph-uri", "named-graph-uri")), listener))
    accept = rolls.choice(ACCEPTS)
    headers = {"Accept": accept} if accept else {}
    if rolls.random() < 0.3:
        headers["Accept-Encoding"] = "identity"
    target = "/sparql?" + urlencode([("query", query), *more])
    way = rolls.randrange(4) if len(target) < LONGEST_TARGET else rolls.randrange(1, 3)
    made = replace(attempt, query=query, expected=attempt.expected | {406})
    if way == 1:
        body = urlencode([("query", query), *more]).encode()
        return replace(made, method="POST", headers=headers | {"Content-Type": FORM}, body=body)
    if way == 2:
        chunk = rolls.choice((None, None, 1000, 7))
        kind = {"Content-Type": f"{QUERY}; charset=utf-8"}
        target = "/sparql?" + urlencode(more)
        content = query.encode()
        if chunk and len(content) > 500 * chunk:
            chunk = 1000
        return replace(
            made, method="POST", target=target, headers=headers | kind, body=content, chunk=chunk
        )
    if way == 3:
        return replace(made, method="HEAD", target=target, headers=headers, query=None)
    return replace(made, target=target, headers=headers)


def malformed(rolls: Random, listener: str) -> Attempt:
    """Make a request that is wrong as HTTP or by the protocol."""
    return rolls.choice((_by_parameters, _by_headers, _by_body, _by_bytes))(rolls, listener)


def _by_parameters(rolls: Random, listener: str) -> Attempt:
    ask = ("query", "ASK {}")
    fields, status = rolls.choice(
        [
            ([ask, ask], 400),
            ([ask, ("query", "")], 400),
            ([ask, ("timeout", rolls.choice(("nan", "inf", "-1", "0", "soon", "", "1e999")))], 400),
            ([ask, ("timeout", "1e-300")], 503),
            ([ask, ("timeout", "1"), ("timeout", "1")], 400),
            ([ask, ("default-graph-uri", rolls.choice(("x", "http://[", "a b:c", "")))], 400),
            ([ask, ("default-graph-uri", listener)], 200),
            ([ask, ("named-graph-uri", listener), ("default-graph-uri", listener)], 200),
            ([("default-graph-uri", listener)], 400),
            ([ask, ("using-graph-uri", listener)], 405),
            ([ask, ("update", f"LOAD <{listener}>")], 405),
            ([("update", f"LOAD <{listener}>")], 405),
            ([ask, ("format", rolls.choice(("pdf", "turtle", "\x00", "é", "x" * 5000)))], 406),
            ([ask, ("unknown", "x"), ("fomrat", "y")], 200),
            ([ask, *[(f"p{n}", "x") for n in range(300)]], 400),
            ([("query", "ASK {} #" + "x" * 40_000), ("format", "xml")], 200),
        ]
    )
    expected = frozenset((status,))
    if rolls.random() < 0.5:
        return Attempt(kind="parameters", expected=expected, target="/sparql?" + urlencode(fields))
    form = {"Content-Type": FORM}
    # A POST with nothing asked is malformed, whatever else it holds.
    return Attempt(
        kind="parameters",
        expected=expected,
        method="POST",
        headers=form,
        body=urlencode(fields).encode(),
    )


def _by_headers(rolls: Random, listener: str) -> Attempt:
    target = "/sparql?query=" + quote("ASK {}")
    headers, status = rolls.choice(
        [
            ({"Accept": "image/png"}, 406),
            ({"Accept": "*/*;q=0"}, 406),
            ({"Accept": "text/csv;q=wrong"}, 406),
            ({"Accept": ",;,/;q=,*"}, 200),
            ({"Accept": "a/b," * 10_000}, 406),
            ({"Accept": "text/csv," * 5000}, 200),
            ({"Accept": "\xe9/\xff"}, 406),
            ({"Range": "bytes=0-1", "If-None-Match": "*"}, 200),
            ({"X-Request-ID": "\xff" * 100, "Origin": listener, "Referer": listener}, 200),
            ({"Host": rolls.choice(("[", "a b<>", "x" * 9000, "evil.example"))}, 421),
            ({"Host": rolls.choice(("[::1]:99999999", "LOCALHOST", ""))}, 200),
            ({"X-Forwarded-Host": listener, "Forwarded": f"for={listener}"}, 200),
            ({"X-HTTP-Method-Override": "PUT", "Cookie": "x" * 9000}, 200),
        ]
    )
    return Attempt(
        kind="headers", expected=frozenset((status, 400)), target=target, headers=headers
    )


def _by_body(rolls: Random, listener: str) -> Attempt:
    ask = b"ASK {}"
    content_type, body, status = rolls.choice(
        [
            (QUERY, ask + bytes((rolls.randrange(128, 256),)), 400),
            (QUERY, b"\xed\xa0\x80" + ask, 400),
            (QUERY, b"\xff\xfe" + "ASK {}".encode("utf-16-le"), 400),
            (QUERY, b"\xef\xbb\xbf" + ask, 400),
            (QUERY, ask + b"\x00", 400),
            (QUERY, b"\x00" * rolls.choice((1, 100, 65_536)), 400),
            (QUERY, b"", 400),
            (QUERY, ask + b"#" + b"x" * 65_529, 200),
            (QUERY, ask + b"#" + b"x" * 65_530, 403),
            (QUERY, ask + b"#" + "é".encode() * 32_765, 403),
            (QUERY, ask + b"#" * 300_000, 413),
            (FORM, b"query=" + b"%41" * 100_000, 413),
            (FORM, b"query=%FF%FE", 400),
            (FORM, b"query=ASK%20%7B%7D%0", 400),
            (FORM, b"query=ASK {}&query=ASK {}", 400),
            (FORM, b"%00=%00&query", 400),
            (FORM, b"", 400),
            (FORM, ask, 400),
            ("", ask, 415),
            ("application/json", b'{"query": "ASK {}"}', 415),
            ("text/plain", ask, 415),
            ("multipart/form-data; boundary=x", b"--x\r\n\r\n--x--", 415),
            (f"{QUERY}; charset=utf-16", "ASK {}".encode("utf-16"), 415),
            (f"{QUERY}; charset=\xe9", ask, 415),
            ("application/sparql-update", b"LOAD <" + listener.encode() + b">", 405),
            (QUERY, b"x" * (17 << 20), 413),
        ]
    )
    headers = {"Content-Type": content_type} if content_type else {}
    chunk = rolls.choice((None, None, 1 << 16))
    return Attempt(
        kind="bodies",
        expected=frozenset((status,)),
        method="POST",
        headers=headers,
        body=body,
        chunk=chunk if body else None,
    )


def _by_bytes(rolls: Random, listener: str) -> Attempt:
    ask = "query=ASK%7B%7D"
    method = rolls.choice(("PUT", "DELETE", "PATCH", "TRACE"))
    post = f"POST /sparql HTTP/1.1\r\n{HEAD}Content-Type: {QUERY}\r\n"
    listed: list[tuple[str, set[int]]] = [
        (f"GET /sparql?{ask}\xff HTTP/1.1\r\n{HEAD}\r\n", {400}),
        (f"GET /sparql?{ask}%00 HTTP/1.1\r\n{HEAD}\r\n", {400}),
        (f"GET /sparql?{ask}#x HTTP/1.1\r\n{HEAD}\r\n", {200}),
        (f"GET http://[/sparql?{ask} HTTP/1.1\r\n{HEAD}\r\n", {400}),
        (f"GET {listener}nowhere?{ask} HTTP/1.1\r\n{HEAD}\r\n", {400, 404}),
        (f"GET /sparql?{'x' * 100_000} HTTP/1.1\r\n{HEAD}\r\n", {400, 414}),
        (f"GET /sparql?{ask} HTTP/9.9\r\n{HEAD}\r\n", {200, 400}),
        (f"GET /sparql%2e%2e%00?{ask} HTTP/1.1\r\n{HEAD}\r\n", {404}),
        (f"{method} /sparql?{ask} HTTP/1.1\r\n{HEAD}\r\n", {405}),
        (f"FETCH /sparql?{ask} HTTP/1.1\r\n{HEAD}\r\n", {400, 405}),
        (f"CONNECT {listener} HTTP/1.1\r\n{HEAD}\r\n", {400, 404, 405}),
        ("\x00\x01\x02\r\n\r\n", {400}),
        (f"{post}Transfer-Encoding: chunked\r\n\r\nzz\r\nASK\r\n", {400}),
        (f"{post}Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n", {400}),
        (f"{post}Content-Length: -5\r\n\r\nASK{{}}", {400}),
        (f"{post}Content-Length: 1{'0' * 30}\r\n\r\nASK{{}}", {400}),
        (f"{post}Expect: 100-continue\r\nContent-Length: 5\r\n\r\nASK{{}}", {200}),
        (f"{post}Content-Encoding: gzip\r\nContent-Length: 5\r\n\r\nASK{{}}", {415}),
        (f"GET /sparql?{ask} HTTP/1.1\r\n{HEAD}Accept: \xff\x01\r\n\r\n", {400}),
        (f"GET /sparql?{ask} HTTP/1.1\r\n{HEAD}X: {'x' * 200_000}\r\n\r\n", {200, 400}),
    ]
    raw, statuses = rolls.choice(listed)
    return Attempt(kind="bytes", expected=frozenset(statuses), raw=raw.encode("latin-1"))
