"""Read an article into claims: the stages of this package, composed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from graph.claims.article import Article, make_article
from graph.claims.claim import Claim, Extractor
from graph.claims.reading import Reading
from graph.ingest.read.claims import ClaimMaker
from graph.ingest.read.frames import find_frames
from graph.ingest.read.gate import Outline, outline
from graph.ingest.read.parsing import SentenceParser, Unparsed

_BATCH = 16
"""Articles whose sentences are parsed together."""
_FIRST = "Norway sent Ukraine tanks."
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
        """Read articles in order; their sentences are parsed in batches."""
        waiting = iter(articles)
        while batch := [outline(article) for article in islice(waiting, _BATCH)]:
            for maker, found in zip(self._make(batch), batch, strict=True):
                yield Reading(
                    article_id=found.article.id, extractor=self.extractor, claims=maker.claims()
                )

    def explain(self, article: Article) -> tuple[tuple[Claim, str], ...]:
        """Read one article, and give with each claim the rules that made it."""
        return next(self._make([outline(article)])).reasons()

    def _make(self, batch: Sequence[Outline]) -> Iterator[ClaimMaker]:
        wanted = [unparsed for found in batch for unparsed in _unparsed(found)]
        docs = self._parser.parse(wanted)
        for found in batch:
            parsed = {index: next(docs) for index in found.context}
            maker = ClaimMaker(found, parsed, self.extractor)
            for index in found.gated:
                maker.add(index, find_frames(parsed[index]))
            yield maker


def _unparsed(found: Outline) -> Iterator[Unparsed]:
    for index in found.context:
        sentence = found.sentences[index]
        yield Unparsed(
            text=" " * (sentence.body - sentence.start)
            + found.article.text[sentence.body : sentence.end],
            sentence=sentence,
            actors=found.actors[index],
            munitions=found.munitions[index],
        )


def load_reader() -> ArticleReader:
    """Load the parser and the lexicons, so that the first article is read as fast as the next."""
    reader = ArticleReader(SentenceParser())
    reader.read(make_article(_FIRST))
    return reader
