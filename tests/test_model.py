"""A language model's service may do anything: what it does wrong becomes a few words, and never holds anybody up."""

from __future__ import annotations

import json
import logging
import socket
import sys
import threading
import time

import pytest

from assistant.language.model import SLOW_IN_A_ROW, Model
from assistant.wording import language_of
from evals.scripted import Asked, Reply, Sending, scripted
from ingest.errors import LanguageModelError, SettingsError
from ingest.settings import Settings

SHAPE = {
    "title": "Answer",
    "type": "object",
    "properties": {"statements": {"type": "array", "items": {"type": "string"}}},
}
TEXT = '{"statements": ["The plan was approved on 8 July 2024."]}'
KEY = "sk-a-key-that-nobody-may-see"


def settings(url: str, **others: object) -> Settings:
    chosen = {"model": "openai:scripted", "model_url": url, "model_key": KEY, "model_seconds": 10, **others}
    return Settings.model_validate(chosen)


def written(model: Model) -> str:
    return "".join(piece.text for piece in model.stream("Rules.", "Question?", SHAPE))


def test_what_is_written_arrives_in_pieces_with_what_it_cost() -> None:
    with scripted(lambda _: Reply(TEXT)) as server:
        pieces = list(Model(settings(server.url)).stream("Rules.", "Question {with} braces?", SHAPE))
        (asked,) = server.asked
    assert "".join(piece.text for piece in pieces) == TEXT
    assert len([piece for piece in pieces if piece.text]) > 3
    assert sum(piece.tokens_in for piece in pieces) > 0
    assert sum(piece.tokens_out for piece in pieces) > 0
    assert {piece.model for piece in pieces if piece.text} == {"openai:scripted"}
    assert asked.schema
    assert (asked.rules, asked.words) == ("Rules.", "Question {with} braces?")


def test_nothing_goes_out_but_the_two_messages_the_shape_and_how_to_write() -> None:
    with scripted(lambda _: Reply(TEXT)) as server:
        written(Model(settings(server.url)))
        sent = json.loads(server.asked[0].body)
    assert [each["role"] for each in sent["messages"]] == ["system", "user"]
    assert "tools" not in sent
    assert sent["temperature"] == 0


def test_a_service_that_takes_no_shape_is_asked_again_without() -> None:
    with scripted(lambda _: Reply(TEXT, Sending.NO_SCHEMA)) as server:
        assert written(Model(settings(server.url))) == TEXT
        assert [asked.schema for asked in server.asked] == [True, False]


@pytest.mark.parametrize(
    ("reply", "told"),
    [
        (Reply(KEY, Sending.STATUS, status=401), "refused the key"),
        (Reply("x", Sending.STATUS, status=400), "refused the question"),
        (Reply("x", Sending.STATUS, status=404), "is not known at that address"),
        (Reply("x", Sending.STATUS, status=429), "is asked too much"),
        (Reply("x", Sending.STATUS, status=500), "is out of order"),
        (Reply("x", Sending.STATUS, status=503), "is out of order"),
        (Reply(TEXT, Sending.CUT), "broke off"),
        (Reply(TEXT, Sending.STALL), "took"),
        (Reply(TEXT, Sending.COMMENTS), "took longer than 3 seconds"),
        (Reply(TEXT, Sending.REDIRECT, target="http://127.0.0.1:9/v1/chat/completions"), "is out of order"),
        (Reply(TEXT, Sending.ENDLESS), "wrote without end"),
        (Reply(TEXT, Sending.LONG_LINE), "wrote without end"),
        (Reply(TEXT, pause=0.9), "took longer than 3 seconds"),
    ],
)
def test_each_fault_becomes_a_few_words_and_none_holds_the_key(
    reply: Reply, told: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, logger="assistant")
    with scripted(lambda _: reply) as server:
        begun = time.monotonic()
        with pytest.raises(LanguageModelError, match=told) as raised:
            written(Model(settings(server.url, model_seconds=3 if "took" in told else 15)))
        assert time.monotonic() - begun < 20  # never without end
    assert KEY not in f"{raised.value} {caplog.text}"


