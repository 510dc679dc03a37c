"""Tests of the assistant with a language model: a scripted model server, what it says, what reaches the reader."""
