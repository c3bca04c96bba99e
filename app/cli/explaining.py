"""Reading articles and telling why: as text for a terminal, as JSON, or as a page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import orjson

from app import wiring
from app.cli.explained import show_explained
from app.cli.extracting import open_article, open_articles
from app.cli.marked import show_page
from app.cli.output import as_json
from app.schemas.explained import ExplainAnswer, ExplainedLine

UNTITLED = "Untitled article"


def explain_one(
    file: str, given: Mapping[str, str | None], *, json: bool, to_terminal: bool
) -> bytes:
    """Read one article and tell why it was read so; raises InputError."""
    article = open_article(file, given)
    reader = wiring.open_reader()
    answer = ExplainAnswer.of(reader.explain(article), reader.extractor)
    if json:
        return as_json(answer, pretty=True)
    return show_explained(answer, _heading(answer), to_terminal=to_terminal)


def explain_lines(
    file: str, failures: list[str], *, json: bool, to_terminal: bool
) -> Iterator[bytes]:
    """Tell the same of each line, in order; what fails is said and added."""
    reader = wiring.open_reader()
    for label, article in open_articles(file, failures):
        answer = ExplainAnswer.of(reader.explain(article), reader.extractor)
        if json:
            shown = ExplainedLine.of(label, answer).model_dump(mode="json")
            yield orjson.dumps(shown, option=orjson.OPT_APPEND_NEWLINE)
        else:
            heading = f"{label}: {_heading(answer)}"
            yield show_explained(answer, heading, to_terminal=to_terminal)


def mark_one(file: str, given: Mapping[str, str | None]) -> bytes:
    """Read one article and mark what was read on a page; raises InputError."""
    article = open_article(file, given)
    reader = wiring.open_reader()
    explained = reader.explain(article)
    return show_page(explained.outline, ExplainAnswer.of(explained, reader.extractor)).encode(
        "utf-8", errors="replace"
    )


def _heading(answer: ExplainAnswer) -> str:
    article = answer.article
    told = (article.title or UNTITLED, article.publisher, article.published)
    return " · ".join(str(part) for part in told if part)
