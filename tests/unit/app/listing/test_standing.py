"""What stands is found; of what does not it is said why, of articles and claims alike."""

from typing import Any

import pytest

from app.listing.standing import find_standing, find_standing_claim, refuse_claim
from app.wiring import Materiel
from graph.errors import NotFound, Withdrawn

Stories = tuple[dict[str, Any], ...]


def test_an_article_and_its_claims_are_found_until_it_is_withdrawn(
    materiel: Materiel, stories: Stories
) -> None:
    article, claim = stories[0]["article"]["id"], stories[0]["claims"][0]["id"]
    materiel.pipeline.catch_up_network()
    assert find_standing(materiel, article) == find_standing_claim(materiel, claim)
    materiel.pipeline.withdraw(article, who="The desk", why="It was planted")
    with pytest.raises(Withdrawn, match="It was planted"):
        find_standing(materiel, article)
    with pytest.raises(Withdrawn, match="It was planted"):
        find_standing_claim(materiel, claim)
    assert isinstance(refuse_claim(materiel, claim), Withdrawn)


def test_what_never_was_is_not_found(materiel: Materiel, stories: Stories) -> None:
    with pytest.raises(NotFound, match="No article") as article:
        find_standing(materiel, "none")
    with pytest.raises(NotFound, match="No claim") as claim:
        find_standing_claim(materiel, "none")
    assert not {type(article.value), type(claim.value)} & {Withdrawn}


def test_an_article_that_was_withdrawn_just_now_is_told_so(
    materiel: Materiel, stories: Stories
) -> None:
    """The network may not have followed yet."""
    claim = stories[0]["claims"][0]["id"]
    materiel.archive.withdraw(stories[0]["article"]["id"], who=None, why="It was planted")
    assert materiel.network.claim(claim) is not None
    with pytest.raises(Withdrawn, match="It was planted"):
        find_standing_claim(materiel, claim)
