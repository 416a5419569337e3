"""A circuit breaker: after some failures in a row nobody waits for a server that is down; now and then one asks."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass
class Breaker:
    """Opens after ``failures`` in a row and lets one call through every ``pause`` seconds until one succeeds."""

    failures: int = 3
    pause: float = 5.0
    clock: Callable[[], float] = time.monotonic
    _failed: int = 0
    _next_try: float = 0.0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def admits(self) -> bool:
        """Whether a call may be tried now. While open, the first to ask in each pause may."""
        with self._lock:
            if self._failed < self.failures:
                return True
            if self.clock() < self._next_try:
                return False
            self._next_try = self.clock() + self.pause
            return True

    def succeeded(self) -> None:
        with self._lock:
            self._failed = 0

    def failed(self) -> None:
        with self._lock:
            self._failed += 1
            self._next_try = self.clock() + self.pause
