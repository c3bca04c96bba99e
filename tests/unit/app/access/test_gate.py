"""The gate as clients meet it: keyed, open or closed, and what they are told."""

import base64
import json
import logging
import re
import time
from datetime import datetime
from typing import Any

import pytest
import structlog

from app.access.writing import Writing, writing_of
from app.wiring import Materiel
from graph.archive.keys import Scope
from graph.archive.trail import Action, Door, Outcome
from tests.unit.app.access.conftest import ELSEWHERE, HERE, MakeKey, Serve

READS = (
    "/",
    "/about",
    "/changes",
    "/changes.atom",
    "/docs/api",
    "/export?format=nquads",
    "/nothing",
    "/openapi.json",
    "/ontology",
    "/query",
    "/read",
    "/readyz",
    "/sparql",
    "/sparql?query=ASK%7B%7D",
    "/status",
    "/status/told",
    "/v1/actors",
    "/v1/articles",
    "/v1/articles.csv",
    "/v1/changes",
    "/v1/supplies",
    "/v1/supplies.csv?recipient=UKR",
    "/v1/supplies?recipient=UKR",
    "/v1/network/paths?from=POL&to=UKR",
    "/.well-known/void",
    "/id/claim/x",
)
FREE = ("/healthz", "/page.css", "/problems/key-needed", "/assets/x/page.css")


def basic(key: str) -> dict[str, str]:
    return {"Authorization": "Basic " + base64.b64encode(f"me:{key}".encode()).decode()}


def test_here_and_without_a_key_everybody_writes(serve: Serve, materiel: Materiel) -> None:
    asker = serve()
    assert writing_of(materiel) is Writing.OPEN
    assert asker.write().status_code == 201
    assert "Open for writing" in asker.get("/status").text
    assert asker.get("/status/told").json()["writing"]["state"] == "open"


def test_the_first_key_closes_to_all_others_at_once(
    serve: Serve, materiel: Materiel, make_key: MakeKey
) -> None:
    asker = serve()
    assert asker.write().status_code == 201
    key = make_key("ingest")
    refused = asker.write()
    assert refused.status_code == 401
    assert refused.headers["content-type"] == "application/problem+json"
    assert "materiel keys create" in refused.json()["remedy"]
    assert asker.write(key=key).status_code == 200
    assert asker.get("/status/told").json()["writing"]["state"] == "keyed"
    materiel.archive.keys.revoke(key.split("_")[1])
    revoked = asker.write(key=key)
    assert revoked.status_code == 401
    assert 'error="invalid_token"' in revoked.headers["WWW-Authenticate"]
    assert "was revoked on" in revoked.json()["detail"]
    assert asker.write().status_code == 401, "the last key that goes opens nothing"


def test_elsewhere_and_without_a_key_nobody_writes(serve: Serve, materiel: Materiel) -> None:
    asker = serve(is_local=False)
    for address in (HERE, ELSEWHERE):
        refused = asker.write(address=address)
        assert refused.status_code == 403
        assert refused.json()["type"] == "/problems/writing-closed"
        assert 'materiel keys create --name "Desk" --scope ingest' in refused.json()["remedy"]
    assert materiel.archive.sequence() == 0
    assert asker.get("/v1/supplies", address=ELSEWHERE).status_code == 200
    assert "Closed for writing" in asker.get("/status").text


@pytest.mark.parametrize(
    "header", ["X-Forwarded-For", "Forwarded", "X-Real-IP", "X-Forwarded-Host"]
)
def test_what_a_proxy_hands_on_does_not_come_from_here(serve: Serve, header: str) -> None:
    refused = serve().write(headers={header: "127.0.0.1"})
    assert refused.status_code == 403
    assert refused.json()["type"] == "/problems/writing-closed"


def test_what_a_named_proxy_hands_on_does_not_come_from_here(serve: Serve) -> None:
    asker = serve(proxies=HERE)
    assert asker.write(headers={"X-Forwarded-For": "127.0.0.1"}).status_code == 403
    assert asker.write().status_code == 403


