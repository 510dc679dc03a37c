"""No test reaches the network or the user's own folders."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.settings import Settings

_CALL = "import socket; socket.socket().connect(('192.0.2.1', 80))"


def test_a_connection_to_another_machine_is_refused() -> None:
    with socket.socket() as used, pytest.raises(OSError, match="a test tried to connect"):
        used.connect(("192.0.2.1", 80))


def test_a_name_on_the_internet_is_not_looked_up() -> None:
    with pytest.raises(OSError, match="a test asked for the address"):
        socket.getaddrinfo("letters.example", 443)


def test_a_connection_on_this_machine_is_allowed() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()) as client:
        assert client.getpeername() == server.getsockname()


def test_a_program_started_by_a_test_is_refused_too() -> None:
    done = subprocess.run([sys.executable, "-c", _CALL], capture_output=True, text=True, check=False)
    assert "a test tried to connect" in done.stderr


def test_settings_point_at_a_folder_of_the_test(tmp_path: Path) -> None:
    assert Settings().data == tmp_path / "corpus"
    assert not Settings().data.exists()
    assert os.environ["HF_HUB_OFFLINE"] == "1"
