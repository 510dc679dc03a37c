"""A model server on this machine that speaks the OpenAI chat-completions API and does what a script says.

A script is a function from a request to a behaviour; the server keeps every request, so that a test can
say what was sent and what was not::

    with ModelServer(always(Text("Het doel was 602,8 fta. [1]"))) as server:
        model = ChatOpenAI(model="test-model", base_url=server.url, api_key="sleutel")
        model.invoke("…")
        assert server.requests[0].key == "sleutel"
"""

from __future__ import annotations

import itertools
import json
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Protocol, Self

_PIECE = 7
_ENDLESS_SECONDS = 60.0


@dataclass(frozen=True)
class Received:
    """One request as it came in. ``headers`` have names in lower case; ``host`` is whom it was meant for."""

    path: str
    headers: Mapping[str, str]
    body: Mapping[str, Any]

    @property
    def key(self) -> str:
        """The key it was sent with."""
        return self.headers.get("authorization", "").removeprefix("Bearer ")

    @property
    def messages(self) -> list[dict[str, Any]]:
        """The messages of the conversation."""
        return list(self.body.get("messages", ()))

    @property
    def text(self) -> str:
        """Everything in it that a model would read: messages, tools, schema."""
        return json.dumps(self.body, ensure_ascii=False)

    @property
    def streams(self) -> bool:
        """Whether the answer is to come in pieces."""
        return bool(self.body.get("stream"))

    @property
    def tools(self) -> list[str]:
        """The names of the tools that may be called."""
        return [tool["function"]["name"] for tool in self.body.get("tools", ())]

    @property
    def forced_tool(self) -> str:
        """The tool that must be called: the one chosen, or the only one where some tool is required."""
        choice = self.body.get("tool_choice")
        if isinstance(choice, dict):
            return str(choice["function"]["name"])
        return self.tools[0] if choice in ("required", "any") and len(self.tools) == 1 else ""

    @property
    def schema(self) -> dict[str, Any] | None:
        """The JSON schema that the answer must have, where one was asked for."""
        wanted = self.body.get("response_format") or {}
        return wanted.get("json_schema", {}).get("schema") if wanted.get("type") == "json_schema" else None

    @property
    def wants_structure(self) -> bool:
        """Whether it asks for an object rather than for words."""
        return bool(self.body.get("response_format")) or bool(self.forced_tool)

    @property
    def tool_results(self) -> list[str]:
        """What the tools called so far have given."""
        return [str(message.get("content", "")) for message in self.messages if message["role"] == "tool"]


class Behaviour(Protocol):
    """What the server does with one request."""

    def run(self, exchange: Exchange) -> None:
        """Answers it, or does what a broken server does."""


Script = Callable[[Received], Behaviour]


def always(behaviour: Behaviour) -> Script:
    """The same behaviour for every request."""
    return lambda _: behaviour


def in_turn(*behaviours: Behaviour) -> Script:
    """One behaviour after another; the last one stays."""
    waiting = itertools.chain(behaviours[:-1], itertools.repeat(behaviours[-1]))
    lock = threading.Lock()

    def script(_: Received) -> Behaviour:
        with lock:
            return next(waiting)

    return script


# --- behaviours ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Text:
    """A text, in one go or in pieces of ``size`` characters with ``pause`` seconds between them."""

    text: str
    size: int = _PIECE
    pause: float = 0.0

    def run(self, exchange: Exchange) -> None:
        """Answers with the text."""
        if not exchange.request.streams:
            time.sleep(self.pause)
            exchange.message({"role": "assistant", "content": self.text}, "stop")
            return
        exchange.open_stream()
        for piece in _pieces(self.text, self.size):
            exchange.delta({"content": piece})
            exchange.wait(self.pause)
        exchange.close_stream("stop")


@dataclass(frozen=True)
class Calls:
    """Calls of tools: each a name and its arguments, as an object or as the raw text that a model wrote."""

    calls: tuple[tuple[str, Mapping[str, Any] | str], ...]
    text: str = ""

    def run(self, exchange: Exchange) -> None:
        """Answers with the calls."""
        calls = [
            {"id": f"call_{exchange.number}_{index}", "type": "function",
             "function": {"name": name, "arguments": _written(arguments)}}
            for index, (name, arguments) in enumerate(self.calls)
        ]  # fmt: skip
        if not exchange.request.streams:
            exchange.message({"role": "assistant", "content": self.text or None, "tool_calls": calls}, "tool_calls")
            return
        exchange.open_stream()
        if self.text:
            exchange.delta({"content": self.text})
        for index, call in enumerate(calls):
            opening = {**call, "index": index, "function": {**call["function"], "arguments": ""}}
            exchange.delta({"tool_calls": [opening]})
            for piece in _pieces(call["function"]["arguments"], _PIECE):
                exchange.delta({"tool_calls": [{"index": index, "function": {"arguments": piece}}]})
        exchange.close_stream("tool_calls")


