"""A small Materiel with a reader of one sentence form, and a client of its service."""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import pytest
from anyio.from_thread import BlockingPortal, start_blocking_portal
from fastapi import FastAPI

from app.edition import Edition
from app.main import create_app
from app.settings import Settings
from app.wiring import Materiel
from graph.archive.archive import Archive
from graph.claims.article import Article
from graph.claims.claim import Claim, Extractor, Stage, Status
from graph.claims.evidence import Passage, Source, SourceKind
from graph.claims.reading import Reading
from graph.ingest.learned.weighing import Drop, Weighed
from graph.ingest.read.gate import lay_out
from graph.ingest.reader import Explained
from graph.network.network import Network
from graph.pipeline import Pipeline

EXTRACTOR = Extractor(name="one-sentence", version="1")

ACTORS = {"Poland": "POL", "Ukraine": "UKR", "Iran": "IRN", "Russia": "RUS", "Oman": "OMN"}
MUNITIONS = {"tanks": "battle-tank", "shells": "artillery-ammunition", "aid": None}
VERBS = {
    "sends": (Stage.DELIVERY, Status.ASSERTED),
    "reportedly sends": (Stage.DELIVERY, Status.ALLEGED),
    "pledges": (Stage.COMMITMENT, Status.ASSERTED),
    "denies sending": (Stage.DELIVERY, Status.DENIED),
}

_SENTENCE = re.compile(
    rf"(?P<supplier>{'|'.join(ACTORS)}) (?P<verb>{'|'.join(VERBS)}) "
    rf"(?P<thing>{'|'.join(MUNITIONS)}) to (?P<recipient>{'|'.join(ACTORS)})"
    r"(?: in (?P<date>[\d-]+))?(?:, (?P<source>[A-Z][\w ]+) says)?\."
)


def claims_in(text: str) -> Iterator[Claim]:
    for found in _SENTENCE.finditer(text):
        stage, status = VERBS[found["verb"]]
        thing = MUNITIONS[found["thing"]]
        yield Claim(
            supplier=ACTORS[found["supplier"]],
            recipient=ACTORS[found["recipient"]],
            munition=thing,
            munition_text=found["thing"] if thing else None,
            designation=None,
            stage=stage,
            status=status,
            source=Source(name=found["source"], kind=SourceKind.OFFICIAL)
            if found["source"]
            else None,
            quantity=None,
            value=None,
            date=found["date"],
            via=(),
            passage=Passage.of(text, found.start(), found.end()),
            confidence=0.9,
            extractor=EXTRACTOR,
        )


def _drop(claim: Claim) -> Drop | None:
    return Drop.RULE_UNLIKELY if claim.status is Status.ALLEGED else None


class OneSentenceReader:
    """Reads "Poland sends tanks to Ukraine in 2024-03, Warsaw says." and nothing else."""

    extractor = EXTRACTOR

    def read(self, article: Article) -> Reading:
        claims = tuple(claims_in(article.text))
        return Reading(article_id=article.id, extractor=EXTRACTOR, claims=claims)

    def read_many(self, articles: Iterable[Article]) -> Iterator[Reading]:
        return map(self.read, articles)

    def explain(self, article: Article) -> Explained:
        """Tell of each claim that a verb told it; what is hedged it drops."""
        weighed = (
            Weighed(claim=claim, rules=("asserted",), score=0.4, drop=_drop(claim))
            for claim in claims_in(article.text)
        )
        return Explained(outline=lay_out(article), weighed=tuple(weighed))

    def load_soon(self) -> None:
        pass

    def waiting(self) -> str | None:
        return None


class Client:
    """httpx against the application itself, for tests that are no coroutines."""

    def __init__(self, http: httpx.AsyncClient, portal: BlockingPortal) -> None:
        self._http = http
        self._portal = portal

    def request(self, method: str, url: str, **given: Any) -> httpx.Response:
        return self._portal.call(partial(self._http.request, method, url, **given))

    def get(self, url: str, **given: Any) -> httpx.Response:
        return self.request("GET", url, **given)

    def post(self, url: str, **given: Any) -> httpx.Response:
        return self.request("POST", url, **given)


@pytest.fixture
def materiel(tmp_path: Path) -> Iterator[Materiel]:
    settings = Settings(data=tmp_path / "data", hosts="testserver", fetch="off")
    reader: Any = OneSentenceReader()
    with Archive.open(settings.data) as archive:
        network = Network()
        yield Materiel(
            settings=settings,
            archive=archive,
            store=None,
            readers=None,
            network=network,
            reader=reader,
            is_local=True,
            edition=Edition(archive, settings),
            pipeline=Pipeline(archive=archive, store=None, network=network, reader=reader),
        )


@contextmanager
def asking(app: FastAPI) -> Iterator[Client]:
    """Ask an application that is not served."""
    with start_blocking_portal() as portal:
        transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
        yield Client(httpx.AsyncClient(transport=transport, base_url="http://testserver"), portal)


@pytest.fixture
def client(materiel: Materiel) -> Iterator[Client]:
    with asking(create_app(materiel=materiel)) as client:
        yield client


Post = Callable[..., dict[str, Any]]


@pytest.fixture
def post(client: Client) -> Post:
    def post_article(text: str, **given: str) -> dict[str, Any]:
        answer = client.post("/v1/articles", json={"text": text, **given})
        assert answer.status_code in {200, 201}, answer.text
        found: dict[str, Any] = answer.json()
        return found

    return post_article


@pytest.fixture
def stories(post: Post) -> tuple[dict[str, Any], ...]:
    """Three articles: two agree that Poland sends tanks, one of them and a third dispute shells."""
    return (
        post(
            "Poland sends tanks to Ukraine in 2024-03, Warsaw says. Iran sends shells to Russia.",
            title="Tanks roll",
            publisher="Morning Post",
            published="2024-03-05",
            url="https://example.org/tanks",
        ),
        post(
            "Poland reportedly sends tanks to Ukraine in 2024-04. Iran denies sending shells "
            "to Russia.",
            publisher="Evening Post",
            published="2024-04-02",
        ),
        post("Oman pledges aid to Poland.", published="2023-01-10"),
    )
