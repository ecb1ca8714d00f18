// The panel beside the map: the plan of a building, or what the features under a click say.

import { element, fill } from "./dom.js";
import { linkOf, told } from "./features.js";

/** The panel, closed; it asks `dateOf()` for the day that plans are drawn as of. */
export function makeDetails(stage, config, { dateOf, onClose }) {
  const { words } = config;
  const heading = element("h2", { id: "details-title", tabindex: "-1" });
  const body = element("div", { class: "details-body" });
  const shut = element("button", { type: "button", class: "icon-button", "aria-label": words.close, onclick: close }, "×");
  const panel = element(
    "section", { class: "details", "aria-labelledby": "details-title", hidden: true },
    element("header", { class: "details-head" }, heading, shut), body,
  );
  panel.addEventListener("keydown", (event) => event.key === "Escape" && close());
  stage.append(panel);
  let asked = 0;
  let cameFrom = null;

  function open(title, ...content) {
    asked += 1;
    if (panel.hidden) cameFrom = document.activeElement;
    heading.textContent = title;
    body.replaceChildren(...content.filter(Boolean));
    panel.hidden = false;
    body.scrollTop = 0;
    heading.focus({ preventScroll: true });
    return asked;
  }

  function close() {
    if (panel.hidden) return;
    asked += 1;
    panel.hidden = true;
    onClose();
    if (cameFrom?.isConnected) cameFrom.focus({ preventScroll: true });
  }

  /** The plan of a building as the server draws it, then whatever else lies at the point; of a
   * sought unit the way to its card, and its place in the plan. */
  async function showBuilding(id, title, others = [], sought = null) {
    const waiting = element("p", { role: "status" }, words.loading);
    const mine = open(title, sought && wayTo(sought), waiting, ...others.map((one) => telling(one)));
    const address = fill(config.urls.plan, { id: encodeURIComponent(id) });
    try {
      const answer = await fetch(`${address}?datetime=${dateOf()}`, { headers: { "HX-Request": "true" } });
      if (!answer.ok) throw new Error(`${answer.status}`);
      const html = await answer.text();
      if (mine !== asked) return;
      const plan = element("div", { class: "details-plan" });
      plan.innerHTML = html;
      waiting.replaceWith(plan);
      globalThis.htmx?.process(plan);
      if (sought) mark(plan, sought);
    } catch {
      if (mine === asked) waiting.replaceWith(element("p", { role: "alert", class: "problem" }, words.planFailed));
    }
  }

  /** What each feature says, one block a feature. */
  function showFeatures(found) {
    const title = found.length === 1 ? found[0].layer.title : words.atThisPoint;
    open(title, ...found.map((one) => telling(one, found.length > 1)));
  }

  /** One search result with the way to its own page. */
  function showResult(result) {
    open(result.label, wayTo(result));
  }

  function wayTo({ url }) {
    return element("p", { class: "way" }, url ? element("a", { class: "card-link", href: url }, words.openCard) : null);
  }

  function mark(plan, { url }) {
    const places = [...plan.querySelectorAll("a[href]")].filter((link) => new URL(link.href).pathname === url);
    for (const place of places) place.classList.add("is-sought");
    places[0]?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  function telling({ layer, properties }, titled = true) {
    const rows = told(layer, properties, config).map(([title, value]) => [element("dt", {}, title), element("dd", {}, value)]);
    const link = linkOf(layer, properties);
    return element(
      "article", { class: "telling" },
      titled ? element("h3", {}, layer.title) : null,
      element("dl", {}, rows),
      link ? element("a", { class: "card-link", href: link }, words.openCard) : null,
    );
  }

  return { showBuilding, showFeatures, showResult, close, say: (text) => open(words.details, element("p", {}, text)) };
}
