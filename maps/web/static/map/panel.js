// The panel of layers: what colours the buildings, as of which day, which layers, their legends.

import { isDate } from "./address.js";
import { drawing, element } from "./dom.js";

/** The panel; `state` is read now, the callbacks tell what the reader changes. */
export function makePanel(stage, config, state, { onStatus, onDate, onLayer }) {
  const { words } = config;
  const content = element(
    "div", { class: "panel-body", id: "panel-body" },
    config.choices.length ? statusField() : null, dateField(), layerFields(),
  );
  const toggle = element("button", {
    type: "button", class: "panel-toggle", "aria-controls": "panel-body", onclick: () => open(content.hidden),
  });
  const panel = element("section", { class: "panel", "aria-label": words.panel }, toggle, content);
  stage.append(panel);
  panel.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || content.hidden) return;
    open(false);
    toggle.focus();
  });
  open(!matchMedia("(max-width: 47.99rem)").matches);

  function open(wanted) {
    content.hidden = !wanted;
    toggle.setAttribute("aria-expanded", String(wanted));
    toggle.textContent = wanted ? words.closePanel : words.openPanel;
  }

  function statusField() {
    const legend = element("ul", { class: "map-legend" });
    const select = element(
      "select", { id: "colour-by", onchange: () => choose(select.value) },
      config.choices.map((one) => element("option", { value: one.id, selected: one.id === state.status }, one.title)),
    );
    function choose(id) {
      const chosen = config.choices.find((one) => one.id === id) ?? config.choices[0];
      legend.replaceChildren(...lines(chosen.legend));
      if (chosen.id !== state.status) onStatus(chosen.id);
    }
    choose(state.status);
    return element(
      "div", { class: "field" },
      element("label", { for: "colour-by" }, words.colourBy), select,
      element("p", { class: "hint" }, words.colourHelp), legend,
    );
  }

  function dateField() {
    const input = element("input", {
      type: "date", id: "as-of", value: state.date, required: true,
      onchange: () => isDate(input.value) && onDate(input.value),
    });
    const now = element("button", {
      type: "button", class: "small-button",
      onclick: () => { input.value = config.today; onDate(config.today); },
    }, words.today);
    return element(
      "div", { class: "field" },
      element("label", { for: "as-of" }, words.date),
      element("div", { class: "field-row" }, input, now),
    );
  }

  function layerFields() {
    const shown = config.layers.filter((layer) => !layer.isBase);
    return element("fieldset", { class: "layers" }, element("legend", {}, words.layers), shown.map(layerField));
  }

  function layerField(layer) {
    const legend = element("ul", { class: "map-legend", hidden: !state.layers.has(layer.id) }, lines(layer.legend));
    const box = element("input", {
      type: "checkbox", id: `layer-${layer.id}`, checked: state.layers.has(layer.id),
      "aria-describedby": `hint-${layer.id}`,
      onchange: () => { legend.hidden = !box.checked; onLayer(layer.id, box.checked); },
    });
    return element(
      "div", { class: "layer", "data-layer": layer.id },
      box, element("label", { for: box.id, title: layer.description }, layer.title),
      element("p", { class: "hint", id: `hint-${layer.id}`, hidden: true }, words.fromZoom),
      layer.legend.length ? legend : null,
    );
  }

  /** Says of each layer whether it only shows on a larger scale than this zoom. */
  function tellZoom(zoom) {
    for (const layer of config.layers) {
      const hint = content.querySelector(`#hint-${layer.id}`);
      if (hint) hint.hidden = zoom >= layer.fromZoom;
    }
  }

  return { tellZoom };
}

function lines(legend) {
  return legend.map((line) => element("li", {}, drawing(line.svg), element("span", {}, line.label)));
}
