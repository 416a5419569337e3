"""Timing: contestants take turns question by question, after a round that is not counted."""

from __future__ import annotations

import gc
import random
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from bench.contestants import Answer
from indexer.query import SearchQuery


@dataclass(frozen=True)
class Times:
    """Milliseconds of each call: by the clock on the wall, and of processor time, all threads."""

    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)

    def time(self, call: Callable[[], object]) -> object:
        cpu, wall = time.process_time_ns(), time.perf_counter_ns()
        result = call()
        self.wall.append((time.perf_counter_ns() - wall) / 1e6)
        self.cpu.append((time.process_time_ns() - cpu) / 1e6)
        return result

    def plus(self, other: Times) -> Times:
        """Call by call, this and the other one."""
        return Times(
            [a + b for a, b in zip(self.wall, other.wall, strict=True)],
            [a + b for a, b in zip(self.cpu, other.cpu, strict=True)],
        )

    def as_dict(self) -> dict[str, float]:
        return {
            "p50_ms": percentile(self.wall, 50),
            "p95_ms": percentile(self.wall, 95),
            "cpu_p50_ms": percentile(self.cpu, 50),
            "cpu_p95_ms": percentile(self.cpu, 95),
        }


def percentile(values: Sequence[float], percent: int) -> float:
    """The smallest value that at least ``percent`` of the values do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * percent // 100) - 1)]


def take_turns(
    contestants: Mapping[str, Answer],
    questions: Sequence[str],
    understand: Callable[[str], SearchQuery],
    rounds: int,
    seed: int,
) -> tuple[Times, dict[str, Times]]:
    """Times of understanding and of each contestant's answer, question by question, in mixed order of turn."""
    chance = random.Random(f"{seed} turns")
    names = list(contestants)
    for words in questions:
        query = understand(words)
        for name in names:
            contestants[name](query)
    understanding, answers = Times(), {name: Times() for name in names}
    gc.collect()
    gc.disable()
    try:
        for _ in range(rounds):
            for words in questions:
                query = understanding.time(lambda words=words: understand(words))
                for name in chance.sample(names, len(names)):
                    answers[name].time(lambda name=name, query=query: contestants[name](query))
    finally:
        gc.enable()
    return understanding, answers


def ratios(ours: Times, other: Times) -> dict[str, float]:
    """How many times longer the other took: at p50 and p95 on the wall and by processor, and in the middle of pairs."""
    mine, its = ours.as_dict(), other.as_dict()
    pairs = [b / a for a, b in zip(ours.cpu, other.cpu, strict=True) if a > 0]
    return {
        **{name.removesuffix("_ms"): its[name] / mine[name] for name in mine},
        "cpu_median_of_pairs": statistics.median(pairs),
    }
