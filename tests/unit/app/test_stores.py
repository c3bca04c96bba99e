import pytest

from app.settings import Settings
from app.stores import build_iris
from graph.errors import InvalidField


def test_a_base_that_is_none_is_named() -> None:
    with pytest.raises(InvalidField) as raised:
        build_iris(Settings(base_iri="https://exa mple.org/"))
    assert raised.value.field == "MATERIEL_BASE_IRI"
