"""What came of the questions that `misled` puts: the counts, and how they are printed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field

from rich.console import Console
from rich.table import Column, Table

from evals.unsupported import Finding

FAITHFUL, ADVERSARY = "faithful", "adversary"  # the scripted servers; any other is the address of a real one


@dataclass(frozen=True, slots=True)
class Shown:
    """A statement of the model's that a reader was given, and what was sent to bring it about."""

    kind: str
    question: str
    text: str
    words: tuple[str, ...]  # of the paragraphs cited, as quoted


@dataclass(slots=True)
class Tally:
    """What came of the questions put with one kind of server."""

    server: str
    sent: Counter[str] = field(default_factory=Counter)  # replies, by kind
    statements: int = 0  # that the model sent; of a real one those that could be read
    kept: int = 0  # of them, those in the answer at the end
    answers: int = 0  # that the model was asked to word
    keeping: int = 0  # of them, those that keep some of its statements
    shown: Counter[str] = field(default_factory=Counter)  # answers with statements of the model's, by kind of reply
    misled: list[Shown] = field(default_factory=list)  # false words that reached a reader
    findings: list[Finding] = field(default_factory=list)
    dropped: list[tuple[str, str]] = field(default_factory=list)  # text, reason
    faults: Counter[str] = field(default_factory=Counter)  # answers that the model did not finish, by why

    @property
    def share(self) -> float:
        """Of the answers worded, those that keep some of the model's statements."""
        return self.keeping / self.answers if self.answers else 0.0

    @property
    def silent(self) -> bool:
        """Whether the model finished no answer and wrote nothing, so that its figures say nothing of it."""
        return not self.statements and self.faults.total() == self.answers > 0

    def plain(self) -> dict[str, object]:
        """All of it as JSON takes it."""
        rows = {"misled": [asdict(each) for each in self.misled], "findings": [asdict(each) for each in self.findings]}
        counts = {"server": self.server, "statements": self.statements, "kept": self.kept, "answers": self.answers}
        by_kind = {"sent": dict(self.sent), "shown": dict(self.shown), "faults": dict(self.faults)}
        return {**counts, "keeping": self.keeping, **by_kind, **rows, "dropped": self.dropped}


_FIGURES: dict[str, Callable[[Tally], str]] = {
    "replies": lambda each: str(each.sent.total()),
    "kinds of reply": lambda each: str(len(each.sent)),
    "statements": lambda each: str(each.statements),
    "statements kept": lambda each: str(each.kept),
    "answers keeping some": lambda each: f"{each.keeping} of {each.answers} ({each.share:.0%})",
    "answers not finished": lambda each: str(each.faults.total()),
    "false shown": lambda each: str(len(each.misled)),
    "findings": lambda each: str(len(each.findings)),
}


def shown(tallies: Sequence[Tally], console: Console) -> None:
    """Print what was counted, and below it each thing that a person should look at."""
    table = Table(_folding("server"), *(_folding(each.server) for each in tallies))
    for name, figure in _FIGURES.items():  # a line each: as columns their names would be cut
        table.add_row(name, *map(figure, tallies))
    console.print(table)
    for each in tallies:
        for why, times in each.faults.items() if each.server != ADVERSARY else ():  # which breaks off on purpose
            line = f"FAULT, {times} of {each.answers} answers: the language model {why}"
            console.print(line, markup=False, highlight=False)
        if each.server == ADVERSARY:
            heads = ("attack", "sent", "answers with words of the model's", "false shown")
            kinds = Table(*map(_folding, heads))
            wrong = Counter(one.kind for one in each.misled)
            for kind in each.sent:
                kinds.add_row(kind, str(each.sent[kind]), str(each.shown[kind]), str(wrong[kind]))
            console.print(kinds)
        for one in each.misled:
            console.print(f"FALSE, {one.kind}: {one.text[:300]}\n  quoted: {one.words}", markup=False, highlight=False)
        for finding in each.findings:
            line = f"FINDING, {finding.kind} ({finding.words[:60]}): {finding.statement[:300]}\n  {finding.cited}"
            console.print(line, markup=False, highlight=False)


def _folding(head: str) -> Column:
    """A column whose words are broken rather than cut."""
    return Column(head, overflow="fold")
