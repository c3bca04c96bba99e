"""What a publisher is called: by its own name where its host bears it, else by its host.

What a page calls itself is written by whoever serves it, and names of publishers decide what counts
as one origin: a host that could take any name could pass for many.
"""

from __future__ import annotations

import functools
import re
import tomllib
from dataclasses import dataclass
from importlib import resources

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """Words that name nobody, and labels that stand between a name and a country."""

    generic: frozenset[str]
    second: frozenset[str]


@functools.cache
def naming() -> Naming:
    """Read `publishers.toml`."""
    content = tomllib.loads(
        resources.files("graph.ingest.web").joinpath("publishers.toml").read_text(encoding="utf-8")
    )
    return Naming(generic=frozenset(content["generic"]), second=frozenset(content["second"]))


def name_publisher(said: str | None, host: str) -> str:
    """Give the name that a page says, if its host is called so too; else the host."""
    plain = plain_host(host)
    label = _own_label(plain).replace("-", "")
    return said if said and label in _spellings(said) else plain


def plain_host(host: str) -> str:
    """Leave out the label that says no more than that it is a host of the web."""
    return host.removeprefix("www.")


def _spellings(name: str) -> frozenset[str]:
    """List how a host may spell a name: all of its words, or those that tell it from others."""
    words = _WORD.findall(name.casefold())
    telling = [word for word in words if word not in naming().generic]
    return frozenset({"".join(words), "".join(telling)} - {""})


def _own_label(host: str) -> str:
    """Find the label that was registered: the last but one, or that before `co.uk` and the like."""
    *labels, last = host.split(".")
    if len(labels) > 1 and len(last) == 2 and labels[-1] in naming().second:
        labels.pop()
    return labels[-1] if labels else last
