"""What a process costs: its start, and the memory that it keeps."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from statistics import median
from time import perf_counter

ROOT = Path(__file__).parents[1]


def cold_start(times: int) -> float:
    """Seconds of wall time for one `srm ask`, the median."""
    return median(_ask() for _ in range(times))


def _ask() -> float:
    start = perf_counter()
    command = [sys.executable, "-m", "bot", "ask", "who patches rds"]
    done = subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
    assert b"RDS" in done.stdout
    return perf_counter() - start


def resident_memory(pid: int) -> float | None:
    """Megabytes that a process holds in memory, or ``None`` where the system does not say."""
    status = Path(f"/proc/{pid}/status")
    if not status.is_file():
        return None
    found = re.search(r"VmRSS:\s+(\d+) kB", status.read_text("ascii"))
    return int(found[1]) / 1000 if found else None
