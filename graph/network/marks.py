"""What texts and claims are compared by, worked out once: signature, ids, words and gists."""

from __future__ import annotations

import hashlib

from graph.claims.claim import claim_id
from graph.claims.reading import ReadArticle
from graph.network.copies import Signature, likeness, same_words, sign, signature_size
from graph.network.gists import GIST, gist_of, matter_of, sameness

ID = 16
"""Bytes of the id of a claim."""
WORDS = 8
"""Bytes that stand for the words of its quote."""
_CLAIM = ID + WORDS + GIST


class TextMarker:
    """Makes the marks that the network asks for."""

    @property
    def version(self) -> str:
        """Name the way in which marks are made: a change of the rule is another one."""
        return f"2 {likeness()} {sameness().edition}"

    def mark(self, read: ReadArticle) -> bytes:
        """Make the marks of an article and its claims as they were read."""
        article = read.article
        return b"".join(
            [
                sign(article.text),
                *(bytes.fromhex(claim_id(article.id, claim)) for claim in read.reading.claims),
                *(
                    words_of(claim.passage.quote).to_bytes(WORDS, "little")
                    for claim in read.reading.claims
                ),
                *(
                    gist_of(
                        article.text, claim.passage.start, claim.passage.end, matter_of(claim)
                    ).to_bytes(GIST, "little")
                    for claim in read.reading.claims
                ),
            ]
        )


def signature_in(marks: bytes) -> Signature:
    """Find the signature of the text in marks that `TextMarker` made."""
    return marks[: signature_size()]


def claims_in(marks: bytes) -> tuple[bytes, bytes, bytes]:
    """Find the ids of the claims, what stands for their words, and their gists, place by place."""
    start = signature_size()
    claims = (len(marks) - start) // _CLAIM
    words = start + claims * ID
    gists = words + claims * WORDS
    return marks[start:words], marks[words:gists], marks[gists:]


def words_of(quote: str) -> int:
    """Make what stands for the words of a quote: the same for those that are `same_words`."""
    digest = hashlib.blake2b(same_words(quote).encode("utf-8", "surrogatepass"), digest_size=WORDS)
    return int.from_bytes(digest.digest(), "little")
