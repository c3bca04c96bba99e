"""What the encoder reads: words as tokens, with marks where actors and munitions stand.

Of a mention, only the encoder's output at its mark is used.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from graph.ingest.learned.lines import Line
from graph.ingest.read.mentions import ActorMention
from graph.ingest.read.munitions import MunitionMention


class Mark(StrEnum):
    """What is put between the words; the value is its token in the encoder's vocabulary."""

    ACTOR = "[unused1]"
    ACTOR_END = "[unused2]"
    MUNITION = "[unused3]"
    MUNITION_END = "[unused4]"
    SENTENCE = "[unused5]"
    BEGIN = "[CLS]"
    END = "[SEP]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """A place at which a claim may be made: a sentence, or a munition in it.

    `sentence` is the index in the outline; `munition` is None for the sentence as a whole.
    """

    sentence: int
    munition: MunitionMention | None
    place: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Token ids with the places of the actors (ids, in order of mention) and of the anchors."""

    tokens: tuple[int, ...]
    actors: Mapping[str, tuple[int, ...]]
    anchors: tuple[Anchor, ...]


Speller = Callable[[ActorMention], str]
"""How a mention is written: in the text's own words, except when training varies them."""


def verbatim(mention: ActorMention) -> str:
    """Write a mention as the text does."""
    return mention.text


class Sheet:
    """A window while it is being written."""

    def __init__(
        self, encode: Callable[[str], Sequence[int]], marks: Mapping[Mark, int], spell: Speller
    ) -> None:
        self._encode = encode
        self._marks = marks
        self._spell = spell
        self._tokens: list[int] = []
        self._actors: dict[str, list[int]] = {}
        self._anchors: list[Anchor] = []

    def put(self, mark: Mark) -> None:
        """Write a mark."""
        self._tokens.append(self._marks[mark])

    def open_sentence(self, index: int) -> None:
        """Write the mark of a sentence, which is an anchor."""
        self._anchor(index, None)
        self.put(Mark.SENTENCE)

    def write(self, line: Line, sentence: int | None = None) -> None:
        """Write a line; the munitions of a sentence are anchors."""
        at, end = line.start, line.start + len(line.text)
        for place, _, mention, opens in _edges(line):
            if place > at:
                self._say(line, at, place)
                at = place
            if isinstance(mention, ActorMention):
                at = max(at, self._mark_actor(line, mention, opens=opens))
            else:
                if opens and sentence is not None:
                    self._anchor(sentence, mention)
                self.put(Mark.MUNITION if opens else Mark.MUNITION_END)
        self._say(line, at, end)

    def cut(self, longest: int) -> None:
        """Drop what is written beyond a number of places."""
        del self._tokens[longest:]
        self._anchors = [anchor for anchor in self._anchors if anchor.place < longest]
        for actor, places in list(self._actors.items()):
            self._actors[actor] = [place for place in places if place < longest]
            if not self._actors[actor]:
                del self._actors[actor]

    def window(self) -> Window:
        """Give what has been written."""
        return Window(
            tokens=tuple(self._tokens),
            actors={actor: tuple(places) for actor, places in self._actors.items()},
            anchors=tuple(self._anchors),
        )

    def _say(self, line: Line, start: int, end: int) -> None:
        self._tokens.extend(self._encode(line.text[start - line.start : end - line.start]))

    def _anchor(self, sentence: int, munition: MunitionMention | None) -> None:
        self._anchors.append(Anchor(sentence=sentence, munition=munition, place=len(self._tokens)))

    def _mark_actor(self, line: Line, mention: ActorMention, *, opens: bool) -> int:
        """Mark an actor's begin or end; give how far the text has been written."""
        if not opens:
            self.put(Mark.ACTOR_END)
            return 0
        for actor in mention.actors:
            self._actors.setdefault(actor, []).append(len(self._tokens))
        self.put(Mark.ACTOR)
        spelt = self._spell(mention)
        if spelt == mention.text or _is_crossed(line, mention):
            return 0
        self._tokens.extend(self._encode(spelt))
        return mention.end


_Edge = tuple[int, int, ActorMention | MunitionMention, bool]


def _edges(line: Line) -> list[_Edge]:
    """List where mentions begin and end, in order; ends come before beginnings."""
    edges: list[_Edge] = []
    mentions: tuple[ActorMention | MunitionMention, ...] = (*line.actors, *line.munitions)
    for mention in mentions:
        edges += [(mention.start, 1, mention, True), (mention.end, 0, mention, False)]
    return sorted(edges, key=lambda edge: edge[:2])


def _is_crossed(line: Line, mention: ActorMention) -> bool:
    return any(one.start < mention.end and mention.start < one.end for one in line.munitions)
