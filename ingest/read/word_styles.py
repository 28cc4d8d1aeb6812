"""What a Word file says of its styles and lists, read out of its XML into plain values.

A paragraph inherits from its style and the styles that one is based on: its place in a list, its heading level,
whether it is hidden. `Styles` answers those questions for one paragraph or run; it does not count (`word_numbers`
does). The XML comes from `word`, which owns the library; an element is anything with `find`, `get` and children.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from ingest.read.word_numbers import Level, WordList

_NAMESPACE = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DEEPEST_STYLE = 20  # a damaged file can base styles on one another in a circle
_BODY_OUTLINE = 9  # the outline level that means "no heading"
_NAMED_LEVELS = {"title": 1, "subtitle": 2}


class Element(Protocol):
    """As much of an XML element as is used."""

    @property
    def tag(self) -> str: ...
    @property
    def text(self) -> str | None: ...
    def find(self, path: str) -> Element | None: ...
    def findall(self, path: str) -> list[Element]: ...
    def iter(self, *tags: str) -> Iterator[Element]: ...
    def get(self, key: str) -> str | None: ...
    def __iter__(self) -> Iterator[Element]: ...


def w(path: str) -> str:
    """A path of plain names in WordprocessingML's namespace: "pPr/numPr"."""
    return "/".join(_NAMESPACE + name for name in path.split("/"))


def value(element: Element | None, path: str = "") -> str | None:
    """The `w:val` of an element, or of the one at `path` below it; None where there is none."""
    found = element if element is None or not path else element.find(w(path))
    return None if found is None else found.get(w("val"))


def switched_on(properties: Element | None, name: str) -> bool | None:
    """A toggle among properties: on, off, or None where it is not said. Present without a value is on."""
    found = None if properties is None else properties.find(w(name))
    if found is None:
        return None
    return (found.get(w("val")) or "true") not in {"0", "false", "off"}


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph or character style, as far as it bears on reading."""

    id: str
    name: str  # lower case; built-in names are English in every language of Word
    based_on: str
    list_id: str | None  # "0" takes numbering off
    level: int | None
    outline: int | None  # from 0
    hidden: bool | None


@dataclass(frozen=True, slots=True)
class ListPlace:
    """Where a paragraph stands in a list."""

    list_id: str
    word_list: WordList
    level: int  # from 0

    @property
    def definition(self) -> Level:
        return self.word_list.levels.get(self.level, Level())


class Styles:
    """The styles and lists of one document. Either part may be missing from a file."""

    def __init__(self, styles: Element | None, numbering: Element | None) -> None:
        elements = [] if styles is None else styles.findall(w("style"))
        self._styles = {style.id: style for style in map(_style, elements)}
        self._default = next((e.get(w("styleId")) or "" for e in elements if _is_default_paragraph(e)), "")
        self._lists = {} if numbering is None else _lists(numbering, self._styles)

    def place(self, paragraph: Element) -> ListPlace | None:
        """The paragraph's place in a list, its own or its style's; None where it has none."""
        own = paragraph.find(w("pPr/numPr"))
        chain = list(self._chain(self._paragraph_style(paragraph)))
        from_style = next((style for style in chain if style.list_id is not None), None)
        list_id = value(own, "numId") or (from_style.list_id if from_style else None)
        if not list_id or list_id not in self._lists:
            return None
        word_list = self._lists[list_id]
        level = number(value(own, "ilvl"))
        if level is None:
            level = _styled_level(chain, word_list)
        return ListPlace(list_id, word_list, 0 if word_list.single else level)

    def heading_level(self, paragraph: Element) -> int:
        """The paragraph's heading level from 1; 0 where it is none."""
        chain = list(self._chain(self._paragraph_style(paragraph)))
        outline = number(value(paragraph, "pPr/outlineLvl"))
        if outline is None:
            outline = next((style.outline for style in chain if style.outline is not None), None)
        if outline is not None and outline < _BODY_OUTLINE:
            return outline + 1
        return next((_NAMED_LEVELS[style.name] for style in chain if style.name in _NAMED_LEVELS), 0)

    def in_contents_list(self, paragraph: Element) -> bool:
        """Whether the paragraph is a line of a table of contents or of figures."""
        names = [style.name for style in self._chain(self._paragraph_style(paragraph))]
        return any(name.startswith(("toc ", "table of figures")) for name in names)

    def hidden(self, run: Element | None, paragraph: Element) -> bool:
        """Whether a run's properties, or their style, or the paragraph's style, hide it."""
        said = switched_on(run, "vanish")
        for style_id in (value(run, "rStyle") or "", self._paragraph_style(paragraph)):
            if said is None:
                said = next((style.hidden for style in self._chain(style_id) if style.hidden is not None), None)
        return bool(said)

    def _paragraph_style(self, paragraph: Element) -> str:
        return value(paragraph, "pPr/pStyle") or self._default

    def _chain(self, style_id: str) -> Iterator[Style]:
        """A style and those it is based on, nearest first."""
        for _ in range(_DEEPEST_STYLE):
            style = self._styles.get(style_id)
            if style is None:
                return
            yield style
            style_id = style.based_on


