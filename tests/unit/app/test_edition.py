"""What names a state must be the same wherever it is answered from, and no other state's."""

from pathlib import Path

import pytest

from app.edition import Edition
from app.settings import Settings
from graph.archive.archive import Archive
from graph.claims.article import make_article
from tests.pipelines import OneClaimReader

READER = OneClaimReader()


def add(archive: Archive, text: str) -> None:
    article = make_article(text)
    archive.add(article, READER.read(article))


def test_all_services_over_an_archive_name_a_state_alike(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path)
    with Archive.open(tmp_path) as one, Archive.open(tmp_path) as other:
        add(one, "Poland sends tanks to Ukraine.")
        names = [Edition(each, settings).of(1) for each in (one, other)]
        add(other, "Poland sends more tanks to Ukraine.")
        assert names[0] == names[1]
        assert names[0] not in {Edition(one, settings).of(0), Edition(one, settings).of(2)}
    with Archive.open(tmp_path) as again:
        assert Edition(again, settings).of(1) == names[0], "after a restart"


def test_the_same_number_of_another_history_is_another_state(tmp_path: Path) -> None:
    names = set()
    for folder in (tmp_path / "lost", tmp_path / "put back"):
        with Archive.open(folder) as archive:
            add(archive, "Poland sends tanks to Ukraine.")
            names.add(Edition(archive, Settings(data=folder)).of(1))
    assert len(names) == 2


@pytest.mark.parametrize(
    "other", [{"texts": "quotes"}, {"base_iri": "https://arms.example.org/id/"}]
)
def test_what_is_shown_otherwise_is_another_state(tmp_path: Path, other: dict[str, str]) -> None:
    with Archive.open(tmp_path) as archive:
        plain, changed = (
            Edition(archive, Settings.model_validate({"data": tmp_path, **more}))
            for more in ({}, other)
        )
        assert plain.of(0) != changed.of(0)


def test_no_more_names_are_kept_than_needed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.edition._KEPT", 2)
    with Archive.open(tmp_path) as archive:
        edition = Edition(archive, Settings(data=tmp_path))
        for _ in range(3):
            add(archive, f"Poland sends tanks to Ukraine, {_}.")
        assert [edition.of(number) for number in (1, 2, 3, 1)][-1] == edition.of(1)
        assert len(edition._names) == 2
