"""The page of one article: the text to the letter, the claims beside it, nothing that runs."""

import base64
import hashlib
import re
from dataclasses import dataclass, field, replace
from datetime import date
from html.parser import HTMLParser

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.cli.marked import runs, show_page
from app.schemas.explained import ExplainAnswer
from graph.claims.article import make_article
from graph.claims.claim import Stage, Status
from graph.claims.evidence import Passage
from graph.ingest.learned.weighing import Drop, Weighed
from graph.ingest.reader import ArticleReader, Explained

VOID = {"meta", "br", "img", "link", "input"}
STORY = (
    "Norway arms Chad\n\n"
    "Oslo sent Chad two mortars and 14 drones in 2024, the army said. Lome denied that it had "
    "sent any weapons to Niger. Two officials said that Iran had shipped drones to Mali.\r\n"
    "Germany may supply tanks to Ghana. Berlin has halted the delivery of howitzers to Benin. "
    "Poland has not delivered any shells to Kenya."
)
WORDS = (
    "Norway Chad sent tanks to Iran said. denied "
    "<b> & \u202e \u2066 \r \n \t \" ' </p> {{ }} mortars"
)


@dataclass
class Seen(HTMLParser):
    """What a browser makes of the page."""

    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    tags: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)
    open: list[tuple[str, str]] = field(default_factory=list)
    text: str = ""
    plain: str = ""
    marked: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags.append((tag, found))
        self.ids += [found["id"] or ""] if "id" in found else []
        self.links += [found["href"] or ""] if "href" in found else []
        if tag not in VOID:
            self.open.append((tag, found.get("class") or found.get("id") or ""))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag, "tags are nested"

    def handle_data(self, data: str) -> None:
        if ("style", "") not in self.open:
            self.plain += data
        if ("p", "text") in self.open:
            self.text += data
            for tag, name in self.open:
                if tag == "mark":
                    self.marked[name] = self.marked.get(name, "") + data

    def close(self) -> None:
        super().close()
        assert self.open == [], "every tag is closed"


def see(page: str) -> Seen:
    seen = Seen()
    seen.feed(page)
    seen.close()
    return seen


def page_of(explained: Explained, reader: ArticleReader) -> str:
    return show_page(explained.outline, ExplainAnswer.of(explained, reader.extractor))


def read_page(reader: ArticleReader, text: str, **known: str) -> str:
    article = make_article(text, published=date(2025, 3, 14), **known)
    return page_of(reader.explain(article), reader)


@pytest.fixture(scope="module")
def story(reader: ArticleReader) -> str:
    return read_page(reader, STORY, title="Norway arms Chad", url="https://example.org/a?b=1&c=2")


def test_the_text_between_the_marks_is_the_text(story: str) -> None:
    assert see(story).text == STORY


def test_each_quote_is_marked_and_linked_from_its_row(story: str) -> None:
    seen = see(story)
    assert len(seen.ids) == len(set(seen.ids))
    inner = [link.removeprefix("#") for link in seen.links if link.startswith("#")]
    assert set(inner) <= set(seen.ids)
    assert {"q1", "c1", "t1", "q6", "c7", "t7"} <= set(inner)
    assert seen.marked["q1"].startswith("Oslo sent")
    assert seen.marked["q2"].startswith("Lome denied")


def test_every_status_is_told_in_words_and_by_a_sign(story: str) -> None:
    badges = set(re.findall(r'class="badge (\w+)">(\w+)<', story))
    told = {"asserted", "alleged", "denied", "hypothetical", "negated", "suspension"}
    assert badges == {(one, one) for one in told}
    (style,) = re.findall("<style>(.*?)</style>", story, re.DOTALL)
    signs = dict(re.findall(r"\.(\w+) \{ --sign: ([^;]+);", style))
    assert set(signs) == told
    assert len(set(signs.values())) == len(told)


def test_actors_and_munitions_are_marked_by_role(story: str) -> None:
    roles = re.findall(r'<span class="named ([\w ]+)" title="([^"]+)" data-roles="(\w*)">', story)
    assert ("supplier", "Norway", "S") in roles
    assert ("recipient", "Chad", "R") in roles
    assert ("munition", "Mortars", "M") in roles


def test_the_page_runs_nothing_and_loads_nothing(story: str) -> None:
    seen = see(story)
    assert not {tag for tag, _ in seen.tags} & {"script", "link", "img", "iframe", "form", "object"}
    names = {name for _, attributes in seen.tags for name in attributes}
    assert not {name for name in names if name.startswith("on") or name in ("src", "style")}
    (style,) = re.findall("<style>(.*?)</style>", story, re.DOTALL)
    assert "url(" not in style
    assert "@import" not in style
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'" in story
    assert [link for link in seen.links if not link.startswith("#")] == [
        "https://example.org/a?b=1&c=2"
    ]


