from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.claims.article import make_article
from graph.ingest.read.gate import Outline, lay_out, outline
from graph.ingest.read.mentions import ActorMention
from graph.ingest.read.munitions import MunitionMention

NAMES = ("Norway ", "Ukraine's ", "the Kremlin ", "Lockheed Martin ", "M23 ", "Korea ", "U.S. ")
WORDS = ("howitzers", " 122 mm shells", " F-16s", "T-72B3M", " arms", " sent ", "we ", " it ")
MARKS = (". ", "... ", '."', "\u2019", "?!", ";", ": ", "\u00bd", "\u0130", "\u0301", "\x00")
LINES = ("\n- ", "\n1) ", "\r\n", "\u2028", "\t", "LOME, May 3 (HW) - ", "Q: ", "Mr. Ode: ")
PIECES = (*NAMES, *WORDS, *MARKS, *LINES)
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=12), max_size=60).map("".join)
PLAIN = "The bakery on the corner has changed hands, and the rolls are smaller than they were. " * 9


def test_only_sentences_that_may_hold_a_claim_are_gated() -> None:
    found = outline(make_article("Rain fell on Chad. Norway sent mortars. Nobody sang."))
    assert found.gated == (1,)


def test_what_a_sentence_refers_back_to_is_parsed_too() -> None:
    found = outline(make_article("Norway has a new minister. It sent mortars to Chad."))
    assert found.gated == (1,)
    assert found.context == (0, 1)


def test_what_names_nobody_is_not_parsed_for_the_sake_of_another() -> None:
    found = outline(make_article("Rain fell. Norway is cold. It sent mortars to Chad."))
    assert found.gated == (2,)
    assert found.context == (1, 2)


def test_a_groups_name_is_no_part_of_a_munition() -> None:
    found = outline(make_article("Rwanda has given M23 mortars."))
    assert [m.text for m in found.munitions[0]] == ["mortars"]


def test_an_article_without_anything_is_not_cut_up() -> None:
    assert outline(make_article(PLAIN)).sentences == ()
    assert len(lay_out(make_article(PLAIN)).sentences) == 9
    found = outline(make_article(f"{PLAIN}Norway sent mortars to Chad."))
    assert len(found.sentences) == 10
    assert found.gated == (9,)


def test_mentions_are_given_for_every_sentence_of_an_article_that_is_cut_up() -> None:
    found = outline(make_article(f"{PLAIN}Chad has howitzers. Norway sent howitzers to Chad."))
    assert [len(row) for row in found.munitions] == [0] * 9 + [1, 1]
    assert [len(row) for row in found.actors] == [0] * 9 + [1, 2]


@given(text=TEXTS, title=st.none() | TEXTS, publisher=st.none() | TEXTS)
@settings(max_examples=300, deadline=None)
def test_any_text_is_laid_out(text: str, title: str | None, publisher: str | None) -> None:
    article = make_article(text, title=title, publisher=publisher, published=date(2025, 3, 14))
    assert_sound(outline(article))
    assert_sound(lay_out(article))


@given(unit=st.sampled_from(PIECES), times=st.integers(min_value=0, max_value=300))
@settings(max_examples=100, deadline=None)
def test_any_word_over_and_over_is_laid_out(unit: str, times: int) -> None:
    assert_sound(outline(make_article(unit * times)))


def assert_sound(found: Outline) -> None:
    """Hold an outline to what its readers take for granted."""
    count = len(found.sentences)
    assert len(found.actors) == len(found.munitions) == count
    assert set(found.gated) <= set(found.context) <= set(range(count))
    assert list(found.gated) == sorted(set(found.gated))
    assert list(found.context) == sorted(set(found.context))
    end = 0
    for index, sentence in enumerate(found.sentences):
        assert end <= sentence.start <= sentence.body < sentence.end <= len(found.article.text)
        assert 0 <= sentence.segment < len(found.segments)
        end = sentence.end
        mentions: tuple[ActorMention | MunitionMention, ...] = found.actors[index]
        for mention in (*mentions, *found.munitions[index]):
            assert sentence.body <= mention.start < sentence.end
            assert found.article.text[mention.start : mention.end] == mention.text
