from collections.abc import Callable
from datetime import date

import pytest

from graph.claims.article import make_article
from graph.claims.claim import Claim
from graph.ingest.read.frame import Frame
from graph.ingest.read.frames import find_frames
from graph.ingest.read.gate import outline
from graph.ingest.read.parsing import ParsedSentence, SentenceParser, Unparsed
from graph.ingest.reader import ArticleReader


@pytest.fixture(scope="session")
def parser() -> SentenceParser:
    return SentenceParser()


@pytest.fixture
def parse(parser: SentenceParser) -> Callable[[str], ParsedSentence]:
    """Parse the first sentence of a text."""

    def parsed(text: str) -> ParsedSentence:
        found = outline(make_article(text))
        sentence = found.sentences[0]
        one = Unparsed(
            text=text[sentence.start : sentence.end],
            sentence=sentence,
            actors=found.actors[0],
            munitions=found.munitions[0],
        )
        return next(parser.parse([one]))

    return parsed


@pytest.fixture
def frames(parse: Callable[[str], ParsedSentence]) -> Callable[[str], tuple[Frame, ...]]:
    return lambda text: find_frames(parse(text))


@pytest.fixture
def claims(reader: ArticleReader) -> Callable[..., tuple[Claim, ...]]:
    def read(
        text: str, publisher: str | None = None, title: str | None = None
    ) -> tuple[Claim, ...]:
        article = make_article(text, publisher=publisher, title=title, published=date(2025, 3, 14))
        return reader.read(article).claims

    return read


@pytest.fixture
def edges(
    claims: Callable[..., tuple[Claim, ...]],
) -> Callable[..., set[tuple[str, str, str | None]]]:
    """Read who supplies whom with what, of the claims that say yes."""

    def read(*arguments: str, **more: str) -> set[tuple[str, str, str | None]]:
        return {
            (claim.supplier, claim.recipient, claim.munition)
            for claim in claims(*arguments, **more)
            if claim.is_supply
        }

    return read
