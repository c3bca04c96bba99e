"""What was answered with 201 outlives kill -9, whole, in archive, store and network.

So does it that some of it was withdrawn meanwhile, beside the service.

`MATERIEL_KILLS=20 pytest tests/e2e/test_kill.py` is the long form.
"""

from __future__ import annotations

import os
import random
import threading
import time
from pathlib import Path

import pytest

from graph.archive.archive import Archive
from tests.e2e.running import Service

KILLS = int(os.environ.get("MATERIEL_KILLS", "3"))

CLAIMS_IN_STORE = """
PREFIX ma: <https://w3id.org/materiel/aid#>
PREFIX prov: <http://www.w3.org/ns/prov#>
SELECT ?article ?claim WHERE { ?claim a ma:Claim ; prov:hadPrimarySource ?article }
"""


def story(number: int) -> dict[str, str]:
    return {
        "text": f"Norway has delivered {number + 2} howitzers to Ukraine. Sweden has sold "
        f"{number + 3} armoured vehicles to Estonia, the ministry said in notice {number}.",
        "publisher": "Harbour Post",
        "published": "2025-03-04",
    }


class Client(threading.Thread):
    """Posts one story after the other until the service is gone; remembers what it was promised."""

    def __init__(self, service: Service, first: int) -> None:
        super().__init__(daemon=True)
        self.service = service
        self.next = first
        self.promised: dict[str, list[str]] = {}

    def run(self) -> None:
        while True:
            try:
                status, answer = self.service.post("/v1/articles", story(self.next))
            except OSError:
                return  # the service was killed
            assert status == 201
            self.promised[answer["article"]["id"]] = [claim["id"] for claim in answer["claims"]]
            self.next += 1


class Desk(threading.Thread):
    """Withdraws every other story as soon as it is acknowledged, as `materiel withdraw` would."""

    def __init__(self, folder: Path, client: Client) -> None:
        super().__init__(daemon=True)
        self.folder = folder
        self.client = client
        self.withdrawn: set[str] = set()

    def run(self) -> None:
        with Archive.open(self.folder) as archive:
            while self.client.is_alive():
                for article in list(self.client.promised)[::2]:
                    if article not in self.withdrawn:
                        archive.withdraw(article, who=None, why="The harbour took it back")
                        self.withdrawn.add(article)
                time.sleep(0.005)


def check(service: Service, promised: dict[str, list[str]], withdrawn: set[str]) -> None:
    stored: dict[str, set[str]] = {}
    for row in service.query(CLAIMS_IN_STORE):
        article = row["article"].rsplit("/", 1)[-1]
        stored.setdefault(article, set()).add(row["claim"].rsplit("/", 1)[-1])
    for article, claims in promised.items():
        if article in withdrawn:
            addresses = [f"/v1/articles/{article}", *(f"/v1/claims/{claim}" for claim in claims)]
            assert [service.status(address) for address in addresses] == [410] * len(addresses)
            assert article not in stored
            continue
        archived = service.get(f"/v1/articles/{article}")
        assert [claim["id"] for claim in archived["claims"]] == claims
        assert stored[article] == set(claims)
        assert all(service.get(f"/v1/claims/{claim}")["claim"]["id"] == claim for claim in claims)
    # Nor is anything half there that was never promised.
    for article, in_store in stored.items():
        whole = {claim["id"] for claim in service.get(f"/v1/articles/{article}")["claims"]}
        assert in_store == whole


@pytest.mark.slow
def test_nothing_acknowledged_is_lost_or_half_there(tmp_path: Path) -> None:
    moments = random.Random(20251017)
    folder = tmp_path / "kept"
    folder.mkdir()
    promised: dict[str, list[str]] = {}
    withdrawn: set[str] = set()
    first = 0
    for _ in range(KILLS):
        with Service(folder) as service:
            check(service, promised, withdrawn)
            client = Client(service, first)
            desk = Desk(folder, client)
            client.start()
            desk.start()
            until = time.monotonic() + 30
            while not client.promised and time.monotonic() < until:
                time.sleep(0.01)  # until the reader is loaded and the first answer is out
            time.sleep(moments.uniform(0, 0.7))
            service.kill()
            client.join(timeout=30)
            desk.join(timeout=30)
            assert client.promised, "nothing was acknowledged before the kill"
            promised |= client.promised
            withdrawn |= desk.withdrawn
            first = client.next + 1
    with Service(folder) as service:
        check(service, promised, withdrawn)
        service.kill()  # it may still load its reader, and would end only after that
    assert any(promised.values()), "no story had a claim: the check would check nothing"
    assert set() < withdrawn < promised.keys()
