"""Requests are counted by template, method and class of status, and by nothing that is sent."""

from app.metrics.counted import REGISTRY
from app.metrics.requests import Meter
from app.metrics.templates import Templates

COUNT = "materiel_http_request_seconds_count"


def counted(route: str, method: str, status: str) -> float:
    labels = {"route": route, "method": method, "status": status}
    return REGISTRY.get_sample_value(COUNT, labels) or 0


def under_way() -> float:
    return REGISTRY.get_sample_value("materiel_http_requests_under_way") or 0


def test_a_request_is_under_way_until_it_ends() -> None:
    meter, before = Meter(Templates(["/v1/meter/{id}"])), under_way()
    meter.begin()
    assert under_way() == before + 1
    meter.end("GET", "/v1/meter/7", 404, 0.02)
    assert under_way() == before
    assert counted("/v1/meter/{id}", "GET", "4xx") == 1


def test_methods_of_nobody_and_answers_to_nobody_have_a_name() -> None:
    meter = Meter(Templates(["/v1/brewing"]))
    for status in (None, 200):
        meter.begin()
        meter.end("BREW", "/v1/brewing", status, 1)
    assert counted("/v1/brewing", "other", "none") == 1
    assert counted("/v1/brewing", "other", "2xx") == 1
