"""`/assets/…`: the scripts, styles and maps of the pages, from files of the package."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterator
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Annotated

from fastapi import APIRouter, Header, Response

from app.packaged import load_file
from graph.errors import NotFound

router = APIRouter(include_in_schema=False)

PACKAGE = "app.web"
FOLDER = "site"
_FOR_EVER = "max-age=31536000, immutable"
_ASK_AGAIN = "no-cache"


@router.get("/assets/{edition}/{name:path}")
def show_asset(
    edition: str,
    name: str,
    accept_encoding: Annotated[str, Header()] = "",
    if_none_match: Annotated[str, Header()] = "",
) -> Response:
    """Give a file; one of this edition is held for ever, as its address changes with any file."""
    return _give(name, accept_encoding, if_none_match, edition)


@router.get("/page.css")
def show_style(
    accept_encoding: Annotated[str, Header()] = "",
    if_none_match: Annotated[str, Header()] = "",
) -> Response:
    """Give the style that pages without scripts share, under an address that stays."""
    return _give("page.css", accept_encoding, if_none_match, "")


@functools.cache
def base_address() -> str:
    """Tell what the addresses of this edition's files start with."""
    digest = hashlib.sha256()
    for name in sorted(_names()):
        digest.update(name.encode())
        digest.update(load_file(PACKAGE, f"{FOLDER}/{name}").etag.encode())
    return f"/assets/{digest.hexdigest()[:12]}"


def _give(name: str, accept_encoding: str, if_none_match: str, edition: str) -> Response:
    if name not in _names():
        raise NotFound("file of the pages", name)
    file = load_file(PACKAGE, f"{FOLDER}/{name}")
    keep = _FOR_EVER if base_address().endswith(f"/{edition}") and edition else _ASK_AGAIN
    return file.answer(accept_encoding, if_none_match, keep)


@functools.cache
def _names() -> frozenset[str]:
    return frozenset(_walk(resources.files(PACKAGE).joinpath(FOLDER), ""))


def _walk(folder: Traversable, before: str) -> Iterator[str]:
    for one in folder.iterdir():
        if one.is_dir():
            yield from _walk(one, f"{before}{one.name}/")
        elif not one.name.endswith((".toml", ".d.ts")):
            yield before + one.name
