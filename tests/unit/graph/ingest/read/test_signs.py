import pytest

from graph.claims.article import make_article
from graph.ingest.lexicons.gate import Sign
from graph.ingest.read.folding import fold
from graph.ingest.read.gate import outline
from graph.ingest.read.munitions import find_munitions
from graph.ingest.read.signs import find_signs, is_brief, is_military

REST = (
    "The harbour was quiet on Sunday. Nobody had swept the quay since the feast of the patron, and "
    "gulls were at the nets. A man sold ices from a cart with one wheel. His daughter counted the "
    "coins twice and put them in a sock. In the evening the band played three waltzes. It did so "
    "badly, and the mayor, who plays the horn himself, walked home before the last of them. There "
    "will be a meeting about the band in spring. The seats are free, and the hall has been heated "
    "since the winter before last, when two of the older members caught a chill in the same week. "
    "Until then the drum stays in the cellar of the inn, between the potatoes and a broken sledge. "
)


def gated(text: str, *, title: str | None = None, publisher: str | None = None) -> list[str]:
    article = make_article(REST + text, title=title, publisher=publisher)
    found = outline(article)
    return [article.text[found.sentences[i].start : found.sentences[i].end] for i in found.gated]


def test_a_sentence_with_munition_supply_and_parties_is_worth_a_parse() -> None:
    assert gated("Norway sent Ukraine howitzers.") == ["Norway sent Ukraine howitzers."]


@pytest.mark.parametrize(
    "text",
    [
        "Norway has howitzers.",
        "Ukraine was hit by missiles that Russia had fired.",
        "Police found a rifle and arrested a man from Norway.",
        "Norway sent Ukraine greetings.",
        "Norway and Ukraine train their swimmers together.",
    ],
)
def test_what_lacks_one_of_them_is_not(text: str) -> None:
    assert gated(text) == []


def test_actors_may_stand_a_sentence_away_or_in_title_and_publisher() -> None:
    assert gated("Ukraine has a wish. Norway sent the howitzers.")
    assert gated("Norway sent the howitzers.", title="Ukraine's winter")
    assert gated("We sent Norway the howitzers.", publisher="Government of Ukraine")
    assert gated("Norway sent the howitzers.") == []


def test_neighbours_that_go_on_are_worth_one_too() -> None:
    found = gated("Norway sent Ukraine howitzers. It also gave twenty of them to Chad. Rain fell.")
    assert found == ["Norway sent Ukraine howitzers.", "It also gave twenty of them to Chad."]


def test_items_of_a_list_follow_the_line_that_opens_it() -> None:
    items = "".join(f"- {n} howitzers;\n" for n in range(30, 40))
    assert len(gated(f"\nNorway has sent Ukraine this package of weapons:\n{items}")) == 11


def test_what_a_munition_is_called_is_no_fighting() -> None:
    assert gated("Ukraine showed the attack drones bought from Norway.")
    assert gated("Ukraine attacked with the drones bought by the navy.") == []


def test_things_of_ordinary_life_open_nothing_without_an_army() -> None:
    assert gated("Norway bought the helicopter in Chad.") == []
    assert gated("The army of Norway bought the helicopter in Chad.")
    assert gated("Norway supplied the helicopter to Chad.")


def test_in_a_brief_every_sign_counts() -> None:
    article = make_article("Howitzers for Chad.")
    assert is_brief(article.text)
    assert outline(article).gated == (0,)


def test_signs_are_found_as_whole_words_and_forms() -> None:
    found = find_signs(fold("They re-exported ARMS; an alarm rang."))
    assert [Sign.AID in match.entry for match in found if match.start == 17] == [True]
    assert not any(match.start > 21 for match in found)


def test_an_army_is_told_by_its_munitions_or_words() -> None:
    def military(text: str) -> bool:
        return is_military(find_munitions(text), find_signs(fold(text)))

    assert military("two howitzers")
    assert military("the troops sang")
    assert not military("a police helicopter")
