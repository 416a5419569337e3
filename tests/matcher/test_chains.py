"""What a company would do for a chain in a place: fill, extend, strengthen, or nothing."""

from __future__ import annotations

import pytest

from matcher.chains import SINGLE, VALUES, Chain, ChainMap, Company, Link, Node, gaps, roles, states
from matcher.industries import IndustryShare


def node(leaf: str, stage: str = "midstream") -> Node:
    return Node(leaf, stage, leaf.title(), leaf.title())


def link(source: str, target: str) -> Link:
    return Link(source, target, f"{source}给{target}", f"{source} to {target}")


YARN = Chain(
    code="sweater",
    name="毛衫",
    name_en="Sweaters",
    nodes=(node("yarn", "upstream"), node("knit"), node("shop", "downstream"), node("law", "service")),
    links=(link("yarn", "knit"), link("knit", "shop"), link("law", "shop")),
)


def here(**counts: int) -> dict[str, list[Company]]:
    return {leaf: [Company(f"{leaf}{i}", "大厦") for i in range(n)] for leaf, n in counts.items()}


def share(code: str, probability: float) -> IndustryShare:
    return IndustryShare(code, code, code, probability, ())


def test_it_fills_a_gap_where_a_customer_is_here() -> None:
    (role,) = roles([YARN], "knit", here(shop=2))
    assert (role.kind, role.value, role.present) == ("fill", VALUES["fill"], 0)
    assert [(n.side, n.node.leaf, n.company.name, n.flow) for n in role.neighbours] == [
        ("customer", "shop", "shop0", "knit给shop"),
        ("customer", "shop", "shop1", "knit给shop"),
    ]


def test_it_extends_where_only_a_supplier_is_here() -> None:
    (role,) = roles([YARN], "knit", here(yarn=1))
    assert (role.kind, role.value) == ("extend", VALUES["extend"])
    assert [n.side for n in role.neighbours] == ["supplier"]


def test_a_customer_counts_more_than_a_supplier() -> None:
    (role,) = roles([YARN], "knit", here(yarn=9, shop=1))
    assert role.kind == "fill"
    assert {n.side for n in role.neighbours} == {"supplier", "customer"}


def test_it_strengthens_what_is_here_and_a_single_one_more_than_many() -> None:
    (single,) = roles([YARN], "knit", here(knit=1, shop=1))
    (many,) = roles([YARN], "knit", here(knit=10, shop=1))
    assert single.kind == many.kind == "strengthen"
    assert (single.value, many.value) == (SINGLE, VALUES["strengthen"])
    assert single.value > many.value


def test_nothing_without_neighbours() -> None:
    assert roles([YARN], "knit", here()) == []
    assert roles([YARN], "knit", here(knit=3, law=2)) == []
    assert roles([YARN], "fish", here(shop=2)) == []


def test_the_most_valuable_chain_comes_first() -> None:
    other = Chain("a", "另", "Other", (node("knit"), node("coat")), (link("coat", "knit"),))
    found = roles([other, YARN], "knit", here(shop=1, coat=1))
    assert [(role.chain.code, role.kind) for role in found] == [("sweater", "fill"), ("a", "extend")]


@pytest.mark.parametrize(("companies", "state"), [(0, "missing"), (1, "single"), (2, "present"), (40, "present")])
def test_the_state_of_a_node(companies: int, state: str) -> None:
    found = {s.node.leaf: s.state for s in states(YARN, here(knit=companies))}
    assert found == {"yarn": "missing", "knit": state, "shop": "missing", "law": "missing"}


def test_gaps_are_the_missing_and_the_single_with_neighbours_the_most_valuable_first() -> None:
    found = gaps(YARN, here(knit=1, shop=5))
    assert [(gap.node.leaf, gap.kind, gap.value) for gap in found] == [
        ("law", "fill", VALUES["fill"]),
        ("yarn", "fill", VALUES["fill"]),
        ("knit", "strengthen", SINGLE),
    ]
    assert gaps(YARN, here(yarn=2, knit=2, shop=2, law=2)) == ()
    assert gaps(YARN, here()) == ()


def test_what_is_expected_of_a_need_that_may_be_one_of_several_industries() -> None:
    city = ChainMap([YARN], {"镇": here(shop=1)})
    role, worth = city.expected("镇", [share("knit", 0.6), share("fish", 0.2)])
    assert role is not None
    assert role.node.leaf == "knit"
    assert worth == pytest.approx(0.6 * VALUES["fill"] / 0.8)
    assert city.expected("镇", [share("fish", 1.0)]) == (None, None)
    assert city.expected("别处", [share("knit", 1.0)]) == (None, 0.0)
