"""What is made of places that the network finds likely, where the rules find nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from graph.claims.article import make_article
from graph.claims.claim import Claim, Stage, Status
from graph.ingest.learned.finding import FOUND, add_found
from graph.ingest.learned.scores import Place, Scores
from graph.ingest.learned.settings import Thresholds
from graph.ingest.read.claims import ClaimMaker, Made
from graph.ingest.read.frames import find_frames
from graph.ingest.read.gate import Outline, outline
from graph.ingest.reader import ArticleReader
from tests.judging import KnownScorer, outputs, place_of
from tests.making import EXTRACTOR

LIMITS = Thresholds(
    reach=0.6, munition=0.4, further=0.4, stage=0.6, stands=0.5, stands_negative=0.5, weights={}
)
SEEN = outline(make_article("Norwegian labels were on the 12 mortars and the rifles of Chad."))
SENT = outline(make_article("Norway sent mortars to Chad."))
BOATS = outline(
    make_article(
        "Norway has built twelve patrol boats. Chad will receive the first six in May. "
        "Chad's navy expects them before the winter, to replace three frigates."
    )
)
SUMMED = outline(
    make_article("Norwegian labels were on the weapons of Chad, cluster munitions and rifles.")
)
ANY = outline(make_article("Norway has delivered some to Chad. The mortars were new."))


def made_of(
    reader: ArticleReader,
    laid: Outline,
    scored: Mapping[Place, tuple[float, ...]],
    limits: Thresholds = LIMITS,
) -> tuple[Made, ...]:
    """Let the rules read an article, then add what the network finds."""
    scorer = KnownScorer(Scores(scored))
    (prepared,) = ArticleReader(reader._parser, scorer).prepare([laid])
    maker = ClaimMaker(laid, prepared.parsed, EXTRACTOR)
    for index in laid.gated:
        maker.add(index, find_frames(prepared.parsed[index]))
    add_found(maker, laid, prepared.parsed, Scores(scored), limits)
    return maker.made()


def claims_of(
    reader: ArticleReader, laid: Outline, scored: Mapping[Place, tuple[float, ...]]
) -> list[Claim]:
    return [made.claim for made in made_of(reader, laid, scored)]


def words_of(found: list[Claim]) -> list[tuple[str | None, str | None]]:
    return [(claim.munition, claim.munition_text) for claim in found]


def test_the_rules_alone_find_nothing_in_the_labels(reader: ArticleReader) -> None:
    assert made_of(reader, SEEN, {}) == ()


def test_a_place_over_the_threshold_becomes_a_claim_with_the_munitions_words(
    reader: ArticleReader,
) -> None:
    place = place_of(SEEN, "NOR TCD", "mortars")
    (made,) = made_of(reader, SEEN, {place: outputs(0.734, Stage.APPROVAL, Status.ALLEGED)})
    claim = made.claim
    assert (claim.supplier, claim.recipient) == ("NOR", "TCD")
    assert (claim.munition, claim.munition_text) == ("mortar", "mortars")
    assert (claim.stage, claim.status) == (Stage.APPROVAL, Status.ALLEGED)
    assert claim.passage.quote == SEEN.article.text
    assert claim.quantity is not None
    assert (claim.quantity.min, claim.quantity.max) == (12, 12)
    assert (made.sentence, made.mention) == (0, place.munition)
    assert made.rules[0] == f"{FOUND}: 0.73"


@pytest.mark.parametrize("link", [0.0, 0.3, 0.59])
def test_what_is_less_likely_becomes_none(reader: ArticleReader, link: float) -> None:
    assert made_of(reader, SEEN, {place_of(SEEN, "NOR TCD", "mortars"): outputs(link)}) == ()


def test_beside_a_likely_munition_another_of_the_pair_needs_less(reader: ArticleReader) -> None:
    mortars, rifles = (place_of(SEEN, "NOR TCD", words) for words in ("mortars", "rifles"))
    both = claims_of(reader, SEEN, {rifles: outputs(0.45), mortars: outputs(0.8)})
    assert words_of(both) == [("mortar", "mortars"), ("small-arms", "rifles")]
    one = claims_of(reader, SEEN, {rifles: outputs(0.35), mortars: outputs(0.8)})
    assert words_of(one) == [("mortar", "mortars")]


def test_another_munition_of_the_pair_may_need_more_than_the_likeliest(
    reader: ArticleReader,
) -> None:
    mortars, rifles = (place_of(SEEN, "NOR TCD", words) for words in ("mortars", "rifles"))
    scored = {rifles: outputs(0.65), mortars: outputs(0.8)}
    made = made_of(reader, SEEN, scored, replace(LIMITS, further=0.7))
    assert words_of([one.claim for one in made]) == [("mortar", "mortars")]
    lone = made_of(reader, SEEN, {rifles: outputs(0.65)}, replace(LIMITS, further=0.7))
    assert words_of([one.claim for one in lone]) == [("small-arms", "rifles")]


def test_a_likely_sentence_lends_its_likelihood_to_its_munitions(reader: ArticleReader) -> None:
    whole, mortars = place_of(SEEN, "NOR TCD"), place_of(SEEN, "NOR TCD", "mortars")
    found = claims_of(reader, SEEN, {whole: outputs(0.9), mortars: outputs(0.5)})
    assert words_of(found) == [("mortar", "mortars")]


def test_a_sentence_of_which_no_munition_is_likely_is_a_claim_without_one(
    reader: ArticleReader,
) -> None:
    whole, mortars = place_of(SEEN, "NOR TCD"), place_of(SEEN, "NOR TCD", "mortars")
    (made,) = made_of(reader, SEEN, {whole: outputs(0.9), mortars: outputs(0.1)})
    assert (made.claim.munition, made.claim.munition_text, made.mention) == (None, None, None)
    assert made.claim.passage.quote == SEEN.article.text


def test_what_the_rules_found_is_not_found_again(reader: ArticleReader) -> None:
    mortars, whole = place_of(SENT, "NOR TCD", "mortars"), place_of(SENT, "NOR TCD")
    by_rules = made_of(reader, SENT, {})
    assert len(by_rules) == 1
    assert made_of(reader, SENT, {mortars: outputs(0.9, Stage.REQUEST)}) == by_rules
    assert made_of(reader, SENT, {whole: outputs(0.9)}) == by_rules


def test_the_other_way_round_is_another_claim(reader: ArticleReader) -> None:
    found = claims_of(reader, SENT, {place_of(SENT, "TCD NOR", "mortars"): outputs(0.9)})
    assert [(one.supplier, one.recipient) for one in found] == [("NOR", "TCD"), ("TCD", "NOR")]


def test_the_first_six_stands_for_the_munition_named_before_it(reader: ArticleReader) -> None:
    place = place_of(BOATS, "NOR TCD", "six", sentence=1)
    (claim,) = claims_of(reader, BOATS, {place: outputs(0.8, Stage.COMMITMENT)})
    assert (claim.munition, claim.munition_text) == ("patrol-vessel", "six")
    assert claim.passage.quote == "Chad will receive the first six in May."


def test_what_was_named_last_before_counts_and_not_what_follows(reader: ArticleReader) -> None:
    place = place_of(BOATS, "NOR TCD", "them", sentence=2)
    assert words_of(claims_of(reader, BOATS, {place: outputs(0.8)})) == [("patrol-vessel", "them")]


def test_what_stands_for_a_model_has_its_designation(reader: ArticleReader) -> None:
    laid = outline(make_article("Iran showed Mohajer-6 drones. Sudan has received ten."))
    (claim,) = claims_of(reader, laid, {place_of(laid, "IRN SDN", "ten", 1): outputs(0.8)})
    assert claim.designation == "Mohajer-6"


def test_what_stands_for_nothing_named_before_is_a_claim_without_a_munition(
    reader: ArticleReader,
) -> None:
    found = claims_of(reader, ANY, {place_of(ANY, "NOR TCD", "some"): outputs(0.8)})
    assert words_of(found) == [(None, None)]


def test_a_word_that_is_a_munition_only_here_is_one(reader: ArticleReader) -> None:
    laid = outline(make_article("Norwegian crates of launches and arms stood in Chad."))
    (claim,) = claims_of(reader, laid, {place_of(laid, "NOR TCD", "launches"): outputs(0.8)})
    assert (claim.munition, claim.munition_text) == ("patrol-vessel", "launches")


def test_claims_are_added_in_the_order_of_the_text(reader: ArticleReader) -> None:
    scored = {
        place_of(BOATS, "NOR TCD", "them", 2): outputs(0.9),
        place_of(BOATS, "NOR TCD", "six", 1): outputs(0.7),
        place_of(BOATS, "NOR TCD", "patrol boats", 0): outputs(0.8),
    }
    found = claims_of(reader, BOATS, scored)
    assert [one.munition_text for one in found] == ["patrol boats", "six", "them"]


def summed(pair: str = "NOR TCD", **given: float) -> dict[Place, tuple[float, ...]]:
    """Score words of the summed-up sentence; `cluster` is short for cluster munitions."""
    words = {"cluster": "cluster munitions"}
    return {
        place_of(SUMMED, pair, words.get(one, one)): outputs(link) for one, link in given.items()
    }


def test_a_word_that_only_sums_up_makes_no_further_claim(reader: ArticleReader) -> None:
    found = claims_of(reader, SUMMED, summed(weapons=0.95, cluster=0.8))
    assert words_of(found) == [("cluster-munition", "cluster munitions")]


def test_a_word_that_sums_up_what_is_not_likely_is_a_claim(reader: ArticleReader) -> None:
    found = claims_of(reader, SUMMED, summed(weapons=0.95, cluster=0.1))
    assert words_of(found) == [("materiel", "weapons")]


def test_munitions_of_which_neither_is_a_kind_of_the_other_are_two(reader: ArticleReader) -> None:
    found = claims_of(reader, SUMMED, summed(rifles=0.9, weapons=0.9, cluster=0.7))
    assert words_of(found) == [
        ("cluster-munition", "cluster munitions"), ("small-arms", "rifles"),
    ]  # fmt: skip


def test_what_sums_up_for_one_pair_may_be_all_that_is_said_of_another(
    reader: ArticleReader,
) -> None:
    scored = {**summed(cluster=0.9), **summed("TCD NOR", weapons=0.9)}
    found = claims_of(reader, SUMMED, scored)
    assert [(one.supplier, one.munition) for one in found] == [
        ("NOR", "cluster-munition"), ("TCD", "materiel"),
    ]  # fmt: skip


def test_what_sums_up_in_another_sentence_is_a_claim_of_its_own(reader: ArticleReader) -> None:
    laid = outline(make_article("Norwegian mortars stood in Chad. Chad had weapons of Norway."))
    scored = {
        place_of(laid, "NOR TCD", "mortars"): outputs(0.9),
        place_of(laid, "NOR TCD", "weapons", 1): outputs(0.9),
    }
    found = claims_of(reader, laid, scored)
    assert {one.munition for one in found if "weapons" in one.passage.quote} == {"materiel"}


def test_what_sums_up_a_claim_of_rules_makes_none(reader: ArticleReader) -> None:
    laid = outline(make_article("Norway sent mortars to Chad, where weapons are rare."))
    by_rules = made_of(reader, laid, {})
    assert [made.claim.munition for made in by_rules] == ["mortar"]
    assert made_of(reader, laid, {place_of(laid, "NOR TCD", "weapons"): outputs(0.9)}) == by_rules


def test_what_rules_only_sum_up_is_told_more_narrowly(reader: ArticleReader) -> None:
    laid = outline(make_article("Norway sent weapons to Chad, where mortars are rare."))
    by_rules = made_of(reader, laid, {})
    assert [made.claim.munition for made in by_rules] == ["materiel"]
    found = claims_of(reader, laid, {place_of(laid, "NOR TCD", "mortars"): outputs(0.9)})
    assert [one.munition for one in found] == ["materiel", "mortar"]


def test_the_same_kind_in_other_words_makes_no_further_claim(reader: ArticleReader) -> None:
    laid = outline(make_article("Norwegian labels were on the rifles and the pistols of Chad."))
    scored = {
        place_of(laid, "NOR TCD", "pistols"): outputs(0.9),
        place_of(laid, "NOR TCD", "rifles"): outputs(0.8),
    }
    assert words_of(claims_of(reader, laid, scored)) == [("small-arms", "rifles")]


def test_what_stands_for_a_munition_of_the_same_sentence_makes_no_further_claim(
    reader: ArticleReader,
) -> None:
    laid = outline(make_article("Norwegian labels were on the mortars; Chad lost six of them."))
    scored = {
        place_of(laid, "NOR TCD", "them"): outputs(0.95),
        place_of(laid, "NOR TCD", "mortars"): outputs(0.8),
    }
    assert words_of(claims_of(reader, laid, scored)) == [("mortar", "mortars")]


def test_a_sentence_that_was_not_parsed_is_passed_over(reader: ArticleReader) -> None:
    laid = outline(make_article("Rain fell on Chad. Norway sent mortars."))
    (prepared,) = reader.prepare([laid])
    assert 0 not in prepared.parsed
    maker = ClaimMaker(laid, prepared.parsed, EXTRACTOR)
    scores = Scores({place_of(laid, "NOR TCD"): outputs(0.9)})
    add_found(maker, laid, prepared.parsed, scores, LIMITS)
    assert maker.made() == ()


def test_a_sentence_that_only_the_network_points_at_is_read(reader: ArticleReader) -> None:
    laid = outline(make_article("Rain fell on Chad. Norway sent mortars."))
    (claim,) = claims_of(reader, laid, {place_of(laid, "NOR TCD"): outputs(0.9)})
    assert claim.passage.quote == "Rain fell on Chad."


def test_a_sentence_that_names_neither_party_makes_no_claim(reader: ArticleReader) -> None:
    laid = outline(make_article("Norway has delivered some to Chad. Mali sold Peru the mortars."))
    found = claims_of(reader, laid, {place_of(laid, "NOR TCD", "mortars", 1): outputs(0.9)})
    assert ("NOR", "TCD") not in {(claim.supplier, claim.recipient) for claim in found}
    one = claims_of(reader, laid, {place_of(laid, "PER NOR", "mortars", 1): outputs(0.9)})
    assert ("PER", "NOR") in {(claim.supplier, claim.recipient) for claim in one}


def test_a_part_that_the_rules_have_filled_is_nobodys_whom_the_sentence_does_not_name(
    reader: ArticleReader,
) -> None:
    laid = outline(
        make_article("Norway met Peru. Chad is poor. Norway sent Mali mortars. Peru sold rifles.")
    )
    by_rules = made_of(reader, laid, {})
    assert [(one.claim.supplier, one.claim.recipient) for one in by_rules][:1] == [("NOR", "MLI")]
    elsewhere = {
        place_of(laid, "PER MLI", "mortars", 2): outputs(0.9),
        place_of(laid, "NOR TCD", "mortars", 2): outputs(0.9),
    }
    assert made_of(reader, laid, elsewhere) == by_rules
    turned = {place_of(laid, "MLI NOR", "mortars", 2): outputs(0.9)}
    assert len(made_of(reader, laid, turned)) == len(by_rules) + 1
