"""What the network says of a supplier, a recipient and a place in the text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from graph.claims.claim import Stage, Status
from graph.ingest.read.munitions import MunitionMention


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """One probability: that there is a claim, or that it has this stage or status."""

    kind: str
    value: str


OUTPUTS = (
    Output(kind="link", value=""),
    *(Output(kind="stage", value=stage) for stage in Stage),
    *(Output(kind="status", value=status) for status in Status),
)
"""In the order of the network's last axis."""
LAYOUT = " ".join(f"{output.kind}:{output.value}" for output in OUTPUTS)
"""What a network's file says of its last axis."""
LINK = 0
"""The output that says whether there is a claim at all."""
_STAGES = range(1, 1 + len(Stage))
_STATUSES = range(1 + len(Stage), len(OUTPUTS))


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a claim may be made: a sentence (index), or a munition in it."""

    supplier: str
    recipient: str
    sentence: int
    munition: MunitionMention | None


class Scores:
    """The probabilities of an article's places; one that is not there has none."""

    def __init__(self, found: Mapping[Place, tuple[float, ...]]) -> None:
        self._found = found
        self._of_pair: dict[tuple[str, str], list[Place]] = defaultdict(list)
        self._of_supplier: dict[tuple[str, int], list[Place]] = defaultdict(list)
        for place in found:
            self._of_pair[place.supplier, place.recipient].append(place)
            self._of_supplier[place.supplier, place.sentence].append(place)
        links = {
            pair: max(found[one][LINK] for one in places) for pair, places in self._of_pair.items()
        }
        self._likeliest = sorted(links.items(), key=lambda item: -item[1])[:2]

    def __iter__(self) -> Iterator[Place]:
        return iter(self._found)

    def link(self, place: Place) -> float:
        """Tell how likely there is a claim at a place, 0 to 1."""
        outputs = self._found.get(place)
        return outputs[LINK] if outputs is not None else 0.0

    def elsewhere(self, place: Place) -> float:
        """Tell how likely the pair of a place has a claim in some other sentence."""
        return max(
            (
                self._found[one][LINK]
                for one in self._of_pair.get((place.supplier, place.recipient), ())
                if one.sentence != place.sentence
            ),
            default=0.0,
        )

    def beside(self, place: Place) -> float:
        """Tell how likely any other pair of the article has a claim."""
        pair = place.supplier, place.recipient
        return next((link for one, link in self._likeliest if one != pair), 0.0)

    def shared(self, place: Place) -> float:
        """Tell how likely the supplier of a place has another recipient in the same sentence."""
        return max(
            (
                self._found[one][LINK]
                for one in self._of_supplier.get((place.supplier, place.sentence), ())
                if one.recipient != place.recipient
            ),
            default=0.0,
        )

    def fullest(self, place: Place) -> Place:
        """Choose between a munition and its sentence as a whole: where the link is likelier."""
        return max((place, replace(place, munition=None)), key=self.link)

    def surest(self, place: Place) -> tuple[float, float]:
        """Tell how likely the likeliest stage and the likeliest status of a place are."""
        outputs = self.outputs(place)
        return max(outputs[at] for at in _STAGES), max(outputs[at] for at in _STATUSES)

    def stage(self, place: Place) -> Stage:
        """Name the likeliest stage of the claim at a place."""
        outputs = self._found[place]
        return Stage(OUTPUTS[max(_STAGES, key=lambda at: outputs[at])].value)

    def status(self, place: Place) -> Status:
        """Name the likeliest status of the claim at a place."""
        outputs = self._found[place]
        return Status(OUTPUTS[max(_STATUSES, key=lambda at: outputs[at])].value)

    def outputs(self, place: Place) -> tuple[float, ...]:
        """Give all probabilities of a place, as OUTPUTS lays them out; zeros where none are."""
        return self._found.get(place, (0.0,) * len(OUTPUTS))
