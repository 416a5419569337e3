"""Pages of the policies."""

from __future__ import annotations

from flask import Blueprint, render_template

from app.extensions import db
from app.presenters.policies import policy_groups, policy_page
from app.services import policies
from app.views.addresses import permalink

blueprint = Blueprint("policies", __name__, url_prefix="/policies")


@blueprint.get("")
def overview() -> str:
    groups = policy_groups(policies.policies(db.session), policies.reaches(db.session))
    return render_template("public/policies.html", groups=groups)


@blueprint.get("/<int:policy_id>")
def policy(policy_id: int) -> str:
    row = policies.policy(db.session, policy_id)
    found = {topic: policies.spaces_with(db.session, topic) for topic in row.topics}
    page = policy_page(row, policies.policy_buildings(db.session, policy_id), found)
    address = permalink("policies.policy", policy_id=policy_id)
    return render_template("public/policy.html", page=page, permalink=address)
