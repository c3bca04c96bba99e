"""`reread` reads the archive again, says what changed, and names verdicts without their claim."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from graph.archive.archive import Archive
from graph.claims.article import Article
from graph.claims.claim import Extractor, Stage
from graph.claims.reading import Reading
from graph.claims.verdict import Decision, Ruling
from tests.unit.app.cli.conftest import Run
from tests.unit.app.conftest import EXTRACTOR, OneSentenceReader

NEWER = Extractor(name="one-sentence", version="2")
STORIES = (
    "Poland sends tanks to Ukraine.",
    "Iran sends shells to Russia. Oman sends aid to Ukraine.",
    "Iran sends aid to Oman, Muscat says.",
)


class NewerReader(OneSentenceReader):
    """Takes Iran's shells as ordered, Oman for no supplier, and breaks off where it is told to."""

    extractor = NEWER
    breaks: str | None = None

    def read_many(self, articles: Iterable[Article]) -> Iterator[Reading]:
        for article in articles:
            if self.breaks and re.search(self.breaks, article.text):
                raise KeyboardInterrupt
            claims = (
                replace(claim, extractor=NEWER, stage=Stage.ORDER)
                if claim.munition == "artillery-ammunition"
                else replace(claim, extractor=NEWER)
                for claim in self.read(article).claims
                if claim.supplier != "OMN"
            )
            yield Reading(article_id=article.id, extractor=NEWER, claims=tuple(claims))


@pytest.fixture
def filled(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The program with three articles, whose reader has become another one."""
    lines = tmp_path / "stories.jsonl"
    lines.write_text(
        "".join(json.dumps({"text": one, "title": one[:4]}) + "\n" for one in STORIES),
        encoding="utf-8",
    )
    monkeypatch.setattr("app.wiring.extractor", lambda: EXTRACTOR)
    assert run("ingest", lines).exit_code == 0
    monkeypatch.setattr("app.wiring.open_reader", NewerReader)
    monkeypatch.setattr("app.wiring.extractor", lambda: NEWER)
    return run


def test_it_tells_what_changed_and_a_second_time_nothing_is_read(filled: Run, folder: Path) -> None:
    told = filled("reread")
    assert told.exit_code == 0
    first, line = told.stdout.splitlines()
    assert first == (
        "read again 3, the same 2, differing 1, failed 0, current before 0; "
        "claims kept 2, added 0, dropped 1, changed 1; verdicts without their claim 0"
    )
    assert line.endswith("(Iran): claims 1 dropped, 1 changed")
    again = filled("reread")
    assert again.stdout.startswith(
        "read again 0, the same 0, differing 0, failed 0, current before 3;"
    )
    with Archive.open(folder) as archive:
        assert archive.counts().readings == 6
        assert archive.sequence() == 6
        assert {read.reading.extractor for read in archive.since(0)} == {NEWER}


def test_asked_for_it_reads_what_is_current_too_and_writes_nothing_new(
    filled: Run, folder: Path
) -> None:
    filled("reread")
    told = filled("reread", "--again")
    assert told.stdout.startswith(
        "read again 3, the same 3, differing 0, failed 0, current before 0;"
    )
    with Archive.open(folder) as archive:
        assert archive.counts().readings == 6


def test_json_tells_claims_and_verdicts_without_their_claim(filled: Run, folder: Path) -> None:
    with Archive.open(folder) as archive:
        read = next(one for one in archive.since(0) if "shells" in one.article.text)
        ids = [each for each, _ in read.identified_claims()]
        for each in ids:
            archive.judge(
                read.article.id, each, Ruling(decision=Decision.REJECT), who="A desk", why="No"
            )
    told = json.loads(filled("reread", "--json").stdout)
    assert (told["read"], told["differing"], told["verdicts_lost"]) == (3, 1, 2)
    (article,) = told["articles"]
    assert article["reader_before"] == {"name": "one-sentence", "version": "1"}
    assert [one["supplier"] for one in article["dropped"]] == ["OMN"]
    assert article["dropped"][0]["id"] == ids[1]
    assert article["changed"][0]["before"] == ids[0]
    assert article["changed"][0]["fields"] == ["stage"]
    assert [one["claim"] for one in told["verdicts"]] == ids
    assert told["verdicts"][0]["who"] == "A desk"
    with Archive.open(folder) as archive:
        assert len(archive.verdicts(ids[0])) == 1
        assert archive.counts().claims == 3


def test_verdicts_without_their_claim_are_named_in_words(filled: Run, folder: Path) -> None:
    with Archive.open(folder) as archive:
        read = next(one for one in archive.since(0) if "shells" in one.article.text)
        claim, _ = read.identified_claims()[1]
        archive.judge(
            read.article.id, claim, Ruling(decision=Decision.ACCEPT), who="A desk", why=None
        )
    told = filled("reread")
    assert told.stderr == (
        f"verdict without its claim: accept of {claim} by A desk, in {read.article.id} (Iran)\n"
    )


def test_a_withdrawn_article_is_not_read(filled: Run, folder: Path) -> None:
    with Archive.open(folder) as archive:
        identifier = next(archive.since(0)).article.id
        archive.withdraw(identifier, who=None, why="It was planted")
    assert filled("reread").stdout.startswith("read again 2,")


def test_what_is_interrupted_is_gone_on_with(
    filled: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Archive.open(folder) as archive:
        last = max(archive.since(0), key=lambda read: read.article.id).article.text
    monkeypatch.setattr("graph.spread.batching.ARTICLES", 1)
    monkeypatch.setattr(NewerReader, "breaks", re.escape(last))
    told = filled("reread")
    assert told.exit_code == 130
    assert "interrupted: read again 2," in told.stderr
    monkeypatch.setattr(NewerReader, "breaks", None)
    assert filled("reread").stdout.startswith("read again 1,")


def test_the_projections_take_the_new_reading(filled: Run) -> None:
    before = filled("ask", "--supplier", "Oman")
    assert "Ukraine" in before.stdout
    filled("reread")
    assert filled("ask", "--supplier", "Oman").stdout == "No claim says so.\n"
    assert "order" in filled("ask", "--supplier", "Iran", "--recipient", "Russia").stdout
    assert "3 articles, all whole" in filled("verify").stdout


def test_without_an_archive_it_is_said_so(run: Run) -> None:
    told = run("reread")
    assert told.exit_code == 2
    assert "no archive" in told.stderr
