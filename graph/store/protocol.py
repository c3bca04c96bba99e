"""What a store of quads can do."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Protocol

from graph.claims.reading import ReadArticle
from graph.store.describe import Description
from graph.store.formats import ExportFormat


class Copied(Protocol):
    """What readers need of a store: to be copied when it has changed."""

    @property
    def base(self) -> str:
        """What the store's IRIs start with."""

    @property
    def scratch(self) -> Path:
        """A folder on the store's disk for what need not be kept."""

    def revision(self) -> int:
        """Tell how often it was written since it was opened; another number, other content."""

    def snapshot(self, folder: Path) -> int:
        """Copy the store into a folder that is not there yet; tell the copy's sequence."""

    def report_damage(self, message: str) -> None:
        """Take down that a reader of a copy found it damaged."""


class Store(Copied, Protocol):
    """Quads of articles, kept in step with the archive by its sequence number.

    Every method raises StorageError when the store cannot do what it must. An article is there
    whole or not at all, whenever the process dies. `base` is what its IRIs start with, `scratch`
    a folder on the same disk, for copies.
    """

    @property
    def base(self) -> str:
        """What the store's IRIs start with."""

    @property
    def scratch(self) -> Path:
        """A folder on the store's disk for what need not be kept."""

    def add(self, read: ReadArticle) -> None:
        """Write one article's quads and note its sequence; replace what it said before.

        Of an article that is withdrawn nothing is left, in no graph.
        """

    def add_many(self, reads: Iterable[ReadArticle]) -> None:
        """Write many articles, in the order of their sequence."""

    def sequence(self) -> int:
        """Tell the highest sequence that was written; 0 when no article was."""

    def revision(self) -> int:
        """Tell how often it was written since it was opened; another number, other content."""

    def clear(self) -> None:
        """Forget every article; only the vocabulary stays."""

    def damage(self) -> str | None:
        """Say what was found wrong with what it holds, which `clear` mends; None if nothing."""

    def differs(self, standing: Collection[str], last: Iterable[ReadArticle]) -> str | None:
        """Compare it with the archive, quickly; say what differs, None if nothing.

        `standing` are the ids of all articles that it must hold, `last` some of them, whose quads
        are compared one by one.
        """

    def report_damage(self, message: str) -> None:
        """Take down that a reader of a copy found it damaged."""

    def count(self) -> int:
        """Count the quads, those of the vocabulary included."""

    def describe(self, iri: str, most: int) -> Description | None:
        """Tell what is said of a thing, and at most so much that points to it; None if nothing."""

    def dump_graph(self, iri: str, export_format: ExportFormat) -> Iterator[bytes] | None:
        """Write one graph in a format, piece by piece; None if there is none of this name."""

    def dump(self, export_format: ExportFormat, *, is_union: bool = False) -> Iterator[bytes]:
        """Write everything in a format, piece by piece, as it stands at the first piece.

        A union of all graphs, without their names, where that is meant or the format has none.
        """

    def snapshot(self, folder: Path) -> int:
        """Copy the store into a folder that is not there yet; tell the copy's sequence."""

    def close(self) -> None:
        """Let go of the files; a second time does nothing."""
