"""delays of the index"""

import sqlalchemy as sa
from alembic import op

revision = "25e726910268"
down_revision = "bd46cd622f8d"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "index_delay",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("seconds", sa.Double(), nullable=False),
        sa.Column("written_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_index_delay")),
    )


def downgrade() -> None:
    op.drop_table("index_delay")
