// The server's style, changed to what the reader had chosen.
import assert from "node:assert/strict";
import { test } from "node:test";

import { dated, prepareStyle } from "../../maps/web/static/map/style.js";

globalThis.location = { origin: "https://gis.example.org" };
const config = {
  today: "2026-11-22", state: "colour_by",
  layers: [{ id: "parcels", tiles: "/ogc/{z}/{y}/{x}" }, { id: "buildings", tiles: "/b/{z}/{y}/{x}" }],
};
const style = () => ({
  state: { colour_by: { default: "attention" } },
  "font-faces": { "Noto Sans Bold": [{ url: "/vendor/fonts/a.woff2" }] },
  sources: { parcels: { tiles: ["/ogc/{z}/{y}/{x}"] } },
  layers: [
    { id: "background", type: "background" },
    { id: "parcels.0.fill", source: "parcels", layout: { visibility: "none", "line-join": "round" } },
  ],
});

test("chosen layers show, the others do not, and addresses are whole", () => {
  const state = { layers: new Set(["parcels"]), status: "vacant", date: "2026-11-22" };
  const made = prepareStyle(style(), config, state);

  assert.deepEqual(made.layers[1].layout, { visibility: "visible", "line-join": "round" });
  assert.deepEqual(made.sources.parcels.tiles, ["https://gis.example.org/ogc/{z}/{y}/{x}"]);
  assert.equal(made["font-faces"]["Noto Sans Bold"][0].url, "https://gis.example.org/vendor/fonts/a.woff2");
  assert.deepEqual(made.state, { colour_by: { default: "vacant" } });
  assert.equal(prepareStyle(style(), config, { ...state, layers: new Set() }).layers[1].layout.visibility, "none");
});

test("another day than today is asked of every tile", () => {
  const tiles = "/ogc/{z}/{y}/{x}";

  assert.equal(dated(tiles, { date: "2020-01-31" }, config), "https://gis.example.org/ogc/{z}/{y}/{x}?datetime=2020-01-31");
  assert.equal(dated(tiles, { date: config.today }, config), "https://gis.example.org/ogc/{z}/{y}/{x}");
});
