"""Measure which edited texts are still found to be copies: `python -m bench.copies [texts]`.

Texts are drawn with a fixed seed: 60 to 600 words out of 5,000, some much oftener than others
(weight 1/rank), as words are. Each is edited in several ways, every time from a seeded place on,
and put beside all unedited ones. Told are the shares found to be copies of their own text, and of
any other text; and the same for the articles of the feed (`bench/feed`), which are written.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate
from types import MappingProxyType

from bench.speed import feed_rows
from graph.network.copies import Copies

SEED = 2025
TEXTS = 1000
VOCABULARY = 5000
SHORTEST, LONGEST = 60, 600
WEIGHTS = tuple(accumulate(1 / rank for rank in range(1, VOCABULARY + 1)))

Words = Sequence[str]
Edit = Callable[[Words, random.Random], Words]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Shares of the edited texts: found to be copies of their own text, or of another."""

    own: float
    other: float


def draw_text(rolls: random.Random) -> Words:
    """Draw the words of a text."""
    drawn = rolls.choices(
        range(VOCABULARY), cum_weights=WEIGHTS, k=rolls.randint(SHORTEST, LONGEST)
    )
    return [f"w{word}" for word in drawn]


def replace_every(nth: int, words: Words, rolls: random.Random) -> Words:
    """Put another word in place of each so-many-th."""
    start = rolls.randrange(nth)
    return [f"other{at}" if at % nth == start else word for at, word in enumerate(words)]


def replace_some(share: float, words: Words, rolls: random.Random) -> Words:
    """Put other words in place of so many, wherever they stand."""
    return [f"other{at}" if rolls.random() < share else word for at, word in enumerate(words)]


def keep_start(share: float, words: Words, _: random.Random) -> Words:
    """Cut the end off, as an editor does who has less room."""
    return words[: round(len(words) * share)]


EDITS: Mapping[str, Edit] = MappingProxyType(
    {
        "every twentieth word replaced": partial(replace_every, 20),
        "every tenth word replaced": partial(replace_every, 10),
        "one word in ten replaced, anywhere": partial(replace_some, 0.1),
        "every seventh word replaced": partial(replace_every, 7),
        "every fifth word replaced": partial(replace_every, 5),
        "the last third cut off": partial(keep_start, 2 / 3),
        "the second half cut off": partial(keep_start, 1 / 2),
    }
)


def measure(texts: Sequence[Words], edit: Edit) -> Found:
    """Edit each text and look for it among all."""
    rolls = random.Random(SEED)
    copies = Copies()
    for place, words in enumerate(texts):
        copies.add(str(place), " ".join(words))
    own = other = 0
    for place, words in enumerate(texts):
        found = copies.find(" ".join(edit(words, rolls)))
        own += found == copies.first(str(place))
        other += found not in (None, copies.first(str(place)))
    return Found(own=own / len(texts), other=other / len(texts))


def main() -> int:
    """Print the shares."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else TEXTS
    rolls = random.Random(SEED)
    drawn = [draw_text(rolls) for _ in range(count)]
    written = [row["text"].split() for row in feed_rows()]
    for name, texts in (("drawn", drawn), ("of the feed", written)):
        lengths = sorted(map(len, texts))
        print(f"{len(texts)} texts {name}, {lengths[0]} to {lengths[-1]} words")
        for what, edit in EDITS.items():
            found = measure(texts, edit)
            print(f"  {what:36} {found.own:7.1%} copies of it, {found.other:.1%} of another")
    return 0


if __name__ == "__main__":
    sys.exit(main())
