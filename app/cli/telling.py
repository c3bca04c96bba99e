"""Articles and the parts of a claim in words, for people."""

from __future__ import annotations

import re

from app.cli.printable import printable
from app.schemas.claims import ClaimOut, QuantityOut
from app.schemas.supplies import Labelled
from graph.claims.article import Article
from graph.claims.reading import ReadArticle, Withdrawal

NOT_NAMED = "munition not named"
OWN_WORD = "the article itself"
_SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
_SEASON = re.compile(r"(\d{4})-(2[1-4])\Z")
_QUALIFIERS = {"~": "about {}", "?": "perhaps {}", "%": "perhaps about {}"}


def tell_article(article: Article) -> str:
    """Name an article by its heading, or by its id where it has none."""
    told = (article.title, article.publisher, article.published)
    return ", ".join(str(part) for part in told if part) or f"article {article.id}"


def tell_claims(read: ReadArticle) -> str:
    """Say how many claims an article's reading holds."""
    claims = len(read.reading.claims)
    return f"{claims} {'claim' if claims == 1 else 'claims'}"


def tell_withdrawal(withdrawal: Withdrawal) -> str:
    """Say since when an article stands no longer, by whose word and why."""
    who = f" by {withdrawal.who}" if withdrawal.who else ""
    return f"withdrawn on {withdrawal.at:%Y-%m-%d}{who}: {withdrawal.why}"


def tell_still_withdrawn(read: ReadArticle) -> str:
    """Say that an article which came again is known and stays withdrawn, and what would do."""
    gone = f"; {tell_withdrawal(read.withdrawn)}" if read.withdrawn else ""
    told = f"known, and stays withdrawn: {tell_article(read.article)}{gone}"
    return printable(f"{told} (to let it stand again: materiel withdraw {read.article.id} --undo)")


def tell_munition(claim: ClaimOut) -> str:
    """Name what passes, with its model where the text has one."""
    munition = Labelled.munition(claim.munition)
    if munition is None:
        return NOT_NAMED
    return f"{munition.label} ({claim.designation})" if claim.designation else munition.label


def tell_parties(claim: ClaimOut) -> str:
    """Name supplier and recipient, and through whom it passes."""
    names = f"{tell_actor(claim.supplier)} → {tell_actor(claim.recipient)}"
    via = ", ".join(map(tell_actor, claim.via))
    return f"{names} via {via}" if via else names


def tell_actor(identifier: str) -> str:
    """Name an actor."""
    return Labelled.actor(identifier).label


def tell_source(claim: ClaimOut) -> str:
    """Name who is said to know it, and what kind of source that is."""
    return f"{claim.source.name} ({claim.source.kind.value})" if claim.source else OWN_WORD


def tell_quantity(quantity: QuantityOut | None) -> str:
    """Say how many as the text does, and the numbers where the words hold none."""
    if quantity is None:
        return ""
    low, high = quantity.min, quantity.max
    if any(letter.isdigit() for letter in quantity.text) or (low is None and high is None):
        return quantity.text
    if low is None or high is None:
        bounds = f"at least {low:,}" if high is None else f"at most {high:,}"
    else:
        bounds = f"{low:,}" if low == high else f"{low:,} to {high:,}"
    return f"{quantity.text} ({bounds})"


def tell_value(claim: ClaimOut) -> str:
    """Say what it is worth."""
    return f"{claim.value.currency} {claim.value.amount:,.0f}" if claim.value else ""


def tell_date(edtf: str | None) -> str:
    """Write an EDTF date (level 1) as people do; "" for none."""
    if edtf is None:
        return ""
    first, slash, last = edtf.partition("/")
    if not slash:
        return _tell_point(edtf)
    if first in ("", ".."):
        return f"until {_tell_point(last)}"
    if last in ("", ".."):
        return f"since {_tell_point(first)}"
    return f"{_tell_point(first)} to {_tell_point(last)}"


def _tell_point(edtf: str) -> str:
    told = edtf.rstrip("".join(_QUALIFIERS))
    if season := _SEASON.match(told):
        told = f"{_SEASONS[season[2]]} {season[1]}"
    elif told.endswith("X"):
        told = f"the {told.replace('X', '0')}s"
    return _QUALIFIERS.get(edtf[-1], "{}").format(told)
