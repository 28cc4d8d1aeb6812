"""`python -m evals.misled`: what reaches a reader when the language model is faithful, and when it misleads. Figures.

The questions of a set are put to an assistant whose language model is a scripted server. Faithful, it shows that true
statements are kept: a gate that drops all it is given would pass everything else. As an adversary it sends a number of
replies, every kind of attack as often as the others, and two things are counted: its false words among the statements
marked as the model's, in any trace on the way to the answer; and what an independent check finds in those statements.
A real service is tried in the same way: `--server URL --model NAME`. A finding there is for a person to look at; so is
each fault, told with the answers it cost, because a server that is dead keeps nothing and misleads nobody.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import cycle
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import SecretStr, ValidationError
from rich.console import Console

from assistant.answer import Answer, Statement
from assistant.ask import Assistant
from assistant.trace import Trace
from evals.adversary import KINDS, Attacked, attack, faithful, true_statements
from evals.cases import Case, read_cases
from evals.misled_tally import ADVERSARY, FAITHFUL, Shown, Tally, shown
from evals.scripted import MODEL, Asked, Reply, scripted
from evals.sets import QuestionSet, fill, question_sets
from evals.unsupported import Held, holdings, unsupported
from ingest.errors import PlanAssistantError
from ingest.settings import Settings

_OUT = Path(__file__).parent / "out"
_KEPT = 0.5  # of the answers worded by a faithful model, the share that must keep some of its sentences
_REAL = "real"


class _Speaker:
    """Says what the server answers to the question that is put now; the same again where it is asked again."""

    def __init__(self, server: str, kinds: Sequence[str]) -> None:
        self.server, self.kinds, self.used = server, kinds, Counter[str]()
        self.said: Attacked | None = None
        self.statements = 0
        self.seed = 0

    def next(self) -> None:
        self.said, self.statements = None, 0
        self.seed += 1

    def __call__(self, asked: Asked) -> Reply:
        if self.said is None:
            self.said = self._choose(asked)
            self.used[self.said.kind] += 1
        return self.said.reply

    def _choose(self, asked: Asked) -> Attacked:
        if self.server == FAITHFUL:
            self.statements = len(true_statements(asked, self.seed))
            return Attacked(FAITHFUL, faithful(asked, self.seed))
        for kind in sorted(self.kinds, key=lambda each: self.used[each]):
            if made := attack(kind, asked, self.seed):
                self.statements = max(1, len(re.findall(r'"text": ', made.reply.text)))
                return made
        return Attacked("none can be made", Reply(""))


def put(assistant: Assistant, held: Held, case: Case, speaker: _Speaker | None, tally: Tally) -> bool:
    """Put one question and count what came of it; False where the model was not asked."""
    if speaker:
        speaker.next()
    traces = list(assistant.traces(case.asked()))
    last = traces[-1]
    if last.wording is None or (speaker and speaker.said is None):  # nothing was sent
        return False
    said = speaker.said if speaker else None
    kind = said.kind if said else _REAL
    kept = [statement for statement in last.answer.statements if statement.by_model]
    dropped = last.dropped[len(traces[0].dropped) :]
    tally.sent[kind] += 1
    tally.answers += 1
    tally.keeping += bool(kept)
    tally.kept += len(kept)
    tally.statements += speaker.statements if speaker else len(kept) + len(dropped)
    tally.dropped += [(each.statement.text, each.reason) for each in dropped]
    tally.shown[kind] += bool(kept)
    if last.wording.fault:
        tally.faults[last.wording.fault] += 1
    false = {_folded(text) for text in said.false} if said else set()
    for statement in _told(traces):
        if _folded(statement.text) in false:
            quotes = tuple(citation.quote for citation in statement.citations)
            tally.misled.append(Shown(kind, case.question, statement.text, quotes))
    found = [each for answer in _answers(traces) for each in unsupported(answer, last.query.text, held)]
    tally.findings += dict.fromkeys(found)
    return True


def _told(traces: Sequence[Trace]) -> tuple[Statement, ...]:
    """Every statement of the model's that a reader saw, whether or not it stayed."""
    every = (s for trace in traces for s in trace.answer.statements if s.by_model)
    return tuple(dict.fromkeys(every))


def _answers(traces: Sequence[Trace]) -> Iterator[Answer]:
    """The answer as it stays, and any before it that showed a statement which did not."""
    stayed = {statement.text for statement in traces[-1].answer.statements}
    yield traces[-1].answer
    yield from (t.answer for t in traces if any(s.by_model and s.text not in stayed for s in t.answer.statements))


def _folded(text: str) -> str:
    return " ".join(text.split()).rstrip(".")


