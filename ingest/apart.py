"""Running one of our modules in a process of its own, for what should leave nothing behind in this one."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def run_apart(module: str, *arguments: str, **environment: str) -> str:
    """Run `python -m module`, found where this program is and nowhere else, and wait for it.

    Args:
        environment: variables added to those of this process.

    Returns: "" where it ended well, else what it said last.
    """
    command = [sys.executable, "-P", "-m", module, *arguments]
    variables = _variables() | environment
    done = subprocess.run(command, env=variables, capture_output=True, text=True, check=False)
    if done.returncode == 0:
        return ""
    said = done.stderr.strip().splitlines()
    return said[-1] if said else f"its process ended with status {done.returncode}"


def _variables() -> dict[str, str]:
    ours = str(Path(__file__).resolve().parent.parent)
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, (ours, os.environ.get("PYTHONPATH"))))}
