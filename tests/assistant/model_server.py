"""A server on loopback that speaks just enough of the chat API for the tests beside it."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Reply = Callable[[dict[str, Any]], Any]


@dataclass
class Seen:
    """What a server was asked: the requests with their bodies and headers, in order."""

    url: str = ""
    bodies: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)


@contextmanager
def model_server(reply: Reply) -> Iterator[Seen]:
    """A server that answers each request with what ``reply`` makes of its body.

    A string is what the model says; an int a status code; a dict a whole message; "…stall" after a text
    waits without an end, "…cut" breaks the connection off.
    """
    seen = Seen()
    over = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["content-length"])))
            seen.bodies.append(body)
            seen.headers.append({name.lower(): value for name, value in self.headers.items()})
            seen.paths.append(self.path)
            said = reply(body)
            if isinstance(said, int):
                self._send(said, {"error": {"message": "geen toegang met sk-geheim"}})
            elif body.get("stream"):
                self._stream(said)
            else:
                message = said if isinstance(said, dict) else {"role": "assistant", "content": said}
                kind = "tool_calls" if message.get("tool_calls") else "stop"
                self._send(200, _whole(message, kind))

        def _send(self, status: int, content: dict[str, Any]) -> None:
            data = json.dumps(content).encode()
            self.send_response(status)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def _stream(self, said: str) -> None:
            self.send_response(200)
            self.send_header("content-type", "text/event-stream")
            self.end_headers()
            text, stall, _ = said.partition("…stall")
            text, cut, _ = text.partition("…cut")
            for at in range(0, len(text), 7):
                self._event(_piece({"content": text[at : at + 7]}, None))
            if stall:
                over.wait(30)
            if not (stall or cut):
                self._event(_piece({}, "stop"))
                self.wfile.write(b"data: [DONE]\n\n")

        def _event(self, content: dict[str, Any]) -> None:
            self.wfile.write(f"data: {json.dumps(content)}\n\n".encode())
            self.wfile.flush()

        def log_message(self, format: str, *args: Any) -> None:
            """Nothing on the screen."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    seen.url = f"http://127.0.0.1:{server.server_port}/v1"
    try:
        yield seen
    finally:
        over.set()
        server.shutdown()
        server.server_close()


def _whole(message: dict[str, Any], ended: str) -> dict[str, Any]:
    return {
        "id": "1", "object": "chat.completion", "created": int(time.time()), "model": "proef",
        "choices": [{"index": 0, "message": message, "finish_reason": ended}],
        "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2},
    }  # fmt: skip


def _piece(delta: dict[str, Any], ended: str | None) -> dict[str, Any]:
    return {
        "id": "1", "object": "chat.completion.chunk", "created": int(time.time()), "model": "proef",
        "choices": [{"index": 0, "delta": delta, "finish_reason": ended}],
    }  # fmt: skip
