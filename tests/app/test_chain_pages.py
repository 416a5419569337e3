"""The pages of the industry chains: what is here, what is missing, and whom a newcomer would work with."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pages import Element, read
from small_city import SmallCity
from sqlalchemy import select
from statements import counted

from app.extensions import db
from app.models import Building, Chain, ChainLink, ChainNode, Cluster, ClusterPositioning, Industry, Tenant
from app.presenters.chain_graph import Graph, graph
from app.presenters.chain_layout import WIDTH
from app.presenters.chains import chain_page
from app.services import browsing
from app.services.chain_places import city_tenants
from app.services.chains import all_chains


def _page(client: FlaskClient, address: str) -> Element:
    answer = client.get(address)
    assert answer.status_code == 200
    return read(answer.text)


def _section(page: Element, id_: str) -> Element:
    return page.find("section", id=id_)[0]


@pytest.fixture
def town(small: SmallCity) -> SmallCity:
    """A chain of four in the small city: freight has one company in 智慧物流小镇, cold chain two, elsewhere nobody."""
    sector = db.session.scalars(select(Industry).where(Industry.code == "logistics")).one()
    cold = db.session.get_one(Industry, small.leaf)
    express = db.session.scalars(select(Industry).where(Industry.code == "logistics.express")).one()
    tower = db.session.get_one(Building, small.tower)
    port, freight = (
        Industry(code=f"logistics.{code}", name=name, name_en=code, parent_id=sector.id)
        for code, name in (("port", "港口"), ("freight", "货运"))
    )
    db.session.add_all([port, freight])
    said = {"name": "物流链", "name_en": "Logistics", "summary": "从港口到门口", "summary_en": "from port to door"}
    chain = Chain(code="moving", section="三(二)专栏2", **said)
    for i, (industry, stage) in enumerate(
        ((port, "upstream"), (freight, "midstream"), (cold, "downstream"), (express, "service"))
    ):
        named = {"name": f"{industry.name}环节", "name_en": f"{industry.code} step"}
        chain.nodes.append(ChainNode(industry=industry, stage=stage, is_core=i == 2, position=i, **named))
    for source, target in ((port, freight), (freight, cold), (express, cold)):
        chain.links.append(ChainLink(source=source, target=target, flow=f"{source.name}服务", flow_en="services"))
    db.session.add_all(
        [
            chain,
            Tenant(building=tower, name="顺路货运", industry=freight, is_sample=True),
            Tenant(building=tower, name="冰川冷链", industry=cold),
            Tenant(building=tower, name="雪原冷链", industry=cold),
        ]
    )
    db.session.commit()
    return small


def test_all_chains_of_the_city_with_their_states(client: FlaskClient, city_app: Flask) -> None:
    page = _page(client, "/chains")
    cards = page.find("li", class_="chain-card")
    assert len(cards) == 16
    with city_app.app_context():
        codes = list(db.session.scalars(select(Chain.code).order_by(Chain.id)))
        nodes = [len(chain.nodes) for chain in all_chains(db.session)]
    assert [card.find("h2")[0].find("a")[0].attrs["href"] for card in cards] == [f"/chains/{code}" for code in codes]
    for card, size in zip(cards, nodes, strict=True):
        assert sum(int(b.text) for b in card.find("b")) == size
        assert card.find("span", class_="tag tag-sample")
        assert card.find("span", class_="source")
    assert page.find("a", href="/chains", aria_current="page")


def test_a_chain_is_drawn_and_told(client: FlaskClient, city_app: Flask) -> None:
    page = _page(client, "/chains/logistics")
    (drawing,) = page.find("svg", class_="chain-graph")
    with city_app.app_context():
        row = next(chain for chain in all_chains(db.session) if chain.code == "logistics")
        names = {node.name for node in row.nodes}
        flows = {f"{f.source.code}>{f.target.code}": f.flow for f in row.links}
    nodes = drawing.find("a")
    assert len(nodes) == len(names)
    assert all(a.attrs["href"] and re.search("有 [0-9]+ 家", a.text) for a in nodes)
    titles = [title.text for title in drawing.find("title")]
    assert sorted(title.split("：")[1] for title in titles) == sorted(flows.values())
    told = _section(page, "flows").find("tbody")[0].find("tr")
    assert len(told) == len(flows)
    assert {p.text.replace("核心", "").strip() for p in _section(page, "nodes").find("p", class_="node-name")} == names


def test_the_nodes_lead_to_space_in_the_clusters_that_lead_there(client: FlaskClient) -> None:
    page = _page(client, "/chains/logistics")
    (drawing,) = page.find("svg", class_="chain-graph")
    (node,) = [a for a in drawing.find("a") if a.text.strip().startswith("仓储与共同配送")]
    href = node.attrs["href"] or ""
    assert "智慧物流小镇" in parse_qs(urlsplit(href).query)["cluster"]
    assert client.get(href).status_code == 200


def test_what_a_cluster_lacks_and_who_waits_for_it(visitor: FlaskClient, town: SmallCity) -> None:
    page = _page(visitor, f"/chains/moving?cluster={town.cluster}")
    assert [b.text for b in page.find("div", class_="chain-now")[0].find("b")] == ["1", "1", "2"]
    gaps = _section(page, "gaps").find("li", class_="gap")
    said = {gap.find("h3")[0].text.strip(): " ".join(gap.text.split()) for gap in gaps}
    assert list(said) == ["补链 快递环节", "补链 港口环节", "强链 货运环节"]
    assert "供给 冷链物流环节：快递服务冰川冷链（物流科技大厦）、雪原冷链（物流科技大厦）" in said["补链 快递环节"]
    assert "示例" not in said["补链 快递环节"]
    assert "供给 货运环节：港口服务顺路货运（物流科技大厦）" in said["补链 港口环节"]
    assert "示例" in said["补链 港口环节"]
    assert "仅一家" in said["强链 货运环节"]


def test_a_gap_leads_to_a_prefilled_need(visitor: FlaskClient, town: SmallCity) -> None:
    page = _page(visitor, f"/chains/moving?cluster={town.cluster}")
    gap = _section(page, "gaps").find("li", class_="gap")[1]
    (way,) = [a for a in gap.find("a") if (a.attrs["href"] or "").startswith("/match?")]
    (need,) = parse_qs(urlsplit(way.attrs["href"] or "").query)["text"]
    assert need == "做港口的企业，想在智慧物流小镇找办公空间"


def test_where_nobody_is_nothing_is_called_a_gap(visitor: FlaskClient, town: SmallCity) -> None:
    page = _page(visitor, f"/chains/moving?cluster={town.other_cluster}")
    section = _section(page, "gaps")
    assert section.find("li", class_="gap") == []
    assert "港口环节、货运环节、冷链物流环节、快递环节" in section.text


def test_the_choice_of_a_cluster_works_without_scripts_and_is_kept(visitor: FlaskClient, town: SmallCity) -> None:
    page = _page(visitor, f"/chains/moving?cluster={town.cluster}&lang=en")
    (form,) = page.find("form", class_="chain-where")
    assert form.attrs["method"] == "get"
    assert form.find("input", name="lang")[0].attrs["value"] == "en"
    chosen = [o for o in form.find("option") if "selected" in o.attrs]
    assert [o.attrs["value"] for o in chosen] == [str(town.cluster)]
    assert len(form.find("option")) == 3


@pytest.mark.parametrize("asked", ["abc", "99999", "-1"])
def test_a_cluster_that_is_not_there_is_said_beside_the_field(
    visitor: FlaskClient, town: SmallCity, asked: str
) -> None:
    answer = visitor.get(f"/chains/moving?cluster={asked}")
    assert answer.status_code == 400
    page = read(answer.text)
    assert "没有找到这个楼宇集群" in page.find(id="f-cluster-error")[0].text
    assert page.find("svg", class_="chain-graph")


def test_a_chain_that_is_not_there(visitor: FlaskClient) -> None:
    answer = visitor.get("/chains/nothing")
    assert answer.status_code == 404
    assert "没有找到这条产业链" in answer.text
    assert visitor.get("/chains").status_code == 200


def test_leaders_are_those_of_the_plan_unless_staff_have_decided(visitor: FlaskClient, town: SmallCity) -> None:
    def leaders() -> list[str]:
        rows = _section(_page(visitor, "/chains/moving"), "nodes").find("li", class_="node-row")
        (row,) = [row for row in rows if "冷链物流环节" in row.text]
        return [a.text for a in row.find("a") if (a.attrs["href"] or "").startswith("/clusters/")]

    assert leaders() == ["智慧物流小镇"]
    row = db.session.get_one(Cluster, town.cluster)
    decided = {
        "role": "unsuitable",
        "term": "冷链",
        "basis": "staff",
        "reason": "层高不够",
        "decided_on": date(2026, 11, 25),
    }
    row.positioning.append(ClusterPositioning(industry_id=town.leaf, **decided))
    db.session.commit()
    assert leaders() == []
    table = _page(visitor, f"/clusters/{town.cluster}").find("table", class_="positioning")[0]
    assert "招商认定 2026-11-25：层高不够" in table.text
    assert "不再计入" in table.text


def test_the_page_of_a_cluster_leads_to_its_chains(visitor: FlaskClient, town: SmallCity) -> None:
    (list_,) = _page(visitor, f"/clusters/{town.cluster}").find("ul", class_="cluster-chains")
    assert list_.find("a")[0].attrs["href"] == f"/chains/moving?cluster={town.cluster}"
    assert [b.text for b in list_.find("b")] == ["1", "1", "2"]
    assert "主导核心产业" in list_.text
    assert not _page(visitor, f"/clusters/{town.other_cluster}").find("ul", class_="cluster-chains")


def test_chains_are_in_the_sitemap(visitor: FlaskClient, town: SmallCity) -> None:
    text = visitor.get("/sitemap-places.xml").text
    assert "<loc>http://localhost/chains</loc>" in text
    assert "<loc>http://localhost/chains/moving</loc>" in text


@pytest.fixture
def drawings(city_app: Flask) -> list[Graph]:
    """Every chain of the city drawn, over the city and in its fullest cluster, in both languages."""
    found = []
    for lang in ("zh", "en"):
        with city_app.test_request_context(f"/?lang={lang}"):
            rows, clusters = all_chains(db.session), browsing.clusters(db.session)
            tenants = city_tenants(db.session)
            for row in rows:
                page = chain_page(row, clusters, tenants, None)
                found.append(graph(page.card.nodes, page.flows))
    return found


def test_no_box_covers_another_and_all_stay_on_the_sheet(drawings: list[Graph]) -> None:
    for drawing in drawings:
        for i, box in enumerate(drawing.boxes):
            assert box.x >= 0
            assert box.right <= WIDTH
            assert box.y >= 0
            assert box.bottom <= drawing.height
            for other in drawing.boxes[:i]:
                assert box.right <= other.x or other.right <= box.x or box.bottom <= other.y or other.bottom <= box.y
        stages = {stage: [b.x for b in drawing.boxes if b.node.stage == stage] for stage in ("upstream", "downstream")}
        assert max(stages["upstream"]) < min(stages["downstream"])


def test_words_that_are_shown_cover_no_box_and_most_are_shown(drawings: list[Graph]) -> None:
    edges = [(drawing, edge) for drawing in drawings for edge in drawing.edges]
    assert sum(edge.words.shown for _, edge in edges) > 0.8 * len(edges)
    for drawing, edge in edges:
        if edge.words.shown and edge.words.lines:
            left, top, right, bottom = edge.words.area
            for box in drawing.boxes:
                assert right <= box.x or box.right <= left or bottom <= box.y or box.bottom <= top, edge.words.lines


def test_the_pages_take_a_constant_number_of_statements(client: FlaskClient, city_app: Flask) -> None:
    def asked(address: str) -> int:
        client.get(address)
        with city_app.app_context(), counted() as seen:
            assert client.get(address).status_code == 200
        return len(seen)

    assert asked("/chains") <= 15
    few = asked("/chains/business_services")
    assert few == asked("/chains/logistics") == asked("/chains/logistics?cluster=2") == asked("/chains/film") <= 15
