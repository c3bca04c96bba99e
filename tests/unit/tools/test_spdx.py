import pytest

from tools.spdx import covers, is_expression

ALLOWED = {"MIT", "Apache-2.0", "Apache-2.0 WITH LLVM-exception"}


@pytest.mark.parametrize(
    ("expression", "covered"),
    [
        ("MIT", True),
        ("GPL-3.0-only", False),
        ("MIT AND Apache-2.0", True),
        ("MIT AND GPL-3.0-only", False),
        ("GPL-3.0-only OR MIT", True),
        ("GPL-3.0-only OR LGPL-3.0-only", False),
        ("MIT AND (GPL-3.0-only OR Apache-2.0)", True),
        ("GPL-3.0-only AND MIT OR MIT", True),
        ("GPL-3.0-only AND (MIT OR MIT)", False),
        ("Apache-2.0 WITH LLVM-exception", True),
        ("MIT WITH LLVM-exception", False),
    ],
)
def test_all_that_and_joins_is_needed_and_one_that_or_joins(
    expression: str, *, covered: bool
) -> None:
    assert covers(ALLOWED, expression) is covered


@pytest.mark.parametrize(
    "text", ["", "MIT AND", "(MIT", "MIT)", "MIT Apache-2.0", "AND", "MIT, Apache", "MIT OR ()"]
)
def test_what_is_no_expression_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="licence"):
        covers(ALLOWED, text)
    assert not is_expression(text)


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("MIT", True),
        ("Apache-2.0 WITH LLVM-exception AND LicenseRef-Ours", True),
        ("BSD", False),
        ("Freeware", False),
    ],
)
def test_every_licence_of_an_expression_is_one_that_spdx_knows(text: str, *, known: bool) -> None:
    assert is_expression(text) is known
