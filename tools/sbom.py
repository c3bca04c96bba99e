"""Write the list of all that the product is made of, as CycloneDX: `make sbom`.

    python -m tools.sbom build/sbom.cdx.json

Made of the lock (versions, the hashes of accepted files, who wants whom), of the licences that
tools/licences.py finds, of the manifests of the files from npm, and of the network that reads. The
same sources give the same bytes: it holds no time, no number drawn at random and no address.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
import tomllib
from pathlib import Path

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import (
    ExternalReference,
    ExternalReferenceType,
    HashAlgorithm,
    HashType,
    Property,
    XsUri,
)
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.license import DisjunctiveLicense, LicenseExpression
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

from tools.licences import MODEL, MODEL_FILES, Policy, load_policy
from tools.locked import ROOT, Package, read_lock
from tools.vendor import Vendored, find_vendored

_LICENCES = LicenseFactory()
_DIRECT = "-r requirements/run.in"
_REFERENCE = re.compile(r"\[.*\]\Z")


def make_bom(policy: Policy, packages: list[Package], vendored: list[Vendored]) -> Bom:
    """Put together what the product is made of; ValueError where a licence is not known."""
    product = _product()
    bom = Bom()
    bom.metadata.component = product
    made = {_key(one): _from_lock(one, policy) for one in packages}
    bundled = [_from_npm(one, policy) for one in vendored] + [_model(policy)]
    bom.components.update(made.values(), bundled)
    direct = [made[_key(one)] for one in packages if _DIRECT in one.wanted_by]
    bom.register_dependency(product, [*direct, *bundled])
    for whole in packages:
        wanted = [made[_key(one)] for one in packages if whole.name in _names(one)]
        bom.register_dependency(made[_key(whole)], wanted)
    return bom


def write(bom: Bom) -> str:
    """Write it, without the number and the time that the library draws."""
    told = json.loads(JsonV1Dot6(bom).output_as_string())
    told.pop("serialNumber", None)
    told["metadata"].pop("timestamp", None)
    return json.dumps(told, indent=2, ensure_ascii=False) + "\n"


def _key(package: Package) -> str:
    return f"{package.name}=={package.version}"


def _names(package: Package) -> set[str]:
    return {_REFERENCE.sub("", name) for name in package.wanted_by}


def _product() -> Component:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return Component(
        name=project["name"],
        version=project["version"],
        description=project["description"],
        type=ComponentType.APPLICATION,
        licenses=[_licence(project["license"])],
        bom_ref=project["name"],
    )


def _from_lock(package: Package, policy: Policy) -> Component:
    licence = policy.of(package.name)
    if licence is None:
        raise ValueError(f"{package.name}: its licence is not known")
    purl = PackageURL(type="pypi", name=package.name, version=package.version)
    files = ExternalReference(
        type=ExternalReferenceType.DISTRIBUTION,
        url=XsUri(purl.to_string()),
        comment="the files that the lock accepts, one of them for each system",
        hashes=[_sha256(one) for one in package.hashes],
    )
    marked = [Property(name="materiel:marker", value=package.marker)] if package.marker else []
    return Component(
        name=package.name,
        version=package.version,
        type=ComponentType.LIBRARY,
        purl=purl,
        licenses=[_licence(licence)],
        external_references=[files],
        properties=marked,
        bom_ref=purl.to_string(),
    )


def _from_npm(vendored: Vendored, policy: Policy) -> Component:
    group, _, name = vendored.package.rpartition("/")
    purl = PackageURL(type="npm", namespace=group or None, name=name, version=vendored.version)
    reference = purl.to_string()
    return Component(
        group=group or None,
        name=name,
        version=vendored.version,
        type=ComponentType.LIBRARY,
        purl=purl,
        licenses=[_licence(policy.bundled[vendored.package])],
        components=[
            _file(vendored.folder / file, digest, reference)
            for file, digest in sorted(vendored.digests.items())
        ],
        bom_ref=reference,
    )


def _model(policy: Policy) -> Component:
    digests = {
        name: hashlib.sha256((MODEL / name).read_bytes()).hexdigest() for name in MODEL_FILES
    }
    network = MODEL_FILES[0]
    return Component(
        name=network,
        version=digests[network][:12],
        type=ComponentType.MACHINE_LEARNING_MODEL,
        description="Reads who arms whom; all-MiniLM-L6-v2 with a head of our own, as ONNX",
        licenses=[_licence(policy.bundled[network])],
        components=[_file(MODEL / name, digest, network) for name, digest in digests.items()],
        bom_ref=network,
    )


def _file(path: Path, digest: str, reference: str) -> Component:
    return Component(
        name=path.relative_to(ROOT).as_posix(),
        type=ComponentType.FILE,
        hashes=[_sha256(digest)],
        bom_ref=f"{reference}#{path.name}",
    )


def _sha256(digest: str) -> HashType:
    return HashType(alg=HashAlgorithm.SHA_256, content=digest)


def _licence(expression: str) -> DisjunctiveLicense | LicenseExpression:
    if " " in expression:
        return LicenseExpression(expression)  # the factory knows no references
    return _LICENCES.make_with_id(expression)


def main() -> int:
    """Write the file that is named."""
    target = Path(sys.argv[1])
    bom = make_bom(load_policy(), read_lock("run"), list(find_vendored()))
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(write(bom), encoding="utf-8")
    print(f"{target}: {len(bom.components)} parts")
    return 0


if __name__ == "__main__":
    sys.exit(main())
