"""Commands that read articles: `extract` prints claims, `ingest` keeps them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.messages import FAILURE_CODE, say
from graph.errors import ClusterError, InvalidField, StorageError

if TYPE_CHECKING:
    from app.cli.summing import Summary
    from app.wiring import Whose

_SCHEDULER = re.compile(r"(tcp|tls)://[^\s/:]+:\d{1,5}|(tcp|tls)://\[[0-9A-Fa-f:]+\]:\d{1,5}")
_SHOWN = 100
"""Failures that are told one by one."""

Published = Annotated[str | None, typer.Option(help="Day of publication, YYYY-MM-DD")]
Publisher = Annotated[str | None, typer.Option(help="Who published it")]
Url = Annotated[str | None, typer.Option(help="Where it was published")]
Title = Annotated[str | None, typer.Option(help="Title; else the first line, if it is one")]


def extract(  # noqa: PLR0913  # an option each; the contract names them
    file: Annotated[
        str,
        typer.Argument(
            help="Plain text, HTML, PDF, or the address of a page; - is standard input",
            metavar="FILE|URL|-",
        ),
    ] = "-",
    *,
    published: Published = None,
    publisher: Publisher = None,
    url: Url = None,
    title: Title = None,
    jsonl: Annotated[
        str | None,
        typer.Option(help='Read {"id", "text", ...} a line, write {"id", "claims"} a line'),
    ] = None,
    out: Annotated[Path | None, typer.Option(help="Write here, not to standard output")] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Tell in words what was found, and why")
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="With --explain: the same as JSON")] = False,
    html: Annotated[
        str | None,
        typer.Option(help="Write a page here with the claims marked in the text", metavar="FILE|-"),
    ] = None,
) -> None:
    """Print the claims of an article as JSON; nothing is stored, no service is needed."""
    from app.cli.output import write_out

    given = {"published": published, "publisher": publisher, "url": url, "title": title}
    asked = _Asked(explain=explain, json=json, to_terminal=out is None)
    if html is not None:
        _refuse_beside_page({"--jsonl": jsonl, "--out": out, "--explain": explain, "--json": json})
        _write_page(file, given, html)
    elif jsonl is not None:
        _refuse_beside_lines({"FILE": None if file == "-" else file} | given)
        failures: list[str] = []
        write_out(_lines(jsonl, failures, asked), out)
        if failures:
            say(f"{len(failures)} {'line' if len(failures) == 1 else 'lines'} could not be read")
            raise typer.Exit(FAILURE_CODE)
    else:
        write_out([_one(file, given, asked)], out)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """How the claims are to be told."""

    explain: bool
    json: bool
    to_terminal: bool


def _one(file: str, given: Mapping[str, str | None], asked: _Asked) -> bytes:
    if asked.explain:
        from app.cli.explaining import explain_one

        return explain_one(file, given, json=asked.json, to_terminal=asked.to_terminal)
    from app.cli.extracting import extract_one

    return extract_one(file, given)


def _lines(file: str, failures: list[str], asked: _Asked) -> Iterator[bytes]:
    if asked.explain:
        from app.cli.explaining import explain_lines

        return explain_lines(file, failures, json=asked.json, to_terminal=asked.to_terminal)
    from app.cli.extracting import extract_lines

    return extract_lines(file, failures)


def _write_page(file: str, given: Mapping[str, str | None], html: str) -> None:
    from app.cli.explaining import mark_one
    from app.cli.output import write_out

    page = None if html == "-" else Path(html)
    write_out([mark_one(file, given)], page, option="--html")


Workers = Annotated[
    int | None,
    typer.Option(min=1, max=1024, help="Read in so many processes of this machine"),
]
ClusterAddress = Annotated[
    str | None,
    typer.Option(
        help="Read on the workers of a Dask scheduler (extra: cluster)",
        metavar="tcp://HOST:PORT",
    ),
]


def ingest(  # noqa: PLR0913  # an option each
    ctx: typer.Context,
    places: Annotated[
        list[str],
        # What cannot be read is reported with the rest, and costs nothing else.
        typer.Argument(
            help="Text, HTML, PDF, JSON-lines (.gz too) or WARC files, folders, or web addresses",
            metavar="FILE|DIR|JSONL|WARC|URL",
        ),
    ],
    *,
    published: Published = None,
    publisher: Publisher = None,
    url: Url = None,
    title: Title = None,
    workers: Workers = None,
    cluster: ClusterAddress = None,
    again: Annotated[bool, typer.Option("--again", help="Read known articles, too")] = False,
    report: Annotated[
        Path | None, typer.Option(help="Write what was read and what failed here, as JSON")
    ] = None,
) -> None:
    """Read articles and keep them with their claims; works while a service is running.

    What was interrupted is gone on with by running it again: what is known is not read twice.
    Addresses are fetched one after another, politely, and as robots.txt allows. Publisher, day, URL
    and title are for one document, and go before what it says of itself.
    """
    from app.cli.identity import read_identity
    from app.cli.ingesting import ingest_addresses, ingest_all
    from app.cli.output import write_out
    from app.cli.summing import Summary
    from app.settings import load_settings
    from app.wiring import open_materiel
    from graph.ingest.web.address import is_address

    whose = choose_readers(workers, cluster)
    given = {"published": published, "publisher": publisher, "url": url, "title": title}
    told = read_identity(given, places) if any(given.values()) else None
    urls = [place for place in places if is_address(place)]
    paths = [Path(place) for place in places if not is_address(place)]
    summary = Summary()
    try:
        with open_materiel(load_settings(ctx.obj), store=False) as materiel:
            ingest_all(materiel, paths, summary, whose, again=again, told=told)
            if urls:
                ingest_addresses(materiel, urls, summary, told)
    except (KeyboardInterrupt, ClusterError, StorageError):
        say(f"interrupted: {summary.sentence()}; this is kept, run it again to go on")
        raise
    finally:
        if report is not None:
            write_out(summary.report(), report, option="--report")
    _conclude(summary)


def _conclude(summary: Summary) -> None:
    """Say what was done and what failed; leave with a failure where something did."""
    from app.cli.telling import tell_still_withdrawn

    typer.echo(summary.sentence())
    for read in summary.withdrawn.values():
        say(tell_still_withdrawn(read))
    for worker, reason in summary.course.refused.items():
        say(f"not used: {worker}: {reason}")
    for sentence in islice(summary.failures.sentences(), _SHOWN):
        say(f"failed: {sentence}")
    if len(summary.failures) > _SHOWN:
        say(f"{len(summary.failures) - _SHOWN} more failed: --report FILE names all")
    if summary.failures or not summary.read:
        if not summary.read:
            say("Nothing to read there: give .txt, .md, .html, .pdf, .jsonl or .warc files")
        raise typer.Exit(FAILURE_CODE)


def choose_readers(workers: int | None, cluster: str | None) -> Whose:
    """Take the options that say who reads; raises InvalidField for both, or for no address."""
    from app.wiring import Whose

    if cluster is not None and not _SCHEDULER.fullmatch(cluster):
        raise InvalidField(
            f"{cluster!r} is no address of a scheduler",
            field="--cluster",
            value=cluster,
            remedy="Give what `dask scheduler` tells, such as tcp://10.0.0.5:8786",
        )
    if cluster is not None and workers is not None:
        raise InvalidField(
            "--workers is given beside --cluster",
            field="--workers",
            value=str(workers),
            remedy="Choose one: a cluster has the workers that were started there",
        )
    return Whose(workers=workers, cluster=cluster)


def _refuse_beside_lines(given: Mapping[str, str | None]) -> None:
    """Raise InvalidField for what lines say of themselves."""
    for name, value in given.items():
        if value is not None:
            raise InvalidField(
                f"{name} is given beside --jsonl, whose lines carry their own",
                field=name,
                value=value,
                remedy="Leave it out, or read one article without --jsonl",
            )


def _refuse_beside_page(given: Mapping[str, object]) -> None:
    """Raise InvalidField for what a page of one article has no place for."""
    for name, value in given.items():
        if value:
            raise InvalidField(
                f"{name} is given beside --html, which writes one article as a page",
                field=name,
                value=str(value),
                remedy="Choose one",
            )
