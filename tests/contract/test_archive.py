"""What every archive keeps to, wherever it is kept."""

import dataclasses
import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from graph.archive.archive import Archive, ArchiveCounts
from graph.archive.judging import Judged
from graph.claims.article import make_article
from graph.claims.claim import Quantity, Stage, Status
from graph.claims.evidence import Passage, Source, SourceKind
from graph.claims.reading import ReadArticle
from graph.claims.verdict import CorrectedValue, Decision, Ruling
from graph.errors import InputError, InvalidField, NotFound, NotText, Withdrawn
from tests.conftest import Opener
from tests.making import READ_AT, make_read, told

ACCEPTED = Ruling(decision=Decision.ACCEPT)


@pytest.fixture
def archive(opener: Opener, tmp_path: Path) -> Iterator[Archive]:
    with closing(opener(tmp_path, clock=noon)) as opened:
        yield opened


def noon() -> datetime:
    return READ_AT


def add(archive: Archive, read: ReadArticle) -> ReadArticle:
    added = archive.add(read.article, read.reading)
    return dataclasses.replace(read, sequence=added.sequence)


def test_an_empty_archive(archive: Archive) -> None:
    assert archive.sequence() == 0
    assert archive.counts() == ArchiveCounts(articles=0, claims=0, readings=0, withdrawn=0)
    assert list(archive.since(0)) == []
    assert archive.find("0" * 32) is None
    assert not archive.known("0" * 32)


def test_an_article_comes_back_as_it_went_in(archive: Archive) -> None:
    read = make_read(
        told("POL", "UKR", source="A ministry", date="2025-01/..", via=("ROU",)),
        told("POL", "UKR", None),
        published=date(2025, 2, 3),
        story="“Ünïcode” \U0001f680 and a \x00 NUL",
    )
    added = archive.add(read.article, read.reading)
    assert (added.article_id, added.sequence, added.is_new) == (read.article.id, 1, True)
    assert archive.find(read.article.id) == read
    assert archive.known(read.article.id)
    assert list(archive.since(0)) == [read]


def test_an_article_may_have_no_metadata_and_no_claims(archive: Archive) -> None:
    read = make_read(published=None, publisher=None)
    bare = dataclasses.replace(read, article=make_article(read.article.text))
    archive.add(bare.article, bare.reading)
    assert archive.find(bare.article.id) == bare


def test_each_change_has_its_time(opener: Opener, tmp_path: Path) -> None:
    ticks = iter(READ_AT + timedelta(seconds=number) for number in range(9))
    with closing(opener(tmp_path, clock=lambda: next(ticks))) as archive:
        first = make_read(told("POL", "UKR"), story="1")
        archive.add(first.article, first.reading)
        second = make_read(told("POL", "UKR"), story="2")
        archive.add(second.article, second.reading)
        archive.withdraw(first.article.id, who=None, why="It was planted")
        archive.restore(first.article.id, who=None, why=None)
        times = [archive.changed_at(number) for number in range(6)]
        expected = [READ_AT + timedelta(seconds=number) for number in range(4)]
        assert times == [None, *expected, None]
        found = archive.find(first.article.id)
        assert found is not None
        assert found.read_at == READ_AT, "when it was read, not when it was restored"


def test_by_itself_the_clock_is_that_of_the_machine(opener: Opener, tmp_path: Path) -> None:
    read = make_read()
    with closing(opener(tmp_path)) as archive:
        archive.add(read.article, read.reading)
        found = archive.changed_at(1)
    assert found is not None
    assert timedelta(0) <= datetime.now(UTC) - found < timedelta(minutes=1)


def test_adding_again_changes_nothing_and_says_so(archive: Archive) -> None:
    read = add(archive, make_read(told("POL", "UKR")))
    add(archive, make_read(told("IRN", "RUS"), story="other"))
    before = archive.counts()
    other_reading = dataclasses.replace(read.reading, claims=())
    again = archive.add(read.article, other_reading)
    assert (again.is_new, again.sequence) == (False, 1)
    assert archive.sequence() == 2
    assert (
        archive.counts() == before == ArchiveCounts(articles=2, claims=2, readings=2, withdrawn=0)
    )
    assert archive.find(read.article.id) == read