def test_the_page_can_be_read_aloud(story: str) -> None:
    seen = see(story)
    assert ("html", {"lang": "en"}) in seen.tags
    assert [tag for tag, _ in seen.tags if tag in ("h1", "h2")] == ["h1", "h2", "h2"]
    for tag, attributes in seen.tags:
        if tag == "a" and attributes.get("class", "") and "ref" in (attributes["class"] or ""):
            assert re.fullmatch(r"Claim \d+, \w+", attributes.get("aria-label") or "")
        if tag == "th":
            assert attributes["scope"] in ("col", "row")


def test_hostile_words_are_words(reader: ArticleReader) -> None:
    text = '</p></mark><script>alert(1)</script> Norway sent Chad "tanks" <img src=x onerror=y>.'
    page = read_page(reader, text, title="</title><b>", publisher='"><i>', url="javascript:z()")
    seen = see(page)
    assert seen.text == text
    assert not {tag for tag, _ in seen.tags} & {"script", "img", "b", "i"}
    assert "</title><b>" in seen.plain
    assert "javascript" not in page


def test_letters_that_turn_the_line_are_shut_in_and_shown(reader: ArticleReader) -> None:
    text = "Norway\u202e sent Chad\u2066 tanks\x07."
    page = read_page(reader, text, title="Tanks\u202e")
    assert see(page).text == text
    for letter, code in (("\u202e", "U+202E"), ("\u2066", "U+2066"), ("\x07", "U+0007")):
        assert f'<bdi class="hidden" data-code="{code}">{letter}</bdi>' in page
        without = page.replace(f'data-code="{code}">{letter}</bdi>', "")
        assert letter not in without


def test_line_ends_survive_a_browser(reader: ArticleReader) -> None:
    page = read_page(reader, "Norway sent Chad tanks.\r\nAll slept.\rNobody woke.")
    assert "\r" not in page
    assert page.count("&#13;") == 2


def test_joiners_of_scripts_are_left_alone() -> None:
    assert list(runs("क्\u200dष")) == [("", "क्\u200dष")]
    assert list(runs("a\u200bb")) == [("", "a"), ("U+200B", "\u200b"), ("", "b")]


def explained_with(explained: Explained, spans: list[tuple[int, int]]) -> Explained:
    text, first = explained.outline.article.text, explained.weighed[0]
    moved = [
        Weighed(
            claim=replace(first.claim, passage=Passage.of(text, start, end)),
            rules=first.rules,
            score=None,
        )
        for start, end in spans
    ]
    return replace(explained, weighed=tuple(moved))


def test_quotes_that_nest_and_cross_lose_nothing(reader: ArticleReader) -> None:
    explained = reader.explain(make_article(STORY))
    spans = [(18, 60), (18, 40), (30, 90), (0, len(STORY)), (30, 31), (18, 60)]
    seen = see(page_of(explained_with(explained, spans), reader))
    assert seen.text == STORY
    assert len(seen.ids) == len(set(seen.ids))
    assert {f"q{number}" for number in range(1, 6)} <= set(seen.ids)
    assert {f"c{number}" for number in range(1, 7)} <= set(seen.ids)


def test_a_suspension_that_is_denied_looks_denied(reader: ArticleReader) -> None:
    explained = reader.explain(make_article("Norway sent Chad tanks."))
    one = explained.weighed[0]
    claim = replace(one.claim, stage=Stage.SUSPENSION, status=Status.DENIED)
    page = page_of(replace(explained, weighed=(replace(one, claim=claim),)), reader)
    assert '<li id="c1" class="card denied">' in page
    assert '<span class="badge suspension">suspension</span>' in page


def test_what_was_dropped_is_not_on_the_page(reader: ArticleReader) -> None:
    explained = reader.explain(make_article("Norway sent Chad tanks."))
    dropped = tuple(replace(one, drop=Drop.RULE_UNLIKELY) for one in explained.weighed)
    page = page_of(replace(explained, weighed=dropped), reader)
    assert "No claim was found" in page
    assert "<table>" not in page


def test_a_long_line_is_broken_so_that_claims_stand_beside_their_words(
    reader: ArticleReader,
) -> None:
    text = "Norway sent Chad tanks. All slept. " * 8
    page = read_page(reader, text)
    assert see(page).text == text
    rows = page.split('<div class="row')[1:]
    assert len(rows) == 4
    assert all(row.count('<li id="c') == 2 for row in rows)
    assert all(row.startswith(" broken") for row in rows[:-1])


def test_twenty_thousand_words_are_one_page(reader: ArticleReader) -> None:
    line = "Some people talked about the weather at great length and then they went home. "
    text = ("Norway sent Chad two mortars in 2024. " + line * 70 + "\n") * 20
    assert len(text.split()) > 19_000
    page = read_page(reader, text)
    seen = see(page)
    assert seen.text == text
    assert "c20" in seen.ids
    assert len(page) < 3 * len(text)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.sampled_from(WORDS.split(" ")) | st.text(max_size=6), max_size=40))
def test_any_text_stays_what_it_is(reader: ArticleReader, parts: list[str]) -> None:
    text = " ".join(parts).replace("\0", "")
    assert see(read_page(reader, text)).text == text