@pytest.mark.parametrize("path", READS)
def test_nothing_is_read_without_a_key_where_reading_is_keyed(
    serve: Serve, make_key: MakeKey, path: str
) -> None:
    asker, reader = serve(reading="keyed", is_local=False), make_key("read")
    asker.write(key=make_key("ingest"))
    etag = asker.get(path, key=reader).headers.get("ETag", '"x"')
    tries: tuple[dict[str, str], ...] = (
        {},
        {"If-None-Match": etag},
        {"Accept": "text/html"},
        {"Authorization": "Bearer x"},
        {"Authorization": f"Token {reader}"},
        {"Authorization": reader},
        {"X-API-Key": reader},
        {"Cookie": f"key={reader}"},
        basic(reader[:-1]),
    )
    assert asker.ask("HEAD", path).status_code == 401
    for headers in tries:
        answer = asker.get(path, headers=headers)
        assert answer.status_code == 401, (headers, answer.text)
        assert answer.headers["Cache-Control"].startswith("private")
        assert "Poland" not in answer.text
        assert "access-control-allow-origin" not in answer.headers
    refused = asker.get(f"{path}{'&' if '?' in path else '?'}key={reader}&access_token={reader}")
    assert refused.status_code == 401
    for answer in (asker.get(path, key=reader), asker.get(path, headers=basic(reader))):
        assert answer.status_code not in {401, 403}
        assert "Authorization" in answer.headers["Vary"]
        assert "public" not in answer.headers["Cache-Control"]


def test_a_query_by_post_is_not_answered_without_a_key_either(
    serve: Serve, make_key: MakeKey
) -> None:
    asker = serve(reading="keyed")
    given: dict[str, Any] = {
        "content": "ASK {}",
        "headers": {"Content-Type": "application/sparql-query"},
    }
    assert asker.ask("POST", "/sparql", **given).status_code == 401
    assert asker.ask("POST", "/sparql", key=make_key("read"), **given).status_code == 503


@pytest.mark.parametrize("path", FREE)
def test_what_holds_nothing_of_the_archive_is_open_all_the_same(serve: Serve, path: str) -> None:
    assert serve(reading="keyed").get(path).status_code in {200, 404}
    assert serve(reading="keyed").get(path, key="x").status_code in {200, 404}


def test_a_browser_asks_for_the_key_where_reading_needs_one(serve: Serve) -> None:
    asker = serve(reading="keyed")
    challenges = asker.get("/").headers.get_list("WWW-Authenticate")
    assert [each.partition(" ")[0] for each in challenges] == ["Bearer", "Basic"]
    assert asker.write(headers={"Authorization": "Bearer x"}).headers.get_list(
        "WWW-Authenticate"
    ) == ['Bearer realm="Materiel", error="invalid_token"']


def test_what_a_browser_sends_by_itself_is_good_for_reading_alone(
    serve: Serve, make_key: MakeKey
) -> None:
    asker, key = serve(reading="keyed"), make_key("admin")
    assert asker.get("/v1/supplies", headers=basic(key)).status_code == 200
    assert asker.write(headers=basic(key)).status_code == 401
    foreign = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"}
    assert asker.get("/v1/supplies", headers={**basic(key), **foreign}).status_code == 401
    followed = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}
    assert asker.get("/v1/supplies", headers={**basic(key), **followed}).status_code == 200


def test_words_for_another_door_are_passed_over_where_nothing_is_needed(serve: Serve) -> None:
    asker = serve()
    for headers in (basic("of the proxy"), {"Authorization": "Bearer of-the-proxy"}):
        assert asker.get("/v1/supplies", headers=headers).status_code == 200
    mistyped = {"Authorization": "Bearer mtl_0"}
    assert asker.get("/v1/supplies", headers=mistyped).status_code == 401


