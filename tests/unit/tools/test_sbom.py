import hashlib
import json
import re
from dataclasses import replace
from typing import Any

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from tools.licences import MODEL, load_policy
from tools.locked import ROOT, read_lock
from tools.sbom import make_bom, write
from tools.vendor import find_vendored

POLICY = load_policy()


def make() -> str:
    return write(make_bom(POLICY, read_lock("run"), list(find_vendored())))


@pytest.fixture(scope="module")
def written() -> str:
    return make()


@pytest.fixture(scope="module")
def bom(written: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(written)
    return told


def test_it_is_valid_cyclonedx(written: str) -> None:
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(written) is None


def test_the_same_sources_give_the_same_bytes(written: str) -> None:
    assert make() == written


def test_it_names_no_time_number_or_address(written: str) -> None:
    assert not re.search(r"timestamp|serialNumber|urn:uuid|file:/", written)
    assert re.findall(r"\w+://[^\"]*", written) == [
        "http://cyclonedx.org/schema/bom-1.6.schema.json"
    ]


def test_every_package_of_the_lock_is_there_with_its_hashes_and_a_licence(
    bom: dict[str, Any],
) -> None:
    found = {
        one["purl"]: (
            {each["content"] for each in one["externalReferences"][0]["hashes"]},
            bool(one["licenses"]),
        )
        for one in bom["components"]
        if one.get("purl", "").startswith("pkg:pypi/")
    }
    assert found == {
        f"pkg:pypi/{one.name}@{one.version}": (set(one.hashes), True) for one in read_lock("run")
    }


def test_every_bundled_file_is_there_and_is_what_it_says(bom: dict[str, Any]) -> None:
    files = [
        (each["name"], each["hashes"][0]["content"])
        for one in bom["components"]
        for each in one.get("components", ())
    ]
    for name, digest in files:
        assert hashlib.sha256((ROOT / name).read_bytes()).hexdigest() == digest, name
    named = {name for name, _ in files}
    assert {
        f"{MODEL.relative_to(ROOT)}/{name}" for name in ("pairs.onnx", "tokenizer.json")
    } <= named
    for vendored in find_vendored():
        folder = vendored.folder.relative_to(ROOT)
        assert {f"{folder}/{name}" for name in vendored.present()} <= named


def test_every_part_is_reached_from_the_product(bom: dict[str, Any]) -> None:
    wanted = {one["ref"]: one.get("dependsOn", []) for one in bom["dependencies"]}
    reached: set[str] = set()
    ahead = ["materiel"]
    while ahead:
        one = ahead.pop()
        if one not in reached:
            reached.add(one)
            ahead += wanted.get(one, [])
    assert {one["bom-ref"] for one in bom["components"]} - reached == set()


def test_a_package_without_a_licence_stops_it() -> None:
    package = replace(read_lock("run")[0], name="no-such-package-at-all")
    with pytest.raises(ValueError, match="its licence is not known"):
        make_bom(POLICY, [package], [])
