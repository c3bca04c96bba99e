"""What changed since."""

import dataclasses
from datetime import UTC, date, datetime, timedelta

from graph.claims.claim import Status
from graph.claims.evidence import Source, SourceKind
from graph.claims.reading import ReadArticle, Revision, Withdrawal
from graph.network.changes import Change, find_changes
from graph.network.filter import Filter
from graph.network.network import Network
from graph.network.strength import Strength
from tests.making import READ_AT, judge, make_read, told

PANEL = Source(name="The UN panel", kind=SourceKind.MONITOR)
FIRST = make_read(told("POL", "UKR"), story="first", published=date(2024, 3, 1))


def changed(
    held: list[ReadArticle],
    *revisions: tuple[ReadArticle | None, ReadArticle],
    **wanted: str | Strength,
) -> list[Change]:
    """Tell what changed when articles came to be as they are; `held` stay as they are."""
    network = Network()
    for read in held:
        network.add(read)
    for before, _ in revisions:
        if before is not None:
            network.add(before)
    earlier = network.sequence()
    for _, now in revisions:
        network.add(now)
    made = [Revision(before=before, now=now) for before, now in revisions]
    asked = Filter(**wanted)  # type: ignore[arg-type]  # actors and munitions alone
    found = find_changes(
        network,
        earlier,
        lambda after: [one for one in made if after == earlier or one.now.sequence > after],
        asked,
    )
    assert (found.since, found.sequence) == (earlier, network.sequence())
    return list(found.changes)


def kinds(changes: list[Change]) -> list[tuple[str, str | None, list[str]]]:
    return [(one.recipient, one.munition, [kind.value for kind in one.kinds]) for one in changes]


def another(*claims: dict[str, object], sequence: int = 2) -> ReadArticle:
    return make_read(*claims, sequence=sequence, story="another", published=date(2024, 4, 1))


def test_what_nobody_told_before_became_known() -> None:
    now = another(told("POL", "LTU"), told("POL", "UKR", "howitzer"))
    found = changed([FIRST], (None, now))
    assert kinds(found) == [("LTU", "battle-tank", ["known"]), ("UKR", "howitzer", ["known"])]
    assert found[0].before is None
    assert found[0].articles == (now.article.id,)


def test_another_report_makes_it_stronger() -> None:
    (one,) = changed([FIRST], (None, another(told("POL", "UKR", source=PANEL))))
    assert kinds([one]) == [("UKR", "battle-tank", ["stronger", "reported"])]
    assert one.before is not None
    assert one.now is not None
    assert (one.before.strength, one.now.strength) == (Strength.REPORTED, Strength.DOCUMENTED)


def test_a_strength_asked_for_tells_what_became_so_strong_and_what_was() -> None:
    stronger = another(told("POL", "UKR", source=PANEL))
    for least in (Strength.DOCUMENTED, Strength.REPORTED):
        (one,) = changed([FIRST], (None, stronger), strength=least)
        assert kinds([one]) == [("UKR", "battle-tank", ["stronger", "reported"])]
        assert one.before is not None
        assert one.before.strength is Strength.REPORTED
    new = another(told("POL", "LTU"), told("POL", "LVA", source=PANEL))
    assert kinds(changed([FIRST], (None, new), strength=Strength.DOCUMENTED)) == [
        ("LVA", "battle-tank", ["known"])
    ]


def test_a_denial_of_all_weapons_contests_every_kind_of_them() -> None:
    now = another(told("POL", "UKR", "materiel", status=Status.DENIED))
    assert kinds(changed([FIRST], (None, now))) == [("UKR", "battle-tank", ["contested"])]


def test_what_is_withdrawn_is_gone_or_weaker() -> None:
    withdrawal = Withdrawal(at=datetime(2025, 1, 2, tzinfo=UTC), who=None, why="It was planted")
    was = another(told("POL", "UKR", source=PANEL), told("POL", "LTU"))
    now = dataclasses.replace(was, sequence=3, withdrawn=withdrawal)
    found = changed([FIRST], (was, now))
    assert kinds(found) == [
        ("LTU", "battle-tank", ["gone"]),
        ("UKR", "battle-tank", ["weaker", "retracted"]),
    ]
    assert found[0].now is None


def test_a_verdict_moves_a_claim() -> None:
    was = another(told("POL", "UKR", source=PANEL))
    now = dataclasses.replace(judge(was, 0, "correct", recipient="LTU"), sequence=3)
    found = changed([FIRST], (was, now))
    assert kinds(found) == [
        ("LTU", "battle-tank", ["known"]),
        ("UKR", "battle-tank", ["weaker", "retracted"]),
    ]


def test_what_is_not_asked_for_is_left_out() -> None:
    now = another(told("POL", "LTU"), told("FRA", "UKR", "howitzer"))
    assert kinds(changed([FIRST], (None, now), recipient="UKR")) == [("UKR", "howitzer", ["known"])]
    assert kinds(changed([FIRST], (None, now), munition="artillery")) == [
        ("UKR", "howitzer", ["known"])
    ]
    assert changed([FIRST], (None, now), supplier="USA") == []


def test_what_changes_nothing_but_details_is_revised() -> None:
    was = another(told("POL", "UKR", source=PANEL, date="2024"))
    now = dataclasses.replace(judge(was, 0, "correct", date="2023"), sequence=3)
    (one,) = changed([FIRST], (was, now))
    assert kinds([one]) == [("UKR", "battle-tank", ["revised"])]
    assert one.before is not None
    assert one.now is not None
    assert (one.before.first, one.now.first) == ("2024-01-01", "2023-01-01")
    accepted = dataclasses.replace(judge(was, 0, "accept"), sequence=3)
    assert changed([FIRST], (was, accepted)) == []


def test_a_copy_is_judged_as_one_though_its_original_is_withdrawn() -> None:
    story = " ".join(f"word{place} is told" for place in range(40))
    original = make_read(told("POL", "UKR"), story=f"{story} a", publisher="Ledger")
    planted = make_read(
        told("POL", "UKR", source=PANEL), story=f"{story} b", publisher="Post", sequence=2
    )
    planted = dataclasses.replace(planted, read_at=READ_AT + timedelta(hours=1))
    withdrawal = Withdrawal(at=datetime(2025, 1, 2, tzinfo=UTC), who=None, why="It was an error")
    now = dataclasses.replace(original, sequence=3, withdrawn=withdrawal)
    (one,) = changed([planted], (original, now))
    assert kinds([one]) == [("UKR", "battle-tank", ["stronger", "retracted"])]
    assert one.before is not None
    assert (one.before.origins, one.before.strength) == (1, Strength.REPORTED)


def test_nothing_changed() -> None:
    assert changed([FIRST]) == []
    assert changed([FIRST], (None, another())) == []