@pytest.mark.parametrize(
    "sending", [Sending.SHORT, Sending.OTHER_TYPE, Sending.BAD_BYTES, Sending.BAD_EVENTS, Sending.REFUSAL]
)
def test_what_comes_as_if_it_were_whole_is_passed_on_or_refused_but_ends(sending: Sending) -> None:
    with scripted(lambda _: Reply(TEXT, sending)) as server:
        try:
            assert written(Model(settings(server.url))) != TEXT or sending is Sending.BAD_BYTES
        except LanguageModelError as error:
            assert str(error)


def test_a_service_that_is_not_there_is_told_at_once() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with pytest.raises(LanguageModelError, match="cannot be reached"):
        written(Model(settings(f"http://127.0.0.1:{port}/v1")))


def test_of_several_models_the_next_is_asked_where_one_fails() -> None:
    def reply(asked: Asked) -> Reply:
        ill = json.loads(asked.body)["model"] == "first"
        return Reply("x", Sending.STATUS, status=503) if ill else Reply(TEXT)

    with scripted(reply) as server:
        pieces = list(Model(settings(server.url, model="openai:first, openai:second")).stream("R", "Q", SHAPE))
    assert "".join(piece.text for piece in pieces) == TEXT
    assert {piece.model for piece in pieces if piece.model} == {"openai:second"}


def test_no_more_are_asked_at_once_than_is_set_and_a_place_is_given_back() -> None:
    go = threading.Event()

    def reply(_: Asked) -> Reply:
        go.wait(5)
        return Reply(TEXT)

    with scripted(reply) as server:
        model = Model(settings(server.url, model_at_once=1, model_seconds=10))
        first: list[str] = []
        thread = threading.Thread(target=lambda: first.append(written(model)))
        thread.start()
        while not server.asked:
            time.sleep(0.01)
        with pytest.raises(LanguageModelError, match="is busy"):
            written(model)
        go.set()
        thread.join(10)
        assert first == [TEXT]
        assert written(model) == TEXT


def reading_threads() -> int:
    return sum(thread.name == "language model" for thread in threading.enumerate())


@pytest.mark.parametrize("sending", [Sending.PIECES, Sending.STALL, Sending.COMMENTS, Sending.ENDLESS])
def test_whoever_stops_reading_lets_the_model_go(sending: Sending) -> None:
    """The place is free at once, and no thread goes on reading, whatever the service still sends or does not."""
    with scripted(lambda _: Reply(TEXT * 50, sending, pause=0.02)) as server:
        model = Model(settings(server.url, model_at_once=1, model_seconds=60))
        for _ in range(3):
            reading = model.stream("R", "Q", SHAPE)
            next(reading)  # a piece, or a beat
            reading.close()  # type: ignore[attr-defined]
        until = time.monotonic() + 20
        while reading_threads() and time.monotonic() < until:
            time.sleep(0.05)
        assert reading_threads() == 0


def test_while_it_is_silent_there_are_beats() -> None:
    with scripted(lambda _: Reply(TEXT, Sending.STALL, after=0)) as server:
        reading = Model(settings(server.url)).stream("R", "Q", SHAPE)
        assert [next(reading).text for _ in range(3)] == ["", "", ""]
        reading.close()  # type: ignore[attr-defined]


def test_one_that_is_too_slow_again_and_again_is_left_alone_for_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    with scripted(lambda _: Reply(TEXT, Sending.STALL, after=0)) as server:
        model = Model(settings(server.url, model_seconds=1))
        for _ in range(SLOW_IN_A_ROW):
            with pytest.raises(LanguageModelError, match="took"):
                written(model)
        with pytest.raises(LanguageModelError, match="left alone"):
            written(model)
        assert len(server.asked) == SLOW_IN_A_ROW
        monkeypatch.setattr("assistant.language.model.REST", 0)
        with pytest.raises(LanguageModelError, match="took"):
            written(model)


