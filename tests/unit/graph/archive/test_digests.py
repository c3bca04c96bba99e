import pytest

from graph.archive.digests import article_digest, compare, reading_digest, row_digest
from graph.claims.article import Article
from graph.claims.claim import Extractor


def test_a_digest_tells_every_part_of_an_article() -> None:
    article = Article(id="a", text="b", title="c", publisher=None, url="d")
    others = [
        Article(id="a", text="b", title="c", publisher="", url="d"),
        Article(id="a", text="bc", title="", publisher=None, url="d"),
        Article(id="a", text="b", title="c", publisher="d", url=None),
    ]
    digests = {article_digest(one) for one in [article, *others]}
    assert len(digests) == 4
    assert reading_digest("a", Extractor(name="n", version="1"), "[]") != reading_digest(
        "a", Extractor(name="n1", version=""), "[]"
    )


def test_a_digest_of_a_row_tells_nothing_from_no_words_and_one_column_from_the_next() -> None:
    names = ("a", "b")
    rows: list[dict[str, object]] = [
        {"a": None, "b": "x"},
        {"a": "", "b": "x"},
        {"a": "x", "b": ""},
        {"a": "x", "b": None},
        {"a": 1, "b": "x"},
        {"a": "1", "b": "1:x"},
    ]
    assert len({row_digest(row, names) for row in rows}) == len(rows)
    assert row_digest({"b": "x", "a": None, "other": 1}, names) == row_digest(rows[0], names)
    with pytest.raises(KeyError):
        row_digest({"a": 1}, names)


def test_no_digest_is_one_that_is_wrong() -> None:
    for kept in ("", None, "0" * 64):
        with pytest.raises(ValueError, match="not those that were written"):
            compare(kept, row_digest({"a": 1}, ["a"]))
