// Two buttons over the map: back to the whole district, and tilted or from above.

import { element } from "./dom.js";

/** The buttons as MapLibre controls. */
export function viewControls(config) {
  const { words } = config;
  return [
    control(words.reset, "⌂", (map) => map.fitBounds(config.bounds, { padding: 60, bearing: 0, pitch: map.getPitch() })),
    control(words.tilt, "3D", (map) => map.easeTo({ pitch: map.getPitch() > 20 ? 0 : 50, bearing: 0 })),
  ];
}

function control(label, sign, act) {
  return {
    onAdd(map) {
      const button = element("button", { type: "button", title: label, "aria-label": label, class: "view-button", onclick: () => act(map) }, sign);
      this.box = element("div", { class: "maplibregl-ctrl maplibregl-ctrl-group" }, button);
      return this.box;
    },
    onRemove() {
      this.box.remove();
    },
  };
}
