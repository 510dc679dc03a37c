"""What one question may cost: time, words and calls, watched from outside the thread that waits for the model."""

from __future__ import annotations

import contextvars
import threading
import time
from collections.abc import Callable, Iterator
from queue import Empty, SimpleQueue
from typing import TypeVar, cast

T = TypeVar("T")
_GLANCE = 0.05
"""Seconds between two looks at the clock and at whether the reader has left."""
_LETTERS_PER_TOKEN = 3


class ModelFailedError(Exception):
    """The model gave nothing that can be used; the message is the Dutch end of "Het taalmodel …"."""


class StoppedError(ModelFailedError):
    """The reader no longer waits."""


class Budget:
    """The ``seconds`` and ``tokens`` of one question. ``stop`` ends all work on it, from any thread."""

    def __init__(self, seconds: float, tokens: int, cancelled: Callable[[], bool] | None = None) -> None:
        self._end = time.monotonic() + seconds
        self._letters = tokens * _LETTERS_PER_TOKEN
        self._cancelled = cancelled or (lambda: False)
        self._stopped = threading.Event()
        self._closing: list[Callable[[], None]] = []
        self.calls = 0

    @property
    def remaining(self) -> float:
        """Seconds left; never less than a hundredth, since a timeout of none means for ever."""
        return max(self._end - time.monotonic(), 0.01)

    def at_end(self, close: Callable[[], None]) -> None:
        """Has something closed when this ends."""
        self._closing.append(close)

    def spend(self, text: str) -> None:
        """Counts what the model wrote, by its length: not every server tells how much it was."""
        self._letters -= len(text)
        self.check()

    def check(self) -> None:
        """Raises `ModelFailedError` once the time or the words are used up, `StoppedError` when nobody waits."""
        if self._stopped.is_set() or self._cancelled():
            raise StoppedError("werd gestopt")
        if time.monotonic() >= self._end:
            raise ModelFailedError("antwoordde niet op tijd")
        if self._letters < 0:
            raise ModelFailedError("schreef meer dan is toegestaan")

    def stop(self) -> None:
        """Ends the work: what waits for the model is broken off, what has not begun never will."""
        self._stopped.set()
        while self._closing:
            self._closing.pop()()

    def watch(self, work: Callable[[], Iterator[T]]) -> Iterator[T]:
        """What ``work`` yields, done in a thread of its own: waiting for it ends when the budget does.

        A socket may stall where no timeout of a client reaches (looking up a name, one byte a second);
        whoever waits here is free at the deadline all the same.
        """
        queue: SimpleQueue[tuple[bool, T | Exception | None]] = SimpleQueue()

        def run() -> None:
            try:
                for piece in work():
                    if self._stopped.is_set():
                        return
                    queue.put((True, piece))
                queue.put((False, None))
            except Exception as error:  # noqa: BLE001 - carried to the thread that waits, and raised there
                queue.put((False, error))

        context = contextvars.copy_context()
        threading.Thread(target=context.run, args=(run,), daemon=True, name="language-model").start()
        while True:
            self.check()
            try:
                more, piece = queue.get(timeout=min(self.remaining, _GLANCE))
            except Empty:
                continue
            if isinstance(piece, Exception):
                raise piece
            if not more:
                return
            yield cast(T, piece)
