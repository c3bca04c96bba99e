from hypothesis import given
from hypothesis import strategies as st

from graph.ingest.read.folding import fold


def test_folding_drops_case_accents_and_typography() -> None:
    assert fold("Türkiye’s “Côte–d’Ivoire”") == "turkiye's \"cote-d'ivoire\""


@given(st.text())
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)
