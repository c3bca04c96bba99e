"""The demo corpus is valid, its own, and holds what its README says."""

import json
import os
import re
from collections import defaultdict
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[4]
DEMO = ROOT / "app" / "demo"
FIELDS = ["id", "title", "text", "published", "publisher", "url"]
REPRINTS = {
    ("kherson-wreckage", "kherson-wreckage-lowland"),
    ("warsaw-tanks", "warsaw-tanks-ferry"),
}
STAGES = {
    "request", "commitment", "approval", "order", "production", "delivery", "suspension",
}  # fmt: skip
STATUSES = {"asserted", "alleged", "hypothetical", "negated", "denied"}
WITHOUT_CLAIM = {"odesa-night", "port-sudan-aid"}
LONG_SENTENCE = 8


def read_articles() -> list[dict[str, str]]:
    lines = (DEMO / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def read_table() -> list[dict[str, str]]:
    """Read the README's last table: one row a claim, `-` for nothing."""
    lines = (DEMO / "README.md").read_text(encoding="utf-8").splitlines()
    start = next(n for n, line in enumerate(lines) if line.startswith("| article | supplier |"))
    head, _, *rows = [
        [cell.strip(" `") for cell in line.strip("|").split("|")] for line in lines[start:] if line
    ]
    return [dict(zip(head, row, strict=True)) for row in rows]


def sentences(text: str) -> set[tuple[str, ...]]:
    """Split a text into sentences of at least eight words, without case and marks."""
    parts = re.split(r"(?<=[.!?])[\"')\]]*\s+|\n+", text)
    words = (tuple(re.findall(r"\w+", part.lower())) for part in parts)
    return {sentence for sentence in words if len(sentence) >= LONG_SENTENCE}


def find_gold() -> Path:
    return Path(os.environ.get("MATERIEL_SHARED", ROOT.parent / "shared")) / "gold"


ARTICLES = read_articles()
TEXTS = {article["id"]: article["text"] for article in ARTICLES}
CLAIMS = [row for row in read_table() if row["supplier"] != "-"]
FIRM = [row for row in CLAIMS if "(optional)" not in row["notes"]]
SUPPLIES = [
    row
    for row in FIRM
    if row["status"] in {"asserted", "alleged"} and row["stage"] not in {"request", "suspension"}
]


def test_there_are_enough_articles_with_unique_ids() -> None:
    assert len(ARTICLES) >= 20
    assert len(TEXTS) == len(ARTICLES)


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article["id"])
def test_article_has_every_field_in_its_form(article: dict[str, str]) -> None:
    assert list(article) == FIELDS
    assert all(value == value.strip() != "" for value in article.values())
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", article["id"])
    assert 2024 <= date.fromisoformat(article["published"]).year <= 2026
    assert article["url"].startswith("https://example.org/")
    assert 120 <= len(article["text"].split()) <= 260


def test_only_the_reprints_resemble_another_article() -> None:
    alike = {
        (one, other)
        for one, other in combinations(TEXTS, 2)
        if sentences(TEXTS[one]) & sentences(TEXTS[other])
    }
    assert alike == REPRINTS


@pytest.mark.parametrize(("first", "reprint"), sorted(REPRINTS))
def test_reprint_is_another_publisher_and_one_small_edit(first: str, reprint: str) -> None:
    publisher = {article["id"]: article["publisher"] for article in ARTICLES}
    assert publisher[first] != publisher[reprint]
    pairs = list(zip(TEXTS[first].split(), TEXTS[reprint].split(), strict=True))
    assert sum(one != other for one, other in pairs) == 1


def test_no_sentence_is_taken_from_the_gold_texts() -> None:
    gold = find_gold()
    if not gold.is_dir():
        pytest.skip("no gold texts beside the project")
    ours = set().union(*(sentences(text) for text in TEXTS.values()))
    for path in sorted(gold.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            assert not ours & sentences(row["text"]), f"{path.name}: {row['id']}"


def test_table_covers_every_article_in_order() -> None:
    assert list(dict.fromkeys(row["article"] for row in read_table())) == list(TEXTS)
    assert set(TEXTS) - {row["article"] for row in CLAIMS} == WITHOUT_CLAIM


@pytest.mark.parametrize("row", CLAIMS, ids=lambda row: f"{row['article']}-{row['munition']}")
def test_claim_of_the_table_rests_on_words_of_its_article(row: dict[str, str]) -> None:
    assert row["stage"] in STAGES
    assert row["status"] in STATUSES
    assert (row["munition"] == "-") == (row["words"] == "-")
    assert row["words"] == "-" or row["words"] in TEXTS[row["article"]]


def test_table_shows_every_stage_and_status_and_many_pairs() -> None:
    assert {row["stage"] for row in FIRM} == STAGES
    assert {row["status"] for row in FIRM} == STATUSES
    assert len({(row["supplier"], row["recipient"]) for row in SUPPLIES}) >= 25


@pytest.mark.parametrize("recipient", ["RUS", "UKR", "SAU"])
def test_recipient_has_at_least_three_suppliers(recipient: str) -> None:
    assert len({row["supplier"] for row in SUPPLIES if row["recipient"] == recipient}) >= 3


def test_sweden_is_four_hops_from_somalia() -> None:
    recipients: dict[str, set[str]] = defaultdict(set)
    for row in SUPPLIES:
        recipients[row["supplier"]].add(row["recipient"])
    reached, hops = {"SWE"}, 0
    while "SOM" not in reached:
        reached, hops = reached.union(*(recipients[actor] for actor in reached.copy())), hops + 1
        assert hops <= 4
    assert hops == 4