def test_a_redirect_takes_the_question_nowhere_else() -> None:
    with scripted(lambda _: Reply(TEXT)) as other:
        away = Reply("", Sending.REDIRECT, target=f"{other.url}/chat/completions")
        with scripted(lambda _: away) as server, pytest.raises(LanguageModelError):
            written(Model(settings(server.url)))
        assert other.asked == ()


@pytest.mark.parametrize("name", ["gpt-4.1", "magic:wand", "openai:", ":x"])
def test_a_model_that_is_not_named_as_it_should_be_is_refused_with_what_to_write(name: str) -> None:
    with pytest.raises(SettingsError, match=r"ollama:llama3\.2"):
        Model(Settings(model=name))


def test_a_package_that_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: object, **__: object) -> None:
        raise ImportError("no such package")

    monkeypatch.setattr("langchain.chat_models.init_chat_model", missing)
    with pytest.raises(SettingsError, match=r"pip install -c constraints.txt -e '\.\[ollama\]'"):
        Model(Settings(model="ollama:llama3.2"))


def test_without_any_of_the_packages_the_one_to_install_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "langchain.chat_models", None)
    monkeypatch.delitem(sys.modules, "assistant.language.model", raising=False)
    with pytest.raises(SettingsError, match=r"-e '\.\[anthropic\]'"):
        language_of(Settings(model="anthropic:claude"))


def test_a_key_that_is_missing_is_told_without_a_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    with pytest.raises(SettingsError, match="PLAN_ASSISTANT_MODEL_KEY"):
        Model(Settings(model="openai:gpt-4.1"))


def test_a_key_that_is_missing_at_anthropic_is_told_before_anybody_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ANTHROPIC_API_KEY", raising=False)
    with pytest.raises(SettingsError, match="needs a key: set PLAN_ASSISTANT_MODEL_KEY"):
        Model(Settings(model="anthropic:claude-sonnet-4-5"))


@pytest.mark.parametrize(
    "url", ["127.0.0.1:8080/v1", "localhost:8080", "ftp://there/v1", "http://", "/v1", "http://[::1/v1"]
)
def test_an_address_that_is_not_whole_is_refused_with_its_setting(url: str) -> None:
    with pytest.raises(SettingsError, match="PLAN_ASSISTANT_MODEL_URL"):
        Model(settings(url))


def test_a_comma_alone_names_no_model() -> None:
    with pytest.raises(SettingsError, match="names no model"):
        Model(Settings(model=","))


def test_the_key_of_one_service_is_given_to_no_other() -> None:
    both = "openai:gpt-4.1-mini,anthropic:claude-sonnet-4-5"
    with pytest.raises(SettingsError, match="of one service") as raised:
        Model(Settings.model_validate({"model": both, "model_key": KEY}))
    assert KEY not in str(raised.value)


def test_a_model_that_takes_no_temperature_is_asked_without() -> None:
    def reply(asked: Asked) -> Reply:
        return Reply("x", Sending.STATUS, status=400) if "temperature" in json.loads(asked.body) else Reply(TEXT)

    with scripted(reply) as server:
        assert written(Model(settings(server.url))) == TEXT
        assert len(server.asked) == 3


@pytest.mark.filterwarnings("ignore:You are attempting to use structured output")
def test_what_a_package_will_not_send_is_sent_without_temperature() -> None:
    with scripted(lambda _: Reply(TEXT)) as server:
        with pytest.raises(LanguageModelError, match="is not known"):  # it does not speak Anthropic's protocol
            written(Model(settings(server.url, model="anthropic:claude-sonnet-5-5")))
        assert "temperature" not in json.loads(server.asked[-1].body)


@pytest.mark.parametrize("name", ["ollama:llama3.2", "openai:gpt-4.1-mini", "anthropic:claude-sonnet-4-5"])
def test_each_kind_of_service_can_be_set_up(name: str) -> None:
    assert Model(Settings.model_validate({"model": name, "model_key": KEY})).names == (name,)


def test_the_key_is_not_in_the_settings_as_printed() -> None:
    assert KEY not in repr(settings("http://127.0.0.1:1/v1"))
