"""The search index: documents in, understood queries in, ranked ids out. Knows no Flask and no database."""
