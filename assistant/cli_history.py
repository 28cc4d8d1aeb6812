"""The terminal's history: everything kept as JSON Lines, what people said of answers, and deleting by age.

What tells who somebody is, is masked in every text, and neither owners nor the ids that open an answer are written,
unless the whole is asked for: then the file is as private as the history itself. Ratings are always masked.
"""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import fields
from datetime import UTC, datetime, timedelta
from itertools import groupby
from pathlib import Path
from typing import Any, TextIO

from assistant.answer import Citation
from assistant.history import FILE, History, Kept, Rating
from assistant.private import masked
from ingest.errors import HistoryError, SettingsError
from ingest.report import Access, Scope, written_day
from ingest.settings import Settings

COLUMNS = ("when", "helpful", "reason", "words", "question", "state", "citations")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would run what begins so

_Cleaned = Callable[[str], str]


def write_history(settings: Settings, access: Access, path: Path, *, whole: bool) -> int:
    """Write every answer kept to a file that only its owner may read, a line of JSON each, in the order they were kept.

    Args:
        access: of whoever reads what is written; answers given to people who could see more are left out.
        whole: with texts as they are, with owners and with the ids that open an answer.
    """
    written = 0
    conversations: dict[str, int] = {}
    with _opened(settings) as history, _private_file(path) as out:
        for kept, ratings in _answers(history, access):
            number = conversations.setdefault(kept.conversation, len(conversations) + 1)
            named = {"id": kept.id, "conversation": kept.conversation, "owner": kept.owner} if whole else {}
            line = {"conversation": number, **named, **_line(kept, ratings, whole)}
            print(json.dumps(line, ensure_ascii=False), file=out)
            written += 1
    print(f"{_counted(written)} written to {path}")
    return 0


def print_ratings(settings: Settings, access: Access, *, as_csv: bool) -> int:
    """Print what people said of answers, the latest first: as text or as CSV."""
    with _opened(settings) as history:
        rated = [(kept, rating) for kept, ratings in _answers(history, access) for rating in ratings]
    rated.sort(key=lambda each: each[1].rated_at, reverse=True)
    rows = [_row(kept, rating) for kept, rating in rated]
    if as_csv:
        print(_csv(rows), end="")
        return 0
    for (_, rating), row in zip(rated, rows, strict=True):
        print(_said(rating, row))
    helpful = sum(rating.helpful for _, rating in rated)
    print(f"Ratings: {len(rows)}. Helped: {helpful}. Did not: {len(rows) - helpful}.")
    return 0


def delete_older(settings: Settings, days: int) -> int:
    """Delete the answers asked more than so many days ago, for good, with their ratings; say how many."""
    with _opened(settings) as history:
        than = datetime.now(UTC) + timedelta(seconds=1) - timedelta(days=days)  # 0 days: this second's too
        gone = history.swept + history.delete_older(than)
    print(f"{_counted(gone)} deleted")
    return 0


def _opened(settings: Settings) -> History:
    if not (settings.history / FILE).is_file():
        raise HistoryError(
            f"There is no history in {settings.history}: nothing has been asked there yet, or it is in another folder "
            "(--history, PLAN_ASSISTANT_HISTORY)."
        )
    return History(settings.history, settings.history_days)


@contextmanager
def _private_file(path: Path) -> Iterator[TextIO]:
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as out:
            yield out
    except OSError as problem:
        raise SettingsError(f"{path} cannot be written: {problem.strerror}.") from problem


def _counted(answers: int) -> str:
    return f"{answers} {'answer' if answers == 1 else 'answers'}"


def _answers(history: History, access: Access) -> Iterator[tuple[Kept, list[Rating]]]:
    for _, group in groupby(history.everything(), key=lambda each: each[0].id):
        pairs = list(group)
        if pairs[0][0].access <= access:
            yield pairs[0][0], [rating for _, rating in pairs if rating]


def _line(kept: Kept, ratings: list[Rating], whole: bool) -> dict[str, Any]:
    answer, cleaned = kept.answer, str if whole else masked
    return {
        "number": kept.number,
        "asked_at": kept.asked_at.isoformat(),
        "question": cleaned(kept.asked),
        "access": kept.access.word,
        "scope": _scope(kept.scope),
        "state": answer.state.value,
        "abstained": answer.state.abstained,
        "answer": cleaned(answer.text),
        "model": answer.model,
        "as_at": answer.as_at.isoformat() if answer.as_at else None,
        "citations": [_citation(each, cleaned) for each in answer.citations],
        "ratings": [_rating(each, cleaned) | ({"owner": each.owner} if whole else {}) for each in ratings],
    }


def _scope(scope: Scope) -> dict[str, Any]:
    said = {field.name: getattr(scope, field.name) for field in fields(scope)}
    return said | {"reports": list(scope.reports), "as_at": scope.as_at.isoformat() if scope.as_at else None}


def _citation(citation: Citation, cleaned: _Cleaned) -> dict[str, Any]:
    ref = citation.ref
    return {
        "report": ref.report,
        "para": ref.para,
        "page": citation.page,
        "printed": citation.printed,
        "quote": cleaned(citation.quote),
    }


def _rating(rating: Rating, cleaned: _Cleaned) -> dict[str, Any]:
    return {
        "helpful": rating.helpful,
        "reason": rating.reason.value if rating.reason else None,
        "words": cleaned(rating.words),
        "rated_at": rating.rated_at.isoformat(),
    }


def _row(kept: Kept, rating: Rating) -> tuple[str, ...]:
    """The cells of a rating, as COLUMNS."""
    return (
        rating.rated_at.isoformat(),
        "yes" if rating.helpful else "no",
        rating.reason.value if rating.reason else "",
        masked(rating.words),
        masked(kept.asked),
        kept.answer.state.value,
        "; ".join(citation.printed for citation in kept.answer.citations),
    )


def _said(rating: Rating, row: tuple[str, ...]) -> str:
    _, _, reason, words, question, state, citations = row
    day = f"{written_day(rating.rated_at.date())}, {rating.rated_at:%H:%M}"
    lines = [
        " · ".join(filter(None, (day, "it helped" if rating.helpful else "it did not help", reason))),
        *(f"  Said: {line}" for line in words.splitlines()),
        f"  Question: {' '.join(question.split())}",
        f"  Answer: {state.replace('_', ' ')}{f': {citations}' if citations else ''}",
        "",
    ]
    return "\n".join(lines)


def _csv(rows: list[tuple[str, ...]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in row] for row in rows)
    return out.getvalue()
