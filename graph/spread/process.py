"""A worker that is a process of this machine, spoken to through a pipe."""

from __future__ import annotations

import os
import signal
from multiprocessing.connection import Connection
from queue import SimpleQueue
from threading import Thread

from graph.claims.article import Article
from graph.spread.reading import greet, keep_to_one_thread, read_batch
from graph.spread.work import Opener


def work(channel: Connection, opener: Opener) -> None:
    """Load the reader, then read batches until the other end closes; then end at once."""
    # Control-C is for whoever started this, who then closes the pipe.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    keep_to_one_thread()
    asked: SimpleQueue[tuple[int, tuple[Article, ...]]] = SimpleQueue()
    Thread(target=_receive, args=(channel, asked), daemon=True).start()
    channel.send(greet(opener))
    while True:
        number, articles = asked.get()
        channel.send((number, read_batch(opener, articles)))


def _receive(channel: Connection, asked: SimpleQueue[tuple[int, tuple[Article, ...]]]) -> None:
    """Take what comes while something is read: neither end may wait for the other to listen."""
    while True:
        try:
            asked.put(channel.recv())
        except (EOFError, OSError):
            os._exit(0)  # nobody wants what is being read
