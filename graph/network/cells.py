"""Claims as the network answers with them, and the cells they fall into."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from itertools import islice
from typing import TypeAlias

from graph.claims.article import Article
from graph.claims.brief import BriefClaim, Wording, put_in_brief
from graph.claims.claim import AFFIRMED, NOT_SUPPLY, Claim, Stage, Status, claim_id
from graph.claims.edtf import bounds
from graph.claims.reading import ReadArticle
from graph.claims.verdict import Decision, JudgedClaim, Verdict
from graph.network.gists import gist_of, matter_of
from graph.network.marks import words_of
from graph.network.words import OwnWords, Words

CellKey: TypeAlias = tuple[str, str, str | None]
"""Supplier, recipient, munition."""

Pair: TypeAlias = tuple[str, str]
"""Supplier and recipient."""

SAYS_NO = frozenset({Status.NEGATED, Status.DENIED})
"""Statuses of a claim that disputes what others say of its cell."""


_AT_ONCE = 500


@dataclass(slots=True, kw_only=True)
class Heading:
    """What heads an article: all of it but the text; title and address are fetched when shown.

    They stay as they were `told` for a quote.

    `came` is when it came in, if that was noted; `known` the day from which it was known: when it
    was published, or else when it came in. `reading` is the number of its reading.
    """

    id: str
    publisher: str | None
    published: date | None
    came: datetime | None
    known: date | None
    reading: int = field(default=0, compare=False)
    words: Words = field(compare=False, repr=False)
    told: tuple[str | None, str | None] | None = field(default=None, compare=False, repr=False)

    @classmethod
    def of(
        cls, article: Article, read_at: datetime | None = None, claims: Sequence[Claim] = ()
    ) -> Heading:
        """Take the heading of an article that was read then, with the words of its claims."""
        return cls(
            id=article.id,
            publisher=article.publisher,
            published=article.published,
            came=read_at,
            known=article.published or (read_at.date() if read_at is not None else None),
            words=OwnWords(Wording(title=article.title, url=article.url, claims=claims)),
        )

    @property
    def title(self) -> str | None:
        """The title of the article."""
        return self.told[0] if self.told else self.words.of(self.reading).title

    @property
    def url(self) -> str | None:
        """The address of the article."""
        return self.told[1] if self.told else self.words.of(self.reading).url


@dataclass(slots=True, kw_only=True, eq=False)
class NetworkClaim:
    """A claim in its article; `earliest` and `latest` bound the date it speaks of.

    `brief` is what is added up and filtered by, as it stands: corrected, if a person did so
    (`judged`), under the id of the claim that was read. `claim` is all of it, its words fetched
    when they are shown: `tell` has those of several at hand. `is_supply` is `Claim.is_supply`,
    found once.

    Not frozen for what takes longer to find than all else, and is found when first asked for: id,
    words and gist are made of the content; `shown` is room for its looks, kept by who shows it.
    """

    article: Heading
    brief: BriefClaim
    earliest: date | None
    latest: date | None
    is_supply: bool
    judged: JudgedClaim | None = None
    known_id: str = ""
    known_words: int | None = None
    known_gist: int | None = None
    known_quote: str | None = None
    shown: bytes | None = None

    def __eq__(self, other: object) -> bool:
        """Tell whether it is the same claim as it stands; one may be made several times."""
        if not isinstance(other, NetworkClaim):
            return NotImplemented
        same = self.brief == other.brief and self.article == other.article
        return self is other or (same and self.judged == other.judged)

    def __hash__(self) -> int:
        return hash((self.article.id, self.brief))

    @property
    def id(self) -> str:
        """The id of the claim."""
        if not self.known_id:
            self.known_id = claim_id(self.article.id, self.original)
        return self.known_id

    @property
    def words(self) -> int:
        """What stands for the words of its quote: the same for quotes that have the same."""
        if self.known_words is None:
            self.known_words = words_of(self.original.passage.quote)
        return self.known_words

    @property
    def gist(self) -> int:
        """What is left of its sentence when somebody has altered it."""
        if self.known_gist is None:
            quote = self.original.passage.quote
            self.known_gist = gist_of(quote, 0, len(quote), matter_of(self.original))
        return self.known_gist

    @property
    def quote(self) -> str:
        """The words of the article that it rests on."""
        if self.known_quote is None:
            return self.original.passage.quote
        return self.known_quote

    @property
    def claim(self) -> Claim:
        """The claim as it stands, words and all."""
        if self.judged is not None:
            return self.judged.standing or self.judged.claim
        return self.original

    @property
    def original(self) -> Claim:
        """The claim as it was read."""
        if self.judged is not None:
            return self.judged.claim
        return self.article.words.of(self.article.reading).claims[self.brief.place]

    @property
    def verdict(self) -> Verdict | None:
        """What a person decided on it."""
        return self.judged.verdict if self.judged else None

    @property
    def stands(self) -> bool:
        """Tell whether it has a part in its cell: a rejected claim is found by its id alone."""
        return stands(self.judged)

    @property
    def key(self) -> CellKey:
        """The cell it falls into."""
        return self.brief.supplier, self.brief.recipient, self.brief.munition

    @property
    def disputes(self) -> bool:
        """Tell whether it says no, or that the transfer was stopped; who denies a stop does not."""
        return disputes(self.brief.stage, self.brief.status)


def disputes(stage: Stage, status: Status) -> bool:
    """Tell whether a claim of this kind says no, or that the transfer was stopped."""
    return status in (AFFIRMED if stage is Stage.SUSPENSION else SAYS_NO)


def is_supply(stage: Stage, status: Status) -> bool:
    """Tell whether a claim of this kind says yes to a transfer, as `Claim.is_supply` does."""
    return status in AFFIRMED and stage not in NOT_SUPPLY


def stands(judged: JudgedClaim | None) -> bool:
    """Tell whether a claim that was judged so has a part in its cell."""
    verdict = judged.verdict if judged is not None else None
    return verdict is None or verdict.decision is not Decision.REJECT


def network_claims(read: ReadArticle) -> tuple[NetworkClaim, ...]:
    """Make the claims of an article's reading, with their words; one read twice counts once.

    Rejected ones come too, as such: they belong into no cell.
    """
    heading = Heading.of(read.article, read.read_at, read.reading.claims)
    short = put_in_brief(read, 0, b"")
    made: list[NetworkClaim] = []
    alike: dict[object, list[NetworkClaim]] = {}
    for brief in short.claims:
        earliest, latest = days_of(brief.date)
        placed = NetworkClaim(
            article=heading,
            brief=brief,
            earliest=earliest,
            latest=latest,
            is_supply=is_supply(brief.stage, brief.status),
            judged=short.judged.get(brief.place),
            known_gist=gist_of(
                read.article.text,
                brief.start,
                brief.end,
                matter_of(read.reading.claims[brief.place]),
            ),
        )
        read_as = BriefClaim.of(0, read.reading.claims[brief.place])
        # Only claims that look alike are told apart by their ids, which are dear.
        others = alike.setdefault(read_as, [])
        if all(placed.id != other.id for other in others):
            others.append(placed)
            made.append(placed)
    return tuple(made)


def claim_order(placed: NetworkClaim) -> tuple[date, str, int, int, str]:
    """Order claims: earliest published first, then as they stand in the article."""
    claim = placed.brief
    content = f"{claim.supplier} {claim.recipient} {claim.munition} {claim.stage} {claim.status}"
    published = placed.article.published or date.max
    return published, placed.article.id, claim.start, claim.end, content


def tell(claims: Iterable[NetworkClaim]) -> None:
    """Have the words of claims at hand, of all at once; raises StorageError."""
    wanted: dict[int, tuple[Words, list[int]]] = {}
    for placed in claims:
        words = placed.article.words
        wanted.setdefault(id(words), (words, []))[1].append(placed.article.reading)
    for words, readings in wanted.values():
        words.fetch(dict.fromkeys(readings))


def in_words(claims: Iterable[NetworkClaim]) -> Iterator[NetworkClaim]:
    """Give any number of claims one after the other, their words fetched many at once."""
    coming = iter(claims)
    while some := list(islice(coming, _AT_ONCE)):
        tell(some)
        yield from some


def quote(claims: Iterable[NetworkClaim]) -> None:
    """Keep the words that are shown for claims with them, title and address too."""
    for placed in in_words([one for one in claims if one.known_quote is None]):
        article = placed.article
        article.told = article.told or (article.title, article.url)
        placed.known_quote = placed.quote


@lru_cache(maxsize=16384)
def days_of(edtf: str | None) -> tuple[date | None, date | None]:
    """Give the first and last day that the date of a claim can mean."""
    return (None, None) if edtf is None else bounds(edtf)
