"""A need to spaces, with reasons. Knows no Flask and no database; only ``candidates`` asks the engine."""
