"""What passes between an assistant and the language model it asks: the request as read, the reply as it is to be sent.

`scripted` serves it and `adversary` makes the replies; neither knows the other.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum


class Sending(StrEnum):
    """How a reply is sent."""

    WHOLE = "whole"  # in one piece
    PIECES = "pieces"  # in pieces of `Reply.size` characters
    CUT = "cut off"  # after `Reply.after` pieces the connection is closed in the middle of the reply
    SHORT = "ends early"  # after `after` pieces the stream ends as if it were whole, without its last messages
    STALL = "stalls"  # after `after` pieces nothing more comes, and the connection stays open
    ENDLESS = "never ends"  # the words over and over
    STATUS = "status"  # `Reply.status`, with the words as its body
    NO_SCHEMA = "no schema"  # 400 where a schema is asked for; in pieces where not
    REFUSAL = "refusal"  # the words as a refusal, in the field services have for it
    OTHER_TYPE = "other type"  # the words alone, as a web page
    COMMENTS = "comments"  # nothing but the comments that keep a stream open, without end
    LONG_LINE = "one long line"  # a single event of five million bytes
    BAD_BYTES = "bad bytes"  # the words, with bytes among them that are not UTF-8
    BAD_EVENTS = "bad events"  # events whose data is no JSON
    REDIRECT = "redirect"  # 307 to `Reply.target`


@dataclass(frozen=True, slots=True)
class Given:
    """A passage as the model is given it."""

    key: str
    paper: str
    words: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A request, read. What it does not say is empty."""

    question: str = ""
    passages: tuple[Given, ...] = ()
    earlier: tuple[str, ...] = ()
    kind: str = ""  # the kind of answer wanted
    rules: str = ""  # the system message
    words: str = ""  # the last message of the user, as sent
    schema: bool = False  # a schema for the answer was asked for
    streamed: bool = False
    usage: bool = False  # the count of tokens was asked for
    path: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)  # names in small letters
    body: str = ""  # as sent


@dataclass(frozen=True, slots=True)
class Reply:
    """What is answered, and how it is sent."""

    text: str
    sending: Sending = Sending.PIECES
    size: int = 12  # characters a piece
    pause: float = 0.0  # seconds before each piece
    after: int = 3  # pieces sent before it is cut off, ends early or stalls
    status: int = 200
    target: str = ""  # where a redirect points


@dataclass(frozen=True, slots=True)
class Said:
    """One statement of a reply."""

    text: str
    keys: tuple[str, ...]
    quote: str = ""


def as_json(said: Sequence[Said]) -> str:
    """Statements in the form that is asked for."""
    rows = [
        {"text": each.text, "keys": list(each.keys)} | ({"quote": each.quote} if each.quote else {}) for each in said
    ]
    return json.dumps({"statements": rows}, ensure_ascii=False)


def as_fenced(said: Sequence[Said]) -> str:
    """The same, as chatty models wrap it."""
    return f"Here is the answer:\n\n```json\n{as_json(said)}\n```\n"


def as_thought(said: Sequence[Said]) -> str:
    """The same, after thinking aloud."""
    return f"<think>\nThe passages say a good deal. [k1] may help. {{\n</think>\n{as_json(said)}"


def as_sentences(said: Sequence[Said]) -> str:
    """Plain sentences, each with its keys in square brackets."""
    return " ".join(f"{each.text} [{', '.join(each.keys)}]" for each in said)


def read(path: str, headers: Mapping[str, str], body: str) -> Asked:
    """A request, read as far as it can be."""
    try:
        whole = json.loads(body)
    except ValueError:
        whole = {}
    whole = whole if isinstance(whole, dict) else {}
    messages = [each for each in whole.get("messages") or () if isinstance(each, dict)]
    words = _content(messages, "user")
    try:
        put = json.loads(words)
    except ValueError:
        put = {}
    put = put if isinstance(put, dict) else {}
    return Asked(
        question=str(put.get("question", "")),
        passages=tuple(
            Given(*(str(passage.get(name, "")) for name in ("key", "paper", "words")))
            for passage in put.get("passages") or ()
            if isinstance(passage, dict)
        ),
        earlier=tuple(map(str, put.get("earlier_questions") or ())),
        kind=str(put.get("kind_of_answer", "")),
        rules=_content(messages, "system"),
        words=words,
        schema=bool(whole.get("response_format")),
        streamed=bool(whole.get("stream")),
        usage=bool((whole.get("stream_options") or {}).get("include_usage")),
        path=path,
        headers={name.lower(): value for name, value in headers.items()},
        body=body,
    )


def _content(messages: Sequence[Mapping[str, object]], role: str) -> str:
    contents = [each.get("content") for each in messages if each.get("role") == role]
    last = contents[-1] if contents else ""
    if isinstance(last, list):  # a content in parts
        return "".join(str(part.get("text", "")) for part in last if isinstance(part, dict))
    return str(last or "")
