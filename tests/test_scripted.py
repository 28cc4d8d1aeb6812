"""The scripted server: what it is asked is read and kept, and each way of sending is what it says."""

import json
from collections.abc import Callable

import httpx
import pytest
from langchain_openai import ChatOpenAI

from evals.scripted import (
    Asked,
    Reply,
    Said,
    Sending,
    as_fenced,
    as_json,
    as_sentences,
    as_thought,
    scripted,
)

PASSAGE = {"key": "k7f", "paper": "Fernmoor, Cabinet, 8 July 2024, para 5.4", "words": "5.4 Four homes are open."}
PUT = {
    "question": "How many homes?",
    "earlier_questions": ["Who?"],
    "kind_of_answer": "how many",
    "passages": [PASSAGE],
}
SAID = (Said("Four homes are open.", ("k7f",), "Four homes"),)


def asked(**more: object) -> dict[str, object]:
    messages = [{"role": "system", "content": "Rules."}, {"role": "user", "content": json.dumps(PUT)}]
    return {"model": "scripted", "messages": messages, **more}


def post(url: str, **more: object) -> httpx.Response:
    return httpx.post(f"{url}/chat/completions", json=asked(**more), timeout=5, headers={"X-Seen": "yes"})


def streamed(url: str, **more: object) -> str:
    """The words of a stream, read as a client does."""
    text = ""
    body = asked(stream=True, **more)
    with httpx.stream("POST", f"{url}/chat/completions", json=body, timeout=httpx.Timeout(5, read=0.5)) as response:
        for line in response.iter_lines():
            if line.startswith("data: {"):
                for choice in json.loads(line.removeprefix("data: "))["choices"]:
                    text += choice["delta"].get("content", "")
    return text


def test_what_is_asked_is_read_and_kept() -> None:
    with scripted(lambda one: Reply(one.passages[0].words)) as script:
        answer = post(script.url, response_format={"type": "json_schema"}).json()
    assert answer["choices"][0]["message"]["content"] == "5.4 Four homes are open."
    (kept,) = script.asked
    assert (kept.question, kept.earlier, kept.kind, kept.rules) == ("How many homes?", ("Who?",), "how many", "Rules.")
    assert kept.passages[0].key == "k7f"
    assert kept.schema
    assert not kept.streamed
    assert kept.headers["x-seen"] == "yes"
    assert "Four homes" in kept.body


def test_a_request_that_asks_nothing_known_is_kept_all_the_same() -> None:
    with scripted(lambda _: Reply("Hello.")) as script:
        body = {"messages": [{"role": "user", "content": "Put this by itself."}]}
        assert httpx.post(f"{script.url}/chat/completions", json=body).status_code == 200
    assert script.asked[0].words == "Put this by itself."
    assert script.asked[0].passages == ()


def test_langchain_reads_its_stream_and_its_tokens() -> None:
    with scripted(lambda _: Reply(as_json(SAID), size=5)) as script:
        model = ChatOpenAI(
            model="scripted", base_url=script.url, api_key="any", max_retries=0, stream_usage=True, timeout=5
        )
        chunks = list(model.stream([("system", "Rules."), ("user", json.dumps(PUT))]))
    assert "".join(str(chunk.content) for chunk in chunks) == as_json(SAID)
    assert len(chunks) > 5
    usages = [chunk.usage_metadata for chunk in chunks if chunk.usage_metadata]
    assert usages[-1]["input_tokens"] == 100
    assert script.asked[0].streamed
    assert script.asked[0].headers["authorization"] == "Bearer any"


@pytest.mark.parametrize("status", [400, 401, 404, 429, 500, 503])
def test_it_answers_with_a_status(status: int) -> None:
    with scripted(lambda _: Reply("No.", Sending.STATUS, status=status)) as script:
        answer = post(script.url)
    assert (answer.status_code, answer.text) == (status, "No.")


