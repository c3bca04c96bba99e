"""The lines that a window is written from: words with the mentions in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.ingest.lexicons.reference import reference_words
from graph.ingest.read.gate import Outline
from graph.ingest.read.hints import find_hints
from graph.ingest.read.mentions import ActorForm, ActorMention
from graph.ingest.read.munitions import MunitionMention

_WORD = re.compile(r"[A-Za-z]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Words with their mentions, whose offsets count from `start` places before the words."""

    text: str
    start: int
    actors: Sequence[ActorMention]
    munitions: Sequence[MunitionMention] = ()


def heading_lines(outline: Outline) -> tuple[Line, ...]:
    """Write publisher and title; the publisher is a mention of the state it speaks for."""
    home = outline.home
    publisher, title = outline.article.publisher or "", outline.article.title or ""
    speaks = (_mention(publisher, 0, len(publisher), home),) if home and publisher else ()
    lines = (
        Line(text=publisher, start=0, actors=speaks),
        Line(text=title, start=0, actors=outline.title),
    )
    return tuple(line for line in lines if line.text)


def sentence_line(outline: Outline, index: int) -> Line:
    """Write a sentence; in a government's own text "we" is a mention of its state."""
    sentence = outline.sentences[index]
    text = outline.article.text[sentence.start : sentence.end]
    named = outline.actors[index]
    home = outline.home
    spoken = tuple(_first_persons(text, sentence.start, home)) if home else ()
    return Line(
        text=text,
        start=sentence.start,
        actors=tuple(sorted((*named, *spoken), key=lambda one: one.start)),
        munitions=munitions_at(outline, index),
    )


def munitions_at(outline: Outline, index: int) -> tuple[MunitionMention, ...]:
    """List the munitions that a sentence names, and the words that may stand for one, in order."""
    sentence = outline.sentences[index]
    text = outline.article.text[sentence.start : sentence.end]
    named = outline.munitions[index]
    hints = find_hints(text, sentence.start, named, outline.actors[index])
    return tuple(sorted((*named, *hints), key=lambda one: one.start))


def _first_persons(text: str, start: int, home: str) -> Iterator[ActorMention]:
    words = reference_words().first
    for found in _WORD.finditer(text):
        if found.group().lower() in words and found.group() != "US":
            yield _mention(found.group(), start + found.start(), start + found.end(), home)


def _mention(text: str, start: int, end: int, home: str) -> ActorMention:
    return ActorMention(start=start, end=end, text=text, actors=(home,), form=ActorForm.PUBLISHER)
