import random

from graph.claims.brief import put_in_brief
from graph.network.filter import Filter
from graph.network.held import HeldClaims, Standing
from graph.network.index import CellIndex
from graph.network.kept_edges import edges_of
from graph.network.marks import TextMarker
from graph.network.rules import Rules
from graph.network.strength import nobody
from graph.network.words import WordsElsewhere
from tests.making import make_read, told

ALONE = Rules(first=lambda article_id: article_id, speaks_for=nobody)


class Indexed:
    """An index of cells, and the claims that it is of."""

    def __init__(self) -> None:
        self.held = HeldClaims(WordsElsewhere())
        self.index = CellIndex(self.held)

    def hold(self, *claims: dict[str, object], story: str = "") -> list[Standing]:
        read = make_read(*claims, story=story)
        return list(self.held.add([put_in_brief(read, 1, TextMarker().mark(read))]))


def test_edges_handed_out_stay_as_they_were() -> None:
    world = Indexed()
    index = world.index
    first, second = world.hold(told("POL", "UKR"), told("POL", "UKR", "howitzer"))
    index.add([first])
    before = index.edges(ALONE)
    index.add([second])
    after = index.edges(ALONE)
    assert before["POL"]["UKR"].claims == 1
    assert after["POL"]["UKR"].claims == 2
    assert [one.munition for one in after["POL"]["UKR"].munitions] == ["battle-tank", "howitzer"]
    index.remove(first[0])
    index.remove(second[0])
    assert index.edges(ALONE) == {}
    assert after["POL"]["UKR"].claims == 2


def test_nobody_supplies_himself() -> None:
    world = Indexed()
    index = world.index
    index.add(world.hold(told("POL", "POL")))
    (cell,) = index.cells(Filter())
    assert index.edges(ALONE) == {}
    assert edges_of([(cell.key[:2], cell.claims)], ALONE) == {}
    assert (index.count_cells(), index.count_pairs(), index.count_actors()) == (1, 1, 1)


def test_kept_edges_equal_edges_made_anew() -> None:
    rolls = random.Random(3)
    world = Indexed()
    index = world.index
    inside: list[int] = []
    for number in range(300):
        if inside and rolls.random() < 0.4:
            index.remove(inside.pop(rolls.randrange(len(inside))))
        else:
            actors = rolls.sample(["POL", "UKR", "IRN", "RUS"], 2)
            munition = rolls.choice(["drone", "howitzer", None])
            (standing,) = world.hold(told(actors[0], actors[1], munition), story=str(number))
            index.add([standing])
            inside.append(standing[0])
        if rolls.random() < 0.2:
            anew = edges_of(((cell.key[:2], cell.claims) for cell in index.cells(Filter())), ALONE)
            assert index.edges(ALONE) == anew
    assert index.claims == len(inside) == sum(len(cell.claims) for cell in index.cells(Filter()))


def test_claims_stay_in_the_order_in_which_they_came() -> None:
    world = Indexed()
    index = world.index
    rows = [world.hold(told("POL", "UKR"), story=str(number))[0] for number in range(5)]
    index.add(rows)
    (cell,) = index.cells(Filter())
    ids = [placed.id for placed in cell.claims]
    for gone in (2, 0, 4):
        index.remove(rows[gone][0])
    assert [placed.id for placed in cell.claims] == [ids[1], ids[3]]
    index.add([rows[0]])
    assert [placed.id for placed in cell.claims] == [ids[1], ids[3], ids[0]]
