from collections.abc import Callable


def test_a_lines_label_is_its_topic(edges: Callable[..., set[tuple[str, str, str | None]]]) -> None:
    text = "Chad: the army's inventory comes from suppliers such as Norway and Mali"
    assert {edge[:2] for edge in edges(text)} == {("NOR", "TCD"), ("MLI", "TCD")}


def test_a_speaker_says_we_of_his_state(
    edges: Callable[..., set[tuple[str, str, str | None]]],
) -> None:
    text = "President Macron: We are sending mortars to Chad."
    assert edges(text, publisher="Daily Transcript") == {("FRA", "TCD", "mortar")}