def _styled_level(chain: list[Style], word_list: WordList) -> int:
    """The level that styles give, nearest first. A level that names a style wins over what that style says of its
    level (ECMA-376 part 1, 17.9.23).
    """
    named = {definition.style: at for at, definition in word_list.levels.items() if definition.style}
    for style in chain:
        level = named.get(style.id, style.level)
        if level is not None:
            return level
    return 0


def _style(element: Element) -> Style:
    return Style(
        id=element.get(w("styleId")) or "",
        name=(value(element, "name") or "").lower(),
        based_on=value(element, "basedOn") or "",
        list_id=value(element, "pPr/numPr/numId"),
        level=number(value(element, "pPr/numPr/ilvl")),
        outline=number(value(element, "pPr/outlineLvl")),
        hidden=switched_on(element.find(w("rPr")), "vanish"),
    )


def _is_default_paragraph(element: Element) -> bool:
    return element.get(w("type")) == "paragraph" and element.get(w("default")) in {"1", "true", "on"}


def _lists(numbering: Element, styles: Mapping[str, Style]) -> dict[str, WordList]:
    """Every list by its id. A list that only names a numbering style is the list that style is made of."""
    abstracts = {element.get(w("abstractNumId")) or "": element for element in numbering.findall(w("abstractNum"))}
    instances = {element.get(w("numId")) or "": element for element in numbering.findall(w("num"))}
    found: dict[str, WordList] = {}
    for list_id, instance in instances.items():
        abstract_id = value(instance, "abstractNumId") or ""
        link = value(abstracts.get(abstract_id), "numStyleLink")
        if link and link in styles:
            through = instances.get(styles[link].list_id or "")
            abstract_id = value(through, "abstractNumId") or abstract_id
        if abstract_id in abstracts:
            found[list_id] = _list(abstract_id, abstracts[abstract_id], instance)
    return found


def _list(abstract_id: str, abstract: Element, instance: Element) -> WordList:
    levels = {_at(element): _level(element) for element in abstract.findall(w("lvl"))}
    starts: dict[int, int] = {}
    for override in instance.findall(w("lvlOverride")):
        replaced = override.find(w("lvl"))
        if replaced is not None:
            levels[_at(override)] = _level(replaced)
        start = number(value(override, "startOverride"))
        if start is not None:
            starts[_at(override)] = start
    return WordList(abstract_id, levels, starts, value(abstract, "multiLevelType") == "singleLevel")


def _level(element: Element) -> Level:
    start, formats = number(value(element, "start")), [value(e) for e in element.iter(w("numFmt"))]
    return Level(
        start=0 if start is None else start,  # the schema's default; Word itself always writes one
        format=formats[-1] or "decimal" if formats else "decimal",  # the last: a fallback stands after its choice
        text=value(element, "lvlText") or "",
        restart=number(value(element, "lvlRestart")),
        legal=bool(switched_on(element, "isLgl")),
        style=value(element, "pStyle") or "",
    )


def _at(element: Element) -> int:
    return number(element.get(w("ilvl"))) or 0


def number(text: str | None) -> int | None:
    """An attribute's whole number; None where it is missing or no number."""
    return int(text) if text and re.fullmatch(r"-?[0-9]{1,9}", text) else None
