"""A connection that says nothing, or says it too slowly, is closed: a few hundred of them must not fill the service.

h11 is the parser because it holds the head of a request to 64 kB.
"""

from __future__ import annotations

import asyncio
import logging
from typing import Any

import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol

HEAD_SECONDS = 20.0


class PatientProtocol(H11Protocol):
    """Waits for the head of a request, but not for ever."""

    head_seconds = HEAD_SECONDS
    _waiting: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self.cycle is not None and not self.cycle.response_complete:
            self._stop_waiting()  # a whole head came; what follows is the guard's to watch
        elif self._waiting is None:
            self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_waiting()
        super().connection_lost(exc)

    def _wait(self) -> None:
        self._waiting = self.loop.call_later(self.head_seconds, self._give_up)

    def _stop_waiting(self) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None

    def _give_up(self) -> None:
        self._waiting = None
        if not self.transport.is_closing():
            self.transport.close()


def server_config(app: ASGIApp) -> uvicorn.Config:
    """How the service is served: what a proxy says is believed by the guard alone, and only of a trusted one."""
    return uvicorn.Config(
        app,
        http=PatientProtocol,
        ws="none",
        proxy_headers=False,
        server_header=False,
        log_level=logging.WARNING,
        log_config=None,  # the log is the service's own, which masks what it writes
    )
