from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.claims.article import make_article
from graph.claims.reading import check_reading
from graph.ingest.reader import ArticleReader

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
