"""What a language model wrote → the claims in it, as far as they are whole. Pure, and tolerant of form alone.

The shape asked for is `{"statements": [{"text": "…", "keys": ["k7f"]}]}`. Services that keep to no shape write it in a
fence, after their thinking, or as plain sentences with the keys in square brackets; all of that is read. What is broken
off is left out, never mended: "is met" may have been going to say "is met only in part".
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Annotated, Any

from langchain_core.utils.json import parse_partial_json
from pydantic import AliasChoices, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

LONGEST = 1000  # characters of one claim; a longer one is none
_THOUGHT = re.compile(r"<think>.*?(?:</think>|\Z)", re.S)
_CITED = re.compile(r"\[([\w ,;]{1,80})\]\s*([.!?]?)")
_ENDS = re.compile(r"[\[\]\n]")  # of what may be one sentence
_KEY = re.compile(r"\w+")


def _several(value: object) -> object:
    return [value] if isinstance(value, str) else value or []


class Claim(BaseModel):
    """One sentence of a model, the keys it cites, and the words it says it relies on; none of it believed yet."""

    model_config = ConfigDict(frozen=True, extra="ignore", strict=True)

    text: str = Field(
        min_length=1, max_length=LONGEST, validation_alias=AliasChoices("text", "statement", "sentence", "answer")
    )
    keys: Annotated[list[str], BeforeValidator(_several)] = Field(
        [], max_length=20, validation_alias=AliasChoices("keys", "key", "citations", "sources")
    )
    quotes: Annotated[list[str], BeforeValidator(_several)] = Field(
        [], max_length=20, validation_alias=AliasChoices("quote", "quotes")
    )


def claims(written: str, *, whole: bool) -> tuple[Claim, ...]:
    """The claims that are finished in what has been written so far, in order.

    Args:
        written: all of it so far.
        whole: whether the model has come to its end.
    """
    text = _THOUGHT.sub("", written)
    start = min((at for at in (text.find("{"), text.find('[{"')) if at >= 0), default=-1)
    if start < 0:
        return tuple(_plain(text))
    return tuple(claim for item in _items(text[start:], whole=whole) if (claim := _claim(item)))


def _items(text: str, *, whole: bool) -> Sequence[Any]:
    """The statements that are finished: all of a whole document, all but the last of one that breaks off."""
    try:
        document, _ = json.JSONDecoder().raw_decode(text)
        return _listed(document)
    except (ValueError, RecursionError):
        pass
    try:
        return _listed(parse_partial_json(text))[:-1]
    except (ValueError, RecursionError):
        return ()


def _listed(document: object) -> Sequence[Any]:
    """The statements in a document: a list, the list in an object, or the object that is one itself."""
    if isinstance(document, dict):
        lists = [value for value in document.values() if isinstance(value, list) and value]
        named = document.get("statements")
        return named if isinstance(named, list) else [document] if "keys" in document or not lists else lists[0]
    return document if isinstance(document, list) else ()


def _claim(item: object) -> Claim | None:
    try:
        return Claim.model_validate(item)
    except ValidationError:
        return None


def _plain(text: str) -> Sequence[Claim]:
    """Sentences with their keys after them in square brackets. One without is cited by nothing, and is no claim."""
    found, start = [], 0
    for cited in _CITED.finditer(text):
        said = _ENDS.split(text[start : cited.start()].rstrip())[-1]
        keys, end = cited.groups()
        start = cited.end()
        if said.strip(" -*•–."):
            found.append(Claim(text=f"{said.strip(' -*•–')}{end}"[:LONGEST], keys=_KEY.findall(keys), quotes=[]))
    return found
