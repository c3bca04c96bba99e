"""What claims name is the same whether it is counted anew or brought up to date."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.listing import naming
from app.listing.naming import Naming, naming_of
from graph.claims.reading import ReadArticle, Revision, Withdrawal
from graph.ingest.resolve.names import name_key
from graph.network.network import Network
from tests.making import JUDGED_AT, judge, make_read, told

ACTORS = ["POL", "UKR", "name:los-zetas", "USA"]
PUBLISHERS = ["Harbour Post", "The Harbour Post", "Ledger", None]
GONE = Withdrawal(at=JUDGED_AT, who="A reviewer", why="It was planted")


class Archive:
    """Articles in order of change, as an archive tells of them."""

    def __init__(self) -> None:
        self.reads: list[ReadArticle] = []

    def revised(self, sequence: int) -> list[Revision]:
        def last(reads: list[ReadArticle], article_id: str) -> ReadArticle | None:
            return next((one for one in reversed(reads) if one.article.id == article_id), None)

        then = [one for one in self.reads if one.sequence <= sequence]
        since = [one for one in self.reads if one.sequence > sequence]
        return [Revision(before=last(then, one.article.id), now=one) for one in since]


def written(sequence: int, story: int, change: str = "keep") -> ReadArticle:
    """Write an article, or decide on it: what it is called and who printed it stays."""
    claims = (told(ACTORS[story % 3], ACTORS[3], munition="howitzer", source=f"Panel {story % 2}"),)
    read = make_read(
        *claims, told(ACTORS[3], ACTORS[story % 3]), sequence=sequence, story=f"Tanks roll {story}",
        publisher=PUBLISHERS[story % 4],
    )  # fmt: skip
    match change:
        case "withdraw":
            return replace(read, withdrawn=GONE)
        case "reject":
            return judge(read, 0, "reject")
        case "correct":
            return judge(read, 1, "correct", supplier="DEU")
    return read


def state(known: Naming) -> tuple[Any, ...]:
    """Give all that a search can see: counts, notes, and which names lead where."""
    shown = {thing: known.notes.get(thing) for thing in known.claims}
    found = {
        (key, thing)
        for name in ("Tanks roll 3", "Harbour Post", "the harbour post", "Ledger", "Zetas", "pan")
        for key in (name_key(name),)
        for thing in known.find(key, 20)
    }
    return dict(known.claims), shown, found


CHANGES = st.lists(
    st.tuples(st.integers(0, 5), st.sampled_from(["keep", "withdraw", "reject", "correct"])),
    min_size=1,
    max_size=14,
)


@settings(max_examples=60, deadline=None)
@given(changes=CHANGES, steps=st.integers(1, 4), many=st.sampled_from([1, 3, 1000]))
def test_step_by_step_it_is_what_it_is_at_once(
    changes: list[tuple[int, str]], steps: int, many: int
) -> None:
    network, archive = Network(), Archive()
    materiel: Any = SimpleNamespace(network=network, archive=archive)
    kept = Naming()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(naming, "MANY", many)
        for number, (story, change) in enumerate(changes, start=1):
            read = written(number, story, change)
            archive.reads.append(read)
            network.add(read)
            if number % steps == 0 or number == len(changes):
                kept.follow(materiel)
    fresh = Naming()
    fresh.follow(materiel)
    assert kept.sequence == fresh.sequence == len(changes)
    assert state(kept) == state(fresh)


def test_each_network_has_its_own() -> None:
    one, other = Network(), Network()
    assert naming_of(one) is naming_of(one)
    assert naming_of(one) is not naming_of(other)


def test_a_network_that_was_emptied_is_counted_anew() -> None:
    network, archive = Network(), Archive()
    materiel: Any = SimpleNamespace(network=network, archive=archive)
    for number in (1, 2):
        archive.reads.append(written(number, number))
        network.add(archive.reads[-1])
    known = Naming()
    known.follow(materiel)
    network.clear()
    network.add(archive.reads[0])
    known.follow(materiel)
    assert known.sequence == 1
    assert sum(thing.kind.value == "article" for thing in known.claims) == 1
