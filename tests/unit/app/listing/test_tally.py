"""What some claims name is counted: those above a munition too, and each spelling of a voice."""

from __future__ import annotations

from app.listing.tally import cells_of, count
from graph.ingest.resolve.spelled import Named, actor_thing, munition_thing
from tests.making import judge, make_read, told

CLAIMS = (
    told("POL", "UKR", munition="howitzer", source="The Panel", designation="Krab"),
    told("POL", "MDA", munition=None, source="the panel"),
)


def test_claims_are_counted_by_all_that_they_name() -> None:
    tally = count(cells_of([make_read(*CLAIMS, publisher="The Ledger"), None]))
    assert tally.things[actor_thing("POL")] == 2
    assert tally.things[actor_thing("UKR")] == 1
    assert tally.things[munition_thing("howitzer")] == 1
    assert tally.things[munition_thing("military-aid")] == 1
    named = {thing.id for thing in tally.things if thing.kind is Named.DESIGNATION}
    assert named == {"Krab"}
    assert [thing.label for thing in tally.things if thing.kind is Named.ARTICLE] == ["Story"]


def test_voices_keep_how_each_claim_spells_them() -> None:
    tally = count(cells_of([make_read(*CLAIMS, publisher="The Ledger")]))
    spelled = {name for name, _ in tally.voices[Named.PUBLISHER, "ledger"]}
    assert spelled == {"The Ledger"}
    sources = [voice for voice in tally.voices if voice[0] is Named.SOURCE]
    assert sum(tally.voices[voice].total() for voice in sources) == 2


def test_what_was_rejected_is_not_counted() -> None:
    tally = count(cells_of([judge(make_read(*CLAIMS), 0, "reject")]))
    assert actor_thing("UKR") not in tally.things
    assert tally.things[actor_thing("POL")] == 1
