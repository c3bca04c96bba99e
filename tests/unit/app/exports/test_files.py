"""Names of files."""

import pytest

from app.exports.content import Content
from app.exports.files import FileName, find_file, read_name
from app.exports.forms import FORMS
from graph.errors import NotFound


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("claims.csv", ("claims", "csv", False)),
        ("claims.csv.gz", ("claims", "csv", True)),
        ("claims", ("claims", "", False)),
        ("claims.gz", ("claims", "", True)),
        ("a.b.c", ("a", "b.c", False)),
    ],
)
def test_a_name_has_its_parts(name: str, parts: tuple[str, str, bool]) -> None:
    stem, ending, is_packed = parts
    assert read_name(name) == FileName(stem=stem, ending=ending, is_packed=is_packed)


@pytest.mark.parametrize("content", Content)
def test_every_content_has_files(content: Content) -> None:
    for ending, form in FORMS[content].items():
        assert find_file(f"{content}.{ending}").form == form
        assert find_file(f"{content}.{ending}.gz").is_packed


@pytest.mark.parametrize(
    ("name", "remedy"),
    [
        ("all.nq", "There are: dump, claims, relationships, nanopubs"),
        ("", "There are: dump, claims, relationships, nanopubs"),
        ("nanopubs.ttl", "There are: nanopubs.nq, nanopubs.trig, nanopubs.jsonld"),
        ("claims.xls.gz", "claims.csv"),
    ],
)
def test_what_is_no_file_says_what_is(name: str, remedy: str) -> None:
    with pytest.raises(NotFound) as missing:
        find_file(name)
    assert remedy in missing.value.remedy
