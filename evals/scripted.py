"""A language model's server that says what it is told to: OpenAI-compatible, on loopback, for tests and measuring.

What it answers is a function of what it is asked, so a test has the whole conversation in its hands; what it was sent
is kept, so a test can see what left the machine. It can also do what no good server does: cut a reply off, stall, never
end, send bytes that are no text, or point to another address. `Sending` lists how a reply is sent; what shape its words
have (JSON, a Markdown fence, plain sentences) is a matter of the words, and the `as_…` functions make them.

It speaks HTTP/1.1 and sends streams in chunks, as real servers do: a client can tell a reply cut off from a whole one.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Lock, Thread

from evals.exchange import Asked, Given, Reply, Said, Sending, as_fenced, as_json, as_sentences, as_thought, read

__all__ = [
    "Asked",
    "Given",
    "Reply",
    "Said",
    "Script",
    "Sending",
    "as_fenced",
    "as_json",
    "as_sentences",
    "as_thought",
    "scripted",
]

MODEL = "scripted"
_PLAIN: Mapping[str, str] = {}
_MOST_BYTES = 20 * 2**20  # of a request


class Script:
    """A running server: where it is, and what it was asked so far."""

    def __init__(self, reply: Callable[[Asked], Reply]) -> None:
        """Start nothing yet; `scripted` does. `reply` is called by several threads."""
        self.reply = reply
        self.stopping = Event()
        self.url = ""
        self._asked: list[Asked] = []
        self._lock = Lock()

    @property
    def asked(self) -> tuple[Asked, ...]:
        """What it was asked, oldest first."""
        with self._lock:
            return tuple(self._asked)

    def keep(self, asked: Asked) -> None:
        """Note a request."""
        with self._lock:
            self._asked.append(asked)


@contextmanager
def scripted(reply: Callable[[Asked], Reply]) -> Iterator[Script]:
    """A server on a free port of loopback until the block is left; `Script.url` is its base address."""
    script = Script(reply)
    server = _Server(script)
    script.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield script
    finally:
        script.stopping.set()
        server.shutdown()
        server.server_close()
        thread.join(5)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, script: Script) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.script = script

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is no matter here."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_GET(self) -> None:
        """The list of models; 404 elsewhere."""
        if self.path.endswith("/models"):
            self._send(200, json.dumps({"object": "list", "data": [{"id": MODEL, "object": "model"}]}).encode())
        else:
            self._send(404, b'{"error": {"message": "There is nothing here."}}')

    def do_POST(self) -> None:
        """One reply."""
        length = min(int(self.headers.get("Content-Length") or 0), _MOST_BYTES)
        body = self.rfile.read(length).decode("utf-8", "replace")
        asked = read(self.path, dict(self.headers.items()), body)
        self.server.script.keep(asked)
        if not self.path.endswith("/chat/completions"):
            self._send(404, b'{"error": {"message": "There is nothing here."}}')
            return
        reply = self.server.script.reply(asked)
        with suppress(OSError):  # the client has gone
            self._answer(asked, reply)

    def _answer(self, asked: Asked, reply: Reply) -> None:
        match reply.sending:
            case Sending.STATUS:
                self._send(reply.status, reply.text.encode(), {"Retry-After": "1"} if reply.status == 429 else {})
            case Sending.NO_SCHEMA if asked.schema:
                fault = {"error": {"message": "response_format is not supported", "type": "invalid_request_error"}}
                self._send(400, json.dumps(fault).encode())
            case Sending.OTHER_TYPE:
                self._send(200, reply.text.encode(), kind="text/html")
            case Sending.REDIRECT:
                self._send(307, b"", {"Location": reply.target})
            case _ if asked.streamed:
                self._stream(asked, reply)
            case _:
                self._at_once(reply)

    def _send(self, status: int, body: bytes, more: Mapping[str, str] = _PLAIN, kind: str = "application/json") -> None:
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **more}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def _at_once(self, reply: Reply) -> None:
        """A reply that is not streamed. What can only be done to a stream is done to the body as a whole."""
        refused = reply.sending is Sending.REFUSAL
        said = {"role": "assistant", "content": None if refused else reply.text} | (
            {"refusal": reply.text} if refused else {}
        )
        choice = {"index": 0, "message": said, "finish_reason": "stop"}
        body = json.dumps({**_HEAD, "object": "chat.completion", "choices": [choice], "usage": _usage(reply.text)})
        sent = body.encode()
        if reply.sending is Sending.BAD_BYTES:
            sent = sent.replace(b'"content": "', b'"content": "\xff\xfe\xc3', 1)
        if reply.sending in (Sending.STALL, Sending.ENDLESS, Sending.CUT):
            self.send_response(200)
            self.send_header("Content-Length", str(len(sent)))
            self.end_headers()
            self.wfile.write(sent[: len(sent) // 2])
            self.close_connection = True
            if reply.sending is not Sending.CUT:
                self.server.script.stopping.wait()
            return
        self._send(200, sent[: len(sent) // 2] if reply.sending is Sending.SHORT else sent)

    def _stream(self, asked: Asked, reply: Reply) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream; charset=utf-8")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        stopping = self.server.script.stopping
        self._chunk(b"data: " + _event({"role": "assistant", "content": ""}) + b"\n\n")  # once, as real servers do
        while reply.sending is Sending.COMMENTS and not stopping.wait(0.02):
            self._chunk(b": ping\n\n")
        cut = reply.sending in (Sending.CUT, Sending.SHORT, Sending.STALL)
        for number, event in enumerate(_events(reply)):
            if stopping.wait(reply.pause) or (cut and number == reply.after):
                break
            self._chunk(b"data: " + event + b"\n\n")
        if reply.sending is Sending.STALL:
            stopping.wait()
        if reply.sending in (Sending.CUT, Sending.STALL) or stopping.is_set():
            self.close_connection = True  # without the last chunk: cut off
            return
        if reply.sending is not Sending.SHORT:
            self._chunk(b"data: " + _event({}, finish="stop") + b"\n\n")
            if asked.usage:
                self._chunk(b"data: " + json.dumps(_tally(reply.text)).encode() + b"\n\n")
            self._chunk(b"data: [DONE]\n\n")
        self.wfile.write(b"0\r\n\r\n")

    def _chunk(self, sent: bytes) -> None:
        self.wfile.write(b"%x\r\n%b\r\n" % (len(sent), sent))
        self.wfile.flush()

    def log_message(self, *_: object) -> None:
        """Nothing is logged."""


_HEAD = {"id": "scripted-1", "created": 0, "model": MODEL}


def _events(reply: Reply) -> Iterator[bytes]:
    """The events that carry the words, without end where the reply has none."""
    match reply.sending:
        case Sending.WHOLE:
            yield _event({"content": reply.text})
            return
        case Sending.REFUSAL:
            yield _event({"refusal": reply.text})
            return
        case Sending.LONG_LINE:
            yield _event({"content": reply.text + " " * max(0, 5_000_000 - len(reply.text))})
            return
        case Sending.BAD_BYTES:
            yield _event({"content": reply.text}).replace(b'"content": "', b'"content": "\xff\xfe\xc3', 1)
            return
        case Sending.BAD_EVENTS:
            yield reply.text.encode()
            return
    while True:
        for start in range(0, len(reply.text), reply.size):
            yield _event({"content": reply.text[start : start + reply.size]})
        if reply.sending is not Sending.ENDLESS:
            return


def _event(delta: Mapping[str, str], finish: str | None = None) -> bytes:
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    return json.dumps({**_HEAD, "object": "chat.completion.chunk", "choices": [choice]}).encode()


def _usage(text: str) -> dict[str, int]:
    words = len(text.split())
    return {"prompt_tokens": 100, "completion_tokens": words, "total_tokens": 100 + words}


def _tally(text: str) -> dict[str, object]:
    """The last message of a stream: the tokens, and no words."""
    return {**_HEAD, "object": "chat.completion.chunk", "choices": [], "usage": _usage(text)}
