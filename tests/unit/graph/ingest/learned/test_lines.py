import pytest

from graph.claims.article import make_article
from graph.ingest.learned.lines import Line, heading_lines, munitions_at, sentence_line
from graph.ingest.read.gate import Outline, outline
from graph.ingest.read.mentions import ActorForm

MINISTRY = "Ministry of Defence of Norway"


def lay(text: str, publisher: str | None = None, title: str | None = None) -> Outline:
    return outline(make_article(text, publisher=publisher, title=title))


def actors_in(line: Line) -> list[tuple[str, tuple[str, ...]]]:
    """Read the mentions off the words of a line, by their offsets."""
    return [
        (line.text[one.start - line.start : one.end - line.start], one.actors)
        for one in line.actors
    ]


@pytest.mark.parametrize(
    ("publisher", "home"),
    [
        (MINISTRY, "NOR"),
        ("The White House", "USA"),
        ("Oslo Evening Echo", None),
        ("Harbour Gazette", None),
        (None, None),
    ],
)
def test_a_government_speaks_for_its_state_and_a_newspaper_for_none(
    publisher: str | None, home: str | None
) -> None:
    assert lay("We sent mortars.", publisher).home == home


def test_we_in_a_governments_text_is_its_state() -> None:
    text = "Rain fell. We sent Chad our mortars."
    line = sentence_line(lay(text, MINISTRY), 1)
    assert line.text == text[line.start :]
    assert actors_in(line) == [("We", ("NOR",)), ("Chad", ("TCD",)), ("our", ("NOR",))]
    assert line.actors[0].form is ActorForm.PUBLISHER


def test_we_in_another_text_is_nobody() -> None:
    assert actors_in(sentence_line(lay("We sent Chad our mortars."), 0)) == [("Chad", ("TCD",))]


def test_a_state_that_is_spelt_like_a_pronoun_is_none() -> None:
    line = sentence_line(lay("The US sent us mortars.", MINISTRY), 0)
    assert actors_in(line) == [("US", ("USA",)), ("us", ("NOR",))]


def test_a_heading_is_the_publisher_and_the_title() -> None:
    laid = lay("They came.", MINISTRY, "Chad gets mortars")
    publisher, title = heading_lines(laid)
    assert (publisher.text, actors_in(publisher)) == (MINISTRY, [(MINISTRY, ("NOR",))])
    assert (title.text, actors_in(title)) == ("Chad gets mortars", [("Chad", ("TCD",))])


def test_a_newspaper_is_written_without_a_mention() -> None:
    (publisher,) = heading_lines(lay("They came.", "Oslo Evening Echo"))
    assert (publisher.text, actors_in(publisher)) == ("Oslo Evening Echo", [])


def test_an_article_may_have_no_heading() -> None:
    assert heading_lines(lay("They came.")) == ()


def test_munitions_and_what_may_stand_for_them_come_in_order() -> None:
    text = "Rain fell. The boats carried twelve mortars, and Chad got some."
    found = munitions_at(lay(text), 1)
    assert [one.text for one in found] == ["boats", "mortars", "some"]
    assert [text[one.start : one.end] for one in found] == [one.text for one in found]
    assert sentence_line(lay(text), 1).munitions == found
