"""Leave out munition words that only say what the one before is ("Krabs, a kind of howitzer")."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from graph.claims.munition import broader_munitions
from graph.ingest.lexicons.cues import phrase_cues
from graph.ingest.read.munitions import MunitionMention


def without_appositions(
    text: str, mentions: Sequence[MunitionMention]
) -> Iterator[MunitionMention]:
    """Yield the mentions of a text, in order, but for those that only sum up the one before."""
    yield from mentions[:1]
    for before, mention in pairwise(mentions):
        if not _sums_up(text, before, mention):
            yield mention


def _sums_up(text: str, before: MunitionMention, mention: MunitionMention) -> bool:
    """Tell whether a mention without a name is apposed to one of the same or a narrower kind."""
    above = (before.concept, *broader_munitions(before.concept))
    if mention.designation is not None or mention.concept not in above:
        return False
    names = before.designation is not None and mention.concept == before.concept
    if names and text[before.end : mention.start] == ", ":
        return True
    return _leading().fullmatch(text, before.end, mention.start) is not None


@functools.cache
def _leading() -> re.Pattern[str]:
    """Make the expression for what stands between a munition and what is apposed to it."""
    kinds = "|".join(sorted(phrase_cues().kinds))
    return re.compile(rf",\s+an?\s+(?:[\w-]+\s+){{0,2}}?(?:(?:{kinds})\s+of\s+)?(?:[\w-]+\s+)?")
