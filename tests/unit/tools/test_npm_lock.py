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
            "resolved": "https://packages.example/one-1.0.0.tgz",
            "integrity": "sha512-abc",
            "funding": {"url": "https://give.example"},
        },
    },
}


def test_addresses_go_and_hashes_stay() -> None:
    kept = json.loads(without_addresses(json.dumps(LOCK)))
    assert kept["packages"]["node_modules/one"] == {"version": "1.0.0", "integrity": "sha512-abc"}
    assert kept["packages"][""] == ROOT
