"""One rule for what a client holds, and for what it takes packed."""

import pytest

from app.conditional import is_held, takes_packed
from app.packaged import load_file


@pytest.mark.parametrize(
    ("tags", "held"),
    [
        ('W/"7-abc"', True),
        ('"7-abc"', True),
        ('"other", W/"7-abc"', True),
        ('"other","7-abc"', True),
        ('"x-7-abc"', False),
        ('"7-abc-x"', False),
        ("7-abc", False),
        ("*", False),
        ("", False),
    ],
)
def test_an_answer_is_held_by_its_whole_tag(tags: str, held: bool) -> None:
    assert is_held('W/"7-abc"', tags) == held
    assert is_held('"7-abc"', tags) == held


@pytest.mark.parametrize(
    ("header", "takes"),
    [
        ("gzip", True),
        ("deflate, GZIP;q=0.5, br", True),
        ("x-gzip", True),
        ("*", True),
        ("", False),
        ("identity", False),
        ("gzip;q=0", False),
        ("gzip; q=0.000", False),
        ("gzip;q=0, *", False),
        ("*;q=0", False),
        ("gzip;q=much", False),
        ("br", False),
    ],
)
def test_who_takes_packed_answers(header: str, takes: bool) -> None:
    assert takes_packed(header) == takes


@pytest.mark.parametrize(
    ("header", "is_packed"), [("gzip", True), ("br, gzip;q=0", False), ("identity", False)]
)
def test_files_of_the_package_follow_it(header: str, is_packed: bool) -> None:
    file = load_file("app.web", "site/page.css")
    answer = file.answer(header, "", "no-cache")
    assert ("Content-Encoding" in answer.headers) == is_packed
    assert answer.body == (file.packed if is_packed else file.content)
    tag = file.etag.removeprefix("W/")
    assert file.answer(header, tag, "no-cache").status_code == 304
    assert file.answer(header, f'"x{tag[1:]}', "no-cache").status_code == 200
    assert file.answer(header, f"{tag}x", "no-cache").status_code == 200
