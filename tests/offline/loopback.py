"""Refuses every connection that would leave this machine."""

from __future__ import annotations

import socket
from collections.abc import Callable
from typing import Any

_LOCAL = {"localhost", "127.0.0.1", "::1", "0.0.0.0", "::", "", None}  # noqa: S104 - compared with, not bound to


def refuse_network(replace: Callable[[Any, str, Any], None] = setattr) -> None:
    """Lets sockets connect to this machine only; ``replace`` puts the guards in place."""
    connect, connect_ex, lookup = socket.socket.connect, socket.socket.connect_ex, socket.getaddrinfo

    def guarded(self: socket.socket, address: Any) -> None:
        _check(self, address)
        connect(self, address)

    def guarded_ex(self: socket.socket, address: Any) -> int:
        _check(self, address)
        return connect_ex(self, address)

    def guarded_lookup(host: Any, *rest: Any, **named: Any) -> Any:
        if (host.decode() if isinstance(host, bytes) else host) not in _LOCAL:
            raise OSError(f"a test asked for the address of {host}")
        return lookup(host, *rest, **named)

    replace(socket.socket, "connect", guarded)
    replace(socket.socket, "connect_ex", guarded_ex)
    replace(socket, "getaddrinfo", guarded_lookup)


def _check(used: socket.socket, address: Any) -> None:
    if used.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in _LOCAL:
        raise OSError(f"a test tried to connect to {address}")