def test_sequence_numbers_grow_by_one(archive: Archive) -> None:
    reads = [add(archive, make_read(told("POL", "UKR"), story=str(n))) for n in range(5)]
    assert [read.sequence for read in reads] == [1, 2, 3, 4, 5]
    assert list(archive.since(3)) == reads[3:]
    assert list(archive.since(5)) == []


def test_several_are_added_together_or_not_at_all(archive: Archive) -> None:
    reads = [make_read(told("POL", "UKR"), story=str(n)) for n in range(3)]
    pairs = [(read.article, read.reading) for read in reads]
    added = archive.add_many([*pairs[:2], pairs[0]])
    assert [(one.sequence, one.is_new) for one in added] == [(1, True), (2, True), (1, False)]
    forged = (reads[2].article, dataclasses.replace(reads[2].reading, article_id="another"))
    fresh = make_read(told("IRN", "RUS"), story="fresh")
    with pytest.raises(ValueError, match="reading of another"):
        archive.add_many([(fresh.article, fresh.reading), forged])
    assert not archive.known(fresh.article.id)
    assert archive.add_many([]) == ()
    assert archive.sequence() == 2


def test_a_quote_that_is_not_in_the_text_never_enters(archive: Archive) -> None:
    read = make_read(told("POL", "UKR"))
    passage = Passage(quote="made up", start=0, end=7)
    claim = dataclasses.replace(read.reading.claims[0], passage=passage)
    with pytest.raises(ValueError, match="is not in article"):
        archive.add(read.article, dataclasses.replace(read.reading, claims=(claim,)))
    assert not archive.known(read.article.id)


def test_a_date_that_is_none_never_enters(archive: Archive) -> None:
    read = make_read(told("POL", "UKR", date="next spring"))
    with pytest.raises(ValueError, match="'next spring'"):
        archive.add(read.article, read.reading)
    assert archive.sequence() == 0


def test_half_a_letter_is_refused(archive: Archive) -> None:
    read = make_read(told("POL", "UKR"), story="broken \ud83d")
    with pytest.raises(NotText) as refused:
        archive.add(read.article, read.reading)
    assert refused.value.field == "text"
    assert archive.sequence() == 0


def test_it_is_all_there_after_opening_again(opener: Opener, tmp_path: Path) -> None:
    with closing(opener(tmp_path, clock=noon)) as first:
        read = add(first, make_read(told("POL", "UKR")))
    with closing(opener(tmp_path, clock=noon)) as second:
        assert second.find(read.article.id) == read
        assert second.sequence() == 1
        assert second.counts() == ArchiveCounts(articles=1, claims=1, readings=1, withdrawn=0)


def test_two_open_archives_see_each_other(opener: Opener, archive: Archive, tmp_path: Path) -> None:
    with closing(opener(tmp_path, clock=noon)) as other:
        first = add(archive, make_read(told("POL", "UKR"), story="1"))
        second = add(other, make_read(told("POL", "UKR"), story="2"))
        assert (first.sequence, second.sequence) == (1, 2)
        assert archive.sequence() == other.sequence() == 2
        assert list(archive.since(0)) == list(other.since(0)) == [first, second]


def test_a_withdrawn_article_is_kept_and_told_as_such(archive: Archive) -> None:
    read = add(archive, make_read(told("POL", "UKR"), told("IRN", "RUS")))
    add(archive, make_read(told("POL", "UKR"), story="other"))
    changed = archive.withdraw(read.article.id, who="the desk", why="  Its publisher\nretracted it")
    gone = changed.read.withdrawn
    assert gone is not None
    assert (changed.is_new, changed.read.sequence) == (True, 3)
    assert (gone.who, gone.why) == ("the desk", "Its publisher retracted it")
    assert gone.at == READ_AT
    assert changed.read == dataclasses.replace(read, sequence=3, withdrawn=gone)
    assert archive.find(read.article.id) == changed.read
    assert list(archive.since(2)) == [changed.read]
    assert [one.sequence for one in archive.since(0)] == [2, 3]
    assert archive.known(read.article.id)
    assert archive.sequence() == 3
    assert archive.counts() == ArchiveCounts(articles=1, claims=1, readings=1, withdrawn=1)


