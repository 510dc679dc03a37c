"""Tests of the briefings."""
