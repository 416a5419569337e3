"""Measures the search beside SQLite FTS5: same documents, same questions, same answers, same run."""
