"""The registers of the field."""

from graph.claims.munition import munitions
from graph.claims.registers import registered


def test_every_concept_finds_its_categories() -> None:
    for munition in munitions().values():
        signs = [sign for sign in (munition.unroca, munition.sipri, munition.eu_cml) if sign]
        assert [one.notation for one in registered(munition)] == signs


def test_a_category_has_a_name_and_a_register_to_read() -> None:
    tank = registered(munitions()["battle-tank"])
    assert [(one.register.id, one.notation, one.label) for one in tank] == [
        ("unroca", "I", "Battle tanks"),
        ("sipri", "Armoured vehicles", "Armoured vehicles"),
        ("eu-cml", "ML6", "Ground vehicles"),
    ]
    assert all(one.register.page.startswith("http") for one in tank)