def run(
    sets: Sequence[QuestionSet], settings: Settings, server: str, replies: int, model: str, kinds: Sequence[str] = KINDS
) -> Tally:
    """Put the questions of each set: once each, or as often as it takes for a number of adversarial replies."""
    tally = Tally(server)
    if server not in (FAITHFUL, ADVERSARY):
        real = settings.model_copy(update={"model": f"openai:{model}", "model_url": server})
        for each in sets:
            _ask_set(each, real, None, tally, lambda: True)
        return tally
    speaker = _Speaker(server, kinds)
    with scripted(speaker) as script:
        update = {"model": f"openai:{MODEL}", "model_url": script.url, "model_key": SecretStr("any")}
        pointed = settings.model_copy(update=update)
        for number, each in enumerate(sets, 1):
            most = replies * number // len(sets)
            _ask_set(each, pointed, speaker, tally, lambda most=most: tally.answers < most)  # type: ignore[misc]
    return tally


def _ask_set(
    question_set: QuestionSet, settings: Settings, speaker: _Speaker | None, tally: Tally, wanted: Callable[[], bool]
) -> None:
    assistant = Assistant(settings.model_copy(update={"library": question_set.library}))
    once = speaker is None or speaker.server == FAITHFUL
    try:
        held = holdings(assistant)
        cases = list(read_cases(question_set.questions))
        asked = {case.id for case in cases if once or wanted()}
        for case in cases if once else cycle(cases):
            if not asked or not (once or wanted()):
                return
            if case.id in asked and not put(assistant, held, case, speaker, tally):
                asked.discard(case.id)  # it is not worded: no use in putting it again
    finally:
        assistant.close()


def _options(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m evals.misled", description="What a language model can get past.")
    parser.add_argument("--library", type=Path, help="a library there already; needs --questions")
    parser.add_argument("--questions", type=Path, help="its question set; without: our own sets, with their papers")
    parser.add_argument("--replies", type=int, default=300, help="adversarial replies in all")
    parser.add_argument("--kinds", nargs="*", choices=KINDS, metavar="KIND", help="attacks to make; without: all")
    parser.add_argument("--server", help="faithful, adversary, or the address of a real one; without: the first two")
    parser.add_argument("--model", default="", help="name of the model of a real server")
    parser.add_argument("--seconds", type=int, default=2, help="longest time a scripted model is given for one answer")
    parser.add_argument("--json", action="store_true", help="print all as JSON")
    options = parser.parse_args(argv)
    if bool(options.library) != bool(options.questions):
        parser.error("--library and --questions go together")
    if options.server and options.server not in (FAITHFUL, ADVERSARY):
        if not _is_address(options.server):
            parser.error(f"--server is {FAITHFUL}, {ADVERSARY}, or an address such as http://127.0.0.1:8080/v1")
        if not options.model:
            parser.error("--server with an address needs --model, the name of the model there")
    return options


def _is_address(typed: str) -> bool:
    try:
        return urlsplit(typed).scheme in ("http", "https") and bool(urlsplit(typed).hostname)
    except ValueError:  # a bracket that is not closed
        return False


def main(argv: Sequence[str] | None = None) -> int:
    """Run and print. Returns the exit status.

    0 all is well; 1 something false was shown, something found, or too little kept; 2 something cannot be used: a
    library, a file, a setting, or a model that answered nothing at all.
    """
    options = _options(argv)
    try:
        tallies = _measured(options)
    except ValidationError as problem:  # of a setting
        fault = problem.errors(include_url=False)[0]
        name = "PLAN_ASSISTANT_" + "_".join(map(str, fault["loc"])).upper()
        return _unusable(f"the setting {name}: {fault['msg'].lower()}.")
    except PlanAssistantError as problem:
        return _unusable(str(problem))
    if options.json:
        print(json.dumps([each.plain() for each in tallies], ensure_ascii=False, indent=1))  # noqa: T201
    else:
        shown(tallies, Console())
    if silent := next((each for each in tallies if each.silent), None):
        return _unusable(f"the language model at {silent.server} finished no answer: see the faults.")
    wrong = any(each.misled or each.findings for each in tallies)
    return int(wrong or any(each.server == FAITHFUL and each.share < _KEPT for each in tallies))


def _unusable(why: str) -> int:
    Console(stderr=True).print(f"evals.misled: {why}", soft_wrap=True, markup=False, highlight=False)
    return 2


def _measured(options: argparse.Namespace) -> list[Tally]:
    """What came of the servers that are asked for. Raises PlanAssistantError, and ValidationError of a setting."""
    settings, console = Settings.model_validate({}), Console(stderr=options.json)
    own_sets = not options.library
    sets = question_sets((), settings, _OUT) if own_sets else (QuestionSet(options.questions, options.library),)
    for each in sets:
        fill(each, settings, console)
    tallies = []
    for server in [options.server] if options.server else [FAITHFUL, ADVERSARY]:
        timed = settings
        if server in (FAITHFUL, ADVERSARY):
            timed = settings.model_copy(update={"model_seconds": options.seconds})
        tallies.append(run(sets, timed, server, options.replies, options.model, options.kinds or KINDS))
    return tallies


if __name__ == "__main__":
    sys.exit(main())
