from collections.abc import Callable

import pytest

from graph.claims.claim import Stage
from graph.ingest.read.frame import Frame


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("Norway sent Chad mortars.", Stage.DELIVERY),
        ("Norway will send Chad mortars.", Stage.COMMITMENT),
        ("Norway agreed to send Chad mortars.", Stage.COMMITMENT),
        ("Norway approved the sale of mortars to Chad.", Stage.APPROVAL),
        ("Norway halted deliveries of mortars to Chad.", Stage.SUSPENSION),
        ("Norway has refused since 1984 to supply mortars to Chad.", Stage.SUSPENSION),
        ("Chad bought mortars from Norway.", Stage.ORDER),
        ("Chad plans to buy mortars from Norway.", Stage.REQUEST),
        ("Chad asked Norway for mortars.", Stage.REQUEST),
        ("Norway announced deliveries of mortars to Chad.", Stage.COMMITMENT),
        ("Norway handed mortars to Chad; the boxes end up in Mali.", Stage.DELIVERY),
    ],
)
def test_stages(frames: Callable[[str], tuple[Frame, ...]], text: str, stage: Stage) -> None:
    assert {frame.stage for frame in frames(text)} == {stage}
