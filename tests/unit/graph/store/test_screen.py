from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import QueryError, QueryRefused, QuerySyntaxError, UpdateRefused
from graph.store.answers import QueryForm
from graph.store.limits import query_limits
from graph.store.screen import UPDATES, place_of, screen, token_spans

LIMITS = query_limits()


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("SELECT * {}", QueryForm.SELECT),
        ("ask {}", QueryForm.ASK),
        ("# insert\nPREFIX select: <http://e/> CoNsTrUcT {} {}", QueryForm.CONSTRUCT),
        ("BASE <http://e/> PREFIX : <#> DESCRIBE :x", QueryForm.DESCRIBE),
        ("PREFIX load: <http://e/>\r\nSELECT * { load:x load:y 'DROP' }", QueryForm.SELECT),
    ],
)
def test_the_form_of_a_query(text: str, form: QueryForm) -> None:
    assert screen(text, LIMITS).form == form


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERVICE <http://e/> {} }",
        "SELECT * { service silent <http://e/> {} }",
        "SELECT * {SERVICE<http://e/>{}}",
        "SELECT * {SERVICE?x{}}",
        "PREFIX : <http://e/> SELECT * {SERVICE:a {}}",
        "SELECT * { ?s ?p 5SERVICE <http://e/> {} }",
        "SELECT * { ?s ?p 5e3SERVICE <http://e/> {} }",
        "SELECT * { ?s ?p 'a'SERVICE <http://e/> {} }",
        "SELECT * { ?s ?p 'a\\'' SERVICE <http://e/> {} }",
        "SELECT * { ?s ?p '''a'b''c''' SERVICE <http://e/> {} }",
        "SELECT * { ?s ?p '' SERVICE <http://e/> {} } #'",
        "SELECT * { # comment\nSERVICE <http://e/> {} }",
        "SELECT * { # comment\rSERVICE <http://e/> {} }",
        "SELECT * { <http://e/#x> ?p ?o SERVICE <http://e/> {} }",
        "PREFIX e: <http://e/> SELECT * { e:a\\# ?p ?o . SERVICE <http://e/> {} }",
        "PREFIX e: <http://e/> SELECT * { e:a\\' ?p ?o . SERVICE <http://e/> {} #' }",
        "SELECT * { FILTER(1<2) SERVICE <http://e/> {} FILTER(2>1) }",
        "SELECT * { FILTER(?a<?b)SERVICE<http://e/>{} }",
        "SELECT * { \\u0053ERVICE <http://e/> {} }",
        "SELECT * { SERVIC\\U00000045 <http://e/> {} }",
        "SELECT * { { SELECT * { SERVICE <http://e/> {} } } }",
        "SELECT * { SERVICESILENT<http://e/> {} }",
        "PREFIX e: <http://e/> SELECT * { SERVICEe:x {} }",
        "PREFIX e: <http://e/> SELECT * { ?s ?p trueSERVICESILENTe:x {} }",
        "PREFIX e: <http://h:> SELECT * { ?s ?p e:SERVICE <http://e/> {} }",
        "PREFIX e:<http://h:>\nSELECT * { ?s ?p e:service<http://e/> {} }",
        "PREFIX e: <http://e/#> SELECT * { ?s ?p e:SERVICEx:y\\#z {} }",
        "PREFIX e: <http://e/> SELECT * { ?s ?p e:SERVICE\U0001fffe:x {} }",
        "PREFIX e: <http://e/> SELECT * { ?s ?p e:SERVICEx.y:z {} }",
    ],
)
def test_service_is_refused_in_every_spelling(text: str) -> None:
    with pytest.raises(QueryRefused, match="SERVICE"):
        screen(text, LIMITS)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { ?s ?p 'SERVICE <http://e/>' }",
        'SELECT * { ?s ?p """SERVICE "" <http://e/>""" }',
        "SELECT * { ?s ?p 'it\\'s a SERVICE' }",
        "SELECT * { <http://e/SERVICE> ?p ?o } # SERVICE",
        "PREFIX s: <http://e/> SELECT ?service { ?service s:service $SERVICE }",
        "SELECT * { ?s ?p 'x'@service }",
        "PREFIX s: <http://e/> SELECT * { ?s s:serviceType ?o }",
        "PREFIX s: <http://e/#> SELECT * { ?s a s:Service. ?s s:service-x s:SERVICE;a s:service}",
        "SELECT * { _:service ?p ?o }",
    ],
)
def test_a_service_that_is_none_is_let_through(text: str) -> None:
    assert screen(text, LIMITS).form == QueryForm.SELECT


@pytest.mark.parametrize(
    "escape", ["\\x", "\\u00", "\\uD800", "\\U0000DFFF", "\\U00110000", "\\U0001"]
)
def test_a_string_with_a_bad_escape_hides_nothing(escape: str) -> None:
    hidden = f'SELECT * {{ VALUES ?x {{"""a" }} SERVICE <http://e/> {{}} # {escape}"""\n }}'
    with pytest.raises(QuerySyntaxError, match="escape"):
        screen(hidden, LIMITS)


def test_a_string_may_hold_every_escape_that_is_one() -> None:
    escapes = r"\t\b\n\r\f\"\'\\\u00e9\ud7ff\uE000\U0010FFFF\U0001F600"
    for mark in ('"', "'''"):
        text = f"SELECT * {{ ?s ?p {mark}{escapes} SERVICE{mark} }}"
        assert screen(text, LIMITS).form == QueryForm.SELECT


