"""Ingests asked for on a page: one at a time, each in a process of its own, so that questions are answered meanwhile.

The files wait in a folder outside the library and are deleted when the ingest has ended. Where the library could not be
written they stay for another try. A job is known by an id that cannot be guessed, and shown to whoever asked for it.
"""

from __future__ import annotations

import json
import logging
import os
import secrets
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from assistant.app.closed import pass_over
from assistant.ask import Assistant
from assistant.people import Person
from assistant.render_html import counted
from assistant.render_source import dated
from ingest.errors import NotHeld, PlanAssistantError
from ingest.report import Access, Card
from ingest.settings import Settings

BUSY = "The library is being written by another process, so nothing was added. Try again when that has ended."
_BROKE_OFF = "The reading broke off. What is told below is kept. Try again for the rest."
_MOST_JOBS = 100  # remembered
_KINDNESS = 10  # how far a reading stands back behind questions ("nice")

_log = logging.getLogger(__name__)


class State(StrEnum):
    """How far a job is."""

    WAITING = "waiting"
    READING = "reading"
    FINISHED = "finished"
    STOPPED = "stopped"  # `Job.problem` says why; it can be tried again while its files are there


@dataclass(frozen=True, slots=True)
class Line:
    """What became of one file."""

    name: str
    outcome: str  # as `ingest.pipeline.Outcome`
    words: str
    report: str = ""  # the paper held, where this person may open it


@dataclass(slots=True)
class Job:
    """Files on their way into the library. One thread writes to it; anyone may look."""

    id: str
    owner: str
    access: Access  # of whoever asked for it
    folder: Path
    title: str
    total: int
    refused: tuple[Line, ...]  # before anything was read
    gone: Callable[[], None]  # called once its files are deleted
    state: State = State.WAITING
    now: str = ""  # the file being read
    read: list[Line] = field(default_factory=list)
    problem: str = ""
    ended: float = 0.0  # by the clock that only goes forward

    @property
    def lines(self) -> tuple[Line, ...]:
        return (*self.refused, *self.read)

    @property
    def ongoing(self) -> bool:
        return self.state in (State.WAITING, State.READING)

    @property
    def again(self) -> bool:
        """Whether it can be tried again."""
        return self.state is State.STOPPED and self.folder.is_dir()


