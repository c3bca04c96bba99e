"""Three replicas behind a gateway while one is killed and one is cut off; who is told what.

    python -m bench.torture.replicas [--seconds 90] [--cut 30] [--readers 6]

Archive on PostgreSQL, store on `oxigraph serve`, nginx with deploy/nginx.conf; each replica in a
network of its own (root, iproute2 and the three programs are needed). Readers ask through nginx,
once more where an answer failed; a writer posts articles, and the same again until it is told that
they are kept. One replica is killed (SIGKILL) and started again; the wire of another is cut and
mended. At the end every acknowledged article must be with every replica, and all must tell of one
state.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from bench.torture._netns import Host, network
from tests.postgres import PASSWORD, Server, programs, serving

ROOT = Path(__file__).resolve().parents[2]
AGREED_SECONDS = 5.0
"""Within which a replica that was cut off must tell what the others do."""
_PORT = 8000
_STORE_PORT = 7878
_GATEWAY = "http://127.0.0.1:8080"
_PATIENCE = 20.0
"""Seconds that a client waits for an answer."""
_ASKED = (
    "/v1/supplies?recipient=UKR",
    "/v1/claims?limit=5",
    "/v1/network/centrality",
    "/v1/changes?since=0",
)
_NEEDED = ("ip", "nginx")


@dataclass(slots=True)
class Told:
    """What clients were told."""

    read: int = 0
    retried: int = 0
    failed: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    written_again: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)


class Replica:
    """A service in its own network; started again by whoever ends it."""

    def __init__(self, host: Host, folder: Path, environment: dict[str, str]) -> None:
        self.host = host
        self.address = f"http://{host.address}:{_PORT}"
        self._folder = folder
        self._environment = environment
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it."""
        serve = [sys.executable, "-m", "app.cli", "--data", str(self._folder), "serve",
                 "--host", self.host.address, "--port", str(_PORT)]  # fmt: skip
        with (self._folder.parent / f"{self._folder.name}.log").open("ab") as log:
            self._process = subprocess.Popen(
                self.host.command(serve), env=self._environment, stdout=log, stderr=log, cwd=ROOT
            )

    def kill(self) -> None:
        """End it as a power cut would."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def is_ready(self) -> bool:
        """Tell whether it says so."""
        try:
            return _get(f"{self.address}/readyz", 3.0)[0] == 200
        except OSError:
            return False

    def state(self) -> str:
        """Give the ETag of an answer: it names the state."""
        return _get(f"{self.address}/v1/supplies?recipient=UKR", _PATIENCE)[1]


def main() -> int:
    """Run it all; 1 for a broken promise."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=90)
    parser.add_argument("--cut", type=float, default=30)
    parser.add_argument("--readers", type=int, default=6)
    parser.add_argument("--within", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.within:
        return _drive(json.loads(arguments.within), arguments)
    found = programs()
    if os.geteuid() != 0 or found is None or not all(map(shutil.which, _NEEDED)):
        print(f"this needs root, PostgreSQL, {' and '.join(_NEEDED)}", file=sys.stderr)
        return 2
    with ExitStack() as opened:
        folder = Path(opened.enter_context(tempfile.TemporaryDirectory(prefix="materiel-")))
        hub = opened.enter_context(network(3))
        # All else runs in the network of the hub, so that this machine's is left alone.
        plan = {
            "folder": str(folder),
            "programs": str(found),
            "hub": hub.address,
            "hosts": [asdict(each) for each in hub.hosts],
        }
        again = [sys.executable, "-m", "bench.torture.replicas", *sys.argv[1:]]
        command = hub.command([*again, "--within", json.dumps(plan)])
        return subprocess.run(command, cwd=ROOT, check=False).returncode


def _drive(plan: dict[str, Any], arguments: argparse.Namespace) -> int:
    folder = Path(plan["folder"])
    hosts = [Host(**each) for each in plan["hosts"]]
    with ExitStack() as opened:
        address = opened.enter_context(_archive(Path(plan["programs"]), plan["hub"]))
        store = f"http://{plan['hub']}:{_STORE_PORT}"
        opened.enter_context(_store(folder, plan["hub"]))
        environment = {
            **os.environ,
            "MATERIEL_ARCHIVE": address,
            "MATERIEL_STORE": f"{store}/query",
            "MATERIEL_STORE_UPDATE": f"{store}/update",
            "MATERIEL_STORE_GRAPHS": f"{store}/store",
            "MATERIEL_LIMITS": "off",
            "MATERIEL_HOSTS": ",".join(["127.0.0.1", *(each.address for each in hosts)]),
        }
        replicas = [Replica(host, folder / f"r{n}", environment) for n, host in enumerate(hosts, 1)]
        for each in replicas:
            opened.callback(each.kill)
            each.start()
        opened.enter_context(_gateway(folder, hosts))
        key = _key(folder, environment)
        _wait(replicas, 180)
        return _judge(*_torment(replicas, key, arguments), replicas)


def _torment(
    replicas: Sequence[Replica], key: str, arguments: argparse.Namespace
) -> tuple[Told, float | None]:
    """Let clients ask and write while one is killed and one cut off; tell how soon all agreed."""
    told, over = Told(), threading.Event()
    clients = [
        *(threading.Thread(target=_read, args=(told, over)) for _ in range(arguments.readers)),
        threading.Thread(target=_write, args=(told, over, key)),
    ]
    for each in clients:
        each.start()
    killed, cut, whole = replicas
    quiet = max(1.0, (arguments.seconds - arguments.cut) / 4)
    time.sleep(quiet)
    killed.kill()
    time.sleep(quiet / 2)
    killed.start()
    time.sleep(quiet)
    cut.host.cut()
    time.sleep(arguments.cut)
    cut.host.mend()
    agreed = _agreed([cut, whole], time.monotonic())
    time.sleep(quiet)
    over.set()
    for each in clients:
        each.join()
    return told, agreed


def _judge(told: Told, agreed: float | None, replicas: Sequence[Replica]) -> int:
    _agreed(replicas, time.monotonic())
    states = {each.state() for each in replicas}
    lost = [
        article
        for each in replicas
        for article in told.kept
        if _get(f"{each.address}/v1/articles/{article}", _PATIENCE)[0] != 200
    ]
    soon = "never" if agreed is None else f"{agreed:.1f} s"
    print(f"reads {told.read}, of which retried {told.retried}, failed twice {len(told.failed)}")
    again = told.written_again
    print(f"articles acknowledged {len(told.kept)}, posted again {again}, lost {len(lost)}")
    print(f"agreed {soon} after the wire was mended; the goal is {AGREED_SECONDS:.0f} s")
    print(f"states that the replicas tell of at the end: {len(states)}")
    for why in told.failed[:5]:
        print("  ", why)
    good = not told.failed and not lost and len(states) == 1
    return 0 if good and agreed is not None and agreed <= AGREED_SECONDS else 1


def _read(told: Told, over: threading.Event) -> None:
    asked = itertools.cycle(random.sample(_ASKED, len(_ASKED)))
    while not over.is_set():
        path = next(asked)
        for attempt in (1, 2):
            try:
                status, _ = _get(_GATEWAY + path, _PATIENCE)
                why = "" if status == 200 else f"{path}: {status}"
            except OSError as failed:
                why = f"{path}: {failed!r}"
            with told.lock:
                told.read += attempt == 1
                told.retried += attempt == 2
                if why and attempt == 2:
                    told.failed.append(why)
            if not why:
                break
        time.sleep(0.02)


def _write(told: Told, over: threading.Event, key: str) -> None:
    for number in itertools.count(1):
        text = (
            f"Norway delivered {number} howitzers to Ukraine, the ministry said in notice {number}."
        )
        while not over.is_set():
            article = _post({"text": text}, key)
            if article is not None:
                told.kept.append(article)
                break
            told.written_again += 1
            time.sleep(0.2)
        if over.wait(0.1):
            return


def _post(body: dict[str, str], key: str) -> str | None:
    """Post an article; give its id, or None where nobody said that it is kept."""
    request = urllib.request.Request(
        f"{_GATEWAY}/v1/articles",
        data=json.dumps(body).encode(),
        headers={"Content-Type": "application/json", "Authorization": f"Bearer {key}"},
    )
    try:
        with urllib.request.urlopen(request, timeout=_PATIENCE) as answer:
            found: str = json.load(answer)["article"]["id"]
            return found
    except (OSError, ValueError):
        return None


def _get(address: str, seconds: float) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(address, timeout=seconds) as answer:
            answer.read()
            return answer.status, answer.headers.get("ETag", "")
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, ""
    except ValueError as cut:  # an answer that ends too early
        raise OSError(str(cut)) from cut


def _agreed(replicas: Sequence[Replica], since: float) -> float | None:
    """Wait until all are ready and tell of one state; give how long that took."""
    until = since + 60
    while time.monotonic() < until:
        try:
            if (
                all(each.is_ready() for each in replicas)
                and len({r.state() for r in replicas}) == 1
            ):
                return time.monotonic() - since
        except OSError:
            pass
        time.sleep(0.1)
    return None


def _wait(replicas: Sequence[Replica], seconds: float) -> None:
    until = time.monotonic() + seconds
    while not all(each.is_ready() for each in replicas):
        if time.monotonic() > until:
            raise SystemExit("the replicas do not get ready")
        time.sleep(0.5)


def _key(folder: Path, environment: dict[str, str]) -> str:
    command = [sys.executable, "-m", "app.cli", "--data", str(folder / "key"), "keys", "create",
               "--name", "Drill", "--scope", "ingest"]  # fmt: skip
    said = subprocess.run(
        command, env=environment, cwd=ROOT, check=True, capture_output=True, text=True
    )
    return next(word for word in said.stdout.split() if word.startswith("mtl_"))


@contextmanager
def _archive(found: Path, hub: str) -> Iterator[str]:
    with serving(found, settings=(f"listen_addresses='{hub}'",)) as server:
        _let_in(server)
        database = server.make_database().partition("@/")[2].partition("?")[0]
        who = f"tester:{PASSWORD.replace(' ', '%20')}"
        yield f"postgresql+psycopg://{who}@{hub}/{database}"


def _let_in(server: Server) -> None:
    with (server.folder / "data" / "pg_hba.conf").open("a") as rules:
        rules.write("host all all 10.77.0.0/24 scram-sha-256\n")
    server.run("SELECT pg_reload_conf()")


@contextmanager
def _store(folder: Path, hub: str) -> Iterator[None]:
    program = str(Path(sys.executable).with_name("oxigraph"))
    command = [
        program,
        "serve",
        "--location",
        str(folder / "store"),
        "--bind",
        f"{hub}:{_STORE_PORT}",
    ]
    with (
        (folder / "store.log").open("ab") as log,
        subprocess.Popen(command, stdout=log, stderr=log) as process,
    ):
        try:
            yield
        finally:
            process.kill()


@contextmanager
def _gateway(folder: Path, hosts: Sequence[Host]) -> Iterator[None]:
    written = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    for number, host in enumerate(hosts, 1):
        written = written.replace(f"materiel-{number}:", f"{host.address}:")
    ours = f"daemon off; pid {folder}/nginx.pid; error_log {folder}/nginx.log;\n"
    (folder / "nginx.conf").write_text(
        ours + written.replace("listen 8080", "listen 127.0.0.1:8080")
    )
    with subprocess.Popen(
        ["nginx", "-c", str(folder / "nginx.conf")], stderr=subprocess.DEVNULL
    ) as process:
        try:
            yield
        finally:
            process.terminate()


if __name__ == "__main__":
    sys.exit(main())
