"""What is handed out to be read, and what comes back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from graph import errors
from graph.archive.records import dump_claims, load_claims
from graph.claims.article import Article
from graph.claims.claim import Extractor
from graph.claims.reading import Reading
from graph.errors import InputError, UnreadableDocument


class BatchReader(Protocol):
    """Takes claims from articles, several at a time; asked by one thread at a time."""

    @property
    def extractor(self) -> Extractor:
        """Name what reads."""

    def read_many(self, articles: Iterable[Article]) -> Iterator[Reading]:
        """Read several; readings come in the order of the articles."""


Opener: TypeAlias = Callable[[], BatchReader]
"""Loads a reader; a function of a module, so that other processes find it by its name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An article to be read; `name` is that of the document it was made of."""

    name: str
    article: Article


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Articles that are read together; a suspect is one alone that may be what kills workers.

    `killed` counts the workers that died reading it.
    """

    number: int
    items: tuple[Item, ...]
    is_suspect: bool = False
    killed: int = 0

    @property
    def articles(self) -> tuple[Article, ...]:
        """Give the articles alone."""
        return tuple(item.article for item in self.items)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """An article that was handed out, and its reading, or why there is none."""

    item: Item
    result: Reading | InputError


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A reading as it travels: its claims as the archive writes them."""

    article_id: str
    extractor: Extractor
    claims: str

    @classmethod
    def of(cls, reading: Reading) -> Written:
        """Write a reading."""
        return cls(
            article_id=reading.article_id,
            extractor=reading.extractor,
            claims=dump_claims(reading.claims),
        )

    def reading(self) -> Reading:
        """Read it back; raises UnreadableDocument for what no reader wrote."""
        try:
            claims = load_claims(self.claims)
        except (KeyError, TypeError, ValueError) as wrong:
            raise UnreadableDocument(
                f"what came back of reading it is no reading: {wrong!r}", field="text"
            ) from wrong
        return Reading(article_id=self.article_id, extractor=self.extractor, claims=claims)


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why an article was not read, as it travels: the name of the error, and what it says."""

    kind: str
    message: str
    field: str
    value: str
    remedy: str

    @classmethod
    def of(cls, error: InputError) -> Refusal:
        """Write an error."""
        return cls(
            kind=type(error).__name__,
            message=error.message,
            field=error.field,
            value=error.value,
            remedy=error.remedy,
        )

    def error(self) -> InputError:
        """Make the error again."""
        kind = getattr(errors, self.kind, None)
        if not (isinstance(kind, type) and issubclass(kind, InputError)):
            kind = UnreadableDocument
        return kind(self.message, field=self.field, value=self.value, remedy=self.remedy)


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """That the reader failed in a way that is none of ours, and how."""

    reason: str


Results: TypeAlias = "tuple[Written | Refusal, ...] | Broken"
"""What comes back of a batch: something for each article, in their order, or nothing at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Greeting:
    """What a worker says when it is ready: what it reads with."""

    extractor: Extractor
