"""Runs ``kamerbrief`` as a person does: a process of its own, its own folder, nothing shared."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.without_rights import UNSUPPORTED

_WITHOUT_RIGHTS = Path(__file__).with_name("without_rights.py")


class Run(NamedTuple):
    """How a command ended and what it printed."""

    code: int
    out: str
    err: str

    @property
    def refused_clearly(self) -> bool:
        """Whether it failed in the way the contract promises: exit 1 and one sentence on stderr."""
        return self.code == 1 and self.out == "" and self.err.endswith(".\n") and self.err.count("\n") == 1


def kamerbrief(
    *arguments: str | Path, data: Path, env: Mapping[str, str] | None = None, without_rights: bool = False
) -> Run:
    """The command with these arguments on the corpus in ``data``; it runs beside it, away from any ``.env``.

    ``without_rights`` makes file permissions hold for root too; where that is impossible the test
    is skipped.
    """
    data.parent.mkdir(parents=True, exist_ok=True)
    prefix = [str(_WITHOUT_RIGHTS)] if without_rights else []
    done = subprocess.run(
        [sys.executable, *prefix, "-m", "assistant.cli", *map(str, arguments)],
        env={**os.environ, "KAMERBRIEF_DATA": str(data), **(env or {})},
        cwd=data.parent,
        capture_output=True,
        timeout=60,
        check=False,
    )
    if without_rights and done.returncode == UNSUPPORTED:
        pytest.skip("this system does not let root give up its rights")
    return Run(done.returncode, done.stdout.decode(), done.stderr.decode())
