"""Requests to a SPARQL 1.1 server: sent, sent again where that is safe, and read to their end.

Sending again is safe because of what is sent: a graph replaces itself, quads are a set, and what
an update takes away it takes away by name. A request that ran into its time limit is not sent
again, as it may still be at work.
"""

from __future__ import annotations

import io
import time
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, TypeVar

import httpx
from pyoxigraph import (
    NamedNode,
    Quad,
    RdfFormat,
    Triple,
    parse,
)

from graph.errors import RemoteStoreError
from graph.store.remote.endpoints import Endpoints, Login
from graph.store.remote.faults import is_passing, no_answer, of_status, of_transport
from graph.store.remote.servers import (
    RequestLimits,
    ServerKind,
    kind_of_header,
    request_limits,
    server_kinds,
)
from graph.store.remote.tables import Row, read_rows
from graph.store.remote.values import triples_as_kept

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

UPDATE: Final = "application/sparql-update"
NQUADS: Final = "application/n-quads"
NTRIPLES: Final = "application/n-triples"
TABLE: Final = "application/sparql-results+json"
_FORM: Final = "application/x-www-form-urlencoded"

Result = TypeVar("Result")


class Client:
    """Speaks with one server; threads may share it."""

    def __init__(self, endpoints: Endpoints, limits: RequestLimits | None = None) -> None:
        self.name = endpoints.name
        self._endpoints = endpoints
        self._limits = limits or request_limits()
        timeout = httpx.Timeout(
            endpoints.timeout or self._limits.answer_seconds,
            connect=self._limits.connect_seconds,
            pool=None,
        )
        self._http = httpx.Client(auth=_auth(endpoints.login), timeout=timeout, trust_env=False)
        self.kind = self._find_kind()

    @property
    def has_graphs(self) -> bool:
        """Tell whether there is an address for whole graphs."""
        return self._endpoints.graphs is not None

    def select(self, text: str) -> list[Row]:
        """Ask a SELECT of ours, which names its graphs; gives the rows, whole."""
        content, headers = self._repeated(lambda: self._query(text, TABLE))
        self._check_whole(headers)
        try:
            return read_rows(content, self.kind.values)
        except ValueError as error:
            raise no_answer(self.name, str(error)) from error

    def triples(self, text: str) -> list[Triple]:
        """Ask a CONSTRUCT of ours, which names its graphs; gives the triples, whole."""
        content, headers = self._repeated(lambda: self._query(text, self.kind.triples))
        self._check_whole(headers)
        try:
            given = parse(content, RdfFormat.from_media_type(self.kind.triples))
            return list(triples_as_kept((each.triple for each in given), self.kind.values))
        except (SyntaxError, ValueError) as error:
            traceback.clear_frames(error.__traceback__)  # as `read_rows` does
            raise no_answer(self.name, str(error)) from None

    def update(self, text: str) -> None:
        """Send an update."""
        headers = {"Content-Type": UPDATE}
        address, content = self._endpoints.update, text.encode()
        self._repeated(lambda: self._sent("POST", address, headers, content))

    def post_quads(self, content: bytes) -> None:
        """Add N-Quads to what the server holds."""
        address = self._with(self.kind.bulk_parameters)
        headers = {"Content-Type": NQUADS}
        self._repeated(lambda: self._sent("POST", address, headers, content))

    def put_graph(self, node: NamedNode, content: bytes) -> None:
        """Put N-Triples in the place of a graph."""
        address = self._with({"graph": node.value})
        headers = {"Content-Type": NTRIPLES}
        self._repeated(lambda: self._sent("PUT", address, headers, content))

    def add_to_graph(self, node: NamedNode, content: bytes) -> None:
        """Add N-Triples to a graph."""
        address = self._with({"graph": node.value})
        headers = {"Content-Type": NTRIPLES}
        self._repeated(lambda: self._sent("POST", address, headers, content))

    def all_quads(self) -> Iterator[Quad]:
        """Read everything from the address for graphs, as it comes."""
        with self.streaming("GET", self._with({}), {"Accept": NQUADS}) as answer:
            yield from parse(io.BufferedReader(_Pieces(answer.iter_bytes())), RdfFormat.N_QUADS)

    @contextmanager
    def streaming(
        self,
        method: str,
        address: str | None,
        headers: Mapping[str, str],
        *,
        form: Sequence[tuple[str, str]] = (),
        timeout: httpx.Timeout | None = None,
    ) -> Iterator[httpx.Response]:
        """Send a request once, to the address for queries by default; give the begun answer.

        Raises as all others do, also for what happens while the block reads.
        """
        names = httpx.QueryParams(list(form))
        request = self._http.build_request(
            method,
            address or self._endpoints.query,
            headers={**headers, **({"Content-Type": _FORM} if form else {})},
            content=str(names).encode() if form else None,
            timeout=timeout or self._http.timeout,
        )
        try:
            answer = self._http.send(request, stream=True)
            try:
                if not answer.is_success:
                    answer.read()
                    raise of_status(answer.status_code, answer.text, self.name)
                yield answer
            finally:
                answer.close()
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise of_transport(error, self.name) from error

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def _find_kind(self) -> ServerKind:
        if self._endpoints.kind:
            return server_kinds()[self._endpoints.kind]
        _, headers = self._repeated(lambda: self._query("ASK {}", TABLE))
        return kind_of_header(headers.get("server", ""))

    def _query(self, text: str, accept: str) -> tuple[bytes, httpx.Headers]:
        headers = {"Accept": accept, "Content-Type": _FORM}
        content = str(httpx.QueryParams({"query": text})).encode()
        return self._sent("POST", self._endpoints.query, headers, content)

    def _sent(
        self, method: str, address: str, headers: Mapping[str, str], content: bytes
    ) -> tuple[bytes, httpx.Headers]:
        """Send a request once and read its answer to the end."""
        try:
            answer = self._http.request(method, address, headers=dict(headers), content=content)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise of_transport(error, self.name) from error
        if not answer.is_success:
            raise _Told(of_status(answer.status_code, answer.text, self.name), answer.status_code)
        return answer.content, answer.headers

    def _repeated(self, send: Callable[[], Result]) -> Result:
        """Send until it succeeds, fails for good, or was tried often enough."""
        wait = self._limits.first_wait_seconds
        for tried in range(1, self._limits.tries + 1):
            try:
                return send()
            except (_Told, RemoteStoreError) as failed:
                error, status = (
                    (failed.error, failed.status) if isinstance(failed, _Told) else (failed, None)
                )
                if tried == self._limits.tries or not is_passing(error, status):
                    raise error from failed
            time.sleep(wait)
            wait = min(2 * wait, self._limits.longest_wait_seconds)
        raise AssertionError("the last try returns or raises")

    def _check_whole(self, headers: httpx.Headers) -> None:
        reason = why_cut(self.kind, headers)
        if reason:
            raise no_answer(self.name, reason)

    def _with(self, parameters: Mapping[str, str]) -> str:
        address = httpx.URL(self._endpoints.graphs or "")
        return str(address.copy_merge_params(dict(parameters)))


