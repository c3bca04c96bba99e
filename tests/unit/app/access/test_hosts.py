"""Pages of other sites, in the browser of somebody who runs a service on the own machine."""

from typing import Any

import pytest
import structlog

from app.access.hosts import Hosts, check_simple
from app.access.limits import Limits
from app.settings import Settings
from app.wiring import Materiel
from graph.errors import ForeignHost, ForeignPage, UnsupportedMediaType
from tests.unit.app.access.conftest import MakeKey, Serve

OWN = ("127.0.0.1:8000", "localhost:8000", "LOCALHOST", "[::1]:8000", "127.9.9.9", "a.localhost",
       "localhost.", "127.0.0.1")  # fmt: skip
FOREIGN = ("evil.example", "evil.example:8000", "localhost.evil.example", "127.0.0.1.evil.example",
           "evil-localhost", "0.0.0.0:8000", "192.168.0.5", "127.0.0.1@evil.example",
           "evil.example@127.0.0.1.evil.example", "[::ffff:192.0.2.1]", "[", "[::1", "2130706433",
           "0x7f.1", "127.1", "\xe9")  # fmt: skip

ATTACKS = {
    "form of another site": {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"},
    "of an older browser": {"Origin": "https://evil.example"},
    "in a sandbox": {"Origin": "null"},
    "in a sandbox, named": {"Origin": "null", "Sec-Fetch-Site": "cross-site"},
    "of another port here": {"Origin": "http://127.0.0.1:3000", "Sec-Fetch-Site": "same-site"},
    "of another port, older": {"Origin": "http://127.0.0.1:3000"},
    "without an origin": {"Sec-Fetch-Site": "cross-site"},
    "with an odd word": {"Sec-Fetch-Site": "CROSS-SITE"},
    "with an empty word": {"Sec-Fetch-Site": ""},
    "with an empty origin": {"Origin": ""},
    "rebound": {
        "Host": "evil.example:8000",
        "Origin": "http://evil.example:8000",
        "Sec-Fetch-Site": "same-origin",
    },
    "rebound, older": {"Host": "evil.example:8000", "Origin": "http://evil.example:8000"},
    "rebound, silent": {"Host": "evil.example:8000"},
    "one name in another": {
        "Host": "127.0.0.1.evil.example:8000",
        "Origin": "http://127.0.0.1.evil.example:8000",
    },
}
BODIES = {
    "application/json": '{"text": "Poland sends tanks to Ukraine."}',
    "application/x-ndjson": '{"text": "Poland sends tanks to Ukraine."}',
    "text/plain": '{"text": "Poland sends tanks to Ukraine."}',
    "application/x-www-form-urlencoded": '{"text": "Poland sends tanks to Ukraine.=x"}',
    "multipart/form-data; boundary=x": '--x\r\n\r\n{"text": "x"}\r\n--x--',
    "": '{"text": "Poland sends tanks to Ukraine."}',
}


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS)
@pytest.mark.parametrize("is_keyed", [False, True])
def test_no_page_of_another_site_writes(
    serve: Serve, materiel: Materiel, make_key: MakeKey, attack: dict[str, str], is_keyed: bool
) -> None:
    key = make_key("admin") if is_keyed else ""
    asker = serve()
    paths = [("POST", "/v1/articles"), ("POST", "/v1/readings"), ("DELETE", "/v1/articles/a?why=b"),
             ("POST", "/v1/articles/a/restore"), ("POST", "/v1/claims/a/verdicts"),
             ("PUT", "/v1/articles")]  # fmt: skip
    for media_type, body in BODIES.items():
        for method, path in paths:
            headers = {**attack, "Content-Type": media_type}
            answer = asker.ask(method, path, content=body, headers=headers, key=key)
            assert answer.status_code in {403, 421}, (media_type, path)
    assert materiel.archive.sequence() == 0


