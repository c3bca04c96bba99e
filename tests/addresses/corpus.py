"""The corpus of addresses that lead where none may: its cases, and one try of a case."""

from __future__ import annotations

import ssl
import time
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from ipaddress import ip_address
from pathlib import Path

from graph.errors import InputError
from graph.ingest.web.fetcher import Fetcher, Page
from graph.ingest.web.guard import IP, Permit, may_reach
from graph.ingest.web.limits import WebLimits, web_limits
from graph.ingest.web.requesting import Reach
from tests.addresses.hosts import (
    PUBLIC,
    VICTIMS,
    Host,
    greet,
    listening,
    make_certificate,
    misbehave,
)

FILE = Path(__file__).with_name("corpus.toml")
AGENT = "Materiel/test"
LIMITS = replace(
    web_limits(),
    seconds=0.8,
    connect_seconds=0.5,
    wire_bytes=200_000,
    body_bytes=300_000,
    delay_seconds=0.0,
)
"""Smaller than the product's, so that a case takes no longer than it must."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """An address, and the error that it ends in."""

    name: str
    url: str
    error: str
    says: str
    names: Mapping[str, Sequence[Sequence[str]]] = field(default_factory=dict)
    trust: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of a try: the page or the error, and the seconds that it took."""

    page: Page | None
    error: InputError | None
    seconds: float


def cases() -> list[Case]:
    """Read the corpus."""
    content = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return [Case(**entry) for entry in content["case"]]


def is_stand_in(ip: IP) -> bool:
    """Permit what the product permits, and the host that stands in for a public one."""
    return ip == ip_address(PUBLIC) or may_reach(ip)


class Names:
    """A resolver of our own: each name has answers of its own, the last for good."""

    def __init__(self, names: Mapping[str, Sequence[Sequence[str]]]) -> None:
        self._left = {name: list(answers) for name, answers in names.items()}
        self._left.setdefault("news.example", [[PUBLIC]])
        self.asked: list[str] = []

    def __call__(self, host: str, _port: int) -> Sequence[str]:
        """Give the next answer; raises OSError for a name that has none."""
        self.asked.append(host)
        answers = self._left.get(host)
        if not answers:
            raise OSError("no such name")
        return answers.pop(0) if len(answers) > 1 else answers[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """The hosts of a try, up and recording."""

    victim: Host
    public: Host
    tls: Host | None
    trusting: ssl.SSLContext | None

    def write(self, url: str) -> str:
        """Put the ports into an address."""
        ports = {"victim": self.victim.port, "public": self.public.port}
        ports["tls"] = self.tls.port if self.tls else 443
        for name, port in ports.items():
            url = url.replace(f"{{{name}}}", str(port))
        return url

    def fetcher(
        self, case: Case, permit: Permit = is_stand_in, limits: WebLimits = LIMITS
    ) -> Fetcher:
        """Make a fetcher that differs from the product's in ports, resolver and one address."""
        ports = {80, 443, self.victim.port, self.public.port}
        if self.tls is not None:
            ports.add(self.tls.port)
        trusting = self.trusting if case.trust else None
        reach = Reach(
            ports=frozenset(ports),
            permit=permit,
            resolve=Names(case.names),
            tls=lambda: trusting or ssl.create_default_context(),
            limits=limits,
        )
        return Fetcher(agent=AGENT, reach=reach, sleep=lambda _seconds: None)

    def try_case(self, case: Case, permit: Permit = is_stand_in) -> Outcome:
        """Fetch the address of a case."""
        began = time.monotonic()
        page: Page | None = None
        error: InputError | None = None
        try:
            page = self.fetcher(case, permit).fetch(self.write(case.url))
        except InputError as raised:
            error = raised
        return Outcome(page=page, error=error, seconds=time.monotonic() - began)


def fetcher_of(host: Host, *names: str) -> Fetcher:
    """Make a fetcher that finds one host under some names, news.example at least."""
    known = {name: [[PUBLIC]] for name in ("news.example", *names)}
    reach = Reach(
        ports=frozenset({host.port}), permit=is_stand_in, resolve=Names(known), limits=LIMITS
    )
    return Fetcher(agent=AGENT, reach=reach, sleep=lambda _seconds: None)


@contextmanager
def opened(folder: Path) -> Iterator[Range]:
    """Open the hosts; without openssl, the cases of TLS have none."""
    serving: ssl.SSLContext | None = None
    trusting: ssl.SSLContext | None = None
    with suppress(FileNotFoundError):
        serving, trusting = make_certificate(folder, "right.example")
    with (
        listening(VICTIMS, greet) as victim,
        listening((PUBLIC,), misbehave) as public,
        listening((PUBLIC,), misbehave, serving) as tls,
    ):
        yield Range(
            victim=victim, public=public, tls=None if serving is None else tls, trusting=trusting
        )
