"""``python -m app.vendor``: copies what pages load from ``node_modules`` into ``static/vendor``, which git ignores."""

from __future__ import annotations

import shutil

from app.settings import ROOT

FILES = {
    "htmx.org/dist/htmx.min.js": "htmx.min.js",
    "leaflet/dist/leaflet.js": "leaflet.js",
    "leaflet/dist/leaflet.css": "leaflet.css",
    "leaflet.markercluster/dist/leaflet.markercluster.js": "leaflet.markercluster.js",
}
"""File of a package → its name under ``static/vendor``."""


def main() -> None:
    target = ROOT / "app" / "static" / "vendor"
    target.mkdir(parents=True, exist_ok=True)
    for source, name in FILES.items():
        shutil.copyfile(ROOT / "node_modules" / source, target / name)


if __name__ == "__main__":
    main()
