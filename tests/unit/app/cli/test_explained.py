"""How an article was read, on a terminal."""

from dataclasses import replace

import pytest

from app.cli.explained import WIDTH, show_explained
from app.schemas.explained import ExplainAnswer
from graph.claims.article import make_article
from graph.ingest.learned.weighing import Drop
from graph.ingest.reader import ArticleReader, Explained

TEXT = (
    "Oslo sent Chad two dozen mortars in 2024, the army said. It will also train Chadian pilots. "
    "Berlin has halted the delivery of howitzers to Benin. Niger admired the tanks of Mali."
)


@pytest.fixture
def explained(reader: ArticleReader) -> Explained:
    return reader.explain(make_article(TEXT))


def shown(explained: Explained, reader: ArticleReader) -> str:
    answer = ExplainAnswer.of(explained, reader.extractor)
    return show_explained(answer, "Heading", to_terminal=False).decode()


def test_a_claim_stands_under_its_sentence_with_its_reasons(
    explained: Explained, reader: ArticleReader
) -> None:
    text = shown(explained, reader)
    first, second, third, fourth = text.split("\n")[3:7]
    assert first.startswith("1   Oslo sent Chad two dozen mortars in 2024, the army said.")
    assert "“Oslo” → Norway (NOR); “Chad” → Chad (TCD)" in second
    assert third == ""
    assert fourth == "    Norway → Chad: Mortars"
    assert "asserted delivery · source: army (official) · 2024 · two dozen (24)" in text
    assert "      supplier  named, as the subject of that word\n" in text
    assert "followed back to Norway" in text
    assert "asserted suspension" in text


def test_the_head_counts(explained: Explained, reader: ArticleReader) -> None:
    heading, counts = shown(explained, reader).split("\n")[:2]
    assert heading == "Heading"
    assert counts.startswith("3 claims · something found in 4 of 4 sentences · read by materiel")


def test_a_sentence_without_a_claim_says_why(explained: Explained, reader: ArticleReader) -> None:
    last = shown(explained, reader).rstrip("\n").split("\n")
    assert last[-3].startswith("4   Niger admired")
    assert last[-1].startswith("    no claim: ") or last[-1].startswith("    not read further")


def test_what_was_dropped_comes_last_and_says_why(
    explained: Explained, reader: ArticleReader
) -> None:
    first, *rest = explained.weighed
    found = replace(first, drop=Drop.RULE_UNLIKELY, score=0.021)
    kept = replace(first, score=0.87, rules=("network: 0.87", "asserted"))
    text = shown(replace(explained, weighed=(found, kept, *rest)), reader)
    assert "3 claims · 1 dropped" in text
    assert "dropped: Norway → Chad: Mortars" in text
    assert "finds it unlikely (probability 0.02)" in text
    assert text.index("    Norway → Chad") < text.index("dropped: Norway")
    assert "its probability is 0.87" in text
    assert text.count("0.87") == 1


def test_the_probability_of_a_rule_s_claim_is_told(
    explained: Explained, reader: ArticleReader
) -> None:
    first, *rest = explained.weighed
    text = shown(replace(explained, weighed=(replace(first, score=0.934), *rest)), reader)
    assert "network   probability 0.93" in text


def test_lines_are_no_longer_than_can_be_read(explained: Explained, reader: ArticleReader) -> None:
    lines = shown(explained, reader).split("\n")
    assert max(map(len, lines)) <= WIDTH
    assert all(line == line.rstrip() for line in lines)


def test_the_words_of_an_article_do_not_steer(reader: ArticleReader) -> None:
    text = shown(reader.explain(make_article("Oslo\x1b[31m sent Chad [bold]tanks\u202e.")), reader)
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "[bold]tanks" in text


def test_nothing_found_is_said(reader: ArticleReader) -> None:
    text = shown(reader.explain(make_article("All slept.")), reader)
    assert text.startswith("Heading\n0 claims · ")
