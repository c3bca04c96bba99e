"""Find where actors lie on the map, and which shape is theirs: `python -m tools.places`.

Reads the shapes of world-atlas (countries-50m.json, which the pages do not carry) from npm, and
writes app/web/site/places.json: for each actor the numeric code of its shape, and the middle of
the largest part of it in degrees. Shapes are matched by the names that the reader knows. What the
atlas does not have (states of the past, the smallest islands, seats of organisations), or whose
middle lies aside, is in tools/places_more.csv by hand. A group stands beside the middle of its home
state.
"""

from __future__ import annotations

import csv
import json
import math
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from graph.claims.actor import ActorKind, actors
from graph.errors import UnknownName
from graph.ingest.resolve.names import find_actor
from tools.vendor import ROOT, find_vendored

PLACES = ROOT / "app" / "web" / "site" / "places.json"
MORE = ROOT / "tools" / "places_more.csv"
SHAPES = "countries-50m.json"
BESIDE = 0.9
"""Degrees from the middle of a state to a group in it."""
TURN = 2.4

Ring = list[tuple[float, float]]


def read_shapes() -> Mapping[str, Any]:
    """Take the finer shapes out of the package whose coarse ones the pages carry."""
    atlas = next(one for one in find_vendored() if one.package == "world-atlas")
    with tempfile.TemporaryDirectory():
        found = replace(atlas, files={SHAPES: SHAPES}).fetch()[SHAPES]
    shapes: Mapping[str, Any] = json.loads(found)
    return shapes


def find_places(shapes: Mapping[str, Any], more: Mapping[str, str]) -> Iterator[list[str]]:
    """Give actor, code of the shape, longitude and latitude; `more` are names by shape."""
    arcs = [_absolute(arc, shapes["transform"]) for arc in shapes["arcs"]]
    for shape in shapes["objects"]["countries"]["geometries"]:
        name = shape["properties"]["name"]
        try:
            actor = find_actor(more.get(name, name), field="name")
        except UnknownName:
            print(f"no actor is called {name}", file=sys.stderr)
            continue
        longitude, latitude = _middle(_rings(shape, arcs))
        code = str(shape.get("id") or "")
        yield [actor.id, code, f"{longitude:.2f}", f"{latitude:.2f}"]


def _absolute(arc: Sequence[Sequence[int]], transform: Mapping[str, Sequence[float]]) -> Ring:
    x = y = 0
    points: Ring = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        (scale_x, scale_y), (move_x, move_y) = transform["scale"], transform["translate"]
        points.append((x * scale_x + move_x, y * scale_y + move_y))
    return points


def _rings(shape: Mapping[str, Any], arcs: Sequence[Ring]) -> list[Ring]:
    """Give the outer rings of a shape."""
    parts = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
    return [_ring(part[0], arcs) for part in parts]


def _ring(indices: Sequence[int], arcs: Sequence[Ring]) -> Ring:
    points: Ring = []
    for index in indices:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        points += arc[1:] if points else arc
    return points


def _middle(rings: Sequence[Ring]) -> tuple[float, float]:
    """Find the centroid of the largest ring."""
    return max((_centroid(ring) for ring in rings), key=lambda found: found[0])[1]


def _centroid(ring: Ring) -> tuple[float, tuple[float, float]]:
    area = x = y = 0.0
    for (x0, y0), (x1, y1) in zip(ring, ring[1:] + ring[:1], strict=True):
        cross = x0 * y1 - x1 * y0
        area += cross
        x += (x0 + x1) * cross
        y += (y0 + y1) * cross
    if not area:
        return 0.0, ring[0]
    return abs(area), (x / (3 * area), y / (3 * area))


def place_groups(found: Mapping[str, Sequence[str]]) -> Iterator[list[str]]:
    """Put groups around the middle of their home state."""
    seen: dict[str, int] = {}
    for actor in actors().values():
        if actor.kind is ActorKind.NON_STATE and actor.home is not None and actor.home in found:
            turn = seen[actor.home] = seen.get(actor.home, -1) + 1
            _, _, longitude, latitude = found[actor.home]
            east = float(longitude) + BESIDE * math.cos(turn * TURN)
            north = float(latitude) - BESIDE * math.sin(turn * TURN + 0.6)
            yield [actor.id, "", f"{east:.2f}", f"{north:.2f}"]


def main() -> int:
    """Write the table."""
    with MORE.open(encoding="utf-8", newline="") as file:
        more = list(csv.DictReader(file))
    names = {row["shape"]: row["id"] for row in more if row["shape"]}
    found = {row[0]: row for row in find_places(read_shapes(), names)}
    for row in more:
        if not row["shape"]:
            shape = found.get(row["id"], ["", ""])[1]
            found[row["id"]] = [row["id"], shape, row["longitude"], row["latitude"]]
    found |= {row[0]: row for row in place_groups(found)}
    lines = (
        f'"{actor}":["{shape}",{float(longitude)},{float(latitude)}]'
        for actor, shape, longitude, latitude in (found[actor] for actor in sorted(found))
    )
    PLACES.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
