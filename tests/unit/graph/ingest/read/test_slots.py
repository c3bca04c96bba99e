from collections.abc import Callable

from graph.ingest.read.grammar import Argument
from graph.ingest.read.parsing import ParsedSentence
from graph.ingest.read.slots import fill_role


def test_the_first_slot_with_an_actor_fills_the_role(
    parse: Callable[[str], ParsedSentence],
) -> None:
    parsed = parse("Norway sent mortars to Chad.")
    words = {t.text: t for t in parsed.doc}
    arguments = (
        Argument(slot="subj", token=words["Norway"]),
        Argument(slot="to", token=words["Chad"]),
    )
    fillers, slot = fill_role(("iobj", "to", "subj"), arguments, parsed)
    assert (slot, [f.actors for f in fillers]) == ("to", [("TCD",)])


def test_who_has_a_role_does_not_get_another(parse: Callable[[str], ParsedSentence]) -> None:
    parsed = parse("Norway sent mortars.")
    arguments = (Argument(slot="subj", token=parsed.doc[0]),)
    besides, _ = fill_role(("subj",), arguments, parsed)
    assert fill_role(("subj",), arguments, parsed, besides=besides) == ((), "")
