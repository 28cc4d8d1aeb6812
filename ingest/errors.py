"""Every error this program raises on purpose, in one tree.

    PlanAssistantError
    ├── SettingsError            a setting has a value that cannot be used
    ├── FileProblem              one file cannot go in; the others do
    │   ├── UnsupportedFile      a kind of file we do not read (yet)
    │   ├── RefusedFile          too big, a bomb, a link out of the folder, a password
    │   └── UnreadableFile       damaged, empty, cut short, or no text in it
    ├── LibraryError
    │   ├── LibraryMissing       no library there
    │   ├── LibraryEmpty         a library with no papers that this reader may see
    │   ├── LibraryBusy          another process is writing; its number is named
    │   ├── LibraryTooNew        made by a newer version of this program
    │   ├── LibraryTooOld        made by an earlier one, and not brought up to date yet
    │   ├── LibraryDamaged       the register fails its own check
    │   └── StoreMismatch        made with another embedding model
    ├── HistoryError             the file of what was asked and answered cannot be used
    ├── ModelError               the embedding model or the re-ranker is missing, or is not the one we checked
    ├── LanguageModelError       the language model cannot be asked, or does not answer as it should
    │   └── ShapeRefused         its service does not take the shape that an answer is to have
    ├── QuestionError            an empty, over-long or mis-scoped question
    └── NotHeld                  a report, paragraph or answer that is not held

A message is one plain sentence or two: what is wrong, with which thing, and the way on. Foreign errors are translated
where they enter; a traceback that reaches a user is a fault in this program.
"""

from __future__ import annotations

from pathlib import Path


class PlanAssistantError(Exception):
    """The root: everything below is meant for a person to read."""


class SettingsError(PlanAssistantError):
    """A setting has a value that cannot be used."""


class FileProblem(PlanAssistantError):
    """One file cannot go in. Carries the file so that a tally can name it."""

    def __init__(self, path: Path | str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = str(path)
        self.reason = reason

    def __reduce__(self) -> tuple[type[FileProblem], tuple[str, str]]:
        return type(self), (self.path, self.reason)  # crosses the child-process boundary whole


class UnsupportedFile(FileProblem):
    """A kind of file that is not read."""


class RefusedFile(FileProblem):
    """A file turned away before or while it was opened: size, bomb, link, password."""


class UnreadableFile(FileProblem):
    """A file of a known kind whose words could not be had."""


class LibraryError(PlanAssistantError):
    """Something about the library on disk."""


class LibraryMissing(LibraryError):
    """There is no library in the folder."""


class LibraryEmpty(LibraryError):
    """The library holds no papers for this reader."""


class LibraryBusy(LibraryError):
    """Another process is writing to the library."""


class LibraryTooNew(LibraryError):
    """The library was made by a newer version of this program."""


class LibraryTooOld(LibraryError):
    """The library was made by an earlier version of this program, and nothing has been ingested since."""


class LibraryDamaged(LibraryError):
    """The register fails its own check."""


class StoreMismatch(LibraryError):
    """The library was made with another embedding model."""


class HistoryError(PlanAssistantError):
    """The file of what was asked and answered is damaged, cannot be written, or is of a newer version."""


class ModelError(PlanAssistantError):
    """The embedding model is missing, or is not the one that was checked."""


class LanguageModelError(PlanAssistantError):
    """The language model cannot be asked, or does not answer as it should. The message goes on from its name."""


class ShapeRefused(LanguageModelError):
    """The service of a language model does not take the shape that an answer is to have."""


class QuestionError(PlanAssistantError):
    """A question that cannot be asked as it stands."""


class NotHeld(PlanAssistantError):
    """A report or paragraph that the library does not hold, or an answer that is not kept."""
