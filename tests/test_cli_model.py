"""The terminal where a language model is set: what an answer says of it, and what a trial of it tells."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.cli import main
from assistant.cli_model import _LOOK_AT, _address
from assistant.language import model
from evals.adversary import faithful
from evals.scripted import MODEL, Reply, Said, Script, Sending, as_json, scripted
from ingest.settings import Settings

ASKED = "When was Fernmoor's Improvement Board disbanded?"


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch) -> Iterator[Script]:
    """A server that answers truly, set as the language model."""
    with scripted(lambda asked: faithful(asked, 1)) as running:
        monkeypatch.setenv("PLAN_ASSISTANT_MODEL", f"openai:{MODEL}")
        monkeypatch.setenv("PLAN_ASSISTANT_MODEL_URL", running.url)
        yield running


@pytest.fixture
def library(settings: Settings) -> str:
    return f"--library={settings.library}"


def test_json_tells_the_models_sentences_from_quotes(
    script: Script, library: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ask", ASKED, "--json", library]) == 0
    given = json.loads(capsys.readouterr().out)
    assert given["by_model"]
    assert all(sentence in given["answer"].splitlines()[: len(given["by_model"])] for sentence in given["by_model"])
    assert main(["ask", ASKED, "--json", "--no-model", library]) == 0
    quoted = json.loads(capsys.readouterr().out)
    assert quoted["by_model"] == []
    assert given["answer"].endswith(quoted["answer"])


def test_lines_tell_the_models_sentences_from_quotes(script: Script, library: str, tmp_path: Path) -> None:
    asked, answered = tmp_path / "asked.jsonl", tmp_path / "answered.jsonl"
    asked.write_text(json.dumps({"id": "1", "question": ASKED}) + '\n{"id": "2", "question": " "}\n', encoding="utf-8")
    assert main(["ask", "--questions", str(asked), "--out", str(answered), library]) == 1
    good, failed = map(json.loads, answered.read_text(encoding="utf-8").splitlines())
    assert good["by_model"]
    assert failed["by_model"] == []
    assert good.keys() == failed.keys()


@pytest.mark.parametrize("asked", ["--why", "--how"])
@pytest.mark.parametrize(
    ("words", "other"), [([ASKED, "--json"], "--json"), (["--questions", "q.jsonl"], "--questions")]
)
def test_what_is_for_people_is_refused_where_it_would_not_be_told(
    words: list[str], other: str, asked: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ask", asked, *words]) == 2
    told = capsys.readouterr()
    assert f"{asked} is for people to read and does not go with {other}" in told.err
    assert not told.out


def test_who_waits_at_a_terminal_is_told_that_a_model_is_writing(
    script: Script, library: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["ask", ASKED, library]) == 0
    assert "Putting it into words" not in capsys.readouterr().err  # no terminal: a log, another program
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    told_before: list[str] = []
    script.reply = lambda asked: (told_before.append(capsys.readouterr().err), faithful(asked, 1))[1]
    assert main(["ask", ASKED, library]) == 0
    assert f"Putting it into words (openai:{MODEL})…" in told_before[0]
    assert main(["ask", ASKED, "--no-model", library]) == 0
    assert "Putting it into words" not in capsys.readouterr().err


def test_a_model_that_works_is_said_to(
    script: Script, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLAN_ASSISTANT_MODEL_KEY", "Secret3")
    script.reply = lambda asked: Reply(
        as_json((Said("The improvement board was disbanded on 6 February 2023.", (asked.passages[0].key,)),))
    )
    assert main(["model"]) == 0
    out = capsys.readouterr().out
    assert f"openai:{MODEL}, reached at {script.url}" in out
    assert "wrote: “The improvement board was disbanded on 6 February 2023.”\n    holds" in out
    assert "seconds: " in out and "tokens: " in out and out.endswith("It works.\n")
    assert "Secret" not in out
    (asked,) = script.asked
    assert [passage.words for passage in asked.passages] == [
        line[16:] for line in out.splitlines() if "of the w" in line
    ]


def test_an_address_is_printed_without_what_opens_it(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    own = settings.model_copy(update={"model_url": "https://someone:Secret1@models.example:8443/v1?key=Secret2"})
    assert _address("openai:any", own) == "https://models.example:8443/v1"
    monkeypatch.setenv("OLLAMA_HOST", "someone:Secret1@10.0.0.4:11434")
    assert _address("ollama:any", settings) == "10.0.0.4:11434"
    assert _address("anthropic:any", settings) == "https://api.anthropic.com"


def test_a_model_whose_words_do_not_hold_is_said_to_fail(script: Script, capsys: pytest.CaptureFixture[str]) -> None:
    script.reply = lambda asked: Reply(
        as_json((Said("The improvement board was disbanded on 7 March 2021.", (asked.passages[0].key,)),))
    )
    assert main(["model"]) == 1
    out = capsys.readouterr().out
    assert "does not hold: " in out and "nothing of what it wrote holds" in out


@pytest.mark.parametrize(
    ("reply", "fault", "advice"),
    [
        (Reply("", Sending.STATUS, status=401), "refused the key", "PLAN_ASSISTANT_MODEL_KEY"),
        (Reply("", Sending.STATUS, status=404), "is not known at that address", "the model's name is spelt"),
        (Reply(""), "no sentence could be read", "Try another model"),
    ],
)
def test_a_model_that_fails_is_told_with_what_to_look_at(
    reply: Reply, fault: str, advice: str, script: Script, capsys: pytest.CaptureFixture[str]
) -> None:
    script.reply = lambda asked: reply
    assert main(["model"]) == 1
    out = capsys.readouterr().out
    assert "It fails: " in out and fault in out and advice in out


def test_of_two_models_each_is_asked_though_the_first_is_dead(
    script: Script, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLAN_ASSISTANT_MODEL", "openai:one,openai:two")
    monkeypatch.setenv("PLAN_ASSISTANT_MODEL_URL", "http://127.0.0.1:9/v1")
    assert main(["model"]) == 1
    out = capsys.readouterr().out
    assert out.count("It fails: the language model cannot be reached, or broke off. See that its server runs") == 2
    assert "openai:one, reached" in out and "openai:two, reached" in out


def test_without_a_model_the_trial_says_how_to_set_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["model"]) == 2
    told = capsys.readouterr()
    assert "No language model is set" in told.err and "PLAN_ASSISTANT_MODEL, such as ollama:llama3.2" in told.err
    assert not told.out


def test_each_advice_is_for_a_fault_that_the_door_tells() -> None:
    source = Path(model.__file__).read_text(encoding="utf-8")
    assert [begins for begins in _LOOK_AT if f'"{begins}' not in source] == []
