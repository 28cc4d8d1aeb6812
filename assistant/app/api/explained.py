"""The API's document as a page shows it: routes with what they take and give, in the document's own words. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Node = Mapping[str, Any]

_KINDS = {"string": "text", "integer": "whole number", "number": "number", "boolean": "true or false", "array": "list"}


@dataclass(frozen=True, slots=True)
class FieldShown:
    """A parameter or a field."""

    name: str
    kind: str  # in plain words
    needed: bool
    says: str
    example: str


@dataclass(frozen=True, slots=True)
class RouteShown:
    """A route."""

    method: str
    path: str
    summary: str
    says: str
    takes: tuple[FieldShown, ...]
    gives: tuple[FieldShown, ...]


def explained(document: Node) -> tuple[RouteShown, ...]:
    """The routes of an OpenAPI document, in its order."""
    return tuple(
        RouteShown(
            method.upper(),
            path,
            route["summary"],
            route.get("description", ""),
            (*_parameters(route.get("parameters", ())), *_body(document, route.get("requestBody"))),
            fields(document, _model(route["responses"]["200"])),
        )
        for path, methods in document["paths"].items()
        for method, route in methods.items()
    )


def fields(document: Node, model: str) -> tuple[FieldShown, ...]:
    """The fields of one of the document's models."""
    schema = document["components"]["schemas"][model]
    needed = schema.get("required", ())
    return tuple(_field(name, about, name in needed) for name, about in schema["properties"].items())


def _parameters(parameters: Sequence[Node]) -> tuple[FieldShown, ...]:
    return tuple(
        _field(
            each["name"], {**each["schema"], "description": each.get("description", "")}, each.get("required", False)
        )
        for each in parameters
    )


def _body(document: Node, body: Node | None) -> tuple[FieldShown, ...]:
    return fields(document, _model(body)) if body else ()


def _model(holder: Node) -> str:
    name: str = holder["content"]["application/json"]["schema"]["$ref"]
    return name.rpartition("/")[2]


def _field(name: str, about: Node, needed: bool) -> FieldShown:
    examples = about.get("examples", ())
    return FieldShown(name, _kind(about), needed, about.get("description", ""), str(examples[0]) if examples else "")


def _kind(about: Node) -> str:
    if options := about.get("anyOf"):
        return " or ".join(dict.fromkeys(_kind(each) for each in options if each.get("type") != "null"))
    if about.get("format") == "date":
        return "date"
    return _KINDS.get(
        about.get("type", ""), "text" if "$ref" in about and about["$ref"].endswith("State") else "object"
    )
