import pytest

from graph.ingest.read.parsing import SentenceParser
from graph.ingest.reader import ArticleReader


@pytest.fixture(scope="session")
def reader() -> ArticleReader:
    """A reader without the network: what the rules make of a sentence is told by their tests."""
    return ArticleReader(SentenceParser(), None)
