import random

from graph.network.cells import NetworkClaim, network_claims
from graph.network.filter import Filter
from graph.network.index import CellIndex
from tests.making import make_read, told


def alone(article_id: str) -> str:
    return article_id


def test_edges_handed_out_stay_as_they_were() -> None:
    index = CellIndex()
    first, second = network_claims(make_read(told("POL", "UKR"), told("POL", "UKR", "howitzer")))
    index.add(first)
    before = index.edges(alone)
    index.add(second)
    after = index.edges(alone)
    assert before["POL"]["UKR"].claims == 1
    assert after["POL"]["UKR"].claims == 2
    assert [one.munition for one in after["POL"]["UKR"].munitions] == ["battle-tank", "howitzer"]
    index.remove(first)
    index.remove(second)
    assert index.edges(alone) == {}
    assert after["POL"]["UKR"].claims == 2


def test_nobody_supplies_himself() -> None:
    index = CellIndex()
    (own,) = network_claims(make_read(told("POL", "POL")))
    index.add(own)
    assert index.edges(alone) == {}
    assert index.edges_of([(next(index.cells(Filter())), [own])], alone) == {}
    assert (index.count_cells(), index.count_pairs(), index.count_actors()) == (1, 1, 1)


def test_kept_edges_equal_edges_made_anew() -> None:
    rolls = random.Random(3)
    index = CellIndex()
    inside: list[NetworkClaim] = []
    for _ in range(300):
        if inside and rolls.random() < 0.4:
            index.remove(inside.pop(rolls.randrange(len(inside))))
        else:
            actors = rolls.sample(["POL", "UKR", "IRN", "RUS"], 2)
            munition = rolls.choice(["drone", "howitzer", None])
            (placed,) = network_claims(make_read(told(actors[0], actors[1], munition)))
            index.add(placed)
            inside.append(placed)
        if rolls.random() < 0.2:
            anew = index.edges_of(((cell, cell.claims) for cell in index.cells(Filter())), alone)
            assert index.edges(alone) == anew
    assert index.claims == len(inside)
