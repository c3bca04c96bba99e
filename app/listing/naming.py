"""What claims name, how often and under which names: kept, and brought up to date by what changed.

Made anew it takes a second over a hundred thousand claims; a change takes milliseconds.
"""

from __future__ import annotations

import functools
from collections import Counter
from threading import Lock
from weakref import WeakKeyDictionary

from app.listing.names import Match, Names
from app.listing.tally import Tally, Voice, cells_of, count
from app.wiring import Materiel
from graph.claims.reading import ReadArticle
from graph.ingest.resolve.spelled import (
    Named,
    Spelled,
    Thing,
    label_of,
    spelled_names,
)
from graph.network.network import Network

MANY = 1000
"""Changes after which all is counted anew, and new names after which all are sorted anew."""

_REGISTERED = frozenset({Named.ACTOR, Named.DESIGNATION, Named.MUNITION})
"""Things that have names in the registers, which are found there."""


class Naming:
    """What the claims of a network name at a sequence number; whoever uses it holds the `lock`."""

    def __init__(self) -> None:
        self.lock = Lock()
        self._empty()

    def _empty(self) -> None:
        self.sequence = 0
        self.claims: Counter[Thing] = Counter()
        self.notes: dict[Thing, str] = {}
        self._voices: dict[Voice, Counter[tuple[str, str]]] = {}
        self._called: dict[Voice, Thing] = {}
        self._spelled: dict[Thing, Spelled] = {}
        self._names = Names(())
        self._fresh: dict[Thing, Spelled] = {}
        self._gone: set[Thing] = set()
        self._latest: Names | None = None

    def follow(self, materiel: Materiel) -> None:
        """Take in what changed since it was asked last."""
        now = materiel.network.sequence()
        if now == self.sequence:
            return
        if not self.sequence or not 0 < now - self.sequence <= MANY:
            found = materiel.network.all_claims()
            self._start(count(found.cells), found.sequence)
            return
        then: dict[str, ReadArticle | None] = {}
        is_now: dict[str, ReadArticle] = {}
        for revision in materiel.archive.revised(self.sequence):
            then.setdefault(revision.now.article.id, revision.before)
            is_now[revision.now.article.id] = revision.now
            now = max(now, revision.now.sequence)
        gone, come = count(cells_of(then.values())), count(cells_of(is_now.values()))
        self._change(gone, come)
        self.sequence = now

    def find(self, key: str, enough: int) -> dict[Thing, Match]:
        """Find things that claims name, as `Names.find` does."""
        if self._latest is None:
            self._latest = Names(self._fresh.values())
        found = self._names.find(key, enough + len(self._gone))
        kept = {thing: match for thing, match in found.items() if thing not in self._gone}
        return kept | self._latest.find(key, enough)

    def _start(self, tally: Tally, sequence: int) -> None:
        self._empty()
        self.sequence = sequence
        self._change(Tally(), tally)
        self._sort()

    def _change(self, gone: Tally, come: Tally) -> None:
        self.notes.update(come.notes)
        for thing in gone.things.keys() | come.things.keys():
            self._set(thing, self.claims[thing] + come.things[thing] - gone.things[thing])
        for voice in gone.voices.keys() | come.voices.keys():
            told = self._voices.setdefault(voice, Counter())
            told.update(come.voices.get(voice, {}))
            told.subtract(gone.voices.get(voice, {}))
            self._voices[voice] = +told
            self._call(voice)
        if len(self._fresh) + len(self._gone) > MANY:
            self._sort()

    def _call(self, voice: Voice) -> None:
        """Call a voice as it is called most often."""
        told, known = self._voices[voice], self._called.pop(voice, None)
        if not told:
            del self._voices[voice]
        else:
            name, note = max(told, key=lambda one: (told[one], one))
            thing = self._called[voice] = Thing(kind=voice[0], id=voice[1], label=name)
            self.notes[thing] = note
            self._set(thing, told.total())
        if known is not None and known != self._called.get(voice):
            self._set(known, 0)

    def _set(self, thing: Thing, claims: int) -> None:
        """Note how often a thing is named; what is named first, or no longer, gets or loses it."""
        if claims:
            self.claims[thing] = claims
        else:
            self.claims.pop(thing, None)
            self.notes.pop(thing, None)
        if thing.kind in _REGISTERED and thing in _things():
            return
        if claims and thing in self._spelled:
            self._gone.discard(thing)
        elif claims and thing not in self._fresh:
            self._fresh[thing] = label_of(thing)
            self._latest = None
        elif not claims and thing in self._spelled:
            self._gone.add(thing)
        elif not claims and thing in self._fresh:
            del self._fresh[thing]
            self._latest = None

    def _sort(self) -> None:
        """Put all names in order; those that claims name most are looked at first."""
        for thing in self._gone:
            del self._spelled[thing]
        self._spelled |= self._fresh
        self._fresh, self._gone = {}, set()
        self._latest = None
        often = sorted(self._spelled, key=lambda thing: (-self.claims[thing], thing.label))
        rank = {thing: place for place, thing in enumerate(often)}
        self._names = Names(self._spelled.values(), rank)


_known: WeakKeyDictionary[Network, Naming] = WeakKeyDictionary()
_making = Lock()


def naming_of(network: Network) -> Naming:
    """Give what is known of the names of a network."""
    with _making:
        return _known.setdefault(network, Naming())


@functools.cache
def _things() -> frozenset[Thing]:
    return frozenset(spelled.thing for spelled in spelled_names())
