"""The word that a token stands for, when a whole name was made one token."""

from __future__ import annotations

from spacy.tokens import Token


def lemma_of(token: Token) -> str:
    """Give the lower-case lemma of a token's last word ("arms sales" is "sale")."""
    if " " not in token.text:
        return token.lemma_.lower()
    last = last_word(token)
    return last.removesuffix("s") if not last.endswith("ss") else last


def last_word(token: Token) -> str:
    """Give the lower-case last word of a token."""
    words = token.text.split()
    return words[-1].lower() if words else ""
