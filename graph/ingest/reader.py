"""Read an article into claims: rules over a parse, and the network that was trained for reach."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from graph.claims.article import Article, make_article
from graph.claims.claim import AFFIRMED, Status
from graph.claims.reading import Reading
from graph.ingest.extractor import EXTRACTOR, RULES_ALONE
from graph.ingest.learned.finding import add_found
from graph.ingest.learned.scorer import PairScorer, load_scorer
from graph.ingest.learned.scores import Scores
from graph.ingest.learned.settings import Thresholds, shipped_thresholds
from graph.ingest.learned.weighing import Drop, Weighed, in_order, weigh
from graph.ingest.read.claims import ClaimMaker, Made
from graph.ingest.read.frames import find_frames
from graph.ingest.read.gate import Outline, lay_out, outline
from graph.ingest.read.parsing import ParsedSentence, SentenceParser, Unparsed
from graph.ingest.read.seeing import SeenArticle
from graph.ingest.resolve.denials import may_deny
from graph.ingest.resolve.unsaid import Unsaid, unsaid
from graph.ingest.turns import breathe

_BATCH = 32
"""Articles whose sentences are parsed together."""
_FIRST = "Norway sent Ukraine tanks."


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """An article with all that is known of it before a claim is made.

    `parsed` holds the sentences (by index) that were worth a parse; `scores` is None where the
    rules read alone.
    """

    outline: Outline
    parsed: Mapping[int, ParsedSentence]
    scores: Scores | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """An article with the claims that were considered, in text order, kept or not."""

    outline: Outline
    weighed: tuple[Weighed, ...]


class ArticleReader:
    """The concrete reader; one call at a time. Without a scorer it reads by rules alone."""

    def __init__(self, parser: SentenceParser, scorer: PairScorer | None) -> None:
        self.extractor = EXTRACTOR if scorer is not None else RULES_ALONE
        self._parser = parser
        self._scorer = scorer

    def read(self, article: Article) -> Reading:
        """Read one article; its claims come in the order of the text."""
        return next(self.read_many((article,)))

    def read_many(self, articles: Iterable[Article]) -> Iterator[Reading]:
        """Read articles in order; their sentences are parsed in batches."""
        waiting = iter(articles)
        while batch := [SeenArticle.of(article) for article in islice(waiting, _BATCH)]:
            laid_out = [outline(article.seen) for article in batch]
            for article, prepared in zip(batch, self.prepare(laid_out), strict=True):
                kept = (one.claim for one in self.decide(prepared) if one.kept)
                yield Reading(
                    article_id=article.written.id,
                    extractor=self.extractor,
                    claims=tuple(map(article.claim, kept)),
                )

    def explain(self, article: Article) -> Explained:
        """Read one article; tell what made each claim, and what was found and not kept."""
        seen = SeenArticle.of(article)
        prepared = next(self.prepare([lay_out(seen.seen)]))
        weighed = tuple(map(seen.weighed, self.decide(prepared)))
        return Explained(outline=seen.outline(prepared.outline), weighed=weighed)

    def prepare(self, outlines: Sequence[Outline]) -> Iterator[Prepared]:
        """Parse and score laid-out articles, together."""
        scored = [(one, self._scorer.score(one) if self._scorer else None) for one in outlines]
        wanted = [_worth_parsing(found, scores) for found, scores in scored]
        docs = self._parser.parse(
            _unparsed(found, index)
            for found, indexes in zip(outlines, wanted, strict=True)
            for index in indexes
        )
        for (found, scores), indexes in zip(scored, wanted, strict=True):
            parsed = {index: next(docs) for index in indexes}
            yield Prepared(outline=found, parsed=parsed, scores=scores)

    def decide(
        self, prepared: Prepared, thresholds: Thresholds | None = None
    ) -> tuple[Weighed, ...]:
        """Make the claims of an article and weigh them, by the shipped thresholds if none given."""
        if prepared.scores is None:
            weighed = in_order(map(Weighed.by_rules, self.propose(prepared)))
        else:
            limits = thresholds or shipped_thresholds()
            made = self.propose(prepared, limits)
            weighed = weigh(made, prepared.outline, prepared.scores, limits)
        return tuple(map(_as_said, weighed))

    def propose(self, prepared: Prepared, thresholds: Thresholds | None = None) -> tuple[Made, ...]:
        """Make the claims of an article that rules or network propose."""
        if not prepared.parsed:
            return ()
        maker = ClaimMaker(prepared.outline, prepared.parsed, self.extractor)
        for index in prepared.outline.gated:
            breathe()
            maker.add(index, find_frames(prepared.parsed[index]))
        if prepared.scores is not None:
            limits = thresholds or shipped_thresholds()
            add_found(maker, prepared.outline, prepared.parsed, prepared.scores, limits)
        for index in prepared.parsed:
            breathe()
            maker.add_denials(index)
        return maker.made()


_DROPS = {Unsaid.ORDERS: Drop.ORDERS, Unsaid.FICTION: Drop.FICTION}


def _as_said(weighed: Weighed) -> Weighed:
    """Drop what a sentence does not say, and deny what it calls untrue."""
    claim = weighed.claim
    kind = unsaid(claim.passage.quote) if weighed.kept else None
    if kind is Unsaid.UNTRUE and claim.status in AFFIRMED:
        rules = (*weighed.rules, "denied.untrue: the sentence")
        return replace(weighed, claim=replace(claim, status=Status.DENIED), rules=rules)
    return replace(weighed, drop=_DROPS[kind]) if kind in _DROPS else weighed


def _worth_parsing(found: Outline, scores: Scores | None) -> Sequence[int]:
    """Choose the sentences that a claim may come from, in order."""
    wanted = {*found.context, *(_denying(found) if found.gated else ())}
    if scores is not None:
        wanted.update(place.sentence for place in scores)
    return sorted(wanted)


def _denying(found: Outline) -> Iterator[int]:
    """Yield the sentences after the first gated one that may deny what was said before them."""
    for index in range(found.gated[0] + 1, len(found.sentences)):
        sentence = found.sentences[index]
        if may_deny(found.article.text[sentence.start : sentence.end]):
            yield index


def _unparsed(found: Outline, index: int) -> Unparsed:
    sentence = found.sentences[index]
    return Unparsed(
        text=" " * (sentence.body - sentence.start)
        + found.article.text[sentence.body : sentence.end],
        sentence=sentence,
        actors=found.actors[index],
        munitions=found.munitions[index],
    )


def load_reader() -> ArticleReader:
    """Load parser, lexicons and network, so that the first article is read as fast as the next."""
    reader = ArticleReader(SentenceParser(), load_scorer())
    reader.read(make_article(_FIRST))
    return reader
