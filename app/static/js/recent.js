/* The spaces seen lately, kept in this browser alone and never sent but to show their cards. */
(() => {
  "use strict";

  const KEY = "seen";
  const MOST = 6;

  const read = () => {
    try {
      const ids = JSON.parse(localStorage.getItem(KEY));
      return Array.isArray(ids) ? ids.filter(Number.isInteger).slice(0, MOST) : [];
    } catch {
      return [];
    }
  };
  const write = (ids) => {
    try {
      localStorage.setItem(KEY, JSON.stringify(ids));
    } catch {
      /* storage is off: nothing is remembered */
    }
  };

  const remember = () => {
    const sheet = document.querySelector("[data-seen]");
    if (!sheet) return;
    const id = Number(sheet.dataset.seen);
    write([id, ...read().filter((one) => one !== id)].slice(0, MOST));
  };

  const show = async (place) => {
    const address = new URL(place.dataset.recent, window.location.href);
    for (const id of read()) address.searchParams.append("id", id);
    const answer = await fetch(address);
    if (!answer.ok) return;
    const cards = place.querySelector(".cards");
    cards.innerHTML = await answer.text();
    place.hidden = !cards.querySelector(".card");
    place.querySelector("[data-forget]").addEventListener("click", () => {
      write([]);
      place.hidden = true;
    });
  };

  remember();
  const place = document.querySelector("[data-recent]");
  if (place && read().length) show(place).catch(() => {});
})();
