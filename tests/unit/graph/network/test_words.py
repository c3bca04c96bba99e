from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

import pytest

from graph.claims.brief import BriefArticle, Wording, put_in_brief
from graph.claims.reading import ReadArticle
from graph.network import words
from graph.network.cells import in_words, quote, tell
from graph.network.network import Network
from tests.making import judge, make_read, told


@dataclass
class Shelf:
    """Keeps words by number, and notes what was asked for."""

    reads: list[ReadArticle]
    asked: list[list[int]] = field(default_factory=list)

    def wordings(self, readings: Collection[int]) -> Mapping[int, Wording]:
        self.asked.append(sorted(readings))
        return {number: words.wording_of(self.reads[number]) for number in readings}

    def briefs(self, network: Network) -> list[BriefArticle]:
        return [
            put_in_brief(read, number, network.marker.mark(read))
            for number, read in enumerate(self.reads)
        ]


def follow(reads: list[ReadArticle]) -> tuple[Network, Shelf]:
    network, shelf = Network(), Shelf(reads)
    network.follow(shelf.briefs(network), shelf)
    return network, shelf


def stories(count: int) -> list[ReadArticle]:
    return [
        make_read(told("POL", "UKR"), told("IRN", "RUS"), story=f"{number}", sequence=number + 1)
        for number in range(count)
    ]


def test_a_network_that_follows_answers_as_one_that_was_given_the_words() -> None:
    reads = stories(5)
    reads[1] = judge(reads[1], 0, "reject")
    reads[2] = judge(reads[2], 1, "correct", supplier="PRK")
    network, shelf = follow(reads)
    given = Network()
    given.add_many(reads)
    assert network.supplies() == given.supplies()
    assert network.counts() == given.counts()
    assert network.edges().edges == given.edges().edges
    assert shelf.asked == []  # words are fetched for rows that are shown
    found, same = network.claims_of().claims, given.claims_of().claims
    assert [one.claim for one in found] == [one.claim for one in same]
    assert [one.article.title for one in found] == [one.article.title for one in same]
    assert [one.id for one in found] == [one.id for one in same]


def test_words_are_fetched_once_for_all_that_are_told() -> None:
    network, shelf = follow(stories(4))
    claims = network.claims_of().claims
    tell(claims)
    assert shelf.asked == [[0, 1, 2, 3]]
    assert all(one.claim.passage.quote for one in claims)
    assert len(list(in_words(claims))) == 8
    assert shelf.asked == [[0, 1, 2, 3]]


def test_what_was_not_told_is_fetched_when_it_is_shown() -> None:
    network, shelf = follow(stories(2))
    claim_id, claim = shelf.reads[1].identified_claims()[1]
    placed = network.claim(claim_id)
    assert placed is not None
    assert shelf.asked == []
    assert placed.claim == placed.original == claim
    assert shelf.asked == [[1]]


def test_only_the_last_words_stay_at_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "AT_HAND", 2)
    network, shelf = follow(stories(3))
    claims = network.claims_of().claims
    quotes = [one.claim.passage.quote for one in (*claims, *claims)]
    assert quotes[:6] == quotes[6:]
    assert len(shelf.asked) > 3


def test_an_article_that_comes_again_shows_its_new_words() -> None:
    reads = stories(1)
    network, shelf = follow(reads)
    placed = network.claims_of().claims[0]
    other = replace(reads[0].reading, claims=reads[0].reading.claims[1:])
    shelf.reads.append(replace(reads[0], reading=other, sequence=2))
    network.follow(shelf.briefs(network)[1:], shelf)
    assert [one.claim for one in network.claims_of().claims] == list(other.claims)
    assert placed.claim == reads[0].reading.claims[0]


def test_claims_that_are_quoted_keep_their_words() -> None:
    network, shelf = follow(stories(2))
    quoted = [placed for row in network.supplies() for placed in row.quotes]
    assert shelf.asked == []  # rows alone show nothing
    quote(quoted)
    assert shelf.asked == [[0, 1]]
    assert [one.quote for one in quoted] == [one.claim.passage.quote for one in quoted]
    shelf.asked.clear()
    assert [one.article.title for one in quoted] == ["Story 1", "Story 0"] * 2
    assert shelf.asked == []
