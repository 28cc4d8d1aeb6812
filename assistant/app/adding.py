"""Adding papers on a page: files come in, wait in a folder outside the library, and are read one job at a time.

Only for who may manage papers; for anybody else there is nothing at these addresses. A browser with script sends many
files in several requests, each at most as long as the guard lets through: all but the last say that more will come.
"""

from __future__ import annotations

import secrets
import shutil
import time
from threading import Lock

import fastapi
from fastapi.responses import JSONResponse, RedirectResponse, Response

from assistant.app.drawing import draw, draw_problem
from assistant.app.guard.refusal import wants_page
from assistant.app.jobs import Job, Jobs
from assistant.app.service import Service, person_of
from assistant.app.uploads import Room, Upload, UploadError
from assistant.people import Person
from assistant.render_html import counted
from ingest.errors import NotHeld
from ingest.pipeline import Outcome
from ingest.settings import Settings

FOLDER = "adding"  # below the history's
_WAIT_SECONDS = 1800.0  # for the rest of an upload, or for another try
_NOTHING_HERE = "There is nothing at this address."


class Staging:
    """The uploads that have not all come yet, and the folder where files wait. Emptied when the server starts."""

    def __init__(self, settings: Settings) -> None:
        self._folder = settings.history.resolve() / FOLDER
        self._file_bytes = settings.file_bytes
        self._room, self._waiting, self._changing = Room(), dict[str, tuple[Upload, float]](), Lock()
        shutil.rmtree(self._folder, ignore_errors=True)

    def open(self, known: str, owner: str) -> Upload:
        """A new upload, or the one known by that id. Raises UploadError where it is gone."""
        with self._changing:
            now = time.monotonic()
            for old in [old for old, (_, since) in self._waiting.items() if now - since > _WAIT_SECONDS]:
                self._waiting.pop(old)[0].drop()
            if not known:
                upload = Upload(self._folder / secrets.token_urlsafe(16), self._room, self._file_bytes)
                upload.owner = owner
                return upload
            found = self._waiting.get(known)
            if found is None or found[0].owner != owner:
                raise UploadError(404, "The files sent before are no longer there. Send them all again.")
            return self._waiting.pop(known)[0]

    def keep(self, upload: Upload) -> str:
        """Keep an upload of which more will come; its id."""
        with self._changing:
            known = secrets.token_urlsafe(16)
            self._waiting[known] = upload, time.monotonic()
            return known


def add_adding(app: fastapi.FastAPI, service: Service) -> Jobs:
    """Add `/papers/add` and `/papers/adding/JOB`."""
    jobs, staging = Jobs(service.assistant, service.settings), Staging(service.settings)

    @app.post("/papers/add")
    async def add(request: fastapi.Request, upload: str = "", more: bool = False) -> Response:
        person = person_of(request)
        if not person.manages:
            return nothing_here(person)
        try:
            taken = staging.open(upload, person.owner)
            await taken.receive(request)
            if more:
                return JSONResponse({"upload": staging.keep(taken)})
            job = await fastapi.concurrency.run_in_threadpool(_start, jobs, taken, person)
        except UploadError as error:
            return _told(request, person, error)
        return RedirectResponse(f"/papers/adding/{job.id}", status_code=303)

    @app.get("/papers/adding/{job}")
    def adding(request: fastapi.Request, job: str) -> Response:
        person = person_of(request)
        try:
            found = _find(jobs, job, person)
        except NotHeld as error:
            return draw_problem(person, str(error), 404)
        return draw(person, "adding.html.jinja", found.title, here="", job=found, said=said(found))

    @app.get("/papers/adding/{job}/state")
    def state(request: fastapi.Request, job: str) -> Response:
        try:
            return JSONResponse(_state(_find(jobs, job, person_of(request))))
        except NotHeld as error:
            return JSONResponse({"error": str(error)}, status_code=404)

    @app.post("/papers/adding/{job}/again")
    def again(request: fastapi.Request, job: str) -> Response:
        person = person_of(request)
        try:
            found = _find(jobs, job, person)
        except NotHeld as error:
            return draw_problem(person, str(error), 404)
        jobs.again(found)
        return RedirectResponse(f"/papers/adding/{found.id}", status_code=303)

    return jobs


def nothing_here(person: Person) -> Response:
    """For who may not manage papers: no more is said than of an address that nobody has."""
    return draw_problem(person, _NOTHING_HERE, 404)


def said(job: Job) -> str:
    """How far a job is, in a sentence."""
    if job.problem:
        return job.problem
    if job.ongoing:
        return f"{len(job.read)} of {counted(job.total, 'file')} read."
    lines = job.lines
    parts = [f"{sum(line.outcome == outcome for line in lines)} {word}" for outcome, word in _WORDS.items()]
    return f"Finished: {', '.join(part for part in parts if not part.startswith('0 ')) or 'there was nothing to read'}."


_WORDS = {
    Outcome.ADDED: "added",
    Outcome.CHANGED: "replaced",
    Outcome.UNCHANGED: "held already",
    Outcome.FAILED: "not added",
}


def _find(jobs: Jobs, known: str, person: Person) -> Job:
    if not person.manages:
        raise NotHeld(_NOTHING_HERE)
    return jobs.find(known, person)


def _start(jobs: Jobs, upload: Upload, person: Person) -> Job:
    """Hand the files over to a job. Raises UploadError where none was sent."""
    if not upload.names and not upload.refused:
        upload.drop()
        raise UploadError(400, "No files were sent. Choose some, then press Add.")
    jobs.clear(person.owner, _WAIT_SECONDS)
    return jobs.start(person, upload.folder, "Adding papers", len(upload.names), upload.refused, upload.settle)


def _state(job: Job) -> dict[str, object]:
    lines = job.lines
    return {
        "state": job.state.value,
        "said": said(job),
        "now": job.now,
        "done": len(job.read),
        "total": job.total,
        "lines": [{"name": line.name, "words": line.words, "report": line.report} for line in lines],
    }


def _told(request: fastapi.Request, person: Person, error: UploadError) -> Response:
    if wants_page(request.headers):
        return draw_problem(person, str(error), error.status)
    return JSONResponse({"error": str(error)}, status_code=error.status)
