"""What the page about the data tells: counts, figures, limits."""

import pytest

from app.web.about import load_about
from tests.unit.app.conftest import Client, Post


@pytest.mark.usefixtures("stories")
def test_what_there_is_is_counted(client: Client) -> None:
    totals = client.get("/about/told").json()["totals"]
    assert (totals["articles"], totals["claims"], totals["publishers"]) == (3, 5, 2)
    assert (totals["first"], totals["last"]) == ("2023-01-10", "2024-04-02")
    statuses = {one["name"]: one["number"] for one in totals["statuses"]}
    assert statuses == {"asserted": 3, "alleged": 1, "hypothetical": 0, "negated": 0, "denied": 1}
    strengths = {one["name"]: one["number"] for one in totals["strengths"]}
    assert sum(strengths.values()) == totals["relationships"] == 3


@pytest.mark.usefixtures("stories")
def test_the_page_says_the_same_without_script(client: Client) -> None:
    page = client.get("/about").text
    assert "<title>About the data · Materiel</title>" in page
    assert "5 claims from 3 articles of 2 publishers" in page
    assert "published 2023-01-10 to 2024-04-02" in page
    assert "What is known to be wrong" in page
    assert '"@type": "Dataset"' in page


def test_an_empty_archive_is_told_of(client: Client) -> None:
    page = client.get("/about")
    assert page.status_code == 200
    assert "0 claims from 0 articles" in page.text


def test_the_counts_follow_what_comes_in(client: Client, post: Post) -> None:
    assert client.get("/about/told").json()["totals"]["claims"] == 0
    post("Poland sends tanks to Ukraine.", publisher="<b>Daily</b>")
    assert client.get("/about/told").json()["totals"]["claims"] == 1


def test_every_gold_set_has_every_figure() -> None:
    about = load_about()
    told = about.told()
    assert all(len(row["figures"]) == len(about.figures) for row in told["gold"])
    assert about.figure("written", "invented quotes") == "0"
    assert about.figure("written", "pair P").endswith("%")
    assert len(told["method"]) > 3
    assert len(told["limits"]) > 5
