"""The command `serve`: the service on one address, with a demo corpus if asked for."""

from __future__ import annotations

import socket
from ipaddress import IPv4Address, IPv6Address
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlsplit

import typer

from app.cli.messages import say
from graph.errors import InvalidField

if TYPE_CHECKING:
    from app.settings import Settings
    from app.wiring import Materiel

LOOPBACK = "127.0.0.1"
HTTP = 80
EVERYWHERE = frozenset({str(IPv4Address(0)), str(IPv6Address(0))})


def serve(
    ctx: typer.Context,
    *,
    host: Annotated[str, typer.Option(help="Address to listen on")] = LOOPBACK,
    port: Annotated[int, typer.Option(help="Port; 0 takes a free one", min=0, max=65535)] = 8000,
    demo: Annotated[
        bool, typer.Option("--demo", help="Fill an empty archive with made-up articles first")
    ] = False,
    replicas: Annotated[
        int, typer.Option(help="Processes that answer; they need a store that they share", min=1)
    ] = 1,
    handed: Annotated[int | None, typer.Option("--socket", hidden=True)] = None,
) -> None:
    """Serve page, REST and SPARQL until interrupted."""
    from app.cli.server import leaving_in_order, listen
    from app.settings import load_settings

    settings = load_settings(ctx.obj)
    if handed is not None:
        from app.cli.replicas import share

        with leaving_in_order(), share(handed) as listening:
            _serve(settings, listening, follow=True)
    elif replicas > 1:
        _require_shared(settings, replicas)
        with listen(host, port) as listening:
            _prepare(settings, listening, host, demo=demo)
            _replicate(settings, listening, replicas)
    else:
        with leaving_in_order(), listen(host, port) as listening:
            _serve(settings, listening, host=host, demo=demo)


def _serve(
    settings: Settings,
    listening: socket.socket,
    *,
    host: str | None = None,
    demo: bool = False,
    follow: bool = False,
) -> None:
    """Serve in this process; without a host nothing is said of it."""
    from app.access.clients import is_loopback
    from app.cli.server import run
    from app.wiring import open_materiel

    with open_materiel(
        settings, store=True, readers=True, is_local=is_loopback(listening.getsockname()[0])
    ) as materiel:
        materiel.reader.load_soon()
        if demo:
            _fill(materiel)
        if found := materiel.pipeline.compare():
            say(f"The store was not what the archive makes: {found}. It was filled anew.")
        if materiel.store is None:
            say("Another process holds the store of this folder: SPARQL waits for it to end.")
        if host is not None:
            _introduce(materiel, listening, host)
        run(materiel, listening, follow=follow or settings.address is not None)


def _require_shared(settings: Settings, replicas: int) -> None:
    """Raise InvalidField unless all replicas can have the store."""
    from app.cli.replicas import MOST

    endpoints = settings.endpoints()
    if endpoints is None:
        raise InvalidField(
            "several processes cannot share the store that is in the data folder",
            field="--replicas",
            value=str(replicas),
            remedy="Set MATERIEL_STORE as docs/remote-store.md says, or leave --replicas out",
        )
    if replicas > MOST:
        raise InvalidField(
            f"more than {MOST} replicas of one address are of no use",
            field="--replicas",
            value=str(replicas),
            remedy="Start some on another machine",
        )


def _prepare(settings: Settings, listening: socket.socket, host: str, *, demo: bool) -> None:
    """Do once what is not to be done by every replica, and say what there is."""
    from app.access.clients import is_loopback
    from app.wiring import open_materiel

    is_local = is_loopback(listening.getsockname()[0])
    with open_materiel(settings, store=True, is_local=is_local) as materiel:
        if demo:
            _fill(materiel)
        if found := materiel.pipeline.compare():
            say(f"The store was not what the archive makes: {found}. It was filled anew.")
        _introduce(materiel, listening, host)


def _replicate(settings: Settings, listening: socket.socket, replicas: int) -> None:
    from app.cli.replicas import Replicas, command_of
    from app.cli.server import CLOSING_SECONDS, GRACE_SECONDS
    from app.logs import start_logging

    start_logging(settings)
    several = Replicas(command_of(settings.data), listening, replicas)
    several.run(GRACE_SECONDS + CLOSING_SECONDS)


def _fill(materiel: Materiel) -> None:
    """Put the demo articles into an archive that holds nothing; another is left alone."""
    from importlib import resources

    from app.cli.ingesting import ingest_all
    from app.cli.summing import Summary

    if materiel.archive.sequence():
        return
    with resources.as_file(resources.files("app.demo").joinpath("articles.jsonl")) as articles:
        summary = Summary()
        ingest_all(materiel, [articles], summary)
    typer.echo(f"Demo corpus of made-up articles: {summary.sentence()}")


def tell_other_base(base: str, port: int) -> str:
    """Say that IRIs of this machine lead to another port than the one that is served; "" else."""
    from app.access.clients import is_loopback

    parts = urlsplit(base)
    here = parts.hostname or ""
    if not (here == "localhost" or is_loopback(here)) or (parts.port or HTTP) == port:
        return ""
    shown = f"[{here}]" if ":" in here else here
    chosen = parts._replace(netloc=f"{shown}:{port}").geturl()
    return (
        f"IRIs begin with {base} all the same, so that data stays the same on every port. "
        f"For IRIs that lead here, start with MATERIEL_BASE_IRI={chosen}"
    )


def _introduce(materiel: Materiel, listening: socket.socket, host: str) -> None:
    from app.access.writing import writing_of

    port = listening.getsockname()[1]
    shown = f"[{host}]" if ":" in host else host
    address = f"http://{LOOPBACK if host in EVERYWHERE else shown}:{port}"
    typer.echo(
        f"""
Open {address}/ in a browser, or try:

  curl '{address}/v1/supplies?recipient=Russia'
  curl '{address}/v1/network/paths?from=China&to=Houthis'
  curl -d '{{"text": "Poland handed 14 tanks to Ukraine on Monday, the army said."}}' \\
    -H 'Content-Type: application/json' {address}/v1/articles

Control-C stops it.
"""
    )
    if told := tell_other_base(materiel.settings.base_iri, port):
        typer.echo(f"{told}\n")
    typer.echo(f"{writing_of(materiel).sentence}\n")
