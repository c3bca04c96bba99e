"""The command `serve`: the service on one address, with a demo corpus if asked for."""

from __future__ import annotations

import socket
from ipaddress import IPv4Address, IPv6Address
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlsplit

import typer

from app.cli.messages import say

if TYPE_CHECKING:
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
) -> None:
    """Serve page, REST and SPARQL until interrupted."""
    from app.access.clients import is_loopback
    from app.access.writing import writing_of
    from app.cli.server import leaving_in_order, listen, run
    from app.settings import load_settings
    from app.wiring import open_materiel

    settings = load_settings(ctx.obj)
    with (
        leaving_in_order(),
        listen(host, port) as listening,
        open_materiel(
            settings, store=True, readers=True, is_local=is_loopback(listening.getsockname()[0])
        ) as materiel,
    ):
        materiel.reader.load_soon()
        if demo:
            _fill(materiel)
        if found := materiel.pipeline.compare():
            say(f"The store was not what the archive makes: {found}. It was filled anew.")
        if materiel.store is None:
            say("Another process holds the store of this folder: SPARQL waits for it to end.")
        _introduce(listening, host)
        if told := tell_other_base(settings.base_iri, listening.getsockname()[1]):
            typer.echo(f"{told}\n")
        typer.echo(f"{writing_of(materiel).sentence}\n")
        run(materiel, listening)


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


def _introduce(listening: socket.socket, host: str) -> None:
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
