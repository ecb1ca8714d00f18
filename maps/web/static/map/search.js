// The search box: a combobox over the server's search, usable with the keyboard alone.

import { element, fill } from "./dom.js";

const WAIT_MS = 200;

/** The search form; `onPick(result)` is called with the result that was chosen. */
export function makeSearch(config, onPick) {
  const { words, urls } = config;
  const list = element("ul", { id: "search-results", role: "listbox", class: "search-results", "aria-label": words.search, hidden: true });
  const status = element("p", { class: "search-status", role: "status" });
  const input = element("input", {
    type: "search", name: "q", id: "map-search", autocomplete: "off", spellcheck: "false",
    role: "combobox", "aria-expanded": "false", "aria-controls": "search-results",
    "aria-autocomplete": "list", placeholder: words.searchShort,
  });
  const form = element(
    "form", { class: "map-search", role: "search", action: urls.units, method: "get" },
    element("label", { for: "map-search", class: "visually-hidden" }, words.search), input, list, status,
  );
  let results = [];
  let active = -1;
  let timer = 0;
  let running = null;

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT_MS);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape") return hide();
    if (list.hidden || !["ArrowDown", "ArrowUp"].includes(event.key)) return undefined;
    event.preventDefault();
    const step = event.key === "ArrowDown" ? 1 : -1;
    return mark((active + step + results.length) % results.length);
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    clearTimeout(timer);
    if (active < 0) await ask();
    if (results.length) pick(results[Math.max(active, 0)]);
  });
  form.addEventListener("focusout", (event) => {
    if (!form.contains(event.relatedTarget)) hide();
  });

  async function ask() {
    const text = input.value.trim();
    running?.abort();
    if (text.length < 2) return hide();
    running = new AbortController();
    status.classList.add("visually-hidden");
    status.textContent = words.searching;
    try {
      const answer = await fetch(fill(urls.search, { q: encodeURIComponent(text) }), { signal: running.signal });
      if (!answer.ok) throw new Error(`${answer.status}`);
      const found = await answer.json();
      return show(found.results ?? found, text);
    } catch (problem) {
      if (problem.name === "AbortError") return undefined;
      hide();
      status.classList.remove("visually-hidden");
      status.textContent = words.searchFailed;
      return undefined;
    }
  }

  function show(found, text) {
    results = found;
    active = -1;
    input.removeAttribute("aria-activedescendant");
    list.replaceChildren(...results.map((result, at) => element(
      "li", {
        role: "option", id: `search-result-${at}`, "aria-selected": "false",
        onmousedown: (event) => event.preventDefault(), onclick: () => pick(result),
      },
      element("span", { class: "result-label" }, result.label),
      result.kind_label ? element("span", { class: "result-kind" }, result.kind_label) : null,
    )));
    list.hidden = results.length === 0;
    input.setAttribute("aria-expanded", String(!list.hidden));
    status.classList.toggle("visually-hidden", results.length > 0);
    status.textContent = results.length === 0 ? fill(words.noResult, { q: text })
      : results.length === 1 ? words.oneResult : fill(words.results, { n: results.length });
  }

  function mark(at) {
    list.children[active]?.setAttribute("aria-selected", "false");
    active = at;
    list.children[active].setAttribute("aria-selected", "true");
    list.children[active].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", `search-result-${active}`);
  }

  function hide() {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
    status.textContent = "";
  }

  function pick(result) {
    input.value = result.label;
    hide();
    onPick(result);
  }

  return form;
}
