"""How long one need takes from its words to matched spaces, with the real encoder on the sample city."""

from __future__ import annotations

import random
import time
import tracemalloc
from collections.abc import Callable

from app.extensions import db
from app.services import matching, recognising
from app.wiring import parts
from bench.city import City, grown
from bench.measure import Times
from bench.questions import WORK
from indexer.rebuild import rebuild
from matcher.bulk import Offers
from matcher.requirement import Requirement

WARM_UP = 5
SPACES, REQUIREMENTS = 10_000, 1_000
Say = Callable[[str], None]


def needs(city: City, count: int, seed: int) -> list[str]:
    """``count`` different needs, each new to the encoder's memory."""
    chance = random.Random(f"{seed} needs")
    regions = sorted({d.region for d in city.documents})
    found: dict[str, None] = {}
    while len(found) < count:
        trade, people = chance.choice(WORK), chance.randint(5, 300)
        area, rent = people * chance.randint(6, 12), chance.choice((1, 1.5, 2, 3))
        place = chance.choice(("", f"在{chance.choice(regions)}"))
        found[f"我们是做{trade}的，{people}人，想{place}找{area}平左右，租金{rent}元/㎡·天以内"] = None
    return list(found)


def match_times(city: City, count: int, seed: int, say: Say) -> Times | None:
    """Times of ``matching.match``, or ``None`` with the reason said when there is no encoder."""
    with city.app.app_context():
        rebuild(parts().engine, city.documents, encoder=parts().encoder.name)
        try:
            recognising.matcher_of(parts(), db.session)
        except (ImportError, OSError, RuntimeError) as error:
            say(f"no matching measured: {error}")
            return None
        times = Times()
        for i, words in enumerate(needs(city, count + WARM_UP, seed)):
            need = Requirement(text=words)
            timed = times if i >= WARM_UP else Times()
            timed.time(lambda need=need: matching.match(parts(), db.session, need))
            db.session.expunge_all()
        return times


def all_against_all(city: City, seed: int) -> dict[str, float]:
    """Seconds to understand 1,000 needs and to choose for each among 10,000 spaces, and the memory choosing takes, MB.

    The first need is chosen for before the clock starts: columns are made on first use.
    """
    with city.app.app_context():
        matcher = recognising.matcher_of(parts(), db.session)
        offers = Offers(grown(city.documents, SPACES, seed))
        read = [
            matching.read_words(parts(), db.session, Requirement(text=words))
            for words in needs(city, REQUIREMENTS, seed)
        ]
        start = time.perf_counter()
        understood = [matcher.rank_clusters(need) for need in read]
        between = time.perf_counter()
        matcher.choose(*understood[0], offers)
        tracemalloc.start()
        matcher.choose(*understood[1], offers)
        first = tracemalloc.get_traced_memory()[1]
        for need, fits in understood[:100]:
            matcher.choose(need, fits, offers)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        again = time.perf_counter()
        for need, fits in understood:
            matcher.choose(need, fits, offers)
        return {
            "understand_s": between - start,
            "choose_s": time.perf_counter() - again,
            "peak_first_mb": first / 1e6,
            "peak_hundred_mb": peak / 1e6,
        }
