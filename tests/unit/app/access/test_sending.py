"""Headers of answers."""

from app.access.sending import HSTS
from tests.unit.app.access.conftest import ELSEWHERE, Serve


def test_what_protects_a_browser_is_on_every_answer(serve: Serve) -> None:
    asker = serve(is_local=False)
    answers = [
        asker.get("/"),
        asker.get("/v1/supplies"),
        asker.get("/v1/supplies?recipient=UKR"),
        asker.get("/nothing"),
        asker.write(),
        asker.get("/page.css"),
    ]
    for answer in answers:
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
        assert "camera=()" in answer.headers["Permissions-Policy"]
        assert "Strict-Transport-Security" not in answer.headers


def test_https_is_asked_for_where_it_is_spoken(serve: Serve) -> None:
    by_proxy = {"X-Forwarded-Proto": "https", "X-Forwarded-For": ELSEWHERE}
    name = "Strict-Transport-Security"
    assert serve(https=True).get("/").headers[name] == HSTS
    assert serve(https=True).write().headers[name] == HSTS
    named = serve(is_local=False, proxies="10.0.0.1")
    assert named.get("/nothing", address="10.0.0.1", headers=by_proxy).headers[name] == HSTS
    assert name not in named.get("/", address=ELSEWHERE, headers=by_proxy).headers
    assert name not in named.get("/", address="10.0.0.1").headers


def test_links_say_https_where_the_client_came_by_it(serve: Serve) -> None:
    by_proxy = {"X-Forwarded-Proto": "https", "X-Forwarded-For": ELSEWHERE}
    asker = serve(is_local=False, proxies="10.0.0.1")
    place = "://127.0.0.1:8000/v1/articles>"
    secure = asker.get("/v1/articles", address="10.0.0.1", headers=by_proxy)
    assert f"<https{place}" in secure.headers["Link"]
    plain = asker.get("/v1/articles", address=ELSEWHERE, headers=by_proxy)
    assert f"<http{place}" in plain.headers["Link"], "what anybody may send is not believed"
    assert f"<https{place}" in serve(https=True).get("/v1/articles").headers["Link"]
