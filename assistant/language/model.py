"""The one door to language models: LangChain's `init_chat_model`, opened only where a model is set.

A model is given two messages and nothing it could act with: no tools, no files, no addresses. What it writes arrives
in pieces until its time is up, it has written too much, or whoever reads it stops. Several models may be set, each
asked where the one before fails; a service that does not take the shape of an answer is asked again without. Its own
errors are never passed on, because they may hold the key: they become a few words of ours.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from threading import BoundedSemaphore
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessageChunk, BaseMessage, HumanMessage, SystemMessage
from langchain_core.runnables import Runnable, RunnableConfig

from assistant.language.reading import Piece, TooSlow, begun, reading
from assistant.loopback import is_loopback
from ingest.errors import LanguageModelError, SettingsError, ShapeRefused
from ingest.settings import Settings

SERVICES = ("ollama", "openai", "anthropic")
TRIES_AGAIN = 1  # after a fault that may pass
MOST_CHARACTERS = 20_000  # of one answer
SLOW_IN_A_ROW = 3  # times too slow, after which it is left alone
REST = 60  # seconds that it is left alone
PRICED = 1_000_000  # tokens that a price is set for
_SHAPE_REFUSED = (400, 404, 415, 422, 501)
_STATUSES = {
    401: "refused the key",
    403: "refused the key",
    404: "is not known at that address",
    429: "is asked too much at present",
}
_log = logging.getLogger(__name__)


class Model:
    """The language models that are set. Many threads may ask at once; no more of them than the settings allow.

    Raises:
        SettingsError: a model is named that cannot be had, or its package or its key is missing.
    """

    def __init__(self, settings: Settings) -> None:
        self.names = tuple(name.strip() for name in settings.model.split(",") if name.strip())
        self._settings = settings
        _check(self.names, settings)
        self._models = [(name, _opened(name, settings)) for name in self.names]
        self._places = BoundedSemaphore(settings.model_at_once)
        self._slow, self._since = 0, 0.0  # how often in a row it was too slow, and when last

    def stream(
        self, system: str, user: str, shape: Mapping[str, Any], seconds: float = float("inf")
    ) -> Iterator[Piece]:
        """What the model writes, as it arrives.

        Args:
            system: what it is to do.
            user: what it is given; a value, never a template.
            shape: a JSON schema that the answer is to have, with a "title".
            seconds: the longest time for all of it, where that is less than what is set.

        Raises:
            LanguageModelError: it is busy, cannot be reached, refuses, takes too long, or breaks off.
        """
        messages = [SystemMessage(system), HumanMessage(user)]
        chain = self._chain(shape)
        if self._rests():
            raise LanguageModelError("was too slow several times in a row, and is left alone for a minute")
        if not self._places.acquire(blocking=False):
            raise LanguageModelError("is busy with other answers")
        try:
            yield from self._counted(
                reading(min(seconds, self._settings.model_seconds), lambda: chain.stream(messages))
            )
            self._slow = 0
        except TooSlow:
            self._slow, self._since = self._slow + 1, monotonic()
            raise
        finally:
            self._places.release()

    def _rests(self) -> bool:
        """Whether it is left alone: a service that does not answer would cost every question all of its time."""
        return self._slow >= SLOW_IN_A_ROW and monotonic() - self._since < REST

    def _counted(self, pieces: Iterator[Piece]) -> Iterator[Piece]:
        """The pieces with their cost. Raises LanguageModelError where there is no end of them."""
        written = 0
        for piece in pieces:
            written += len(piece.text)
            if written > MOST_CHARACTERS:
                raise LanguageModelError("wrote without end")
            cost = piece.tokens_in * self._settings.model_price_in + piece.tokens_out * self._settings.model_price_out
            yield replace(piece, cost=cost / PRICED)

    def _chain(self, shape: Mapping[str, Any]) -> Runnable[Any, Piece]:
        asked = [_One(name, model, shape) for name, model in self._models]
        return asked[0].with_fallbacks(asked[1:], exceptions_to_handle=(LanguageModelError,)) if asked[1:] else asked[0]


def _check(names: tuple[str, ...], settings: Settings) -> None:
    """Refuse an address that is none, and to give one service the key or the address of another."""
    if not names:
        raise SettingsError(f'PLAN_ASSISTANT_MODEL is "{settings.model}", which names no model: empty it for none.')
    if settings.model_url and not _whole(settings.model_url):  # it is not printed: it may hold a password
        raise SettingsError("PLAN_ASSISTANT_MODEL_URL is no whole address: write one such as http://127.0.0.1:8080/v1.")
    services = {name.partition(":")[0] for name in names}
    if len(services) > 1 and (settings.model_url or settings.model_key.get_secret_value()):
        raise SettingsError(
            f'PLAN_ASSISTANT_MODEL is "{settings.model}": PLAN_ASSISTANT_MODEL_KEY and PLAN_ASSISTANT_MODEL_URL are of '
            "one service. Name models of one kind, or leave both unset and give each service its own by "
            "OPENAI_API_KEY, ANTHROPIC_API_KEY and OLLAMA_HOST."
        )


def _whole(address: str) -> bool:
    try:
        parts = urlsplit(address)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:  # a bracket that is not closed
        return False


def _opened(name: str, settings: Settings) -> BaseChatModel:
    service, _, model = name.partition(":")
    if service not in SERVICES or not model:
        raise SettingsError(
            f'PLAN_ASSISTANT_MODEL is "{name}": write the kind of service and the model\'s name, such as '
            "ollama:llama3.2, openai:gpt-4.1-mini or anthropic:claude-sonnet-4-5."
        )
    has_key = bool(settings.model_key.get_secret_value() or os.environ.get(f"{service.upper()}_API_KEY"))
    try:
        from langchain.chat_models import init_chat_model  # it comes with what speaks to the services

        if service != "ollama" and not has_key and not settings.model_url:
            raise SettingsError(f'The language model "{name}" needs a key: set PLAN_ASSISTANT_MODEL_KEY.')
        opened: BaseChatModel = init_chat_model(model, model_provider=service, **_options(service, settings))
        return opened
    except SettingsError:
        raise
    except ImportError:
        raise SettingsError(
            f'PLAN_ASSISTANT_MODEL is "{name}", and what speaks to {service} is not installed: '
            f"in the program's folder, .venv/bin/pip install -c constraints.txt -e '.[{service}]'."
        ) from None
    except Exception as error:  # what a provider's own package makes of its options
        _log.warning("the language model %s cannot be set up: %s", name, type(error).__name__)
        raise SettingsError(
            f'The language model "{name}" cannot be set up: see that PLAN_ASSISTANT_MODEL_KEY and '
            "PLAN_ASSISTANT_MODEL_URL are right."
        ) from None


def _options(service: str, settings: Settings) -> dict[str, Any]:
    """What a model is opened with. Temperature 0: the same question is to get the same answer."""
    key, seconds = settings.model_key.get_secret_value().strip(), float(settings.model_seconds)
    options: dict[str, Any] = {"temperature": 0} | ({"base_url": settings.model_url} if settings.model_url else {})
    if service == "ollama":
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        client = {**_client(settings), "timeout": seconds, "headers": headers}
        return options | {"num_predict": settings.model_tokens, "client_kwargs": client}
    options |= {"timeout": seconds, "max_retries": TRIES_AGAIN, "max_tokens": settings.model_tokens}
    if service == "openai":
        from openai import DefaultHttpxClient  # there only where it is asked for

        options |= {"stream_usage": True, "http_client": DefaultHttpxClient(**_client(settings))}
    key = key or ("none" if settings.model_url else "")  # a server of one's own asks for none
    return options | ({"api_key": key} if key else {})


def _client(settings: Settings) -> dict[str, Any]:
    """How a service is spoken to: no other address is gone to, and a server on this machine by no proxy."""
    return {
        "follow_redirects": False,
        "trust_env": not is_loopback(urlsplit(settings.model_url).hostname or ""),
        "event_hooks": {"response": [begun]},
    }


class _One(Runnable[list[BaseMessage], Piece]):
    """One model, told the shape of its answer where its service takes one; read as text all the same.

    A chain of LangChain's would do, but on being let go it reads all that its first link still has to say.
    """

    def __init__(self, name: str, model: BaseChatModel, shape: Mapping[str, Any]) -> None:
        self._name = name
        try:  # what would come after the first link reads only whole JSON
            shaped: Runnable[Any, Any] = getattr(model.with_structured_output(dict(shape)), "first", model)
        except (NotImplementedError, ValueError):
            shaped = model
        self._ways = (shaped, model, model.model_copy(update={"temperature": None}))  # some take no temperature

    def invoke(self, input: list[BaseMessage], config: RunnableConfig | None = None, **_: Any) -> Piece:  # noqa: A002
        """The last piece: nobody here asks for it, but every runnable has to have it."""
        return [*self.stream(input, config)][-1]

    def stream(
        self,
        input: list[BaseMessage],  # noqa: A002
        config: RunnableConfig | None = None,
        **_: Any,
    ) -> Iterator[Piece]:
        """What it writes, as it arrives. Raises LanguageModelError, and nothing else."""
        *ways, last = self._ways
        for way in ways:
            try:
                yield from self._read(way, input, config)
                return
            except ShapeRefused:
                continue
        yield from self._read(last, input, config)

    def _read(
        self, asked: Runnable[Any, Any], messages: list[BaseMessage], config: RunnableConfig | None
    ) -> Iterator[Piece]:
        try:
            for chunk in asked.stream(messages, config):
                counted = chunk.usage_metadata or {"input_tokens": 0, "output_tokens": 0}
                yield Piece(self._name, _text(chunk), counted["input_tokens"], counted["output_tokens"])
        except Exception as error:
            raise _in_our_words(self._name, error) from None


def _text(chunk: AIMessageChunk) -> str:
    """Its words; or, where the shape is had by way of a form to fill in, what it fills in."""
    return str(chunk.text) + "".join(call.get("args") or "" for call in chunk.tool_call_chunks)


def _in_our_words(name: str, error: Exception) -> LanguageModelError:
    kind = type(error).__name__
    status = getattr(error, "status_code", None)
    _log.warning("the language model %s failed: %s %s", name, kind, status or "")
    if isinstance(status, int):
        if status in _SHAPE_REFUSED:
            return ShapeRefused(f"{_STATUSES.get(status, 'refused the question')} (status {status})")
        return LanguageModelError(_STATUSES.get(status, f"is out of order (status {status})"))
    if type(error) is ValueError:  # its package does not send what that model does not take
        return ShapeRefused("does not take the question as it is put")
    if "Timeout" in kind:
        return TooSlow("took too long")
    if "Length" in kind:
        return LanguageModelError("did not come to an end")
    if "Connect" in kind or "Protocol" in kind or "Read" in kind:
        return LanguageModelError("cannot be reached, or broke off")
    return LanguageModelError("sent what cannot be read")
