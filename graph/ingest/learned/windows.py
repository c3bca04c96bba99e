"""Cut an article into windows that the encoder reads: runs of sentences under a heading."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tokenizers import Tokenizer

from graph.ingest.learned.lines import heading_lines, sentence_line
from graph.ingest.learned.sheet import Mark, Sheet, Speller, Window, verbatim
from graph.ingest.read.gate import Outline

LONGEST = 500
"""Places of a window that the encoder can read, its end marks not counted."""
WIDTH = 240
"""Places that the sentences of a window may take, if they are more than one."""
_OVERLAP = WIDTH // 3
_BESIDE = 2
"""Sentences before and after a gated one that are read with it."""
_HEADING = 48
_MARKS = 8
"""Places that the marks of a sentence are guessed to take."""


class WindowMaker:
    """Makes windows of outlines with one tokenizer."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer
        vocabulary = tokenizer.get_vocab()
        self._marks = {mark: vocabulary[mark] for mark in Mark}

    def windows(self, outline: Outline, *, spell: Speller = verbatim) -> Iterator[Window]:
        """Yield the windows of an article that name two actors and hold a gated sentence."""
        for run in self._runs(outline):
            window = self._window(outline, run, spell)
            if len(window.actors) > 1:
                yield window

    def _runs(self, outline: Outline) -> Iterator[range]:
        """Choose runs of sentences that hold a gated one."""
        sentences, text, gated = outline.sentences, outline.article.text, frozenset(outline.gated)
        lengths = [len(self._encode(text[one.start : one.end])) + _MARKS for one in sentences]
        for block in _blocks(outline.gated, len(sentences)):
            yield from (run for run in _cut(lengths, block) if not gated.isdisjoint(run))

    def _window(self, outline: Outline, run: range, spell: Speller) -> Window:
        sheet = Sheet(self._encode, self._marks, spell)
        sheet.put(Mark.BEGIN)
        for line in heading_lines(outline):
            sheet.write(line)
        sheet.cut(_HEADING)
        sheet.put(Mark.END)
        for index in run:
            sheet.open_sentence(index)
            sheet.write(sentence_line(outline, index), sentence=index)
        sheet.cut(LONGEST)
        sheet.put(Mark.END)
        return sheet.window()

    def _encode(self, text: str) -> list[int]:
        ids: list[int] = self._tokenizer.encode(text, add_special_tokens=False).ids
        return ids


def _blocks(gated: Sequence[int], count: int) -> list[range]:
    """List the gated sentences with those beside them, joined where they touch; in order."""
    blocks: list[range] = []
    for index in gated:
        begin, end = max(0, index - _BESIDE), min(count, index + 1 + _BESIDE)
        if blocks and begin <= blocks[-1].stop:
            blocks[-1] = range(blocks[-1].start, end)
        else:
            blocks.append(range(begin, end))
    return blocks


def _cut(lengths: Sequence[int], block: range) -> Iterator[range]:
    """Cut a block into runs that fit a window; a later run sees the end of the one before again."""
    begin = block.start
    while begin < block.stop:
        end, used = begin, 0
        while end < block.stop and (used + lengths[end] <= WIDTH or end == begin):
            used += lengths[end]
            end += 1
        yield range(begin, end)
        if end == block.stop:
            return
        begin = max(_step_back(lengths, begin, end), begin + 1)


def _step_back(lengths: Sequence[int], begin: int, end: int) -> int:
    """Find the sentence from which the next window sees the end of this one again."""
    seen, index = 0, end
    while index - 1 > begin and seen + lengths[index - 1] <= _OVERLAP:
        index -= 1
        seen += lengths[index]
    return index
