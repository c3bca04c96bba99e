"""Where exports take their content from."""

from dataclasses import replace
from typing import Any

from pyoxigraph import RdfFormat, parse

from app.exports.content import Content
from app.exports.forms import FORMS
from app.exports.taken import take
from app.wiring import Materiel, require_store
from graph.claims.article import make_article


def ingest(materiel: Materiel, *texts: str) -> None:
    for text in texts:
        article = make_article(text)
        materiel.archive.add(article, materiel.reader.read(article))


def test_parts_are_brought_up_to_date_only_when_they_are_asked_for(materiel: Materiel) -> None:
    ingest(materiel, "Poland sends tanks to Ukraine.")
    taken = take(materiel)
    assert len(list(taken.reads())) == 1
    assert (materiel.network.sequence(), require_store(materiel).sequence()) == (0, 0)
    assert [row.supplier for row in taken.rows()] == ["POL"]
    assert (materiel.network.sequence(), require_store(materiel).sequence()) == (1, 0)
    assert taken.store() is materiel.store
    assert require_store(materiel).sequence() == 1


def test_what_comes_later_is_not_taken(materiel: Materiel) -> None:
    ingest(materiel, "Poland sends tanks to Ukraine.")
    taken = take(materiel)
    ingest(materiel, "Iran sends shells to Russia.")
    assert [read.sequence for read in taken.reads()] == [1]
    assert [read.sequence for read in take(materiel, since=1).reads()] == [2]


def test_withdrawn_articles_are_told_of_in_a_delta_alone(materiel: Materiel) -> None:
    ingest(materiel, "Poland sends tanks to Ukraine.", "Iran sends shells to Russia.")
    (first, _) = take(materiel).reads()
    materiel.archive.withdraw(first.article.id, who=None, why="It was planted")
    assert [read.sequence for read in take(materiel).reads()] == [2]
    assert [read.withdrawn is None for read in take(materiel, since=1).reads()] == [True, False]


def test_a_dump_is_the_same_from_the_store_and_from_the_archive(materiel: Materiel) -> None:
    ingest(materiel, "Poland sends tanks to Ukraine in 2024-03, Warsaw says.")
    bare: Any = replace(materiel, store=None)
    for form in FORMS[Content.DUMP].values():
        rdf = RdfFormat.from_media_type(form.media_type)
        of_store, of_archive = (
            set(parse(b"".join(form.write(take(each))), format=rdf)) for each in (materiel, bare)
        )
        assert of_store == of_archive
        assert of_store
