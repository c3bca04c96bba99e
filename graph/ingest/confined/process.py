"""A process that does jobs on documents that others wrote, and may be killed at any time.

It gives up network, files, memory and programs first (`graph.confining`), then imports what its
jobs need, says so by an empty frame, and answers request after request until its input ends. A
request is a frame of JSON and one with the document; an answer is one frame of JSON.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Mapping
from typing import Any

from graph.confining import (
    leave_files,
    leave_network,
    limit_process,
    limit_processor,
    read_frame,
    refuse_calls,
    write_frames,
)
from graph.errors import InputError
from graph.ingest.confined.jobs import find_job

OUT_OF_MEMORY = 3
"""How the process ends when a job takes more memory than it may."""


def main() -> None:
    """Do what is asked on standard input until it ends."""
    requests = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)  # whatever else prints must not stand among the frames
    setup = json.loads(sys.argv[3])
    leave_network()
    refuse_calls()
    limit_process(setup["memory_bytes"])
    leave_files(setup["readable"])
    try:
        jobs = {name: find_job(place) for name, place in setup["jobs"].items()}
        write_frames(answers, b"")
        while (head := read_frame(requests)) is not None:
            write_frames(answers, _answer(jobs, json.loads(head), read_frame(requests) or b""))
    except MemoryError:
        os._exit(OUT_OF_MEMORY)  # nothing more can be done here


def _answer(
    jobs: Mapping[str, Callable[..., Mapping[str, Any]]], request: Mapping[str, Any], content: bytes
) -> bytes:
    limit_processor(request["seconds"])
    try:
        told = {"made": jobs[request["job"]](content, request["given"])}
    except InputError as error:
        told = {"refused": _describe(error)}
    return json.dumps(told, ensure_ascii=False).encode("utf-8", "surrogatepass")


def _describe(error: InputError) -> dict[str, str]:
    return {
        "kind": type(error).__name__,
        "message": error.message,
        "field": error.field,
        "value": error.value,
        "remedy": error.remedy,
    }