def call(name: str, **arguments: Any) -> Calls:
    """One call of one tool."""
    return Calls(((name, arguments),))


@dataclass(frozen=True)
class Structured:
    """An object, in the way the request asks for one: as content, or as a call of the tool that is forced."""

    value: Mapping[str, Any]

    def run(self, exchange: Exchange) -> None:
        """Answers with the object."""
        tool = exchange.request.forced_tool
        (Calls(((tool, self.value),)) if tool else Text(_written(self.value))).run(exchange)


@dataclass(frozen=True)
class Failure:
    """An answer with another status than 200, with a text that the program must not show as it is."""

    status: int
    message: str = "something broke"
    headers: Mapping[str, str] = field(default_factory=dict)

    def run(self, exchange: Exchange) -> None:
        """Answers with the error, as the API writes errors."""
        body = json.dumps({"error": {"message": self.message, "type": "error", "code": str(self.status)}})
        exchange.send(self.status, "application/json", body.encode(), self.headers)


@dataclass(frozen=True)
class Raw:
    """Bytes as they are, whatever was asked: garbage JSON, garbage events, another kind of content."""

    body: bytes
    kind: str = "application/json"

    def run(self, exchange: Exchange) -> None:
        """Sends the bytes."""
        exchange.send(200, self.kind, self.body)


@dataclass(frozen=True)
class StallBeforeHeaders:
    """Takes the request and never answers."""

    def run(self, exchange: Exchange) -> None:
        """Waits until the server stops."""
        exchange.wait(_ENDLESS_SECONDS)


@dataclass(frozen=True)
class Stall:
    """Begins an answer and then says nothing any more."""

    text: str = ""

    def run(self, exchange: Exchange) -> None:
        """Sends the beginning, keeps the connection open."""
        if not exchange.request.streams:
            exchange.head(200, "application/json", {"Content-Length": "100000"})
            exchange.write(b'{"id": "chatcmpl-1", "choices": [')
        else:
            exchange.open_stream()
            for piece in _pieces(self.text, _PIECE):
                exchange.delta({"content": piece})
        exchange.wait(_ENDLESS_SECONDS)


@dataclass(frozen=True)
class CutOff:
    """Begins an answer and closes the connection in the middle of it."""

    text: str = ""

    def run(self, exchange: Exchange) -> None:
        """Sends the beginning and hangs up."""
        if not exchange.request.streams:
            exchange.head(200, "application/json", {"Content-Length": "100000"})
            exchange.write(b'{"id": "chatcmpl-1", "choices": [{"message": {"content": "' + self.text.encode())
        else:
            # More is announced than comes: without this the client cannot tell an end from a break.
            exchange.open_stream({"Content-Length": "1000000"})
            for piece in _pieces(self.text, _PIECE):
                exchange.delta({"content": piece})
        exchange.hang_up()


@dataclass(frozen=True)
class Endless:
    """The same piece of text for ever."""

    piece: str = "en toen "
    pause: float = 0.005

    def run(self, exchange: Exchange) -> None:
        """Streams until the client goes away; in one go, sends white space until then."""
        until = time.monotonic() + _ENDLESS_SECONDS
        if exchange.request.streams:
            exchange.open_stream()
        else:
            exchange.head(200, "application/json", {})
        while time.monotonic() < until and not exchange.wait(self.pause):
            if exchange.request.streams:
                exchange.delta({"content": self.piece})
            else:
                exchange.write(b"\n")


# --- the server -----------------------------------------------------------------------------------------


