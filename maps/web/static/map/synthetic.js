// The notice over the map as long as anything synthetic is drawn on it.

import { element } from "./dom.js";

/** Shows the notice at once, and hides it only while all that is drawn says it is not synthetic. */
export function watchSynthetic(map, app, config) {
  const ribbon = element("p", { class: "synthetic-ribbon", role: "note" }, config.words.synthetic);
  app.prepend(ribbon);
  const told = new Set(config.layers.flatMap((layer) => layer.styleLayers));
  map.on("idle", () => {
    const layers = map.getStyle().layers.map((layer) => layer.id).filter((id) => told.has(id));
    const suspect = map.queryRenderedFeatures({ layers, filter: ["!=", ["get", "is_synthetic"], false] });
    ribbon.hidden = suspect.length === 0;
  });
}
