import http.server
import threading
from collections.abc import Iterator
from itertools import islice

import pyoxigraph
import pytest

from bench.hostile.neighbours import measure, runaways, slow_clients, small_queries, wait_for


class OneAnswer(http.server.BaseHTTPRequestHandler):
    """Answers everything alike; what is endless is answered with 503."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.send_response(503 if "COUNT" in self.path else 200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, *_: object) -> None:
        return


class Quiet(http.server.ThreadingHTTPServer):
    """Says nothing of clients that hang up."""

    def handle_error(self, *_: object) -> None:
        return


@pytest.fixture
def address() -> Iterator[str]:
    with Quiet(("127.0.0.1", 0), OneAnswer) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_small_queries_parse_and_go_round() -> None:
    pairs = [("http://e/a", "http://e/b"), ("http://e/c", "http://e/d")]
    queries = list(islice(small_queries(pairs, "http://e/terms#"), 3))
    assert queries[0] == queries[2] != queries[1]
    for query in queries:
        found = pyoxigraph.Store().query(query)
        assert isinstance(found, pyoxigraph.QuerySolutions)
        assert list(found) == []


def test_times_are_taken_of_all_answers(address: str) -> None:
    times = measure(address, ["ASK {}", "SELECT (COUNT(*) AS ?n) {}"], 0.3)
    assert times.asked > times.failed > 0
    assert 0 < times.p50 <= times.p99 <= times.most


def test_runaways_go_on_until_the_end(address: str) -> None:
    with runaways(address, 1) as outcomes:
        assert wait_for(lambda: len(outcomes) > 2, 10)
    assert {outcome.status for outcome in outcomes} == {503}


def test_slow_clients_are_counted(address: str) -> None:
    with slow_clients(address, 3, "ASK {}") as begun:
        assert begun == 3


def test_a_wait_ends_either_way() -> None:
    assert wait_for(lambda: True, 0)
    assert not wait_for(lambda: False, 0)
