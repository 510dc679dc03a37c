"""Runs at the start of every Python that a test starts: this folder stands on its PYTHONPATH."""

from __future__ import annotations

from loopback import refuse_network

refuse_network()
