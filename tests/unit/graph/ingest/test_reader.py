from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.claims.article import Article, make_article
from graph.claims.reading import Reading, check_reading
from graph.ingest import turns
from graph.ingest.extractor import EXTRACTOR, RULES_ALONE
from graph.ingest.learned.settings import shipped_thresholds
from graph.ingest.learned.weighing import NETWORK_STAGE
from graph.ingest.read.gate import outline
from graph.ingest.reader import ArticleReader, load_reader
from graph.ingest.turns import Turns, passed_on

STORY = """Norway arms Chad
Oslo has sent mortars to Chad, two officials said on Monday. It will also train Chadian pilots.
Niger, which buys its rifles from Mali, protested."""

TEXT = "Norway Chad sent tanks to from it army said which will sell of mortars and US-supplied"
WORDS = st.sampled_from([*TEXT.split(" "), ".", "\n", ",", "-", ":", "\u201c", "\u00e9", "5"])


def test_the_same_words_give_the_same_claims(reader: ArticleReader) -> None:
    article = make_article(STORY, published=date(2025, 3, 14))
    first, second = reader.read(article), reader.read(article)
    assert first == second
    assert {(c.supplier, c.recipient) for c in first.claims} == {("NOR", "TCD"), ("MLI", "NER")}
    check_reading(article, first)


def test_claims_come_in_the_order_of_the_text(reader: ArticleReader) -> None:
    claims = reader.read(make_article(STORY)).claims
    assert [c.passage.start for c in claims] == sorted(c.passage.start for c in claims)


def test_many_are_read_like_one(reader: ArticleReader) -> None:
    articles = [make_article(f"Norway sent {n} tanks to Chad.") for n in range(40)]
    together = list(reader.read_many(iter(articles)))
    assert [r.article_id for r in together] == [a.id for a in articles]
    assert together[7] == reader.read(articles[7])


def test_every_claim_has_its_reasons(reader: ArticleReader) -> None:
    article = make_article(STORY)
    explained = reader.explain(article)
    assert tuple(one.claim for one in explained.weighed) == reader.read(article).claims
    assert all(one.rules for one in explained.weighed)


def test_a_text_without_aid_has_no_claims(reader: ArticleReader) -> None:
    assert reader.read(make_article("The rain in Spain fell on nobody.")).claims == ()
    assert reader.read(make_article("")).claims == ()


def test_long_texts_without_punctuation_are_read(reader: ArticleReader) -> None:
    article = make_article("Norway sent tanks to Chad and " * 700)
    check_reading(article, reader.read(article))


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(WORDS, max_size=60).map(" ".join) | st.text(max_size=120))
def test_any_text_is_read_with_quotes_of_its_own(reader: ArticleReader, text: str) -> None:
    article = make_article(text, publisher="The White House")
    check_reading(article, reader.read(article))


def pairs(reader: ArticleReader, text: str) -> set[tuple[str, str]]:
    return {(c.supplier, c.recipient) for c in reader.read(make_article(text)).claims}


def test_where_an_article_was_filed_acts_in_nothing(reader: ArticleReader) -> None:
    text = "TBILISI - Norway has supplied Chad with mortars and howitzers, an official said."
    assert pairs(reader, text) == {("NOR", "TCD")}
    (claim, *_) = reader.read(make_article(text)).claims
    assert claim.passage.quote == text


def test_the_kingdom_is_the_one_that_the_article_is_about(reader: ArticleReader) -> None:
    text = (
        "Saudi Arabia is looking for ships. Riyadh has asked several yards. Spain has built "
        "corvettes for years. Norway has not delivered any missiles to the kingdom."
    )
    assert ("NOR", "SAU") in pairs(reader, text)
    assert ("NOR", "ESP") not in pairs(reader, text)


def test_the_junta_is_a_state_that_has_one(reader: ArticleReader) -> None:
    text = "Russia sold six fighter jets to Myanmar. China has supplied the junta with mortars."
    assert pairs(reader, text) == {("RUS", "MMR"), ("CHN", "MMR")}


def test_it_is_whom_the_sentence_named_last(reader: ArticleReader) -> None:
    text = (
        "Spain has signed nothing. Norway sold Chad missiles in the 1980s and has since provided "
        "it with mortars."
    )
    assert pairs(reader, text) == {("NOR", "TCD")}


MARKET = """Chad shops around
Norway has delivered howitzers to Chad, an official said. Chad has also asked Spain for radars.
Mali denied that it had sold rifles to Niger. Ghana once bought boats from Peru."""
UNSURE = """Guns at the fair
Norway and Chad were among the guests. Mali showed mortars to Ghana, and a Peruvian said that
Spain might, one day, think of giving Kenya a rifle. Togo bought bread from Benin, not drones."""
STORIES = (STORY, MARKET, UNSURE)


@pytest.fixture(scope="session")
def full_reader() -> ArticleReader:
    """The reader as it is shipped, with the network."""
    return load_reader()


