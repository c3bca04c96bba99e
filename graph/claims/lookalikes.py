"""Text as it is seen: letters that look alike are one, and what is not seen is not there."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

_PARTED = re.compile(r"[^\w\s]|\s")
"""What ends a word, unless it is not seen."""

_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e01ef]"
)
"""What takes no room, and what turns the direction of writing."""

_KEPT = 65_536
"""Letters, with their marks, that are remembered: texts bring new ones without end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A text as it is seen; each letter of it comes from a place of the text as it is written.

    `places` has one more for the end; it is None where nothing had to be changed.
    """

    text: str
    places: Sequence[int] | None

    def written(self, start: int, end: int) -> tuple[int, int]:
        """Tell where a span of this text stands in the text as it is written."""
        if self.places is None:
            return start, end
        return self.places[start], self.places[end]


def see(text: str) -> Seen:
    """Write a text as it is seen.

    Unseen characters are left out, and marks that belong to no letter of any language with the
    letter that they cover. Words in letters that look like Latin ones (Cyrillic, full-width) are
    written in Latin ones; words of which any letter looks otherwise stay as they are.
    """
    if text.isascii() or not _suspicious().search(text):
        return Seen(text=text, places=None)
    seen: list[str] = []
    places: list[int] = []
    for letters, at in _words(text):
        folded = _as_latin(letters)
        for letter, place in zip(folded or letters, at, strict=True):
            seen.append(letter)
            places.extend([place] * len(letter))
    return Seen(text="".join(seen), places=(*places, len(text)))


@lru_cache(maxsize=16384)
def seen_name(name: str) -> str:
    """Write a name as it is seen; kept for the next time."""
    return see(name).text


def _words(text: str) -> Iterator[tuple[list[str], list[int]]]:
    """Part a text into words and what is between them, letter by letter, without the unseen."""
    letters: list[str] = []
    at: list[int] = []
    for place, character in enumerate(text):
        if _UNSEEN.match(character):
            continue
        if unicodedata.combining(character) and letters:
            letters[-1] = _cover(letters[-1], character)
            continue
        if _PARTED.match(character):
            if letters:
                yield letters, at
            yield [character], [place]
            letters, at = [], []
            continue
        letters.append(character)
        at.append(place)
    if letters:
        yield letters, at


def _cover(letter: str, mark: str) -> str:
    """Put a mark over a letter; one that makes no letter with a Latin one is left out."""
    made = unicodedata.normalize("NFC", letter + mark)
    return letter if len(made) > 1 and _is_latin(_letter(letter)) else made


def _as_latin(letters: Sequence[str]) -> list[str] | None:
    """Write a word in Latin letters; None if it has others, or nothing had to be done."""
    made = [_letter(letter) for letter in letters]
    if made == list(letters) or not all(map(_is_latin, made)):
        return None
    if not "".join(made).isupper():  # "Rᴜssia" is no "RUssia", but "ᴜꜱᴀ" is "USA"
        made = [
            one.lower() if _is_small_capital(letter) else one
            for letter, one in zip(letters, made, strict=True)
        ]
    return made


@lru_cache(maxsize=_KEPT)
def _letter(letter: str) -> str:
    """Give the letter, or the letters, that one looks like."""
    alike = _alike().get(letter)
    if alike is not None:
        return alike
    if letter.isascii() or not (letter.isalpha() or letter.isdecimal()):
        return letter
    plain = unicodedata.normalize("NFKC", letter)
    return plain if plain.isascii() and plain.isalnum() else _alike().get(plain, letter)


@lru_cache(maxsize=_KEPT)
def _is_small_capital(letter: str) -> bool:
    return "LETTER SMALL CAPITAL" in unicodedata.name(letter, "")


@lru_cache(maxsize=_KEPT)
def _is_latin(letters: str) -> bool:
    return all(
        one.isascii() or not one.isalpha() or unicodedata.name(one, "").startswith("LATIN ")
        for one in letters
    )


@cache
def _alike() -> Mapping[str, str]:
    """Load what looks like each letter; small capitals stand for capitals."""
    text = resources.files("graph.claims").joinpath("lookalikes.toml").read_text(encoding="utf-8")
    rows: dict[str, str] = tomllib.loads(text)
    return {each: letter for letter, others in reversed(rows.items()) for each in others}


@cache
def _suspicious() -> re.Pattern[str]:
    """Make the pattern of all that may have to be changed."""
    combining = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
    styled = (
        "\u2100-\u214f\u2160-\u2188\u24b6-\u24e9\uff10-\uff5a\ufb00-\ufb06\U0001d400-\U0001d7ff"
    )
    others = "".join(re.escape(letter) for letter in _alike())
    return re.compile(f"{_UNSEEN.pattern}|[{combining}{styled}\U0001f130-\U0001f189{others}]")
