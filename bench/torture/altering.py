"""Ways in which somebody who copies a story alters it, so that it looks like one of his own."""

from __future__ import annotations

import random
import tomllib
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from importlib import resources
from types import MappingProxyType

from bench.speed import feed_rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Sentences, of which the one at `key` says who arms whom."""

    sentences: tuple[str, ...]
    key: int

    @property
    def text(self) -> str:
        """The whole, a line for each sentence."""
        return "\n".join(self.sentences)

    @property
    def span(self) -> tuple[int, int]:
        """Where the sentence stands that the claim rests on."""
        start = sum(len(one) + 1 for one in self.sentences[: self.key])
        return start, start + len(self.sentences[self.key])


Alter = Callable[[Story, random.Random], Sequence[Story]]
"""Makes of a story those that are put in as if they were others."""

CHAIN = 8
"""Links of a chain of copies, of which each is made from the last."""


@cache
def _words() -> Mapping[str, Mapping[str, str]]:
    text = resources.files("bench.torture").joinpath("altering.toml").read_text(encoding="utf-8")
    return MappingProxyType(tomllib.loads(text))


@cache
def _others() -> tuple[str, ...]:
    """Give words that any article may have."""
    found = {word for row in feed_rows() for word in row["text"].split() if word.islower()}
    return tuple(sorted(found))


@cache
def _unrelated() -> tuple[str, ...]:
    """Give paragraphs of articles that tell of no aid."""
    rows = (row for row in feed_rows() if row["section"] not in {"aid", "conflict", "diplomacy"})
    return tuple(line for row in rows for line in row["text"].splitlines() if len(line) > 200)


def _each(change: Callable[[str], str], story: Story) -> Story:
    return replace(story, sentences=tuple(map(change, story.sentences)))


def swap_words(nth: int, story: Story, rolls: random.Random) -> Sequence[Story]:
    """Put any other word in the place of each so-many-th that has no capital and is no number."""

    def change(sentence: str) -> str:
        start = rolls.randrange(nth)
        return " ".join(
            rolls.choice(_others()) if at % nth == start and word.islower() else word
            for at, word in enumerate(sentence.split())
        )

    return [_each(change, story)]


def say_otherwise(story: Story, rolls: random.Random) -> Sequence[Story]:
    """Put synonyms in the place of all words that have one here."""
    synonyms = _words()["synonyms"]

    def change(sentence: str) -> str:
        return " ".join(
            synonyms[word] if word in synonyms and rolls.random() < 0.9 else word
            for word in sentence.split()
        )

    return [_each(change, story)]


def spell_numbers(story: Story, _rolls: random.Random) -> Sequence[Story]:
    """Write numbers in words, and words for numbers in digits."""
    numbers = _words()["numbers"]
    known = {**numbers, **{word: digits for digits, word in numbers.items()}}

    def change(sentence: str) -> str:
        return " ".join(known.get(word, word) for word in sentence.split())

    return [_each(change, story)]


def put_fillers(nth: int, story: Story, rolls: random.Random) -> Sequence[Story]:
    """Put a word that says nothing after each so-many-th."""
    fillers = tuple(_words()["fillers"])

    def change(sentence: str) -> str:
        return " ".join(
            f"{word} {rolls.choice(fillers)}" if at % nth == nth - 1 else word
            for at, word in enumerate(sentence.split())
        )

    return [_each(change, story)]


def shuffle(story: Story, rolls: random.Random) -> Sequence[Story]:
    """Put the sentences in another order."""
    order = list(range(len(story.sentences)))
    rolls.shuffle(order)
    sentences = tuple(story.sentences[at] for at in order)
    return [Story(sentences=sentences, key=order.index(story.key))]


def turn_clauses(story: Story, _rolls: random.Random) -> Sequence[Story]:
    """Begin each sentence with what came after its last comma."""

    def change(sentence: str) -> str:
        head, comma, tail = sentence.rstrip(".").rpartition(", ")
        return f"{tail[:1].upper()}{tail[1:]}, {head}." if comma else sentence

    return [_each(change, story)]


def insert_paragraphs(story: Story, rolls: random.Random) -> Sequence[Story]:
    """Put a paragraph about something else after each sentence."""
    sentences: list[str] = []
    for sentence in story.sentences:
        sentences += [sentence, rolls.choice(_unrelated())]
    return [Story(sentences=tuple(sentences), key=2 * story.key)]


def bury(paragraphs: int, story: Story, rolls: random.Random) -> Sequence[Story]:
    """Put paragraphs about something else before and after."""
    before, after = ([rolls.choice(_unrelated()) for _ in range(paragraphs)] for _ in range(2))
    sentences = (*before, *story.sentences, *after)
    return [Story(sentences=sentences, key=story.key + paragraphs)]


def lift_sentence(story: Story, rolls: random.Random) -> Sequence[Story]:
    """Take the one sentence over into an article about something else."""
    return bury(2, Story(sentences=(story.sentences[story.key],), key=0), rolls)


def truncate(story: Story, _rolls: random.Random) -> Sequence[Story]:
    """Keep the sentence and the one after it."""
    return [Story(sentences=story.sentences[story.key : story.key + 2], key=0)]


def split(story: Story, _rolls: random.Random) -> Sequence[Story]:
    """Make two articles of one, both with the sentence."""
    key = story.sentences[story.key]
    head = Story(sentences=story.sentences[: story.key + 1], key=story.key)
    tail = Story(sentences=(key, *story.sentences[story.key + 1 :]), key=0)
    return [head, tail]


def chain(nth: int, story: Story, rolls: random.Random) -> Sequence[Story]:
    """Copy the last copy each time, with some more words swapped."""
    links = [story]
    for _ in range(CHAIN):
        links.extend(swap_words(nth, links[-1], rolls))
    return links[1:]


def look_alike(share: float, story: Story, rolls: random.Random) -> Sequence[Story]:
    """Put letters of other alphabets in the place of those that look the same."""
    letters = _words()["letters"]

    def change(sentence: str) -> str:
        return "".join(
            letters[letter] if letter in letters and rolls.random() < share else letter
            for letter in sentence
        )

    return [_each(change, story)]


def put_between(mark: str, story: Story, rolls: random.Random) -> Sequence[Story]:
    """Put something that is not seen after letters."""

    def change(sentence: str) -> str:
        return "".join(
            letter + mark if letter.isalpha() and rolls.random() < 0.3 else letter
            for letter in sentence
        )

    return [_each(change, story)]


def restyle(name: str, story: Story, _rolls: random.Random) -> Sequence[Story]:
    """Write Latin letters in another style, such as FULLWIDTH."""

    def one(letter: str) -> str:
        if not (letter.isascii() and letter.isalpha()):
            return letter
        kind = "CAPITAL" if letter.isupper() else "SMALL"
        try:
            return unicodedata.lookup(f"{name} {kind} {'' if 'MATH' in name else 'LETTER '}"
                                      f"{letter.upper()}")  # fmt: skip
        except KeyError:
            return letter

    return [_each(lambda sentence: "".join(map(one, sentence)), story)]


def shout(story: Story, _rolls: random.Random) -> Sequence[Story]:
    """Write everything in capitals, without marks."""
    keep = str.maketrans("", "", ",.-'")
    return [_each(lambda sentence: sentence.upper().translate(keep), story)]


def _in_turn(*ways: Alter) -> Alter:
    """Alter in several ways, one after the other; each of them makes one story of one."""

    def alter(story: Story, rolls: random.Random) -> Sequence[Story]:
        for way in ways:
            (story,) = way(story, rolls)
        return [story]

    return alter


def print_again(story: Story, _rolls: random.Random) -> Sequence[Story]:
    """Change nothing but the name at the top."""
    return [Story(sentences=("By our own correspondent.", *story.sentences), key=story.key + 1)]


ALTERATIONS: Mapping[str, Alter] = MappingProxyType(
    {
        "printed again under another name": print_again,
        "every tenth word swapped": partial(swap_words, 10),
        "every seventh word swapped": partial(swap_words, 7),
        "every fifth word swapped": partial(swap_words, 5),
        "every fourth word swapped": partial(swap_words, 4),
        "every third word swapped": partial(swap_words, 3),
        "synonyms": say_otherwise,
        "numbers in words and digits": spell_numbers,
        "fillers after every third word": partial(put_fillers, 3),
        "sentences in another order": shuffle,
        "clauses turned round": turn_clauses,
        "paragraphs put between": insert_paragraphs,
        "a paragraph before and after": partial(bury, 1),
        "a mass of paragraphs around": partial(bury, 12),
        "the sentence lifted": lift_sentence,
        "cut down to two sentences": truncate,
        "split over two articles": split,
        "a chain, each with every tenth word of the last swapped": partial(chain, 10),
        "a chain, each with every fifth word of the last swapped": partial(chain, 5),
        "letters that look alike": partial(look_alike, 0.5),
        "zero-width spaces": partial(put_between, "\u200b"),
        "zero-width joiners": partial(put_between, "\u200d"),
        "soft hyphens": partial(put_between, "\u00ad"),
        "struck through": partial(put_between, "\u0336"),
        "full-width letters": partial(restyle, "FULLWIDTH LATIN"),
        "bold letters": partial(restyle, "MATHEMATICAL BOLD"),
        "capitals without marks": shout,
        "synonyms, other order, paragraphs between": _in_turn(
            say_otherwise, shuffle, insert_paragraphs
        ),
        "fifth words, numbers, look-alikes, buried": _in_turn(
            partial(swap_words, 5), spell_numbers, partial(look_alike, 0.3), partial(bury, 3)
        ),
        "synonyms, fillers, clauses turned, lifted": _in_turn(
            say_otherwise, partial(put_fillers, 5), turn_clauses, lift_sentence
        ),
    }
)
