"""Forms that change something: sent from a page of this site alone, answered with the way to the page to see.

There is no session yet, so nothing secret can be put into a form: the browser's own word (``Sec-Fetch-Site``, else
``Origin``) tells where a form comes from. Every view that changes something for staff goes through here.
"""

from __future__ import annotations

from typing import Any

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from app.errors import RefusedError
from app.languages import translate as _
from app.security import from_this_site


def only_from_here() -> None:
    """Raises ``RefusedError`` for what another site has sent. Made a ``before_request`` of every staff blueprint."""
    if request.method not in ("GET", "HEAD", "OPTIONS") and not from_this_site(request):
        raise RefusedError(_("这个请求不是从本站页面发出的，没有执行。"))


def see(endpoint: str, **values: Any) -> Response:
    """After a form was carried out: the page to see, so that loading it again sends nothing twice."""
    return redirect(url_for(endpoint, **values), 303)