@pytest.mark.parametrize("media_type", [each for each in BODIES if not each.endswith("json")])
def test_a_body_that_any_page_may_send_unasked_is_refused(
    serve: Serve, materiel: Materiel, media_type: str
) -> None:
    """Where a browser says nothing of where the page is from."""
    headers = {"User-Agent": "Mozilla/5.0 (old)"}
    if media_type:
        headers["Content-Type"] = media_type
    for path in ("/v1/articles", "/v1/readings", "/v1/claims/a/verdicts", "/v1/articles/a/restore"):
        answer = serve().ask("POST", path, content=BODIES[media_type], headers=headers)
        assert answer.status_code == 415
        assert answer.json()["field"] == "Content-Type"
    assert materiel.archive.sequence() == 0


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "http://127.0.0.1:8000", "Sec-Fetch-Site": "same-origin"},
        {"Origin": "http://127.0.0.1:8000"},
        {"Host": "localhost:8000", "Origin": "http://localhost:8000"},
        {"Host": "[::1]:8000", "Origin": "http://[::1]:8000"},
        {"Sec-Fetch-Site": "none"},
    ],
)
def test_programs_and_our_own_pages_write(serve: Serve, headers: dict[str, str]) -> None:
    assert serve().write(headers=headers).status_code == 201


@pytest.mark.parametrize("host", OWN)
def test_this_machine_is_known_by_its_names(host: str) -> None:
    Hosts(Settings()).check({b"host": host.encode()})


def test_the_form_of_our_own_page_is_read_and_that_of_another_is_not(serve: Serve) -> None:
    """It is of a kind that any page may send, and nothing of it is kept."""
    form: dict[str, Any] = {"data": {"text": "Poland sends tanks to Ukraine."}}
    own = {"Origin": "null", "Sec-Fetch-Site": "same-origin"}
    asker = serve()
    assert asker.ask("POST", "/read", headers=own, **form).status_code == 200
    for attack in ATTACKS.values():
        assert asker.ask("POST", "/read", headers=attack, **form).status_code in {403, 421}


@pytest.mark.parametrize("host", FOREIGN)
def test_no_other_name_passes_for_this_machine(host: str) -> None:
    with pytest.raises(ForeignHost):
        Hosts(Settings()).check({b"host": host.encode("latin-1")})


def test_names_are_those_of_the_settings_and_the_base(serve: Serve) -> None:
    asker = serve(hosts="desk.example, www.desk.example", base_iri="https://arms.example/id/")
    for host, status in {
        "desk.example": 200,
        "WWW.desk.example:443": 200,
        "arms.example": 200,
        "localhost": 200,
        "evil.example": 421,
        "xdesk.example": 421,
    }.items():
        answer = asker.get("/v1/supplies", headers={"Host": host})
        assert answer.status_code == status, host
    assert asker.get("/healthz", headers={"Host": "10.0.0.3"}).status_code == 200


def test_reading_by_a_name_that_was_pointed_here_is_refused_too(serve: Serve) -> None:
    for path in ("/v1/supplies?recipient=UKR", "/sparql?query=ASK{}", "/", "/export"):
        answer = serve().get(path, headers={"Host": "evil.example"})
        assert answer.status_code == 421
        assert "MATERIEL_HOSTS" in answer.json()["remedy"]


def test_elsewhere_any_name_is_answered_to_unless_names_are_set(serve: Serve) -> None:
    named = {"Host": "any.example"}
    assert serve(is_local=False).get("/v1/supplies", headers=named).status_code == 200
    chosen = serve(is_local=False, hosts="desk.example")
    assert chosen.get("/v1/supplies", headers=named).status_code == 421


