"""A real server on a free port of this machine, and Debian's chromium to look at it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
BROWSERS = ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
MISSING = (
    "Geen browser gevonden. Installeer chromium (Debian/Ubuntu: apt-get install chromium) en probeer het opnieuw.\n"
    "No browser found. Install chromium (Debian/Ubuntu: apt-get install chromium) and try again."
)
ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
_START_SECONDS = 90


def find_browser() -> str | None:
    """The path of a browser, or None where there is none."""
    found = next((path for path in BROWSERS if Path(path).exists()), None)
    return found or shutil.which("chromium")


def launch_options() -> dict[str, Any]:
    """How chromium is started: quietly, and with nothing to say to anyone else."""
    return {"executable_path": find_browser(), "args": list(ARGUMENTS)}


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


@contextmanager
def serving(data: Path, env: Mapping[str, str] | None = None, script: str = "streamlit_app.py") -> Iterator[str]:
    """The address of the pages over the corpus in ``data``, as long as the context lasts."""
    port = free_port()
    log = (data.parent / "server.log").open("wb")
    server = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", str(ROOT / script), "--server.port", str(port),
         "--server.headless", "true"],
        env={**os.environ, "KAMERBRIEF_DATA": str(data), **(env or {})}, cwd=ROOT, stdout=log, stderr=log,
    )  # fmt: skip
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(address, server)
        yield address
    finally:
        server.terminate()
        try:
            server.wait(15)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()
        log.close()


def _wait(address: str, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + _START_SECONDS
    while time.monotonic() < until:
        if server.poll() is not None:
            raise RuntimeError("the server of the pages did not start; see server.log")
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=2) as reply:  # noqa: S310 - our own server
                if reply.status == 200:
                    return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError("the server of the pages did not answer in time")
