"""Loads what reads, in the process that reads: who hands out need not load it."""

from __future__ import annotations

from graph.spread.work import BatchReader


def open_reader() -> BatchReader:
    """Load the reader; takes seconds."""
    from graph.ingest.reader import load_reader

    return load_reader()
