"""Where a remote store is, and by which name it is told in messages: without what is secret."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import urlsplit, urlunsplit

from graph.errors import InvalidField
from graph.store.remote.servers import server_kinds


@dataclass(frozen=True, slots=True, kw_only=True)
class Login:
    """How we say who we are; what is `secret` is never shown."""

    way: Literal["basic", "digest", "bearer"]
    user: str = ""
    secret: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoints:
    """The addresses of a server: for queries, updates and, where there is one, whole graphs.

    `kind` names one of `servers.toml`; empty, the server is asked what it is.
    `timeout` is in seconds, above that of the limits.
    """

    query: str
    update: str
    graphs: str | None = None
    login: Login | None = None
    kind: str = ""
    timeout: float | None = None

    @property
    def name(self) -> str:
        """The address for queries, without name, password and parameters."""
        return shown(self.query)


def read_endpoints(
    addresses: Mapping[str, str], auth: str, *, kind: str, timeout: float | None, setting: str
) -> Endpoints | None:
    """Read the settings of a server; None where no address for queries is given.

    `addresses` are by what their setting's name has behind `setting`. Raises InvalidField, which
    shows no password.
    """
    given = {
        each: check_address(address, field_name=setting + each)
        for each, address in addresses.items()
        if address
    }
    query, update = given.get(""), given.get("_UPDATE")
    if query is None:
        if given:
            raise _missing(setting, "which is empty, while another address of the store is given")
        return None
    if update is None:
        raise _missing(f"{setting}_UPDATE", "which is empty: nothing could be written")
    if kind and kind not in server_kinds():
        raise InvalidField(
            "No kind of server has this name",
            field=f"{setting}_KIND",
            value=kind,
            remedy=f"Use one of {', '.join(sorted(server_kinds()))}, or leave it out",
        )
    login = read_login(auth, field_name=f"{setting}_AUTH") if auth else None
    graphs = given.get("_GRAPHS")
    return Endpoints(
        query=query, update=update, graphs=graphs, login=login, kind=kind, timeout=timeout
    )


def _missing(setting: str, why: str) -> InvalidField:
    return InvalidField(
        f"A remote store needs {setting}, {why}",
        field=setting,
        remedy="docs/remote-store.md lists the addresses of common servers",
    )


def read_login(text: str, *, field_name: str) -> Login:
    """Read `basic user:password`, `digest user:password` or `bearer token`.

    Raises InvalidField, which does not show what was given.
    """
    way, _, rest = text.strip().partition(" ")
    user, colon, password = rest.strip().partition(":")
    if way.lower() == "bearer" and rest.strip():
        return Login(way="bearer", secret=rest.strip())
    if way.lower() == "basic" and user and colon:
        return Login(way="basic", user=user, secret=password)
    if way.lower() == "digest" and user and colon:
        return Login(way="digest", user=user, secret=password)
    raise InvalidField(
        "It does not say how to log in at the store's server",
        field=field_name,
        value="(not shown)",
        remedy="Write 'basic user:password', 'digest user:password' or 'bearer token'",
    )


def check_address(address: str, *, field_name: str) -> str:
    """Give an address back that is http or https and holds no password.

    Raises InvalidField, which shows no password.
    """
    try:
        parts = urlsplit(address)
        is_good = parts.scheme in {"http", "https"} and bool(parts.hostname)
        is_good = is_good and (parts.port is None or parts.port > 0)
        has_secret = parts.username is not None or parts.password is not None
    except ValueError:
        is_good, has_secret = False, "@" in address
    if is_good and not has_secret and not parts.fragment:
        return address
    remedy = "Give an http or https address, like http://127.0.0.1:7878/query"
    raise InvalidField(
        "It holds a name or password" if has_secret else "It is no address of a SPARQL server",
        field=field_name,
        value="(not shown)" if has_secret else address,
        remedy="Give the login apart, by the setting for it" if has_secret else remedy,
    )


def shown(address: str) -> str:
    """Write an address as it may stand in a message."""
    parts = urlsplit(address)
    place = parts.netloc.rpartition("@")[2]
    return urlunsplit((parts.scheme, place, parts.path, "", ""))
