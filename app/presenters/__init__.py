"""One view of a result: rows and answers become the dataclasses of ``view``, which pages, JSON and mail share."""

from app.presenters.view import *  # noqa: F403 - the package's vocabulary is its view classes
