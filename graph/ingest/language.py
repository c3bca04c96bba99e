"""Recognise English; other languages are refused, never misread."""

from __future__ import annotations

import functools
import re
import unicodedata
from importlib import resources

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from graph.errors import UnsupportedLanguage
from graph.ingest.limits import limits

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


def check_language(text: str) -> None:
    """Raise UnsupportedLanguage when the text is clearly not English; briefs are let pass."""
    bound = limits().language
    sample = text[: bound.sample]
    if not sample.isascii() and _latin_share(sample) < bound.latin_share:
        raise _refusal(sample, "not in the Latin script")
    words = [word.casefold() for word in _WORD.findall(sample)]
    if len(words) < bound.words:
        return
    known = english_words()
    if sum(1 for word in words if word in known) >= bound.english_share * len(words):
        return
    code, certainty = classify(sample)
    if code != "en" and certainty >= bound.certainty:
        raise _refusal(sample, f"in language {code!r}")


def _latin_share(text: str) -> float:
    """Tell which share of the letters are Latin; 1 where there is none."""
    letters = [c for c in text if c.isalpha()]
    latin = sum(1 for c in letters if c.isascii() or unicodedata.name(c, "").startswith("LATIN"))
    return latin / len(letters) if letters else 1.0


def classify(text: str) -> tuple[str, float]:
    """Name the most likely language (ISO 639-1) and its probability, 0 to 1."""
    code, certainty = _identifier().classify(text)
    return str(code), float(certainty)


@functools.cache
def english_words() -> frozenset[str]:
    """Read the function words that mark English (`lexicons/english_words.txt`)."""
    source = resources.files("graph.ingest.lexicons").joinpath("english_words.txt")
    lines = source.read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def _refusal(sample: str, what: str) -> UnsupportedLanguage:
    return UnsupportedLanguage(
        f"the text is {what}, which is not read yet",
        field="text",
        value=" ".join(sample.split())[:60],
        remedy="Give an English text or translation",
    )


@functools.cache
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
