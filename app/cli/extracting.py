"""Extraction without service or storage: one article, or one a line."""

from __future__ import annotations

import json
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import BinaryIO

import orjson

from app import wiring
from app.cli.identity import refuse_address
from app.cli.messages import describe, say
from app.cli.output import as_json
from app.schemas.articles import ExtractAnswer
from app.settings import load_settings
from graph.claims.article import Article
from graph.errors import Busy, InputError, UnreadableFile, UnsupportedMediaType
from graph.ingest.clean import clean
from graph.ingest.fetch import BATCHES, media_type_of, parse_line, take_document, whole
from graph.ingest.metadata import Metadata, parse_metadata
from graph.ingest.packed import Line, Meter, lines_in, lines_of
from graph.ingest.web.address import is_address

STANDARD_INPUT = "-"
PLAIN = "text/plain"


def extract_one(file: str, given: Mapping[str, str | None]) -> bytes:
    """Read one article to the letter and write its claims as JSON; raises InputError."""
    article = open_article(file, given)
    return as_json(ExtractAnswer.of(article, wiring.open_reader().read(article)), pretty=True)


def open_article(file: str, given: Mapping[str, str | None]) -> Article:
    """Make an article of a file, of standard input, or of an address; raises InputError."""
    metadata = parse_metadata(given, today=_today())
    if is_address(file):
        return _fetch(file, metadata)
    if Path(file).name.lower().endswith(tuple(BATCHES)):
        raise UnsupportedMediaType(
            f"{file} holds an article a line",
            field="FILE",
            value=file,
            remedy=f"Read it with --jsonl {file}",
        )
    media_type = PLAIN if file == STANDARD_INPUT else media_type_of(file)
    with _open(file) as stream:
        fetched = take_document(stream, name=file, media_type=media_type, metadata=metadata)
    return clean(fetched)


def _fetch(url: str, metadata: Metadata) -> Article:
    from graph.ingest.web.articles import fetch_article

    refuse_address("url", metadata.url)
    return fetch_article(wiring.open_fetcher(load_settings()), url, metadata)


def extract_lines(file: str, failures: list[str]) -> Iterator[bytes]:
    """Write `{"id", "claims"}` for each line, in order; what fails is said and added."""
    labels: deque[str] = deque()

    def noted() -> Iterator[Article]:
        for label, article in open_articles(file, failures):
            labels.append(label)
            yield article

    for answer in _answers(noted()):
        shown = answer.model_dump(mode="json")["claims"]
        record = {"id": labels.popleft(), "claims": shown}
        yield orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE)


def open_articles(file: str, failures: list[str]) -> Iterator[tuple[str, Article]]:
    """Yield the article of each line with the line's id; what fails is said and added."""
    if file == STANDARD_INPUT:
        yield from _articles(lines_in(sys.stdin.buffer), file, failures)
        return
    try:
        yield from _articles(lines_of(Path(file), Meter()), file, failures)
    except OSError as failed:
        raise _unreadable(file, failed) from failed


def _answers(articles: Iterator[Article]) -> Iterator[ExtractAnswer]:
    pending: deque[Article] = deque()

    def noted() -> Iterator[Article]:
        for article in articles:
            pending.append(article)
            yield article

    for reading in wiring.open_reader().read_many(noted()):
        yield ExtractAnswer.of(pending.popleft(), reading)


def _articles(
    lines: Iterable[Line], file: str, failures: list[str]
) -> Iterator[tuple[str, Article]]:
    for line in lines:
        name = f"line {line.number}"
        try:
            content = whole(line)
            article = clean(parse_line(content, name=name, today=_today()))
        except (InputError, Busy) as error:
            reason = f"{file}, {name}: {describe(error)}"
            failures.append(reason)
            say(reason)
            continue
        yield _label(content, article), article


def _label(line: bytes, article: Article) -> str:
    """Give back the id of the line; a line without one is named by its article."""
    label = json.loads(line).get("id")  # as tolerant as the parser of the line
    return article.id if label is None else str(label)


def _open(file: str) -> BinaryIO:
    if file == STANDARD_INPUT:
        return sys.stdin.buffer
    try:
        return Path(file).open("rb")
    except OSError as failed:
        raise _unreadable(file, failed) from failed


def _unreadable(file: str, failed: OSError) -> UnreadableFile:
    return UnreadableFile(
        f"{file} cannot be read: {failed.strerror or failed}",
        field="FILE",
        value=file,
        remedy="Name a file that exists, or - for standard input",
    )


def _today() -> date:
    return datetime.now(UTC).date()
