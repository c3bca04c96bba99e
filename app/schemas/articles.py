"""Articles as JSON, in and out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, Field

from app.schemas.claims import ClaimOut, ExtractorOut, Out
from app.schemas.wanted import PageWanted
from graph.claims.article import Article
from graph.claims.reading import ReadArticle, Reading, Withdrawal
from graph.errors import MissingField
from graph.ingest.clean import clean
from graph.ingest.fetched import Fetched
from graph.ingest.metadata import parse_metadata


class ArticleIn(BaseModel):
    """An article to read: its text, or the address of a page that has it."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "anyOf": [{"required": ["text"]}, {"required": ["url"]}],
            "examples": [
                {
                    "text": "Poland handed 14 tanks to Ukraine on Monday, the army said.",
                    "title": "Polish tanks arrive",
                    "published": "2024-03-05",
                    "publisher": "Example Daily",
                    "url": "https://example.org/polish-tanks",
                }
            ],
        },
    )

    text: str = Field(
        default="",
        description="The whole text, to the letter; English. Without it, the page at `url` is read",
    )
    title: str | None = None
    published: str | None = Field(
        default=None, description="Day on which it appeared, YYYY-MM-DD", examples=["2024-03-05"]
    )
    publisher: str | None = None
    url: str | None = Field(
        default=None,
        description="Where it appeared. Fetched only where there is no text, and the service does",
    )

    @property
    def page(self) -> str | None:
        """Give the address of the page to fetch, where no text was sent."""
        return None if "text" in self.model_fields_set else self.url

    def metadata(self) -> Mapping[str, Any]:
        """Give what is known of the article besides its text."""
        return self.model_dump(exclude={"text"})

    def article(self) -> Article:
        """Make an article of the text that was sent.

        Raises MissingField where none was, else as `clean` and `parse_metadata` do.
        """
        if "text" not in self.model_fields_set:
            raise MissingField(
                "there is no text", field="text", remedy="Send the text, or the url of a page"
            )
        metadata = parse_metadata(self.metadata(), today=datetime.now(UTC).date())
        return clean(
            Fetched(name="body", content=self.text, media_type="text/plain", metadata=metadata)
        )


class ArticleOut(Out):
    """An article without its text, which stays in the archive; its claims carry the quotes."""

    id: str
    title: str | None
    published: date | None
    publisher: str | None
    url: str | None
    characters: int = Field(description="Length of the text in Unicode code points")

    @classmethod
    def of(cls, article: Article) -> Self:
        """Show an article."""
        return cls(
            id=article.id,
            title=article.title,
            published=article.published,
            publisher=article.publisher,
            url=article.url,
            characters=len(article.text),
        )


class WithdrawalOut(Out):
    """That an article stands no longer."""

    since: datetime
    why: str

    @classmethod
    def of(cls, withdrawal: Withdrawal | None) -> Self | None:
        """Show a withdrawal, when there is one; who decided it stays in the archive."""
        if withdrawal is None:
            return None
        return cls(since=withdrawal.at.replace(microsecond=0), why=withdrawal.why)


class ArticleAnswer(Out):
    """An article with the claims of its current reading that stand."""

    sequence: int = Field(description="Place of the article in the archive")
    article: ArticleOut
    withdrawn: WithdrawalOut | None = Field(description="Not null when the article is withdrawn")
    extractor: ExtractorOut
    claims: tuple[ClaimOut, ...] = Field(
        description="As they stand, corrected ones too; none of an article that is withdrawn"
    )

    @classmethod
    def of(cls, read: ReadArticle) -> Self:
        """Show an article and its claims; those of a withdrawn one stand no longer."""
        extractor = read.reading.extractor
        standing = () if read.withdrawn else read.standing_claims()
        return cls(
            sequence=read.sequence,
            article=ArticleOut.of(read.article),
            withdrawn=WithdrawalOut.of(read.withdrawn),
            extractor=ExtractorOut(name=extractor.name, version=extractor.version),
            claims=tuple(
                ClaimOut.of(identifier, read.article.id, claim) for identifier, claim in standing
            ),
        )


class ExtractAnswer(Out):
    """What `extract` prints: nothing of it is stored."""

    article: ArticleOut
    claims: tuple[ClaimOut, ...]

    @classmethod
    def of(cls, article: Article, reading: Reading) -> Self:
        """Show what was read."""
        read = ArticleAnswer.of(ReadArticle(article=article, reading=reading, sequence=0))
        return cls(article=read.article, claims=read.claims)


class ArticleItem(Out):
    """An article in a list."""

    article: ArticleOut
    claims: int
    url: str


class ArticlesWanted(PageWanted):
    """Which part of the articles."""

    after: int | None = Field(
        default=None, ge=0, le=2**62, description="Sequence number to go on from"
    )


class ArticlesPage(Out):
    """Articles, in the order in which they came in, or were last decided on."""

    sequence: int
    total: int
    limit: int
    next: str | None
    prev: str | None
    articles: tuple[ArticleItem, ...]