def test_a_site_that_is_named_may_write_with_a_key(serve: Serve, make_key: MakeKey) -> None:
    asker, key = serve(origins="https://desk.example", is_local=False), make_key("ingest")
    desk = {"Origin": "https://desk.example", "Sec-Fetch-Site": "cross-site"}
    asks = {**desk, "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "authorization,content-type"}  # fmt: skip
    allowed = asker.ask("OPTIONS", "/v1/articles", headers=asks)
    assert allowed.status_code == 204
    assert allowed.headers["Access-Control-Allow-Origin"] == "https://desk.example"
    assert "Authorization" in allowed.headers["Access-Control-Allow-Headers"]
    assert "POST" in allowed.headers["Access-Control-Allow-Methods"]
    assert "Access-Control-Allow-Credentials" not in allowed.headers
    written = asker.write(headers=desk, key=key)
    assert written.status_code == 201
    assert written.headers["Access-Control-Allow-Origin"] == "https://desk.example"
    assert written.headers["Vary"].endswith("Origin")
    refused = asker.write(headers=desk)
    assert refused.status_code == 401
    assert refused.headers["Access-Control-Allow-Origin"] == "https://desk.example"
    for origin in ("https://desk.example.evil.example", "http://desk.example", "null", "https://x"):
        other = {**desk, "Origin": origin}
        assert asker.write(headers=other, key=key).status_code == 403
        preflight = asker.ask("OPTIONS", "/v1/articles", headers={**asks, "Origin": origin})
        assert "Access-Control-Allow-Origin" not in preflight.headers


def test_a_named_site_does_not_write_into_an_open_service_without_asking_first() -> None:
    hosts = Hosts(Settings(origins="https://desk.example"))
    hosts.check_page({b"origin": b"https://desk.example"})
    with pytest.raises(UnsupportedMediaType):
        check_simple({b"content-type": b"text/plain;charset=UTF-8", b"user-agent": b"Mozilla/5"})
    with pytest.raises(ForeignPage):
        hosts.check_page({b"origin": b"https://other.example", b"host": b"desk.example"})


def test_a_named_site_sends_documents_with_a_key_and_nothing_without(
    serve: Serve, materiel: Materiel, make_key: MakeKey
) -> None:
    """A browser sends plain text without asking; to a service that is open it would be kept."""
    asker = serve(origins="https://desk.example")
    desk = {"Origin": "https://desk.example", "User-Agent": "Mozilla/5.0 (new)"}
    for site in ({"Sec-Fetch-Site": "cross-site"}, {}):
        for media_type, body in BODIES.items():
            sent = {**desk, **site, "Content-Type": media_type}
            for path in ("/v1/articles", "/v1/readings", "/read"):
                refused = asker.ask("POST", path, content=body, headers=sent)
                assert refused.status_code in {401, 415}, (media_type, path)
    assert materiel.archive.sequence() == 0
    own = {**desk, "Sec-Fetch-Site": "same-origin"}
    assert asker.write(headers=own).status_code == 201, "served under that name by a proxy"
    key = make_key("ingest")
    for media_type in ("text/plain", "application/json"):
        sent = {**desk, "Sec-Fetch-Site": "cross-site", "Content-Type": media_type}
        content = BODIES["application/json"]
        written = asker.ask("POST", "/v1/articles", content=content, headers=sent, key=key)
        assert written.status_code == 201
        assert written.headers["Access-Control-Allow-Origin"] == "https://desk.example"


def test_what_comes_by_foreign_ways_is_counted_and_costs_its_owner_nothing(
    serve: Serve, few: Limits
) -> None:
    asker = serve()
    attack = {"Host": "evil.example"}
    with structlog.testing.capture_logs() as lines:
        told = [asker.get(f"/{'x' * 60_000}", headers=attack) for _ in range(6)]
    assert [each.status_code for each in told] == [421] * 4 + [429] * 2
    assert int(told[-1].headers["Retry-After"]) > 1
    refused = [line for line in lines if line["event"] == "refused"]
    assert len(refused) == 4
    assert all(len(line["path"]) <= 200 for line in refused)
    page = {"Origin": "https://evil.example"}
    assert asker.write(headers=page).status_code == 429
    assert asker.write().status_code == 201
    assert asker.get("/v1/supplies").status_code == 200
    assert serve(limits="off").get("/", headers=attack).status_code == 421


def test_what_is_read_openly_is_read_by_any_page_as_before(serve: Serve) -> None:
    asker = serve(is_local=False)
    foreign = {"Origin": "https://other.example", "Sec-Fetch-Site": "cross-site"}
    assert asker.get("/ontology", headers=foreign).headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Origin" not in asker.get("/v1/supplies", headers=foreign).headers
