"""Pages of the industry chains."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from app.extensions import db
from app.languages import translate as _
from app.presenters.chain_graph import graph
from app.presenters.chains import chain_cards, chain_page
from app.services import browsing
from app.services.chain_places import city_tenants
from app.services.chains import all_chains, chain_by_code
from app.views.addresses import permalink

blueprint = Blueprint("chains", __name__, url_prefix="/chains")


@blueprint.get("", endpoint="chains")
def overview() -> str:
    session = db.session
    cards = chain_cards(all_chains(session), browsing.clusters(session), city_tenants(session))
    return render_template("public/chains.html", cards=cards)


@blueprint.get("/<code>", endpoint="chain")
def chain_of_city(code: str) -> tuple[str, int]:
    """The chain in the whole city, or in the cluster of ``?cluster=``."""
    session, asked = db.session, request.args.get("cluster", "").strip()
    row, clusters = chain_by_code(session, code), browsing.clusters(session)
    place = next((cluster for cluster in clusters if str(cluster.id) == asked), None)
    errors = {"cluster": _("没有找到这个楼宇集群。")} if asked and place is None else {}
    page = chain_page(row, clusters, city_tenants(session), place)
    html = render_template(
        "public/chain.html",
        page=page,
        graph=graph(page.card.nodes, page.flows),
        asked=asked,
        errors=errors,
        permalink=permalink("chains.chain", code=code),
    )
    return html, 400 if errors else 200
