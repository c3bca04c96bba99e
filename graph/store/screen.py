"""Looks at a query before anything is done with it, without parsing it.

It reads tokens, so that what stands in strings, IRIs and comments does not count. Where this
reading and a parser's could differ, it refuses. A parser that takes keywords letter by letter
reads `SERVICEe:x` as SERVICE and a name. One that tries again when a part does not hold reads
`\"""a"` as two strings if a bad escape follows, `e:SERVICE` as `e:` and SERVICE if both together
are no IRI, and `<b:c#>` as "less than" and a comment where an operand may stand.
"""

from __future__ import annotations

import functools
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

REMEMBERED = 64
"""Queries whose form is known: one is looked at twice on its way, and scripts repeat theirs."""

_PROLOGUE = frozenset(("BASE", "PREFIX", "VERSION"))
_OPENING, _CLOSING = frozenset("({["), frozenset(")}]")
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_LINE = re.compile(r"\r\n|\r|\n")
_SERVICE = "SERVICE"
_PLAIN_NAME = re.compile(r":(?i:SERVICE)[A-Za-z0-9_\-]*+(?![\\%:]|[^\x00-\x7f]|\.[^\s}])")
"""A name after its colon that makes an IRI of any prefix that ends with a slash or a hash."""

_HEX = "[0-9A-Fa-f]"
_CODE_POINT = rf"\\u{_HEX}{{4}} | \\U{_HEX}{{8}}"
_STRING_ESCAPE = rf"""
    \\(?: [tbnrf"'\\]
        | u (?![Dd][89A-Fa-f]) {_HEX}{{4}}
        | U (?=000|0010) (?!0000[Dd][89A-Fa-f]) {_HEX}{{8}} )
"""
"""A letter, or a code point that is no surrogate: all that a string may hold escaped."""

_TOKEN = re.compile(
    rf"""
    (?P<skipped> (?: \s++ | \#[^\r\n]*+ | [.,;*/+|&=!^~>\-] )++ )
  | (?P<iri> < (?: [^<>"{{}}|^`\\\x00-\x20] | {_CODE_POINT} )*+ > )
  | (?P<string>
        \"\"\" (?: [^"\\] | {_STRING_ESCAPE} | "(?!"") )*+ (?P<closed1> \"\"\" )?
      | ''' (?: [^'\\] | {_STRING_ESCAPE} | '(?!'') )*+ (?P<closed2> ''' )?
      | " (?: [^"\\\r\n] | {_STRING_ESCAPE} )*+ (?P<closed3> " )?
      | ' (?: [^'\\\r\n] | {_STRING_ESCAPE} )*+ (?P<closed4> ' )?
    )
  | (?P<taken> [?$@:] [\w\-]+ )
  | (?P<word> (?: \w | {_CODE_POINT} )++ )
  | (?P<escaped> \\. )
  | (?P<mark> . )
    """,
    re.VERBOSE | re.DOTALL,
)


_DULL = re.compile(r"\s++|\#[^\r\n]*+|(.)", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Screened:
    """A query that may be tried; `names_dataset` tells whether it has a FROM of its own."""

    form: QueryForm
    names_dataset: bool


@functools.lru_cache(maxsize=REMEMBERED)
def screen(text: str, limits: QueryLimits) -> Screened:
    """Tell the form of a query.

    Raises UpdateRefused for an update, QueryRefused for SERVICE or one over the limits, and
    QuerySyntaxError when it is no query at all.
    """
    _check_length(text, limits.text_bytes)
    form: QueryForm | None = None
    names_dataset = False
    depth = 0
    doubts = _Doubts(text)
    for token in _tokens(text):
        kind = token.lastgroup
        if kind == "mark":
            depth += (token[0] in _OPENING) - (token[0] in _CLOSING)
            if depth > limits.depth:
                raise QueryRefused(f"The query is nested deeper than {limits.depth} brackets")
        elif kind == "word":
            word = _spelled(token[0])
            if _SERVICE in word:
                raise _refused_service()
            if text.startswith(":", token.end()):
                continue  # a prefix
            names_dataset = names_dataset or (word == "FROM" and depth == 0)
            form = form or _form_of(word, text, token.start())
        else:
            doubts.check(token)
    if form is None:
        line, column = place_of(text, len(text))
        raise QuerySyntaxError(
            "The query is empty: nothing but prefixes and comments", line=line, column=column
        )
    return Screened(form=form, names_dataset=names_dataset)


def token_spans(text: str) -> list[tuple[int, int]]:
    """List where words, names, strings and marks begin and end, in order."""
    spans: list[tuple[int, int]] = []
    for token in _TOKEN.finditer(text):
        if token.lastgroup == "skipped":
            spans += [found.span() for found in _DULL.finditer(text, *token.span()) if found[1]]
        else:
            spans.append(token.span())
    return spans


def unescaped(text: str) -> str:
    """Write a text without escapes of code points."""
    if "\\" not in text:
        return text
    return _ESCAPE.sub(lambda found: _character(found[1] or found[2]), text)


def place_of(text: str, offset: int) -> tuple[int, int]:
    """Find line and column of an offset, both from 1, in code points."""
    starts = [0, *(found.end() for found in _LINE.finditer(text, 0, offset))]
    return len(starts), offset - starts[-1] + 1


class _Doubts:
    """Refuses what a parser might read in another way than it is written here."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._joins = True
        self._line_end = -1

    def check(self, token: re.Match[str]) -> None:
        """Look at an IRI, a string or a name; raises QueryRefused."""
        if token.lastgroup == "iri":
            self._look_at_iri(token)
        elif token.lastgroup == "string":
            if token.start() < self._line_end < token.end():
                line, column = place_of(self._text, token.start())
                raise QueryRefused(
                    f"The string in line {line}, column {column} may be read as a comment: "
                    "begin it on a line of its own"
                )
        elif token[0][:8].upper() == ":SERVICE" and not (
            self._joins and _PLAIN_NAME.match(self._text, token.start())
        ):
            raise _refused_service()

    def _look_at_iri(self, token: re.Match[str]) -> None:
        before, hash_mark, _ = token[0].partition("#")
        if hash_mark and "//" not in before:
            found = _LINE.search(self._text, token.end())
            self._line_end = found.start() if found else len(self._text)
        is_prefix = self._text[: token.start()].rstrip().endswith(":")
        self._joins = self._joins and (not is_prefix or token[0].endswith(("/>", "#>")))


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
    """Yield all but comments and dull marks; raises QuerySyntaxError at a string without end."""
    for token in _TOKEN.finditer(text):
        kind = token.lastgroup
        if kind == "string" and not any(
            token[name] for name in ("closed1", "closed2", "closed3", "closed4")
        ):
            line, column = place_of(text, token.start())
            raise QuerySyntaxError(
                "A string is not closed, or holds an escape that is none", line=line, column=column
            )
        if kind not in ("skipped", "escaped"):
            yield token


def _spelled(word: str) -> str:
    return unescaped(word).upper()


def _character(digits: str) -> str:
    code = int(digits, 16)
    return chr(code) if code <= 0x10FFFF else "\ufffd"


def _refused_service() -> QueryRefused:
    return QueryRefused(
        "SERVICE is not answered: this endpoint fetches nothing from elsewhere. If it is part of "
        "a prefix or name of yours, write its IRI in full"
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
