"""Whether an answer keeps the promise: whole in its format, or a problem that says why not."""

from __future__ import annotations

import csv
import io
import json
from xml.etree import ElementTree as ET

import pyoxigraph
from pyoxigraph import QueryBoolean, QueryResultsFormat, RdfFormat

from bench.hostile.attempts import Attempt, Outcome
from graph.store.limits import query_limits

PROBLEM = "application/problem+json"
RESULTS = "application/sparql-results+"
_OF_THE_PARSER = b"Invalid HTTP request received."
_REFUSED = 400

csv.field_size_limit(query_limits().answer_bytes)  # a field may be all of an answer


def broken_promises(attempt: Attempt, outcome: Outcome) -> list[str]:
    """List what is wrong with an answer; nothing when it is as it must be."""
    if outcome.failure:
        return [f"no whole answer: {outcome.failure}"]
    if outcome.status not in attempt.expected:
        return [f"status {outcome.status}, not one of {sorted(attempt.expected)}"]
    if attempt.method == "HEAD":
        return ["HEAD with a body"] if outcome.body else []
    if outcome.status >= _REFUSED:
        return _wrong_with_problem(attempt, outcome)
    try:
        count(outcome)
    except (ValueError, SyntaxError, ET.ParseError, csv.Error, LookupError) as error:
        return [f"{outcome.content_type} does not parse: {error}"]
    return []


def count(outcome: Outcome) -> int:
    """Parse an answer wholly; count its rows or triples, 0 and 1 are false and true.

    Raises ValueError, SyntaxError, ParseError, csv.Error or LookupError when it is not whole.
    """
    if outcome.content_type == "text/csv":
        return _count_csv(outcome.body.decode())
    if outcome.content_type.startswith(RESULTS) or "tab-separated" in outcome.content_type:
        return _count_results(outcome.body, outcome.content_type)
    form = RdfFormat.from_media_type(outcome.content_type)
    if form is None:
        raise LookupError(f"no format is called {outcome.content_type!r}")
    if form == RdfFormat.RDF_XML:
        ET.fromstring(outcome.body)
    if form == RdfFormat.JSON_LD:
        json.loads(outcome.body)
    return len({quad.triple for quad in pyoxigraph.parse(outcome.body, format=form)})


def _count_csv(text: str) -> int:
    if text in ("true", "false"):
        return int(text == "true")
    if not text.endswith("\n"):
        raise ValueError("its last line does not end")
    head, *rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    if any(len(row) != len(head) for row in rows):
        raise ValueError("a row is shorter or longer than the head")
    return len(rows)


def _count_results(content: bytes, media_type: str) -> int:
    if media_type.endswith("xml"):
        ET.fromstring(content)
    if media_type.endswith("json"):
        json.loads(content)
    if "tab-separated" in media_type and content not in (b"true", b"false"):
        lines = content.decode().split("\n")
        if lines.pop() or any(line.count("\t") != lines[0].count("\t") for line in lines):
            raise ValueError("a row is shorter or longer than the head")
        return len(lines) - 1
    form = QueryResultsFormat.from_media_type(media_type)
    if form is None:
        raise LookupError(f"no format is called {media_type!r}")
    found = pyoxigraph.parse_query_results(content, format=form)
    if isinstance(found, QueryBoolean):
        return int(bool(found))
    return sum(1 for _ in found)


def _wrong_with_problem(attempt: Attempt, outcome: Outcome) -> list[str]:
    if attempt.raw and outcome.body == _OF_THE_PARSER:
        return []  # what is no HTTP never reaches the service
    if outcome.content_type != PROBLEM:
        return [f"{outcome.status} as {outcome.content_type!r}"]
    problem = json.loads(outcome.body)
    if problem.get("status") != outcome.status or not problem.get("detail"):
        return ["the problem does not say what is wrong"]
    if problem["type"] == "/problems/query-syntax":
        return _wrong_with_place(attempt, problem.get("line"), problem.get("column"))
    return ["no syntax error"] if attempt.place else []


def _wrong_with_place(attempt: Attempt, line: object, column: object) -> list[str]:
    if not isinstance(line, int) or not isinstance(column, int):
        return ["a syntax error without its place"]
    if attempt.place and attempt.place != (line, column):
        return [f"a fault at {attempt.place} is said to be at {(line, column)}"]
    if attempt.query is None:
        return []
    lines = attempt.query.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if not (1 <= line <= len(lines) and 1 <= column <= len(lines[line - 1]) + 1):
        return [f"the place {(line, column)} is outside of the text"]
    return []
