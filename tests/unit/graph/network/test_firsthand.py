"""What copies cannot put into better mouths."""

from dataclasses import replace
from datetime import timedelta

from graph.claims.claim import Status
from graph.claims.evidence import Source, SourceKind
from graph.claims.reading import ReadArticle, Withdrawal
from graph.network.cells import network_claims
from graph.network.filter import Filter
from graph.network.firsthand import firsthand
from graph.network.network import Network
from graph.network.strength import Strength
from tests.making import READ_AT, make_read, told

PANEL = Source(name="The UN panel", kind=SourceKind.MONITOR)


def article(
    story: str, publisher: str | None, source: Source | None = None, *, hours: int = 0
) -> ReadArticle:
    read = make_read(told("POL", "UKR", source=source), story=story, publisher=publisher)
    return replace(read, read_at=READ_AT + timedelta(hours=hours))


def speaks_for(source: Source | None, publisher: str | None) -> frozenset[str]:
    return (
        frozenset({"POL"})
        if "Polish Ministry" in (publisher, source and source.name)
        else frozenset()
    )


def left(*reads: ReadArticle, copies: bool = True) -> list[str | None]:
    claims = [placed for read in reads for placed in network_claims(read)]
    first = reads[0].article.id
    heard = firsthand(claims, lambda each: first if copies else each, speaks_for)
    assert len(heard.judged) + len(heard.copied) + len(heard.echoed) == len(claims)
    return [placed.article.publisher for placed in heard.judged]


def test_a_copy_puts_in_nothing() -> None:
    original, copy = article("a", "Ledger"), article("b", "Post", PANEL, hours=1)
    assert left(original, copy) == ["Ledger"]
    assert left(copy, original) == ["Ledger"]
    assert left(original, copy, copies=False) == ["Ledger", "Post"]


def test_a_later_edition_and_a_partys_own_publication_count() -> None:
    original = article("a", "The Ledger")
    later = article("b", "Ledger", PANEL, hours=1)
    release = article("c", "Polish Ministry", hours=2)
    quoted = article("d", "Post", Source(name="Polish Ministry", kind=SourceKind.OFFICIAL), hours=3)
    assert left(original, later, release, quoted) == ["The Ledger", "Ledger", "Polish Ministry"]


def test_copies_of_nobody_are_no_later_editions() -> None:
    assert left(article("a", None), article("b", None, PANEL, hours=1)) == [None]


LONG = " ".join(f"word{place} is told" for place in range(40))


def test_a_planted_copy_makes_nothing_stronger_and_a_verdict_or_rebuild_changes_that_not() -> None:
    alleged = make_read(
        told("POL", "UKR", status=Status.ALLEGED), story=f"{LONG} a", publisher="Ledger"
    )
    planted = make_read(
        told("POL", "UKR", source=PANEL), story=f"{LONG} b", publisher="Post", sequence=2
    )
    alleged, planted = (
        replace(alleged, read_at=READ_AT),
        replace(planted, read_at=READ_AT + timedelta(1)),
    )
    network, rebuilt = Network(), Network()
    network.add_many([alleged, planted])
    network.add(replace(alleged, sequence=3))  # as after a verdict
    rebuilt.add_many([planted, replace(alleged, sequence=3)])
    for each in (network, rebuilt):
        (row,) = each.supplies()
        assert (row.claims, row.origins, row.strength) == (2, 1, Strength.ALLEGED)


def wire(publisher: str, source: Source | None, status: Status, *, hours: int) -> ReadArticle:
    told_so = told("POL", "UKR", source=source, status=status)
    read = make_read(told_so, story=f"{LONG} {publisher}", publisher=publisher, sequence=hours)
    return replace(read, read_at=READ_AT + timedelta(hours=hours))


def without(read: ReadArticle, sequence: int) -> ReadArticle:
    withdrawal = Withdrawal(at=READ_AT, who=None, why="It was retracted")
    return replace(read, sequence=sequence, withdrawn=withdrawal)


def test_copies_of_a_withdrawn_text_speak_for_themselves_the_earliest_for_all() -> None:
    original = wire("Ledger", None, Status.ALLEGED, hours=1)
    prints = [
        wire("Post", None, Status.ASSERTED, hours=2),
        wire("Planted", PANEL, Status.ASSERTED, hours=3),
    ]
    network = Network()
    network.add_many([prints[1], original, prints[0]])
    strengths = []
    for sequence, gone in enumerate((original, prints[0]), start=4):
        (row,) = network.supplies()
        strengths.append((row.articles, row.origins, row.strength))
        network.add(without(gone, sequence))
    (row,) = network.supplies()
    strengths.append((row.articles, row.origins, row.strength))
    assert strengths == [
        (3, 1, Strength.ALLEGED),
        (2, 1, Strength.REPORTED),
        (1, 1, Strength.DOCUMENTED),
    ]
    network.add(without(prints[1], 6))
    assert network.supplies() == ()


def test_what_is_left_of_a_withdrawn_text_is_as_if_it_had_never_been() -> None:
    original = wire("Ledger", None, Status.ALLEGED, hours=1)
    prints = [wire(name, PANEL, Status.ASSERTED, hours=at) for at, name in ((2, "Post"), (3, "X"))]
    network, rebuilt = Network(), Network()
    network.add_many([original, *prints, without(original, 4)])
    rebuilt.add_many(prints)
    (was,), (row,) = network.supplies(), rebuilt.supplies()
    assert (was.origins, was.strength, was.articles) == (row.origins, row.strength, row.articles)


KYIV = Source(name="Kyiv", kind=SourceKind.OFFICIAL)
LEDGER = Source(name="The Ledger", kind=SourceKind.MEDIA)


def strength(*reads: ReadArticle) -> Strength | None:
    network = Network(speaks_for)
    network.add_many(reads)
    (row,) = network.supplies(Filter(supplier="POL"))
    return row.strength


def said(source: Source | None, status: Status = Status.ASSERTED) -> dict[str, object]:
    return told("POL", "UKR", source=source, status=status)


def test_a_paper_that_repeats_what_an_accuser_alleges_alleges_it() -> None:
    alleged = said(KYIV, Status.ALLEGED)
    assert strength(make_read(alleged, said(None))) is Strength.ALLEGED
    assert strength(make_read(alleged, said(None), said(KYIV))) is Strength.REPORTED
    assert strength(make_read(said(None, Status.ALLEGED), said(None))) is Strength.REPORTED
    assert strength(make_read(alleged, said(None), publisher="Polish Ministry")) is (
        Strength.DOCUMENTED
    )


def test_nor_does_who_quotes_the_paper_that_alleges_it_know_more() -> None:
    paper = make_read(said(None, Status.ALLEGED), story="a", publisher="Ledger")
    quoting = make_read(said(LEDGER), story="b", publisher="Post", sequence=2)
    assert strength(paper, quoting) is Strength.ALLEGED
    assert strength(quoting) is Strength.REPORTED


def test_another_paper_that_says_so_itself_is_no_echo() -> None:
    alleged = make_read(said(KYIV, Status.ALLEGED), said(None), story="a", publisher="Ledger")
    other = make_read(said(None), story="b", publisher="Post", sequence=2)
    assert strength(alleged, other) is Strength.CORROBORATED
