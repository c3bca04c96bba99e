"""A process that answers SPARQL over snapshots, and may be killed at any time.

It runs isolated and without `site`, so that it starts in some 20 ms; of ours it imports only what
confines it, and how frames are written. A request is one frame of JSON; an answer is one frame of
JSON and one of content.
"""

from __future__ import annotations

import io
import json
import os
import re
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from graph.confining import (
    leave_network,
    limit_process,
    limit_processor,
    read_frame,
    refuse_calls,
    write_frames,
)

if TYPE_CHECKING:
    import pyoxigraph
    from _typeshed import ReadableBuffer

_PLACE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_NOT_XML = (
    *(bytes((control,)) for control in range(0x20) if control not in b"\t\n\r"),
    *("\ufffe".encode(), "\uffff".encode()),
)
_NAME_IN_XML = re.compile(r"[^\W\d][\w.\-]*\Z")
_PAD = " " * 64
"""Longer than any keyword: a parser that looks for one does not reach the end of the text."""


class TooLong(Exception):
    """The answer is longer than it may be."""


class NotWritable(Exception):
    """The format has no way to write this answer."""


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


class Reader:
    """Holds one snapshot open and answers from it."""

    def __init__(self) -> None:
        self.folder = ""
        self.store: pyoxigraph.Store | None = None

    def answer(self, request: dict[str, Any]) -> bytes:
        """Answer a query completely, in the media type that the request names."""
        import pyoxigraph

        dataset = _dataset(request)
        store = self._opened(request["folder"])
        result = store.query(request["query"], base_iri=request["base"], **dataset)
        content = Content(request["answer_bytes"])
        media_type = request["media_type"]
        if isinstance(result, pyoxigraph.QueryTriples):
            write_triples(result, content, media_type, request["prefixes"])
        else:
            write_result(result, content, media_type)
        return as_text(content.getvalue(), media_type)

    def _opened(self, folder: str) -> pyoxigraph.Store:
        import pyoxigraph

        if self.store is None or folder != self.folder:
            self.store = None  # closes the old one first
            self.store = pyoxigraph.Store.read_only(folder)
            self.folder = folder
        return self.store


def _dataset(request: dict[str, Any]) -> dict[str, Any]:
    """Choose the graphs: those of the protocol, else those of the query, else the union of all."""
    if not request["default_graphs"] and not request["named_graphs"]:
        return {} if request["names_dataset"] else {"use_default_graph_as_union": True}
    import pyoxigraph

    default = [pyoxigraph.NamedNode(iri) for iri in request["default_graphs"]]
    named = [pyoxigraph.NamedNode(iri) for iri in request["named_graphs"]]
    return {"default_graph": default, "named_graphs": named}


def write_result(
    result: pyoxigraph.QuerySolutions | pyoxigraph.QueryBoolean, content: Content, media_type: str
) -> None:
    """Write a table or a truth value."""
    import pyoxigraph

    result.serialize(content, pyoxigraph.QueryResultsFormat.from_media_type(media_type))


def write_triples(
    triples: Iterator[pyoxigraph.Triple],
    content: Content,
    media_type: str,
    prefixes: dict[str, str],
) -> None:
    """Write triples; raises NotWritable for what the format cannot hold."""
    import pyoxigraph

    form = pyoxigraph.RdfFormat.from_media_type(media_type)
    if form == pyoxigraph.RdfFormat.RDF_XML:
        pyoxigraph.serialize(_elements(triples), content, form, prefixes=prefixes)
    elif form == pyoxigraph.RdfFormat.JSON_LD:
        pyoxigraph.serialize(_of_version_1(triples), content, form, prefixes=prefixes)
    else:
        pyoxigraph.serialize(triples, content, form, prefixes=prefixes)


def _elements(triples: Iterator[pyoxigraph.Triple]) -> Iterator[pyoxigraph.Triple]:
    """Pass triples on whose predicate can be the name of an element."""
    known: set[str] = set()
    for triple in triples:
        iri = triple.predicate.value
        if iri not in known:
            if not _NAME_IN_XML.search(re.split(r"[^\w.\-]|(?<![\w.\-])[\d.\-]+", iri)[-1]):
                raise NotWritable(f"RDF/XML has no way to write the predicate {iri}")
            known.add(iri)
        yield triple


