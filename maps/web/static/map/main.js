// Starts the map page: reads the configuration, draws the map, ties panel, search and details to it.
//
// The page holds `<body class="map-page">`, `<div id="map-app" class="map-app">` with a sentence in
// `<div id="map-fallback" class="map-fallback">` for browsers that run none of this, the JSON of
// `maps.config.map_config` in `<script type="application/json" id="map-config">`, and the styles
// maplibre-gl.css and map.css. `body[data-map-state]` says how far it came: loading, idle,
// unavailable (no WebGL 2), failed; `window.satelliteMap` is the map.

import { AttributionControl, Map as MapLibre, NavigationControl, ScaleControl } from "/vendor/maplibre-gl.mjs";

import { readAddress, writeAddress } from "./address.js";
import { makeDetails } from "./details.js";
import { element } from "./dom.js";
import { drawMissingImages } from "./icons.js";
import { makePanel } from "./panel.js";
import { followPicks } from "./picks.js";
import { makeSearch } from "./search.js";
import { dated, prepareStyle } from "./style.js";
import { watchSynthetic } from "./synthetic.js";
import { viewControls } from "./view.js";

const app = document.getElementById("map-app");
const config = JSON.parse(document.getElementById("map-config").textContent);

document.getElementById("map-fallback")?.remove();
if (document.createElement("canvas").getContext("webgl2")) start();
else withoutWebgl();

function withoutWebgl() {
  const { words, urls } = config;
  document.body.dataset.mapState = "unavailable";
  app.append(element(
    "div", { class: "no-webgl", role: "alert" },
    element("p", {}, words.noWebgl),
    element("p", {}, element("a", { href: urls.units }, words.toSearch)),
    element("p", {}, element("a", { href: urls.gallery }, words.toGallery)),
  ));
}

async function start() {
  document.body.dataset.mapState = "loading";
  const given = readAddress(config);
  const state = {
    layers: new Set(given.layers ?? config.layers.filter((layer) => layer.isOn).map((layer) => layer.id)),
    status: given.status ?? config.choices[0]?.id ?? null,
    date: given.date ?? config.today,
    building: given.building,
  };
  for (const layer of config.layers) if (layer.isBase) state.layers.add(layer.id);
  const frame = element("div", { class: "map-frame" });
  const notice = element("p", { class: "map-notice", role: "status", hidden: true });
  const stage = element("div", { class: "map-stage" }, frame, notice);
  app.append(stage);

  let style;
  try {
    style = prepareStyle(await (await fetch(config.style)).json(), config, state);
  } catch {
    document.body.dataset.mapState = "failed";
    return fail(notice);
  }
  const map = new MapLibre({
    container: frame,
    style,
    ...(given.view ?? { bounds: config.bounds, pitch: 45, fitBoundsOptions: { padding: paddingOf(stage) } }),
    maxPitch: 60,
    attributionControl: false,
    locale: config.controls,
    fadeDuration: 0,
    // MapLibre would ask for the same tile once for every part that it enlarges on its own.
    zoomLevelsToOverscale: undefined,
  });
  globalThis.satelliteMap = map;
  describe(map, stage);
  drawMissingImages(map, config.shapes);
  map.addControl(new AttributionControl({ compact: true, customAttribution: config.credits }));
  map.addControl(new NavigationControl({ visualizePitch: true }), "top-right");
  for (const control of viewControls(config)) map.addControl(control, "top-right");
  map.addControl(new ScaleControl({ unit: "metric" }), "bottom-right");

  const remember = () => writeAddress(map, state, config.today);
  const details = makeDetails(stage, config, {
    dateOf: () => state.date,
    onClose: () => { picks.select(null); state.building = null; remember(); },
  });
  const picks = followPicks(map, config, state, details, remember);
  stage.prepend(makeSearch(config, picks.goTo));
  const panel = makePanel(stage, config, state, {
    onStatus(id) {
      state.status = id;
      map.setGlobalStateProperty(config.state, id);
      remember();
    },
    onDate(date) {
      state.date = date;
      for (const layer of config.layers) map.getSource(layer.id)?.setTiles([dated(layer.tiles, state, config)]);
      if (state.building) picks.reopen();
      remember();
    },
    onLayer(id, isOn) {
      if (isOn) state.layers.add(id);
      else state.layers.delete(id);
      const layer = config.layers.find((one) => one.id === id);
      for (const name of layer.styleLayers) map.setLayoutProperty(name, "visibility", isOn ? "visible" : "none");
      remember();
    },
  });

  map.on("moveend", remember);
  map.on("zoom", () => panel.tellZoom(map.getZoom()));
  panel.tellZoom(map.getZoom());
  map.on("error", () => fail(notice));
  map.on("sourcedata", (event) => { if (event.isSourceLoaded) notice.hidden = true; });
  watchSynthetic(map, app, config);
  map.once("idle", () => {
    document.body.dataset.mapState = "idle";
    document.dispatchEvent(new CustomEvent("satellite:map-idle", { detail: { map } }));
    if (state.building) picks.reopen();
  });
}

/** How to use the map with keys, read aloud when it gets the focus. */
function describe(map, stage) {
  stage.append(element("p", { class: "visually-hidden", id: "map-help" }, config.words.mapHelp));
  map.getCanvas().setAttribute("aria-describedby", "map-help");
}

function paddingOf(stage) {
  const wide = stage.clientWidth >= 768;
  return { top: 60, bottom: 40, right: 60, left: wide ? 380 : 20 };
}

function fail(notice) {
  notice.textContent = config.words.tilesFailed;
  notice.hidden = false;
}