def test_what_is_withdrawn_is_listed_alone(archive: Archive) -> None:
    reads = [add(archive, make_read(told("POL", "UKR"), story=name)) for name in "abc"]
    assert list(archive.withdrawn()) == []
    gone = [archive.withdraw(read.article.id, who=None, why="Planted").read for read in reads]
    assert list(archive.withdrawn()) == gone
    assert list(archive.withdrawn(gone[1].sequence)) == gone[2:]
    archive.restore(gone[1].article.id, who=None, why=None)
    assert list(archive.withdrawn()) == [gone[0], gone[2]]


def test_withdrawing_again_changes_nothing_and_says_so(archive: Archive) -> None:
    read = add(archive, make_read(told("POL", "UKR")))
    first = archive.withdraw(read.article.id, who=None, why="It was planted")
    before = archive.counts()
    again = archive.withdraw(read.article.id, who="another", why="Another reason")
    assert again == dataclasses.replace(first, is_new=False)
    assert (archive.sequence(), archive.counts()) == (2, before)


def test_a_restored_article_stands_as_before(archive: Archive) -> None:
    read = add(archive, make_read(told("POL", "UKR")))
    before = archive.counts()
    archive.withdraw(read.article.id, who=None, why="It was planted")
    restored = archive.restore(read.article.id, who="the desk", why=None)
    assert restored.is_new
    assert restored.read == dataclasses.replace(read, sequence=3)
    assert archive.find(read.article.id) == restored.read
    assert archive.counts() == before
    again = archive.restore(read.article.id, who=None, why="Never mind")
    assert again == dataclasses.replace(restored, is_new=False)
    assert archive.sequence() == 3


def test_what_was_never_withdrawn_needs_no_restoring(archive: Archive) -> None:
    read = add(archive, make_read(told("POL", "UKR")))
    restored = archive.restore(read.article.id, who=None, why=None)
    assert (restored.read, restored.is_new, archive.sequence()) == (read, False, 1)


def test_adding_a_withdrawn_article_again_does_not_restore_it(archive: Archive) -> None:
    read = add(archive, make_read(told("POL", "UKR")))
    withdrawn = archive.withdraw(read.article.id, who=None, why="It was planted").read
    again = archive.add(read.article, read.reading)
    assert (again.is_new, again.sequence) == (False, 2)
    assert archive.find(read.article.id) == withdrawn
    assert (archive.sequence(), archive.counts().articles) == (2, 0)


def test_the_claims_of_a_withdrawn_article_are_known_by_id(archive: Archive) -> None:
    read = add(archive, make_read(told("POL", "UKR"), *[told("IRN", "RUS")] * 2))
    other = add(archive, make_read(told("POL", "UKR"), story="other"))
    ids = [claim_id for claim_id, _ in read.identified_claims()]
    assert archive.find_withdrawn(ids[0]) is None
    withdrawn = archive.withdraw(read.article.id, who=None, why="It was planted").read
    assert [archive.find_withdrawn(one) for one in ids] == [withdrawn] * 3
    assert archive.find_withdrawn(other.identified_claims()[0][0]) is None
    archive.restore(read.article.id, who=None, why=None)
    assert archive.find_withdrawn(ids[0]) is None
    archive.withdraw(read.article.id, who=None, why="After all")
    assert archive.find_withdrawn(ids[0]) == archive.find(read.article.id)


def test_an_article_without_claims_can_be_withdrawn(archive: Archive) -> None:
    read = add(archive, make_read())
    assert archive.withdraw(read.article.id, who=None, why="It was planted").is_new
    assert archive.counts() == ArchiveCounts(articles=0, claims=0, readings=0, withdrawn=1)


def test_what_is_not_here_cannot_be_withdrawn(archive: Archive) -> None:
    for decide in (archive.withdraw, archive.restore):
        with pytest.raises(NotFound, match="No article has the id '0123'"):
            decide("0123", who=None, why="It was planted")
    assert archive.sequence() == 0


