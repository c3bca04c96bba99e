"""What stands over a predicate: the line of words that its truth hangs on."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Span, Token

from graph.ingest.resolve.lexicon import words

VERB_LINKS = frozenset(
    {"xcomp", "ccomp", "pcomp", "acl", "prep", "dobj", "pobj", "attr", "oprd", "agent"}
)
NOUN_LINKS = VERB_LINKS | {"nsubj", "nsubjpass", "compound", "conj", "appos", "nmod", "poss", "dep"}
CLOSED = frozenset({"relcl", "acl", "advcl", "parataxis", "appos"})
ARGUMENTS = frozenset({"dobj", "nsubj", "nsubjpass", "attr", "dative", "oprd", "conj"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """The predicate, the words above it up to who says it, and the munition's mention."""

    predicate: Token
    line: tuple[Token, ...]
    munition: Span | None

    @property
    def clause(self) -> str:
        """Give the clause of the line in lower case, for phrases."""
        first, last = self.edges
        return str(self.predicate.doc[first:last].text.lower())

    @property
    def edges(self) -> tuple[int, int]:
        """Find first and last word of the clause that the line stands in."""
        doc = self.predicate.doc
        first = last = self.predicate.i
        while first > 0 and doc[first - 1].text not in ";:" and not doc[first].is_sent_start:
            first -= 1
        while last < len(doc) and doc[last].text not in ";:":
            last += 1
        return first, last

    def covers(self, at: int) -> bool:
        """Tell whether a place of the clause's text belongs to the line, not to a clause inside."""
        doc = self.predicate.doc
        place = doc[self.edges[0]].idx + at
        token = next((t for t in doc if t.idx + len(t) > place), doc[-1])
        line = {member.i for member in self.line}
        while token.i not in line:
            if token.head.i == token.i:
                return False
            if token.dep_ in CLOSED or (token.dep_ == "conj" and token.pos_ in {"VERB", "AUX"}):
                return False
            token = token.head
        return True

    def around(self) -> list[Token]:
        """List the words of the line with the small words that hang on them."""
        return [*self.line, *(child for token in self.line for child in token.children)]


def scope_of(predicate: Token, munition: Span | None) -> Scope:
    """Climb from the predicate to where another speaks, or another event begins."""
    saying = words("attribution", "verbs")
    line = [predicate]
    token = predicate
    while token.head.i != token.i:
        head = token.head
        links = VERB_LINKS if token.pos_ in {"VERB", "AUX"} else NOUN_LINKS
        shared = token.dep_ == "conj" and not _has_subject(token) and not _is_contrast(token)
        if token.dep_ not in links and not shared:
            break
        first, last = sorted((token.i, head.i))
        if any(between.text == ";" for between in token.doc[first:last]):
            break
        if head.lemma_.lower() in saying and token.dep_ in {"ccomp", "parataxis"}:
            break
        line.append(head)
        token = head
    return Scope(predicate=predicate, line=tuple(line), munition=munition)


def _is_contrast(token: Token) -> bool:
    return any(c.dep_ == "cc" and c.lower_ == "but" and c.i < token.i for c in token.head.children)


def _has_subject(verb: Token) -> bool:
    return any(child.dep_ in {"nsubj", "nsubjpass", "aux"} for child in verb.children)
