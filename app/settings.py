"""Settings of Materiel; the only reader of the environment."""

from __future__ import annotations

import re
from importlib import metadata
from ipaddress import ip_network
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from graph.errors import InvalidField

if TYPE_CHECKING:
    from graph.store.remote.endpoints import Endpoints  # which brings the store: it takes time

PREFIX = "MATERIEL_"
MEBIBYTE = 1024 * 1024
_LOOPBACK = re.compile(r"https?://(127\.|localhost\b|\[::1\])")


def _version() -> str:
    try:
        return metadata.version("materiel")
    except metadata.PackageNotFoundError:
        return "0+source"  # run from a source tree that was not installed


VERSION = _version()


class Settings(BaseSettings):
    """What an installation may choose: each is an environment variable `MATERIEL_<NAME>`."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_ignore_empty=True, extra="ignore", frozen=True
    )

    data: Path = Field(default=Path("data"), description="Folder of archive and store")
    archive: SecretStr | None = Field(
        default=None,
        description="Address of the archive on PostgreSQL; without it, a file in the data folder",
    )
    base_iri: str = Field(
        default="http://127.0.0.1:8000/id/",
        description="What every IRI of this installation starts with",
    )
    store: str = Field(
        default="",
        description="Address for queries of the SPARQL server that keeps the store, if one does",
    )
    store_update: str = Field(default="", description="Address for updates of that server")
    store_graphs: str = Field(
        default="", description="Address for whole graphs and N-Quads of that server, if it has one"
    )
    store_auth: SecretStr = Field(
        default=SecretStr(""),
        description="Login there: 'basic user:password', 'digest user:password', 'bearer token'",
    )
    store_kind: str = Field(
        default="", description="What that server is, as virtuoso or fuseki; empty: it is asked"
    )
    store_timeout: float | None = Field(
        default=None, gt=0, le=86400, description="Seconds to wait for an answer of that server"
    )
    max_body_bytes: int = Field(
        default=16 * MEBIBYTE, ge=1024, description="Largest request body, in bytes"
    )
    query_timeout: float | None = Field(
        default=None, gt=0, le=3600, description="Longest time of one SPARQL query, in seconds"
    )
    texts: Literal["shown", "quotes"] = Field(
        default="shown", description="Whether whole texts of articles are shown, or quotes alone"
    )
    fetch: Literal["on", "off", "auto"] = Field(
        default="auto",
        description="Whether the service fetches addresses; auto: when it listens on loopback",
    )
    fetch_ports: str = Field(
        default="80,443",
        pattern=r"^[0-9]{1,5}(,[0-9]{1,5})*$",
        description="Ports of web servers that pages are fetched from, with commas between",
    )
    reading: Literal["open", "keyed"] = Field(
        default="open", description="Whether everybody may read, or who has a key"
    )
    limits: Literal["outside", "all", "off"] = Field(
        default="outside",
        description="Whose requests are counted: those from other machines, all, or none",
    )
    hosts: str = Field(
        default="",
        description="Names that the service answers to, beside that of the base IRI; with commas",
    )
    origins: str = Field(
        default="",
        description="Other sites whose pages may read and write with a key, as https://a.example",
    )
    proxies: str = Field(
        default="", description="Addresses of proxies whose X-Forwarded-For is believed"
    )
    https: bool = Field(
        default=False, description="Whether all that is asked over http is sent to https"
    )
    log_format: Literal["console", "json"] = Field(
        default="console", description="How log lines are written to standard error"
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        default="info", description="Least serious log line that is written"
    )

    @field_validator("base_iri")
    @classmethod
    def _is_base(cls, value: str) -> str:
        if not value.startswith(("http://", "https://")) or not value.endswith("/"):
            raise ValueError("starts with http:// or https:// and ends with /")
        return value

    @property
    def address(self) -> str | None:
        """The address of the archive on PostgreSQL, with its password; None for a file."""
        return None if self.archive is None else self.archive.get_secret_value()

    @property
    def agent(self) -> str:
        """The name to fetch pages under, with the address of this installation if it has one."""
        base = self.base_iri.removesuffix("id/")
        return f"Materiel/{VERSION}" if _LOOPBACK.match(base) else f"Materiel/{VERSION} (+{base})"

    def endpoints(self) -> Endpoints | None:
        """Tell where the server of the store is; None where the store is here.

        Raises InvalidField, which shows no password.
        """
        from graph.store.remote.endpoints import read_endpoints

        return read_endpoints(
            {"": self.store, "_UPDATE": self.store_update, "_GRAPHS": self.store_graphs},
            self.store_auth.get_secret_value(),
            kind=self.store_kind,
            timeout=self.store_timeout,
            setting=f"{PREFIX}STORE",
        )

    @field_validator("proxies")
    @classmethod
    def _are_networks(cls, value: str) -> str:
        for each in listed(value):
            ip_network(each)
        return value

    @field_validator("origins")
    @classmethod
    def _are_origins(cls, value: str) -> str:
        for each in listed(value):
            parts = urlsplit(each)
            if (
                parts.scheme not in {"http", "https"}
                or each.rstrip("/") != parts._replace(path="", query="", fragment="").geturl()
                or not parts.hostname
            ):
                raise ValueError("each is like https://desk.example.org")
        return value


def listed(value: str) -> tuple[str, ...]:
    """Give the parts of a setting that are written with commas between them."""
    return tuple(part.strip() for part in value.split(",") if part.strip())


def load_settings(data: Path | None = None) -> Settings:
    """Read the settings; `data` stands above the environment.

    Raises InvalidField naming the variable when a value cannot be used.
    """
    try:
        return Settings() if data is None else Settings(data=data)
    except ValidationError as error:
        first = error.errors()[0]
        name = PREFIX + "_".join(str(part) for part in first["loc"]).upper()
        raise InvalidField(
            f"The setting {name} cannot be used: {first['msg']}",
            field=name,
            value="" if first["loc"][:1] == ("archive",) else str(first["input"]),
            remedy="Set it to a value as the README describes, or leave it out",
        ) from error
