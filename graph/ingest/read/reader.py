"""Read an article into claims: the stages of this package, composed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graph.claims.article import Article
from graph.claims.claim import Claim, Extractor
from graph.claims.reading import Reading
from graph.ingest.read.claims import ClaimMaker
from graph.ingest.read.frames import find_frames
from graph.ingest.read.gate import Outline, outline
from graph.ingest.read.parsing import SentenceParser, Unparsed

EXTRACTOR = Extractor(name="materiel-rules", version="0.1.0")


class ArticleReader:
    """The concrete reader: rules over a dependency parse; one call at a time."""

    def __init__(self, parser: SentenceParser, extractor: Extractor = EXTRACTOR) -> None:
        self.extractor = extractor
        self._parser = parser

    def read(self, article: Article) -> Reading:
        """Read one article; its claims come in the order of the text."""
        return next(self.read_many((article,)))

    def read_many(self, articles: Iterable[Article]) -> Iterator[Reading]:
        """Read articles in order."""
        for article in articles:
            found = outline(article)
            yield Reading(
                article_id=article.id,
                extractor=self.extractor,
                claims=self._make(found).claims(),
            )

    def explain(self, article: Article) -> tuple[tuple[Claim, str], ...]:
        """Read one article, and give with each claim the rules that made it."""
        return self._make(outline(article)).reasons()

    def _make(self, found: Outline) -> ClaimMaker:
        wanted = found.context
        parsed = dict(zip(wanted, self._parser.parse(_unparsed(found, wanted)), strict=True))
        maker = ClaimMaker(found, parsed, self.extractor)
        for index in found.gated:
            maker.add(index, find_frames(parsed[index]))
        return maker


def _unparsed(found: Outline, wanted: Iterable[int]) -> Iterator[Unparsed]:
    for index in wanted:
        sentence = found.sentences[index]
        yield Unparsed(
            text=found.article.text[sentence.start : sentence.end],
            sentence=sentence,
            actors=found.actors[index],
            munitions=found.munitions[index],
        )


def load_reader() -> ArticleReader:
    """Load the parser and lexicons; takes about two seconds."""
    return ArticleReader(SentenceParser())
