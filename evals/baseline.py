"""A scorecard held against the figures committed before.

A baseline carries, for each question set, the figures, how far each may fall (in the figure's own unit), and the
settings they were made with. A figure without a tolerance is shown and not held against anything: times belong to the
machine. A run with other settings is still compared, and the difference is said beside the result.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from evals.scorecard import Scorecard, Setting
from ingest.errors import SettingsError

RATE_TOLERANCE = 0.02  # one question of sixty may change its mind with the machine's arithmetic; two may not
WORDS_TOLERANCE = 20.0
_LOW_IS_GOOD = frozenset({"declined_when_present", "crashed", "median_words", "p50_seconds", "p95_seconds"})
_NOT_HELD_AGAINST = frozenset({"p50_seconds", "p95_seconds"})
_NO_TOLERANCE = frozenset({"quotes_held", "quotes_in_place", "crashed"})  # laws, not rates


class Kept(BaseModel):
    """One question set in a baseline."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    setting: Setting
    questions: int = Field(ge=1)
    figures: dict[str, float]
    tolerance: dict[str, float]


class Baseline(BaseModel):
    """The committed figures, by the name of the question set."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    sets: dict[str, Kept] = Field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Fall:
    """A figure that is worse than its baseline by more than its tolerance."""

    figure: str
    was: float
    now: float | None
    tolerance: float

    def __str__(self) -> str:
        now = "nothing" if self.now is None else f"{self.now:.3f}"
        return f"{self.figure}: {self.was:.3f} before, {now} now (tolerance {self.tolerance:g})"


@dataclass(frozen=True, slots=True)
class Comparison:
    """A scorecard held against its baseline. `kept` is None where the baseline does not have the set."""

    kept: Kept | None
    falls: tuple[Fall, ...] = ()
    differences: tuple[str, ...] = ()  # settings that are not the baseline's, in words


def read_baseline(path: Path) -> Baseline:
    """The baseline of a file; an empty one where there is no file. Raises SettingsError naming the file."""
    if not path.exists():
        return Baseline()
    try:
        return Baseline.model_validate_json(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, ValidationError) as problem:
        reason = problem.errors()[0]["msg"] if isinstance(problem, ValidationError) else problem
        raise SettingsError(f"{path} is not a baseline: {reason}. Write one with --update-baseline.") from problem


def write_baseline(path: Path, before: Baseline, cards: Sequence[Scorecard]) -> None:
    """Write the figures of these sets over those before; other sets, and tolerances set by hand, stay.

    Raises SettingsError where the file cannot be written.
    """
    sets = dict(before.sets)
    for card in cards:
        present = {name: round(value, 4) for name, value in card.whole.figures.items() if value is not None}
        tolerance = {name: _tolerance(name) for name in present if name not in _NOT_HELD_AGAINST}
        if card.name in sets:
            tolerance |= sets[card.name].tolerance
        sets[card.name] = Kept(
            setting=card.setting, questions=card.whole.questions, figures=present, tolerance=tolerance
        )
    try:
        path.write_text(Baseline(sets=sets).model_dump_json(indent=2) + "\n", encoding="utf-8")
    except OSError as problem:
        raise SettingsError(f"The baseline {path} cannot be written: {problem.strerror}.") from problem


def _tolerance(figure: str) -> float:
    if figure in _NO_TOLERANCE:
        return 0.0
    return WORDS_TOLERANCE if figure == "median_words" else RATE_TOLERANCE


def compare(card: Scorecard, baseline: Baseline) -> Comparison:
    """Hold a scorecard against its baseline."""
    kept = baseline.sets.get(card.name)
    if kept is None:
        return Comparison(None)
    falls = [
        Fall(name, was, now, kept.tolerance[name])
        for name, was in kept.figures.items()
        if name in kept.tolerance and _fell(name, was, now := card.whole.figures.get(name), kept.tolerance[name])
    ]
    before, after = asdict(kept.setting), asdict(card.setting)
    differences = [f"{name}: {before[name]} before, {after[name]} now" for name in after if before[name] != after[name]]
    return Comparison(kept, tuple(falls), tuple(differences))


def _fell(name: str, was: float, now: float | None, tolerance: float) -> bool:
    if now is None:
        return True
    worse = now - was if name in _LOW_IS_GOOD else was - now
    return worse > tolerance + 5e-5  # the baseline is written to four places
