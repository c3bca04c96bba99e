import pytest

from graph.claims.munition import munitions
from graph.errors import LexiconError
from graph.ingest.lexicons import predicates as module
from graph.ingest.lexicons.predicates import predicates


def test_shared_paths_are_spelt_out() -> None:
    (give, *_) = predicates().verbs["give"]
    assert give.supplier[0] == "subj"
    assert not any(slot.startswith("$") for slot in (*give.supplier, *give.recipient))


def test_munitions_of_classes_exist() -> None:
    classes = {c for found in predicates().verbs.values() for c in found}
    classes |= {c for found in predicates().nouns.values() for c in found}
    named = {m for c in classes for m in (c.default, c.munition, *c.only, *c.never) if m}
    assert named <= set(munitions())


def test_an_unknown_path_is_an_error() -> None:
    with pytest.raises(LexiconError):
        module._slots(["$nobody"], {})
