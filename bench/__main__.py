"""``python -m bench``: measure, print the table, write ``bench/out``."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

from bench import report
from bench.city import City, build_city, grown
from bench.contestants import differences, index_all
from bench.measure import take_turns
from bench.needs import all_against_all, match_times
from bench.pg import PgSearch, server
from bench.product import product_times
from bench.questions import questions
from indexer.query import SearchQuery
from indexer.understanding import understand


def say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


def measure_size(city: City, size: int, asked: list[str], options: argparse.Namespace, pg: PgSearch) -> dict[str, Any]:
    def understood(words: str) -> SearchQuery:
        return understand(words, city.vocabulary).query()

    documents = grown(city.documents, size, options.seed)
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        say(f"{size:,} spaces: building every index")
        indexed = index_all(Path(folder), documents, pg)
        say(f"{size:,} spaces: comparing answers, then {options.rounds} rounds of {len(asked)} questions")
        differ = differences(indexed, [understood(words) for words in asked])
        times = take_turns(indexed.contestants(), asked, understood, options.rounds, options.seed)
        indexed.fts.close()
        return report.section(size, indexed, differ, *times)


def measure(folder: Path, options: argparse.Namespace) -> dict[str, Any]:
    load = os.getloadavg()
    say("setting up the sample city")
    city = build_city(folder, options.seed)
    asked = questions(city.documents, options.questions, options.seed)
    with server() as address:
        pg = PgSearch(address)
        sizes_measured = [measure_size(city, size, asked, options, pg) for size in options.sizes]
        pg.close()
    found: dict[str, Any] = {
        "environment": report.environment(load),
        "seed": options.seed,
        "questions": len(asked),
        "sizes": sizes_measured,
        "product": None,
        "match": None,
    }
    if options.needs:
        say("suggesting, searching with meaning, draining 1,000 edits")
        found["product"] = product_times(city, asked)
        say(f"matching {options.needs} needs")
        times = match_times(city, options.needs, options.seed, say)
        found["match"] = times and {"needs": options.needs, **times.as_dict()}
        say("all needs against all spaces")
        found["bulk"] = times and all_against_all(city, options.seed)
    return found


def sizes(text: str) -> list[int]:
    return [int(part) for part in text.split(",")]


def main() -> None:
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--sizes", type=sizes, default=[1000, 10_000, 100_000], help="spaces, as 1000,100000")
    parser.add_argument("--questions", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--needs", type=int, default=40, help="needs to match; 0 leaves matching out")
    parser.add_argument("--seed", type=int, default=2017)
    parser.add_argument("--data", type=Path, help="keep the sample city in this folder for the next run")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-city-") as folder:
        found = measure(options.data or Path(folder), options)
    report.write(found)
    print(report.as_table(found))


if __name__ == "__main__":
    main()