def test_it_refuses_a_schema_and_answers_without() -> None:
    with scripted(lambda _: Reply("Words.", Sending.NO_SCHEMA)) as script:
        assert post(script.url, response_format={"type": "json_schema"}).status_code == 400
        assert streamed(script.url) == "Words."


def test_a_reply_cut_off_is_told_from_one_that_ends_early() -> None:
    with scripted(lambda _: Reply("x" * 100, Sending.CUT)) as script, pytest.raises(httpx.RemoteProtocolError):
        streamed(script.url)
    with scripted(lambda _: Reply("x" * 100, Sending.SHORT)) as script:
        assert streamed(script.url) == "x" * 36
    with scripted(lambda _: Reply("x" * 100, Sending.CUT)) as script, pytest.raises(httpx.RemoteProtocolError):
        post(script.url)


def test_a_stall_keeps_the_client_waiting_and_the_server_can_be_stopped() -> None:
    with scripted(lambda _: Reply("x" * 100, Sending.STALL)) as script, pytest.raises(httpx.ReadTimeout):
        streamed(script.url)


def test_it_goes_on_without_end() -> None:
    with (
        scripted(lambda _: Reply("abc", Sending.ENDLESS)) as script,
        httpx.stream("POST", f"{script.url}/chat/completions", json=asked(stream=True), timeout=5) as response,
    ):
        lines = response.iter_lines()
        assert sum('"abc"' in next(lines) for _ in range(1002)) == 500


def test_one_line_may_be_five_million_bytes_long() -> None:
    with scripted(lambda _: Reply("abc", Sending.LONG_LINE)) as script:
        assert len(streamed(script.url)) == 5_000_000


@pytest.mark.parametrize(
    ("reply", "wrong"),
    [
        (Reply("Hello", Sending.BAD_BYTES), lambda body: b"\xff\xfe\xc3Hello" in body),
        (Reply("{no json", Sending.BAD_EVENTS), lambda body: b"data: {no json\n" in body),
        (Reply("<p>Busy</p>", Sending.OTHER_TYPE), lambda body: body == b"<p>Busy</p>"),
        (Reply("I cannot.", Sending.REFUSAL), lambda body: b'"refusal": "I cannot."' in body),
    ],
    ids=lambda value: value.sending.name if isinstance(value, Reply) else "",
)
def test_it_sends_what_no_good_server_does(reply: Reply, wrong: Callable[[bytes], bool]) -> None:
    with scripted(lambda _: reply) as script:
        answer = post(script.url, stream=True)
    assert wrong(answer.content)
    assert answer.headers["content-type"].startswith("text/html") == (reply.sending is Sending.OTHER_TYPE)


def test_it_points_elsewhere() -> None:
    with scripted(lambda _: Reply("", Sending.REDIRECT, target="http://127.0.0.1:1/v1")) as script:
        answer = post(script.url)
    assert (answer.status_code, answer.headers["location"]) == (307, "http://127.0.0.1:1/v1")


def test_it_lists_its_model_and_knows_nothing_else() -> None:
    with scripted(lambda _: Reply("")) as script:
        assert httpx.get(f"{script.url}/models").json()["data"][0]["id"] == "scripted"
        assert httpx.get(f"{script.url}/else").status_code == 404
        assert httpx.post(f"{script.url}/else", content=b"\xff{").status_code == 404
    assert script.asked[0] == Asked(path="/v1/else", headers=script.asked[0].headers, body="�{")


def test_the_same_words_in_four_shapes() -> None:
    whole = {"statements": [{"text": "Four homes are open.", "keys": ["k7f"], "quote": "Four homes"}]}
    assert json.loads(as_json(SAID)) == whole
    assert json.loads(as_fenced(SAID).split("```json")[1].split("```")[0]) == whole
    assert json.loads(as_thought(SAID).split("</think>")[1]) == whole
    assert as_sentences(SAID) == "Four homes are open. [k7f]"
