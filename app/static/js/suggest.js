/* Names under the search box while one types. Without it the box works as it is. */
(() => {
  "use strict";

  const PAUSE = 120;
  let timer = 0;
  let asking = null;
  let active = -1;

  const boxOf = (target) => (target instanceof HTMLInputElement && target.dataset.suggest ? target : null);
  const listOf = (box) => document.getElementById(`${box.id}-suggestions`);
  const options = (box) => [...(listOf(box)?.querySelectorAll("[role=option]") ?? [])];

  const close = (box) => {
    clearTimeout(timer);
    asking?.abort();
    listOf(box)?.remove();
    active = -1;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  };

  const part = (tag, name, text) => {
    const one = document.createElement(tag);
    one.className = name;
    one.textContent = text;
    return one;
  };

  const option = (box, item, i) => {
    const one = part("li", "suggestion", "");
    one.id = `${box.id}-suggestion-${i}`;
    one.setAttribute("role", "option");
    one.setAttribute("aria-selected", "false");
    one.dataset.name = item.label;
    one.append(
      part("span", "suggestion-kind", item.kind_label),
      part("span", "suggestion-name", item.label),
      part("span", "suggestion-count", item.spaces_label),
    );
    return one;
  };

  const show = (box, items) => {
    close(box);
    if (!items.length || document.activeElement !== box) return;
    const list = part("ul", "suggestions", "");
    list.id = `${box.id}-suggestions`;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", box.dataset.suggestLabel);
    list.append(...items.map((item, i) => option(box, item, i)));
    box.parentElement.append(list);
    box.setAttribute("aria-expanded", "true");
    box.setAttribute("aria-controls", list.id);
  };

  const ask = async (box) => {
    const typed = box.value.trim();
    asking?.abort();
    if (!typed) return close(box);
    asking = new AbortController();
    try {
      const url = `${box.dataset.suggest}&q=${encodeURIComponent(typed.slice(0, 100))}`;
      const answer = await fetch(url, { signal: asking.signal });
      if (answer.ok) show(box, (await answer.json()).items);
    } catch {
      /* nothing to suggest: the box works without */
    }
    return undefined;
  };

  const mark = (box, to) => {
    const all = options(box);
    if (!all.length) return;
    active = (to + all.length) % all.length;
    all.forEach((one, i) => one.setAttribute("aria-selected", String(i === active)));
    box.setAttribute("aria-activedescendant", all[active].id);
  };

  const choose = (box, one) => {
    box.value = one.dataset.name;
    close(box);
    box.form.requestSubmit();
  };

  const keys = {
    ArrowDown: (box) => mark(box, active + 1),
    ArrowUp: (box) => mark(box, active < 0 ? -1 : active - 1),
    Escape: (box) => close(box),
  };

  document.addEventListener("focusin", (event) => {
    const box = boxOf(event.target);
    if (!box) return;
    box.setAttribute("role", "combobox");
    box.setAttribute("aria-autocomplete", "list");
    box.setAttribute("aria-expanded", "false");
  });

  /* A word half written in an input method is no word yet. */
  document.addEventListener("input", (event) => {
    const box = boxOf(event.target);
    if (!box || event.isComposing) return;
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE, box);
  });
  document.addEventListener("compositionend", (event) => {
    const box = boxOf(event.target);
    if (box) ask(box);
  });

  document.addEventListener("keydown", (event) => {
    const box = boxOf(event.target);
    if (!box || event.isComposing || !listOf(box)) return;
    const chosen = options(box)[active];
    if (event.key === "Enter" && chosen) {
      event.preventDefault();
      choose(box, chosen);
    } else if (keys[event.key]) {
      event.preventDefault();
      keys[event.key](box);
    }
  });

  /* mousedown comes before the box loses its focus */
  document.addEventListener("mousedown", (event) => {
    const one = event.target.closest("[role=option].suggestion");
    if (!one) return;
    event.preventDefault();
    choose(one.closest(".searchbox").querySelector("[data-suggest]"), one);
  });
  document.addEventListener("focusout", (event) => {
    const box = boxOf(event.target);
    if (box) close(box);
  });
  document.addEventListener("submit", (event) => {
    for (const box of event.target.querySelectorAll("[data-suggest]")) close(box);
  });
})();
