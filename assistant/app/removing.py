"""Removing papers on a page, with a way back for half an hour.

Removed is removed at once, for everybody, and the library folder has no trace of it. For the way back a copy of the
file lies in a folder outside the library; it is deleted when the time is up and when the server starts.
"""

from __future__ import annotations

import secrets
import shutil
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import fastapi
from fastapi import Form
from fastapi.responses import RedirectResponse, Response

from assistant.app.adding import nothing_here
from assistant.app.closed import not_seen_whole
from assistant.app.drawing import draw, draw_problem
from assistant.app.jobs import Jobs
from assistant.app.service import Service, person_of
from assistant.app.unread import NO_PAPER, draw_unread
from assistant.people import Person
from ingest.errors import LibraryBusy, NotHeld, PlanAssistantError
from ingest.pipeline import remove
from ingest.report import Access
from ingest.settings import Settings

UNDO_MINUTES = 30
FOLDER = "removed"  # below the history's
_BUSY = "Papers are being added or removed just now, so nothing was removed. Try again when that has ended."
_NOT_KEPT = "A copy of the file to put back could not be made, so nothing was removed"


@dataclass(frozen=True, slots=True)
class Removed:
    """A paper that was removed not long ago."""

    id: str
    owner: str
    name: str
    folder: Path | None  # with its file, below it at its name; None where no file was kept
    at: float  # by the clock that only goes forward


class Bin:
    """What can be put back."""

    def __init__(self, settings: Settings) -> None:
        self._folder = settings.history.resolve() / FOLDER
        self._removed: dict[str, Removed] = {}
        self._changing = threading.Lock()
        shutil.rmtree(self._folder, ignore_errors=True)

    def copy(self, name: str, file: Path | None) -> Path | None:
        """Copy a paper's file here, before the paper is removed. The folder it is in; None for no file."""
        if file is None:
            return None
        folder = self._folder / secrets.token_urlsafe(16)
        place = (folder / name).resolve()
        if not place.is_relative_to(folder):  # no name leads out; if one did, nothing is written there
            return None
        folder.mkdir(parents=True, mode=0o700)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, place)
        return folder

    def note(self, person: Person, name: str, folder: Path | None) -> None:
        """Remember that a paper was removed, and forget it when the time is up."""
        removed = Removed(secrets.token_urlsafe(16), person.owner, name, folder, time.monotonic())
        with self._changing:
            self._removed[removed.id] = removed
        timer = threading.Timer(UNDO_MINUTES * 60, self.empty)
        timer.daemon = True
        timer.start()

    def last(self, person: Person) -> Sequence[Removed]:
        """What this person removed and may still put back, or just removed for good; the latest first."""
        self.empty()
        with self._changing:
            own = [each for each in self._removed.values() if person.manages and each.owner == person.owner]
        return own[::-1]

    def take(self, known: str, person: Person) -> Removed:
        """What is to be put back: it is no longer here. Raises NotHeld."""
        self.empty()
        with self._changing:
            removed = self._removed.get(known)
            if removed is None or removed.owner != person.owner or removed.folder is None:
                raise NotHeld(
                    f"It cannot be put back any more: that is possible for {UNDO_MINUTES} minutes. "
                    "Add the file again under Papers held."
                )
            return self._removed.pop(known)

    def empty(self, after: float = UNDO_MINUTES * 60) -> None:
        """Delete what has been here for so many seconds."""
        with self._changing:
            past = [each for each in self._removed.values() if time.monotonic() - each.at >= after]
            for each in past:
                del self._removed[each.id]
        for each in past:
            if each.folder:
                shutil.rmtree(each.folder, ignore_errors=True)


def add_removing(app: fastapi.FastAPI, service: Service, jobs: Jobs) -> Bin:
    """Add `/papers/remove` and `/papers/restore`."""
    kept = Bin(service.settings)

    @app.post("/papers/remove")
    def remove_paper(request: fastapi.Request, report: str = Form(), sure: bool = Form(False)) -> Response:
        person = person_of(request)
        if not person.manages:
            return nothing_here(person)
        try:
            return _remove(service, kept, person, report, sure)
        except NotHeld:
            return draw_problem(person, NO_PAPER, 404)
        except LibraryBusy:
            return draw_problem(person, _BUSY, 409)
        except OSError as error:  # no copy, no removal
            return draw_problem(person, f"{_NOT_KEPT} ({error.strerror or error}).", 507)
        except PlanAssistantError as error:
            return draw_unread(service, person, error)

    @app.post("/papers/restore")
    def restore(request: fastapi.Request, removed: str = Form()) -> Response:
        person = person_of(request)
        if not person.manages:
            return nothing_here(person)
        try:
            taken = kept.take(removed, person)
        except NotHeld as error:
            return draw_problem(person, str(error), 404)
        assert taken.folder is not None
        job = jobs.start(person, taken.folder, "Putting a paper back", 1)
        return RedirectResponse(f"/papers/adding/{job.id}", status_code=303)

    return kept


def _remove(service: Service, kept: Bin, person: Person, name: str, sure: bool) -> Response:
    """Remove a paper that this person sees whole. With no file to put back they are asked first. Raises as `remove`."""
    header = service.assistant.report(name, person.access).header
    if name in not_seen_whole(service.assistant, person.access):
        raise NotHeld(NO_PAPER)
    file = service.assistant.original(name, Access.EXEMPT)  # kept aside unseen, and given to nobody
    if file is None and not sure:
        return draw(person, "removing.html.jinja", "Remove this paper?", here="", report=name, header=header)
    folder = kept.copy(name, file)
    try:
        remove([name], service.settings)
    except BaseException:
        if folder:
            shutil.rmtree(folder, ignore_errors=True)
        raise
    kept.note(person, name, folder)
    return RedirectResponse("/papers#removed", status_code=303)
