"""Reading pages: every route with an address that answers, and a small reader of HTML."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from app.extensions import db
from app.models import Building, Cluster, Policy, Proposal, Requirement, Space

NEED = "做冷链车队管理系统的公司要500平办公"
VOID = frozenset(("br", "hr", "img", "input", "link", "meta", "source", "col", "wbr", "area", "base", "embed", "track"))


def addresses(app: Flask) -> dict[str, str]:
    """Endpoint → an address of it that answers with 200. Every rule that takes GET has a row."""
    with app.app_context():
        space = db.session.scalars(select(Space.id).where(Space.status == "published").order_by(Space.id)).first()
        building = db.session.scalars(select(Building.id).order_by(Building.id)).first()
        cluster = db.session.scalars(select(Cluster.id).order_by(Cluster.id)).first()
        policy = db.session.scalars(select(Policy.id).order_by(Policy.id)).first()
        requirement = db.session.scalars(select(Requirement.id).order_by(Requirement.id)).first()
        proposal = _proposal(requirement, space)
    return {
        "public.home": "/",
        "public.search": "/search?q=南湖区300平左右的写字楼",
        "public.space": f"/spaces/{space}",
        "public.building": f"/buildings/{building}",
        "public.clusters": "/clusters",
        "public.cluster": f"/clusters/{cluster}",
        "public.match": f"/match?text={NEED}",
        "chains.chains": "/chains",
        "chains.chain": f"/chains/logistics?cluster={cluster}",
        "policies.overview": "/policies",
        "policies.policy": f"/policies/{policy}",
        "feeds.search_feed": "/search.atom?q=南湖区300平左右的写字楼",
        "feeds.sitemaps": "/sitemap.xml",
        "feeds.sitemap_of_places": "/sitemap-places.xml",
        "feeds.sitemap_of_spaces": "/sitemap-spaces-1.xml",
        "feeds.robots": "/robots.txt",
        "shortlist.compare": f"/compare?id={space}&id={space + 1}",
        "shortlist.page": f"/shortlist?id={space}",
        "shortlist.cards": f"/shortlist/cards?id={space}",
        "staff.start": "/staff",
        "staff.feedback": "/staff/feedback",
        "staff.wishes": f"/staff/spaces/{space}/requirements",
        "staff.positioning": f"/staff/clusters/{cluster}/positioning",
        "staff_requirements.worklist": "/staff/requirements",
        "staff_requirements.export": "/staff/requirements/export.xlsx",
        "staff_requirements.new": "/staff/requirements/new",
        "staff_requirements.requirement": f"/staff/requirements/{requirement}",
        "staff_requirements.proposal_form": f"/staff/requirements/{requirement}/proposal?id={space}",
        "proposals.page": f"/p/{proposal}",
        "api_spaces.search_spaces": "/api/v1/spaces?q=南湖区300平左右的写字楼",
        "api_suggest.suggest_names": "/api/v1/suggest?q=南湖",
        "api_chains.list_chains": "/api/v1/chains",
        "api_chains.one_chain": "/api/v1/chains/logistics",
        "api_docs.page": "/api/docs",
        "api_docs.description": "/api/openapi.json",
        "api_docs.static": "/api/docs/assets/css/swagger-ui.css",
        "static": "/static/css/base.css",
        "healthz": "/healthz",
        "readyz": "/readyz",
    }


def _proposal(requirement: int | None, space: int | None) -> str:
    """The code of a proposal that is there to be read."""
    code = "a-proposal-to-read"
    if db.session.scalar(select(Proposal.id).where(Proposal.code == code)) is None:
        db.session.add(Proposal(code=code, requirement_id=requirement, space_ids=[space]))
        db.session.commit()
    return code


def in_language(address: str, lang: str) -> str:
    return f"{address}{'&' if '?' in address else '?'}lang={lang}"


def fetch(client: FlaskClient, address: str) -> TestResponse:
    """An answer read whole, its file closed."""
    answer = client.get(address)
    answer.get_data()
    answer.close()
    return answer


@dataclass
class Element:
    """A tag with what it holds."""

    tag: str
    attrs: dict[str, str | None]
    parent: Element | None = None
    children: list[Element | str] = field(default_factory=list)

    def walk(self) -> Iterator[Element]:
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.walk()

    def find(self, *tags: str, **attrs: str) -> list[Element]:
        named = {name.rstrip("_").replace("_", "-"): value for name, value in attrs.items()}
        return [
            e
            for e in self.walk()
            if (not tags or e.tag in tags) and all(e.attrs.get(name) == value for name, value in named.items())
        ]

    @property
    def text(self) -> str:
        return "".join(c if isinstance(c, str) else c.text for c in self.children)

    @property
    def lang(self) -> str:
        """The language of the element: its own or the nearest one around it."""
        own = self.attrs.get("lang")
        return own or (self.parent.lang if self.parent else "")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = Element("", {})
        self.open = [self.root]
        self.problems: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        if len(names) != len(set(names)):
            self.problems.append(f"<{tag}> at {self.getpos()} has an attribute twice")
        element = Element(tag, dict(attrs), self.open[-1])
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].children.append(Element(tag, dict(attrs), self.open[-1]))

    def handle_endtag(self, tag: str) -> None:
        if self.open[-1].tag != tag:
            self.problems.append(f"</{tag}> at {self.getpos()} closes <{self.open[-1].tag}>")
            return
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def read(html: str) -> Element:
    """The page as a tree. Fails when a tag is left open or closed twice."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    left = [element.tag for element in reader.open[1:]]
    assert not left, f"left open: {left}"
    assert not reader.problems, reader.problems
    return reader.root
