from collections.abc import Callable

from graph.claims.claim import Claim


def test_what_a_state_supplied_is_its_delivery_to_the_holder(
    edges: Callable[..., set[tuple[str, str, str | None]]],
) -> None:
    assert edges("Ukraine used US-supplied howitzers in the south.") == {("USA", "UKR", "howitzer")}


def test_what_a_state_made_is_no_claim(claims: Callable[..., tuple[Claim, ...]]) -> None:
    assert claims("Ukraine used US-made howitzers in the south.") == ()


def test_aid_says_itself_for_whom_it_is(
    edges: Callable[..., set[tuple[str, str, str | None]]],
) -> None:
    assert edges("Iranian military aid to Hamas has grown.") == {("IRN", "hamas", "military-aid")}