@pytest.mark.parametrize("iri", ["<b:c#>", "<#x>", "<?b)#>", "<b#c>"])
def test_an_iri_that_may_be_a_comparison_and_a_comment_hides_nothing(iri: str) -> None:
    for mark in ('"""', "'''"):
        text = f"SELECT * {{ FILTER(?a{iri}{mark}\n) SERVICE <http://e/> {{}} #{mark}\n }}"
        with pytest.raises(QueryRefused, match="line 1, column"):
            screen(text, LIMITS)


def test_strings_of_many_lines_stand_after_other_iris() -> None:
    for text in (
        'ASK { ?s <http://e/#x> """a\nb""" }',
        'ASK { ?s <#x>\n"""a\nb""" }',
        'ASK { ?s <#x> "a" }',
        'ASK { ?s <x> """a\nb""" }',
    ):
        assert screen(text, LIMITS).form == QueryForm.ASK


def test_an_escape_beyond_all_code_points_is_no_word() -> None:
    with pytest.raises(QuerySyntaxError, match="begins with"):
        screen("\\UFFFFFFFF {}", LIMITS)


@pytest.mark.parametrize("word", sorted(UPDATES))
def test_updates_are_refused_and_told_where_to_write(word: str) -> None:
    for text in (f"{word} <http://e/>", f"PREFIX e: <http://e/> # x\n{word.lower()} {{}}"):
        with pytest.raises(UpdateRefused, match="/v1/articles"):
            screen(text, LIMITS)


def test_a_text_over_the_limit_is_refused_by_its_bytes() -> None:
    few = replace(LIMITS, text_bytes=20)
    assert screen("ASK {?s ?p 'aa'} #12", few).form == QueryForm.ASK
    with pytest.raises(QueryRefused, match="21 bytes; the limit is 20"):
        screen("ASK {?s ?p 'aé'} #12", few)


@pytest.mark.parametrize("brackets", ["{}", "()", "[]"])
def test_nesting_over_the_limit_is_refused(brackets: str) -> None:
    opening, closing = brackets[0], brackets[1]
    few = replace(LIMITS, depth=4)
    nested = "ASK {" + opening * 3 + closing * 3 + "}"
    assert screen(nested, few).form == QueryForm.ASK
    with pytest.raises(QueryRefused, match="deeper than 4"):
        screen("ASK {" + opening * 4 + closing * 4 + "}", few)


def test_brackets_in_strings_iris_and_comments_do_not_nest() -> None:
    few = replace(LIMITS, depth=1)
    assert screen("ASK { ?s <http://e/((((> '{{{{' # [[[[\n}", few).form == QueryForm.ASK


@pytest.mark.parametrize(
    ("text", "names_dataset"),
    [
        ("SELECT * FROM <http://e/> {}", True),
        ("SELECT * from named <http://e/> {}", True),
        ("SELECT * { ?s ?p 'FROM' }", False),
        ("PREFIX from: <http://e/> SELECT * { from:a ?p ?from }", False),
    ],
)
def test_a_query_that_names_its_graphs_is_known(text: str, names_dataset: bool) -> None:
    assert screen(text, LIMITS).names_dataset is names_dataset


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("HELLO", 1, 1),
        ("# x\r\n  é HELLO", 2, 3),
        ("SELECT * {\n ?s ?p 'open }", 2, 8),
        ('SELECT * { ?s ?p """open " }', 1, 18),
        ("ASK {} \ud800", 1, 8),
    ],
)
def test_what_is_no_query_is_shown_by_line_and_column(text: str, line: int, column: int) -> None:
    with pytest.raises(QuerySyntaxError) as refused:
        screen(text, LIMITS)
    assert (refused.value.line, refused.value.column) == (line, column)


@pytest.mark.parametrize("text", ["", "  # only a comment", "PREFIX e: <http://e/>"])
def test_nothing_to_ask_is_an_error_at_the_end(text: str) -> None:
    with pytest.raises(QuerySyntaxError, match="empty") as refused:
        screen(text, LIMITS)
    assert (refused.value.line, refused.value.column) == (1, len(text) + 1)


def test_tokens_are_found_with_their_marks() -> None:
    text = "ASK { ?s <a:b> 'x'@en, 5. } # end"
    parts = [text[start:end] for start, end in token_spans(text)]
    assert parts == ["ASK", "{", "?s", "<a:b>", "'x'", "@en", ",", "5", ".", "}"]


@pytest.mark.parametrize("part", ['"""', "'''", '"', "<", "\\", "'''\\", "<a", "?", "{}", "#\n"])
def test_hostile_repetition_is_read_in_one_pass(part: str) -> None:
    text = "SELECT * " + part * (LIMITS.text_bytes // len(part) - 10)
    try:
        screen(text, LIMITS)
    except QueryError as refused:
        assert str(refused)


@given(st.text())
def test_any_text_is_screened_or_refused(text: str) -> None:
    try:
        assert screen(text, LIMITS).form in QueryForm
    except QueryError as refused:
        assert str(refused)


def test_places_count_from_one() -> None:
    assert place_of("ab\ncd", 0) == (1, 1)
    assert place_of("ab\ncd", 4) == (2, 2)
