from graph.store.formats import FORMATS, ExportFormat


def test_every_format_has_facts_that_its_writer_shares() -> None:
    assert set(FORMATS) == set(ExportFormat)
    for facts in FORMATS.values():
        assert facts.rdf.supports_datasets == facts.has_graphs
        assert facts.rdf.media_type.startswith(facts.media_type)
