"""Settings come from the environment, and what cannot be used is named."""

from pathlib import Path

import pytest

from app.settings import VERSION, Settings, load_settings
from graph.errors import InvalidField


def test_the_data_folder_is_data_unless_said_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MATERIEL_DATA", raising=False)
    assert load_settings().data == Path("data")


def test_the_environment_names_the_data_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MATERIEL_DATA", "elsewhere")
    assert load_settings().data == Path("elsewhere")


def test_an_argument_stands_above_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MATERIEL_DATA", "elsewhere")
    assert load_settings(Path("here")).data == Path("here")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MATERIEL_QUERY_TIMEOUT", "soon"),
        ("MATERIEL_BASE_IRI", "ftp://example.org/"),
        ("MATERIEL_BASE_IRI", "https://example.org/id"),
        ("MATERIEL_LOG_FORMAT", "xml"),
    ],
)
def test_a_value_that_cannot_be_used_is_named(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(InvalidField) as raised:
        load_settings()
    assert (raised.value.field, raised.value.value) == (name, value)


def test_pages_are_fetched_under_the_name_of_the_installation() -> None:
    assert Settings().agent == f"Materiel/{VERSION}"
    named = Settings(base_iri="https://arms.example.org/id/")
    assert named.agent == f"Materiel/{VERSION} (+https://arms.example.org/)"


def test_the_address_of_the_archive_is_a_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MATERIEL_ARCHIVE", raising=False)
    assert load_settings().address is None
    address = "postgresql+psycopg://materiel:h1dden@db.example.org/materiel"
    monkeypatch.setenv("MATERIEL_ARCHIVE", address)
    settings = load_settings()
    assert settings.address == address
    assert "h1dden" not in f"{settings} {settings!r} {settings.model_dump()}"