@pytest.mark.parametrize("why", ["", " \n"])
def test_nothing_is_withdrawn_without_a_reason(archive: Archive, why: str) -> None:
    read = add(archive, make_read(told("POL", "UKR")))
    with pytest.raises(InvalidField) as refused:
        archive.withdraw(read.article.id, who=None, why=why)
    assert refused.value.field == "why"
    assert archive.find(read.article.id) == read


@pytest.mark.parametrize("given", [{"who": "\ud83d", "why": "x"}, {"who": "x", "why": "\ud83d"}])
def test_half_a_letter_is_no_reason(archive: Archive, given: dict[str, str]) -> None:
    read = add(archive, make_read(told("POL", "UKR")))
    with pytest.raises(NotText):
        archive.withdraw(read.article.id, **given)
    assert archive.find(read.article.id) == read


def test_a_withdrawal_is_there_after_opening_again(opener: Opener, tmp_path: Path) -> None:
    with (
        closing(opener(tmp_path, clock=noon)) as first,
        closing(opener(tmp_path, clock=noon)) as other,
    ):
        read = add(first, make_read(told("POL", "UKR")))
        withdrawn = first.withdraw(read.article.id, who=None, why="It was planted").read
        assert other.find(read.article.id) == withdrawn
        assert not other.withdraw(read.article.id, who=None, why="Twice").is_new
    with closing(opener(tmp_path, clock=noon)) as again:
        assert list(again.since(0)) == [withdrawn]
        assert again.counts().withdrawn == 1


def reject(archive: Archive, read: ReadArticle, place: int = 0, who: str = "Ada") -> Judged:
    claim_id, _ = read.identified_claims()[place]
    ruling = Ruling(decision=Decision.REJECT)
    return archive.judge(read.article.id, claim_id, ruling, who=who, why="Misread")


def correct(archive: Archive, read: ReadArticle, **fields: CorrectedValue) -> Judged:
    claim_id, _ = read.identified_claims()[0]
    ruling = Ruling(decision=Decision.CORRECT, correction=tuple(fields.items()))
    return archive.judge(read.article.id, claim_id, ruling, who=" Ada\n", why="Misread")


def test_a_verdict_is_a_change_of_its_article(archive: Archive) -> None:
    first = add(archive, make_read(told("POL", "UKR"), told("CZE", "UKR")))
    other = add(archive, make_read(told("POL", "UKR"), story="other"))
    judged = reject(archive, first)
    assert (judged.is_new, judged.read.sequence, archive.sequence()) == (True, 3, 3)
    assert judged.read.verdicts == (judged.verdict,)
    assert judged.read.reading == first.reading
    assert judged.verdict.made_at == READ_AT
    assert archive.find(first.article.id) == judged.read
    assert list(archive.since(0)) == [other, judged.read]
    assert list(archive.since(2)) == [judged.read]
    assert archive.changed_at(3) == READ_AT
    assert list(archive.withdrawn()) == []
    assert archive.counts() == ArchiveCounts(articles=2, claims=2, readings=2, withdrawn=0)


def test_every_kind_of_correction_comes_back_as_it_went_in(archive: Archive) -> None:
    read = add(archive, make_read(told("POL", "UKR")))
    quantity = Quantity(text="“ten”", min=10, max=None, unit=None, approximate=True)
    judged = correct(
        archive, read, supplier="CZE", munition=None, stage=Stage.ORDER, status=Status.ALLEGED,
        date="2024/..", source=Source(name="Čapek", kind=SourceKind.MEDIA), quantity=quantity,
        designation="T-72", via=("SVK", "name:škola"), recipient="MDA",
    )  # fmt: skip
    kept = archive.find(read.article.id)
    assert kept == judged.read
    assert judged.verdict.who == "Ada"
    ((_, standing),) = judged.read.standing_claims()
    assert (standing.supplier, standing.quantity, standing.munition) == ("CZE", quantity, None)
    assert [name for name, _ in judged.verdict.correction or ()][:3] == [
        "supplier", "recipient", "munition"
    ]  # fmt: skip


