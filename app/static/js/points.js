/* The map of results: the drawn districts under Leaflet, points read from the list beside them. */
(() => {
  "use strict";

  const CLOSE_UP = 5;
  const ALONE = 2;
  const SIZES = [[50, 4], [15, 3], [4, 2]];
  let map = null;

  const part = (tag, name, text) => {
    const one = document.createElement(tag);
    one.className = name;
    one.textContent = text;
    return one;
  };

  const sign = (name, count) => {
    const size = (SIZES.find(([least]) => count >= least) ?? [0, 1])[1];
    const pixels = 18 + size * 8;
    return L.divIcon({ className: `pin pin-${size} ${name}`, html: part("span", "", count), iconSize: [pixels, pixels] });
  };

  const counted = (markers) => markers.reduce((sum, marker) => sum + marker.options.count, 0);

  const group = () =>
    L.markerClusterGroup({
      showCoverageOnHover: false,
      maxClusterRadius: 42,
      spiderLegPolylineOptions: { className: "pin-leg" },
      iconCreateFunction: (cluster) => sign("pin-group", counted(cluster.getAllChildMarkers())),
    });

  /* A point by itself is not gathered with anything. */
  const gathered = (markers) => (markers.length > 1 ? group().addLayers(markers) : L.featureGroup(markers));

  /* A popup says what the list says of a building. */
  const popup = (entry) => {
    const body = part("div", "points-popup", "");
    body.append(...[...entry.childNodes].map((one) => one.cloneNode(true)));
    return body;
  };

  const marker = (entry, place) => {
    const { x, y, count, kind } = entry.dataset;
    const one = L.marker(place(x, y), {
      icon: sign(`kind-${kind}`, Number(count)),
      count: Number(count),
      title: entry.querySelector("a").textContent,
      keyboard: false,
    });
    return one.bindPopup(() => popup(entry), { minWidth: 160 });
  };

  const name = (text, place) =>
    L.marker(place(text.getAttribute("x"), text.getAttribute("y")), {
      icon: L.divIcon({ className: "points-region", html: part("span", "", text.textContent), iconSize: [0, 0] }),
      interactive: false,
      keyboard: false,
      zIndexOffset: -1000,
    });

  /* Where the points are; when they are all over the city, the city. */
  const frame = (points, city) => {
    if (!points.getLayers().length) return city;
    const found = points.getBounds();
    const wide = (bounds) => bounds.getEast() - bounds.getWest();
    return wide(found) > wide(city) / 2 ? city.pad(-0.04) : found;
  };

  const draw = () => {
    const box = document.querySelector("[data-points]");
    const drawing = box?.querySelector("svg");
    if (!drawing || typeof L === "undefined") return;
    const { width, height } = drawing.viewBox.baseVal;
    const place = (x, y) => [height - Number(y), Number(x)];
    const city = L.latLngBounds([0, 0], [height, width]);
    const names = [...drawing.querySelectorAll("[data-region]")];
    const label = drawing.getAttribute("aria-label");
    for (const one of drawing.querySelectorAll("text, circle")) one.remove();
    drawing.removeAttribute("role");
    drawing.removeAttribute("aria-label");
    drawing.setAttribute("aria-hidden", "true");

    box.replaceChildren();
    box.classList.add("is-live");
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", label);
    map = L.map(box, {
      crs: L.CRS.Simple,
      attributionControl: false,
      zoomControl: false,
      zoomSnap: 0.25,
      scrollWheelZoom: false,
      maxBounds: city.pad(0.2),
    });
    L.control.zoom({ zoomInTitle: box.dataset.zoomIn, zoomOutTitle: box.dataset.zoomOut }).addTo(map);
    L.svgOverlay(drawing, city, { interactive: false }).addTo(map);
    for (const text of names) name(text, place).addTo(map);
    const markers = [...document.querySelectorAll("[data-point]")].map((one) => marker(one, place));
    const points = gathered(markers);
    map.setMinZoom(map.getBoundsZoom(city) - 0.25);
    map.setMaxZoom(CLOSE_UP);
    map.fitBounds(frame(points, city), { padding: [24, 24], maxZoom: ALONE });
    map.addLayer(points);

    /* The wheel moves the page until the map has been touched. */
    map.on("click zoomstart", () => map.scrollWheelZoom.enable());
    map.on("mouseout", () => map.scrollWheelZoom.disable());
    map.on("popupopen", ({ popup: open }) => {
      open.getElement().querySelector(".leaflet-popup-close-button").setAttribute("aria-label", box.dataset.close);
    });
  };

  document.addEventListener("htmx:beforeSwap", () => {
    map?.remove();
    map = null;
  });
  document.addEventListener("htmx:afterSettle", draw);
  draw();
})();
