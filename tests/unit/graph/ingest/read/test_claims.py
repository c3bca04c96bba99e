from collections.abc import Callable

from graph.claims.claim import Claim, Stage, Status


def test_each_member_of_lists_has_its_claim(
    edges: Callable[..., set[tuple[str, str, str | None]]],
) -> None:
    text = "Norway and Denmark will send howitzers and mortars to Chad."
    assert edges(text) == {
        (supplier, "TCD", munition)
        for supplier in ("NOR", "DNK")
        for munition in ("howitzer", "mortar")
    }


def test_lists_that_a_word_sets_side_by_side_are_paired(
    edges: Callable[..., set[tuple[str, str, str | None]]],
) -> None:
    text = "Chad and Mali bought drones from Norway and Denmark, respectively."
    assert edges(text) == {("NOR", "TCD", "drone"), ("DNK", "MLI", "drone")}
    text = "Chad and Mali bought drones from Norway, Denmark and Peru respectively."
    assert len(edges(text)) == 6, "lists of unequal length cannot be paired"


def test_what_is_ambiguous_is_a_munition_in_a_shipment(
    edges: Callable[..., set[tuple[str, str, str | None]]],
) -> None:
    assert edges("Norway sent a shipment of bombs to Chad.") == {("NOR", "TCD", "bomb")}
    assert edges("Norway sent tank engines to Chad.") == {("NOR", "TCD", "engine")}


def test_items_of_a_list_take_their_parties_from_its_head(
    edges: Callable[..., set[tuple[str, str, str | None]]],
) -> None:
    text = "Norway will send the following arms to Chad:\n- 12 howitzers;\n- 40 mortars."
    assert {("NOR", "TCD", "howitzer"), ("NOR", "TCD", "mortar")} <= edges(text)


def test_quantity_source_and_designation_are_kept(claims: Callable[..., tuple[Claim, ...]]) -> None:
    (claim,) = claims(
        "According to Conflict Armament Research, Iran sent Sudan 12 Mohajer-6 drones."
    )
    assert claim.quantity is not None
    assert (claim.quantity.min, claim.quantity.max) == (12, 12)
    assert claim.source is not None
    assert claim.source.name == "Conflict Armament Research"
    assert claim.designation == "Mohajer-6"


def test_a_denial_is_no_supply(claims: Callable[..., tuple[Claim, ...]]) -> None:
    found = claims("Norway denied that it had sent mortars to Chad.")
    assert [(c.supplier, c.recipient, c.status) for c in found] == [("NOR", "TCD", Status.DENIED)]


def test_what_has_been_stopped_is_a_suspension(claims: Callable[..., tuple[Claim, ...]]) -> None:
    found = claims("Norway has suspended deliveries of mortars to Chad.")
    assert {c.stage for c in found} == {Stage.SUSPENSION}


def test_a_party_that_is_not_named_lowers_confidence(
    claims: Callable[..., tuple[Claim, ...]],
) -> None:
    (named,) = claims("Norway sent mortars to Chad.")
    (implied,) = claims("Mortars were sent to Chad.", publisher="The White House")
    assert implied.confidence < named.confidence


def test_what_carries_relief_is_not_given(claims: Callable[..., tuple[Claim, ...]]) -> None:
    assert claims("Norway sent helicopters to Chad with food after the flood.") == ()
    assert claims("Norway sent helicopters to Chad.") != ()
