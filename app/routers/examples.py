"""Examples of the description: what the demo stories answer (written by `tools/openapi.py`)."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from importlib import resources
from typing import Any

import orjson


def tell_examples(described: dict[str, Any]) -> None:
    """Put the examples into the description of the operations that they are of."""
    for example in _examples():
        method, _, path = example["operation"].partition(" ")
        operation = described["paths"].get(path, {}).get(method.lower())
        if operation is None:
            continue  # of a route that is gone; a test finds it
        content = operation["responses"][example["status"]]["content"]
        shown = {"summary": example["request"], "value": example["value"]}
        answered = content.setdefault(example["media_type"], {}).setdefault("examples", {})
        answered[f"demo{len(answered) or ''}"] = shown
        if example["body"] is not None:
            sent = operation["requestBody"]["content"]["application/json"]
            sent.setdefault("examples", {})["demo"] = {"value": example["body"]}


@functools.cache
def _examples() -> Sequence[dict[str, Any]]:
    text = resources.files("app.routers").joinpath("examples.json").read_bytes()
    found: list[dict[str, Any]] = orjson.loads(text)
    return found
