"""Measures the search beside SQLite FTS5, PostgreSQL and bare tantivy: same documents, questions, answers, run."""
