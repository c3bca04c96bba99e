import random

import pytest

from bench.torture.altering import Story
from bench.torture.poisoned import origins_of, read_of, wires
from graph.network import retold
from graph.network.cells import NetworkClaim, network_claims

WIRE = wires()[0]
KEY = (
    "Norway will send Ukraine 24 howitzers that stood for years in a mountain hall near Bardufoss, "
    "with rangefinders, spare barrels, sledges and a workshop lorry, the quartermaster explained "
    "to reporters beside the railway ramp in Oslo."
)
OTHER = wires()[1].story.sentences[2].replace("Iran", "Norway").replace("Russia", "Ukraine")


def alone(article_id: str) -> str:
    return article_id


def claims_of(*stories: Story) -> list[NetworkClaim]:
    return [
        placed
        for number, story in enumerate(stories)
        for placed in network_claims(read_of(story, WIRE.ends, number=number))
    ]


def groups(*stories: Story) -> list[str]:
    claims = claims_of(*stories)
    first = retold.as_one(claims, alone)
    return [first(placed.article.id) for placed in claims]


def story(*sentences: str, key: int = 0) -> Story:
    return Story(sentences=sentences, key=key)


def test_a_sentence_in_another_article_is_the_same_text() -> None:
    one, other = groups(
        story("It snowed in the north.", KEY, "Nobody complained.", key=1),
        story("Weather first.", KEY.replace("send", "ship"), key=1),
    )
    assert one == other


def test_who_takes_sentences_of_two_does_not_make_them_one() -> None:
    mixed = story(KEY, OTHER)
    claims = claims_of(story(KEY), story(OTHER), mixed, story(KEY, OTHER, "More.", key=1))
    first = retold.as_one(claims, alone)
    told = [first(placed.article.id) for placed in claims]
    assert told[0] != told[1]
    assert told[2] == told[0]


def test_a_chain_of_copies_hangs_together() -> None:
    words, rolls = KEY.split(), random.Random(3)
    links = [story(KEY)]
    for link in range(8):
        words[rolls.randrange(len(words))] = f"other{'abcdefgh'[link]}"
        links.append(story(" ".join(words)))
    assert len(set(groups(*links))) == 1
    assert origins_of(links, WIRE.ends) == 1


@pytest.mark.parametrize("few", [0, 10_000])
def test_many_are_compared_as_few_are(monkeypatch: pytest.MonkeyPatch, few: int) -> None:
    rolls = random.Random(7)
    stories = []
    for _ in range(40):
        words = rolls.choice([KEY, OTHER]).split()
        for _ in range(rolls.randrange(12)):
            words[rolls.randrange(len(words))] = f"w{rolls.choice('abcdefghijkl') * 4}"
        stories.append(story(" ".join(words)))
    usual = groups(*stories)
    monkeypatch.setattr(retold, "FEW", few)
    monkeypatch.setattr(retold, "_AT_ONCE", 7)
    assert groups(*stories) == usual
    assert len(set(usual)) < len(stories)


def test_the_order_of_arrival_does_not_matter() -> None:
    claims = claims_of(story(KEY), story(OTHER), story(KEY.replace("told", "informed")))
    one, other = retold.as_one(claims, alone), retold.as_one(claims[::-1], alone)
    assert [one(c.article.id) for c in claims] == [other(c.article.id) for c in claims]
