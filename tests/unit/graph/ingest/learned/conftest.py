from __future__ import annotations

import pytest
from tokenizers import Tokenizer

from graph.ingest.learned.scorer import load_tokenizer
from graph.ingest.learned.windows import WindowMaker


@pytest.fixture(scope="session")
def tokenizer() -> Tokenizer:
    return load_tokenizer()


@pytest.fixture(scope="session")
def maker(tokenizer: Tokenizer) -> WindowMaker:
    return WindowMaker(tokenizer)