def test_every_write_is_in_the_trail_with_its_key_and_request(
    serve: Serve, materiel: Materiel, make_key: MakeKey
) -> None:
    asker, key = serve(is_local=False), make_key("admin")
    identifier = key.split("_")[1]
    sent: dict[str, Any] = {
        "address": ELSEWHERE,
        "key": key,
        "headers": {"X-Request-ID": "req-1"},
    }
    article = asker.write(**sent).json()["article"]
    asker.ask("DELETE", f"/v1/articles/{article['id']}?why=Planted", **sent)
    asker.ask("POST", f"/v1/articles/{article['id']}/restore", json={"why": "No"}, **sent)
    claim = asker.get(f"/v1/articles/{article['id']}").json()["claims"][0]["id"]
    verdict = {"decision": "accept", "who": "Somebody else"}
    assert asker.ask("POST", f"/v1/claims/{claim}/verdicts", json=verdict, **sent).is_success
    lines = {**sent, "headers": {"Content-Type": "application/x-ndjson", "X-Request-ID": "req-1"}}
    other = json.dumps({"text": "Iran sends shells to Russia."})
    batch = asker.ask("POST", "/v1/articles", content=other, **lines)
    entries = [each for each in materiel.archive.trail.entries() if each.caller.door is Door.HTTP]
    assert [(each.action, each.subject) for each in entries] == [
        (Action.ADDED, article["id"]),
        (Action.WITHDRAWN, article["id"]),
        (Action.RESTORED, article["id"]),
        (Action.JUDGED, claim),
        (Action.ADDED, batch.json()["id"]),
    ]
    for each in entries:
        caller = each.caller
        assert (caller.key, caller.address, caller.request) == (identifier, ELSEWHERE, "req-1")


def test_what_a_good_key_may_not_is_in_the_trail(
    serve: Serve, materiel: Materiel, make_key: MakeKey
) -> None:
    asker, key = serve(), make_key("review")
    assert asker.write(key=key).status_code == 403
    *_, last = materiel.archive.trail.entries()
    assert (last.action, last.outcome) == (Action.REFUSED, Outcome.FORBIDDEN)
    assert last.subject == "POST /v1/articles"
    assert last.caller.key == key.split("_")[1]


def test_when_a_key_was_used_is_kept_but_not_for_every_request(
    serve: Serve, materiel: Materiel, make_key: MakeKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    asker, key = serve(), make_key("read")
    noted: list[str] = []
    keys = materiel.archive.keys
    note_use = keys.note_use

    def note(identifier: str, at: datetime) -> None:
        note_use(identifier, at)
        noted.append(identifier)

    monkeypatch.setattr(keys, "note_use", note)
    for _ in range(5):
        asker.get("/v1/supplies", key=key)
    until = time.monotonic() + 5
    while not noted and time.monotonic() < until:
        time.sleep(0.01)
    assert noted == [key.split("_")[1]]
    used = keys.find(noted[0]).last_used
    assert used is not None
    assert used.minute == 0


def test_no_secret_is_in_answers_logs_or_the_trail(
    serve: Serve, materiel: Materiel, make_key: MakeKey, caplog: pytest.LogCaptureFixture
) -> None:
    asker, keys = serve(reading="keyed"), [make_key("read"), make_key("ingest")]
    wrong = [f"{key[:-4]}0000" for key in keys]
    told: list[str] = []
    caplog.set_level(logging.DEBUG)
    with structlog.testing.capture_logs() as captured:
        for key in (*keys, *wrong, "mtl_broken", f"{keys[0]}\tx"):
            answers = (
                asker.get("/v1/supplies", key=key),
                asker.write(key=key),
                asker.get("/v1/nothing", headers=basic(key.strip())),
                asker.ask("DELETE", "/v1/articles/x?why=y", key=key),
                asker.ask("PUT", "/v1/articles", key=key),
            )
            told += [answer.text + str(answer.headers) for answer in answers]
    told += [json.dumps(captured, default=str), caplog.text]
    told += [repr(entry) for entry in materiel.archive.trail.entries()]
    secrets = [key.split("_")[2][:32] for key in keys]
    assert any("refused" in each for each in told)
    for each in told:
        assert not any(secret in each for secret in secrets)
        assert not re.search(r"mtl_[0-9a-f]{12}_", each)


def test_nothing_sets_a_cookie_and_none_is_looked_at(serve: Serve, make_key: MakeKey) -> None:
    asker, key = serve(reading="keyed"), make_key("admin")
    for path in (*READS, *FREE):
        for given in ({"key": key}, {}):
            assert "set-cookie" not in asker.get(path, **given).headers
    assert "set-cookie" not in asker.write(key=key).headers


def test_a_refused_body_is_not_read_and_not_kept(serve: Serve, materiel: Materiel) -> None:
    asker = serve(is_local=False)
    refused = asker.ask("POST", "/v1/articles", content=b"x" * 40_000_000)
    assert refused.json()["type"] == "/problems/writing-closed", "not that it is too large"
    assert materiel.archive.sequence() == 0


def test_scopes_are_words_of_the_command_line() -> None:
    assert list(Scope) == ["read", "ingest", "review", "admin"]
