"""Write down the licences of all that the product is made of and checked with.

    python -m tools.licences            # writes docs/licences.md
    python -m tools.licences --check    # exit 1 where a licence is unknown or not allowed

Licences of packages are those that they declare where they are installed; tools/licences.toml says
which are allowed, and holds those that a person had to read.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

from tools.locked import ROOT, Package, by_name, read_lock
from tools.spdx import covers, is_expression
from tools.vendor import find_vendored

POLICY = Path(__file__).with_suffix(".toml")
WRITTEN = ROOT / "docs" / "licences.md"
MODEL = ROOT / "graph" / "ingest" / "learned" / "model"
MODEL_FILES = ("pairs.onnx", "tokenizer.json")
_CLASSIFIER = "License :: OSI Approved :: "


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What is allowed, how licences are spelled, and what was read by a person."""

    product: frozenset[str]
    tools: frozenset[str]
    spelled: Mapping[str, str]
    classified: Mapping[str, str]
    read: Mapping[str, str]
    bundled: Mapping[str, str]

    def declared(self, about: metadata.PackageMetadata) -> str | None:
        """Tell the licence that a package declares, as SPDX writes it; None where it is unclear."""
        named = (about.get_all("License-Expression") or about.get_all("License") or [""])[0]
        given = str(named).strip()
        spelled = self.spelled.get(given, given)
        if spelled and spelled != "UNKNOWN" and is_expression(spelled):
            return spelled
        lines = map(str, about.get_all("Classifier") or [])
        said = {one.removeprefix(_CLASSIFIER) for one in lines if one.startswith(_CLASSIFIER)}
        return self.classified.get(said.pop()) if len(said) == 1 else None

    def of(self, name: str) -> str | None:
        """Tell the licence of a package; None where it is not known."""
        if name in self.read:
            return self.read[name]
        try:
            return self.declared(metadata.metadata(name))
        except metadata.PackageNotFoundError:
            return None


def load_policy(path: Path = POLICY) -> Policy:
    """Read what is allowed."""
    told: Mapping[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    product = frozenset(told["allowed"]["permissive"] + told["allowed"]["by_file"])
    return Policy(
        product=product,
        tools=product | frozenset(told["allowed"]["tools"]),
        spelled=told["spelled"],
        classified=told["classified"],
        read=told["read"],
        bundled=told["bundled"],
    )


def bundled(root: Path = ROOT / "app") -> dict[str, str]:
    """List what the product holds that is no package of Python's, with its version."""
    found = {one.package: one.version for one in find_vendored(root)}
    return found | dict.fromkeys(MODEL_FILES, "")


def wrong_with(
    packages: Sequence[Package], allowed: frozenset[str], policy: Policy
) -> Iterator[str]:
    """Tell which packages have a licence that is not known or not allowed."""
    for name in by_name(list(packages)):
        licence = policy.of(name)
        if licence is None:
            yield f"{name}: read its licence, and write it into [read] of tools/licences.toml"
        elif not covers(allowed, licence):
            yield f"{name}: {licence} is not allowed by tools/licences.toml"


def all_wrong(policy: Policy) -> Iterator[str]:
    """Tell all that is not as the policy says, of the product and of its tools."""
    run = read_lock("run")
    yield from wrong_with(run, policy.product, policy)
    named = by_name(run)
    dev = [one for one in read_lock("dev") if one.name not in named]
    yield from wrong_with(dev, policy.tools, policy)
    for name in bundled():
        licence = policy.bundled.get(name)
        if licence is None or not covers(policy.product, licence):
            yield f"{name}: {licence or 'no licence'}, by [bundled] of tools/licences.toml"


def lines(policy: Policy) -> Iterator[str]:
    """Write the list."""
    yield "# Licences\n"
    yield (
        "What the product is made of, and what checks it: written by `make licences`, checked by "
        "`make check` against\n`tools/licences.toml`, which says what is allowed. Identifiers are "
        "those of SPDX; the notices are in the packages, and\nbeside the files. The product itself "
        "is under Apache-2.0 (LICENSE).\n"
    )
    yield "## In the product: from npm, and the network that reads\n"
    yield "| what | version | licence |\n| --- | --- | --- |"
    for name, version in sorted(bundled().items()):
        yield f"| {name} | {version} | {policy.bundled[name]} |"
    run = by_name(read_lock("run"))
    yield "\n## In the product: packages of Python's\n"
    yield from _table(run, policy)
    dev = {name: many for name, many in by_name(read_lock("dev")).items() if name not in run}
    yield "\n## In the tools alone\n"
    yield from _table(dev, policy)


def _table(named: Mapping[str, Sequence[Package]], policy: Policy) -> Iterator[str]:
    yield "| what | version | licence |\n| --- | --- | --- |"
    for name, many in sorted(named.items()):
        versions = ", ".join(one.version for one in many)
        yield f"| {name} | {versions} | {policy.of(name)} |"


def main() -> int:
    """Write or check; give the exit code."""
    policy = load_policy()
    wrong = list(all_wrong(policy))
    text = "\n".join(lines(policy)) + "\n"
    if sys.argv[1:] != ["--check"]:
        WRITTEN.write_text(text, encoding="utf-8")
    elif WRITTEN.read_text(encoding="utf-8") != text:
        wrong.append("docs/licences.md is not of these locks: make licences")
    for one in wrong:
        print(one, file=sys.stderr)
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
