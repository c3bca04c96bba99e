from pathlib import Path

import pytest

from tools.locked import by_name, read_lock

FILES = ("run", "dev")
A, B = "a" * 64, "b" * 64


def write(folder: Path, text: str) -> None:
    (folder / "some.txt").write_text(text, encoding="utf-8")


@pytest.mark.parametrize("name", FILES)
def test_every_line_of_a_lock_is_a_version_a_hash_or_a_reason(name: str) -> None:
    packages = read_lock(name)
    assert len(packages) > 50
    assert [one.name for one in packages if not one.hashes] == []
    assert [one.name for one in packages if not one.wanted_by] == []


def test_the_lock_of_what_runs_is_part_of_that_of_what_checks() -> None:
    run = {(one.name, one.version): set(one.hashes) for one in read_lock("run")}
    dev = {(one.name, one.version): set(one.hashes) for one in read_lock("dev")}
    assert [key for key, hashes in run.items() if dev.get(key) != hashes] == []


def test_a_package_is_read_with_its_marker_hashes_and_reasons(tmp_path: Path) -> None:
    write(
        tmp_path,
        f"uvicorn[standard]==0.1 ; sys_platform == 'win32' \\\n    --hash=sha256:{A} \\\n"
        f"    --hash=sha256:{B}\n    # via\n    #   -r requirements/run.in\n    #   fastapi\n"
        f"wrapt==2.0 \\\n    --hash=sha256:{B}\n    # via uvicorn\n",
    )
    first, second = read_lock("some", tmp_path)
    assert (first.name, first.version) == ("uvicorn", "0.1")
    assert first.marker == "sys_platform == 'win32'"
    assert first.hashes == (A, B)
    assert first.wanted_by == ("-r requirements/run.in", "fastapi")
    assert second.wanted_by == ("uvicorn",)
    assert by_name([first, second, first])["uvicorn"] == [first, first]


@pytest.mark.parametrize(
    "line",
    [
        "wrapt>=2.0",
        "wrapt @ file:///wheels/wrapt.whl",
        "--extra-index-url https://example.org/simple",
        "--find-links wheels",
        "wrapt==2.0 --no-binary",
        f"wrapt==2.0 \\\n    --hash=md5:{A}",
        "wrapt==2.0 \\\n    --hash=sha256:abc",
    ],
)
def test_what_is_not_pinned_or_names_an_address_is_no_lock(line: str, tmp_path: Path) -> None:
    write(tmp_path, f"{line}\n    # via x\n")
    with pytest.raises(ValueError, match="not"):
        read_lock("some", tmp_path)
