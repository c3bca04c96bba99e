"""Hosts on loopback: one stands in for a public host and misbehaves, one must not be reached."""

from __future__ import annotations

import gzip
import socket
import ssl
import subprocess
import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread
from urllib.parse import unquote

PUBLIC = "127.0.0.2"
"""The address of the host that stands in for a public one."""
VICTIMS = ("127.0.0.1", "::1")
BODY = b"<html><body><p>Norway sent Ukraine 22 tanks on Monday.</p></body></html>"
_OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
_PATIENCE = 10.0
_PIECE = 65_536

Behaviour = Callable[[socket.socket, str, bytes], None]
NOT_FOUND = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"


@dataclass(slots=True)
class Host:
    """A listener: its port, and what it heard, a line of request or nothing for each connection."""

    port: int
    heard: list[str] = field(default_factory=list)
    requests: list[bytes] = field(default_factory=list)


@contextmanager
def listening(
    addresses: tuple[str, ...], behave: Behaviour, tls: ssl.SSLContext | None = None
) -> Iterator[Host]:
    """Listen on one port of some addresses, and answer each connection in a thread."""
    ended = Event()
    with ExitStack() as opened:
        listeners = _bind(addresses, opened)
        host = Host(port=listeners[0].getsockname()[1])
        for listener in listeners:
            Thread(target=_accept, args=(listener, host, behave, tls, ended), daemon=True).start()
        try:
            yield host
        finally:
            ended.set()


def _bind(addresses: tuple[str, ...], opened: ExitStack) -> list[socket.socket]:
    port = 0
    found: list[socket.socket] = []
    for address in addresses:
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        try:
            listener = socket.create_server((address, port), family=family, backlog=64)
        except OSError:
            if not found:
                raise
            continue  # a machine without IPv6, or the port is taken there
        opened.enter_context(listener)
        listener.settimeout(0.2)
        port = listener.getsockname()[1]
        found.append(listener)
    return found


def _accept(
    listener: socket.socket,
    host: Host,
    behave: Behaviour,
    tls: ssl.SSLContext | None,
    ended: Event,
) -> None:
    while not ended.is_set():
        try:
            connection, _ = listener.accept()
        except TimeoutError:
            continue
        except OSError:
            return
        host.heard.append("")
        place = len(host.heard) - 1
        Thread(target=_answer, args=(connection, host, place, behave, tls), daemon=True).start()


def _answer(
    connection: socket.socket,
    host: Host,
    place: int,
    behave: Behaviour,
    tls: ssl.SSLContext | None,
) -> None:
    with suppress(OSError, IndexError), connection:
        connection.settimeout(_PATIENCE)
        talking = tls.wrap_socket(connection, server_side=True) if tls else connection
        with talking:
            head = b""
            while b"\r\n\r\n" not in head and (part := talking.recv(_PIECE)):
                head += part
            host.requests.append(head)
            host.heard[place] = head.partition(b"\r\n")[0].decode("latin-1")
            behave(talking, host.heard[place].split(" ")[1] if b" " in head else "", head)
            with suppress(OSError):
                talking.shutdown(socket.SHUT_WR)


def greet(talking: socket.socket, _target: str, _head: bytes) -> None:
    """Answer as a service would that trusts whoever reaches it."""
    _send(talking, _whole(b"what nobody outside may see"))


def telling(answers: Mapping[str, bytes | Callable[[bytes], bytes]]) -> Behaviour:
    """Answer by path and query, or by what is made of the request; 404 for all else."""

    def tell(talking: socket.socket, target: str, head: bytes) -> None:
        found = answers.get(target, NOT_FOUND)
        _send(talking, found if isinstance(found, bytes) else found(head))

    return tell


def answer(body: bytes, *lines: str, kind: str = "text/html", status: str = "200 OK") -> bytes:
    """Write an answer with a body of a kind; `lines` are more of its head."""
    head = (f"HTTP/1.1 {status}", f"Content-Type: {kind}", f"Content-Length: {len(body)}", *lines)
    return "\r\n".join((*head, "", "")).encode() + body


