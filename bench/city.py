"""The sample city in a folder of its own, and larger cities grown from its documents."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from flask import Flask

from app import create_app
from app.extensions import db
from app.services import demo_seeds, migrating, plan_seeds
from app.services.documents import all_documents
from app.services.vocabulary import vocabulary_of
from app.settings import PACKAGED_MODEL, Settings
from indexer.documents import SpaceDocument
from indexer.quantities import DAYS_PER_MONTH
from indexer.understanding import Vocabulary


@dataclass(frozen=True)
class City:
    """An app on the sample data, its published spaces as documents, and the words it understands."""

    app: Flask
    documents: tuple[SpaceDocument, ...]
    vocabulary: Vocabulary


def build_city(folder: Path, seed: int) -> City:
    """Migrate and seed what is missing under ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    app = create_app(
        Settings(
            data_dir=folder,
            database_url=f"sqlite:///{folder / 'bench.db'}",
            search_url=f"tantivy://{folder / 'index'}",
            embedding_model=PACKAGED_MODEL,
            secret_key="bench",
            seed=seed,
        )
    )
    with app.app_context():
        migrating.upgrade(db.engine)
        if not plan_seeds.has_plan(db.session):
            plan_seeds.seed_plan(db.session)
            demo_seeds.seed_demo(db.session, today=date.today(), seed=seed)
            db.session.commit()
        return City(app, tuple(all_documents(db.session)), vocabulary_of(db.session))


def grown(documents: Sequence[SpaceDocument], size: int, seed: int) -> list[SpaceDocument]:
    """``size`` documents: a sample of the given ones, or all of them and then copies that differ in their figures."""
    chance = random.Random(f"{seed} city {size}")
    if size <= len(documents):
        return sorted(chance.sample(documents, size), key=lambda d: d.id)
    return [*documents, *_copies(documents, size - len(documents), chance)]


def _copies(documents: Sequence[SpaceDocument], count: int, chance: random.Random) -> Iterator[SpaceDocument]:
    first = max(d.id for d in documents) + 1
    for i in range(count):
        yield _jittered(documents[i % len(documents)], first + i, chance)


def _jittered(space: SpaceDocument, new_id: int, chance: random.Random) -> SpaceDocument:
    """The same words and place; other area, rent, floor and dates, and one facility less now and then."""
    scale = chance.uniform(0.6, 1.6)
    least = round(space.area_least * scale, 1)
    rent = None if space.rent is None else round(space.rent * chance.uniform(0.7, 1.4), 2)
    facilities = space.facilities
    if facilities and chance.random() < 0.5:
        left_out = chance.choice(facilities)
        facilities = tuple(f for f in facilities if f != left_out)
    return replace(
        space,
        id=new_id,
        area=max(round(space.area * scale, 1), least),
        area_least=least,
        rent=rent,
        monthly_total=None if rent is None else round(rent * least * DAYS_PER_MONTH, 2),
        floor=None if space.floor is None else max(1, space.floor + chance.randint(-4, 4)),
        facilities=facilities,
        available_from=space.available_from and space.available_from + timedelta(days=chance.randint(-60, 120)),
        updated_at=space.updated_at - chance.uniform(0, 90 * 86400),
    )