def _of_version_1(triples: Iterator[pyoxigraph.Triple]) -> Iterator[pyoxigraph.Triple]:
    """Pass triples on that RDF 1.1 knows."""
    import pyoxigraph

    for triple in triples:
        term = triple.object
        if isinstance(term, pyoxigraph.Triple) or getattr(term, "direction", None):
            raise NotWritable("JSON-LD has no way to write triples in triples or base directions")
        yield triple


def as_text(content: bytes, media_type: str) -> bytes:
    """Give content back as a parser of its media type can read it."""
    return _printable(content) if media_type.endswith("xml") else content


def _printable(content: bytes) -> bytes:
    """Replace the characters that XML cannot hold."""
    for character in _NOT_XML:
        if character in content:
            content = content.replace(character, "\ufffd".encode())
    return content


def find_fault(text: str, base: str, ends: Sequence[int]) -> int:
    """Find the first token that no query can go on with; `ends` are where tokens end.

    Gives its place among the tokens, or their number when the text just ends too early. A parser
    tells how far any of its attempts looked, which may be well behind the fault.
    """
    low, high = 0, len(ends)
    while low < high:
        middle = (low + high) // 2
        if _goes_on(text[: ends[middle]] + _PAD, base):
            low = middle + 1
        else:
            high = middle
    return _open_iri(text, base, ends[:low]) or low


def _open_iri(text: str, base: str, ends: Sequence[int]) -> int:
    """Find an IRI that is begun before a fault and not ended as it must be; 0 if there is none."""
    places = (place for place in range(len(ends) - 1, 0, -1) if text[ends[place] - 1] == "<")
    place = next(places, 0)
    in_its_place = text[: ends[place] - 1] + "<x:y>" + _PAD if place else ""
    begins = place and text[ends[place] : ends[place] + 1].strip(" \t\r\n<=")
    return place if begins and _goes_on(in_its_place, base) else 0


def _goes_on(text: str, base: str) -> bool:
    """Tell whether a text is the beginning of a query."""
    import pyoxigraph

    try:
        pyoxigraph.Store().query(text, base_iri=base)
    except SyntaxError as error:
        place = _PLACE.match(str(error))
        end = text.count("\n") + 1, len(text) - text.rfind("\n")
        return place is not None and (int(place[1]), int(place[2])) == end
    except (OSError, RuntimeError, ValueError):
        return True  # it was evaluated
    return True


def respond(reader: Reader, frame: bytes) -> tuple[dict[str, Any], bytes]:
    """Answer a request, or say why not."""
    request = json.loads(frame)
    limit_processor(request["seconds"])
    if "ends" in request:
        return {"fault": find_fault(request["query"], request["base"], request["ends"])}, b""
    try:
        return {}, reader.answer(request)
    except SyntaxError as error:
        place = _PLACE.match(str(error))
        message = place[3] if place else str(error)
        found = [int(place[1]), int(place[2])] if place else [None, None]
        return {"failed": "syntax", "message": message, "place": found}, b""
    except TooLong:
        return {"failed": "too long", "message": ""}, b""
    except NotWritable as error:
        return {"failed": "not writable", "message": str(error)}, b""
    except (RuntimeError, ValueError) as error:
        is_damage = str(error).startswith("Corruption")  # so the database says it
        return {"failed": "storage" if is_damage else "evaluation", "message": str(error)}, b""
    except OSError as error:
        return {"failed": "storage", "message": str(error)}, b""


def main() -> None:
    """Answer requests until standard input ends."""
    requests = sys.stdin.buffer
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever else prints must not stand among the frames
    leave_network()
    refuse_calls()
    limit_process(int(sys.argv[3]))
    import pyoxigraph  # noqa: F401 - ready before the first request

    reader = Reader()
    while (frame := read_frame(requests)) is not None:
        head, body = respond(reader, frame)
        write_frames(answers, json.dumps(head).encode(), body)
