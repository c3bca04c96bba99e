"""Turns a writer, who pushes bytes into a file, into an iterator that is pulled from."""

from __future__ import annotations

import contextlib
import io
import queue
import threading
from collections.abc import Callable, Iterator
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

PIECE = 1024 * 1024
"""Bytes gathered before they are handed over."""

AHEAD = 2
"""Pieces the writer may be ahead of the reader: what bounds the memory."""

_POLL = 0.2
"""Seconds after which a waiting writer looks whether anybody still reads."""


class _Abandoned(OSError):
    """Nobody reads any more."""


def pieces(write: Callable[[IO[bytes]], object]) -> Iterator[bytes]:
    """Run the writer in a thread of its own and yield what it writes, in constant memory.

    What the writer raises is raised here; a reader who stops early stops the writer.
    """
    pipe = _Pipe()
    thread = threading.Thread(target=pipe.run, args=(write,), name="materiel-export", daemon=True)
    thread.start()
    try:
        while (piece := pipe.pieces.get()) is not None:
            yield piece
        if pipe.failure is not None:
            raise pipe.failure
    finally:
        pipe.abandon()
        thread.join()


class _Pipe(io.RawIOBase):
    """The file that the writer writes into."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: queue.Queue[bytes | None] = queue.Queue(AHEAD)
        self.abandoned = threading.Event()
        self.failure: BaseException | None = None

    def run(self, write: Callable[[IO[bytes]], object]) -> None:
        """Let the writer write; end with None, whatever comes."""
        try:
            with io.BufferedWriter(self, PIECE) as output:
                write(output)
        except _Abandoned:
            return
        except BaseException as failure:  # noqa: BLE001 - raised again in the reading thread
            self.failure = failure
        self._put(None)

    def abandon(self) -> None:
        """Read no more; a writer that waits for room gets it, and hears of it at once."""
        self.abandoned.set()
        with contextlib.suppress(queue.Empty):
            while True:
                self.pieces.get_nowait()

    def writable(self) -> bool:
        return True

    def write(self, piece: ReadableBuffer) -> int:
        """Hand a piece over; raise when nobody reads any more."""
        content = bytes(memoryview(piece))
        self._put(content)
        return len(content)

    def _put(self, piece: bytes | None) -> None:
        while not self.abandoned.is_set():
            try:
                return self.pieces.put(piece, timeout=_POLL)
            except queue.Full:
                continue
        if piece is not None:
            raise _Abandoned
        return None
