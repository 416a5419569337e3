"""chains and matches"""

import sqlalchemy as sa
from alembic import op

revision = "28a0588fa3d0"
down_revision = "25e726910268"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "chain",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("name_en", sa.String(length=120), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("summary_en", sa.Text(), nullable=False),
        sa.Column("section", sa.String(length=60), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chain")),
        sa.UniqueConstraint("code", name=op.f("uq_chain_code")),
    )
    op.create_table(
        "chain_node",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("chain_id", sa.Integer(), nullable=False),
        sa.Column("industry_id", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(length=12), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("name_en", sa.String(length=120), nullable=False),
        sa.Column("is_core", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["chain_id"], ["chain.id"], name=op.f("fk_chain_node_chain_id_chain"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["industry_id"], ["industry.id"], name=op.f("fk_chain_node_industry_id_industry")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chain_node")),
        sa.UniqueConstraint("chain_id", "industry_id", name=op.f("uq_chain_node_chain_id")),
    )
    with op.batch_alter_table("chain_node", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_chain_node_chain_id"), ["chain_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_chain_node_industry_id"), ["industry_id"], unique=False)

    op.create_table(
        "proposal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("requirement_id", sa.Integer(), nullable=False),
        sa.Column("space_ids", sa.JSON(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["requirement_id"],
            ["requirement.id"],
            name=op.f("fk_proposal_requirement_id_requirement"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal")),
        sa.UniqueConstraint("code", name=op.f("uq_proposal_code")),
    )
    with op.batch_alter_table("proposal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_proposal_requirement_id"), ["requirement_id"], unique=False)

    op.create_table(
        "match_feedback",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("requirement_id", sa.Integer(), nullable=False),
        sa.Column("space_id", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(length=8), nullable=False),
        sa.Column("reason", sa.String(length=20), nullable=False),
        sa.Column("note", sa.String(length=400), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("features", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["requirement_id"],
            ["requirement.id"],
            name=op.f("fk_match_feedback_requirement_id_requirement"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["space_id"], ["space.id"], name=op.f("fk_match_feedback_space_id_space"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_match_feedback")),
        sa.UniqueConstraint("requirement_id", "space_id", name=op.f("uq_match_feedback_requirement_id")),
    )
    with op.batch_alter_table("match_feedback", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_match_feedback_requirement_id"), ["requirement_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_match_feedback_space_id"), ["space_id"], unique=False)

    op.execute("DELETE FROM chain_link")  # loaded anew from the seeds, with their chains
    with op.batch_alter_table("chain_link", schema=None) as batch_op:
        batch_op.add_column(sa.Column("chain_id", sa.Integer(), nullable=False))
        batch_op.drop_index(batch_op.f("ix_chain_link_chain"))
        batch_op.drop_constraint(batch_op.f("uq_chain_link_source_id"), type_="unique")
        batch_op.create_index(batch_op.f("ix_chain_link_chain_id"), ["chain_id"], unique=False)
        batch_op.create_unique_constraint(batch_op.f("uq_chain_link_chain_id"), ["chain_id", "source_id", "target_id"])
        batch_op.create_foreign_key(
            batch_op.f("fk_chain_link_chain_id_chain"), "chain", ["chain_id"], ["id"], ondelete="CASCADE"
        )
        batch_op.drop_column("chain")

    with op.batch_alter_table("cluster_positioning", schema=None) as batch_op:
        batch_op.add_column(sa.Column("reason", sa.String(length=400), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("decided_on", sa.Date(), nullable=True))

    with op.batch_alter_table("industry", schema=None) as batch_op:
        batch_op.add_column(sa.Column("sentences", sa.JSON(), nullable=False, server_default="[]"))
        batch_op.add_column(sa.Column("gbt_titles", sa.JSON(), nullable=False, server_default="{}"))

    with op.batch_alter_table("requirement", schema=None) as batch_op:
        batch_op.add_column(sa.Column("industries", sa.JSON(), nullable=False, server_default="[]"))
        batch_op.add_column(sa.Column("monthly_total_max", sa.Numeric(precision=14, scale=4), nullable=True))
        batch_op.add_column(sa.Column("floor_load_min_kg_sqm", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("status", sa.String(length=10), nullable=False, server_default="open"))
        batch_op.add_column(
            sa.Column("updated_at", sa.DateTime(), nullable=False, server_default="2000-01-01 00:00:00")
        )
        batch_op.create_index(batch_op.f("ix_requirement_status"), ["status"], unique=False)

    op.execute("UPDATE requirement SET updated_at = created_at")


def downgrade() -> None:
    op.drop_index("ix_requirement_status", table_name="requirement")
    for column in ("updated_at", "status", "floor_load_min_kg_sqm", "monthly_total_max", "industries"):
        op.drop_column("requirement", column)
    for column in ("gbt_titles", "sentences"):
        op.drop_column("industry", column)
    for column in ("decided_on", "reason"):
        op.drop_column("cluster_positioning", column)
    op.execute("DELETE FROM chain_link")
    with op.batch_alter_table("chain_link", schema=None) as batch_op:
        batch_op.add_column(sa.Column("chain", sa.VARCHAR(length=40), nullable=False))
        batch_op.drop_constraint(batch_op.f("fk_chain_link_chain_id_chain"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("uq_chain_link_chain_id"), type_="unique")
        batch_op.drop_index(batch_op.f("ix_chain_link_chain_id"))
        batch_op.create_unique_constraint(batch_op.f("uq_chain_link_source_id"), ["source_id", "target_id", "chain"])
        batch_op.create_index(batch_op.f("ix_chain_link_chain"), ["chain"], unique=False)
        batch_op.drop_column("chain_id")

    with op.batch_alter_table("match_feedback", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_match_feedback_space_id"))
        batch_op.drop_index(batch_op.f("ix_match_feedback_requirement_id"))

    op.drop_table("match_feedback")
    with op.batch_alter_table("proposal", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_proposal_requirement_id"))

    op.drop_table("proposal")
    with op.batch_alter_table("chain_node", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_chain_node_industry_id"))
        batch_op.drop_index(batch_op.f("ix_chain_node_chain_id"))

    op.drop_table("chain_node")
    op.drop_table("chain")
