"""What was asked and answered, what people said of it, and who is signed in: in a SQLite file of its own."""

from __future__ import annotations

from assistant.history.kept import Kept, Listed, Rating, Reason

__all__ = ["History", "Kept", "Listed", "Rating", "Reason"]


class History:
    """Placeholder until the file is written."""
