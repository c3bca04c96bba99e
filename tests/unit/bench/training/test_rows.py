from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bench.training.rows import Label, Row, load_rows
from tests.labelling import claim, row

TEXT = "Rain fell. Norway sent Chad mortars and old boats. Chad gave Mali rifles."
SENT = "Norway sent Chad mortars and old boats."


def load(tmp_path: Path, *records: dict[str, Any], file: str = "weather") -> list[Row]:
    """Write rows to a file of this name, and load it."""
    path = tmp_path / f"{file}.jsonl"
    path.write_text("".join(json.dumps(one) + "\n" for one in records), encoding="utf-8")
    return list(load_rows([path]))


def label(tmp_path: Path, quote: str = SENT, **more: Any) -> Label:
    """Label the text with one claim, and load it."""
    (loaded,) = load(tmp_path, row("a", TEXT, claim("NOR", "TCD", quote, TEXT, **more)))
    (only,) = loaded.labels
    return only


def words_of(found: Label, *words: str) -> bool:
    """Tell whether the munitions of a label are at these words of the text."""
    return found.munitions == tuple(TEXT.index(one) for one in words)


def test_a_row_is_laid_out_and_keeps_its_record(tmp_path: Path) -> None:
    record = row("a", TEXT, title="Chad re-arms", publisher="Harbour Gazette")
    (loaded,) = load(tmp_path, record)
    assert (loaded.id, loaded.file, loaded.record) == ("a", "weather", record)
    assert len(loaded.outline.sentences) == 3
    assert [one.text for one in loaded.outline.title] == ["Chad"]
    assert loaded.outline.article.publisher == "Harbour Gazette"
    assert loaded.labels == ()


def test_files_are_read_in_order(tmp_path: Path) -> None:
    for name in ("one", "two"):
        load(tmp_path, row(f"{name}-1", TEXT), row(f"{name}-2", TEXT), file=name)
    rows = load_rows([tmp_path / "two.jsonl", tmp_path / "one.jsonl"])
    assert [(one.file, one.id) for one in rows] == [
        ("two", "two-1"), ("two", "two-2"), ("one", "one-1"), ("one", "one-2"),
    ]  # fmt: skip


def test_a_label_says_who_and_where_and_what(tmp_path: Path) -> None:
    found = label(tmp_path, munition_text="mortars", stage="order", status="alleged")
    assert (found.supplier, found.recipient) == ("NOR", "TCD")
    assert (found.stage, found.status, found.optional) == ("order", "alleged", False)
    assert found.sentences == (1,)
    assert words_of(found, "mortars")


def test_a_claim_may_rest_on_several_sentences_or_on_a_part_of_one(tmp_path: Path) -> None:
    assert label(tmp_path, "old boats. Chad gave").sentences == (1, 2)
    assert label(tmp_path, "Chad mortars").sentences == (1,)


def test_a_claim_that_is_not_located_rests_on_the_whole_text(tmp_path: Path) -> None:
    found = label(tmp_path, "", munition_text="rifles")
    assert found.sentences == (0, 1, 2)
    assert words_of(found, "rifles")


def test_what_the_gold_does_not_tell_is_none(tmp_path: Path) -> None:
    given = claim("NOR", "TCD", SENT, TEXT, status="affirmed", optional=True)
    del given["stage"]
    (loaded,) = load(tmp_path, row("a", TEXT, given))
    (found,) = loaded.labels
    assert (found.stage, found.status, found.optional) == (None, "asserted", True)
    assert found.munitions == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Mortars", ["mortars"]),
        ("the mortar", ["mortars"]),
        (["mortars", "boats"], ["mortars", "boats"]),
        ("old boats", ["boats"]),
        ("its and the", []),
        ("parcels", []),
        ("rifles", []),
        (None, []),
    ],
)
def test_a_munition_is_the_mention_that_shares_its_words(
    text: str | list[str] | None, words: list[str], tmp_path: Path
) -> None:
    assert words_of(label(tmp_path, munition_text=text), *words)


def test_most_words_count_and_then_what_is_named_outright(tmp_path: Path) -> None:
    text = "The missiles went with spare parts, and Norway sent Chad anti-tank missiles for parts."
    given = [
        claim("NOR", "TCD", text, text, munition_text=words)
        for words in ("anti-tank missiles", "missiles", "parts")
    ]
    (loaded,) = load(tmp_path, row("a", text, *given))
    assert [text[one.munitions[0] :].split(maxsplit=1)[0] for one in loaded.labels] == [
        "anti-tank", "missiles", "spare",
    ]  # fmt: skip


def groups(tmp_path: Path, file: str, *records: dict[str, Any]) -> list[str]:
    return [one.member.group for one in load(tmp_path, *records, file=file)]


def test_twins_and_documents_have_a_group(tmp_path: Path) -> None:
    first, second, third = groups(
        tmp_path, "pairs", row("p1", "x", set="s"), row("p2", "y", set="s"), row("p3", "z", set="t")
    )
    assert first == second != third
    first, second, third = groups(
        tmp_path, "contrast", row("wa-021", "x"), row("wa-022", "y"), row("wa-041", "z")
    )
    assert first == second != third
    first, second, third = groups(
        tmp_path, "train", row("t1", "x", origin="o"), row("t2", "y", origin="o"), row("t3", "z")
    )
    assert first == second != third


def test_sets_of_two_files_are_two_groups(tmp_path: Path) -> None:
    assert groups(tmp_path, "one", row("a", "x", set="s")) != groups(
        tmp_path, "two", row("a", "x", set="s")
    )


def test_any_other_row_is_a_group_of_its_own(tmp_path: Path) -> None:
    assert len(set(groups(tmp_path, "weather", row("a", "x"), row("b", "x")))) == 2
