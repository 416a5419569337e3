"""One view of a result: rows and answers become dataclasses that pages, JSON and mail share."""
