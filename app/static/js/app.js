/* Comforts only: everything works without this file. */
(() => {
  "use strict";

  const wide = window.matchMedia("(min-width: 62rem)");
  const broad = window.matchMedia("(min-width: 56rem)");
  let filterOpen = false;

  /* Filters: on wide screens always open; on narrow ones as the reader left them. */
  const setFilter = () => {
    const filter = document.querySelector("[data-filter]");
    if (filter) filter.open = filterOpen || wide.matches;
  };

  /* Kinds of cluster: folded on narrow screens only. */
  const setFolds = () => {
    for (const fold of document.querySelectorAll("[data-fold]")) fold.open = fold.open || broad.matches;
  };

  /* A link of the list brings out its sign on the map, and the other way round. */
  const mark = (id, on) => {
    for (const one of document.querySelectorAll(`[data-cluster="${id}"]`)) one.classList.toggle("is-active", on);
    for (const one of document.querySelectorAll(`[data-name-of="${id}"]`)) one.classList.toggle("is-active", on);
  };
  const onCluster = (on) => (event) => {
    const one = event.target.closest && event.target.closest("[data-cluster]");
    if (one) mark(one.dataset.cluster, on);
  };

  /* Empty fields stay out of the URL; a text area stays, for it says that a need was sent. */
  const withoutEmpty = (event) => {
    const form = event.target;
    if (form.method !== "get") return;
    const empty = [...form.elements].filter((e) => e.name && e.value === "" && !e.disabled && e.tagName !== "TEXTAREA");
    for (const one of empty) one.disabled = true;
    setTimeout(() => empty.forEach((one) => (one.disabled = false)), 0);
  };

  /* "/" goes to the search box, as on many desks. */
  const toSearch = (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select")) return;
    const box = document.querySelector("[data-search]");
    if (box) {
      event.preventDefault();
      box.focus();
    }
  };

  const showPrint = () => {
    for (const button of document.querySelectorAll("[data-print]")) {
      button.hidden = false;
      button.addEventListener("click", () => window.print());
    }
  };

  document.addEventListener("mouseover", onCluster(true));
  document.addEventListener("mouseout", onCluster(false));
  document.addEventListener("focusin", onCluster(true));
  document.addEventListener("focusout", onCluster(false));
  document.addEventListener("keydown", toSearch);
  document.addEventListener("submit", withoutEmpty);

  document.addEventListener("htmx:configRequest", (event) => {
    const { parameters } = event.detail;
    for (const [name, value] of Object.entries(parameters)) if (value === "") delete parameters[name];
  });
  document.addEventListener("htmx:beforeSwap", (event) => {
    const filter = document.querySelector("[data-filter]");
    filterOpen = Boolean(filter && filter.open);
    /* an error page is a page of its own: go there */
    if (event.detail.xhr.status >= 400) window.location.assign(event.detail.pathInfo.finalRequestPath);
  });
  document.addEventListener("htmx:afterSettle", setFilter);
  document.addEventListener("htmx:sendError", (event) => {
    window.location.assign(event.detail.pathInfo.finalRequestPath);
  });

  wide.addEventListener("change", setFilter);
  broad.addEventListener("change", setFolds);
  setFilter();
  setFolds();
  showPrint();
})();
