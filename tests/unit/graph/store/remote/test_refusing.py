import pytest

from graph.errors import QueryRefused
from graph.store.remote.refusing import refuse_beyond
from graph.store.remote.servers import server_kinds

VIRTUOSO = server_kinds()["virtuoso"].refused


@pytest.mark.parametrize(
    "query",
    [
        "SELECT (<bif:now>() AS ?x) {}",
        "PREFIX x: <bif:> SELECT (x:now() AS ?x) {}",
        "PREFIX x: <BIF:> SELECT (x:now() AS ?x) {}",
        "PREFIX x: <\\u0062if:> SELECT (x:now() AS ?x) {}",
        "PREFIX x: <\\U00000062if:> SELECT (x:now() AS ?x) {}",
        "BASE <bif:> SELECT (<now>() AS ?x) {}",
        "PREFIX x: <bi> SELECT (x:f:now() AS ?x) {}",
        "PREFIX x: <http://www.openlink> SELECT (x:sw.com() AS ?x) {}",
        "SELECT * { ?s <sql:procedure> ?o }",
        "SELECT * { ?s ?p ?o . ?o <bif:contains> 'x' }",
    ],
)
def test_what_is_more_than_sparql_is_refused(query: str) -> None:
    with pytest.raises(QueryRefused):
        refuse_beyond(query, VIRTUOSO)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?s <https://w3id.org/materiel/aid#supplies> ?o FILTER(?x < 3 && ?y > 2) }",
        "PREFIX ma: <https://w3id.org/materiel/aid#> SELECT (STRLEN('bif:now') AS ?x) {}",
        "SELECT * { ?s a <urn:x> }",
        "PREFIX : <> SELECT * { <actor/RUS> ?p : }",
    ],
)
def test_plain_sparql_passes(query: str) -> None:
    refuse_beyond(query, VIRTUOSO)


def test_where_a_server_has_nothing_of_its_own_all_passes() -> None:
    refuse_beyond("SELECT (<bif:now>() AS ?x) { <a> <b> <c> }", ())