def why_cut(kind: ServerKind, headers: Mapping[str, str]) -> str | None:
    """Tell by the headers of an answer why it is not whole; None when it is."""
    for name, word in kind.cut.items():
        told = headers.get(name)
        if told is not None and word in told:
            return f"the server says {name}: {told}"
    return None


class _Told(Exception):
    """A status that is no success."""

    def __init__(self, error: RemoteStoreError, status: int) -> None:
        super().__init__(str(error))
        self.error = error
        self.status = status


class _Pieces(io.RawIOBase):
    """Pieces of bytes as a file that is read from."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        super().__init__()
        self._pieces = pieces
        self._rest = b""

    def readable(self) -> bool:
        return True

    def readinto(self, room: WriteableBuffer) -> int:
        """Give as many bytes as there is room for; none at the end."""
        while not self._rest:
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            self._rest = piece
        view = memoryview(room).cast("B")
        size = min(len(view), len(self._rest))
        view[:size] = self._rest[:size]
        self._rest = self._rest[size:]
        return size


def _auth(login: Login | None) -> httpx.Auth | None:
    if login is None:
        return None
    if login.way == "basic":
        return httpx.BasicAuth(login.user, login.secret)
    if login.way == "digest":
        return httpx.DigestAuth(login.user, login.secret)
    return _Bearer(login.secret)


class _Bearer(httpx.Auth):
    """Sends a token."""

    def __init__(self, token: str) -> None:
        self._line = f"Bearer {token}"

    def auth_flow(self, request: httpx.Request) -> Iterator[httpx.Request]:  # type: ignore[override]  # a generator is what httpx wants
        """Add the header."""
        request.headers["Authorization"] = self._line
        yield request
