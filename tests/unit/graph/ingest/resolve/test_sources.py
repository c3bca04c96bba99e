from typing import Any

import pytest

from graph.claims.evidence import SourceKind
from graph.ingest.resolve.sources import NO_ATTRIBUTION, attribution_of
from tests.unit.graph.ingest.resolve.conftest import Parse

CAR = "Conflict Armament Research"
NAMED = [
    ("Oslo sent guns to Riga, according to Reuters.", "sent", "Reuters", "media"),
    (
        "The defence ministry said that Oslo sent guns to Riga.",
        "sent",
        "defence ministry",
        "official",
    ),
    ("Oslo sent guns to Riga, the foreign ministry said.", "sent", "foreign ministry", "official"),
    ("Oslo, the foreign ministry said, sent guns to Riga.", "sent", "foreign ministry", "official"),
    ("SIPRI reports that Oslo sent guns to Riga.", "sent", "SIPRI", "monitor"),
    ("A UN panel found that Oslo sent guns to Riga.", "sent", "UN panel", "monitor"),
    (f"{CAR} found that Oslo sent guns.", "sent", CAR, "investigation"),
    (
        "Riga's spy agency believes that Oslo sent guns.",
        "sent",
        "Riga's spy agency",
        "intelligence",
    ),
    ("A report by Amnesty says Oslo sent guns.", "sent", "Amnesty", "monitor"),
    ("The Panel has evidence that Oslo sent guns to Riga.", "sent", "Panel", "monitor"),
    ("Two diplomats said that Oslo sent guns to Riga.", "sent", "Two diplomats", "anonymous"),
    ("Rheinmetall confirmed that it sent guns to Riga.", "sent", "Rheinmetall", "company"),
    (
        "Satellite images show that Oslo sent guns to Riga.",
        "sent",
        "Satellite images",
        "investigation",
    ),
]


@pytest.mark.parametrize(("text", "predicate", "name", "kind"), NAMED)
def test_names_the_source_and_its_kind(
    parse: Parse, text: str, predicate: str, name: str, kind: Any
) -> None:
    source = attribution_of(parse(text, predicate).predicate).source
    assert source is not None
    assert name in source.name
    assert source.kind is SourceKind(kind)


def test_nobody_is_named(parse: Parse) -> None:
    assert attribution_of(parse("Oslo sent guns to Riga.", "sent").predicate) == NO_ATTRIBUTION


def test_the_speakers_own_words_have_no_source(parse: Parse) -> None:
    found = attribution_of(parse("We believe that Oslo sent guns to Riga.", "sent").predicate)
    assert found.source is None


@pytest.mark.parametrize(
    ("text", "hedged"),
    [
        ("Three officials said that Oslo sent guns.", True),
        ("Riga alleges that Oslo sent guns.", True),
        ("Riga accuses Oslo of having sent guns.", True),
        ("Riga said that Oslo sent guns.", False),
    ],
)
def test_doubts_the_unnamed_and_those_who_blame(parse: Parse, text: str, hedged: Any) -> None:
    assert attribution_of(parse(text, "sent").predicate).hedged is hedged


@pytest.mark.parametrize(
    "text",
    [
        "Oslo denied that it sent guns to Riga.",
        "Oslo dismissed reports that it sent guns to Riga.",
        "Oslo rejected the claim that it sent guns to Riga.",
        "Oslo has always denied that it sent guns.",
    ],
)
def test_knows_the_denier(parse: Parse, text: str) -> None:
    found = attribution_of(parse(text, "sent").predicate)
    denial = found if found.denies else found.opposed
    assert denial is not None
    assert denial.source is not None
    assert denial.source.name == "Oslo"


def test_a_claim_and_its_denial_are_two(parse: Parse) -> None:
    text = "Oslo has rejected Riga's claim that it sent guns."
    found = attribution_of(parse(text, "sent").predicate)
    assert found.source is not None
    assert found.source.name == "Riga"
    assert found.opposed is not None
    assert found.opposed.denies
    assert found.opposed.source is not None
    assert found.opposed.source.name == "Oslo"


def test_refusing_goods_is_no_denial(parse: Parse) -> None:
    found = attribution_of(parse("Oslo rejected a package of guns.", "rejected").predicate)
    assert not found.denies


def test_telling_of_ones_own_act_is_no_evidence(parse: Parse) -> None:
    own = parse("Oslo told Riga that it will send guns.", "send")
    assert attribution_of(own.predicate).source is None
    other = parse("Oslo told Riga that Vilnius will send guns.", "send")
    source = attribution_of(other.predicate).source
    assert source is not None
    assert source.name == "Oslo"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("UN experts traced rifles that Oslo sent to Riga.", "UN experts"),
        ("Oslo sent guns to Riga, Minister Berg is quoted as saying.", "Minister Berg"),
        ("Oslo sent guns to Riga, two diplomats in Vilnius said on Monday.", "two diplomats"),
        ("By the minister's count, Oslo sent guns.", "minister"),
    ],
)
def test_knows_finders_the_quoted_and_those_who_count(parse: Parse, text: str, name: str) -> None:
    source = attribution_of(parse(text, "sent").predicate).source
    assert source is not None
    assert name.lower() in source.name.lower()


def test_a_semicolon_parts_two_statements(parse: Parse) -> None:
    text = "Oslo sent guns to Riga; Vilnius says it minds nothing."
    assert attribution_of(parse(text, "sent").predicate).source is None


@pytest.mark.parametrize(
    ("before", "text", "name"),
    [
        (
            ("The defence minister said guns were short.",),
            "He added that Oslo sent guns.",
            "minister",
        ),
        (
            ("A report by Amnesty appeared.", "Amnesty said it was sure."),
            "It says Oslo sent guns.",
            "Amnesty",
        ),
        (("The spokesman said: “We wait.",), "Oslo sent guns to Riga last week.”", "spokesman"),
    ],
)
def test_carries_the_speaker_on(
    parse: Parse, before: tuple[str, ...], text: str, name: str
) -> None:
    source = attribution_of(parse(text, "sent").predicate, before=before).source
    assert source is not None
    assert name in source.name


def test_takes_the_speaker_after_a_quotation(parse: Parse) -> None:
    parsed = parse("“Oslo sent guns to Riga.", "sent")
    source = attribution_of(
        parsed.predicate, after=("They came by sea,” said Minister Berg.",)
    ).source
    assert source is not None
    assert "Berg" in source.name


def test_reads_a_label_before_a_quotation(parse: Parse) -> None:
    parsed = parse('General Berg: "Oslo sent guns to Riga."', "sent")
    source = attribution_of(parsed.predicate).source
    assert source is not None
    assert source.name == "General Berg"


def test_points_at_the_words(parse: Parse) -> None:
    text = "The foreign ministry said that Oslo sent guns."
    found = attribution_of(parse(text, "sent").predicate)
    assert text[found.start : found.end] == "foreign ministry"
    assert found.reason == "says: said"


def test_a_name_ends_at_the_comma_and_what_follows_tells_its_kind(parse: Parse) -> None:
    text = "Guinea sent guns, according to the Gulf of Aden Arms Trackers, a research group."
    source = attribution_of(parse(text, "sent").predicate).source
    assert source is not None
    assert source.name == "Gulf of Aden Arms Trackers"
    text = "Guinea sent guns, according to the Ledger Union, a non-governmental group in Lagos."
    source = attribution_of(parse(text, "sent").predicate).source
    assert source is not None
    assert source.kind is SourceKind.MONITOR
