"""What the service writes to its log: to standard error, with what tells who somebody is masked.

A fault's message may carry the question that led to it, and logs are kept where histories are not.
"""

from __future__ import annotations

import logging

from assistant.private import masked


class Masked(logging.Formatter):
    """Writes a record, its traceback included, masked."""

    def format(self, record: logging.LogRecord) -> str:
        return masked(super().format(record))


def start_log() -> None:
    """Log warnings and errors of the service and of its libraries, unless the program that starts it has a log already.

    The server is to be given `log_config=None`, or it writes past this.
    """
    handler = logging.StreamHandler()
    handler.setFormatter(Masked("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler])
