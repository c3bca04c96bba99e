"""Which signatures have a band in common, for very many of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Signatures: TypeAlias = npt.NDArray[np.uint16]
Keys: TypeAlias = npt.NDArray[np.uint32]
Owners: TypeAlias = npt.NDArray[np.int32]

_GONE = -1
_SPREAD = np.uint64(0x9E3779B97F4A7C15)
_FOLD = np.uint64(29)
_HALF = np.uint64(32)


def band_keys(signatures: Signatures, bands: int) -> Keys:
    """Make the keys of the bands of signatures (a row each): a row of keys each."""
    rows = signatures.reshape(len(signatures), bands, -1).astype(np.uint64)
    keys = np.broadcast_to(np.arange(1, bands + 1, dtype=np.uint64), rows.shape[:2]).copy()
    for place in range(rows.shape[2]):
        keys = (keys ^ rows[:, :, place]) * _SPREAD
        keys ^= keys >> _FOLD
    return (keys >> _HALF).astype(np.uint32)


class Bands:
    """The owners of bands by key, the oldest first, in sorted runs: eight bytes a band.

    A run is joined to the one before it as soon as it is half as long, so that there are few.
    """

    def __init__(self) -> None:
        self._runs: list[tuple[Keys, Owners]] = []

    def __len__(self) -> int:
        return sum(int(np.count_nonzero(owners != _GONE)) for _, owners in self._runs)

    def add(self, keys: Keys, owners: Owners) -> None:
        """Add bands, of which each has an owner."""
        order = np.argsort(keys, kind="stable")
        self._runs.append((keys[order], owners[order]))
        while len(self._runs) > 1 and len(self._runs[-1][0]) * 2 > len(self._runs[-2][0]):
            self._join_last()

    def discard(self, keys: Keys, owner: int) -> None:
        """Take the bands with these keys from an owner."""
        for known, owners in self._runs:
            for start, end in _spans(known, keys):
                held = owners[start:end]
                held[held == owner] = _GONE

    def owners(self, keys: Keys) -> list[list[int]]:
        """List the owners of each band."""
        found: list[list[int]] = [[] for _ in keys]
        for known, owners in self._runs:
            for place, (start, end) in enumerate(_spans(known, keys)):
                if start < end:
                    found[place] += [int(one) for one in owners[start:end] if one != _GONE]
        return found

    def known(self, keys: Keys) -> npt.NDArray[np.bool_]:
        """Tell of each key whether a band has it, or had it before it was discarded."""
        found = np.zeros(keys.shape, dtype=np.bool_)
        for known, _ in self._runs:
            at = np.searchsorted(known, keys)
            found |= (at < len(known)) & (known[np.minimum(at, len(known) - 1)] == keys)
        return found

    def _join_last(self) -> None:
        (keys, owners), (more, theirs) = self._runs[-2:]
        keys, owners = np.concatenate([keys, more]), np.concatenate([owners, theirs])
        order = np.argsort(keys, kind="stable")  # the older ones stay first
        order = order[owners[order] != _GONE]
        self._runs[-2:] = [(keys[order], owners[order])]


def _spans(known: Keys, keys: Keys) -> Iterator[tuple[int, int]]:
    starts: Sequence[int] = np.searchsorted(known, keys, side="left").tolist()
    ends: Sequence[int] = np.searchsorted(known, keys, side="right").tolist()
    return zip(starts, ends, strict=True)
