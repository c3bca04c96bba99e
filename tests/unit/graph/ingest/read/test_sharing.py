from collections.abc import Callable


def test_each_munition_has_its_own_modifier_as_supplier(
    edges: Callable[..., set[tuple[str, str, str | None]]],
) -> None:
    assert edges("Chinese mortars and Egyptian rifles reached Chad.") == {
        ("CHN", "TCD", "mortar"),
        ("EGY", "TCD", "small-arms"),
    }


def test_frames_of_one_munition_lend_each_other_roles(
    edges: Callable[..., set[tuple[str, str, str | None]]],
) -> None:
    assert ("LBY", "IRN", "missile") in edges("Iran has missiles obtained from Libya.")


def test_a_giver_and_a_taker_complete_each_other(
    edges: Callable[..., set[tuple[str, str, str | None]]],
) -> None:
    text = (
        "They see Iranian support, including drones, as part of a stream of military aid to Sudan."
    )
    assert ("IRN", "SDN", "drone") in edges(text)