def test_the_full_reader_reads_by_more_than_the_rules(
    full_reader: ArticleReader, reader: ArticleReader
) -> None:
    assert full_reader.extractor == EXTRACTOR
    assert reader.extractor == RULES_ALONE
    reading = full_reader.read(make_article(STORY))
    assert reading.extractor == EXTRACTOR
    assert all(one.extractor == EXTRACTOR for one in reading.claims)


def test_the_full_reader_finds_who_arms_whom(full_reader: ArticleReader) -> None:
    assert ("NOR", "TCD") in pairs(full_reader, STORY)
    assert ("NOR", "TCD") in pairs(full_reader, MARKET)
    assert ("TCD", "NOR") not in pairs(full_reader, STORY)


@pytest.mark.parametrize("text", STORIES)
def test_the_full_reader_is_neither_sure_nor_without_hope(
    text: str, full_reader: ArticleReader
) -> None:
    article = make_article(text, published=date(2025, 3, 14))
    check_reading(article, full_reader.read(article))
    for one in full_reader.explain(article).weighed:
        assert 0 < one.claim.confidence < 1
        assert one.score is not None
        assert 0 <= one.score <= 1


@pytest.mark.parametrize("text", STORIES)
def test_the_full_reader_gives_the_same_claims_twice(text: str, full_reader: ArticleReader) -> None:
    article = make_article(text)
    first = full_reader.read(article)
    assert full_reader.read(article) == first
    together = list(full_reader.read_many([make_article(MARKET), article, make_article(STORY)]))
    assert together[1] == first


def test_the_full_reader_explains_what_it_dropped(full_reader: ArticleReader) -> None:
    dropped = 0
    for text in STORIES:
        article = make_article(text)
        weighed = full_reader.explain(article).weighed
        assert all(one.rules for one in weighed)
        starts = [one.claim.passage.start for one in weighed]
        assert starts == sorted(starts)
        kept = tuple(one.claim for one in weighed if one.kept)
        assert kept == full_reader.read(article).claims
        dropped += len(weighed) - len(kept)
    assert dropped > 0


def test_the_full_reader_drops_all_that_is_not_likely_enough(full_reader: ArticleReader) -> None:
    (prepared,) = full_reader.prepare([outline(make_article(MARKET))])
    shipped = shipped_thresholds()
    none = replace(shipped, stands=1.0, stands_negative=1.0)
    weighed = full_reader.decide(prepared, none)
    assert weighed
    assert not any(one.kept for one in weighed)
    every = full_reader.decide(prepared, replace(shipped, stands=0.0, stands_negative=0.0))
    assert all(one.kept for one in every if one.claim.munition is not None)
    assert [one.claim for one in every] == [one.claim for one in weighed]


def test_a_claim_is_proposed_with_what_the_rules_think_of_it(full_reader: ArticleReader) -> None:
    (prepared,) = full_reader.prepare([outline(make_article(MARKET))])
    proposed = full_reader.propose(prepared)
    weighed = full_reader.decide(prepared)
    assert len(proposed) == len(weighed)
    kept = {tuple(r for r in one.rules if not r.startswith(NETWORK_STAGE)) for one in weighed}
    assert kept == {made.rules for made in proposed}


def test_the_full_reader_proposes_all_that_the_rules_do(
    full_reader: ArticleReader, reader: ArticleReader
) -> None:
    laid = outline(make_article(MARKET))
    (by_rules,), (scored,) = reader.prepare([laid]), full_reader.prepare([laid])
    wanted, found = (
        {(made.claim.supplier, made.claim.recipient, made.claim.munition) for made in ones}
        for ones in (reader.propose(by_rules), full_reader.propose(scored))
    )
    assert wanted
    assert wanted <= found


@pytest.mark.parametrize("text", ["", "The rain in Spain fell on nobody."])
def test_the_full_reader_finds_nothing_in_a_text_without_aid(
    text: str, full_reader: ArticleReader
) -> None:
    assert full_reader.read(make_article(text)).claims == ()
    assert full_reader.explain(make_article(text)).weighed == ()


def test_articles_that_take_turns_are_read_as_if_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both name one and the same actor, with and without an article, over several batches."""
    monkeypatch.setattr(turns, "SLICE_SECONDS", 0.0)
    told = "{} delivered {} howitzers to {}. "
    names = ["the Russian Federation", "Russian Federation", "the United States", "United States"]
    texts = [
        "".join(told.format(names[(n + shift) % 4], n + 2, names[(n + 1) % 4]) for n in range(70))
        for shift in (0, 1)
    ]
    articles = [make_article(text) for text in texts]
    reader = load_reader()
    alone = [reader.read(article) for article in articles]
    shared = Turns(600)

    def read(article: Article) -> tuple[Reading, int]:
        shared.acquire()
        try:
            return reader.read(article), passed_on()
        finally:
            shared.release()

    with ThreadPoolExecutor(2) as threads:
        together = list(threads.map(read, articles))
    assert [reading for reading, _ in together] == alone
    assert all(times > 5 for _, times in together)
