"""One line for every error, and the code that fits."""

import pytest

from app.cli.messages import complain, describe, exit_code, say
from graph.errors import (
    ArchiveLocked,
    EmptyArticle,
    InvalidField,
    LexiconError,
    MaterielError,
    NotFound,
    UnknownActor,
)


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (UnknownActor("No actor", field="supplier", value="x", matches=()), 2),
        (InvalidField("since is no date", field="since", value="x"), 2),
        (NotFound("article", "0123"), 2),
        (EmptyArticle("no words", field="text"), 1),
        (ArchiveLocked("locked"), 1),
        (LexiconError("actors.csv", 3, "no id"), 1),
    ],
)
def test_usage_is_told_from_failure(error: MaterielError, code: int) -> None:
    assert exit_code(error) == code


def test_field_reason_and_remedy_stand_on_one_line() -> None:
    error = EmptyArticle("there are\nno words", field="text", remedy="Give some")
    assert describe(error) == "text: there are no words. Give some"


def test_a_field_that_is_named_already_is_not_named_twice() -> None:
    error = InvalidField("since is no date", field="since", remedy="Write YYYY")
    assert describe(error) == "since is no date. Write YYYY"


def test_what_steers_a_terminal_is_not_said(capsys: pytest.CaptureFixture[str]) -> None:
    complain(NotFound("article", "\x1b[2Jgone\x9b31m\r\u202e"))
    say("failed: \x1b]0;title\x07a.txt: no words\nmateriel: all is well")
    told = capsys.readouterr().err
    first, second = told.splitlines()
    assert "gone" in first
    assert second == "failed:  ]0;title a.txt: no words materiel: all is well"
    assert all(letter.isprintable() for letter in first + second)
