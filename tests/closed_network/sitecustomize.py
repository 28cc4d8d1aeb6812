"""No network but loopback, in this process and, being on PYTHONPATH, in every Python process that a test starts.

An audit hook cannot be taken off again by a library: a connection or a name look-up beyond loopback raises where it is
made, and the test that led to it fails.
"""

from __future__ import annotations

import sys

_LOOPBACK = ("127.", "::1", "localhost", "0.0.0.0")


def _closed(event: str, arguments: tuple[object, ...]) -> None:
    if event == "socket.connect":
        address = arguments[1]
        host = address[0] if isinstance(address, tuple) else None  # a path is a Unix socket: this machine
    elif event == "socket.getaddrinfo":
        host = arguments[0]
    else:
        return
    if host is not None and not (host.decode() if isinstance(host, bytes) else str(host)).startswith(_LOOPBACK):
        raise PermissionError(f"a test tried to reach {host!r}: only loopback is open")


sys.addaudithook(_closed)
