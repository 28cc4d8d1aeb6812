"""`plan-assistant mcp`: the papers for programs that speak the Model Context Protocol, on standard input and output.

A process of its own with one library, opened at the first question and for one level of access. The tools give what the
HTTP API gives, with the same ids, and write nothing. Standard output carries the protocol alone; the log goes to
standard error and never holds a question. What cannot be answered is a tool's error with a sentence that says why, so a
server without a library starts, and each tool says what to do.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from signal import SIG_DFL, SIGINT, signal
from typing import Annotated

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp_types import ToolAnnotations
from pydantic import Field

from assistant.app.doors.door import MOST_AROUND, MOST_FOUND, MOST_ROWS, Door, Within
from assistant.app.doors.shapes import QUOTES_ONLY, Answered, LedgerPart, Papers, PassageInPlace, SearchFound
from assistant.ask import Assistant
from ingest.errors import PlanAssistantError
from ingest.report import Access
from ingest.settings import Settings

INSTRUCTIONS = (
    "Answers about council committee papers, from the papers held in this library and from nothing else. "
    "Use `ask` for a question, and pass earlier questions in `history`. Where `abstained` is true the papers do not "
    "say: tell the reader so, and add nothing of your own. Quote the words in `quote` as they stand, and cite each by "
    "its `printed` address. A statement with `by_model` was written by a language model: never quote it as a paper's. "
    "Every answer is as at a date (`as_at`): say which. Never put two councils' facts together "
    "as if they were one's. `report` and `para` are the ids of a paragraph: `get_paragraph` reads it."
)
_READS = ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)
_ROWS = 50

Council = Annotated[str, Field(description="search this council's papers only; empty: any", examples=["Fernmoor"])]
Body = Annotated[str, Field(description="search this committee's papers only; empty: any")]
AsAt = Annotated[
    str,
    Field(description='only papers up to this date, as things stood then: "2024-07-08", "July 2024"; empty: any'),
]
Reports = Annotated[list[str], Field(description="search these papers only, by name (`report`); none: any")]
Limit = Annotated[int, Field(ge=1, le=MOST_ROWS, description="how many rows at most")]
Skip = Annotated[int, Field(ge=0, description="how many rows to pass over: with `limit`, to read on")]


def run(settings: Settings, access: Access) -> None:
    """Serve one program on standard input and output until it leaves."""
    signal(SIGINT, SIG_DFL)  # a thread waits for input, and nothing gentler ends it; there is nothing to be lost
    assistant = Assistant(settings)
    try:
        build_server(Door(assistant, settings), access).run("stdio")
    finally:
        assistant.close()


def build_server(door: Door, access: Access) -> MCPServer[None]:
    """The server with its tools, for one level of access."""
    server: MCPServer[None] = MCPServer(
        "plan-assistant",
        title="Council papers",
        instructions=" ".join(filter(None, (INSTRUCTIONS, door.waits))),
        version=version("plan-assistant"),
        log_level="WARNING",
    )
    tools = Tools(door, access)
    asking = _READS.model_copy(update={"open_world_hint": bool(door.waits)})  # a language model is another service
    server.add_tool(tools.ask, title="Ask a question", annotations=asking, structured_output=True)
    for title, tool in (
        ("Search the paragraphs", tools.search),
        ("Read a paragraph", tools.get_paragraph),
        ("List the papers held", tools.list_papers),
        ("Recommendations and how they stood", tools.tracker),
        ("Decisions asked for and taken", tools.decisions),
        ("Papers referred to and not held", tools.gaps),
    ):
        server.add_tool(tool, title=title, annotations=_READS, structured_output=True)
    return server


@contextmanager
def _told() -> Iterator[None]:
    """A fault of ours becomes the tool's error, with its sentence."""
    try:
        yield
    except PlanAssistantError as error:
        raise ToolError(str(error)) from error


