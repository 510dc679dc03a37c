"""Runs at the start of every Python that a test starts: this folder stands on its PYTHONPATH."""

from __future__ import annotations

import os
import sys

from loopback import refuse_network

refuse_network()
if "TESTS_VECTORS" in os.environ:
    from remembered import Remembering

    sys.meta_path.insert(0, Remembering())
