"""Read a text as it is seen, and put what was found back where it is written.

Letters that look alike are folded to those that a reader sees, and what takes no room is left out:
so a name in look-alike letters is the actor that it seems to name, and no other. Quotes are cut out
of the text as it is written, to the letter.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from graph.claims.article import Article
from graph.claims.claim import Claim
from graph.claims.evidence import Passage
from graph.claims.lookalikes import Seen, see, seen_name
from graph.ingest.learned.weighing import Weighed
from graph.ingest.read.gate import Outline
from graph.ingest.read.mentions import ActorMention
from graph.ingest.read.munitions import MunitionMention
from graph.ingest.read.segments import Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenArticle:
    """An article as it is `written`, and as it is `seen`; they are the same where nothing hides."""

    written: Article
    seen: Article
    text: Seen

    @classmethod
    def of(cls, article: Article) -> SeenArticle:
        """See an article: its text, its title and its publisher."""
        text = see(article.text)
        title, publisher = _name(article.title), _name(article.publisher)
        same = text.places is None and (title, publisher) == (article.title, article.publisher)
        seen = article
        if not same:
            seen = replace(article, text=text.text, title=title, publisher=publisher)
        return cls(written=article, seen=seen, text=text)

    def claim(self, claim: Claim) -> Claim:
        """Rest a claim on the words as they are written."""
        if self.text.places is None:
            return claim
        start, end = self.text.written(claim.passage.start, claim.passage.end)
        return replace(claim, passage=Passage.of(self.written.text, start, end))

    def weighed(self, weighed: Weighed) -> Weighed:
        """Rest a claim that was weighed on the words as they are written."""
        return replace(weighed, claim=self.claim(weighed.claim))

    def outline(self, found: Outline) -> Outline:
        """Put what was found in the text where it is written; a title stays as it is seen."""
        if self.text.places is None:
            return replace(found, article=self.written)
        return replace(
            found,
            article=self.written,
            sentences=tuple(map(self._sentence, found.sentences)),
            actors=tuple(tuple(map(self._actor, one)) for one in found.actors),
            munitions=tuple(tuple(map(self._munition, one)) for one in found.munitions),
        )

    def _sentence(self, one: Sentence) -> Sentence:
        start, end = self.text.written(one.start, one.end)
        return replace(one, start=start, end=end, body=self.text.written(one.body, one.end)[0])

    def _actor(self, one: ActorMention) -> ActorMention:
        start, end = self.text.written(one.start, one.end)
        return replace(one, start=start, end=end, text=self.written.text[start:end])

    def _munition(self, one: MunitionMention) -> MunitionMention:
        start, end = self.text.written(one.start, one.end)
        return replace(one, start=start, end=end, text=self.written.text[start:end])


def _name(name: str | None) -> str | None:
    return None if name is None else seen_name(name)
