"""What is asked of the service from inside its own container, with no more than it has itself.

Run there by `python -c`: it is handed over as text, so it imports nothing of ours.
"""

import json
import os
import sys
import urllib.error
import urllib.request
from pathlib import Path

ADDRESS = "http://127.0.0.1:8000"
STORY = {
    "text": "Norway delivered 24 howitzers to Ukraine, the defence ministry said on Monday.",
    "published": "2024-03-05",
}
QUESTION = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
CLOSED = ("/etc", "/opt/materiel", "/usr/bin", "/", "/proc/sys/kernel", "/var/tmp")
OPEN = ("/data", "/tmp")


def ask(
    path: str, body: bytes | None = None, media_type: str = "application/json"
) -> tuple[int, str]:
    """Ask, and give the status and the answer, also of what is refused."""
    headers = {"Content-Type": media_type}
    if body and sys.argv[-1].startswith("mtl_"):
        headers["Authorization"] = f"Bearer {sys.argv[-1]}"
    request = urllib.request.Request(ADDRESS + path, body, headers)
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as refused:
        return refused.code, refused.read().decode()


def may_write(folder: str) -> bool:
    """Try to write a file."""
    try:
        place = Path(folder, "tried")
        place.write_text("x")
        place.unlink()
    except OSError:
        return False
    return True


def filters(process: str) -> int:
    """Tell how many filters of system calls hold a process."""
    told = Path("/proc", process, "status").read_text().splitlines()
    return int(dict(line.split(":", 1) for line in told)["Seccomp_filters"])


def readers() -> list[int]:
    """Tell the filters of each process that reads what others wrote."""
    found = []
    for process in (one.name for one in Path("/proc").iterdir() if one.name.isdigit()):
        command = Path("/proc", process, "cmdline").read_bytes()
        if b"graph.store.reader_process" in command or b"graph.ingest.confined" in command:
            found.append(filters(process))
    return found


def look() -> dict[str, object]:
    """Ask everything."""
    return {
        "readyz": ask("/readyz"),
        "post": ask("/v1/articles", json.dumps(STORY).encode()),
        "supplies": ask("/v1/supplies?recipient=Ukraine"),
        "sparql": ask("/sparql", QUESTION.encode(), "application/sparql-query"),
        "page": ask("/")[0],
        "writable": [one for one in (*CLOSED, *OPEN) if may_write(one)],
        "filters": filters("1"),
        "readers": readers(),
        "who": [os.getuid(), os.getgid()],
    }


print(json.dumps(look()))
