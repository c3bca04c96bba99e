"""A lock of npm keeps versions and hashes, and no address."""

import json

from tools.npm_lock import without_addresses

ROOT = {"devDependencies": {"one": "1.0.0"}}
LOCK = {
    "lockfileVersion": 3,
    "packages": {
        "": ROOT,
        "node_modules/one": {
            "version": "1.0.0",
            "resolved": "where it was fetched from",
            "integrity": "sha512-abc",
            "funding": {"url": "where to give"},
        },
    },
}


def test_addresses_go_and_hashes_stay() -> None:
    kept = json.loads(without_addresses(json.dumps(LOCK)))
    assert kept["packages"]["node_modules/one"] == {"version": "1.0.0", "integrity": "sha512-abc"}
    assert kept["packages"][""] == ROOT
