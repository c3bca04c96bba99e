"""How an article was read, as JSON."""

from dataclasses import replace
from pathlib import Path

import pytest
from pydantic import BaseModel

from app.schemas.explained import (
    ActorMentionOut,
    ExplainAnswer,
    ExplainedClaim,
    ExplainedLine,
    MunitionMentionOut,
    ReasonOut,
    ReferenceOut,
    SentenceOut,
)
from app.schemas.reasons import About
from graph.claims.article import make_article
from graph.ingest.learned.weighing import Drop, Weighed
from graph.ingest.read.parsing import SentenceParser
from graph.ingest.reader import ArticleReader, Explained

TEXT = (
    "Norway arms Chad\n"
    "Oslo sent Chad two mortars. It will also train Chadian pilots.\n"
    "Niger met Mali. Niger bought tanks. It praised the shells of the navy. All slept.\n"
    "Niger and Mali admired the tanks of old."
)


@pytest.fixture(scope="module")
def reader() -> ArticleReader:
    return ArticleReader(SentenceParser(), None)


@pytest.fixture(scope="module")
def explained(reader: ArticleReader) -> Explained:
    return reader.explain(make_article(TEXT, title="Norway arms Chad"))


def answer_of(explained: Explained, reader: ArticleReader) -> ExplainAnswer:
    return ExplainAnswer.of(explained, reader.extractor)


def sentence_with(answer: ExplainAnswer, words: str) -> SentenceOut:
    (found,) = (one for one in answer.sentences if words in one.text)
    return found


def test_places_are_those_of_the_text(explained: Explained, reader: ArticleReader) -> None:
    answer = answer_of(explained, reader)
    assert answer.all_sentences == 8
    for sentence in answer.sentences:
        assert TEXT[sentence.start : sentence.end] == sentence.text
        for actor in sentence.actors:
            assert TEXT[actor.start : actor.end] == actor.text
        for thing in sentence.munitions:
            assert TEXT[thing.start : thing.end] == thing.text
        for one in sentence.claims:
            assert TEXT[one.claim.start : one.claim.end] == one.claim.quote == sentence.text


def test_the_claims_are_those_of_the_reading(explained: Explained, reader: ArticleReader) -> None:
    answer = answer_of(explained, reader)
    shown = [one.claim for sentence in answer.sentences for one in sentence.kept()]
    read = reader.read(explained.outline.article).claims
    assert [(c.supplier, c.recipient, c.start) for c in shown] == [
        (c.supplier, c.recipient, c.passage.start) for c in read
    ]


def test_mentions_say_what_they_name(explained: Explained, reader: ArticleReader) -> None:
    sentence = sentence_with(answer_of(explained, reader), "two mortars")
    assert [(m.text, m.actors[0].id) for m in sentence.actors] == [("Oslo", "NOR"), ("Chad", "TCD")]
    assert [(m.text, m.munition.label) for m in sentence.munitions] == [("mortars", "Mortars")]


def test_references_are_told(explained: Explained, reader: ArticleReader) -> None:
    answer = answer_of(explained, reader)
    (one,) = sentence_with(answer, "will also train").claims
    assert [(r.role.value, r.actor.label, r.rule) for r in one.references] == [
        ("supplier", "Norway", "pronoun")
    ]
    (one,) = sentence_with(answer, "two mortars").claims
    assert one.references == ()


@pytest.mark.parametrize(
    ("words", "note"),
    [
        ("Niger met", "not read further"),
        ("Niger bought", "one actor alone"),
        ("the navy", "no actor is named"),
        ("admired", "no rule finds"),
    ],
)
def test_a_sentence_without_a_claim_says_why(
    explained: Explained, reader: ArticleReader, words: str, note: str
) -> None:
    sentence = sentence_with(answer_of(explained, reader), words)
    assert sentence.claims == ()
    assert sentence.note is not None
    assert note in sentence.note


def test_nothing_is_said_where_nothing_was_found(
    explained: Explained, reader: ArticleReader
) -> None:
    assert all("slept" not in one.text for one in answer_of(explained, reader).sentences)


def test_a_dropped_claim_stays_and_says_why(explained: Explained, reader: ArticleReader) -> None:
    dropped = [replace(one, drop=Drop.RULE_UNLIKELY, score=0.034) for one in explained.weighed]
    answer = answer_of(replace(explained, weighed=tuple(dropped)), reader)
    sentence = sentence_with(answer, "two mortars")
    (one,) = sentence.claims
    assert sentence.kept() == ()
    assert sentence.note == "no claim was kept"
    assert one.dropped_because is not None
    assert "0.03" in one.dropped_because
    assert one.probability == 0.034


def test_every_drop_has_its_own_words(explained: Explained) -> None:
    first = replace(explained.weighed[0], score=0.25)
    told = {ExplainedClaim.of(replace(first, drop=one), "a").dropped_because for one in Drop}
    assert len(told - {None}) == len(Drop)


def test_a_quote_may_begin_before_any_sentence(explained: Explained, reader: ArticleReader) -> None:
    first = explained.weighed[0]
    start = TEXT.index("sent Chad")
    passage = replace(
        first.claim.passage, quote=TEXT[start : start + 9], start=start, end=start + 9
    )
    moved: Weighed = replace(first, claim=replace(first.claim, passage=passage))
    answer = answer_of(replace(explained, weighed=(moved,)), reader)
    assert sentence_with(answer, "two mortars").claims[0].claim.quote == "sent Chad"


@pytest.mark.parametrize(
    "model",
    [
        *(ExplainAnswer, ExplainedLine, SentenceOut, ExplainedClaim),
        *(ActorMentionOut, MunitionMentionOut, ReasonOut, ReferenceOut),
    ],
)
def test_every_field_is_documented(model: type[BaseModel]) -> None:
    documents = Path(__file__).parents[4] / "docs" / "explaining.md"
    text = documents.read_text(encoding="utf-8")
    assert [name for name in model.model_fields if f"`{name}`" not in text] == []
    assert [about for about in About if f"`{about.value}`" not in text] == []
