"""The site under test: its address and the addresses of its pages."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

NEED = "做冷链车队管理系统的公司要500平办公"
WORDS = "南湖区300平左右的写字楼"
NOTHING = {"region": "嘉善县", "cluster": "南湖CBD"}
"""A cluster outside the chosen region: nothing can be found, and each of the two can be let go."""


@dataclass(frozen=True)
class Page:
    """One page of the site and how it answers."""

    path: str
    status: int = 200
    in_frame: bool = True
    """Has the header and footer that all pages share."""


@dataclass(frozen=True)
class Site:
    """The served application with the keys of a few of its rows."""

    url: str
    space: int
    building: int
    cluster: int

    def page(self, name: str) -> Page:
        return self.pages()[name]

    def pages(self) -> dict[str, Page]:
        return {
            "home": Page("/"),
            "search": Page("/search?" + urlencode({"q": WORDS})),
            "search-map": Page("/search?" + urlencode({"q": WORDS, "view": "map"})),
            "search-nothing": Page("/search?" + urlencode(NOTHING)),
            "search-bad-number": Page("/search?" + urlencode({"q": WORDS, "area_min": "三百"}), status=400),
            "space": Page(f"/spaces/{self.space}"),
            "building": Page(f"/buildings/{self.building}"),
            "clusters": Page("/clusters"),
            "cluster": Page(f"/clusters/{self.cluster}"),
            "chains": Page("/chains"),
            "chain": Page(f"/chains/nuclear?cluster={self.cluster}"),
            "compare": Page(f"/compare?id={self.space}&id={self.space + 1}&id={self.space + 400}"),
            "compare-nothing": Page("/compare"),
            "shortlist": Page(f"/shortlist?id={self.space}.{self.space + 1}"),
            "shortlist-empty": Page("/shortlist"),
            "policies": Page("/policies"),
            "policy": Page("/policies/1"),
            "match-empty": Page("/match"),
            "match": Page("/match?" + urlencode({"text": NEED})),
            "staff": Page("/staff"),
            "worklist": Page("/staff/requirements"),
            "requirement": Page("/staff/requirements/1"),
            "missing": Page("/no-such-page", status=404),
            "api-docs": Page("/api/docs", in_frame=False),
        }

    def address(self, name: str, lang: str = "zh") -> str:
        """The full URL of a page, in a language."""
        path = self.page(name).path
        if lang == "zh":
            return self.url + path
        return f"{self.url}{path}{'&' if '?' in path else '?'}lang={lang}"


PAGE_NAMES = tuple(Site("", 0, 0, 0).pages())