class Exchange:
    """One request and the means to answer it."""

    def __init__(self, handler: _Handler, request: Received, number: int) -> None:
        self._handler = handler
        self._closing = handler.model_server.closing
        self.request = request
        self.number = number

    def head(self, status: int, kind: str, headers: Mapping[str, str]) -> None:
        """Sends the status line and the headers."""
        self._handler.send_response(status)
        for name, value in {"Content-Type": kind, "Connection": "close", **headers}.items():
            self._handler.send_header(name, value)
        self._handler.end_headers()

    def write(self, data: bytes) -> None:
        """Sends bytes at once."""
        self._handler.wfile.write(data)
        self._handler.wfile.flush()

    def send(self, status: int, kind: str, body: bytes, headers: Mapping[str, str] | None = None) -> None:
        """Sends a whole answer."""
        self.head(status, kind, {"Content-Length": str(len(body)), **(headers or {})})
        self.write(body)

    def message(self, message: Mapping[str, Any], reason: str) -> None:
        """Sends a whole chat completion."""
        choice = {"index": 0, "message": message, "finish_reason": reason, "logprobs": None}
        body = {**self._frame("chat.completion"), "choices": [choice], "usage": self._usage(message)}
        self.send(200, "application/json", json.dumps(body).encode())

    def open_stream(self, headers: Mapping[str, str] | None = None) -> None:
        """Opens a stream of events."""
        self.head(200, "text/event-stream; charset=utf-8", headers or {})
        self.delta({"role": "assistant", "content": ""})

    def delta(self, delta: Mapping[str, Any], reason: str | None = None) -> None:
        """Sends one piece of a completion."""
        choice = {"index": 0, "delta": delta, "finish_reason": reason, "logprobs": None}
        self._event({**self._frame("chat.completion.chunk"), "choices": [choice]})

    def close_stream(self, reason: str) -> None:
        """Ends the stream, with the usage where it was asked for."""
        self.delta({}, reason)
        if (self.request.body.get("stream_options") or {}).get("include_usage"):
            self._event({**self._frame("chat.completion.chunk"), "choices": [], "usage": self._usage({})})
        self.write(b"data: [DONE]\n\n")

    def wait(self, seconds: float) -> bool:
        """Waits, at most until the server stops; whether it stops."""
        return self._closing.wait(seconds) if seconds else self._closing.is_set()

    def hang_up(self) -> None:
        """Closes the connection."""
        self._handler.close_connection = True

    def _event(self, value: Mapping[str, Any]) -> None:
        self.write(b"data: " + json.dumps(value).encode() + b"\n\n")

    def _frame(self, kind: str) -> dict[str, Any]:
        model = self.request.body.get("model", "")
        return {"id": f"chatcmpl-{self.number}", "object": kind, "created": 1764000000, "model": model}

    def _usage(self, message: Mapping[str, Any]) -> dict[str, int]:
        read, wrote = len(self.request.text) // 4, len(json.dumps(message)) // 4
        return {"prompt_tokens": read, "completion_tokens": wrote, "total_tokens": read + wrote}


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Listener

    @property
    def model_server(self) -> ModelServer:
        return self.server.owner

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length", 0))
        body = json.loads(self.rfile.read(length) or b"{}")
        headers = {name.lower(): value for name, value in self.headers.items()}
        request = Received(self.path, headers, body)
        exchange = Exchange(self, request, self.model_server.record(request))
        try:
            if self.path != "/v1/chat/completions":
                Failure(404, f"no such path: {self.path}").run(exchange)
            else:
                self.model_server.script(request).run(exchange)
        except OSError:
            # The client went away, as it may.
            self.close_connection = True

    def log_message(self, format: str, *args: Any) -> None:
        """Keeps quiet; the requests are recorded."""


class _Listener(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    owner: ModelServer

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A broken script must fail a test where it looks, at the client's side."""


class ModelServer:
    """The server, on a free port of this machine, while it is entered. ``script`` may be replaced at any time."""

    def __init__(self, script: Script) -> None:
        self.script = script
        self.requests: list[Received] = []
        self.closing = threading.Event()
        self._lock = threading.Lock()

    def __enter__(self) -> Self:
        self._http = _Listener(("127.0.0.1", 0), _Handler)
        self._http.owner = self
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.05,), daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.closing.set()
        self._http.shutdown()
        self._http.server_close()
        self._thread.join(timeout=5)

    @property
    def url(self) -> str:
        """The base URL of its API."""
        return f"http://127.0.0.1:{self._http.server_address[1]}/v1"

    @property
    def sent(self) -> str:
        """All text of all requests."""
        return "\n".join(request.text for request in self.requests)

    def record(self, request: Received) -> int:
        """Keeps a request; gives its number."""
        with self._lock:
            self.requests.append(request)
            return len(self.requests)

    def forget(self) -> None:
        """Forgets the requests so far."""
        with self._lock:
            self.requests.clear()


def _pieces(text: str, size: int) -> Iterator[str]:
    for start in range(0, len(text), size):
        yield text[start : start + size]


def _written(arguments: Mapping[str, Any] | str) -> str:
    return arguments if isinstance(arguments, str) else json.dumps(arguments, ensure_ascii=False)


def events(*values: object) -> bytes:
    """A stream of events with these values; text as it is, anything else as JSON."""
    lines: Iterable[str] = (value if isinstance(value, str) else json.dumps(value) for value in values)
    return "".join(f"data: {line}\n\n" for line in lines).encode()


def tool_loop(names: Sequence[str], arguments: Mapping[str, Any]) -> Script:
    """Calls the first of ``names`` that is offered, for ever, with other arguments each time."""
    counter = itertools.count(1)

    def script(request: Received) -> Behaviour:
        offered = [name for name in names if name in request.tools] or request.tools[:1]
        if not offered:
            return Text("Ik heb geen gereedschap.")
        return Calls(((offered[0], {**arguments, "poging": next(counter)}),))

    return script
