"""The one way by which text leaves this computer: a client that sends to one host, with one key, until a deadline.

The key is known here alone. What langchain and the provider's library hold is a placeholder, so that no
text, trace or message of theirs can show it; and of the headers they make (organisations, projects,
what ``OPENAI_CUSTOM_HEADERS`` holds, the make of this computer) only those that a chat needs go out.
"""

from __future__ import annotations

import ssl
from functools import lru_cache
from typing import TYPE_CHECKING

import httpx2

from assistant.llm.budget import Budget

if TYPE_CHECKING:
    from assistant.llm.model import Endpoint

#: The last one tells nothing; the library looks for it on the request to know how it was called.
_SENT = frozenset(
    {
        "host", "accept", "accept-encoding", "connection", "content-type", "content-length", "transfer-encoding",
        "x-stainless-raw-response",
    }
)  # fmt: skip
PLACEHOLDER = "not-the-key"


def open_client(endpoint: Endpoint, budget: Budget) -> httpx2.Client:
    """A client for one question. It follows no redirect: text goes to the host that was named or nowhere."""
    place = _place(httpx2.URL(endpoint.base_url))

    def prepare(request: httpx2.Request) -> None:
        budget.check()
        if _place(request.url) != place:
            raise httpx2.ConnectError("another address than the one that is set")
        for name in list(request.headers):
            if name.lower() not in _SENT:
                del request.headers[name]
        key = endpoint.key
        if key is not None and endpoint.azure:
            request.headers["api-key"] = key.get_secret_value()
        elif key is not None:
            request.headers["authorization"] = f"Bearer {key.get_secret_value()}"
        left = budget.remaining
        request.extensions["timeout"] = {"connect": left, "read": left, "write": left, "pool": left}

    client = httpx2.Client(
        verify=_certificates(), timeout=budget.remaining, follow_redirects=False, event_hooks={"request": [prepare]},
        # No proxy of the environment: text and key go to the one address that is set, and nowhere else.
        trust_env=False,
    )  # fmt: skip
    budget.at_end(client.close)
    return client


def _place(url: httpx2.URL) -> tuple[str, str, int | None]:
    """Where a request goes; the port of the scheme itself is None."""
    return url.scheme, url.host, url.port


@lru_cache(maxsize=1)
def never_used() -> httpx2.AsyncClient:
    """The client for calls that nothing here makes; without it the library opens one for each question."""
    return httpx2.AsyncClient(verify=_certificates(), trust_env=False)


@lru_cache(maxsize=1)
def _certificates() -> ssl.SSLContext:
    """The certificates that are trusted, read once: reading them takes longer than an answer of the rules."""
    return httpx2.create_ssl_context()
