import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.claims import lookalikes
from graph.claims.lookalikes import see, seen_name

WRITTEN = {
    "Cyrillic and small capitals": ("Rᴜѕѕіа sent", "Russia sent"),
    "small capitals alone": ("the ᴜꜱᴀ and ɴᴀᴛᴏ", "the USA and NATO"),
    "full-width": ("Ｒｕｓｓｉａ，", "Russia，"),
    "bold": ("𝐑𝐮𝐬𝐬𝐢𝐚", "Russia"),
    "zero-width joiner": ("Ru\u200dss\u200bia", "Russia"),
    "soft hyphen": ("Ukra\u00adine", "Ukraine"),
    "struck through": ("R\u0336u\u0336ssia", "Russia"),
    "turned round": ("\u202eIran\u202c", "Iran"),
    "a ligature": ("ﬁne", "fine"),
    "a mark that makes a letter": ("Jose\u0301", "José"),
    "a designation": ("Т-72М", "T-72M"),
    "Greek": ("Ιran and Τurkey", "Iran and Turkey"),
}


@pytest.mark.parametrize(("written", "seen"), WRITTEN.values(), ids=WRITTEN)
def test_a_word_is_what_is_seen(written: str, seen: str) -> None:
    assert see(written).text == seen
    assert seen_name(written) == seen


@pytest.mark.parametrize(
    "text", ["Россия", "Украина и Иран", "Škoda of Łódź", "½ of №5, m²", "“Yes” — no…", "日本", ""]
)
def test_words_of_other_languages_stay_as_they_are(text: str) -> None:
    assert see(text).text == text


@given(st.text())
def test_every_letter_comes_from_its_place(text: str) -> None:
    seen = see(text)
    start, end = seen.written(0, len(seen.text))
    assert seen.text == text if seen.places is None else len(seen.places) == len(seen.text) + 1
    assert 0 <= start <= end == len(text)
    places = [seen.written(at, at)[0] for at in range(len(seen.text))]
    assert places == sorted(places)


@given(st.text(st.characters(max_codepoint=0x17F, exclude_categories=["Cc", "Cf"])))
def test_latin_texts_are_not_touched(text: str) -> None:
    assert see(text).text == text


@given(st.text())
def test_what_is_seen_is_seen_so_again(text: str) -> None:
    once = see(text).text
    assert see(once).text == see(see(once).text).text


def test_what_is_remembered_has_a_limit() -> None:
    for remembering in (lookalikes._letter, lookalikes._is_latin, lookalikes._is_small_capital):
        assert remembering.cache_parameters()["maxsize"] is not None
