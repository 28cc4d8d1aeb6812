"""What one search may see: a reader's access level and a scope, as the one condition that every query carries.

Access is `open < confidential < exempt`. It is part of the condition, never a mask laid over results. The same value
is written twice, for the register (SQL) and for the vector index (a Chroma filter); both stand here side by side so
that they can be read against each other. A hit of the index is looked up in the register under the SQL form as well,
so a stale or damaged index can lose a hit and can never leak one.

A paper without a date is hidden as soon as an as-at date is given: nothing says that it is old enough.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ingest.report import Access, Scope

UNDATED = 99999999  # later than any day: "on or before" never holds


def day_number(day: date | None) -> int:
    """A day as yyyymmdd, so that later days are larger numbers; `UNDATED` for none."""
    return UNDATED if day is None else day.year * 10000 + day.month * 100 + day.day


@dataclass(frozen=True, slots=True)
class Entry:
    """A passage as the vector index holds it, with what it is allowed by."""

    seq: int  # its number in the register
    access: Access
    as_at: int  # a day's number, or `UNDATED`
    council: str
    body: str
    report: str
    vector: NDArray[np.float32]  # (dimensions,), of unit length

    @property
    def metadata(self) -> dict[str, int | str]:
        """What `Allowed.where` is asked of."""
        place: dict[str, int | str] = {"council": self.council, "body": self.body, "report": self.report}
        return place | {"access": int(self.access), "as_at": self.as_at}


@dataclass(frozen=True, slots=True)
class Allowed:
    """An access level and a scope within it."""

    access: Access
    scope: Scope = field(default_factory=Scope)

    @property
    def sql(self) -> str:
        """A condition on the tables `papers` and `paragraphs`, with a `?` for each of `parameters`."""
        return " AND ".join(clause for clause, _ in self._clauses())

    @property
    def parameters(self) -> tuple[int | str, ...]:
        """The values for `sql`, in its order."""
        return tuple(value for _, values in self._clauses() for value in values)

    def _clauses(self) -> list[tuple[str, tuple[int | str, ...]]]:
        scope = self.scope
        clauses: list[tuple[str, tuple[int | str, ...]]] = [("paragraphs.access <= ?", (int(self.access),))]
        if scope.council:
            clauses.append(("papers.council = ?", (scope.council,)))
        if scope.body:
            clauses.append(("papers.body = ?", (scope.body,)))
        if scope.reports:
            clauses.append((f"papers.name IN ({', '.join('?' * len(scope.reports))})", scope.reports))
        if scope.as_at is not None:
            clauses.append(("papers.as_at <= ?", (day_number(scope.as_at),)))
        return clauses

    def where(self, highest: Access) -> dict[str, Any] | None:
        """The same condition on the metadata of an index in which nothing is above `highest`; None: all of it.

        An access clause that every entry meets is left out: Chroma lists each entry that meets a filter, which at
        20,000 entries takes 50 to 100 ms.
        """
        scope = self.scope
        clauses: list[dict[str, Any]] = []
        if self.access < highest:
            clauses.append({"access": {"$lte": int(self.access)}})
        if scope.council:
            clauses.append({"council": scope.council})
        if scope.body:
            clauses.append({"body": scope.body})
        if scope.reports:
            clauses.append({"report": {"$in": list(scope.reports)}})
        if scope.as_at is not None:
            clauses.append({"as_at": {"$lte": day_number(scope.as_at)}})
        if len(clauses) > 1:
            return {"$and": clauses}
        return clauses[0] if clauses else None
