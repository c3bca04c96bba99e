"""Damages a data folder, and looks whether anybody is told the wrong thing for it.

    python -m bench.torture.damages [--trials 50] [--seed S]

Bytes are flipped, files cut short or deleted, in the archive and in the store, half of the times
as a killed process left them. Each damage is met by a start of the service and by `verify`. What
changed an answer must be found by one of them; a damaged store must be as before after the start,
or after a rebuild; of a damaged archive, what is called whole must be whole, and be salvaged.
"""

from __future__ import annotations

import argparse
import io
import logging
import random
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeAlias

import pyoxigraph
from pyoxigraph import RdfFormat

from graph.archive.archive import FILE, Archive
from graph.archive.keys import Scope
from graph.archive.salvaging import salvage
from graph.claims.publisher import Hearing
from graph.claims.reading import ReadArticle
from graph.claims.verdict import Decision, Ruling
from graph.errors import MaterielError
from graph.network.network import Network
from graph.network.strength import nobody
from graph.pipeline import Pipeline
from graph.quads.iris import Iris
from graph.store.formats import ExportFormat
from graph.store.oxigraph import OxigraphStore
from graph.verifying import verify
from tests.making import make_read, told

IRIS = Iris()
STORE = "store"
ARTICLES = 40
ACTORS = ("POL", "UKR", "IRN", "RUS", "USA", "DEU", "CHN", "PRK")
WORDS = "The harbour office wrote down what was unloaded that week, and by whom. "
"""What makes articles as long as some are, so that they fill pages of the archive."""

