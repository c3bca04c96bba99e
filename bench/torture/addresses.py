"""Lead fetching astray, in the long form: the corpus of addresses, and variations of it at random.

    python -m bench.torture.addresses [--trials N] [--seed S]

A variation takes a place that none may reach, writes it in one of many forms, and hands it over as
the address, by redirects, by a name that resolves to it among others, or by one that does so only
when it is asked again. A listener on loopback records every connection. Fails where anything
reached it, where a refusal came too late to be one, where a fetch outlasted its limits, or where a
public host in the same disguises was refused.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from ipaddress import IPv4Address, IPv6Address, ip_address
from pathlib import Path
from urllib.parse import quote

from graph.ingest.web.guard import unreachable
from tests.addresses.corpus import LIMITS, Case, Outcome, Range, cases, opened
from tests.addresses.hosts import PUBLIC

_LATE = 10 * LIMITS.seconds
_DIGITS = ("0123456789", "０１２３４５６７８９", "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_DOTS = ".。．｡"
_TRAPS = ("127.0.0.1", "127.0.0.1", "127.0.0.3", "0.0.0.0", "::1", "::")


@dataclass(slots=True)
class Counts:
    """What was tried, and what of it went wrong, by name."""

    trials: int = 0
    broken: list[str] = field(default_factory=list)

    def check(self, held: bool, what: str) -> None:  # noqa: FBT001  # the outcome of the trial
        """Count a trial."""
        self.trials += 1
        if not held:
            self.broken.append(what)

    def tell(self, promise: str) -> int:
        """Print the counts, after what was broken; give 1 where anything was."""
        for what in self.broken[:20]:
            print(f"  broken: {what}")
        print(f"{promise}: {self.trials:,} trials, {len(self.broken):,} broken")
        return int(bool(self.broken))


def write_ip(ip: IPv4Address | IPv6Address, chance: random.Random) -> str:
    """Write an IP address as the host of an address, in a form of chance."""
    if isinstance(ip, IPv6Address):
        return f"[{ip.exploded if chance.random() < 0.5 else ip.compressed.upper()}]"
    ways = (_dotted, _one, _short, _unicode, _mixed)
    return chance.choice(ways)(ip, chance) + chance.choice(("", "", "."))


def wrap(ip: IPv4Address, chance: random.Random) -> IPv6Address:
    """Carry an IPv4 address inside one of IPv6."""
    number = int(ip)
    return IPv6Address(
        chance.choice(
            (
                (0xFFFF << 32) | number,
                (0xFFFF << 48) | number,
                number,
                (0x0064_FF9B << 96) | number,
                (0x0064_FF9B_0001 << 80) | number,
                (0x2002 << 112) | (number << 80) | 1,
                (0x2001 << 112) | (number << 64) | (~number & 0xFFFF_FFFF),
                (0x2A00_1450_4001_0001 << 64) | (0x5EFE << 32) | number,
            )
        )
    )


def _dotted(ip: IPv4Address, _chance: random.Random) -> str:
    return str(ip)


def _one(ip: IPv4Address, chance: random.Random) -> str:
    number = int(ip)
    return chance.choice((str(number), hex(number), hex(number).upper(), f"0{number:o}"))


def _short(ip: IPv4Address, _chance: random.Random) -> str:
    first, *_ = ip.packed
    return f"{first}.{int(ip) & 0xFF_FFFF}"


def _mixed(ip: IPv4Address, chance: random.Random) -> str:
    forms: tuple[Callable[[int], str], ...] = (str, hex, lambda part: f"0{part:o}")
    return ".".join(chance.choice(forms)(part) for part in ip.packed)


def _unicode(ip: IPv4Address, chance: random.Random) -> str:
    digits, dot = chance.choice(_DIGITS), chance.choice(_DOTS)
    plain = str(ip)
    return "".join(dot if c == "." else digits[int(c)] for c in plain)


def bad_place(chance: random.Random) -> IPv4Address | IPv6Address:
    """Choose a place that none may reach: the listener's more often than not."""
    if chance.random() < 0.7:
        ip = ip_address(chance.choice(_TRAPS))
    else:
        block = chance.choice(unreachable().blocks)
        ip = block[chance.randrange(block.num_addresses)]
    if isinstance(ip, IPv4Address) and chance.random() < 0.3:
        return wrap(ip, chance)
    return ip


