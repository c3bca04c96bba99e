"""One line for every error, and the code that fits."""

import pytest

from app.cli.messages import describe, exit_code
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