class Jobs:
    """Every job of this server."""

    def __init__(self, assistant: Assistant, settings: Settings) -> None:
        self._assistant, self._settings = assistant, settings
        self._jobs: dict[str, Job] = {}
        self._one_at_a_time = threading.Lock()

    def start(
        self,
        person: Person,
        folder: Path,
        title: str,
        total: int,
        refused: Sequence[Line] = (),
        gone: Callable[[], None] = lambda: None,
    ) -> Job:
        """Have every file in `folder` ingested, then the folder deleted. With none in it the job is done at once."""
        job = Job(secrets.token_urlsafe(16), person.owner, person.access, folder, title, total, tuple(refused), gone)
        while len(self._jobs) >= _MOST_JOBS:
            self._forget(next(iter(self._jobs)))
        self._jobs[job.id] = job
        self._go(job)
        return job

    def find(self, known: str, person: Person) -> Job:
        """Raises NotHeld where there is none, or it is another person's."""
        job = self._jobs.get(known)
        if job is None or job.owner != person.owner:
            raise NotHeld("There is no such list of papers being added: it may be from before the last restart.")
        return job

    def again(self, job: Job) -> None:
        """Try a job again that stopped; what went in before is found to be there."""
        if job.again:
            job.state, job.problem, job.now, job.read = State.WAITING, "", "", []
            self._go(job)

    def clear(self, owner: str, older_than: float) -> None:
        """Delete the files of jobs that stopped: this person's, and anyone's after so many seconds."""
        for job in list(self._jobs.values()):
            if job.again and (job.owner == owner or time.monotonic() - job.ended > older_than):
                _delete(job)

    def _forget(self, known: str) -> None:
        job = self._jobs.pop(known)
        if not job.ongoing:
            _delete(job)

    def _go(self, job: Job) -> None:
        threading.Thread(target=self._run, args=(job,), daemon=True, name=f"adding {job.id}").start()

    def _run(self, job: Job) -> None:
        try:
            with self._one_at_a_time:
                if job.total:
                    job.state = State.READING
                    pass_over(job.folder, self._assistant, job.access)  # late: who else adds papers has done so
                    self._read(job)
        except Exception:
            _log.exception("papers could not be added")
            job.problem = _BROKE_OFF
        if not job.problem:
            _delete(job)
        job.now, job.ended = "", time.monotonic()
        job.state = State.STOPPED if job.problem else State.FINISHED

    def _read(self, job: Job) -> None:
        with subprocess.Popen(
            [sys.executable, "-P", "-m", "ingest", "--json", str(job.folder.resolve())],
            stdout=subprocess.PIPE,
            stdin=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
            env=_environment(self._settings),
        ) as process:
            if hasattr(os, "setpriority"):
                os.setpriority(os.PRIO_PROCESS, process.pid, _KINDNESS)
            assert process.stdout is not None
            for printed in process.stdout:
                self._told(job, json.loads(printed))
        if process.returncode not in (0, 1) and not job.problem:
            job.problem = _BROKE_OFF

    def _told(self, job: Job, said: dict[str, Any]) -> None:
        if "error" in said:
            _log.warning("%s", said["said"])
            job.problem = BUSY if said["error"] == "LibraryBusy" else str(said["said"])
        elif "outcome" in said:
            job.now = ""
            job.read.append(self._line(job, said["name"], said["outcome"], said["note"]))
        else:
            job.now = said["name"]

    def _line(self, job: Job, name: str, outcome: str, note: str) -> Line:
        if outcome == "failed":
            return Line(name, outcome, f"Not added: {note.rstrip('.')}.")
        held = note.removeprefix("held as ") or name
        try:
            card = next((card for card in self._cards(job.access) if card.name == held), None)
            if card is None:  # then nobody is told either whether it was there before
                level = min(each.access for each in self._assistant.report(held, Access.EXEMPT).paragraphs)
                return Line(name, "added", f"Added. It is marked {level.word}, so it is not shown to you.")
        except PlanAssistantError:
            card = None
        words = {"added": "Added.", "changed": "Added: it replaces the version held."}
        already = f"Held already, as {held}." if note else "Held already: nothing has changed."
        said = words.get(outcome, already)
        return Line(name, outcome, f"{said} {read_as(card)}", card.name) if card else Line(name, outcome, said)

    def _cards(self, access: Access) -> Sequence[Card]:
        try:
            return self._assistant.cards(access)
        except PlanAssistantError:  # nothing this person may see
            return ()


def read_as(card: Card) -> str:
    """What was read off a paper, and what was not: "Read as Fernmoor, Cabinet, 9 July 2024, 34 paragraphs.\""""
    header = card.header
    day = dated(header) if header.as_at else ""
    council = header.council or "council not stated"
    told = filter(None, (council, header.body, day, counted(card.paragraphs, "paragraph")))
    return f"Read as {', '.join(told)}{'' if day else '; no date: it will not be found by date'}."


def _delete(job: Job) -> None:
    shutil.rmtree(job.folder, ignore_errors=True)
    job.gone()


def _environment(settings: Settings) -> dict[str, str]:
    """The variables of a process with the same settings as this one."""
    ours = str(Path(__file__).resolve().parents[2])
    named = {f"PLAN_ASSISTANT_{name.upper()}": str(value) for name, value in settings if value is not None}
    path = os.pathsep.join(filter(None, (ours, os.environ.get("PYTHONPATH"))))
    return {**os.environ, **named, "PYTHONPATH": path, "PYTHONIOENCODING": "utf-8"}
