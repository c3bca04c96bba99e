"""Backups under stress: `python -m bench.torture.backups [--trials N] [--seed S]`.

Taken while four threads write; restored and compared, answer by answer, with an archive to which
the same was done up to the same number. Killed at random moments, and damaged by a byte.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from bench.network import draw_reads
from bench.torture._backing import answers, began, command, replay, writing
from graph.archive.archive import FILE, Archive
from graph.archive.backups import Origin, find_backups, make_backup
from graph.archive.copying import read_contents
from graph.archive.manifest import MANIFEST, check_file
from graph.archive.restoring import restore_backup
from graph.errors import MaterielError

CLAIMS = 6000
"""In the archive whose backups are killed."""


def drill(folder: Path, trials: int, seed: int) -> int:
    """Back up while others write, restore, compare all answers; count what differed."""
    data, target = folder / "data", folder / "backups"
    broken = 0
    for trial in range(trials):
        with writing(data, seed + trial):
            time.sleep(1)
            before = read_contents(data / FILE).sequence
            made = command("--data", data, "backup", target, "--keep", "2")
            time.sleep(0.3)
        after = read_contents(data / FILE).sequence
        restored, again = folder / f"restored-{trial}", folder / f"again-{trial}"
        backup = find_backups(target)[-1]
        put = command("restore", backup.folder, "--data", restored)
        sequence = backup.manifest.contents.sequence
        replay(data, sequence, again)
        is_same = answers(restored) == answers(again)
        told = (made.returncode, put.returncode, len(find_backups(target)) <= 2)
        if told != (0, 0, True) or not before <= sequence < after or not is_same:
            broken += 1
            print(f"trial {trial}: {told}, {before} <= {sequence} < {after}, same {is_same}")
            print(made.stderr, put.stderr)
        shutil.rmtree(restored)
        shutil.rmtree(again)
    return broken


def kills(folder: Path, trials: int, seed: int, claims: int = CLAIMS) -> int:
    """Kill backups at random moments; count targets that held anything but whole backups."""
    moments = random.Random(seed)
    data, target = _filled(folder, claims), folder / "backups"
    took = _timed(lambda: make_backup(_origin(data), target))
    broken = 0
    for trial in range(trials):
        before = {each.folder.name for each in find_backups(target)}
        with began("backup", str(data), str(target)) as process:
            time.sleep(moments.uniform(0, 1.3 * took))
            process.kill()
            process.wait()
        seen = {each.name for each in target.iterdir() if not each.name.startswith(".unfinished-")}
        whole = find_backups(target)
        now = {each.folder.name for each in whole}
        try:
            for each in whole:
                check_file(each.folder / FILE, each.manifest)
        except MaterielError as wrong:
            print(wrong)
            seen.clear()
        if seen != now or len(before - now) > 1 or (before - now and not now - before):
            broken += 1
            print(f"trial {trial}: before {before}, seen {seen}, whole {now}")
    return broken


def restores(folder: Path, trials: int, seed: int, claims: int = CLAIMS) -> int:
    """Kill restores at random moments; count folders that are neither as before nor as restored."""
    moments = random.Random(seed)
    data, target = _filled(folder, claims), folder / "backups"
    old = make_backup(_origin(data), target)
    with Archive.open(data) as archive:
        for read in draw_reads(claims // 3, seed + 1):
            archive.add(read.article, read.reading)
    states = {old.manifest.contents, read_contents(data / FILE)}
    took = _timed(lambda: restore_backup(old.folder, folder / "timed"))
    broken = 0
    for trial in range(trials):
        place = folder / "place"
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(data, place)
        with began("restore", str(old.folder), str(place)) as process:
            time.sleep(moments.uniform(0, 1.3 * took))
            process.kill()
            process.wait()
        found = read_contents(place / FILE) if (place / FILE).exists() else None
        kept = [
            read_contents(each / FILE) for each in place.glob("replaced-*") if any(each.iterdir())
        ]
        is_lost = found == old.manifest.contents and not set(kept) >= states - {found}
        if found not in states or is_lost:
            broken += 1
            print(f"trial {trial}: {found}, kept {kept}")
    return broken


def damages(folder: Path, trials: int, seed: int) -> int:
    """Change a byte of a backup; count those that were restored all the same, or partly."""
    rolls = random.Random(seed)
    backup = make_backup(_origin(_filled(folder, CLAIMS // 10)), folder / "backups")
    broken = 0
    for trial in range(trials):
        place, data = folder / "damaged", folder / "restored"
        shutil.copytree(backup.folder, place)
        path = place / (FILE if trial % 3 else MANIFEST)
        content = bytearray(path.read_bytes())
        at = rolls.randrange(len(content))
        content[at] ^= 1 << rolls.randrange(8)
        path.write_bytes(content[: at or None] if trial % 10 == 9 else content)
        try:
            restore_backup(place, data)
        except MaterielError:
            is_kept_out = not data.exists() or not any(data.iterdir())
        else:
            is_kept_out = False
        if not is_kept_out:
            broken += 1
            print(f"trial {trial}: byte {at} of {path.name} was let in")
        shutil.rmtree(place)
        shutil.rmtree(data, ignore_errors=True)
    return broken


PROMISES: tuple[tuple[str, Callable[[Path, int, int], int], float], ...] = (
    ("a backup under writing answers as its number does", drill, 0.2),
    ("a killed backup leaves whole backups alone", kills, 1),
    ("a killed restore leaves the old or the new", restores, 1),
    ("a damaged backup is not restored", damages, 2),
)
"""What is promised, what tries to break it, and trials for each that was asked for."""


def main(argv: Sequence[str] | None = None) -> int:
    """Try all promises; 1 when one was broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--trials", type=int, default=100)
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args(argv)
    total = 0
    for promise, attempt, share in PROMISES:
        trials = max(round(share * given.trials), 1)
        with tempfile.TemporaryDirectory() as folder:
            broken = attempt(Path(folder), trials, given.seed)
        print(f"{promise}: {trials} trials, {broken} broken", flush=True)
        total += broken
    return 1 if total else 0


def _filled(folder: Path, claims: int) -> Path:
    data = folder / "data"
    with Archive.open(data) as archive:
        archive.add_many([(each.article, each.reading) for each in draw_reads(claims)])
    return data


def _origin(data: Path) -> Origin:
    return Origin(data=data, made_by="a drill", base_iri="http://drill/id/")


def _timed(work: Callable[[], object]) -> float:
    began_at = time.perf_counter()
    work()
    return time.perf_counter() - began_at


if __name__ == "__main__":
    sys.exit(main())
