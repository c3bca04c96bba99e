"""A process that answers SPARQL over snapshots, and may be killed at any time.

It runs as a script, isolated and without `site`, so that it starts in some 20 ms; it imports
nothing of ours. Frames on standard input and output are a length in 8 bytes, big-endian, and so
many bytes. A request is one frame of JSON; an answer is one frame of JSON and one of content.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import resource
import sys
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyoxigraph
    from _typeshed import ReadableBuffer

LENGTH_BYTES = 8
GRACE_SECONDS = 2
"""Processor time beyond the limit: the parent kills first, this is for when it is gone."""

_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000
_PLACE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_NOT_XML = bytes(set(range(0x20)) - {0x09, 0x0A, 0x0D})


class TooLong(Exception):
    """The answer is longer than it may be."""


class Content(io.BytesIO):
    """The answer in memory, up to a limit."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self.room = limit

    def write(self, part: ReadableBuffer) -> int:
        """Keep a part; raise TooLong when there is no room for it."""
        self.room -= memoryview(part).nbytes
        if self.room < 0:
            raise TooLong
        return super().write(part)


def read_frame(stream: IO[bytes]) -> bytes | None:
    """Read a frame; None at the end of the stream."""
    head = stream.read(LENGTH_BYTES)
    if len(head) < LENGTH_BYTES:
        return None
    return stream.read(int.from_bytes(head, "big"))


def write_frames(stream: IO[bytes], *frames: bytes) -> None:
    """Write frames and flush."""
    for content in frames:
        stream.write(len(content).to_bytes(LENGTH_BYTES, "big"))
        stream.write(content)
    stream.flush()


def leave_network() -> None:
    """Move into a network of our own, where nothing is, if the kernel lets us."""
    with contextlib.suppress(OSError, AttributeError):
        if sys.version_info >= (3, 12):
            os.unshare(os.CLONE_NEWUSER | os.CLONE_NEWNET)
        else:
            import ctypes

            ctypes.CDLL(None).unshare(_CLONE_NEWUSER | _CLONE_NEWNET)


def limit_process(memory_bytes: int) -> None:
    """Bound memory for good, and write no file and no core."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))


def limit_processor(seconds: float) -> None:
    """Bound the processor time from now on."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    most = int(used.ru_utime + used.ru_stime + seconds) + GRACE_SECONDS
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (most, hard))


class Reader:
    """Holds one snapshot open and answers from it."""

    def __init__(self) -> None:
        self.folder = ""
        self.store: pyoxigraph.Store | None = None

    def answer(self, request: dict[str, Any]) -> bytes:
        """Answer a query completely, in the media type that the request names."""
        import pyoxigraph

        store = self._opened(request["folder"])
        result = store.query(request["query"], base_iri=request["base"], **_dataset(request))
        content = Content(request["answer_bytes"])
        media_type = request["media_type"]
        if isinstance(result, pyoxigraph.QueryTriples):
            form = pyoxigraph.RdfFormat.from_media_type(media_type)
            pyoxigraph.serialize(result, content, form, prefixes=request["prefixes"])
        else:
            result.serialize(content, pyoxigraph.QueryResultsFormat.from_media_type(media_type))
        body = content.getvalue()
        return _printable(body) if media_type.endswith("xml") else body

    def _opened(self, folder: str) -> pyoxigraph.Store:
        import pyoxigraph

        if self.store is None or folder != self.folder:
            self.store = None  # closes the old one first
            self.store = pyoxigraph.Store.read_only(folder)
            self.folder = folder
        return self.store


def _dataset(request: dict[str, Any]) -> dict[str, Any]:
    """Choose the graphs: those of the protocol, else those of the query, else the union of all."""
    import pyoxigraph

    default = [pyoxigraph.NamedNode(iri) for iri in request["default_graphs"]]
    named = [pyoxigraph.NamedNode(iri) for iri in request["named_graphs"]]
    if default or named:
        return {"default_graph": default, "named_graphs": named}
    return {} if request["names_dataset"] else {"use_default_graph_as_union": True}


def _printable(content: bytes) -> bytes:
    """Replace the control characters that XML cannot hold."""
    for control in _NOT_XML:
        if control in content:
            content = content.replace(bytes((control,)), "\ufffd".encode())
    return content


def respond(reader: Reader, frame: bytes) -> tuple[dict[str, Any], bytes]:
    """Answer a request, or say why not."""
    request = json.loads(frame)
    limit_processor(request["seconds"])
    try:
        return {}, reader.answer(request)
    except SyntaxError as error:
        place = _PLACE.match(str(error))
        message = place[3] if place else str(error)
        found = [int(place[1]), int(place[2])] if place else [None, None]
        return {"failed": "syntax", "message": message, "place": found}, b""
    except TooLong:
        return {"failed": "too long", "message": ""}, b""
    except (OSError, RuntimeError, ValueError) as error:
        return {"failed": "evaluation", "message": str(error)}, b""


def main() -> None:
    """Answer requests until standard input ends."""
    requests = sys.stdin.buffer
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever else prints must not stand among the frames
    leave_network()
    limit_process(int(sys.argv[2]))
    sys.path.append(sys.argv[1])
    import pyoxigraph  # noqa: F401 - ready before the first request

    reader = Reader()
    while (frame := read_frame(requests)) is not None:
        head, body = respond(reader, frame)
        write_frames(answers, json.dumps(head).encode(), body)


if __name__ == "__main__":
    main()
