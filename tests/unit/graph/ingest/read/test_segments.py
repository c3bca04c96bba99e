from hypothesis import given
from hypothesis import strategies as st

from graph.ingest.read.segments import SegmentKind, split_segments


def sentences(text: str) -> list[str]:
    return [text[s.start : s.end] for segment in split_segments(text) for s in segment.sentences]


def test_abbreviations_and_initials_end_no_sentence() -> None:
    text = "Gen. Ode flew to the U.S. Army base. It rained."
    assert sentences(text) == ["Gen. Ode flew to the U.S. Army base.", "It rained."]


def test_initials_end_a_sentence_before_an_opener() -> None:
    assert sentences("He left the U.S. The plane was late.") == [
        "He left the U.S.",
        "The plane was late.",
    ]


def test_closing_quotes_belong_to_their_sentence() -> None:
    assert sentences('"We sent them." Nobody asked.') == ['"We sent them."', "Nobody asked."]


def test_lines_are_title_bullets_and_paragraphs() -> None:
    text = "Guns for Utopia\nThe list says:\n- ten tanks;\n2. one boat.\nUtopia: nothing else came."
    segments = split_segments(text)
    assert [segment.kind for segment in segments] == [
        SegmentKind.TITLE,
        SegmentKind.PARAGRAPH,
        SegmentKind.BULLET,
        SegmentKind.BULLET,
        SegmentKind.PARAGRAPH,
    ]
    assert text[slice(*(segments[4].speaker or (0, 0)))] == "Utopia"
    assert "- " not in sentences(text)[2]


def test_a_sentence_without_end_is_read_in_pieces() -> None:
    text = "word " * 2000
    pieces = sentences(text)
    assert len(pieces) > 10
    assert max(map(len, pieces)) <= 800


@given(st.text(alphabet=st.sampled_from("aB.!?\"' \n-:1)"), max_size=200))
def test_sentences_follow_each_other_inside_the_text(text: str) -> None:
    end = 0
    for segment in split_segments(text):
        for sentence in segment.sentences:
            assert end <= sentence.start < sentence.end <= len(text)
            end = sentence.end


def test_a_sentence_begins_after_its_dateline() -> None:
    text = (
        "LOME (Harbour Wire) - Chad sent guns.\nACCRA, March 3 - Mali bought them - all of them.\n"
        "Togo did so too. BENIN CITY - but this is no dateline.\nEU-made guns came."
    )
    (first, second, third, fourth, fifth) = [
        sentence for segment in split_segments(text) for sentence in segment.sentences
    ]
    assert text[first.body :].startswith("Chad sent")
    assert text[second.body :].startswith("Mali bought")
    assert third.body == third.start
    assert fourth.body == fourth.start
    assert fifth.body == fifth.start