def test_the_newest_verdict_counts_and_all_are_kept(archive: Archive) -> None:
    read = add(archive, make_read(told("POL", "UKR"), told("CZE", "UKR")))
    made = [reject(archive, read), reject(archive, read, 1), correct(archive, read, supplier="SVK")]
    last = made[-1]
    assert last.read.verdicts == (made[1].verdict, last.verdict)
    assert archive.find(read.article.id) == last.read
    claim_id = last.verdict.claim_id
    assert archive.verdicts(claim_id) == (made[0].verdict, last.verdict)
    assert archive.verdicts("0" * 32) == ()


def test_the_same_verdict_again_changes_nothing(archive: Archive) -> None:
    read = add(archive, make_read(told("POL", "UKR")))
    first = correct(archive, read, supplier="SVK", recipient="MDA")
    again = correct(archive, read, recipient="MDA", supplier="SVK")
    assert (again.is_new, again.read, again.verdict) == (False, first.read, first.verdict)
    assert archive.sequence() == 2
    assert reject(archive, read).is_new
    assert reject(archive, read, who="Ben").is_new
    assert archive.sequence() == 4


def test_verdicts_outlive_a_withdrawal(archive: Archive) -> None:
    read = add(archive, make_read(told("POL", "UKR")))
    judged = reject(archive, read)
    archive.withdraw(read.article.id, who=None, why="It was planted")
    with pytest.raises(Withdrawn, match="It was planted"):
        reject(archive, read, who="Ben")
    restored = archive.restore(read.article.id, who=None, why=None).read
    assert restored.verdicts == (judged.verdict,)
    assert restored.standing_claims() == ()
    assert archive.counts() == ArchiveCounts(articles=1, claims=0, readings=1, withdrawn=0)
    archive.judge(
        read.article.id, judged.verdict.claim_id, ACCEPTED, who="Ada", why="A second look"
    )
    assert archive.counts().claims == 1


def test_what_is_not_here_cannot_be_judged(archive: Archive) -> None:
    read = make_read(told("POL", "UKR"))
    with pytest.raises(NotFound, match="No article"):
        reject(archive, read)
    add(archive, read)
    other = make_read(told("POL", "UKR"), story="other")
    claim_id, _ = other.identified_claims()[0]
    with pytest.raises(NotFound, match="No claim"):
        archive.judge(read.article.id, claim_id, ACCEPTED, who="Ada", why=None)
    assert archive.sequence() == 1


@pytest.mark.parametrize(
    ("ruling", "who", "why", "field"),
    [
        (ACCEPTED, " ", None, "who"),
        (Ruling(decision=Decision.REJECT), "Ada", "\n", "why"),
        (Ruling(decision=Decision.CORRECT, correction=(("supplier", "CZE"),)), "Ada", None, "why"),
        (
            Ruling(decision=Decision.CORRECT, correction=(("supplier", "POL"),)),
            "Ada",
            "Misread",
            "correction",
        ),
        (ACCEPTED, "\ud83d", None, "who"),
    ],
)
def test_a_verdict_that_is_none_is_refused_by_name(
    archive: Archive, ruling: Ruling, who: str, why: str | None, field: str
) -> None:
    read = add(archive, make_read(told("POL", "UKR")))
    with pytest.raises(InputError) as refused:
        archive.judge(read.article.id, read.identified_claims()[0][0], ruling, who=who, why=why)
    assert refused.value.field == field
    assert archive.find(read.article.id) == read


def test_threads_may_write_and_read_at_once(archive: Archive) -> None:
    failures: list[BaseException] = []

    def work(name: str) -> None:
        try:
            for number in range(15):
                for story in (f"{name} {number}", f"shared {number}"):
                    read = add(archive, make_read(told("POL", "UKR"), story=story))
                    assert archive.find(read.article.id) == read
        except BaseException as failure:  # noqa: BLE001  # told to the thread that asserts
            failures.append(failure)

    threads = [threading.Thread(target=work, args=(str(number),)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert [read.sequence for read in archive.since(0)] == list(range(1, 76))
    assert archive.counts().articles == 75


def test_closing_twice_is_once(archive: Archive) -> None:
    archive.close()
    archive.close()
