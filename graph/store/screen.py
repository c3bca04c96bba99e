"""Looks at a query before anything is done with it, without parsing it.

It reads tokens, so that what stands in strings, IRIs and comments does not count. Where this
reading and a parser's could differ, it refuses: `SERVICE` right before a colon may be a keyword
or a prefix.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graph.errors import QueryRefused, QuerySyntaxError, UpdateRefused
from graph.store.answers import QueryForm
from graph.store.limits import QueryLimits

UPDATES = frozenset(
    ("ADD", "CLEAR", "COPY", "CREATE", "DELETE", "DROP", "INSERT", "LOAD", "MOVE", "WITH")
)
"""Words that a SPARQL update begins with."""

WHERE_TO_WRITE = (
    "SPARQL updates are not accepted: the RDF is derived from articles, and an edge without a "
    "sentence to rest on would be lost. Post an article to /v1/articles instead"
)

_PROLOGUE = frozenset(("BASE", "PREFIX", "VERSION"))
_OPENING, _CLOSING = frozenset("({["), frozenset(")}]")
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_LINE = re.compile(r"\r\n|\r|\n")

_TOKEN = re.compile(
    r"""
    (?P<skipped> \s+ | \#[^\r\n]* )
  | (?P<iri> < (?: [^<>"{}|^`\\\x00-\x20] | \\u[0-9A-Fa-f]{4} | \\U[0-9A-Fa-f]{8} )* > )
  | (?P<string>
        \"\"\" (?: [^"\\] | \\. | "(?!"") )* (?P<closed1> \"\"\" )?
      | ''' (?: [^'\\] | \\. | '(?!'') )* (?P<closed2> ''' )?
      | " (?: [^"\\\r\n] | \\. )* (?P<closed3> " )?
      | ' (?: [^'\\\r\n] | \\. )* (?P<closed4> ' )?
    )
  | (?P<taken> [?$@:] [\w\-]+ )
  | (?P<word> (?: \w | \\u[0-9A-Fa-f]{4} | \\U[0-9A-Fa-f]{8} )+ )
  | (?P<escaped> \\. )
  | (?P<mark> . )
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Screened:
    """A query that may be tried; `names_dataset` tells whether it has a FROM of its own."""

    form: QueryForm
    names_dataset: bool


def screen(text: str, limits: QueryLimits) -> Screened:
    """Tell the form of a query.

    Raises UpdateRefused for an update, QueryRefused for SERVICE or one over the limits, and
    QuerySyntaxError when it is no query at all.
    """
    _check_length(text, limits.text_bytes)
    form: QueryForm | None = None
    names_dataset = False
    depth = 0
    for token in _tokens(text):
        if token.lastgroup == "mark":
            depth += (token[0] in _OPENING) - (token[0] in _CLOSING)
            if depth > limits.depth:
                raise QueryRefused(f"The query is nested deeper than {limits.depth} brackets")
        elif token.lastgroup == "word":
            word = _spelled(token[0])
            _refuse_service(word)
            if text.startswith(":", token.end()):
                continue  # a prefix
            names_dataset = names_dataset or (word == "FROM" and depth == 0)
            form = form or _form_of(word, text, token.start())
    if form is None:
        raise QuerySyntaxError("The query is empty: nothing but prefixes and comments")
    return Screened(form=form, names_dataset=names_dataset)


def place_of(text: str, offset: int) -> tuple[int, int]:
    """Find line and column of an offset, both from 1, in code points."""
    starts = [0, *(found.end() for found in _LINE.finditer(text, 0, offset))]
    return len(starts), offset - starts[-1] + 1


def _check_length(text: str, limit: int) -> None:
    try:
        size = len(text.encode())
    except UnicodeEncodeError as error:
        line, column = place_of(text, error.start)
        raise QuerySyntaxError(
            "The query holds a lone surrogate", line=line, column=column
        ) from error
    if size > limit:
        raise QueryRefused(f"The query has {size} bytes; the limit is {limit}")


def _tokens(text: str) -> Iterator[re.Match[str]]:
    """Yield words and marks; raises QuerySyntaxError at a string that is not closed."""
    for token in _TOKEN.finditer(text):
        if token.lastgroup == "string" and not any(
            token[name] for name in ("closed1", "closed2", "closed3", "closed4")
        ):
            line, column = place_of(text, token.start())
            raise QuerySyntaxError("A string is not closed", line=line, column=column)
        if token.lastgroup in ("word", "mark"):
            yield token


def _spelled(word: str) -> str:
    return _ESCAPE.sub(lambda found: chr(int(found[1] or found[2], 16)), word).upper()


def _refuse_service(word: str) -> None:
    # The end of a word counts, because a parser may read `5SERVICE` as a number and a keyword.
    if word.endswith("SERVICE"):
        raise QueryRefused(
            "SERVICE is not answered: this endpoint fetches nothing from elsewhere. "
            "If it is a prefix of yours, give it another name"
        )


def _form_of(word: str, text: str, start: int) -> QueryForm | None:
    if word in _PROLOGUE:
        return None
    if word in UPDATES:
        raise UpdateRefused(WHERE_TO_WRITE)
    try:
        return QueryForm(word)
    except ValueError:
        line, column = place_of(text, start)
        raise QuerySyntaxError(
            f"A query begins with SELECT, ASK, CONSTRUCT or DESCRIBE, not with {word[:40]!r}",
            line=line,
            column=column,
        ) from None
