"""The files under paths, one by one, in the order of their names; and how much they hold."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from graph.ingest.limits import limits


def walk(paths: Iterable[Path], is_wanted: Callable[[str], bool]) -> Iterator[Path | OSError]:
    """Yield named files as they are, and those of folders whose names are wanted.

    A folder's files come in the order of names, those of its folders at the place of their folder;
    links to folders are not followed. Holds the names of one folder and of those above it. A folder
    that cannot be looked into comes as the error that says why.
    """
    for path in paths:
        if is_kind(path, Path.is_dir):
            yield from _look_into(path, is_wanted)
        else:
            yield path


def weigh(paths: Iterable[Path], is_wanted: Callable[[str], bool]) -> int | None:
    """Add up the bytes of what `walk` yields; None where that are too many files to look at."""
    total = 0
    for count, path in enumerate(walk(paths, is_wanted)):
        if count >= limits().collections.weighed_files:
            return None
        total += 0 if isinstance(path, OSError) else _size(path)
    return total


def is_kind(path: Path, kind: Callable[[Path], bool], *, unknown: bool = False) -> bool:
    """Ask of what kind a path is; `unknown` where that may not be asked."""
    try:
        return kind(path)
    except OSError:
        return unknown  # reading it then says why


def _look_into(folder: Path, is_wanted: Callable[[str], bool]) -> Iterator[Path | OSError]:
    waiting = [iter([(folder, True)])]  # and no recursion: folders may lie deep
    while waiting:
        path, is_folder = next(waiting[-1], (None, False))
        if path is None:
            waiting.pop()
        elif is_folder:
            try:
                waiting.append(iter(_members(path, is_wanted)))
            except OSError as closed:
                yield closed
        elif is_kind(path, Path.is_file, unknown=True):
            yield path


def _members(folder: Path, is_wanted: Callable[[str], bool]) -> Iterator[tuple[Path, bool]]:
    """List files that are wanted, and folders, by name; only names are held."""
    with os.scandir(folder) as entries:
        found = sorted(
            (entry.name, is_folder)
            for entry in entries
            if (is_folder := entry.is_dir(follow_symlinks=False)) or is_wanted(entry.name)
        )
    return ((folder / name, is_folder) for name, is_folder in found)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