def misbehave(talking: socket.socket, target: str, _head: bytes) -> None:
    """Do what the path says; each way is named in the corpus."""
    path, _, query = target.partition("?")
    if path in _FIXED:
        _send(talking, _FIXED[path]())
    elif path in _LASTING:
        _LASTING[path](talking)
    else:
        _send(talking, _redirect(path, unquote(query)))


def _redirect(path: str, query: str) -> bytes:
    if path == "/chain":
        count, _, to = query.partition("&")
        to = f"/chain?{int(count) - 1}&{to}" if int(count) else to
    else:
        to = "/circle" if path == "/circle" else query
    return b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: " + to.encode() + b"\r\n\r\n"


def _send(talking: socket.socket, content: bytes) -> None:
    talking.sendall(content)


def _whole(body: bytes, *more: bytes) -> bytes:
    lines = b"".join(line + b"\r\n" for line in more)
    return _OK + lines + b"Content-Length: %d\r\n\r\n" % len(body) + body


def _slowly(talking: socket.socket, begins: bytes) -> None:
    _send(talking, begins)
    for _ in range(int(_PATIENCE / 0.05)):
        _send(talking, b"x")
        time.sleep(0.05)


def _without_end(talking: socket.socket, begins: bytes, piece: bytes) -> None:
    _send(talking, begins)
    ends = time.monotonic() + _PATIENCE
    while time.monotonic() < ends:
        _send(talking, piece)


def _deflated(size: int) -> bytes:
    return zlib.compress(b"\0" * size, 9)


_GZIP = b"Content-Encoding: gzip"
_FIXED: dict[str, Callable[[], bytes]] = {
    "/robots.txt": lambda: NOT_FOUND,
    "/article": lambda: _whole(BODY),
    "/bomb": lambda: _whole(gzip.compress(b"\0" * 5_000_000), _GZIP),
    "/deflate-bomb": lambda: _whole(_deflated(5_000_000), b"Content-Encoding: deflate"),
    "/pieces": lambda: _whole(gzip.compress(b"") * 4_000, _GZIP),
    "/twice": lambda: _whole(gzip.compress(gzip.compress(BODY)), b"Content-Encoding: gzip, gzip"),
    "/cut-gzip": lambda: _whole(gzip.compress(BODY)[:-12], _GZIP),
    "/short": lambda: _OK + b"Content-Length: 5000\r\n\r\n" + BODY,
    "/two-lengths": lambda: _OK + b"Content-Length: 5\r\nContent-Length: 50\r\n\r\n" + BODY,
    "/no-length": lambda: _OK + b"Content-Length: -5\r\n\r\n" + BODY,
    "/bad-chunks": lambda: _OK + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n" + BODY,
    "/greeting": lambda: b"220 mail.example ESMTP\r\n" * 3,
    "/image": lambda: b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: 1\r\n\r\nx",
    "/untyped": lambda: b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx",
    "/unchanged": lambda: b"HTTP/1.1 304 Not Modified\r\n\r\n",
    "/upgrade": lambda: b"HTTP/1.1 101 Switching\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n",
    "/huge-headers": lambda: _OK + b"X-Long: " + b"x" * 150_000 + b"\r\n\r\n",
}
_LASTING: dict[str, Callable[[socket.socket], None]] = {
    "/slow-headers": lambda talking: _slowly(talking, b"HTTP/1.1 200 OK\r\nX-Slow: "),
    "/slow-body": lambda talking: _slowly(talking, _OK + b"Content-Length: 1000\r\n\r\n"),
    "/silent": lambda _talking: time.sleep(_PATIENCE / 2),
    "/endless": lambda talking: _without_end(talking, _OK + b"\r\n", b"x" * _PIECE),
    "/interim": lambda talking: _without_end(talking, b"", b"HTTP/1.1 103 Early\r\n\r\n" * 100),
}


def make_certificate(folder: Path, name: str) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """Make a certificate for a name: the server's side, and one that trusts it.

    Raises FileNotFoundError where there is no openssl to make it.
    """
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
         "-nodes", "-days", "2", "-subj", f"/CN={name}", "-addext", f"subjectAltName=DNS:{name}",
         "-keyout", str(key), "-out", str(certificate)],
        check=True, capture_output=True,
    )  # fmt: skip
    serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    serving.load_cert_chain(certificate, key)
    return serving, ssl.create_default_context(cafile=str(certificate))
