"""A sheet whose encoder gives each word a number, so that it can be read back."""

from __future__ import annotations

from collections.abc import Sequence

from graph.ingest.learned.lines import Line
from graph.ingest.learned.sheet import Mark, Sheet, Speller, Window, verbatim
from graph.ingest.lexicons.munitions import NameKind
from graph.ingest.read.mentions import ActorForm, ActorMention
from graph.ingest.read.munitions import MunitionMention

SIGNS = {
    Mark.ACTOR: "<", Mark.ACTOR_END: ">", Mark.MUNITION: "[", Mark.MUNITION_END: "]",
    Mark.SENTENCE: "#", Mark.BEGIN: "^", Mark.END: "$",
}  # fmt: skip
TEXT = "Norway sent Chad mortars."


class Desk:
    """Writes a sheet, and reads it as text."""

    def __init__(self, spell: Speller = verbatim) -> None:
        self._words = list(SIGNS.values())
        marks = {mark: number for number, mark in enumerate(SIGNS)}
        self.sheet = Sheet(self._encode, marks, spell)

    def words(self) -> list[str]:
        return [self._words[token] for token in self.sheet.window().tokens]

    def read(self) -> str:
        return " ".join(self.words())

    def _encode(self, text: str) -> Sequence[int]:
        words = text.split()
        self._words += [word for word in words if word not in self._words]
        return [self._words.index(word) for word in words]


def actor(text: str, words: str, *ids: str, start: int = 0) -> ActorMention:
    at = start + text.index(words)
    return ActorMention(start=at, end=at + len(words), text=words, actors=ids, form=ActorForm.NAME)


def munition(text: str, words: str, start: int = 0) -> MunitionMention:
    at = start + text.index(words)
    return MunitionMention(
        start=at, end=at + len(words), text=words, concept="mortar", designation=None,
        producer=(), kind=NameKind.GENERIC,
    )  # fmt: skip


def line_of(text: str, *actors: ActorMention, munitions: str = "", start: int = 0) -> Line:
    named = (munition(text, munitions, start),) if munitions else ()
    return Line(text=text, start=start, actors=actors, munitions=named)


NORWAY, CHAD = actor(TEXT, "Norway", "NOR"), actor(TEXT, "Chad", "TCD")
LINE = line_of(TEXT, NORWAY, CHAD, munitions="mortars")


def marks_hold(window: Window, words: Sequence[str]) -> bool:
    """Tell whether every place of an actor or anchor is that of a mark."""
    opened = {words[place] for places in window.actors.values() for place in places}
    anchored = {words[one.place] for one in window.anchors}
    return opened <= {"<"} and anchored <= {"#", "["}


def test_words_are_written_with_marks_around_mentions() -> None:
    desk = Desk()
    desk.sheet.put(Mark.BEGIN)
    desk.sheet.open_sentence(3)
    desk.sheet.write(LINE, sentence=3)
    desk.sheet.put(Mark.END)
    assert desk.read() == "^ # < Norway > sent < Chad > [ mortars ] . $"
    window = desk.sheet.window()
    assert window.actors == {"NOR": (2,), "TCD": (6,)}
    assert [(one.sentence, one.munition, one.place) for one in window.anchors] == [
        (3, None, 1), (3, LINE.munitions[0], 9),
    ]  # fmt: skip
    assert marks_hold(window, desk.words())


def test_an_actor_is_marked_wherever_it_is_named_and_listed_in_order_of_mention() -> None:
    desk = Desk()
    desk.sheet.write(LINE)
    later = "Chad thanked Norway."
    desk.sheet.write(line_of(later, actor(later, "Chad", "TCD"), actor(later, "Norway", "NOR")))
    window = desk.sheet.window()
    assert list(window.actors) == ["NOR", "TCD"]
    assert [len(places) for places in window.actors.values()] == [2, 2]
    assert marks_hold(window, desk.words())


def test_a_group_of_states_is_a_mention_of_each() -> None:
    desk = Desk()
    text = "The Baltics sent mortars."
    desk.sheet.write(line_of(text, actor(text, "Baltics", "EST", "LVA", "LTU")))
    assert desk.read() == "The < Baltics > sent mortars."
    assert desk.sheet.window().actors == {"EST": (1,), "LVA": (1,), "LTU": (1,)}


def test_mentions_count_from_where_the_line_starts() -> None:
    desk = Desk()
    mentions = actor(TEXT, "Norway", "NOR", start=50), actor(TEXT, "Chad", "TCD", start=50)
    desk.sheet.write(line_of(TEXT, *mentions, munitions="mortars", start=50), sentence=0)
    assert desk.read() == "< Norway > sent < Chad > [ mortars ] ."


def test_a_munition_of_a_heading_is_marked_and_is_no_place_for_a_claim() -> None:
    desk = Desk()
    desk.sheet.write(LINE)
    assert "[ mortars ]" in desk.read()
    assert desk.sheet.window().anchors == ()


def test_mentions_that_touch_end_before_they_begin() -> None:
    desk = Desk()
    text = "M23mortars"
    desk.sheet.write(line_of(text, actor(text, "M23", "m23"), munitions="mortars"), sentence=0)
    assert desk.read() == "< M23 > [ mortars ]"


def test_an_actor_may_be_written_otherwise() -> None:
    desk = Desk(spell=lambda mention: "South Peru" if mention is NORWAY else mention.text)
    desk.sheet.write(LINE, sentence=0)
    assert desk.read() == "< South Peru > sent < Chad > [ mortars ] ."
    assert desk.sheet.window().actors == {"NOR": (0,), "TCD": (5,)}


def test_an_actor_within_a_munition_keeps_its_words() -> None:
    desk = Desk(spell=lambda _: "Peru")
    text = "They sent Norway pattern mortars there."
    norway = actor(text, "Norway", "NOR")
    desk.sheet.write(line_of(text, norway, munitions="Norway pattern mortars"), sentence=0)
    assert desk.words().count("Norway") == 1
    assert "Peru" not in desk.words()
    assert [word for word in desk.words() if word not in SIGNS.values()] == text.split()


def test_what_is_cut_off_leaves_no_place_behind() -> None:
    desk = Desk()
    desk.sheet.open_sentence(0)
    desk.sheet.write(LINE, sentence=0)
    desk.sheet.cut(7)
    window = desk.sheet.window()
    assert desk.read() == "# < Norway > sent < Chad"
    assert window.actors == {"NOR": (1,), "TCD": (5,)}
    assert [one.munition for one in window.anchors] == [None]
    desk.sheet.cut(5)
    assert list(desk.sheet.window().actors) == ["NOR"]
    desk.sheet.cut(0)
    assert desk.sheet.window() == Window(tokens=(), actors={}, anchors=())
