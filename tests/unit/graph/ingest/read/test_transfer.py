from __future__ import annotations

from collections.abc import Callable

from graph.claims.claim import Stage
from graph.ingest.read.frame import Frame
from graph.ingest.read.frames import find_frames
from graph.ingest.read.parsing import ParsedSentence
from graph.ingest.read.parties import Parties, Party
from graph.ingest.read.transfer import Transfer, transfers_of

Parse = Callable[[str], ParsedSentence]


def party(actor: str, rule: str = "named") -> Party:
    return Party(actor=actor, rule=rule, doubt=0.0)


NORWAY_TO_CHAD = Parties(suppliers=(party("NOR"),), recipients=(party("TCD"),), via=())


def transfers(
    parse: Parse, text: str, parties: Parties = NORWAY_TO_CHAD
) -> tuple[Frame, list[Transfer]]:
    """Take the first frame of a sentence, and what it passes between the parties."""
    parsed = parse(text)
    frame = find_frames(parsed)[0]
    return frame, list(transfers_of(frame, parties, parsed))


def test_each_munition_passes_between_the_parties(parse: Parse) -> None:
    frame, found = transfers(parse, "Norway sent twelve mortars and some rifles to Chad.")
    assert [(one.munition, one.words) for one in found] == [
        ("mortar", "mortars"), ("small-arms", "rifles"),
    ]  # fmt: skip
    for one in found:
        assert (one.supplier.actor, one.recipient.actor) == ("NOR", "TCD")
        assert (one.predicate, one.stage) == (frame.predicate, Stage.DELIVERY)
        assert one.mention is not None
        assert one.span.text == one.mention.text == one.words
        assert one.status is None


def test_every_supplier_passes_it_to_every_recipient_but_itself(parse: Parse) -> None:
    parties = Parties(
        suppliers=(party("NOR"), party("DNK")),
        recipients=(party("TCD"), party("NOR")),
        via=("MLI",),
    )
    _, found = transfers(parse, "Norway sent mortars to Chad.", parties)
    assert [(one.supplier.actor, one.recipient.actor) for one in found] == [
        ("NOR", "TCD"), ("DNK", "TCD"), ("DNK", "NOR"),
    ]  # fmt: skip
    assert {one.via for one in found} == {("MLI",)}


def test_it_tells_by_which_rules_it_was_found(parse: Parse) -> None:
    parties = Parties(
        suppliers=(party("NOR", "pronoun"),), recipients=(party("TCD", "topic"),), via=()
    )
    frame, (one,) = transfers(parse, "Norway sent mortars to Chad.", parties)
    assert one.rules == (frame.rule, "pronoun", "topic")


def test_a_model_is_kept(parse: Parse) -> None:
    _, (one,) = transfers(parse, "Norway sent Mohajer-6 drones to Chad.")
    assert one.designation == "Mohajer-6"
    assert one.words == "Mohajer-6 drones"
    _, (plain,) = transfers(parse, "Norway sent drones to Chad.")
    assert plain.designation is None


def test_a_predicate_may_be_the_munition(parse: Parse) -> None:
    _, (one,) = transfers(parse, "Norway trained Chadian soldiers.")
    assert one.munition == "training"
    assert one.designation is None


def test_a_munition_that_is_implied_has_the_predicates_words(parse: Parse) -> None:
    frame, (one,) = transfers(parse, "Norway armed Chad.")
    assert one.mention is None
    assert (one.munition, one.words) == (frame.entry.default, one.span.text)


def test_what_carries_relief_does_not_pass_and_the_rest_does(parse: Parse) -> None:
    _, found = transfers(parse, "Norway sent helicopters and rifles to Chad after the flood.")
    assert [one.munition for one in found] == ["small-arms"]
    _, found = transfers(parse, "Norway sent helicopters and rifles to Chad after the vote.")
    assert [one.munition for one in found] == ["helicopter", "small-arms"]


def test_relief_does_not_unmake_what_is_implied(parse: Parse) -> None:
    _, found = transfers(parse, "Norway armed Chad after the flood.")
    assert [one.mention for one in found] == [None]


def test_without_parties_nothing_passes(parse: Parse) -> None:
    nobody = Parties(suppliers=(), recipients=(party("TCD"),), via=())
    assert transfers(parse, "Norway sent mortars to Chad.", nobody)[1] == []