Answers: TypeAlias = Any
"""What the service would answer: reads, times, counts, rows, quads; or why it does not."""
Damage: TypeAlias = Callable[[Path, random.Random], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a damage."""

    where: str
    how: str
    changed: bool
    told: bool
    mended: bool
    honest: bool

    @property
    def held(self) -> bool:
        """Tell whether everything that is promised was kept."""
        return (self.told or not self.changed) and self.mended and self.honest

    def line(self) -> str:
        """Write it for people."""
        words = {"changed": self.changed, "told": self.told, "mended": self.mended,
                 "honest": self.honest}  # fmt: skip
        said = " ".join(name for name, holds in words.items() if holds)
        return f"{'held  ' if self.held else 'BROKEN'} {self.where}: {self.how} ({said})"


def fill(folder: Path, generator: random.Random) -> Archive:
    """Fill a data folder with articles, withdrawals and verdicts; the archive stays open."""
    archive = Archive.open(folder)
    archive.keys.create(name="The desk", scopes=[Scope.REVIEW], expires_at=None)
    for number in range(ARTICLES):
        pairs = [generator.sample(ACTORS, 2) for _ in range(1 + number % 3)]
        made = make_read(
            *(told(*pair) for pair in pairs), story=WORDS * (number % 30) + str(number)
        )
        archive.add(made.article, made.reading)
        claim, _ = made.identified_claims()[0]
        if number % 7 == 3:
            archive.withdraw(made.article.id, who="A desk", why="The harbour took it back")
        if number % 14 == 3:
            archive.restore(made.article.id, who=None, why="It was right after all")
        if number == ARTICLES // 2:
            archive.hear(made.article.id, Hearing.MUTE, who="Bob", why="It floods")
        if number % 5 == 1:
            ruling = Ruling(decision=Decision.CORRECT, correction=(("munition", "howitzer"),))
            archive.judge(made.article.id, claim, ruling, who="Ada", why="Misread")
    return archive


def lay_down(folder: Path, seed: int) -> None:
    """Make two data folders: `closed` in order, and `killed` in the middle of its work."""
    live = folder / "live"
    archive = fill(live, random.Random(seed))
    with closing(archive), closing(OxigraphStore.open(live / STORE, IRIS)) as store:
        store.add_many(archive.since(0))
        late = make_read(told("POL", "UKR"), story="late")
        archive.add(late.article, late.reading)
        store.add_many(archive.since(store.sequence()))
        shutil.copytree(live, folder / "killed")
    shutil.copytree(live, folder / "closed")


def flip(path: Path, generator: random.Random) -> str:
    """Change some bytes at one place."""
    content = bytearray(path.read_bytes())
    if not content:
        return "is empty"
    place, length = generator.randrange(len(content)), generator.choice((1, 4, 64))
    for at in range(place, min(place + length, len(content))):
        content[at] ^= generator.randrange(1, 256)
    path.write_bytes(content)
    return f"{length} bytes flipped at {place} of {len(content)}"


def cut(path: Path, generator: random.Random) -> str:
    """Cut off the end."""
    size = path.stat().st_size
    kept = generator.randrange(size) if size else 0
    with path.open("r+b") as file:
        file.truncate(kept)
    return f"cut to {kept} of {size}"


def delete(path: Path, _generator: random.Random) -> str:
    """Delete it."""
    path.unlink()
    return "deleted"


DAMAGES: Sequence[Damage] = (flip, flip, flip, cut, delete)


def targets(folder: Path) -> tuple[list[Path], list[Path]]:
    """List the files that may be damaged: those of the archive, and those of the store."""
    archive = sorted(folder.glob(f"{FILE}*"))
    store = [path for path in sorted((folder / STORE).iterdir()) if path.stat().st_size]
    return [path for path in archive if path.stat().st_size], store


def start(folder: Path) -> tuple[Answers, bool]:
    """Answer as the service does after it started; tell whether it said that something is wrong."""
    heard = _Heard()
    logging.getLogger("graph").addHandler(heard)
    try:
        with (
            Archive.open(folder) as archive,
            closing(OxigraphStore.open(folder / STORE, IRIS)) as store,
        ):
            network: Any = Network()
            reader: Any = None
            pipeline = Pipeline(archive=archive, store=store, network=network, reader=reader)
            found = pipeline.compare()
            quads = b"".join(store.dump(ExportFormat.NQUADS))
            told = _told_by(archive, network)
        is_told = found is not None or heard.is_told
        return (*told, frozenset(quads.splitlines())), is_told
    except (MaterielError, OSError) as failed:
        return f"{type(failed).__name__}: {failed}", True
    finally:
        logging.getLogger("graph").removeHandler(heard)


def try_damage(folder: Path, source: Path, generator: random.Random, sound: Answers) -> Outcome:
    """Damage a copy once, and see what becomes of it."""
    hurt = folder / "hurt"
    shutil.rmtree(hurt, ignore_errors=True)
    shutil.copytree(source, hurt)
    of_archive, of_store = targets(hurt)
    is_archive = generator.random() < 0.5
    path = generator.choice(of_archive if is_archive else of_store)
    how = generator.choice(DAMAGES)(path, generator)
    looked = _copy(hurt, folder / "looked")
    found = _verify(looked)
    raw = _raw(_copy(hurt, folder / "raw"))
    answers, is_told = start(_copy(hurt, folder / "started"))
    honest = _is_honest(hurt, folder, sound) if is_archive else True
    return Outcome(
        where=f"{source.name}/{path.relative_to(hurt)}",
        how=how,
        changed=answers != sound or raw != sound[-1],
        told=is_told or found,
        mended=is_archive or answers == sound,
        honest=honest,
    )


def _is_honest(hurt: Path, folder: Path, sound: Answers) -> bool:
    """Salvage a damaged archive: what was copied must be what it was."""
    whole = {read.article.id: _timeless(read) for read in sound[0]}
    saved = folder / "saved"
    shutil.rmtree(saved, ignore_errors=True)
    damaged = _copy(hurt, folder / "damaged") / FILE
    if not damaged.exists():
        return True
    try:
        salvage(damaged, saved)
        with Archive.open(saved) as archive:
            copied = [_timeless(read) for read in archive.since(0)]
    except MaterielError:
        return True  # it says that nothing can be read
    if (hurt / f"{FILE}-wal").exists():
        # A log that ends early leaves an earlier state, sound in itself; that it is one is told by
        # the store, which is ahead. Words and claims are the same in every state.
        undecided: Any = {"withdrawn": None, "verdicts": ()}
        whole = {each: replace(read, **undecided) for each, read in whole.items()}
        copied = [replace(read, **undecided) for read in copied]
    return all(whole.get(read.article.id) == read for read in copied)


def _timeless(read: ReadArticle) -> ReadArticle:
    """Forget the number, which is another one where some are lost."""
    return replace(read, sequence=0)


def _told_by(archive: Archive, network: Network) -> tuple[Any, ...]:
    reads = list(archive.since(0))
    times = [archive.changed_at(number + 1) for number in range(archive.sequence())]
    rows = [replace(row, quotes=()) for row in network.supplies()]
    gone = [
        archive.find_withdrawn(claim) for read in reads for claim, _ in read.identified_claims()
    ]
    people = archive.muted(), dict(archive.keys.current()), list(archive.trail.entries())
    return reads, times, archive.counts(), gone, rows, network.counts(), people


def _quads(store: pyoxigraph.Store) -> object:
    """Read the store by several of its indexes."""
    every = list(store)
    found = {
        place: sum(1 for term in {quad[place] for quad in every}
                   for _ in store.quads_for_pattern(*_pattern(place, term)))
        for place in (1, 2)
    }  # fmt: skip
    if found != dict.fromkeys(found, len(every)):
        return found
    output = io.BytesIO()
    store.dump(output, RdfFormat.N_QUADS)
    return frozenset(output.getvalue().splitlines())


def _pattern(place: int, term: Any) -> Iterator[Any]:  # noqa: ANN401  # terms of RDF
    return (term if at == place else None for at in range(4))


def _raw(folder: Path) -> object:
    """Read the store as it is, mending nothing."""
    try:
        return _quads(pyoxigraph.Store(str(folder / STORE)))
    except (OSError, RuntimeError) as failed:
        return str(failed)


def _verify(folder: Path) -> bool:
    if not (folder / FILE).exists():
        return True  # the command says that there is no archive
    try:
        return bool(verify(folder, folder / STORE, IRIS, nobody).findings)
    except MaterielError:
        return True


def _copy(source: Path, target: Path) -> Path:
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(source, target)
    return target


class _Heard(logging.Handler):
    """Hears whether something is said to be wrong."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.is_told = False

    def emit(self, record: logging.LogRecord) -> None:  # noqa: ARG002  # logging gives it
        """Hear a line."""
        self.is_told = True


def run(trials: int, seed: int) -> list[Outcome]:
    """Damage so many times, and print what became of each."""
    logging.getLogger("graph").propagate = False
    generator = random.Random(seed)
    outcomes: list[Outcome] = []
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        lay_down(folder, seed)
        sound = {name: start(_copy(folder / name, folder / "sound"))[0]
                 for name in ("closed", "killed")}  # fmt: skip
        for number in range(trials):
            name = ("closed", "killed")[number % 2]
            outcome = try_damage(folder, folder / name, generator, sound[name])
            outcomes.append(outcome)
            print(f"{number + 1:>4} {outcome.line()}", flush=True)
    return outcomes


def main(argv: Sequence[str] | None = None) -> int:
    """Damage, and tell what held; 1 if anything did not."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--trials", type=int, default=50)
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args(argv)
    outcomes = run(given.trials, given.seed)
    changed = [one for one in outcomes if one.changed]
    in_store = [one for one in outcomes if f"/{STORE}/" in one.where]
    in_archive = [one for one in outcomes if f"/{STORE}/" not in one.where]
    for promise, tried, broken in (
        ("damage that changes an answer is found", changed, [o for o in changed if not o.told]),
        ("a damaged store is mended", in_store, [o for o in in_store if not o.mended]),
        ("what is salvaged is whole", in_archive, [o for o in in_archive if not o.honest]),
        ("damages met", outcomes, [o for o in outcomes if not o.held]),
    ):
        print(f"{promise}: {len(tried)} trials, {len(broken)} broken")
    return 0 if all(outcome.held for outcome in outcomes) else 1


if __name__ == "__main__":
    raise SystemExit(main())
