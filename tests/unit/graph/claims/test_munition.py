from graph.claims.munition import broader_munitions, munitions, narrower_munitions


def test_every_concept_leads_up_to_a_top_concept() -> None:
    for concept in munitions():
        top = (concept, *broader_munitions(concept))[-1]
        assert top == "military-aid"


def test_narrower_concepts_include_the_concept_and_all_below_it() -> None:
    assert narrower_munitions("missile") >= {"missile", "manpads", "ballistic-missile"}
    assert narrower_munitions("manpads") == {"manpads"}
    assert narrower_munitions("military-aid") == set(munitions())