@dataclass(frozen=True, slots=True)
class Tools:
    """What the server's tools do. Their docstrings are what a model reads."""

    door: Door
    access: Access

    @_told()
    def ask(
        self,
        question: Annotated[str, Field(description="the question, in plain words")],
        history: Annotated[list[str], Field(description="earlier questions it follows, oldest first")] = [],  # noqa: B006
        council: Council = "",
        body: Body = "",
        as_at: AsAt = "",
        reports: Reports = [],  # noqa: B006 - read by pydantic, and never changed
        quotes_only: Annotated[bool, Field(description=QUOTES_ONLY)] = False,
    ) -> Answered:
        """Answer a question from the council papers held, and from nothing else.

        Gives statements with citations. Cite each by its `printed` address, with the words in `quote` as they stand,
        and say the date in `as_at`. Where `abstained` is true the papers do not say: tell the reader that, with what
        was searched, and do not answer from elsewhere.
        """
        within = Within(council, body, as_at, tuple(reports))
        return self.door.ask(question, within, history, self.access, quotes_only=quotes_only)

    @_told()
    def search(
        self,
        words: Annotated[str, Field(description="words to look for, or a question")],
        council: Council = "",
        body: Body = "",
        as_at: AsAt = "",
        reports: Reports = [],  # noqa: B006
        limit: Annotated[int, Field(ge=1, le=MOST_FOUND, description="how many paragraphs at most")] = 10,
    ) -> SearchFound:
        """Find the paragraphs of the papers held that are nearest to some words, best first.

        Being found does not mean that a paragraph answers. Cite a paragraph by its `printed` address.
        """
        return self.door.search(words, Within(council, body, as_at, tuple(reports)), limit, self.access)

    @_told()
    def get_paragraph(
        self,
        report: Annotated[str, Field(description="the paper's name, as citations and `list_papers` give it")],
        para: Annotated[str, Field(description='the paragraph\'s address: "5.4", "2.1(a)", "Rec 2"')],
        around: Annotated[int, Field(ge=0, le=MOST_AROUND, description="how many before and after it at most")] = 1,
    ) -> PassageInPlace:
        """Read one paragraph of a paper held as it stands, with those before and after it. Cite it by `printed`."""
        return self.door.paragraph(report, para, around, self.access)

    @_told()
    def list_papers(self) -> Papers:
        """List the papers held, latest first: their names, councils, committees and dates.

        Nothing outside these papers is known here.
        """
        return self.door.papers(self.access)

    @_told()
    def tracker(
        self,
        council: Council = "",
        as_at: AsAt = "",
        inspection: Annotated[str, Field(description="one inspection: its year or date; empty: all")] = "",
        skip: Skip = 0,
        limit: Limit = _ROWS,
    ) -> LedgerPart:
        """List inspectors' recommendations, and how each stood at each paper held that speaks of it.

        A status is what a paper says, with its words in `quote`; cite it by `printed`. "not stated" and "not
        individually stated" mean that the papers do not say, not that nothing was done.
        """
        return self._rows("tracker", Within(council, as_at=as_at), skip, limit, inspection)

    @_told()
    def decisions(self, council: Council = "", as_at: AsAt = "", skip: Skip = 0, limit: Limit = _ROWS) -> LedgerPart:
        """List what committees were asked to decide, and what became of it where the papers held record it.

        Without a record in the papers held the outcome is not known: say so. Cite each row by `printed`.
        """
        return self._rows("decisions", Within(council, as_at=as_at), skip, limit)

    @_told()
    def gaps(self, council: Council = "", as_at: AsAt = "", skip: Skip = 0, limit: Limit = _ROWS) -> LedgerPart:
        """List papers that the papers held refer to, and that are not held: what cannot be answered from here.

        Each row says where a paper is mentioned; cite that by `printed`.
        """
        return self._rows("gaps", Within(council, as_at=as_at), skip, limit)

    def _rows(self, name: str, within: Within, skip: int, limit: int, inspection: str = "") -> LedgerPart:
        return self.door.ledger_part(name, within, self.access, inspection=inspection, skip=skip, limit=limit)