def led_astray(chance: random.Random, hosts: Range) -> Case:
    """Make a case that leads to a bad place in a way of chance."""
    ip = bad_place(chance)
    port = hosts.victim.port
    ways = (_straight, _by_redirects, _by_name, _by_rebinding)
    url, names = chance.choice(ways)(ip, port, chance)
    scheme = chance.choice(("http", "HTTP", "hTTp"))
    return Case(
        name=f"{url} {dict(names)}",
        url=url.replace("http", scheme, 1),
        error="AddressRefused",
        says="",
        names=names,
    )


_Way = tuple[str, Mapping[str, Sequence[Sequence[str]]]]


def _straight(ip: IPv4Address | IPv6Address, port: int, chance: random.Random) -> _Way:
    return f"http://{write_ip(ip, chance)}:{port}/", {}


def _by_redirects(ip: IPv4Address | IPv6Address, port: int, chance: random.Random) -> _Way:
    bad, _ = _straight(ip, port, chance)
    steps = chance.randrange(4)
    return f"http://news.example:{{public}}/chain?{steps}&{quote(bad)}", {}


def _by_name(ip: IPv4Address | IPv6Address, port: int, chance: random.Random) -> _Way:
    found = [PUBLIC] * chance.randrange(3) + [str(ip)]
    chance.shuffle(found)
    return f"http://trap.example:{port}/", {"trap.example": [found]}


def _by_rebinding(ip: IPv4Address | IPv6Address, _port: int, chance: random.Random) -> _Way:
    """Resolve well for robots.txt, and maybe for a redirect or two, and then not."""
    times = 1 + chance.randrange(3)
    answers = [[PUBLIC]] * times + [[str(ip)]]
    steps = times - 2
    path = f"/chain?{steps}&http%3A//trap.example:{{public}}/article" if steps >= 0 else "/article"
    return f"http://trap.example:{{public}}{path}", {"trap.example": answers}


def led_well(chance: random.Random) -> Case:
    """Make a case that leads to the host that stands in for a public one, in the same disguises."""
    host = write_ip(IPv4Address(PUBLIC), chance)
    url = f"http://{host}:{{public}}/article"
    if chance.random() < 0.5:
        url = f"http://news.example:{{public}}/chain?{chance.randrange(4)}&{quote(url, safe='{}')}"
    return Case(name=url, url=url, error="", says="")


def _outcomes(trials: int, chance: random.Random, hosts: Range) -> Iterator[tuple[Case, Outcome]]:
    for case in cases():
        if "{tls}" not in case.url or hosts.tls is not None:
            yield case, hosts.try_case(case)
    for _ in range(trials):
        case = led_astray(chance, hosts)
        yield case, hosts.try_case(case)


def main(argv: Sequence[str] | None = None) -> int:
    """Try, and print what held."""
    parser = argparse.ArgumentParser(description=__doc__, prog="addresses")
    parser.add_argument("--trials", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=7)
    chosen = parser.parse_args(argv)
    chance = random.Random(chosen.seed)
    unheard, refused, timely, served = Counts(), Counts(), Counts(), Counts()
    with tempfile.TemporaryDirectory() as folder, opened(Path(folder)) as hosts:
        for case, outcome in _outcomes(chosen.trials, chance, hosts):
            heard = len(hosts.victim.heard)
            unheard.check(heard == 0, case.name)
            hosts.victim.heard.clear()
            wanted = type(outcome.error).__name__ == case.error
            refused.check(wanted, f"{case.name}: {outcome.error!r}")
            timely.check(outcome.seconds < _LATE, f"{case.name}: {outcome.seconds:.1f} s")
        for _ in range(chosen.trials // 10):
            case = led_well(chance)
            outcome = hosts.try_case(case)
            served.check(outcome.page is not None, f"{case.name}: {outcome.error!r}")
    return max(
        unheard.tell("no address reaches a listener on this machine"),
        refused.tell("what may not be reached is refused as such, before any connection"),
        timely.tell("no fetch outlasts its limits"),
        served.tell("a public host in the same disguises is fetched"),
    )


if __name__ == "__main__":
    raise SystemExit(main())
