import json
from dataclasses import replace
from pathlib import Path

import pytest

from bench.shapes import articles_of, check
from tests.making import make_read, told


def test_texts_come_in_as_a_file_of_a_user_would(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [
        {"text": "Norway sent Chile four boats.", "url": "https://example.org/a (boats)"},
        {"text": ""},
        {"text": "Norway sent Peru four boats.", "url": "no address"},
    ]
    file = tmp_path / "rows.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    assert [article.url for article in articles_of(file)] == ["https://example.org/a%20(boats)"]
    assert capsys.readouterr().out.count("not ingested") == 2


def test_what_is_wrong_is_listed() -> None:
    read = make_read(told("SWE", "FIN", "drone", munition_text="drones"), story="a")
    assert check([read]) == []
    broken = replace(read, article=replace(read.article, url="https://example.org/a (boats)"))
    assert ["one address" in each for each in check([broken])] == [True]
