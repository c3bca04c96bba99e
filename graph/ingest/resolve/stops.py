"""Cues that a transfer stops, or that a stop is lifted."""

from __future__ import annotations

from spacy.tokens import Token

from graph.ingest.resolve.cues import LEXICON, Cue, among, phrase_cue
from graph.ingest.resolve.lexicon import words
from graph.ingest.resolve.scope import Scope


def stopping_cue(scope: Scope) -> Cue | None:
    """Find what stops the transfer: a verb over it, a noun, "no longer"."""
    stopping, objects = words(LEXICON, "stopping"), words(LEXICON, "stopping_objects")
    for depth, token in enumerate(scope.line):
        lemma = token.lemma_.lower()
        if token.pos_ != "VERB":
            if depth and lemma in words(LEXICON, "stops"):
                return Cue(rule="stopped.noun", words=token.text)
            continue
        if particle := particle_of(token):
            if f"{lemma} {particle}" in words(LEXICON, "stopping_particles"):
                return Cue(rule="stopped.verb", words=f"{token.text} {particle}")
            continue  # "end up", "leave behind", "drop off": another verb
        if lemma in stopping and (lemma not in objects or _stops_transfer(scope, token, depth)):
            return Cue(rule="stopped.verb", words=token.text)
    return phrase_cue(scope, "no_longer", "stopped.no-longer")


def _stops_transfer(scope: Scope, verb: Token, depth: int) -> bool:
    if depth:
        return True
    transfers = words(LEXICON, "transfers")
    nouns = [c for c in verb.children if c.dep_ in {"dobj", "nsubjpass"}]
    goods = None if scope.munition is None else scope.munition.root
    named = None if verb.lemma_.lower() in words(LEXICON, "losing") else goods
    return any(n.lemma_.lower() in transfers or n == named for n in nouns)


def particle_of(verb: Token) -> str:
    """Give the particle of a phrasal verb in lower case; empty if it has none."""
    return next((child.lower_ for child in verb.children if child.dep_ == "prt"), "")


def lifting_cue(scope: Scope) -> Cue | None:
    """Find what lifts a stop: the transfer goes on."""
    return among([t for t in scope.line if t.pos_ == "VERB"], "lifting", "lifted.verb")
