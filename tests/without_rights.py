"""Runs Python without root's right to pass over file permissions: ``without_rights.py ARGUMENTS``.

Tests that ask what happens to a file nobody may read would otherwise prove nothing where they run
as root. Exit code 99 says that this system does not allow giving up the right.
"""

from __future__ import annotations

import ctypes
import os
import sys

_PR_CAPBSET_DROP = 24
_CAP_DAC_OVERRIDE, _CAP_DAC_READ_SEARCH = 1, 2
UNSUPPORTED = 99


def main() -> None:
    """Gives up the rights, which takes hold when the next program starts, and starts it."""
    if os.geteuid() == 0:
        drop = getattr(ctypes.CDLL(None), "prctl", None)
        for right in (_CAP_DAC_OVERRIDE, _CAP_DAC_READ_SEARCH):
            if drop is None or drop(_PR_CAPBSET_DROP, right, 0, 0, 0) != 0:
                sys.exit(UNSUPPORTED)
    os.execv(sys.executable, [sys.executable, *sys.argv[1:]])  # noqa: S606 - the same Python, the same arguments


if __name__ == "__main__":
    main()
