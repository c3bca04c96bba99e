"""What every file of the project keeps to; the rules are in CONTRIBUTING.md."""

import ast
import json
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("app", "graph", "ontology")
BANNED_NAMES = {"utils", "util", "helpers", "common", "manager", "handler", "misc", "data"}
LONGEST_FILE = 400
LONGEST_FUNCTION = 60


def sources() -> list[Path]:
    return sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))


def tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listed.returncode:
        pytest.skip("not a git checkout")
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


@pytest.mark.parametrize("path", sources(), ids=lambda p: str(p.relative_to(ROOT)))
def test_a_source_file_is_short_and_its_functions_too(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= LONGEST_FILE
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or 0) - node.lineno + 1
            assert length <= LONGEST_FUNCTION, f"{node.name} has {length} lines"


@pytest.mark.parametrize("path", sources(), ids=lambda p: str(p.relative_to(ROOT)))
def test_names_say_what_a_file_holds(path: Path) -> None:
    assert path.stem not in BANNED_NAMES
    tree = ast.parse(path.read_text(encoding="utf-8"))
    stored = {
        n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)
    }
    assert "graph" not in stored, "a variable called graph hides the package"


def test_every_test_mirrors_a_source() -> None:
    unit = ROOT / "tests" / "unit"
    lost = []
    for test in unit.rglob("test_*.py"):
        place = test.relative_to(unit).parent
        name = test.stem.removeprefix("test_")
        folder = ROOT / place
        found = (folder / f"{name}.py").exists() or any(folder.glob(f"{name}.*"))
        if not found and not (folder / name).is_dir():
            lost.append(str(test.relative_to(ROOT)))
    assert lost == []


def test_only_settings_read_the_environment() -> None:
    reading = [
        str(path.relative_to(ROOT))
        for path in sources()
        if re.search(r"\bos\.(environ|getenv)\b", path.read_text(encoding="utf-8"))
    ]
    assert reading in ([], ["app/settings.py"])


def test_locks_and_configuration_hold_no_download_address() -> None:
    pattern = re.compile(r"https?://|--(extra-)?index-url|--find-links|file://")
    for name in ("requirements/run.txt", "requirements/dev.txt", "Dockerfile", "Makefile"):
        for line in (ROOT / name).read_text(encoding="utf-8").splitlines():
            if "127.0.0.1" not in line:
                assert not pattern.search(line), f"{name}: {line}"
    for name in ("package.json", "package-lock.json", ".npmrc"):
        assert "://" not in (ROOT / name).read_text(encoding="utf-8"), name


def test_what_comes_from_npm_is_pinned_and_has_a_hash() -> None:
    wanted = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))["devDependencies"]
    assert [name for name, version in wanted.items() if not version[0].isdigit()] == []
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    lock.pop("")
    assert [name for name, one in lock.items() if not one.get("integrity")] == []


def test_every_locked_package_has_a_hash() -> None:
    for name in ("run", "dev"):
        lock = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
        packages = re.split(r"\n(?=[a-z0-9])", "\n" + lock)
        for package in packages[1:]:
            assert "--hash=sha256:" in package, package[:60]


def test_every_direct_dependency_is_justified() -> None:
    reasons = (ROOT / "docs" / "decisions" / "0003-dependencies.md").read_text(encoding="utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = {re.split(r"[\[<>=,]", spec)[0] for spec in project["dependencies"]}
    for lock in ("run.in", "dev.in"):
        for line in (ROOT / "requirements" / lock).read_text(encoding="utf-8").splitlines():
            if line and not line.startswith(("#", "-r")):
                names.add(re.split(r"[\[<>=,]", line)[0])
    package = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
    assert package.get("dependencies", {}) == {}
    names |= {name for name in package["devDependencies"] if not name.startswith("@types/")}
    missing = sorted(name for name in names if f"**{name}**" not in reasons)
    assert missing == []


def test_decisions_are_numbered_and_short() -> None:
    decisions = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    for number, path in enumerate(decisions, start=1):
        assert path.name.startswith(f"{number:04d}-")
        paragraphs = path.read_text(encoding="utf-8").strip().split("\n\n")
        assert len(paragraphs) <= 4, f"{path.name}: a heading and three paragraphs"


def test_no_file_carries_a_path_of_a_machine() -> None:
    pattern = re.compile(rb"/(?:work|root)/[a-z.]")
    for path in tracked():
        if path.suffix in {".onnx", ".png"} or path == Path(__file__):
            continue
        if "vendor" in path.parts:  # not ours; the manifest holds what they are
            continue
        assert not pattern.search(path.read_bytes()), str(path)


def test_data_files_are_shipped_with_the_package() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    shipped = set(project["tool"]["setuptools"]["package-data"]["*"])
    for path in tracked():
        if path.relative_to(ROOT).parts[0] in PACKAGES and path.suffix != ".py":
            assert f"*{path.suffix}" in shipped, str(path)


def test_readme_or_a_page_of_docs_names_every_setting() -> None:
    from app.settings import PREFIX, Settings

    pages = [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]
    told = "".join(page.read_text(encoding="utf-8") for page in pages)
    missing = [f for f in Settings.model_fields if f"`{PREFIX}{f.upper()}`" not in told]
    assert missing == []
