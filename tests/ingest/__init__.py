"""Tests of the way from a letter file to the corpus."""
